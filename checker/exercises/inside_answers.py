"""The exercises of 11 about answers: which class is taken for which, and a drawing made like the digits learnt from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from checker.exercises.inside_layers import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise
from checker.show import value_in_words

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np

    Array: TypeAlias = np.ndarray

# ---------------------------------------------------------------- the confusion matrix


def _confusion_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Answers that lean one way; pairs that come up several times; a last class that never comes up at all."""
    import numpy as np

    yield np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1]), 2
    for pictures, classes in ((12, 3), (40, 4), (60, 5), (200, 10)):
        labels = random.integers(0, classes - 1, pictures)
        slips = random.random(pictures) < 0.4
        yield labels, np.where(slips, np.maximum(labels - 1, 0), labels), classes


def _confusion(labels: Array, said: Array, classes: int) -> Array:
    import numpy as np

    return np.bincount(labels * classes + said, minlength=classes * classes).reshape(classes, classes)


def _confusion_in_loops(labels: Any, said: Any, classes: int) -> list[list[int]]:
    pairs = list(zip(labels.tolist(), said.tolist(), strict=True))
    return [[pairs.count((row, column)) for column in range(classes)] for row in range(classes)]


def _confusion_by_one_hot(labels: Any, said: Any, classes: int) -> Array:
    import numpy as np

    one_hot = np.eye(classes, dtype="float32")
    return one_hot[labels].T @ one_hot[said]


def _counted_once(labels: Array, said: Array, classes: int) -> Array:
    """What `matrix[labels, said] += 1` does."""
    return (_confusion(labels, said, classes) > 0).astype(int)


def _classes_that_came_up(labels: Array, said: Array, classes: int) -> Array:
    import numpy as np

    there = np.union1d(labels, said)
    return _confusion(labels, said, classes)[there][:, there]


def _shares(matrix: Array, axis: int | None) -> Array:
    import numpy as np

    return matrix / np.maximum(matrix.sum(axis=axis, keepdims=True), 1)


def _errors_only(labels: Array, said: Array, classes: int) -> Array:
    wrong = labels != said
    return _confusion(labels[wrong], said[wrong], classes)


def _work_out_confusion(arguments: Arguments, index: tuple[int, ...]) -> str:
    labels, said, _classes = arguments
    count = int(((labels == index[0]) & (said == index[1])).sum())
    return (
        f"Row {index[0]}, column {index[1]} counts the pictures of class {index[0]} that are called {index[1]}: of the "
        f"{int((labels == index[0]).sum())} of class {index[0]}, {count}."
    )


CONFUSION = function_exercise(
    slug="inside-confusion",
    title="What is taken for what",
    lesson=LESSON,
    points=2,
    task=Task(
        function="confusion",
        parameters=("labels", "said", "classes"),
        calls=_confusion_calls,
        reference=_confusion,
        work_out=_work_out_confusion,
        mistakes=(
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda labels, said, classes: _confusion(said, labels, classes),
                diagnosis="Rows are what was said and columns what is true.",
                hint="The true class chooses the row: `matrix[label, answer] += 1`.",
            ),
            Mistake(
                name="counted-once",
                function=_counted_once,
                diagnosis="A pair that comes up several times was counted once.",
                hint="`matrix[labels, said] += 1` adds only one to each cell. Use a loop, or `np.add.at`.",
            ),
            Mistake(
                name="missing-classes",
                function=_classes_that_came_up,
                diagnosis="Classes that never came up have no row and no column.",
                hint="Begin with `np.zeros((classes, classes))`, whatever comes up.",
            ),
            Mistake(
                name="shares-of-rows",
                function=lambda labels, said, classes: _shares(_confusion(labels, said, classes), 1),
                diagnosis="Each row was divided by its sum.",
                hint="Counts are asked for: how many pictures.",
            ),
            Mistake(
                name="shares-of-columns",
                function=lambda labels, said, classes: _shares(_confusion(labels, said, classes), 0),
                diagnosis="Each column was divided by its sum.",
                hint="Counts are asked for: how many pictures.",
            ),
            Mistake(
                name="shares-of-all",
                function=lambda labels, said, classes: _shares(_confusion(labels, said, classes), None),
                diagnosis="The counts were divided by how many pictures there are.",
                hint="Counts are asked for: how many pictures.",
            ),
            Mistake(
                name="errors-only",
                function=_errors_only,
                diagnosis="Right answers were left out.",
                hint="They belong on the diagonal, where row and column agree.",
            ),
            Mistake(
                name="labels-with-themselves",
                function=lambda labels, _said, classes: _confusion(labels, labels, classes),
                diagnosis="The answers were not looked at: each label is counted with itself.",
                hint="The row comes from `labels`, the column from `said`.",
            ),
        ),
    ),
    hints=(
        "A square of zeros to begin with. Every picture adds 1 to one of its cells.",
        "Which row does a picture choose, and which column?",
        "`for label, answer in zip(labels, said): matrix[label, answer] += 1`",
    ),
    solution=(
        "matrix = np.zeros((classes, classes), dtype=int)\n"
        "for label, answer in zip(labels, said, strict=True):\n"
        "    matrix[label, answer] += 1\n"
        "return matrix"
    ),
    right=(_confusion_in_loops, _confusion_by_one_hot),
)

