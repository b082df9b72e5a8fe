"""The exercises of 02 about what follows: convolution is linear, it is a matrix, it takes many pictures at once.

NumPy and SciPy are loaded when something is asked or judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from checker.exercises.convolution_predictions import LESSON
from checker.exercises.windows import (
    correlate,
    draw_kernel,
    draw_picture,
    in_brackets,
    in_words,
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


# ---------------------------------------------------------------- linear


def _ask_changes(random: np.random.Generator) -> Iterator[tuple[Array, Array, float, float]]:
    for (rows, columns), size, contrast, brightness in (
        ((2, 3), (2, 2), 1.0, 10.0),
        ((2, 3), (2, 2), 3.0, 0.0),
        ((3, 2), (3, 3), 2.0, 5.0),
        ((3, 3), (3, 2), 0.0, 7.0),
        ((4, 5), (2, 3), -1.0, 255.0),
        ((3, 4), (3, 2), 0.75, 2.5),
    ):
        kernel = draw_kernel(random, *size)
        image = draw_picture(random, rows + size[0] - 1, columns + size[1] - 1)
        yield correlate(image, kernel), kernel, contrast, brightness


def _map_of_changed_picture(feature_map: Array, kernel: Array, contrast: float, brightness: float) -> Array:
    """Slides the kernel over a picture of one brightness, and adds that to the map."""
    rows, columns = feature_map.shape
    even = zeros(rows + kernel.shape[0] - 1, columns + kernel.shape[1] - 1) + brightness
    return contrast * feature_map + correlate(even, kernel)


def _write_out_change(arguments: tuple[Any, ...], index: tuple[int, ...]) -> str:
    feature_map, kernel, contrast, brightness = arguments
    before, total = feature_map[index], kernel.sum()
    return (
        f"The kernel adds up to {in_words(total)}: {in_words(contrast)}×{in_brackets(before)} + "
        f"{in_words(brightness)}×{in_brackets(total)} = {in_words(contrast * before + brightness * total)}."
    )


def _stride_on_pixels(images: Array, kernel: Array, stride: int, padding: int) -> Array:
    """Raises ValueError where the kernel is larger than what is left."""
    import numpy as np

    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding)))
    return _maps(padded[:, ::stride, ::stride], kernel, 0)


ONCE_FOR_EACH = "Each of the window's pixels is brighter, and each is multiplied by its own number of the kernel."
LINEAR = function_exercise(
    slug="convolution-linear",
    title="The map of a picture you have not seen",
    lesson=LESSON,
    points=2,
    task=Task(
        function="changed_map",
        parameters=("feature_map", "kernel", "contrast", "brightness"),
        calls=with_fractions(_ask_changes),
        reference=_map_of_changed_picture,
        work_out=_write_out_change,
        mistakes=(
            Mistake(
                name="brightness-added-once",
                function=lambda feature_map, _kernel, contrast, brightness: contrast * feature_map + brightness,
                diagnosis="The brightness is added to the map once.",
                hint=ONCE_FOR_EACH,
            ),
            Mistake(
                name="brightness-times-count",
                function=lambda feature_map, kernel, contrast, brightness: (
                    contrast * feature_map + brightness * kernel.size
                ),
                diagnosis="The brightness is added once for each pixel of the window, without the kernel's numbers.",
                hint=ONCE_FOR_EACH + " Together they take `kernel.sum()`.",
            ),
            Mistake(
                name="mean-for-sum",
                function=lambda feature_map, kernel, contrast, brightness: (
                    contrast * feature_map + brightness * kernel.mean()
                ),
                diagnosis="The brightness is multiplied by the mean of the kernel's numbers.",
                hint=ONCE_FOR_EACH + " Nothing is divided: `kernel.sum()`.",
            ),
            Mistake(
                name="contrast-on-brightness",
                function=lambda feature_map, kernel, contrast, brightness: (
                    contrast * (feature_map + brightness * kernel.sum())
                ),
                diagnosis="The contrast multiplies the brightness too.",
                hint="First contrast, then brightness: the picture becomes `contrast * image + brightness`.",
            ),
            Mistake(
                name="contrast-forgotten",
                function=lambda feature_map, kernel, _contrast, brightness: feature_map + brightness * kernel.sum(),
                diagnosis="The contrast is left out.",
                hint="When every pixel is doubled, every product is doubled, and so is their sum.",
            ),
            Mistake(
                name="brightness-forgotten",
                function=lambda feature_map, _kernel, contrast, _brightness: contrast * feature_map,
                diagnosis="The brightness is left out.",
                hint=ONCE_FOR_EACH,
            ),
            Mistake(
                name="signs-lost",
                function=lambda feature_map, kernel, contrast, brightness: (
                    contrast * feature_map + brightness * abs(kernel).sum()
                ),
                diagnosis="The kernel's negative numbers are counted as positive.",
                hint="Add the kernel's numbers with their signs: some of the brightness is taken away again.",
            ),
        ),
    ),
    hints=(
        "You know nothing of the picture but its map. What happens to one product when its pixel is doubled? When it "
        "grows by 10?",
        "(contrast × pixel + brightness) × number is contrast × (pixel × number) + brightness × number. Now add up.",
        "The first parts add up to `contrast * feature_map`, the second to `brightness * kernel.sum()`.",
    ),
    solution="return contrast * feature_map + brightness * kernel.sum()",
    right=(
        lambda feature_map, kernel, contrast, brightness: [
            [contrast * cell + sum(brightness * number for number in kernel.flat) for cell in row]
            for row in feature_map
        ],
        lambda feature_map, kernel, contrast, brightness: (contrast * feature_map + brightness * kernel.sum()).astype(
            "float32"
        ),
    ),
)


# ---------------------------------------------------------------- a matrix


def _ask_matrices(random: np.random.Generator) -> Iterator[tuple[Array, int, int]]:
    for kernel, rows, columns in (((2, 2), 3, 3), ((2, 2), 3, 4), ((3, 3), 4, 5), ((2, 3), 5, 4), ((1, 3), 2, 6)):
        yield draw_kernel(random, *kernel), rows, columns
    yield draw_kernel(random, 3, 2) * 1000, 6, 5


def _matrix_by_single_pixels(kernel: Array, rows: int, columns: int) -> Array:
    """Column j is the map of a picture in which only pixel j is 1."""
    import numpy as np

    pixels = np.eye(rows * columns).reshape(-1, rows, columns)
    return np.stack([correlate(pixel, kernel).ravel() for pixel in pixels], axis=1)


def _matrix_by_windows(kernel: Array, rows: int, columns: int, *, order: Literal["C", "F"] = "C") -> Array:
    """Row i is the picture with the kernel on it in place i and 0 elsewhere; `order`: how a picture is laid out."""
    import numpy as np

    map_rows, map_columns = map_shape((rows, columns), kernel.shape)
    laid_out = []
    for row in range(map_rows):
        for column in range(map_columns):
            picture = np.zeros((rows, columns))
            picture[row : row + kernel.shape[0], column : column + kernel.shape[1]] = kernel
            laid_out.append(picture.ravel(order=order))
    return np.stack(laid_out)


def _kernel_in_one_piece(kernel: Array, rows: int, columns: int) -> Array:
    map_rows, map_columns = map_shape((rows, columns), kernel.shape)
    matrix = zeros(map_rows * map_columns, rows * columns)
    for row in range(map_rows):
        for column in range(map_columns):
            start = row * columns + column
            matrix[row * map_columns + column, start : start + kernel.size] = kernel.ravel()
    return matrix


def _numbered_as_in_the_picture(kernel: Array, rows: int, columns: int) -> Array:
    map_rows, map_columns = map_shape((rows, columns), kernel.shape)
    matrix = zeros(rows * columns, rows * columns)
    windows = iter(_matrix_by_windows(kernel, rows, columns))
    for row in range(map_rows):
        for column in range(map_columns):
            matrix[row * columns + column] = next(windows)
    return matrix


def _write_out_weight(arguments: tuple[Any, ...], index: tuple[int, ...]) -> str:
    kernel, _rows, columns = arguments
    (row, column), (down, right) = divmod(index[0], columns - kernel.shape[1] + 1), divmod(index[1], columns)
    inside = 0 <= down - row < kernel.shape[0] and 0 <= right - column < kernel.shape[1]
    lies = (
        f"under {in_words(kernel[down - row, right - column])}, the kernel's number at row {down - row}, "
        f"column {right - column}."
        if inside
        else "outside of it."
    )
    return (
        f"Row {index[0]} of the matrix is the window that begins at row {row}, column {column} of the picture; "
        f"column {index[1]} is the pixel at row {down}, column {right}, which lies {lies}"
    )


MATRIX = function_exercise(
    slug="convolution-matrix",
    title="Convolution as one big matrix",
    lesson=LESSON,
    points=3,
    task=Task(
        function="as_matrix",
        parameters=("kernel", "rows", "columns"),
        calls=with_fractions(_ask_matrices),
        reference=_matrix_by_single_pixels,
        work_out=_write_out_weight,
        mistakes=(
            Mistake(
                name="transposed",
                function=lambda kernel, rows, columns: _matrix_by_windows(kernel, rows, columns).T,
                diagnosis="The matrix lies on its side: it has a row for each pixel.",
                hint="A row for each cell of the map, a column for each pixel: `matrix @ image.ravel()` must fit.",
            ),
            Mistake(
                name="kernel-flipped",
                function=lambda kernel, rows, columns: _matrix_by_windows(turned(kernel), rows, columns),
                diagnosis="The kernel was turned by 180 degrees.",
                hint="Leave the kernel as it is; `matrix @ image.ravel()` must give what `slide` gives.",
            ),
            Mistake(
                name="kernel-in-one-piece",
                function=_kernel_in_one_piece,
                diagnosis="The kernel's rows follow one another without a gap.",
                hint="The second row of the window lies one whole row of the picture further on. Put the kernel into "
                "an empty picture first, and lay that out with `.ravel()`.",
            ),
            Mistake(
                name="numbered-as-in-the-picture",
                function=_numbered_as_in_the_picture,
                diagnosis="There is a row for every pixel, not only for every place of the window.",
                hint="The map is smaller than the picture: count the rows with the map's own columns.",
            ),
            Mistake(
                name="column-by-column",
                function=lambda kernel, rows, columns: _matrix_by_windows(kernel, rows, columns, order="F"),
                diagnosis="The picture is laid out column by column.",
                hint="`.ravel()` lays it out row by row, as NumPy always does unless it is told otherwise.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda kernel, rows, columns: _matrix_by_windows(kernel, columns, rows),
                diagnosis="Rows and columns of the picture have changed places, which goes unnoticed in square ones.",
                hint="The empty picture is `np.zeros((rows, columns))`, in this order.",
            ),
        ),
    ),
    hints=(
        "One row of the matrix makes one cell of the map. What must it hold for the first cell?",
        "For each place of the window take an empty picture, put the kernel into it at this place, and lay the picture "
        "out as one row.",
        "`picture = np.zeros((rows, columns))`, then `picture[row : row + kernel_rows, column : column + "
        "kernel_columns] = kernel`, then add `picture.ravel()` to a list; at the end `np.array(...)` of the list.",
    ),
    solution=(
        "kernel_rows, kernel_columns = kernel.shape\n"
        "matrix = []\n"
        "for row in range(rows - kernel_rows + 1):\n"
        "    for column in range(columns - kernel_columns + 1):\n"
        "        picture = np.zeros((rows, columns))\n"
        "        picture[row : row + kernel_rows, column : column + kernel_columns] = kernel\n"
        "        matrix.append(picture.ravel())\n"
        "return np.array(matrix)"
    ),
    right=(
        _matrix_by_windows,
        lambda kernel, rows, columns: _matrix_by_windows(kernel, rows, columns).tolist(),
        lambda kernel, rows, columns: _matrix_by_single_pixels(kernel, rows, columns).astype("float32"),
    ),
)


# ---------------------------------------------------------------- many pictures at once


def _ask_batches(random: np.random.Generator) -> Iterator[tuple[Array, Array, int, int]]:
    """A small call first, then stride and padding each by itself, and both."""
    for images, kernel, stride, padding in (
        ((1, 3, 4), (2, 2), 1, 0),
        ((2, 3, 5), (2, 2), 2, 0),
        ((2, 3, 4), (2, 3), 1, 1),
        ((3, 6, 9), (2, 3), 3, 0),
        ((2, 7, 5), (3, 2), 2, 2),
        ((4, 8, 6), (3, 3), 1, 0),
    ):
        yield draw_picture(random, *images) + 1, draw_kernel(random, *kernel), stride, padding
    yield draw_picture(random, 2, 6, 7, largest=1000) - 500, draw_kernel(random, 3, 3), 2, 1


def _maps(images: Array, kernel: Array, padding: int = 0) -> Array:
    """Every picture's map with stride 1."""
    import numpy as np

    return np.stack([correlate(np.pad(image, padding), kernel) for image in images])


