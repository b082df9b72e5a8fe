"""Where the cells of a stack of maps land when they are laid out in one row, and the way back.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise

if TYPE_CHECKING:
    import numpy as np

LESSON = "07-dense-and-softmax"

Shape = tuple[int, int, int]  # rows, columns, channels
Place = tuple[int, int, int]  # row, column, channel

# --- said beforehand: a stack of 2 × 3 cells and 4 channels

NOT_MAP_BY_MAP = "The maps are not laid out one after the other: all channels of one cell come before the next cell."
CHANNELS_FASTEST = "Count as you read: along a row of cells, and at each cell through all four channels first."

PLACES = (
    Prediction(
        name="length",
        where="how many numbers the row has",
        expected=2 * 3 * 4,
        why="2 × 3 cells with 4 channels each: nothing is lost, nothing is added.",
        hint="How many cells has one map, and how many maps are there?",
        wrong=(
            WrongValue(
                value=6,
                mistake="one-map",
                diagnosis="that is one map.",
                hint="All four maps go into the row.",
            ),
            WrongValue(
                value=9,
                mistake="sizes-added",
                diagnosis="that is 2 + 3 + 4.",
                hint="Two rows of three cells are six cells, each with four numbers.",
            ),
        ),
    ),
    Prediction(
        name="position",
        where="position of row 1, column 0, channel 3",
        expected=15,
        why="Before row 1 come 3 cells with 4 numbers each, 12; channel 3 stands 3 further on.",
        hint=CHANNELS_FASTEST,
        wrong=(
            WrongValue(value=21, mistake="channels-first", diagnosis="that is map after map.", hint=NOT_MAP_BY_MAP),
            WrongValue(
                value=19,
                mistake="rows-fastest",
                diagnosis="there the row changes at every step, the channel last (Fortran's order).",
                hint="The last axis, the channels, changes at every step; the first axis, the rows, changes last.",
            ),
            WrongValue(
                value=7,
                mistake="columns-first",
                diagnosis="that runs down each column before it goes to the next.",
                hint="Read as you read a text: to the end of the row, then to the next row.",
            ),
            WrongValue(
                value=16,
                mistake="counted-from-one",
                diagnosis="that is one too many.",
                hint="The first number of the row stands at position 0.",
            ),
        ),
    ),
    Prediction(
        name="below",
        where="how much further on the cell below stands",
        expected=12,
        why="A whole row of cells lies in between: 3 columns × 4 channels.",
        hint="What is passed on the way? The rest of this row of cells, and the beginning of the next.",
        wrong=(
            WrongValue(
                value=3,
                mistake="channels-forgotten",
                diagnosis="those are the columns alone.",
                hint="Each of the cells passed has four numbers.",
            ),
            WrongValue(
                value=4,
                mistake="cell-to-the-right",
                diagnosis="that is the cell to the right.",
                hint="The cell below comes a whole row of cells later.",
            ),
            WrongValue(
                value=1,
                mistake="rows-fastest",
                diagnosis="one step further on is the next channel of the same cell.",
                hint="The channels change at every step, then the columns; the rows change last.",
            ),
        ),
    ),
)
PREDICTED = prediction_exercise(
    slug="dense-places",
    title="Where does it land?",
    lesson=LESSON,
    points=3,
    predictions=PLACES,
    hints=(
        "The last axis changes fastest. Which one is that in (rows, columns, channels)?",
        "One cell takes 4 positions. One row of cells takes 3 × 4. How many of each come before?",
        "The position is (row × columns + column) × channels + channel, with 3 columns and 4 channels.",
    ),
    solution="length = 24\nposition = 15\nbelow = 12",
)

# --- and back


def _positions(random: np.random.Generator) -> Iterator[Arguments]:
    """On 2 × 3 × 4 three positions that tell every mistake from the others; then any, and the network's own shape."""
    for position in (15, 4, 23):
        yield position, (2, 3, 4)
    for shape in ((3, 2, 1), (1, 5, 3), (4, 3, 2), (2, 2, 16)):
        yield int(random.integers(1, shape[0] * shape[1] * shape[2])), shape
    yield 0, (5, 4, 6)


def _by_walking(position: int, shape: Shape) -> Place:
    """Walk through all cells in order until as many have been passed."""
    rows, columns, channels = shape
    places = ((r, c, channel) for r in range(rows) for c in range(columns) for channel in range(channels))
    return next(place for passed, place in enumerate(places) if passed == position)


def _by_numpy(position: int, shape: Shape) -> Place:
    import numpy as np

    row, column, channel = np.unravel_index(position, shape)
    return int(row), int(column), int(channel)


