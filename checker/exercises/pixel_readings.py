"""Two exercises of 01 in which numbers are read: from a small picture, and from plots with scales of their own."""

from __future__ import annotations

from checker.predictions import Prediction, WrongValue, prediction_exercise

LESSON = "01-pixels"

PICTURE = (
    (12, 12, 30, 45, 30, 12),
    (12, 30, 200, 255, 120, 12),
    (12, 45, 255, 180, 90, 30),
    (12, 12, 60, 90, 12, 0),
)

COLUMNS_FIRST = WrongValue(
    value=(6, 4),
    mistake="columns-first",
    diagnosis="the columns are named first.",
    hint="The row comes first, always: first how many rows, then how many columns.",
)
READINGS = (
    Prediction(
        name="size",
        where="size of the picture",
        expected=(len(PICTURE), len(PICTURE[0])),
        why="4 rows of 6 pixels: the rows come first.",
        hint="Count the rows from top to bottom, then the pixels in one of them.",
        wrong=(
            COLUMNS_FIRST,
            WrongValue(
                value=(3, 5),
                mistake="last-index",
                diagnosis="these are the last row and the last column.",
                hint="Counting begins with 0, so there is one more than the number of the last.",
            ),
        ),
    ),
    Prediction(
        name="pixel",
        where="the pixel `picture[2, 3]`",
        expected=PICTURE[2][3],
        why="Row 2 is the third from the top, column 3 the fourth from the left.",
        hint="Go down to row 2 first, then to the right to column 3. Both are counted from 0.",
        wrong=(
            WrongValue(
                value=60,
                mistake="columns-first",
                diagnosis="that is row 3, column 2.",
                hint="The first number in the brackets is the row, the second is the column.",
            ),
            WrongValue(
                value=200,
                mistake="counted-from-one",
                diagnosis="that is the second row and the third column, counted from 1.",
                hint="Counting begins with 0: the top row is row 0.",
            ),
            WrongValue(
                value=255,
                mistake="counted-from-below",
                diagnosis="that is row 1: the rows are counted from below, as in a graph.",
                hint="In a picture rows are counted downwards, from row 0 at the top.",
            ),
        ),
    ),
    Prediction(
        name="darkest",
        where="the place of the darkest pixel",
        expected=(3, 5),
        why="The 0 stands in the last row, row 3, and in the last column, column 5.",
        hint="Find the smallest number. How many rows lie above it, how many columns to the left of it?",
        wrong=(
            WrongValue(
                value=(5, 3),
                mistake="columns-first",
                diagnosis="the column is named first.",
                hint="A place is (row, column), in this order.",
            ),
            WrongValue(
                value=(4, 6),
                mistake="counted-from-one",
                diagnosis="that is counted from 1.",
                hint="Counting begins with 0: the row's number is the number of rows above it.",
            ),
            WrongValue(
                value=(1, 3),
                mistake="brightest",
                diagnosis="255 stands there, the brightest that a pixel can be.",
                hint="0 is black. Look for the smallest number.",
            ),
            WrongValue(
                value=(0, 5),
                mistake="counted-from-below",
                diagnosis="the rows are counted from below.",
                hint="In a picture rows are counted downwards, from row 0 at the top.",
            ),
        ),
    ),
)

READ = prediction_exercise(
    slug="pixels-read",
    title="Read a pixel",
    lesson=LESSON,
    points=3,
    predictions=READINGS,
    hints=(
        "Look at the numbers as they are printed: the rows run downwards, the columns to the right.",
        "Both are counted from 0, and the row comes first: `picture[0, 5]` is the last number of the top row.",
        "There are 4 rows of 6. Row 2 is the third line of numbers. The 0 stands in the last row and the last column.",
    ),
    solution="size = (4, 6)\npixel = 180\ndarkest = (3, 5)",
)


# ---------------------------------------------------------------- the plot that misleads

# What the notebook plots, each on a scale of its own: the white cell of A against the middle grey one of B.
PLOT_A = ((100, 104, 100), (102, 110, 106), (100, 106, 104))
PLOT_B = ((0, 40, 80), (40, 120, 200), (80, 200, 240))

PLOT_READINGS = (
    Prediction(
        name="contrast_a",
        where="white minus black in A",
        expected=PLOT_A[1][1] - PLOT_A[0][0],
        why="110 − 100: the whole picture takes up 10 of 255 steps, and is stretched from black to white.",
        hint="Read both ends of A's colour bar.",
        wrong=(
            WrongValue(
                value=255,
                mistake="shade-for-value",
                diagnosis="that would be so if white meant 255 and black 0.",
                hint="White is only the top end of this plot's own scale. Read the bar beside it.",
            ),
            WrongValue(
                value=110,
                mistake="top-end-only",
                diagnosis="that is white alone.",
                hint="Black is not 0 here: take the bar's lower end off.",
            ),
        ),
    ),
    Prediction(
        name="middle_b",
        where="the middle cell of B",
        expected=PLOT_B[1][1],
        why="It is half-way between the ends of B's bar, 0 and 240.",
        hint="The cell's grey is half-way up the bar. Which number is that?",
        wrong=(
            WrongValue(
                value=128,
                mistake="shade-for-value",
                diagnosis="that is the middle grey of a scale from 0 to 255.",
                hint="B's bar ends at 240.",
            ),
            WrongValue(
                value=127,
                mistake="shade-for-value",
                diagnosis="that is the middle grey of a scale from 0 to 255.",
                hint="B's bar ends at 240.",
            ),
            WrongValue(
                value=105,
                mistake="other-bar",
                diagnosis="that is half-way up A's bar.",
                hint="Each plot has its own bar: read the one beside B.",
            ),
        ),
    ),
    Prediction(
        name="larger",
        where="the larger of the two middle cells",
        expected=2,
        why="120 in B is more than 110 in A, though A's cell is white and B's is grey.",
        hint="Compare the numbers, not the greys: read each cell on its own plot's bar.",
        wrong=(
            WrongValue(
                value=1,
                mistake="shade-for-value",
                diagnosis="A's cell looks lighter, but it is the white of another scale.",
                hint="Read each cell on the bar beside its own plot, then compare the numbers.",
            ),
        ),
    ),
)

COLOUR_MAP = prediction_exercise(
    slug="pixels-colour-map",
    title="The plot that misleads",
    lesson=LESSON,
    points=3,
    predictions=PLOT_READINGS,
    hints=(
        "Look at the numbers beside the two colour bars before you look at the cells.",
        "Black is each plot's smallest number, white its largest. They are not the same in A and in B.",
        "A runs from 100 to 110, and its middle cell is white. B runs from 0 to 240, and its middle cell is half-way.",
    ),
    solution="contrast_a = 10\nmiddle_b = 120\nlarger = 2",
)
