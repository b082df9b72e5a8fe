"""The exercises of 04 that count: the parameters of a convolution layer, and its multiplications.

Shapes are (rows, columns, channels), a kernel_size is (rows, columns).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING

from checker.architecture import conv2d
from checker.exercises.geometry import LESSON, count_places
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.shapes import num_parameters

if TYPE_CHECKING:
    import numpy as np

KernelSize = tuple[int, int]  # rows, columns
InputShape = tuple[int, int, int]  # rows, columns, channels


# ---------------------------------------------------------------- parameters


def _parameter_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """input_shape, filters, kernel_size: oblong pictures and kernels, one channel and several."""
    yield from (((3, 4, 1), 1, (2, 2)), ((3, 4, 2), 3, (2, 2)), ((32, 32, 1), 6, (5, 5)), ((14, 14, 6), 16, (8, 8)))
    for _ in range(4):
        rows, columns, channels, filters = (int(random.integers(*b)) for b in ((12, 40), (12, 40), (2, 9), (2, 33)))
        k_rows, k_columns = (int(k) for k in random.choice(range(1, 8), size=2, replace=False))
        yield (rows, columns, channels), filters, (k_rows, k_columns)


def _parameters_by_shapes(input_shape: InputShape, filters: int, kernel_size: KernelSize) -> int:
    """The checker's own arithmetic, which reads the shapes of Keras' weights."""
    counted = num_parameters(conv2d(filters, kernel_size), input_shape)
    assert counted is not None
    return counted


def _weights(input_shape: InputShape, filters: int, kernel_size: KernelSize) -> int:
    return prod(kernel_size) * input_shape[2] * filters


def _places(input_shape: InputShape, kernel_size: KernelSize, s: int = 1, p: int = 0) -> int:
    return prod(count_places(n, k, s, p) for n, k in zip(input_shape[:2], kernel_size, strict=True))


def _filters(count: int) -> str:
    return "1 filter" if count == 1 else f"{count} filters"


def _work_out_parameters(arguments: Arguments, _index: tuple[int, ...]) -> str:
    input_shape, filters, (rows, columns) = arguments
    return (
        f"A filter has {rows} × {columns} × {input_shape[2]} weights and 1 bias, "
        f"{rows * columns * input_shape[2] + 1} numbers; for {_filters(filters)} that makes "
        f"{_weights(*arguments) + filters:,}."
    )


PARAMETERS = function_exercise(
    slug="geometry-parameters",
    title="Count the parameters",
    lesson=LESSON,
    points=2,
    task=Task(
        function="conv_parameters",
        parameters=("input_shape", "filters", "kernel_size"),
        calls=_parameter_calls,
        reference=_parameters_by_shapes,
        work_out=_work_out_parameters,
        mistakes=(
            Mistake(
                name="bias-missing",
                function=_weights,
                diagnosis="The weights are counted, the biases are not.",
                hint="One bias for each filter.",
            ),
            Mistake(
                name="bias-per-channel",
                function=lambda shape, filters, size: _weights(shape, filters, size) + shape[2] * filters,
                diagnosis="There is a bias for each channel of each filter.",
                hint="A filter adds up its channels and then adds one bias.",
            ),
            Mistake(
                name="one-bias-for-all",
                function=lambda shape, filters, size: _weights(shape, filters, size) + 1,
                diagnosis="There is one bias for all filters together.",
                hint="Each filter has a bias of its own.",
            ),
            Mistake(
                name="bias-per-weight",
                function=lambda shape, filters, size: 2 * _weights(shape, filters, size),
                diagnosis="There is a bias for every weight.",
                hint="One bias for each filter, however many weights it has.",
            ),
            Mistake.made_in(
                _parameters_by_shapes,
                lambda conv_parameters: lambda shape, filters, size: conv_parameters((*shape[:2], 1), filters, size),
                name="channels-forgotten",
                diagnosis="The filters are flat: the channels that come in are missing.",
                hint="A filter is as deep as its input: rows × columns × channels weights.",
            ),
            Mistake(
                name="multiplied-by-the-output-size",
                function=lambda shape, filters, size: (_weights(shape, filters, size) + filters) * _places(shape, size),
                diagnosis="There are new weights for every place of the window.",
                hint="The same filter is used at every place: the size of the picture does not matter.",
            ),
            Mistake(
                name="multiplied-by-the-output-size",
                function=lambda shape, filters, size: _weights(shape, filters, size) * _places(shape, size) + filters,
                diagnosis="The weights were multiplied by the number of places: those are the multiplications.",
                hint="The same filter is used at every place: the size of the picture does not matter.",
            ),
            Mistake(
                name="multiplied-by-the-input-size",
                function=lambda shape, filters, size: _weights(shape, filters, size) * prod(shape[:2]) + filters,
                diagnosis="The size of the picture was multiplied in.",
                hint="The same filter is used at every place: the size of the picture does not matter.",
            ),
        ),
    ),
    hints=(
        "Look at one filter first. How many numbers is it made of?",
        "A filter is as deep as its input, and has one bias. Which of the three numbers of `input_shape` matter?",
        "kernel rows × kernel columns × channels + 1, and that for each filter.",
    ),
    solution="rows, columns = kernel_size\nchannels = input_shape[2]\nreturn (rows * columns * channels + 1) * filters",
    right=(
        lambda shape, filters, size: size[0] * size[1] * shape[-1] * filters + filters,
        lambda shape, filters, size: sum(size[0] * size[1] * shape[2] + 1 for _ in range(filters)),
    ),
)

# ---------------------------------------------------------------- multiplications


def _multiplication_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """input_shape, filters, kernel_size, s, p."""
    yield ((3, 4, 1), 1, (2, 2), 1, 0)
    yield ((3, 4, 2), 3, (2, 2), 1, 0)
    yield ((5, 7, 1), 2, (3, 2), 2, 0)
    yield ((5, 7, 2), 1, (3, 3), 1, 1)
    yield ((32, 32, 1), 6, (5, 5), 1, 0)
    for s in (1, 2, 3):
        rows, columns, channels, filters = (int(random.integers(*b)) for b in ((12, 40), (12, 40), (2, 9), (2, 33)))
        k_rows, k_columns = (int(k) for k in random.choice(range(1, 8), size=2, replace=False))
        yield (rows, columns, channels), filters, (k_rows, k_columns), s, int(random.integers(1, 4))


def _multiplications_by_walking(input_shape: InputShape, filters: int, kernel_size: KernelSize, s: int, p: int) -> int:
    """Place by place, one filter's products after the other's."""
    rows, columns, channels = input_shape
    counted = 0
    for _row in range(-p, rows + p - kernel_size[0] + 1, s):
        for _column in range(-p, columns + p - kernel_size[1] + 1, s):
            counted += filters * channels * kernel_size[0] * kernel_size[1]
    return counted


def _multiplications(input_shape: InputShape, filters: int, kernel_size: KernelSize, s: int, p: int) -> int:
    return _places(input_shape, kernel_size, s, p) * _weights(input_shape, filters, kernel_size)


def _work_out_multiplications(arguments: Arguments, _index: tuple[int, ...]) -> str:
    input_shape, filters, kernel_size, s, p = arguments
    rows, columns = (count_places(n, k, s, p) for n, k in zip(input_shape[:2], kernel_size, strict=True))
    each = prod(kernel_size) * input_shape[2]
    return (
        f"{rows} × {columns} places and {_filters(filters)}: {rows * columns * filters:,} numbers come out. "
        f"Each of them takes {kernel_size[0]} × {kernel_size[1]} × {input_shape[2]} = {each} multiplications."
    )


MULTIPLICATIONS = function_exercise(
    slug="geometry-multiplications",
    title="Count the multiplications",
    lesson=LESSON,
    points=2,
    task=Task(
        function="multiplications",
        parameters=("input_shape", "filters", "kernel_size", "s", "p"),
        calls=_multiplication_calls,
        reference=_multiplications_by_walking,
        work_out=_work_out_multiplications,
        mistakes=(
            Mistake(
                name="places-forgotten",
                function=lambda shape, filters, size, _s, _p: _weights(shape, filters, size),
                diagnosis="Those are the multiplications at one place.",
                hint="The window stands in many places, and multiplies anew at each of them.",
            ),
            Mistake(
                name="input-size-for-output-size",
                function=lambda shape, filters, size, _s, _p: prod(shape[:2]) * _weights(shape, filters, size),
                diagnosis="Every pixel of the picture was counted as a place.",
                hint="The number of places is the size of the map that comes out: `output_size`, for rows and columns.",
            ),
            Mistake(
                name="channels-forgotten",
                function=lambda shape, filters, size, s, p: _multiplications((*shape[:2], 1), filters, size, s, p),
                diagnosis="The channels are missing.",
                hint="At each place a filter multiplies every pixel under it, in every channel.",
            ),
            Mistake(
                name="filters-forgotten",
                function=lambda shape, _filters, size, s, p: _multiplications(shape, 1, size, s, p),
                diagnosis="That is what one filter does.",
                hint="Every filter goes over the whole picture.",
            ),
            Mistake(
                name="biases-counted",
                function=lambda shape, filters, size, s, p: (
                    _multiplications(shape, filters, size, s, p) + filters * _places(shape, size, s, p)
                ),
                diagnosis="The biases were counted too.",
                hint="A bias is added; nothing is multiplied by it.",
            ),
            Mistake(
                name="additions-counted",
                function=lambda shape, filters, size, s, p: 2 * _multiplications(shape, filters, size, s, p),
                diagnosis="It is twice as many: the additions were counted too.",
                hint="Many papers count both. Here only multiplications are asked for.",
            ),
            Mistake(
                name="stride-ignored",
                function=lambda shape, filters, size, _s, p: _multiplications(shape, filters, size, 1, p),
                diagnosis="The stride was left out.",
                hint="With a stride there are fewer places: `output_size(n, k, s, p)`.",
            ),
            Mistake(
                name="stride-on-rows-only",
                function=lambda shape, filters, size, s, p: (
                    count_places(shape[0], size[0], s, p)
                    * count_places(shape[1], size[1], 1, p)
                    * _weights(shape, filters, size)
                ),
                diagnosis="The stride was taken on the rows only.",
                hint="Rows and columns both follow `output_size(n, k, s, p)`.",
            ),
            Mistake(
                name="padding-ignored",
                function=lambda shape, filters, size, s, _p: _multiplications(shape, filters, size, s, 0),
                diagnosis="The padding was left out.",
                hint="With padding there are more places: `output_size(n, k, s, p)`. Products with 0 count too.",
            ),
        ),
    ),
    hints=(
        "Look at a single number of a single map: how many products were added up for it?",
        "How many such numbers come out? That is the size of the output: rows × columns × filters.",
        "output_size for the rows × output_size for the columns × filters × kernel rows × kernel columns × channels.",
    ),
    solution=(
        "rows = output_size(input_shape[0], kernel_size[0], s, p)\n"
        "columns = output_size(input_shape[1], kernel_size[1], s, p)\n"
        "return rows * columns * filters * kernel_size[0] * kernel_size[1] * input_shape[2]"
    ),
    right=(
        _multiplications,
        lambda shape, filters, size, s, p: float(
            ((shape[0] + 2 * p - size[0]) // s + 1)
            * ((shape[1] + 2 * p - size[1]) // s + 1)
            * (filters * shape[2] * size[0] * size[1])
        ),
    ),
)
