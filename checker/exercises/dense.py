"""A Dense layer, and the same layer as a convolution whose kernel is as large as the map.

Loads NumPy and SciPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.dense_places import LESSON, NOT_MAP_BY_MAP, Shape
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

# --- the layer


def _layers(random: np.random.Generator) -> Iterator[Arguments]:
    """Square ones, on which a matrix may be turned unnoticed, and oblong ones; all numbers of an array differ."""
    import numpy as np

    for images, inputs, units in ((1, 2, 2), (2, 2, 2), (3, 3, 3), (2, 4, 3), (3, 2, 3), (1, 5, 1), (4, 6, 2)):
        x, weights = (random.permutation(np.arange(1.0, size + 1)) for size in (images * inputs, inputs * units))
        biases = random.permutation(np.arange(1.0, units + 1))
        yield x.reshape(images, inputs), weights.reshape(inputs, units) - inputs * units / 2, 10 * biases - 25


def _dense(x: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return x @ weights + biases


def _dense_loop(x: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    import numpy as np

    images, (inputs, units) = len(x), weights.shape
    result = np.zeros((images, units))
    for image in range(images):
        for unit in range(units):
            products = [x[image, number] * weights[number, unit] for number in range(inputs)]
            result[image, unit] = sum(products) + biases[unit]
    return result


def _bias_of_the_image(x: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return x @ weights + biases[:, None]


def _bias_once(x: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    result = x @ weights
    result[0] += biases
    return result


def _dense_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The products and the bias of one unit for one image."""
    x, weights, biases = arguments
    image, unit = index
    pairs = zip(x[image], weights[:, unit], strict=True)
    products = " + ".join(f"{value_in_words(number)}×{_bracketed(weight)}" for number, weight in pairs)
    total = value_in_words(x[image] @ weights[:, unit] + biases[unit])
    return f"Image {image}, unit {unit}: {products}, and the bias {value_in_words(biases[unit])}, make {total}."


def _bracketed(number: float) -> str:
    return value_in_words(number) if number >= 0 else f"({value_in_words(number)})"


LAYER = function_exercise(
    slug="dense-layer",
    title="A Dense layer",
    lesson=LESSON,
    points=2,
    task=Task(
        function="dense",
        parameters=("x", "weights", "biases"),
        calls=with_fractions(_layers),
        reference=_dense_loop,
        work_out=_dense_worked_out,
        mistakes=(
            Mistake.made_in(
                _dense,
                lambda dense: lambda x, weights, biases: dense(x, weights.T, biases),
                name="weights-transposed",
                diagnosis="The weights are transposed: rows and columns have changed places.",
                hint="`weights` has a row for each input and a column for each unit, just what `x @ weights` needs.",
            ),
            Mistake(
                name="weights-before-x",
                function=lambda x, weights, biases: weights @ x + biases,
                diagnosis="The product is taken in the wrong order, `weights @ x`.",
                hint="The images are the rows of `x`, and a row meets the weights from the left: `x @ weights`.",
            ),
            Mistake(
                name="bias-per-image",
                function=_bias_of_the_image,
                diagnosis="Each image gets a bias of its own, but a bias belongs to a unit.",
                hint="`biases` has one number for each unit, so for each column: `+ biases` is enough.",
            ),
            Mistake(
                name="bias-on-first-image",
                function=_bias_once,
                diagnosis="The biases are added to the first image only.",
                hint="Add them to every row: NumPy does so by itself with `x @ weights + biases`.",
            ),
            Mistake.made_in(
                _dense,
                lambda dense: lambda x, weights, biases: dense(x, weights, 0 * biases),
                name="bias-missing",
                diagnosis="The biases are missing.",
                hint="Each unit adds its bias to its sum of products.",
            ),
            Mistake(
                name="bias-before-weights",
                function=lambda x, weights, biases: (x + biases) @ weights,
                diagnosis="The biases are added to what goes in, before the weights.",
                hint="First the sum of products, then the bias.",
            ),
            Mistake(
                name="not-summed",
                function=lambda x, weights, biases: x * weights + biases,
                diagnosis="The numbers are multiplied cell by cell, and not added up.",
                hint="`*` works cell by cell. `@` multiplies and adds up.",
            ),
            Mistake.made_in(
                _dense,
                lambda dense: lambda x, weights, biases: dense(x, weights, biases).clip(min=0),
                name="relu-added",
                diagnosis="Negative results have become 0.",
                hint="That is ReLU, a step of its own. A Dense layer by itself lets negative numbers out.",
            ),
        ),
    ),
    hints=(
        "Look at the shapes: (images, inputs) and (inputs, units) are to make (images, units).",
        "Row times column, multiplied and added up, is what `@` does. The biases go on top, one for each column.",
        "x @ weights is all the sums of products at once. Then `+ biases`.",
    ),
    solution="return x @ weights + biases",
    right=(
        _dense_loop,
        lambda x, weights, biases: (weights.T @ x.T + biases[:, None]).T,
        lambda x, weights, biases: x.astype("float32").dot(weights.astype("float32")) + biases.astype("float32"),
    ),
)

