"""The predictions of 02: three cells of a feature map, one bright pixel, and a picture that moves. Standard library."""

from __future__ import annotations

from functools import partial

from checker.predictions import Prediction, WrongValue, prediction_exercise

LESSON = "02-convolution"


_exercise = partial(prediction_exercise, lesson=LESSON)


# Three cells of the map of the picture 11100/01110/00111/00110/01100 and the kernel 101/010/101.

KERNEL_IGNORED = "the pixels of the window are added up without the kernel."
USE_THE_KERNEL = "Only pixels under a 1 of the kernel count: the four corners of the window and its centre."
SWAPPED = "that stands where row and column are swapped."
ROW_FIRST = "The row comes first: it says how far down the window stands, the column how far to the right."
CENTRED = "the window is centred there; it should begin there."
BEGIN_THERE = "The window's top left pixel stands at that row and column of the picture."

CELL_PREDICTIONS = (
    Prediction(
        name="row_0_column_2",
        where="row 0, column 2",
        expected=4,
        why="The window holds 1 0 0 / 1 1 0 / 1 1 1: three of its corners and its centre are 1.",
        hint="The window covers rows 0 to 2 and columns 2 to 4 of the picture.",
        wrong=(
            WrongValue(6, "kernel-ignored", KERNEL_IGNORED, USE_THE_KERNEL),
            WrongValue(2, "rows-and-columns-swapped", SWAPPED, ROW_FIRST),
        ),
    ),
    Prediction(
        name="row_1_column_0",
        where="row 1, column 0",
        expected=2,
        why="The window holds 0 1 1 / 0 0 1 / 0 0 1: two of its corners are 1, its centre is not.",
        hint="The window covers rows 1 to 3 and columns 0 to 2 of the picture.",
        wrong=(
            WrongValue(4, "kernel-ignored", KERNEL_IGNORED, USE_THE_KERNEL),
            WrongValue(3, "rows-and-columns-swapped", SWAPPED, ROW_FIRST),
        ),
    ),
    Prediction(
        name="row_2_column_1",
        where="row 2, column 1",
        expected=3,
        why="The window holds 0 1 1 / 0 1 1 / 1 1 0: two of its corners and its centre are 1.",
        hint="The window covers rows 2 to 4 and columns 1 to 3 of the picture.",
        wrong=(
            WrongValue(6, "kernel-ignored", KERNEL_IGNORED, USE_THE_KERNEL),
            WrongValue(2, "window-centred", CENTRED, BEGIN_THERE),
        ),
    ),
)

CELLS = _exercise(
    slug="convolution-cells",
    title="Predict three cells",
    points=3,
    predictions=CELL_PREDICTIONS,
    hints=(
        "Lay the kernel on the picture with its top left corner on the row and column asked for.",
        "Where the kernel has a 0 the product is 0, whatever the pixel. So look only at the pixels under its ones.",
        "The kernel has five ones: its corners and its centre. Count how many of those five pixels are 1.",
    ),
)


# One bright pixel in a row of seven, and a kernel of three.

ALL_PLACES = "a window of 3 has five places on 7 pixels; only three numbers are given."
SAY_THE_ZEROS = "Write a number for each of the five places, the zeros too."
PADDED = "that is a number for each pixel; the window has only five places."
WHOLE_WINDOWS = "The first window covers pixels 0 to 2, the last one pixels 4 to 6."

DOT_PREDICTIONS = (
    Prediction(
        name="slid",
        where="slid as it is",
        expected=(0, 3, 2, 1, 0),
        why="The window meets the bright pixel with its last number first.",
        hint="The window moves to the right. Which of its three numbers comes to the bright pixel first?",
        wrong=(
            WrongValue(
                (0, 1, 2, 3, 0),
                "kernel-flipped",
                "that is what the kernel gives when it is turned first.",
                "Write out the second window: pixels 0 0 1 under the kernel 1 2 3.",
            ),
            WrongValue((3, 2, 1), "zeros-left-out", ALL_PLACES, SAY_THE_ZEROS),
            WrongValue((0, 0, 3, 2, 1, 0, 0), "padded", PADDED, WHOLE_WINDOWS),
        ),
    ),
    Prediction(
        name="convolved",
        where="turned first, then slid",
        expected=(0, 1, 2, 3, 0),
        why="Turned, the kernel is 3 2 1; a bright pixel then copies out the kernel as it was written down.",
        hint="Write the kernel down from its end to its beginning, then slide that.",
        wrong=(
            WrongValue(
                (0, 3, 2, 1, 0),
                "not-flipped",
                "that is the kernel slid as it is.",
                "Turn the kernel first: 1 2 3 becomes 3 2 1.",
            ),
            WrongValue((1, 2, 3), "zeros-left-out", ALL_PLACES, SAY_THE_ZEROS),
            WrongValue((0, 0, 1, 2, 3, 0, 0), "padded", PADDED, WHOLE_WINDOWS),
        ),
    ),
    Prediction(
        name="symmetric",
        where="the kernel 1 0 1",
        expected=(0, 1, 0, 1, 0),
        why="Turned, 1 0 1 is 1 0 1: nobody can tell whether it was turned or not.",
        hint="Slide 1 0 1 over the same seven pixels.",
        wrong=(
            WrongValue((1, 0, 1), "zeros-left-out", ALL_PLACES, SAY_THE_ZEROS),
            WrongValue((0, 0, 1, 0, 1, 0, 0), "padded", PADDED, WHOLE_WINDOWS),
            WrongValue(
                (0, 1, 1, 1, 0),
                "kernel-of-ones",
                "that would be the kernel 1 1 1.",
                "In the third place the bright pixel lies under the 0 in the middle of the kernel.",
            ),
        ),
    ),
)