# ---------------------------------------------------------------- reading one

# Rows: what the picture is. Columns: what it is called. Dog, cat, boat. No two of the sums that matter are equal.
READ_MATRIX = ((18, 5, 2), (7, 20, 3), (1, 6, 33))


ROW, COLUMN = "What a picture is chooses the row.", "What a picture is called chooses the column."

READ_PREDICTIONS = (
    Prediction(
        name="dogs_called_cats",
        where="dogs that were called cats",
        expected=5,
        why="Row dog, column cat.",
        hint=f"{ROW} {COLUMN}",
        wrong=(
            WrongValue(7, "rows-and-columns-swapped", "those are cats that were called dogs.", ROW),
            WrongValue(12, "both-ways", "that is both ways together.", "Only dogs are asked for: one cell."),
            WrongValue(18, "right-ones", "those are dogs that were called dogs.", COLUMN),
        ),
    ),
    Prediction(
        name="cats",
        where="pictures of cats, whatever they were called",
        expected=30,
        why="The sum of row cat: 7 + 20 + 3.",
        hint=f"{ROW} Add up all of it.",
        wrong=(
            WrongValue(31, "column-for-row", "that is the sum of the column: all that were called cats.", ROW),
            WrongValue(20, "right-ones", "those are the cats that were recognised.", "The others are cats too."),
            WrongValue(10, "wrong-ones", "those are the cats that were missed.", "The others are cats too."),
        ),
    ),
    Prediction(
        name="called_boat",
        where="pictures that were called a boat, whatever they are",
        expected=38,
        why="The sum of column boat: 2 + 3 + 33.",
        hint=f"{COLUMN} Add up all of it.",
        wrong=(
            WrongValue(40, "row-for-column", "that is the sum of the row: all that are boats.", COLUMN),
            WrongValue(
                33, "right-ones", "those were rightly called a boat.", "A dog called a boat was called a boat too."
            ),
            WrongValue(5, "wrong-ones", "those were wrongly called a boat.", "The boats among them count too."),
        ),
    ),
    Prediction(
        name="right_ones",
        where="pictures recognised",
        expected=71,
        why="The diagonal: 18 + 20 + 33, of 95 in all.",
        hint="A picture is recognised when it is called what it is. Where do those stand?",
        wrong=(
            WrongValue(24, "wrong-ones", "those are all the mistakes.", "Recognised are those on the diagonal."),
            WrongValue(95, "all-pictures", "that is all of them.", "Recognised are those on the diagonal."),
            WrongValue(
                23, "other-diagonal", "that is the diagonal from top right.", "Row dog and column dog meet top left."
            ),
        ),
    ),
)

READ = prediction_exercise(
    slug="inside-read",
    title="Read a confusion matrix",
    lesson=LESSON,
    points=2,
    predictions=READ_PREDICTIONS,
    hints=(
        "Rows are what the pictures are, columns what they were called.",
        "One cell, one row, one column, one diagonal: which belongs to which question?",
        "Row dog, column cat; 7 + 20 + 3; 2 + 3 + 33; 18 + 20 + 33.",
    ),
    solution="dogs_called_cats = 5\ncats = 30\ncalled_boat = 38\nright_ones = 71",
)

# ---------------------------------------------------------------- a drawing of one's own

CLEAR_OF_HALVES = 0.05  # a place that is rounded lies at least this far from the middle between two pixels


