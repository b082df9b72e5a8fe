"""The exercises of 06 on one map: pooling it, finding where each maximum was, and what no window reaches.

Whole layers are in pooling_layers.py, predictions in pooling_predictions.py, shifted maps in pooling_shifts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.exercises.pooling_windows import (
    LESSON,
    draw_map,
    in_words,
    largest,
    listed,
    rounded_up,
    side_by_side,
    window_at,
    windows,
)
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

    from checker.exercises.pooling_windows import Array

MAX, AVERAGE, SUM = "max", "average", "sum"
STARTS = (-1, -10, -99, -100, -999, -1000, -9999)  # from which one searches who thinks that low enough
METHODS = {MAX: "max", AVERAGE: "mean", SUM: "sum"}  # NumPy's names

# ---------------------------------------------------------------- max, average and sum


def _pool_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Every kind with a stride equal to the size, smaller and larger; what is left over differs on the two axes."""
    for kind in (MAX, AVERAGE, SUM):
        for rows, columns, size, stride in ((3, 4, 2, 2), (3, 4, 2, 1), (5, 8, 2, 3), (7, 6, 3, 2), (8, 11, 3, 3)):
            yield draw_map(random, rows, columns), size, stride, kind
        yield 1e6 * random.normal(size=(6, 5)), 4, 1, kind
    yield 1e3 * draw_map(random, 4, 5) - 1e6, 2, 2, MAX  # all of it far below 0


def _pool(image: Array, size: int, stride: int, kind: str) -> Array:
    pooled: Array = getattr(windows(image, size, stride), METHODS[kind])(axis=(2, 3))
    return pooled


def _reduce(kind: str) -> Callable[[Array], Any]:
    return lambda window: getattr(window, METHODS[kind])()


def _pool_in_loops(image: Any, size: int, stride: int, kind: str) -> list[list[float]]:
    result: list[list[float]] = []
    for top in range(0, len(image) - size + 1, stride):
        result.append([])
        for left in range(0, len(image[0]) - size + 1, stride):
            numbers = [float(image[top + i, left + j]) for i in range(size) for j in range(size)]
            result[-1].append(max(numbers) if kind == MAX else sum(numbers) / (len(numbers) if kind == AVERAGE else 1))
    return result