def _maps_in_steps(images: Array, kernel: Array, stride: int, padding: int) -> Array:
    return _maps(images, kernel, padding)[:, ::stride, ::stride]


def _padded_on_two_sides(images: Array, padding: int) -> Array:
    import numpy as np

    return np.pad(images, ((0, 0), (padding, 0), (padding, 0)))


def _padded_on_all_axes(images: Array, padding: int) -> Array:
    import numpy as np

    return np.pad(images, padding)


def _unsummed(images: Array, kernel: Array, stride: int, padding: int) -> Array:
    import numpy as np

    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape, axis=(1, 2))
    return windows[:, ::stride, ::stride] * kernel


def _write_out_in_batch(arguments: tuple[Any, ...], index: tuple[int, ...]) -> str:
    import numpy as np

    images, kernel, stride, padding = arguments
    number, row, column = index
    window = window_at(np.pad(images[number], padding), kernel, stride * row, stride * column)
    return f"The window begins at row {stride * row}, column {stride * column} of " + (
        f"picture {number} with its zeros around it ({padding} on each side): " if padding else f"picture {number}: "
    ) + written_products(window, kernel)  # fmt: skip


BOTH_AXES = "The axes are pictures, rows, columns: `[:, ::stride, ::stride]`."
PAD_ROWS_AND_COLUMNS = "`np.pad` takes a pair for each axis: `((0, 0), (padding, padding), (padding, padding))`."
BATCH = function_exercise(
    slug="convolution-batch",
    title="Many pictures at once, in steps",
    lesson=LESSON,
    points=4,
    task=Task(
        function="slide_all",
        parameters=("images", "kernel", "stride", "padding"),
        calls=with_fractions(_ask_batches),
        reference=_maps_in_steps,
        work_out=_write_out_in_batch,
        mistakes=(
            Mistake(
                name="sum-forgotten",
                function=_unsummed,
                diagnosis="The products are there, but they are not added up.",
                hint="The last two axes are rows and columns within a window: add up over them, `.sum(axis=(3, 4))`.",
            ),
            Mistake(
                name="pictures-added-up",
                function=lambda images, kernel, stride, padding: _unsummed(images, kernel, stride, padding).sum(
                    axis=(0, 3, 4)
                ),
                diagnosis="The maps of all pictures are added up to one.",
                hint="Each picture has a map of its own: add up over the last two axes only.",
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(images, turned(kernel), stride, padding)
                ),
                name="kernel-flipped",
                diagnosis="The kernel was turned by 180 degrees.",
                hint="Leave the kernel as it is.",
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: lambda images, kernel, _stride, padding: slide_all(images, kernel, 1, padding),
                name="stride-forgotten",
                diagnosis="The window stands at every place, whatever the stride.",
                hint=BOTH_AXES,
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(images, kernel, 1, padding)[:, ::stride]
                ),
                name="stride-on-one-axis",
                diagnosis="The stride is taken from top to bottom only.",
                hint=BOTH_AXES,
            ),
            Mistake(
                name="pixels-skipped",
                function=_stride_on_pixels,
                diagnosis="The stride leaves out pixels of the picture, and the window slides over what is left.",
                hint="The window's own pixels stay next to each other; the stride says where the next window begins. "
                "Take the windows first, then every `stride`-th of them.",
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(images, kernel, 1, padding)[::stride, ::stride]
                ),
                name="stride-on-pictures",
                diagnosis="The stride skips pictures, because the first axis counts the pictures.",
                hint=BOTH_AXES,
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(images, kernel, 1, padding)[
                        :, stride - 1 :: stride, stride - 1 :: stride
                    ]
                ),
                name="stride-from-the-wrong-place",
                diagnosis="The first window does not begin at row 0 and column 0.",
                hint="Whatever the stride, the first window stands at the very top left.",
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: lambda images, kernel, stride, _padding: slide_all(images, kernel, stride, 0),
                name="padding-forgotten",
                diagnosis="No zeros are put around the pictures.",
                hint=PAD_ROWS_AND_COLUMNS,
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(
                        _padded_on_two_sides(images, padding), kernel, stride, 0
                    )
                ),
                name="padding-counted-once",
                diagnosis="The zeros are put at the top and at the left only.",
                hint="There are four sides. " + PAD_ROWS_AND_COLUMNS,
            ),
            Mistake.made_in(
                _maps_in_steps,
                lambda slide_all: (
                    lambda images, kernel, stride, padding: slide_all(
                        _padded_on_all_axes(images, padding), kernel, stride, 0
                    )
                ),
                name="padding-on-pictures",
                diagnosis="The padding adds whole pictures of zeros, because the first axis counts the pictures.",
                hint=PAD_ROWS_AND_COLUMNS,
            ),
        ),
    ),
    hints=(
        "Three steps: put zeros around the pictures, take every stride-th window, multiply and add up.",
        "`sliding_window_view(padded, kernel.shape, axis=(1, 2))` has the axes pictures, rows, columns, and then rows "
        "and columns within a window. Which of them does the stride skip? Over which is added up?",
        "Pad with `((0, 0), (padding, padding), (padding, padding))`, take `windows[:, ::stride, ::stride]`, multiply "
        "by `kernel` and `.sum(axis=(3, 4))`.",
    ),
    solution=(
        "padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding)))\n"
        "windows = sliding_window_view(padded, kernel.shape, axis=(1, 2))\n"
        "return (windows[:, ::stride, ::stride] * kernel).sum(axis=(3, 4))"
    ),
    right=(
        lambda images, kernel, stride, padding: _unsummed(images, kernel, stride, padding).sum(axis=(3, 4)),
        lambda images, kernel, stride, padding: _by_scipy(images, kernel, stride, padding),
        lambda images, kernel, stride, padding: [
            _maps(images, kernel, padding)[number, ::stride, ::stride].tolist() for number in range(len(images))
        ],
    ),
)


def _by_scipy(images: Array, kernel: Array, stride: int, padding: int) -> Array:
    import numpy as np
    from scipy.signal import correlate as correlate_any

    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding)))
    result: Array = correlate_any(padded, kernel[np.newaxis], mode="valid", method="direct")
    return result[:, ::stride, ::stride].astype("float32")
