"""Two linear layers in a row are one: the kernel that does the work of two, and the Dense layer that does.

Loads NumPy and SciPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

LESSON = "05-non-linearity"

# --- two convolutions are one


def _two_kernels(random: np.random.Generator) -> Iterator[Arguments]:
    """Kernels that no turn maps to themselves, of the same size and of different ones; no number is 0."""
    import numpy as np

    shapes = (
        ((2, 2), (2, 2)),
        ((3, 3), (3, 3)),
        ((2, 3), (3, 2)),
        ((1, 3), (3, 1)),
        ((5, 5), (3, 3)),
        ((1, 2), (4, 3)),
    )
    for number, (first, second) in enumerate(shapes):
        scale = 0.25 if number == 3 else 1.0
        yield tuple(
            scale * random.permutation(np.arange(1.0, np.prod(shape) + 1.0)).reshape(shape) for shape in (first, second)
        )
    yield -random.permutation([1.0, 2.0, 4.0]).reshape(1, 3), random.permutation([-1.0, 3.0, 5.0, -6.0]).reshape(2, 2)


def _one_kernel_loop(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Every product lands where its two positions add up to."""
    import numpy as np

    (rows, columns), (more_rows, more_columns) = first.shape, second.shape
    both = np.zeros((rows + more_rows - 1, columns + more_columns - 1))
    for row in range(more_rows):
        for column in range(more_columns):
            both[row : row + rows, column : column + columns] += second[row, column] * first
    return both


