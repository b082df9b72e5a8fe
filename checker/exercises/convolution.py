"""The exercises of 02 about convolution itself: one window, the whole map, and the kernel turned.

NumPy and SciPy are loaded when something is asked or judged. What follows from convolution is convolution_laws.py, the
lesson's predictions are convolution_predictions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from checker.exercises.convolution_predictions import LESSON
from checker.exercises.windows import (
    correlate,
    draw_kernel,
    draw_picture,
    map_shape,
    turned,
    window_at,
    written_products,
    zeros,
)
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


# ---------------------------------------------------------------- one window


def _ask_windows(random: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    for shape in ((2, 2), (2, 3), (3, 3), (4, 2), (5, 5)):
        yield draw_picture(random, *shape) + 1, draw_kernel(random, *shape)
    yield draw_picture(random, 3, 3, largest=1000) - 500, draw_kernel(random, 3, 3)


def _sum_by_loop(window: Array, kernel: Array) -> float:
    total = 0.0
    for row in range(kernel.shape[0]):
        for column in range(kernel.shape[1]):
            total += window[row, column] * kernel[row, column]
    return total


ADD_THEM = "`(window * kernel)` is still a matrix. `.sum()` makes one number of it."
WINDOW = function_exercise(
    slug="convolution-window",
    title="One window: multiply and add",
    lesson=LESSON,
    points=1,
    task=Task(
        function="multiply_and_add",
        parameters=("window", "kernel"),
        calls=with_fractions(_ask_windows),
        reference=_sum_by_loop,
        work_out=lambda arguments, _index: written_products(*arguments),
        mistakes=(
            Mistake(
                name="sum-forgotten",
                function=lambda window, kernel: window * kernel,
                diagnosis="The products are there, but they are not added up.",
                hint=ADD_THEM,
            ),
            Mistake(
                name="one-sum-a-column",
                function=lambda window, kernel: sum(window * kernel),
                diagnosis="Each column is added up for itself.",
                hint="Python's own `sum` goes through the rows only. NumPy's `.sum()` takes every number.",
            ),
            Mistake(
                name="matrix-product",
                function=lambda window, kernel: (window @ kernel).sum(),
                diagnosis="`@` is the matrix product, rows times columns.",
                hint="Each number is multiplied with the one in the same place: that is `*`.",
            ),
            Mistake(
                name="matrix-product",
                function=lambda window, kernel: window @ kernel,
                diagnosis="`@` and `np.dot` are the matrix product, rows times columns.",
                hint="Each number is multiplied with the one in the same place, `*`; `.sum()` then makes one of all.",
            ),
            Mistake(
                name="kernel-flipped",
                function=lambda window, kernel: (window * turned(kernel)).sum(),
                diagnosis="The kernel was turned by 180 degrees.",
                hint="Leave the kernel as it is: top left meets top left.",
            ),
            Mistake(
                name="mean-for-sum",
                function=lambda window, kernel: (window * kernel).mean(),
                diagnosis="The products are averaged.",
                hint="Add them up; nothing is divided.",
            ),
            Mistake(
                name="kernel-not-used",
                function=lambda window, _kernel: window.sum(),
                diagnosis="The numbers of the window are added up without the kernel.",
                hint="First multiply, `window * kernel`, then add up.",
            ),
        ),
    ),
    hints=(
        "Two steps: multiply what lies on top of each other, then add up.",
        "`*` multiplies two arrays of the same shape number by number. How do you add up all numbers of an array?",
        "`return (window * kernel).sum()`",
    ),
    solution="return (window * kernel).sum()",
    right=(
        lambda window, kernel: sum(float(a) * float(b) for a, b in zip(window.flat, kernel.flat, strict=True)),
        lambda window, kernel: window.ravel() @ kernel.ravel(),
        lambda window, kernel: (window.astype("float32") * kernel.astype("float32")).sum(),
    ),
)


# ---------------------------------------------------------------- the whole map


def _write_out_cell(arguments: tuple[Any, ...], index: tuple[int, ...]) -> str:
    """The products behind one cell of `slide(image, kernel)`."""
    image, kernel = arguments
    return written_products(window_at(image, kernel, *index), kernel)


def _ask_maps(random: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    for image, kernel in (((3, 4), (2, 2)), ((5, 5), (3, 3)), ((4, 7), (3, 3)), ((7, 5), (2, 3)), ((6, 8), (3, 1))):
        yield draw_picture(random, *image) + 1, draw_kernel(random, *kernel)
    yield draw_picture(random, 3, 5), draw_kernel(random, 3, 5)
    yield draw_picture(random, 9, 6, largest=1000) - 500, draw_kernel(random, 5, 4)


def _unsummed_into_cells(image: Array, kernel: Array) -> Array:
    rows, columns = map_shape(image.shape, kernel.shape)
    result = zeros(rows, columns)
    for row in range(rows):
        for column in range(columns):
            result[row, column] = window_at(image, kernel, row, column) * kernel  # NumPy refuses
    return result


def _unsummed_list(image: Array, kernel: Array) -> list[list[Array]]:
    rows, columns = map_shape(image.shape, kernel.shape)
    return [[window_at(image, kernel, row, column) * kernel for column in range(columns)] for row in range(rows)]


def _last_places_left_zero(feature_map: Array) -> Array:
    result = feature_map.copy()
    result[-1], result[:, -1] = 0, 0
    return result


def _over_the_edge(image: Array, kernel: Array) -> Array:
    result = zeros(*image.shape)
    for row in range(image.shape[0]):
        for column in range(image.shape[1]):
            result[row, column] = (window_at(image, kernel, row, column) * kernel).sum()
    return result


def _rest_left_zero(image: Array, kernel: Array) -> Array:
    result, found = zeros(*image.shape), correlate(image, kernel)
    result[: found.shape[0], : found.shape[1]] = found
    return result


def _with_zeros_around(turn: Callable[[Array], Array]) -> Iterator[Mistake]:
    """SciPy's other modes, in which windows may hang over the edge; `turn`: how the kernel is to lie."""
    for mode in ("same", "full"):
        yield Mistake(
            name="zeros-around-the-picture",
            function=lambda image, kernel, mode=mode: _by_scipy("correlate2d", image, turn(kernel), mode),
            diagnosis=f'Windows hang over the edge, as with SciPy\'s `mode="{mode}"`, with zeros around the picture.',
            hint='Only whole windows count here: with SciPy that is `mode="valid"`.',
        )