def _centred_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Lopsided digits, so that the middle of the ink is not that of the box; the last ones must be pushed back in."""
    import numpy as np

    yield np.array([[0.0, 0, 0.5], [0, 0, 1]]), 6
    shapes = (((4, 5), 10), ((5, 3), 11), ((7, 6), 14), ((20, 13), 28))
    for (rows, columns), side in shapes:
        yield _digit(random, rows, columns, side), side
    for shape, ink in (((6, 5), (0, 0)), ((5, 6), (4, 5))):
        heavy = np.full(shape, 0.01)
        heavy[ink] = 1
        yield heavy, 8


def _digit(random: np.random.Generator, rows: int, columns: int, side: int) -> Array:
    """Ink that grows denser downwards and to the right, its middle clear of ties when it is rounded."""
    import numpy as np

    slope = np.add.outer(np.linspace(0, 1, rows), np.linspace(0, 1, columns)) ** 3 / 8
    while True:
        digit: Array = (random.random((rows, columns)) * slope).round(4)
        if all(abs(place % 1 - 0.5) > CLEAR_OF_HALVES for place in _exact(digit, side)):
            return digit


def _middle(ink: Array) -> tuple[float, float]:
    """Row and column of the centre of mass."""
    import numpy as np

    rows, columns = np.indices(ink.shape)
    return float((rows * ink).sum() / ink.sum()), float((columns * ink).sum() / ink.sum())


def _exact(digit: Array, side: float) -> tuple[float, float]:
    """Top and left at which the centre of mass would come to side / 2 exactly."""
    row, column = _middle(digit)
    return side / 2 - row, side / 2 - column


def _corner(digit: Array, side: int) -> tuple[int, int]:
    """Top and left of the digit's place."""
    exact = zip(_exact(digit, side), digit.shape, strict=True)
    top, left = (min(max(round(place), 0), side - n) for place, n in exact)
    return top, left


def _placed(digit: Any, side: int, top: int, left: int) -> Array:
    import numpy as np

    canvas = np.zeros((side, side))
    canvas[top : top + digit.shape[0], left : left + digit.shape[1]] = digit
    return canvas


def _centred(digit: Array, side: int) -> Array:
    return _placed(digit, side, *_corner(digit, side))


def _kept_inside(place: Callable[[Array, int], tuple[float, float]]) -> Callable[[Array, int], Array]:
    """The digit put at this place, rounded and pushed back where it hangs over an edge."""

    def centred(digit: Array, side: int) -> Array:
        exact = zip(place(digit, side), digit.shape, strict=True)
        return _placed(digit, side, *(int(min(max(round(i), 0), side - n)) for i, n in exact))

    return centred


def _by_padding(digit: Any, side: int) -> Array:
    import numpy as np

    rows, columns = digit.sum(axis=1), digit.sum(axis=0)
    top = np.rint(side / 2 - np.average(np.arange(len(rows)), weights=rows)).astype(int)
    left = np.rint(side / 2 - np.average(np.arange(len(columns)), weights=columns)).astype(int)
    top, left = np.clip(top, 0, side - len(rows)), np.clip(left, 0, side - len(columns))
    return np.pad(digit, ((top, side - len(rows) - top), (left, side - len(columns) - left)))


def _by_scipy(digit: Any, side: int) -> list[list[float]]:
    from scipy import ndimage

    rows, columns = ndimage.center_of_mass(digit)
    top = min(max(round(side / 2 - rows), 0), side - digit.shape[0])
    left = min(max(round(side / 2 - columns), 0), side - digit.shape[1])
    canvas = [[0.0] * side for _ in range(side)]
    for row, numbers in enumerate(digit.tolist()):
        canvas[top + row][left : left + len(numbers)] = numbers
    return canvas


def _rolled(digit: Array, side: int) -> Array:
    """Not pushed back: what goes over one edge comes in at the other."""
    import numpy as np

    top, left = (round(place) for place in _exact(digit, side))
    return np.roll(_placed(digit, side, 0, 0), (top, left), axis=(0, 1))


def _over_the_edge(digit: Array, side: int) -> Array:
    """Not pushed back: there is no room for the digit, which NumPy says with a ValueError."""
    return _placed(digit, side, *(round(place) for place in _exact(digit, side)))


