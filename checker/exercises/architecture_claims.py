"""The exercises of 12 that predict: what a block does at the start, and which claims hold as they stand."""

from __future__ import annotations

from checker.exercises.architecture_blocks import LESSON
from checker.predictions import Prediction, WrongValue, prediction_exercise

# ---------------------------------------------------------------- a block whose last weights are zero

MAPS = (2, 0, 5, 1)
MAPS_WITH_NEGATIVE = (3, -1, 4, -2)


AT_THE_START = (
    Prediction(
        name="plain",
        where="without the skip",
        expected=(0, 0, 0, 0),
        why="Times zero, whatever came in is gone.",
        hint="The last layer multiplies everything by 0.",
        wrong=(
            WrongValue(
                MAPS, "skip-added", "that is what comes out with a skip.", "Nothing leads round the layers here."
            ),
        ),
    ),
    Prediction(
        name="residual",
        where="with the skip",
        expected=MAPS,
        why="What came in plus nothing; and ReLU leaves positive numbers and zero alone.",
        hint="Two ways meet in the sum. What does each of them bring?",
        wrong=(
            WrongValue((0, 0, 0, 0), "skip-forgotten", "the skip brings what came in.", "What came in, plus zeros."),
            WrongValue((4, 0, 10, 2), "added-twice", "both ways bring what came in.", "The main path brings zeros."),
        ),
    ),
    Prediction(
        name="ten_blocks",
        where="with the skip, ten such blocks in a row",
        expected=MAPS,
        why="Each block hands on what it is given: ten blocks that do nothing do nothing.",
        hint="What one block gives back is what the next is given.",
        wrong=(
            WrongValue((0, 0, 0, 0), "skip-forgotten", "no block loses what it is given.", "Go from block to block."),
            WrongValue(
                (20, 0, 50, 10), "summed-over-blocks", "the blocks stand in a row.", "Each gets the last one's output."
            ),
            WrongValue(
                (2048, 0, 5120, 1024), "added-twice", "no block doubles anything.", "The main path brings zeros."
            ),
        ),
    ),
    Prediction(
        name="with_negatives",
        where="with the skip, when (3, −1, 4, −2) comes in",
        expected=(3, 0, 4, 0),
        why="After the sum stands ReLU. Behind a first block nothing is negative any more, so it only bites once.",
        hint="What comes after the sum?",
        wrong=(
            WrongValue(MAPS_WITH_NEGATIVE, "relu-forgotten", "the last ReLU is left out.", "It stands behind the sum."),
            WrongValue((0, 0, 0, 0), "skip-forgotten", "the skip brings what came in.", "What came in, plus zeros."),
            WrongValue((3, 1, 4, 2), "absolute-value", "the signs are dropped.", "ReLU turns negative numbers into 0."),
        ),
    ),
)

IDENTITY = prediction_exercise(
    slug="architectures-identity",
    title="What a block does at the start",
    lesson=LESSON,
    points=2,
    predictions=AT_THE_START,
    hints=(
        "Follow the two ways to the sum: the layers, whose last one multiplies by zero, and the skip.",
        "Without a skip the zeros are all there is. With it, the sum is what came in plus zeros.",
        "Zeros; then (2, 0, 5, 1), however many blocks; and ReLU turns −1 and −2 into 0.",
    ),
    solution=(
        "plain = (0, 0, 0, 0)\nresidual = (2, 0, 5, 1)\nten_blocks = (2, 0, 5, 1)\nwith_negatives = (3, 0, 4, 0)"
    ),
)


# ---------------------------------------------------------------- which claim is shorthand?

HOLDS, SHORTHAND, WRONG = 1, 2, 3


def _claim(name: str, where: str, verdict: int, why: str, hint: str) -> Prediction:
    """One claim. The two other verdicts are the mistakes, each by its name."""
    misjudged = {
        (SHORTHAND, HOLDS): ("taken-at-its-word", "there is more behind it than it says."),
        (SHORTHAND, WRONG): ("thrown-out", "there is something true behind it."),
        (WRONG, HOLDS): ("taken-at-its-word", "it does not hold."),
        (WRONG, SHORTHAND): ("excused", "it is more than inexact: it says something else than what is so."),
        (HOLDS, SHORTHAND): ("doubted", "it says what is so."),
        (HOLDS, WRONG): ("thrown-out", "it says what is so."),
    }
    others = [other for other in (HOLDS, SHORTHAND, WRONG) if other != verdict]
    return Prediction(
        name=name,
        where=where,
        expected=verdict,
        why=why,
        hint=hint,
        wrong=[WrongValue(other, *misjudged[verdict, other], hint) for other in others],
    )


CLAIMS = (
    _claim(
        "zf_won",
        "ZF Net won the ImageNet competition of 2013",
        SHORTHAND,
        "Clarifai won, with an average of networks that were designed with ZF Net's way of looking inside.",
        "Who stands in the list of winners, and with how many networks?",
    ),
    _claim(
        "alexnet_error",
        "AlexNet had an error of 15.3% in 2012",
        SHORTHAND,
        "The name stands for what was entered: an average of several networks, some trained on more photographs. "
        "Without those it was 16.4%.",
        "Was that one network, trained on the competition's photographs alone?",
    ),
    _claim(
        "resnet_error",
        "One ResNet with 152 layers got down to 3.57%",
        WRONG,
        "It says one, and 3.57% is an average of several networks of different depths.",
        "Read again how many networks the 3.57% belong to.",
    ),
    _claim(
        "vgg_places",
        "In 2014 VGG came second in classification and first in localisation",
        HOLDS,
        "GoogLeNet won the classification.",
        "The competition had several tasks; look at both.",
    ),
    _claim(
        "googlenet_count",
        "GoogLeNet has about 7 million parameters",
        HOLDS,
        "6,998,552, biases included: count them. Smaller numbers are quoted, too, but the layers add up to this.",
        "Count: `num_parameters(googlenet())`.",
    ),
    _claim(
        "densenet_links",
        "In DenseNet-121 every one of the 121 layers reads all layers before it",
        WRONG,
        "Only within a block: between the four blocks stand layers that everything has to pass through.",
        "Where do the dense links begin, and where do they end?",
    ),
)

SHORTHANDS = prediction_exercise(
    slug="architectures-claims",
    title="Which claim is shorthand?",
    lesson=LESSON,
    points=3,
    predictions=CLAIMS,
    hints=(
        "Everything that you need stands in this notebook: look at the table below the chart once more.",
        "For an error, ask: of how many networks, and trained on what? For a count: can I count it myself?",
        "Two hold as they stand, two are shorthand, two are wrong.",
    ),
    solution="\n".join(f"{claim.name} = {claim.expected}" for claim in CLAIMS),
)