def _one_kernel_scipy(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    from scipy.signal import convolve2d

    return convolve2d(first, second, mode="full")


def _one_kernel_from_an_impulse(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """A picture with a single 1 answers with the kernel, turned round."""
    return _impulse_response(first, second)[::-1, ::-1]


def _impulse_response(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    import numpy as np
    from scipy.signal import correlate2d

    rows, columns = np.add(first.shape, second.shape) - 1
    picture = np.zeros((2 * rows - 1, 2 * columns - 1))
    picture[rows - 1, columns - 1] = 1.0
    return correlate2d(correlate2d(picture, first, mode="valid"), second, mode="valid")


def _second_flipped(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return _one_kernel_scipy(first, second[::-1, ::-1])


def _first_flipped(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return _one_kernel_scipy(first[::-1, ::-1], second)


def _one_kernel_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The products whose positions add up to `index`, first × second."""
    first, second = arguments
    row, column = index
    products = [
        (first[r, c], second[row - r, column - c])
        for r in range(first.shape[0])
        for c in range(first.shape[1])
        if 0 <= row - r < second.shape[0] and 0 <= column - c < second.shape[1]
    ]
    written = " + ".join(f"{value_in_words(one)}×{value_in_words(other)}" for one, other in products)
    total = value_in_words(sum(one * other for one, other in products))
    return f"The products whose rows and columns add up to ({row}, {column}) are {written} = {total}."


FLIPPED_HINT = (
    "Both convolutions slide their kernel as it is (cross-correlation), so nothing is turned: the number at row r of "
    "the one and row s of the other goes to row r + s. SciPy's `convolve2d` does just that; `correlate2d` turns "
    "one of the two."
)
TWO_KERNELS = function_exercise(
    slug="nonlinearity-two-kernels",
    title="Two convolutions, one kernel",
    lesson=LESSON,
    points=4,
    task=Task(
        function="one_kernel",
        parameters=("first", "second"),
        calls=with_fractions(_two_kernels),
        reference=_one_kernel_loop,
        work_out=_one_kernel_worked_out,
        mistakes=(
            Mistake(
                name="second-kernel-flipped",
                function=_second_flipped,
                diagnosis="The second kernel is turned by 180 degrees.",
                hint=FLIPPED_HINT,
            ),
            Mistake(
                name="first-kernel-flipped",
                function=_first_flipped,
                diagnosis="The first kernel is turned by 180 degrees.",
                hint=FLIPPED_HINT,
            ),
            Mistake(
                name="result-turned-round",
                function=_impulse_response,
                diagnosis="All the numbers are there, but the kernel is turned by 180 degrees.",
                hint="If you sent a picture with a single 1 through: it answers with the kernel turned round.",
            ),
            Mistake(
                name="same-size",
                function=lambda first, second: _cut(first, second, "same"),
                diagnosis="The result is as large as the first kernel; the cells around it are cut off.",
                hint="Two kernels together see further than either: rows + rows − 1, and the same with columns.",
            ),
            Mistake(
                name="inside-only",
                function=lambda first, second: _cut(first, second, "valid"),
                diagnosis="Only places at which one kernel lies wholly inside the other are taken.",
                hint="The kernel that does the work of two is larger than either: rows + rows − 1.",
            ),
            Mistake(
                name="kernels-added",
                function=lambda first, second: first + second,
                diagnosis="The kernels are added, which is what two convolutions *side by side* would give.",
                hint="The second works on what the first gives: every number of the one meets all of the other.",
            ),
            Mistake(
                name="multiplied-cell-by-cell",
                function=lambda first, second: first * second,
                diagnosis="The kernels are multiplied cell by cell.",
                hint="Not only numbers in the same cell meet: every number of the one meets all of the other.",
            ),
            Mistake(
                name="matrix-product",
                function=lambda first, second: first @ second,
                diagnosis="That is the product of two matrices.",
                hint="Kernels are not multiplied as matrices are. Copy the first to every cell of the second; add up.",
            ),
        ),
    ),
    hints=(
        "Start with the size: how many rows and columns of the picture does one number after both steps depend on?",
        "The second kernel adds up shifted copies of what the first one gives. So add up shifted copies of the first "
        "*kernel*: for each cell of the second one copy, shifted to that cell and multiplied by its number.",
        "Begin with zeros of rows + rows − 1 by columns + columns − 1. For each row r and column c of `second`, add "
        "`second[r, c] * first` to the part that begins at (r, c).",
    ),
    solution="""rows, columns = first.shape
both = np.zeros((rows + second.shape[0] - 1, columns + second.shape[1] - 1))
for row in range(second.shape[0]):
    for column in range(second.shape[1]):
        both[row : row + rows, column : column + columns] += second[row, column] * first
return both""",
    right=(
        _one_kernel_scipy,
        _one_kernel_from_an_impulse,
        lambda first, second: _one_kernel_scipy(second.astype("float32"), first.astype("float32")),
    ),
)


def _cut(first: np.ndarray, second: np.ndarray, mode: Any) -> np.ndarray:
    from scipy.signal import convolve2d

    return convolve2d(first, second, mode=mode)


# --- two Dense layers are one


def _two_layers(random: np.random.Generator) -> Iterator[Arguments]:
    """Square layers, on which the order of a product shows, and oblong ones, on which sizes must fit."""
    for inputs, hidden, outputs in ((2, 2, 2), (3, 4, 2), (1, 3, 1), (4, 4, 4), (5, 2, 6)):
        yield (
            random.integers(1, 6, (inputs, hidden)) + 1.0 * _staircase(inputs, hidden),
            random.integers(1, 9, hidden).astype(float),
            random.integers(1, 6, (hidden, outputs)) - 1.0 * _staircase(hidden, outputs),
            random.integers(1, 9, outputs).astype(float),
        )


def _staircase(rows: int, columns: int) -> np.ndarray:
    """Numbers that grow to the right only: no draw makes the two products of two such matrices equal."""
    import numpy as np

    return np.tile(10.0 * np.arange(columns), (rows, 1))


def _collapse_by_asking(
    weights_1: np.ndarray, biases_1: np.ndarray, weights_2: np.ndarray, biases_2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What comes out for nothing is the bias; what each input adds to it is its row of weights."""
    import numpy as np

    def both(row: np.ndarray) -> np.ndarray:
        hidden = [sum(x * w for x, w in zip(row, column, strict=True)) for column in weights_1.T] + biases_1
        return np.array([sum(h * w for h, w in zip(hidden, column, strict=True)) for column in weights_2.T]) + biases_2

    inputs = len(weights_1)
    biases = both(np.zeros(inputs))
    return np.array([both(unit) - biases for unit in np.eye(inputs)]), biases


def _one_layer_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The ways through the units in between: of input `index[1]` to output `index[2]`, or of the first biases."""
    weights_1, biases_1, weights_2, biases_2 = arguments
    which, *start, out = index
    into = biases_1 if which else weights_1[start[0]]
    through = " + ".join(
        f"{value_in_words(one)}×{value_in_words(other)}" for one, other in zip(into, weights_2[:, out], strict=True)
    )
    total = value_in_words(into @ weights_2[:, out])
    if not which:
        return f"Input {start[0]} reaches output {out} by way of every unit in between: {through} = {total}."
    both = value_in_words(into @ weights_2[:, out] + biases_2[out])
    return (
        f"The first biases reach output {out} through the second weights: {through} = {total}. The second bias of that "
        f"output is added: {total} + {value_in_words(biases_2[out])} = {both}."
    )


TWO_LAYERS = function_exercise(
    slug="nonlinearity-two-layers",
    title="Two Dense layers, one",
    lesson=LESSON,
    points=3,
    task=Task(
        function="one_layer_for_two",
        parameters=("weights_1", "biases_1", "weights_2", "biases_2"),
        calls=with_fractions(_two_layers),
        reference=_collapse_by_asking,
        work_out=_one_layer_worked_out,
        mistakes=(
            Mistake(
                name="product-order-swapped",
                function=lambda w1, b1, w2, b2: (w2 @ w1, b1 @ w2 + b2),
                diagnosis="The two matrices are multiplied in the wrong order.",
                hint="A row x meets `weights_1` first: (x @ weights_1) @ weights_2. Keep that order.",
            ),
            Mistake(
                name="bias-not-carried-through",
                function=lambda w1, b1, w2, b2: (w1 @ w2, b1 + b2),
                diagnosis="The first biases are added to the second ones as they are.",
                hint="On their way out the first biases pass through the second layer: they meet `weights_2`.",
            ),
            Mistake(
                name="first-biases-dropped",
                function=lambda w1, b1, w2, b2: (w1 @ w2, b2),
                diagnosis="The first biases are lost.",
                hint="Multiply out (x @ weights_1 + biases_1) @ weights_2: what becomes of biases_1?",
            ),
            Mistake(
                name="second-biases-dropped",
                function=lambda w1, b1, w2, b2: (w1 @ w2, b1 @ w2),
                diagnosis="The second biases are lost.",
                hint="They are added at the very end, and nothing comes after them: add them as they are.",
            ),
            Mistake(
                name="weights-added",
                function=lambda w1, b1, w2, b2: (w1 + w2, b1 @ w2 + b2),
                diagnosis="The weights are added.",
                hint="One layer works on what the other gives: that is a product of matrices, `@`.",
            ),
            Mistake(
                name="multiplied-cell-by-cell",
                function=lambda w1, b1, w2, b2: (w1 * w2, b1 @ w2 + b2),
                diagnosis="The weights are multiplied cell by cell.",
                hint="`*` works cell by cell; the product of two matrices is `@`.",
            ),
            Mistake(
                name="weights-and-biases-swapped",
                function=lambda w1, b1, w2, b2: (b1 @ w2 + b2, w1 @ w2),
                diagnosis="The biases come first.",
                hint="Return the weights, then the biases: `return weights, biases`.",
            ),
        ),
    ),
    hints=(
        "Write down what the two layers do to a row x, with `@` and `+`, and one pair of brackets.",
        "(x @ weights_1 + biases_1) @ weights_2 + biases_2. Multiply out the bracket: what stands beside x is the new "
        "weights, and all the rest is the new biases.",
        "weights_1 @ weights_2 are the weights. biases_1 @ weights_2 + biases_2 are the biases.",
    ),
    solution="""weights = weights_1 @ weights_2
biases = biases_1 @ weights_2 + biases_2
return weights, biases""",
    right=(
        _collapse_by_asking,
        lambda w1, b1, w2, b2: [w1.dot(w2), (b1[None] @ w2)[0] + b2],
        lambda w1, b1, w2, b2: ((w2.T @ w1.T).T.astype("float32"), (w2.T @ b1 + b2).astype("float32")),
    ),
)