# --- the layer as a convolution


def _weights_and_shapes(random: np.random.Generator) -> Iterator[Arguments]:
    """Oblong maps, one channel and several, one unit and several; no two weights are equal."""
    import numpy as np

    for shape, units in (((2, 3, 1), 1), ((2, 2, 2), 2), ((3, 2, 2), 1), ((2, 3, 4), 3), ((1, 4, 3), 5)):
        inputs = shape[0] * shape[1] * shape[2]
        yield random.permutation(np.arange(1.0, inputs * units + 1)).reshape(inputs, units), shape
    yield random.permutation(np.arange(24.0) - 12).reshape(12, 2), (3, 1, 4)


def _kernels_loop(weights: np.ndarray, map_shape: Shape) -> np.ndarray:
    """The cell at each place of the map keeps the weights that it has in the flat row."""
    import numpy as np

    rows, columns, channels = map_shape
    kernels = np.zeros((*map_shape, weights.shape[1]))
    for row in range(rows):
        for column in range(columns):
            for channel in range(channels):
                kernels[row, column, channel] = weights[(row * columns + column) * channels + channel]
    return kernels


def _unit_by_unit(weights: np.ndarray, map_shape: Shape) -> np.ndarray:
    import numpy as np

    return np.stack([unit.reshape(map_shape) for unit in weights.T.astype(np.float32)], axis=-1)


def _from_maps(weights: np.ndarray, map_shape: Shape) -> np.ndarray:
    """As if the flat row were one map after the other."""
    rows, columns, channels = map_shape
    return weights.reshape(channels, rows, columns, -1).transpose(1, 2, 0, 3)


def _from_columns(weights: np.ndarray, map_shape: Shape) -> np.ndarray:
    rows, columns, channels = map_shape
    return weights.reshape(columns, rows, channels, -1).transpose(1, 0, 2, 3)


def _kernels_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The row and column of the weights in which the right number stands."""
    weights, map_shape = arguments
    row, column, channel, unit = index
    position = (row * map_shape[1] + column) * map_shape[2] + channel
    return (
        f"Row {row}, column {column}, channel {channel} of the map is position {position} of the flat row: "
        f"weights[{position}, {unit}] = {value_in_words(weights[position, unit])}."
    )


CONVOLUTION = function_exercise(
    slug="dense-convolution",
    title="Dense is a convolution",
    lesson=LESSON,
    points=3,
    task=Task(
        function="as_kernels",
        parameters=("weights", "map_shape"),
        calls=with_fractions(_weights_and_shapes),
        reference=_kernels_loop,
        work_out=_kernels_worked_out,
        mistakes=(
            Mistake(
                name="channels-first",
                function=_from_maps,
                diagnosis="The weights are given out map by map.",
                hint=f"{NOT_MAP_BY_MAP} A plain `reshape` to (rows, columns, channels, units) has that order already.",
            ),
            Mistake(
                name="rows-fastest",
                function=lambda weights, shape: weights.reshape((*shape, -1), order="F"),
                diagnosis="The weights are given out in Fortran's order, the first axis fastest.",
                hint="Leave `order` out: the last axis changes fastest, as it does when the maps are flattened.",
            ),
            Mistake(
                name="columns-first",
                function=_from_columns,
                diagnosis="The weights run down a column before they go to the next one.",
                hint="`map_shape` is (rows, columns, channels): use it in this order.",
            ),
            Mistake(
                name="kernel-turned",
                function=lambda weights, shape: _kernels_loop(weights, shape)[::-1, ::-1],
                diagnosis="The kernels are turned by 180 degrees.",
                hint="A convolution layer does not turn its kernels: every weight lies on the cell it belongs to.",
            ),
            Mistake(
                name="weights-transposed",
                function=lambda weights, shape: weights.T.reshape(*shape, -1),
                diagnosis="The weights are transposed first, which mixes the units.",
                hint="The inputs are the rows of `weights` already, and the units stay the last axis.",
            ),
            Mistake(
                name="units-first",
                function=lambda weights, shape: weights.T.reshape(-1, *shape),
                diagnosis="The units are the first axis.",
                hint="Keras keeps the filters on the last axis: (rows, columns, channels, filters).",
            ),
            Mistake(
                name="units-first-mixed",
                function=lambda weights, shape: weights.reshape(-1, *shape),
                diagnosis="The units are put first, and what belonged to one unit is spread over several.",
                hint="Keep the units where they are, on the last axis: only the first axis is split, into three.",
            ),
        ),
    ),
    hints=(
        "How many numbers has one column of `weights`, and how many cells and channels has the map?",
        "Flatten made one axis of three. Here the first axis of `weights` becomes three again, in the same order.",
        "`weights.reshape(rows, columns, channels, units)`; −1 for the last size lets NumPy work it out.",
    ),
    solution="""rows, columns, channels = map_shape
return weights.reshape(rows, columns, channels, weights.shape[1])""",
    right=(_kernels_loop, _unit_by_unit, lambda weights, shape: weights.copy().reshape(*shape, -1)),
)