def _by_looking_up(position: int, shape: Shape) -> np.ndarray:
    """Number all cells in order, and look where this number stands."""
    import numpy as np

    return np.argwhere(np.arange(np.prod(shape)).reshape(shape) == position)[0]


def _map_by_map(position: int, shape: Shape) -> Place:
    rows, columns, _ = shape
    return position // columns % rows, position % columns, position // (rows * columns)


def _rows_fastest(position: int, shape: Shape) -> Place:
    rows, columns, _ = shape
    return position % rows, position // rows % columns, position // (rows * columns)


def _columns_first(position: int, shape: Shape) -> Place:
    rows, _, channels = shape
    return position // channels % rows, position // (rows * channels), position % channels


def _rows_for_columns(position: int, shape: Shape) -> Place:
    rows, _, channels = shape
    return position // (rows * channels), position // channels % rows, position % channels


def _without_channels(position: int, shape: Shape) -> Place:
    _, columns, channels = shape
    return position // columns, position % columns, position % channels


def _fractions(position: int, shape: Shape) -> tuple[float, ...]:
    _, columns, channels = shape
    return position // channels / columns, position // channels % columns, position % channels


def _more_fractions(position: int, shape: Shape) -> tuple[float, ...]:
    _, columns, channels = shape
    return position / channels / columns, position / channels % columns, position % channels


def _counted_from_one(position: int, shape: Shape) -> Place:
    _, columns, channels = shape
    before = position - 1
    return before // (columns * channels), before // channels % columns, before % channels


def _place_worked_out(arguments: Arguments, _index: tuple[int, ...]) -> str:
    """The position put together again from the right place."""
    position, shape = arguments
    row, column, channel = _by_walking(position, shape)
    way = f"({row} × {shape[1]} columns + {column}) × {shape[2]} channels + {channel} = {position}"
    return f"Row {row}, column {column}, channel {channel} it is: {way}."


CAME_FROM = function_exercise(
    slug="dense-came-from",
    title="Where did it come from?",
    lesson=LESSON,
    points=2,
    task=Task(
        function="came_from",
        parameters=("position", "shape"),
        calls=_positions,
        reference=_by_walking,
        work_out=_place_worked_out,
        mistakes=(
            Mistake(
                name="channels-first",
                function=_map_by_map,
                diagnosis="That undoes another order: one whole map after the other.",
                hint=f"{NOT_MAP_BY_MAP} So the channel is the rest when `position` is divided by the channels.",
            ),
            Mistake(
                name="rows-fastest",
                function=_rows_fastest,
                diagnosis="That undoes Fortran's order, in which the first axis changes fastest.",
                hint="Here the last axis changes fastest: take the channel off first, then the column.",
            ),
            Mistake(
                name="columns-first",
                function=_columns_first,
                diagnosis="That runs down a column before it goes to the next one.",
                hint="A row of cells is laid out to its end, then the next: divide by the number of columns.",
            ),
            Mistake(
                name="rows-for-columns",
                function=_rows_for_columns,
                diagnosis="It is divided by the number of rows, where the number of columns belongs.",
                hint="How many cells come before row 1? As many as there are *columns*.",
            ),
            Mistake(
                name="channels-forgotten",
                function=_without_channels,
                diagnosis="The channels are not divided out before row and column are looked for.",
                hint="`position // channels` is the number of the cell. Divide *that* by the columns.",
            ),
            *(
                Mistake(
                    name="fractions",
                    function=function,
                    diagnosis="`/` keeps the fraction, so there are places between the cells.",
                    hint="`//` divides and drops the rest.",
                )
                for function in (_fractions, _more_fractions)
            ),
            Mistake(
                name="counted-from-one",
                function=_counted_from_one,
                diagnosis="It is one position too early.",
                hint="The first position is 0, so nothing has to be taken away.",
            ),
            Mistake(
                name="result-turned-round",
                function=lambda position, shape: _by_walking(position, shape)[::-1],
                diagnosis="The three numbers are right, but come in the wrong order.",
                hint="Return row, column, channel, in this order.",
            ),
        ),
    ),
    hints=(
        "Which of the three changes at every step? It is the rest of a division.",
        "`position // channels` is the number of the cell, `position % channels` its channel. The cells are numbered "
        "row by row.",
        "cell = position // channels. Then the row is cell // columns, the column cell % columns.",
    ),
    solution="""_, columns, channels = shape
cell = position // channels
return cell // columns, cell % columns, position % channels""",
    right=(_by_numpy, _by_looking_up, lambda position, shape: list(map(float, _by_walking(position, shape)))),
)
