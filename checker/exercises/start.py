"""The toy exercise of 00: what pass, fail and not attempted look like."""

from __future__ import annotations

from checker.predictions import Prediction, WrongValue, prediction_exercise

PREDICTIONS = (
    Prediction(
        name="answer",
        where="number of pixels",
        expected=12,
        why="3 rows of 4 pixels each.",
        hint="How many rows are there, and how many pixels in each?",
        wrong=(
            WrongValue(
                value=7,
                mistake="added-sides",
                diagnosis="that is 3 + 4, the two sides added.",
                hint="Each of the 3 rows has 4 pixels: think of 4 + 4 + 4.",
            ),
            WrongValue(
                value=14,
                mistake="perimeter",
                diagnosis="that is the way once around the picture.",
                hint="Count what is inside: each of the 3 rows has 4 pixels.",
            ),
        ),
    ),
)

START = prediction_exercise(
    slug="start",
    title="A check to try out",
    lesson="00-start-here",
    points=1,
    predictions=PREDICTIONS,
    hints=(
        "Look at the picture: it has 3 rows.",
        "Every row has 4 pixels. How many is that in all?",
        "Rows times columns: 3 * 4.",
    ),
    solution="answer = 3 * 4",
)