DOT = _exercise(
    slug="convolution-dot",
    title="One bright pixel",
    points=3,
    predictions=DOT_PREDICTIONS,
    hints=(
        "Write the seven pixels on a strip of paper and the kernel on another. Move it from place to place.",
        "There are five places. In each, one of three things lies on the bright pixel: nothing, or one number of the "
        "kernel. That number is the sum.",
        "Slid as it is, the kernel's last number comes first: 0, 3, and so on. Turned, it is the other way round.",
    ),
)


# A pattern of 3 x 3 with its top left pixel at row 2, column 3 of a dark picture of 9 x 11.

WRONG_WAY = "that is the way back."
SAME_WAY = "What moves down and to the right in the picture moves down and to the right in the map."
NO_STRIDE = "that is a place in the picture; the stride is forgotten."
COUNT_STEPS = "With stride 2 the windows begin at rows and columns 0, 2, 4, ... : the cell's number is half of that."

SHIFT_PREDICTIONS = (
    Prediction(
        name="moved",
        where="moved 2 down and 1 to the right",
        expected=(4, 4),
        why="The map moves with the picture, by as many cells as the picture by pixels.",
        hint="Where is the pattern's top left pixel now? There the window finds it.",
        wrong=(
            WrongValue((0, 2), "wrong-way", WRONG_WAY, SAME_WAY),
            WrongValue(
                (2, 3),
                "stays-in-place",
                "that is where it was before.",
                "The kernel finds its pattern wherever it lies: the largest number goes where the pattern goes.",
            ),
            WrongValue((3, 5), "rows-and-columns-swapped", "that is 1 down and 2 to the right.", "Down is the row."),
            WrongValue((5, 5), "centre-of-the-window", "that is the middle of the pattern.", BEGIN_THERE),
        ),
    ),
    Prediction(
        name="with_stride_2",
        where="the same with stride 2",
        expected=(2, 2),
        why="Row 4 is the third place of the windows 0, 2, 4, ..., and so is column 4.",
        hint="Which cell of the map belongs to the window that begins at row 4, column 4?",
        wrong=(
            WrongValue((4, 4), "stride-forgotten", NO_STRIDE, COUNT_STEPS),
            WrongValue(
                (8, 8), "multiplied-by-stride", "a larger stride makes the map smaller, not larger.", COUNT_STEPS
            ),
            WrongValue((3, 3), "counted-from-one", "the cells are counted from 1.", "The first row and column are 0."),
        ),
    ),
    Prediction(
        name="four_further",
        where="4 more to the right, stride 2",
        expected=(2, 4),
        why="4 pixels are 2 steps of 2.",
        hint="How many steps of 2 are 4 pixels?",
        wrong=(
            WrongValue(
                (2, 6), "stride-forgotten", "that is 4 cells further; 4 pixels were asked for.", "A step is 2 pixels."
            ),
            WrongValue((4, 2), "rows-and-columns-swapped", "that is further down.", "To the right is the column."),
            WrongValue((4, 8), "place-in-the-picture", NO_STRIDE, COUNT_STEPS),
        ),
    ),
)

SHIFT = _exercise(
    slug="convolution-shift",
    title="A picture that moves",
    points=3,
    predictions=SHIFT_PREDICTIONS,
    hints=(
        "A cell of the map stands for the window that begins there. Follow the top left pixel of the pattern.",
        "With stride 1, cell and place are the same. With stride 2, cell 1 is place 2, cell 2 is place 4.",
        "The pattern begins at (2 + 2, 3 + 1). For stride 2, divide both by 2. Then add 4 pixels, which are 2 steps.",
    ),
)
