"""The riddle of 03: five pictures, and the kernels that may have made them. Standard library only."""

from __future__ import annotations

from checker.predictions import Prediction, WrongValue, prediction_exercise
from course.riddles import CHOICES


def _choice(name: str) -> int:
    return CHOICES.index(name) + 1


def _taken_for(kernel: str, mistake: str, diagnosis: str, hint: str) -> WrongValue:
    return WrongValue(value=_choice(kernel), mistake=mistake, diagnosis=diagnosis, hint=hint)


SUM_TELLS = "Greys come from kernels that sum to 1, red and blue maps from kernels that sum to 0."
ACROSS = "Look at the mast, which is upright, and at the waterline, which is level: which of the two is strong?"
BLUR_OR_SHARP = "Compare the bricks with the original: are they clearer or fainter?"

RIDDLES = (
    Prediction(
        name="made_a",
        where="picture A",
        expected=_choice("sharpen"),
        why="Bricks and ropes stand out more than in the original, and the greys are kept: the sum is 1.",
        hint=BLUR_OR_SHARP,
        wrong=(
            _taken_for("identity", "unchanged", "that would be the original itself.", BLUR_OR_SHARP),
            _taken_for("box blur", "blur-for-sharpen", "a mean of neighbours makes edges softer.", BLUR_OR_SHARP),
            _taken_for("edge c", "sum-forgotten", "that kernel sums to 0 and leaves no greys.", SUM_TELLS),
        ),
    ),
    Prediction(
        name="made_b",
        where="picture B",
        expected=_choice("Sobel y"),
        why="Level edges are strong, upright ones are gone: it compares the row below with the row above.",
        hint=ACROSS,
        wrong=(
            _taken_for(
                "Sobel x",
                "directions-swapped",
                "it compares left and right, and so finds upright edges.",
                ACROSS,
            ),
            _taken_for(
                "Sobel x turned",
                "directions-swapped",
                "it compares left and right, and so finds upright edges.",
                ACROSS,
            ),
            _taken_for("edge c", "direction-overlooked", "it looks all round, in no direction.", ACROSS),
        ),
    ),
    Prediction(
        name="made_c",
        where="picture C",
        expected=_choice("box blur"),
        why="Bricks and ropes are fainter: each pixel is the mean of nine.",
        hint=BLUR_OR_SHARP,
        wrong=(
            _taken_for("identity", "unchanged", "that would be the original itself.", BLUR_OR_SHARP),
            _taken_for("sharpen", "sharpen-for-blur", "it makes edges stand out more.", BLUR_OR_SHARP),
        ),
    ),
    Prediction(
        name="made_d",
        where="picture D",
        expected=_choice("Sobel x turned"),
        why="The left rim of the sun is blue: to the right it gets brighter, and this kernel counts that as negative.",
        hint="On the left rim of the sun it gets brighter to the right. Is the sum there positive or negative?",
        wrong=(
            _taken_for(
                "Sobel x",
                "kernel-flipped",
                "the edges are those, but all signs are the other way round.",
                "On the left rim of the sun the right column is the brighter one. With which sign does each kernel "
                "take it?",
            ),
            _taken_for("Sobel y", "directions-swapped", "it compares above and below.", ACROSS),
            _taken_for("emboss", "sum-overlooked", "it sums to 1 and keeps the greys.", SUM_TELLS),
        ),
    ),
    Prediction(
        name="made_e",
        where="picture E",
        expected=_choice("edge c"),
        why="Upright and level edges are equally strong, each with a red and a blue side.",
        hint=ACROSS,
        wrong=(
            _taken_for("Sobel x", "direction-overlooked", "it finds upright edges only.", ACROSS),
            _taken_for("Sobel y", "direction-overlooked", "it finds level edges only.", ACROSS),
            _taken_for("sharpen", "identity-overlooked", "it keeps the picture itself.", SUM_TELLS),
        ),
    ),
)

WHICH = prediction_exercise(
    slug="kernels-which",
    title="Which kernel made this?",
    lesson="03-kernels",
    points=5,
    predictions=RIDDLES,
    hints=(
        "First sort the five by colour: greys, or red and blue. The sum of a kernel tells which it gives.",
        "Among the greys: clearer or fainter? Among the others: upright edges, level edges, or both?",
        "What remains is a sign. On the left rim of the sun, the right column of the window lies on the brighter side.",
    ),
    solution="\n".join(f"{riddle.name} = {riddle.expected}" for riddle in RIDDLES),
)