def _work_out_centred(arguments: Arguments, index: tuple[int, ...]) -> str:
    digit, side = arguments
    middle, corner = _middle(digit), _corner(digit, side)
    row, column = (i - start for i, start in zip(index, corner, strict=True))
    inside = 0 <= row < digit.shape[0] and 0 <= column < digit.shape[1]
    stands = f"row {row}, column {column} of the digit" if inside else "beside the digit"
    return (
        f"The middle of the ink is at row {value_in_words(middle[0])}, column {value_in_words(middle[1])} of it, "
        f"and is to come to {value_in_words(side / 2)}. So the digit begins at row {corner[0]}, column "
        f"{corner[1]}, and this pixel is {stands}."
    )


CENTRED = function_exercise(
    slug="inside-centred",
    title="Put a digit where the network expects it",
    lesson=LESSON,
    points=3,
    task=Task(
        function="centred",
        parameters=("digit", "side"),
        calls=_centred_calls,
        reference=_centred,
        work_out=_work_out_centred,
        mistakes=(
            Mistake(
                name="box-for-ink",
                function=_kept_inside(lambda digit, side: ((side - digit.shape[0]) / 2, (side - digit.shape[1]) / 2)),
                diagnosis="The box around the digit was centred, not its ink.",
                hint="Weigh every row and column by its ink: `(rows * digit).sum() / digit.sum()`.",
            ),
            Mistake(
                name="box-for-ink-rounded-down",
                function=lambda digit, side: _placed(
                    digit, side, (side - digit.shape[0]) // 2, (side - digit.shape[1]) // 2
                ),
                diagnosis="The box around the digit was centred, not its ink.",
                hint="Weigh every row and column by its ink: `(rows * digit).sum() / digit.sum()`.",
            ),
            Mistake(
                name="ink-not-weighed",
                function=_kept_inside(lambda digit, side: _exact(1.0 * (digit > 0), side)),
                diagnosis="Faint and full ink were given the same weight.",
                hint="A full pixel counts more than a faint one: multiply by `digit` itself.",
            ),
            Mistake(
                name="half-a-pixel-short",
                function=_kept_inside(lambda digit, side: _exact(digit, side - 1)),
                diagnosis="The place is half a pixel short: rounded down, or reckoned from (side - 1) / 2.",
                hint="These digits have the middle of their ink at side / 2. Round to the nearest pixel: `round(...)`.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=_kept_inside(lambda digit, side: _exact(digit, side)[::-1]),
                diagnosis="The row of the middle was used for the left edge and its column for the top.",
                hint="`np.indices(digit.shape)` gives the rows first, then the columns.",
            ),
            Mistake(
                name="moved-to-the-middle",
                function=_kept_inside(lambda digit, _side: _middle(digit)),
                diagnosis="The digit begins where its own middle is.",
                hint="Take the difference: side / 2 less the middle of the ink within the digit.",
            ),
            Mistake(
                name="over-the-edge",
                function=_over_the_edge,
                diagnosis="A digit whose ink lies at one end hangs over the edge of the picture.",
                hint="Push it back: `top = min(max(top, 0), side - digit.shape[0])`, and `left` alike.",
            ),
            Mistake(
                name="wrapped-around",
                function=_rolled,
                diagnosis="What goes over one edge comes in again at the other.",
                hint="Push the digit back instead: `top = min(max(top, 0), side - digit.shape[0])`, and `left` alike.",
            ),
        ),
    ),
    hints=(
        "Find the middle of the ink first: the mean row and the mean column, each pixel weighed by its ink.",
        "Where must the digit begin so that this middle falls on row and column side / 2 of the picture?",
        "`top = round(side / 2 - middle_row)`, kept between 0 and `side - digit.shape[0]`; the same for `left`.",
    ),
    solution=(
        "rows, columns = np.indices(digit.shape)\n"
        "ink = digit.sum()\n"
        "top = round(side / 2 - (rows * digit).sum() / ink)\n"
        "left = round(side / 2 - (columns * digit).sum() / ink)\n"
        "top = min(max(top, 0), side - digit.shape[0])\n"
        "left = min(max(left, 0), side - digit.shape[1])\n"
        "result = np.zeros((side, side))\n"
        "result[top : top + digit.shape[0], left : left + digit.shape[1]] = digit\n"
        "return result"
    ),
    right=(_by_padding, _by_scipy, lambda digit, side: _centred(digit, side).astype("float32")),
)
