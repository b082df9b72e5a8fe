"""The predictions of 06: a map pooled by hand, and what becomes of a shift. Standard library only."""

from __future__ import annotations

from checker.exercises.pooling_windows import LESSON
from checker.predictions import Prediction, WrongValue, prediction_exercise

# The map that is pooled by hand.
BY_HAND_MAP = ((1, 3, 0, 2), (6, 2, 4, 2), (0, 1, 7, 6), (2, 9, 3, 8))


READING_ORDER = "Reading order: top left, top right, bottom left, bottom right."

BY_HAND_PREDICTIONS = (
    Prediction(
        name="largest",
        where="the largest of each window",
        expected=(6, 4, 9, 8),
        why="The windows hold 1 3 6 2, 0 2 4 2, 0 1 2 9 and 7 6 3 8.",
        hint="Draw the four windows into the map. The first holds 1, 3, 6 and 2: which is the largest?",
        wrong=(
            WrongValue((6, 9, 4, 8), "columns-first", "the order goes down the columns.", READING_ORDER),
            WrongValue(
                (3, 6, 7, 9), "rows-for-windows", "those are the largest of the four rows.", "A window is a square."
            ),
            WrongValue((6, 9, 7, 8), "columns-for-windows", "those are of the columns.", "A window is a square."),
            WrongValue((3, 2, 3, 6), "average-for-max", "those are the averages.", "Here one number of four is kept."),
            WrongValue((12, 8, 12, 24), "sum-for-max", "those are the sums.", "Here one number of four is kept."),
        ),
    ),
    Prediction(
        name="averages",
        where="the average of each window",
        expected=(3, 2, 3, 6),
        why="The sums are 12, 8, 12 and 24, and each window holds 4 numbers.",
        hint="Add up the four numbers of the window, then divide.",
        wrong=(
            WrongValue((12, 8, 12, 24), "not-divided", "those are the sums.", "Divide by how many numbers were added."),
            WrongValue((6, 4, 6, 12), "divided-by-the-side", "the sums are divided by 2.", "A window holds 4 numbers."),
            WrongValue((3, 3, 2, 6), "columns-first", "the order goes down the columns.", READING_ORDER),
            WrongValue((6, 4, 9, 8), "max-for-average", "those are the largest.", "Here every number counts."),
        ),
    ),
    Prediction(
        name="middle",
        where="the largest of the middle window, stride 1",
        expected=7,
        why="With stride 1 there are 3 × 3 windows; the middle one begins at row 1, column 1 and holds 2 4 1 7.",
        hint="With stride 1 the windows overlap and there are 9 of them. The middle one begins at row 1, column 1.",
        wrong=(
            WrongValue(14, "sum-for-max", "that is the sum.", "The largest of them is asked for."),
            WrongValue(9, "whole-map", "that is the largest of the whole map.", "The middle window has 4 cells."),
            WrongValue(6, "first-window", "that is the first window's.", "The middle one begins at row 1, column 1."),
            WrongValue(8, "last-window", "that is the last window's.", "The middle one begins at row 1, column 1."),
        ),
    ),
)

BY_HAND = prediction_exercise(
    slug="pooling-by-hand",
    title="Pool by hand",
    lesson=LESSON,
    points=2,
    predictions=BY_HAND_PREDICTIONS,
    hints=(
        "Lay four squares of 2 × 2 side by side over the map.",
        "Write down the four numbers of each square, in reading order of the squares.",
        "1 3 6 2, then 0 2 4 2, then 0 1 2 9, then 7 6 3 8; the middle window holds 2 4 1 7.",
    ),
    solution="largest = (6, 4, 9, 8)\naverages = (3, 2, 3, 6)\nmiddle = 7",
)

# The shift to the right, in pixels, from which on the trained network reads fewer than half of the test digits.
FEWER_THAN_HALF = 5
STEPS = "Every pooling divides the way by its stride."
TRY_IT = "Run the cell below: it measures. Then come back and put the measured number in."

SHIFT_PREDICTIONS = (
    Prediction(
        name="after_one_pooling",
        where="after one pooling of stride 2, picture 2 pixels to the right",
        expected=1,
        why="Every window now sees what its left neighbour saw before: the result moves too, by 2 / 2 cells.",
        hint="Which window sees now what the first window saw before?",
        wrong=(
            WrongValue(
                0, "taken-for-invariant", "that would mean that nothing changes.", "Draw it with one bright pixel."
            ),
            WrongValue(
                2, "stride-forgotten", "that is counted in pixels.", "A cell of the result stands for 2 pixels."
            ),
            WrongValue(4, "stride-multiplied", "that is 2 × 2.", "The result is smaller, so the way is shorter too."),
        ),
    ),
    Prediction(
        name="after_two_poolings",
        where="after two poolings of stride 2, picture 8 pixels to the right",
        expected=2,
        why="8 pixels are 4 cells after the first pooling, and 2 after the second.",
        hint=STEPS,
        wrong=(
            WrongValue(0, "taken-for-invariant", "that would mean that nothing changes.", STEPS),
            WrongValue(4, "one-pooling-only", "that is after the first pooling.", "The second divides once more."),
            WrongValue(8, "stride-forgotten", "that is counted in pixels.", STEPS),
            WrongValue(1, "three-poolings", "that would be three poolings.", "8 / 2 is 4, and then?"),
        ),
    ),
    Prediction(
        name="in_the_network",
        where="pixels for one cell of the network's last map",
        expected=6,
        why="One cell after the second pooling is 3 before it; one of those is 2 pixels. That is its jump.",
        hint="Go backwards: one cell behind the stride of 3 is how many before it? And before the stride of 2?",
        wrong=(
            WrongValue(
                5, "strides-added", "that is 2 + 3.", "Strides multiply: each cell stands for several before it."
            ),
            WrongValue(3, "last-pooling-only", "that is the second pooling alone.", "The first has a stride of 2."),
            WrongValue(2, "first-pooling-only", "that is the first pooling alone.", "The second has a stride of 3."),
            WrongValue(4, "stride-2-twice", "that is 2 × 2.", "The second pooling has a stride of 3."),
            WrongValue(1, "taken-for-one-to-one", "that is one pixel for one cell.", STEPS),
        ),
    ),
    Prediction(
        name="fewer_than_half",
        where="first shift at which fewer than half are read",
        expected=FEWER_THAN_HALF,
        why="That is what the measurement says: at 4 pixels still more than half, at 5 no longer.",
        hint=f"Nobody can work this one out. {TRY_IT}",
        wrong=(
            *(
                WrongValue(pixels, "too-early", "the network holds out longer than that.", TRY_IT)
                for pixels in range(1, FEWER_THAN_HALF)
            ),
            WrongValue(FEWER_THAN_HALF + 1, "too-late", "the network loses its way earlier.", TRY_IT),
        ),
    ),
)

SHIFTS = prediction_exercise(
    slug="pooling-shift",
    title="What becomes of a shift",
    lesson=LESSON,
    points=2,
    predictions=SHIFT_PREDICTIONS,
    hints=(
        "Think of one bright pixel, and of the window that it lies in before and after.",
        "Shift the picture by exactly one stride: every window sees what its neighbour saw. And the next pooling?",
        "2 / 2, then 8 / 2 / 2, then 3 × 2; the last number is measured by the cell below.",
    ),
    solution=f"after_one_pooling = 1\nafter_two_poolings = 2\nin_the_network = 6\nfewer_than_half = {FEWER_THAN_HALF}",
)