def _running_sum(feature_map: Array) -> Array:
    return feature_map.ravel().cumsum().reshape(feature_map.shape)


def _square_pictures_only(image: Array, kernel: Array) -> Array:
    rows = image.shape[0] - kernel.shape[0] + 1
    result = zeros(rows, rows)
    for row in range(rows):
        for column in range(rows):
            result[row, column] = (window_at(image, kernel, row, column) * kernel).sum()
    return result


def _square_kernels_only(image: Array, kernel: Array) -> Array:
    size = kernel.shape[0]
    rows, columns = map_shape(image.shape, (size, size))
    result = zeros(rows, columns)
    for row in range(rows):
        for column in range(columns):
            result[row, column] = (image[row : row + size, column : column + size] * kernel).sum()
    return result


ONE_NUMBER_A_WINDOW = "Each window gives one number, the sum of its products: `(window * kernel).sum()`."
ALL_PLACES = (
    "There are `rows - kernel_rows + 1` places for a window. Try it with a window as large as the picture: one."
)
MAP = function_exercise(
    slug="convolution-map",
    title="The whole map, by loops",
    lesson=LESSON,
    points=3,
    task=Task(
        function="slide",
        parameters=("image", "kernel"),
        calls=with_fractions(_ask_maps),
        reference=correlate,
        work_out=_write_out_cell,
        mistakes=(
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: slide(image, turned(kernel)),
                name="kernel-flipped",
                diagnosis="The kernel was turned by 180 degrees before it was slid.",
                hint="Leave the kernel as it is. Turning it comes in the next section.",
            ),
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: _running_sum(slide(image, kernel)),
                name="sum-not-reset",
                diagnosis="The running sum goes on from one window to the next.",
                hint="Every window begins at 0: set the sum to 0 inside the loop over the places.",
            ),
            Mistake(
                name="window-does-not-move",
                function=lambda image, kernel: (
                    correlate(image, kernel) * 0 + (window_at(image, kernel, 0, 0) * kernel).sum()
                ),
                diagnosis="Every cell is made from the same window, the first.",
                hint="Let it begin at the cell's own row and column: `image[row : row + ..., column : column + ...]`.",
            ),
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: slide(image, kernel).T,
                name="rows-and-columns-swapped",
                diagnosis="Rows and columns of the map have changed places.",
                hint="The row comes first, `result[row, column]`: as many rows as there are places from top to bottom.",
            ),
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: slide(image, kernel)[:-1, :-1],
                name="off-by-one",
                diagnosis="The last row and the last column of places are left out.",
                hint=ALL_PLACES,
            ),
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: _last_places_left_zero(slide(image, kernel)),
                name="off-by-one",
                diagnosis="The loops end one place too early: the last row and column stay 0.",
                hint=ALL_PLACES,
            ),
            Mistake(
                name="over-the-edge",
                function=_over_the_edge,
                diagnosis="There is a place for every pixel, so that the last windows hang over the edge.",
                hint=ALL_PLACES,
            ),
            Mistake(
                name="as-large-as-the-picture",
                function=_rest_left_zero,
                diagnosis="The result is as large as the picture, and where no window begins it stays 0.",
                hint=ALL_PLACES,
            ),
            *_with_zeros_around(lambda kernel: kernel),
            Mistake.made_in(
                correlate,
                lambda slide: lambda image, kernel: slide(image, kernel) / kernel.size,
                name="mean-for-sum",
                diagnosis="The products of each window are averaged.",
                hint="Add them up; nothing is divided.",
            ),
            Mistake(
                name="square-pictures-only",
                function=_square_pictures_only,
                diagnosis="The number of rows is used for the columns too, which is right for square pictures only.",
                hint="`image.shape` has two numbers: `rows, columns = image.shape`.",
            ),
            Mistake(
                name="square-kernels-only",
                function=_square_kernels_only,
                diagnosis="The kernel's rows are used for its columns too, which is right for square kernels only.",
                hint="`kernel.shape` has two numbers: `kernel_rows, kernel_columns = kernel.shape`.",
            ),
            Mistake(
                name="sum-forgotten",
                function=_unsummed_into_cells,
                diagnosis="A whole matrix of products is put into one cell, which NumPy refuses: "
                '"setting an array element with a sequence".',
                hint=ONE_NUMBER_A_WINDOW,
            ),
            Mistake(
                name="sum-forgotten",
                function=_unsummed_list,
                diagnosis="The products are there, but they are not added up.",
                hint=ONE_NUMBER_A_WINDOW,
            ),
        ),
    ),
    hints=(
        "Count first: in how many rows and columns can the window stand? So large is the map.",
        "Two loops, one over the rows of the map and one over its columns. In each step cut the window out of the "
        "image, multiply and add.",
        "`window = image[row : row + kernel_rows, column : column + kernel_columns]`, then "
        "`result[row, column] = multiply_and_add(window, kernel)`.",
    ),
    solution=(
        "rows, columns = image.shape\n"
        "kernel_rows, kernel_columns = kernel.shape\n"
        "result = np.zeros((rows - kernel_rows + 1, columns - kernel_columns + 1))\n"
        "for row in range(result.shape[0]):\n"
        "    for column in range(result.shape[1]):\n"
        "        window = image[row : row + kernel_rows, column : column + kernel_columns]\n"
        "        result[row, column] = (window * kernel).sum()\n"
        "return result"
    ),
    right=(
        lambda image, kernel: _by_scipy("correlate2d", image, kernel),
        lambda image, kernel: _unfolded_sum(image, kernel),
        lambda image, kernel: correlate(image, kernel).astype("float32"),
    ),
)


