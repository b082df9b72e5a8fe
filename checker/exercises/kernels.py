"""Exercises of 03: kernels that shift and blur, and the two passes of a separable one.

NumPy and SciPy load when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.kernel_arithmetic import correlate, even, in_brackets
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

LESSON = "03-kernels"


# --- identity and shift


def _single(size: int, row: int, column: int) -> np.ndarray:
    """A kernel of zeros with a 1 in this cell."""
    import numpy as np

    kernel = np.zeros((size, size))
    kernel[row, column] = 1
    return kernel


def _shift_calls(random: np.random.Generator) -> Iterator[Arguments]:
    yield from ((3, 0, 0), (3, 1, 0), (3, 0, -1), (3, -1, 1), (5, 2, -1))
    for size in (5, 7, 7):
        down, right = random.choice(range(1, size // 2 + 1), size=2, replace=False)
        yield size, int(down * random.choice((-1, 1))), int(right * random.choice((-1, 1)))


def _shift_by_loops(size: int, down: int, right: int) -> list[list[float]]:
    middle = size // 2
    cells = range(size)
    return [[float(row + down == middle and column + right == middle) for column in cells] for row in cells]


def _shift_by_rolling(size: int, down: int, right: int) -> np.ndarray:
    import numpy as np

    return np.roll(_single(size, size // 2, size // 2), (-down, -right), axis=(0, 1))


def _work_out_shift(arguments: Arguments, _index: tuple[int, ...]) -> str:
    size, down, right = arguments
    row, column = size // 2 - down, size // 2 - right
    source = [_steps(-down, "row", "below", "above"), _steps(-right, "column", "to the right", "to the left")]
    place = " and ".join(step for step in source if step) or "its own place"
    return f"Each pixel has to be fetched from {place}: the only 1 belongs at row {row}, column {column}."


def _steps(count: int, unit: str, forwards: str, backwards: str) -> str:
    plural = "" if abs(count) == 1 else "s"
    return f"{abs(count)} {unit}{plural} {forwards if count > 0 else backwards}" if count else ""


SHIFT_KERNEL = function_exercise(
    slug="kernels-shift",
    title="The kernel that moves a picture",
    lesson=LESSON,
    points=2,
    task=Task(
        function="shift_kernel",
        parameters=("size", "down", "right"),
        calls=_shift_calls,
        reference=_shift_by_loops,
        work_out=_work_out_shift,
        mistakes=(
            Mistake(
                name="wrong-way",
                function=lambda size, down, right: _single(size, size // 2 + down, size // 2 + right),
                diagnosis="The 1 stands on the side to which the picture is to move, so the picture moves the other "
                "way.",
                hint="A 1 below the middle fetches the pixel below, and what lay below is then higher up. Turn both "
                "signs.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda size, down, right: _single(size, size // 2 - right, size // 2 - down),
                diagnosis="Rows and columns are swapped.",
                hint="The first index is the row, and `down` is about rows.",
            ),
            Mistake(
                name="counted-from-the-corner",
                function=lambda size, down, right: _single(size, -down, -right),
                diagnosis="The cell is counted from the corner of the kernel; no shift at all means the middle.",
                hint="The middle of the kernel is row `size // 2`, column `size // 2`. Start from there.",
            ),
            Mistake(
                name="identity-kept",
                function=lambda size, down, right: (
                    _single(size, size // 2, size // 2) + _single(size, size // 2 - down, size // 2 - right)
                ).clip(0, 1),
                diagnosis="There is a second 1, in the middle: the result is the moved picture plus the unmoved one.",
                hint="Begin with zeros, not with the identity, and set one single cell.",
            ),
            Mistake(
                name="never-moves",
                function=lambda size, down, right: _single(size, size // 2, size // 2),
                diagnosis="This is always the identity: `down` and `right` change nothing.",
                hint="Which of the neighbours should come to the middle? That is where the 1 goes.",
            ),
        ),
    ),
    hints=(
        "Where is the 1 in the identity? And which neighbour of a pixel has to come to its place?",
        "When the picture moves down, each pixel gets what was above it. So the 1 stands above the middle.",
        "Zeros everywhere, and a 1 at row `size // 2 - down`, column `size // 2 - right`.",
    ),
    solution=(
        "kernel = np.zeros((size, size))\nmiddle = size // 2\nkernel[middle - down, middle - right] = 1\nreturn kernel"
    ),
    right=(_shift_by_loops, _shift_by_rolling),
)


# --- box blur


def _box_calls(random: np.random.Generator) -> Iterator[Arguments]:
    yield from ((3,), (5,), (1,))
    for size in random.choice(range(7, 22, 2), size=3, replace=False):
        yield (int(size),)


def _box_by_loops(n: int) -> list[list[float]]:
    return [[1 / n**2 for _ in range(n)] for _ in range(n)]


def _box_without_middle(n: int) -> np.ndarray:
    kernel = even(1.0, n, n)
    kernel[n // 2, n // 2] = 0 if n > 1 else 1
    return kernel / kernel.sum()


def _work_out_box(arguments: Arguments, _index: tuple[int, ...]) -> str:
    (n,) = arguments
    return f"All {n} × {n} = {n * n} weights are the same and sum to 1, so each is 1/{n * n}."


BOX = function_exercise(
    slug="kernels-box",
    title="The box blur of any size",
    lesson=LESSON,
    points=1,
    task=Task(
        function="box",
        parameters=("n",),
        calls=_box_calls,
        reference=lambda n: even(1 / n**2, n, n),
        work_out=_work_out_box,
        mistakes=(
            Mistake(
                name="not-normalised",
                function=lambda n: even(1.0, n, n),
                diagnosis="The weights sum to n × n, not to 1: the picture would become that many times brighter.",
                hint="A mean is a sum divided by how many there are.",
            ),
            Mistake(
                name="divided-by-side",
                function=lambda n: even(1 / n, n, n),
                diagnosis="The weights are divided by n; there are n × n of them.",
                hint="Count the cells of the kernel, not those along one side.",
            ),
            Mistake(
                name="always-nine",
                function=lambda n: even(1 / 9, n, n),
                diagnosis="The weights are 1/9 whatever n is; that is right for n = 3 alone.",
                hint="Where does the 9 of the 3 × 3 kernel come from?",
            ),
            Mistake(
                name="middle-missing",
                function=_box_without_middle,
                diagnosis="The pixel in the middle is left out: only its neighbours are averaged.",
                hint="All cells of the window count, the middle too.",
            ),
            Mistake(
                name="one-row",
                function=lambda n: even(1 / n, n),
                diagnosis="That is one row of n weights; a kernel has n rows.",
                hint="`np.ones((n, n))` has n rows and n columns; mind the double brackets.",
            ),
        ),
    ),
    hints=(
        "Look at the box blur in the table above: which number stands in its cells, and how many cells are there?",
        "All weights are the same, and even grey has to stay as it is. What do the weights sum to, then?",
        "Make an n by n array of ones and divide it by the number of its cells.",
    ),
    solution="return np.ones((n, n)) / n**2",
    right=(lambda n: even(1 / n**2, n, n), _box_by_loops),
)


# --- Gaussian from an outer product


def _gaussian(row: np.ndarray) -> np.ndarray:
    """The solution: every product, divided by their sum."""
    import numpy as np

    products = np.outer(row, row)
    return products / products.sum()


def _gaussian_calls(random: np.random.Generator) -> Iterator[Arguments]:
    import numpy as np

    yield (np.array([1.0, 2, 1]),)
    yield (np.array([1.0, 4, 6, 4, 1]),)
    yield (np.array([1e6, 3e6, 2e6, 4e6]),)
    for size in (4, 6):
        yield (random.permutation(np.arange(1.0, 10))[:size],)


def _gaussian_by_loops(row: np.ndarray) -> list[list[float]]:
    total = sum(a * b for a in row for b in row)
    return [[a * b / total for b in row] for a in row]


def _share(values: np.ndarray) -> np.ndarray:
    result: np.ndarray = values / values.sum()
    return result


def _work_out_gaussian(arguments: Arguments, index: tuple[int, ...]) -> str:
    (row,) = arguments
    (a, b), total = (row[index[0]], row[index[-1]]), row.sum() ** 2
    return (
        f"The product is {a:g} × {b:g} = {a * b:g}, and all products sum to {total:g}: "
        f"{a * b:g}/{total:g} = {value_in_words(a * b / total)}."
    )


def _gaussian_mistakes() -> tuple[Mistake, ...]:
    return (
        Mistake(
            name="not-normalised",
            function=lambda row: _gaussian(row) * row.sum() ** 2,
            diagnosis="The weights do not sum to 1: the picture would become brighter.",
            hint="Divide all products by their sum.",
        ),
        Mistake(
            name="outer-forgotten",
            function=_share,
            diagnosis="The row is still a row: it was never multiplied with itself.",
            hint="`np.outer(row, row)` gives the product of every two numbers of the row, as a square.",
        ),
        Mistake(
            name="row-repeated",
            function=lambda row: _share(even(1.0, len(row), 1) * row),
            diagnosis="The same row stands on every line, so the kernel fades sideways but not upwards and downwards.",
            hint="Line i is the row times its own number i: that is what `np.outer(row, row)` makes.",
        ),
        Mistake(
            name="added-for-multiplied",
            function=lambda row: _share(row.reshape(-1, 1) + row),
            diagnosis="Every two numbers are added; they are to be multiplied.",
            hint="`np.outer` multiplies.",
        ),
        Mistake(
            name="multiplied-cell-by-cell",
            function=lambda row: _share(row * row),
            diagnosis="`row * row` squares each number for itself and stays a row.",
            hint="Every number with every number: `np.outer(row, row)`.",
        ),
        Mistake(
            name="divided-once",
            function=lambda row: _gaussian(row) * row.sum(),
            diagnosis="The products are divided by the sum of the row; there are two rows in every product.",
            hint="Divide by the sum of the square that `np.outer` gives, or twice by the sum of the row.",
        ),
        Mistake(
            name="divided-by-largest",
            function=lambda row: _gaussian(row) / _gaussian(row).max(),
            diagnosis="The products are divided by the largest of them, so they do not sum to 1.",
            hint="Divide by the sum: even grey has to stay as it is.",
        ),
        Mistake(
            name="divided-by-cells",
            function=lambda row: _gaussian(row) * row.mean() ** 2,
            diagnosis="The products are divided by how many there are; that is right only when all are 1.",
            hint="Divide by their sum.",
        ),
    )


GAUSSIAN = function_exercise(
    slug="kernels-gaussian",
    title="A Gaussian blur from a single row",
    lesson=LESSON,
    points=2,
    task=Task(
        function="gaussian",
        parameters=("row",),
        calls=_gaussian_calls,
        reference=_gaussian_by_loops,
        work_out=_work_out_gaussian,
        mistakes=_gaussian_mistakes(),
    ),
    hints=(
        "Two steps: a multiplication table of the row with itself, then a division.",
        "`np.outer(row, row)` is that table. What must a blur's weights sum to?",
        "Keep the table in a variable and return it divided by its `.sum()`.",
    ),
    solution="products = np.outer(row, row)\nreturn products / products.sum()",
    right=(_gaussian, _gaussian_by_loops, lambda row: _share(row).reshape(-1, 1) * _share(row)),
)


# --- separable: two passes


def _two_passes(image: np.ndarray, column: np.ndarray, row: np.ndarray) -> np.ndarray:
    return correlate(correlate(image, row.reshape(1, -1)), column.reshape(-1, 1))


def _two_passes_by_loops(image: np.ndarray, column: np.ndarray, row: np.ndarray) -> list[list[float]]:
    rows, columns = image.shape[0] - len(column) + 1, image.shape[1] - len(row) + 1
    across = [[sum(line[c + j] * row[j] for j in range(len(row))) for c in range(columns)] for line in image]
    return [
        [float(sum(across[r + i][c] * column[i] for i in range(len(column)))) for c in range(columns)]
        for r in range(rows)
    ]


def _one_pass(image: np.ndarray, column: np.ndarray, row: np.ndarray) -> np.ndarray:
    import numpy as np

    return correlate(image, np.outer(column, row))


def _passes_calls(random: np.random.Generator) -> Iterator[Arguments]:
    import numpy as np

    yield np.array([[1.0, 0, 2], [0, 3, 0], [1, 0, 0]]), np.array([1.0, 2]), np.array([3.0, 1])
    yield np.array([[1.0, 2, 0, 1], [0, 1, 3, 0], [2, 0, 1, 1]]), np.array([1.0, 2, 1]), np.array([-1.0, 0, 1])
    for (rows, columns), tall, wide in (((6, 8), 2, 4), ((9, 6), 5, 3), ((7, 7), 3, 3), ((4, 9), 1, 3)):
        image = random.integers(0, 10, (rows, columns)).astype(float)
        yield image, _lopsided(random, tall), _lopsided(random, wide)


def _lopsided(random: np.random.Generator, length: int) -> np.ndarray:
    """Different weights, so that neither turning nor swapping goes unseen."""
    weights: np.ndarray = random.permutation([-3.0, -2.0, 1.0, 4.0, 5.0])[:length]
    return weights


def _work_out_passes(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, column, row = arguments
    r, c = index
    after_first = [float(line[c : c + len(row)] @ row) for line in image[r : r + len(column)]]
    products = " + ".join(
        f"{weight:g} × {in_brackets(value)}" for weight, value in zip(column, after_first, strict=True)
    )
    return (
        f"The row gives {', '.join(f'{value:g}' for value in after_first)} below one another; "
        f"the column makes of them {products} = {float(column @ after_first):g}."
    )


SEPARABLE = function_exercise(
    slug="kernels-separable",
    title="Two passes instead of one",
    lesson=LESSON,
    points=3,
    task=Task(
        function="two_passes",
        parameters=("image", "column", "row"),
        calls=with_fractions(_passes_calls),
        reference=_one_pass,
        work_out=_work_out_passes,
        mistakes=(
            Mistake(
                name="column-and-row-swapped",
                function=lambda image, column, row: _two_passes(image, row, column),
                diagnosis="The column was laid along the rows, and the row upright.",
                hint="`row[np.newaxis, :]` is one row; `column[:, np.newaxis]` stands upright.",
            ),
            Mistake(
                name="row-only",
                function=lambda image, column, row: correlate(image, row.reshape(1, -1)),
                diagnosis="Only the row was slid over the picture; the second pass is missing.",
                hint="Slide the column over what the first pass gave, and return that.",
            ),
            Mistake(
                name="column-only",
                function=lambda image, column, row: correlate(image, column.reshape(-1, 1)),
                diagnosis="The column was slid over the picture itself, so the pass with the row is lost.",
                hint="The second pass slides over the result of the first, not over `image`.",
            ),
            Mistake(
                name="both-lying",
                function=lambda image, column, row: correlate(
                    correlate(image, row.reshape(1, -1)), column.reshape(1, -1)
                ),
                diagnosis="Both passes run along the rows: the column does not stand upright.",
                hint="`column[:, np.newaxis]` has as many rows as the column has numbers, and one column.",
            ),
            Mistake(
                name="kernel-flipped",
                function=lambda image, column, row: _two_passes(image, column[::-1], row[::-1]),
                diagnosis="Row and column were turned round, as `np.convolve` does.",
                hint="`slide` takes the weights in the order in which they stand.",
            ),
            Mistake(
                name="edges-padded",
                function=lambda image, column, row: correlate(image, column.reshape(-1, 1) * row, mode="same"),
                diagnosis="The result is as large as the picture: zeros were put around it.",
                hint="Only whole windows count here; `slide` sees to that.",
            ),
        ),
    ),
    hints=(
        "`slide` wants kernels with rows and columns. How does `row` become one, how does `column`?",
        "The first pass slides one of them over the picture; the second slides the other over what came out.",
        "`across = slide(image, row[np.newaxis, :])`, then slide `column[:, np.newaxis]` over `across`.",
    ),
    solution=("across = slide(image, row[np.newaxis, :])\nreturn slide(across, column[:, np.newaxis])"),
    right=(_two_passes, _one_pass, _two_passes_by_loops),
)