def _pool_through_scipy(image: Any, size: int, stride: int, kind: str) -> Array:
    """SciPy's filters centre their window, hence the origin; at every place, of which some are then taken."""
    from scipy import ndimage

    origin = -((size - 1) // 2) if size % 2 else -(size // 2)
    chosen = ndimage.maximum_filter if kind == MAX else ndimage.uniform_filter
    everywhere = chosen(image, size, mode="nearest", origin=origin) * (size * size if kind == SUM else 1)
    rows, columns = (side - size + 1 for side in image.shape)
    return everywhere[:rows:stride, :columns:stride]


def _instead(kind: str, function: Callable[[Array, int, int], Array]) -> Callable[[Array, int, int, str], Array]:
    """Right for every kind but this one."""

    def pool(image: Array, size: int, stride: int, asked: str) -> Array:
        return function(image, size, stride) if asked == kind else _pool(image, size, stride, asked)

    return pool


def _largest_from(start: float, image: Array, size: int, stride: int) -> Array:
    """A search that begins with `start` instead of a number of the window."""
    return largest(image, size, stride).clip(start)


def _work_out_pool(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, size, stride, kind = arguments
    row, column = (stride * i for i in index)
    window = window_at(image, size, stride, index)
    total, count = window.sum(), window.size
    came_about = {
        MAX: f"the largest is {in_words(window.max())}",
        SUM: f"their sum is {in_words(total)}",
        AVERAGE: f"their sum is {in_words(total)}, and {in_words(total)} / {count} = {in_words(total / count)}",
    }
    return (
        f"That window begins at row {row}, column {column} of the map and holds {listed(window)}: {came_about[kind]}."
    )


POOL = function_exercise(
    slug="pooling-map",
    title="Pool a map",
    lesson=LESSON,
    points=4,
    task=Task(
        function="pool",
        parameters=("image", "size", "stride", "kind"),
        calls=_pool_calls,
        reference=_pool,
        work_out=_work_out_pool,
        mistakes=(
            Mistake(
                name="kind-ignored",
                function=lambda image, size, stride, _kind: largest(image, size, stride),
                diagnosis="The largest is taken whatever the kind.",
                hint="Ask first: `if kind == ...`. Each of the three kinds does something else with the window.",
            ),
            Mistake(
                name="average-for-max",
                function=_instead(MAX, lambda image, size, stride: _pool(image, size, stride, AVERAGE)),
                diagnosis='For "max" the average was taken.',
                hint="Max pooling keeps one number of the window and drops the others: `window.max()`.",
            ),
            Mistake(
                name="largest-starts-at-zero",
                function=_instead(MAX, lambda image, size, stride: largest(image, size, stride).clip(0)),
                diagnosis="The search for the largest starts at 0, so a window of negative numbers gives 0.",
                hint="Start with the window's first number, or use `window.max()`.",
            ),
            *(
                Mistake(
                    name="largest-starts-too-high",
                    function=_instead(MAX, partial(_largest_from, start)),
                    diagnosis=f"The search for the largest starts at {in_words(start)}, and a map can lie below that.",
                    hint="Start with the window's first number, or use `window.max()`.",
                )
                for start in STARTS
            ),
            Mistake(
                name="not-divided",
                function=_instead(AVERAGE, lambda image, size, stride: _pool(image, size, stride, SUM)),
                diagnosis="The average was not divided: that is the sum.",
                hint="A window holds size × size numbers. Divide the sum by that, or use `window.mean()`.",
            ),
            Mistake(
                name="divided-by-the-side",
                function=_instead(AVERAGE, lambda image, size, stride: size * _pool(image, size, stride, AVERAGE)),
                diagnosis="For the average the sum was divided by the window's side.",
                hint="A window of side 3 holds 9 numbers: divide by size × size.",
            ),
            Mistake(
                name="divided-twice",
                function=_instead(AVERAGE, lambda image, size, stride: _pool(image, size, stride, AVERAGE) / size**2),
                diagnosis="The average was divided by the number of pixels once more.",
                hint="`window.mean()` has divided already.",
            ),
            Mistake(
                name="sum-divided",
                function=_instead(SUM, lambda image, size, stride: _pool(image, size, stride, AVERAGE)),
                diagnosis="The sum was divided: that is the average.",
                hint='For "sum" add up and stop there: `window.sum()`.',
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, _stride, kind: pool(image, size, size, kind),
                name="stride-fixed-to-size",
                diagnosis="The windows stand side by side, as if the stride were always the size.",
                hint="The next window begins `stride` pixels on, however large it is.",
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, stride, kind: pool(image, size, 1, kind)[::stride],
                name="stride-on-rows-only",
                diagnosis="Downwards the windows move by the stride, to the right by 1.",
                hint="Take the stride for the columns too: `column * stride`.",
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, stride, kind: pool(image, size, 1, kind)[:, ::stride],
                name="stride-on-columns-only",
                diagnosis="To the right the windows move by the stride, downwards by 1.",
                hint="Take the stride for the rows too: `row * stride`.",
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, _stride, kind: pool(image, size, 1, kind),
                name="stride-ignored",
                diagnosis="The stride was left out: the windows are one pixel apart.",
                hint="Cell (row, column) belongs to the window that begins at (row * stride, column * stride).",
            ),
            Mistake(
                name="windows-next-to-each-other",
                function=lambda image, size, stride, kind: side_by_side(image, size, stride, _reduce(kind)),
                diagnosis="There are as many windows as there should be, but they are one pixel apart.",
                hint="Cell (row, column) belongs to the window that begins at (row * stride, column * stride).",
            ),
            Mistake(
                name="rounded-up",
                function=lambda image, size, stride, kind: rounded_up(image, size, stride, _reduce(kind)),
                diagnosis="A last window that hangs over the edge was counted too.",
                hint="Only whole windows count: `(side - size) // stride + 1` of them.",
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, stride, kind: pool(image, size, stride, kind)[:-1, :-1],
                name="plus-one-forgotten",
                diagnosis="The last row and column of windows are missing.",
                hint="`(side - size) // stride` steps, and the first place: one more.",
            ),
            Mistake.made_in(
                _pool,
                lambda pool: lambda image, size, stride, kind: pool(image, size, stride, kind).T,
                name="rows-and-columns-swapped",
                diagnosis="Rows and columns changed places.",
                hint="`image.shape` is (rows, columns), and so is the result's; its cells are `result[row, column]`.",
            ),
        ),
    ),
    hints=(
        "Two loops over the places, as in a convolution. What changes is what you do with the window.",
        "How many places are there on each side? Where does the window of place (row, column) begin?",
        "It begins at row * stride and column * stride. Then window.max(), window.mean() or window.sum().",
    ),
    solution=(
        "rows = (image.shape[0] - size) // stride + 1\n"
        "columns = (image.shape[1] - size) // stride + 1\n"
        "result = np.zeros((rows, columns))\n"
        "for row in range(rows):\n"
        "    for column in range(columns):\n"
        "        top, left = row * stride, column * stride\n"
        "        window = image[top : top + size, left : left + size]\n"
        '        if kind == "max":\n'
        "            result[row, column] = window.max()\n"
        '        elif kind == "average":\n'
        "            result[row, column] = window.mean()\n"
        "        else:\n"
        "            result[row, column] = window.sum()\n"
        "return result"
    ),
    right=(
        _pool_in_loops,
        _pool_through_scipy,
        lambda image, size, stride, kind: _pool(image, size, stride, kind).astype("float32"),
    ),
)

# ---------------------------------------------------------------- where the maximum was


def _winner_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Few different numbers, so that windows have ties; the first is small and ties on both axes."""
    import numpy as np

    yield np.array([[1.0, 4, 0], [4, 2, 5], [0, 3, 1]]), 2, 1
    for rows, columns, size, stride in ((4, 5, 2, 2), (5, 8, 2, 3), (7, 6, 3, 2), (9, 12, 3, 3), (6, 9, 4, 1)):
        yield random.integers(-4, 1, (rows, columns)).astype(float), size, stride


def _winners(image: Array, size: int, stride: int) -> Array:
    """From places in the window, counted in reading order, to rows and columns of the map."""
    import numpy as np

    inside = _inside(image, size, stride)
    corners = np.indices(inside.shape[:2]).transpose(1, 2, 0) * stride
    return corners + inside


def _flat(image: Array, size: int, stride: int) -> Array:
    """The number of the winner within its window, counted in reading order."""
    chosen = windows(image, size, stride)
    return chosen.reshape(*chosen.shape[:2], -1).argmax(axis=2)


def _inside(image: Array, size: int, stride: int) -> Array:
    """Row and column of the winner within its window."""
    import numpy as np

    return np.stack(np.divmod(_flat(image, size, stride), size), axis=-1)


def _winners_in_loops(image: Any, size: int, stride: int) -> list[list[tuple[int, int]]]:
    def first(top: int, left: int) -> tuple[int, int]:
        places = [(top + i, left + j) for i in range(size) for j in range(size)]
        return max(places, key=lambda place: image[place])  # of equal ones, max keeps the first

    rows, columns = (range(0, side - size + 1, stride) for side in image.shape)
    return [[first(top, left) for left in columns] for top in rows]


def _winners_by_unravelling(image: Any, size: int, stride: int) -> Array:
    import numpy as np

    result = np.zeros((*windows(image, size, stride).shape[:2], 2), dtype=np.int32)
    for index in np.ndindex(*result.shape[:2]):
        row, column = np.unravel_index(window_at(image, size, stride, index).argmax(), (size, size))
        result[index] = index[0] * stride + row, index[1] * stride + column
    return result


def _last_of_equals(image: Array, size: int, stride: int) -> Array:
    """Windows read from their end, so that the last of equal numbers comes first."""
    import numpy as np

    turned = windows(image, size, stride)[:, :, ::-1, ::-1]
    flat = size * size - 1 - turned.reshape(*turned.shape[:2], -1).argmax(axis=2)
    return np.stack(np.divmod(flat, size), axis=-1) + np.indices(flat.shape).transpose(1, 2, 0) * stride


def _by_columns(image: Array, size: int, stride: int) -> Array:
    """The first in columns, read downwards: that of the map with rows and columns swapped."""
    return _winners(image.T, size, stride).transpose(1, 0, 2)[..., ::-1]


def _work_out_winner(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, size, stride = arguments
    top, left = (stride * i for i in index[:2])
    window = window_at(image, size, stride, index[:2])
    row, column = (int(i) for i in divmod(int(window.argmax()), size))
    return (
        f"Index {index} asks for the {('row', 'column')[index[2]]} of one winner. Its window begins at row {top}, "
        f"column {left} of the map and holds {listed(window)}. The largest, {in_words(window.max())}, stands first at "
        f"row {row}, column {column} of the window, which is row {top} + {row}, column {left} + {column} of the map."
    )


WINNERS = function_exercise(
    slug="pooling-winners",
    title="Where the maximum was",
    lesson=LESSON,
    points=3,
    task=Task(
        function="winners",
        parameters=("image", "size", "stride"),
        calls=_winner_calls,
        reference=_winners,
        work_out=_work_out_winner,
        dtype="integer",
        mistakes=(
            Mistake(
                name="relative-to-the-window",
                function=_inside,
                diagnosis="Rows and columns are counted within each window, not on the map.",
                hint="Add the row and the column on which the window begins.",
            ),
            Mistake(
                name="one-number-for-two",
                function=_flat,
                diagnosis="There is one number for each window: its winner's place in reading order.",
                hint="`divmod(window.argmax(), size)` makes a row and a column of it. Then go from window to map.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda image, size, stride: _winners(image, size, stride)[..., ::-1],
                diagnosis="The column comes first, the row second.",
                hint="Row first, as everywhere: `result[row, column] = r, c`.",
            ),
            Mistake(
                name="last-of-equals",
                function=_last_of_equals,
                diagnosis="Of equal numbers the last was taken.",
                hint="Of equal numbers the first in reading order wins: take a new one only where it is larger (>).",
            ),
            Mistake(
                name="first-by-columns",
                function=_by_columns,
                diagnosis="Of equal numbers the first in the leftmost column was taken.",
                hint="Reading order goes along the rows: row 0 from left to right, then row 1.",
            ),
            Mistake(
                name="stride-forgotten",
                function=lambda image, size, stride: (
                    _winners(image, size, stride)
                    - (_winners(image, size, stride) - _inside(image, size, stride)) // stride * (stride - 1)
                ),
                diagnosis="The place within the window was added to the cell's own row and column.",
                hint="The window of cell (row, column) begins at row * stride, column * stride: add that.",
            ),
            Mistake(
                name="stride-fixed-to-size",
                function=lambda image, size, _stride: _winners(image, size, size),
                diagnosis="The windows stand side by side, as if the stride were always the size.",
                hint="The next window begins `stride` pixels on, however large it is.",
            ),
            Mistake(
                name="smallest-for-largest",
                function=lambda image, size, stride: _winners(-image, size, stride),
                diagnosis="That is where the smallest numbers were.",
                hint="`argmax`, not `argmin`.",
            ),
        ),
    ),
    hints=(
        "Find the winner within its window first: `window.argmax()`. What does that number count?",
        "It counts in reading order. `divmod(number, size)` is the row and the column within the window.",
        "Then add the window's own beginning: `top + row_inside, left + column_inside`.",
    ),
    solution=(
        "rows = (image.shape[0] - size) // stride + 1\n"
        "columns = (image.shape[1] - size) // stride + 1\n"
        "result = np.zeros((rows, columns, 2), dtype=int)\n"
        "for row in range(rows):\n"
        "    for column in range(columns):\n"
        "        top, left = row * stride, column * stride\n"
        "        window = image[top : top + size, left : left + size]\n"
        "        inside = divmod(window.argmax(), size)\n"
        "        result[row, column] = top + inside[0], left + inside[1]\n"
        "return result"
    ),
    right=(_winners_in_loops, _winners_by_unravelling),
)

# ---------------------------------------------------------------- what no window reaches


def _unseen_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Nothing left over, something at one edge or both, and gaps where the stride is larger than the window."""
    yield from ((4, 4, 2, 2), (3, 4, 2, 2), (5, 3, 2, 1), (5, 4, 1, 2), (7, 7, 3, 3), (6, 9, 2, 3), (8, 5, 3, 2))
    for _ in range(3):
        size, stride = int(random.integers(2, 5)), int(random.integers(1, 6))
        yield int(random.integers(6, 15)), int(random.integers(15, 22)), size, stride


def _seen_along(side: int, size: int, stride: int) -> Array:
    """Which pixels of a row of `side` lie in some whole window."""
    import numpy as np

    pixels = np.arange(side)
    last = (side - size) // stride * stride + size
    return (pixels % stride < size) & (pixels < last)


def _unseen(rows: int, columns: int, size: int, stride: int) -> Array:
    return ~(_seen_along(rows, size, stride)[:, None] & _seen_along(columns, size, stride))


def _unseen_by_marking(rows: int, columns: int, size: int, stride: int) -> Array:
    import numpy as np

    marks = np.ones((rows, columns), dtype=int)
    for top in range(0, rows - size + 1, stride):
        for left in range(0, columns - size + 1, stride):
            marks[top : top + size, left : left + size] = 0
    return marks


def _unseen_pixel_by_pixel(rows: int, columns: int, size: int, stride: int) -> list[list[bool]]:
    tops, lefts = (range(0, side - size + 1, stride) for side in (rows, columns))
    return [
        [
            not (any(t <= row < t + size for t in tops) and any(s <= column < s + size for s in lefts))
            for column in range(columns)
        ]
        for row in range(rows)
    ]


def _edges_only(rows: int, columns: int, size: int, stride: int) -> Array:
    """What lies behind the last window, without the gaps between windows."""
    import numpy as np

    ends = [(side - size) // stride * stride + size for side in (rows, columns)]
    return (np.arange(rows) >= ends[0])[:, None] | (np.arange(columns) >= ends[1])


def _remainder_at_the_end(rows: int, columns: int, step: int) -> Array:
    """The last `side % step` rows and columns."""
    import numpy as np

    return (np.arange(rows) >= rows - rows % step)[:, None] | (np.arange(columns) >= columns - columns % step)


def _gaps_only(rows: int, columns: int, size: int, stride: int) -> Array:
    """As if a last window that hangs over the edge counted too."""
    return _unseen(rows + size + stride, columns + size + stride, size, stride)[:rows, :columns]


def _work_out_unseen(arguments: Arguments, index: tuple[int, ...]) -> str:
    told = []
    for axis, place, side in zip(("row", "column"), index, arguments[:2], strict=True):
        size, stride = arguments[2:]
        starts = ", ".join(str(start) for start in range(0, side - size + 1, stride))
        is_in = "is in one" if _seen_along(side, size, stride)[place] else "is in none"
        told.append(f"on {axis} {starts}, so {axis} {place} {is_in}")
    return f"Whole windows of {arguments[2]} begin {'; and '.join(told)}."


UNSEEN = function_exercise(
    slug="pooling-unseen",
    title="Pixels that no window reaches",
    lesson=LESSON,
    points=3,
    task=Task(
        function="unseen",
        parameters=("rows", "columns", "size", "stride"),
        calls=_unseen_calls,
        reference=_unseen,
        work_out=_work_out_unseen,
        mistakes=(
            Mistake(
                name="seen-for-unseen",
                function=lambda rows, columns, size, stride: ~_unseen(rows, columns, size, stride),
                diagnosis="The pixels that windows do reach are marked.",
                hint="Start with True everywhere, and write False wherever a window stands.",
            ),
            Mistake(
                name="gaps-forgotten",
                function=_edges_only,
                diagnosis="The edges are right; the gaps between windows that do not touch are missing.",
                hint="Where the stride is larger than the window, pixels between the windows are skipped too.",
            ),
            Mistake(
                name="edges-forgotten",
                function=_gaps_only,
                diagnosis="A last window that hangs over the edge was taken for a whole one.",
                hint="Only whole windows count: the last one begins at `side - size` or before.",
            ),
            Mistake(
                name="nothing-unseen",
                function=lambda rows, columns, _size, _stride: _edges_only(rows, columns, 1, 1),
                diagnosis="Nothing is marked.",
                hint="3 rows, windows of 2 side by side: does any window reach row 2?",
            ),
            Mistake(
                name="remainder-of-the-size",
                function=lambda rows, columns, size, _stride: _remainder_at_the_end(rows, columns, size),
                diagnosis="The last side % size rows and columns are marked, which is right only for stride = size.",
                hint="Mark window by window instead, with the stride as it is given.",
            ),
            Mistake(
                name="remainder-of-the-stride",
                function=lambda rows, columns, _size, stride: _remainder_at_the_end(rows, columns, stride),
                diagnosis="The last side % stride rows and columns are marked, which is right only for stride = size.",
                hint="Mark window by window instead: each reaches `size` pixels from where it begins.",
            ),
            Mistake(
                name="both-axes-needed",
                function=lambda rows, columns, size, stride: (
                    ~_seen_along(rows, size, stride)[:, None] & ~_seen_along(columns, size, stride)
                ),
                diagnosis="A pixel is marked only where its row and its column both lie in no window.",
                hint="One of the two is enough: if no window reaches the row, none reaches the pixel.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda rows, columns, size, stride: _unseen(columns, rows, size, stride),
                diagnosis="Rows and columns changed places.",
                hint="The result has the shape (rows, columns).",
            ),
        ),
    ),
    hints=(
        "Think of an array of True, and of every window as a stamp that writes False where it stands.",
        "Where do the windows begin? `range(0, rows - size + 1, stride)` counts the rows; columns likewise.",
        "For every such top and left: `result[top : top + size, left : left + size] = False`.",
    ),
    solution=(
        "result = np.ones((rows, columns), dtype=bool)\n"
        "for top in range(0, rows - size + 1, stride):\n"
        "    for left in range(0, columns - size + 1, stride):\n"
        "        result[top : top + size, left : left + size] = False\n"
        "return result"
    ),
    right=(_unseen_by_marking, _unseen_pixel_by_pixel),
)