def _by_scipy(name: str, image: Array, kernel: Array, mode: str = "valid") -> Array:
    import scipy.signal

    result: Array = getattr(scipy.signal, name)(image, kernel, mode=mode)
    return result


def _unfolded_sum(image: Array, kernel: Array) -> Array:
    """The map as a sum of shifted pictures, one for each number of the kernel."""
    rows, columns = map_shape(image.shape, kernel.shape)
    shifted = (
        number * image[row : row + rows, column : column + columns]
        for row, numbers in enumerate(kernel)
        for column, number in enumerate(numbers)
    )
    return sum(shifted, start=zeros(rows, columns))


# ---------------------------------------------------------------- the kernel turned

TURN_IT = "`kernel[::-1, ::-1]` reverses the rows and the columns: that is a turn by 180 degrees."
TURNED = function_exercise(
    slug="convolution-turned",
    title="Convolution as mathematicians write it",
    lesson=LESSON,
    points=2,
    task=Task(
        function="convolve",
        parameters=("image", "kernel"),
        calls=with_fractions(_ask_maps),
        reference=lambda image, kernel: _unfolded_sum(image, turned(kernel)),
        work_out=lambda arguments, index: (
            "With the kernel turned: " + _write_out_cell((arguments[0], turned(arguments[1])), index)
        ),
        mistakes=(
            Mistake(
                name="not-flipped",
                function=correlate,
                diagnosis="The kernel is slid as it is: that is cross-correlation.",
                hint="Turn the kernel by 180 degrees first, then slide it.",
            ),
            Mistake(
                name="only-rows-reversed",
                function=lambda image, kernel: correlate(image, kernel[::-1]),
                diagnosis="Only the order of the rows is reversed: the kernel is turned over, not round.",
                hint=TURN_IT,
            ),
            Mistake(
                name="only-columns-reversed",
                function=lambda image, kernel: correlate(image, kernel[:, ::-1]),
                diagnosis="Only the order of the columns is reversed: the kernel is mirrored, not turned.",
                hint=TURN_IT,
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda image, kernel: correlate(image, kernel.T),
                diagnosis="Rows and columns of the kernel have changed places (`.T`).",
                hint=TURN_IT,
            ),
            Mistake(
                name="quarter-turn",
                function=lambda image, kernel: correlate(image, kernel.T[::-1]),
                diagnosis="The kernel is turned by 90 degrees.",
                hint="`np.rot90(kernel)` is a quarter of a turn; two of them are needed: `np.rot90(kernel, 2)`.",
            ),
            *_with_zeros_around(turned),
            Mistake(
                name="picture-turned",
                function=lambda image, kernel: correlate(turned(image), kernel),
                diagnosis="The picture is turned instead of the kernel, so the map comes out upside down.",
                hint="Leave the picture as it is and turn the kernel.",
            ),
            Mistake(
                name="map-turned",
                function=lambda image, kernel: turned(correlate(image, kernel)),
                diagnosis="The map is turned instead of the kernel.",
                hint="First turn the kernel, then slide it; the map stays as it comes.",
            ),
        ),
    ),
    hints=(
        "You have `slide` already. What must happen to the kernel before?",
        "A turn by 180 degrees reverses the order of the rows and the order of the columns. `x[::-1]` reverses `x`.",
        "`return slide(image, kernel[::-1, ::-1])`",
    ),
    solution="return slide(image, kernel[::-1, ::-1])",
    right=(
        lambda image, kernel: _by_scipy("convolve2d", image, kernel),
        lambda image, kernel: correlate(image, turned(kernel)).astype("float32"),
        lambda image, kernel: turned(correlate(turned(image), kernel)),
    ),
)
