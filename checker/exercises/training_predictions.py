"""The predictions of 09: a start from zeros, twenty pictures by heart, six curves to read. Standard library only."""

from __future__ import annotations

from functools import partial

from checker.exercises.training import LESSON
from checker.predictions import Prediction, WrongValue, prediction_exercise
from course.riddles import CURVES

_exercise = partial(prediction_exercise, lesson=LESSON)


# --- all zeros, all alike: 64 inputs, 16 units with ReLU, 4 classes

ZEROS_PREDICTIONS = (
    Prediction(
        name="changed_from_zero",
        where="parameters that ever change, all zero at the start",
        expected=4,
        why="Only the 4 last biases. The units give 0, so no last weight has a gradient; as these stay 0, "
        "nothing comes back to the first layer.",
        hint="Forwards: what do the 16 units give? A last weight's gradient is error × what its unit gives.",
        wrong=(
            WrongValue(0, "last-biases-forgotten", "then not even the last biases would move.", "They get the error."),
            WrongValue(1108, "all-change", "those are all parameters.", "A weight that meets a 0 has no gradient."),
            WrongValue(
                68,
                "last-layer-changes",
                "that is the whole last layer.",
                "Its weights are multiplied by what the 16 units give. Which is?",
            ),
            WrongValue(
                20, "all-biases-change", "those are all biases.", "The first get theirs through weights that are 0."
            ),
            WrongValue(64, "last-weights-change", "those are the last weights.", "They meet units that give 0."),
        ),
    ),
    Prediction(
        name="different_units",
        where="different units among the 16, all weights alike at the start",
        expected=1,
        why="All 16 see the same and get the same gradient, step after step: they stay copies of one unit.",
        hint="Two units with the same weights: is there anything by which the training could tell them apart?",
        wrong=(
            WrongValue(
                16, "training-breaks-symmetry", "nothing makes them differ.", "Equal weights get equal gradients."
            ),
            WrongValue(4, "one-unit-a-class", "units do not belong to classes.", "All lead to all four classes alike."),
            WrongValue(2, "two-kinds", "nothing divides them.", "Equal weights get equal gradients."),
            WrongValue(0, "none-differs", "that counts differences.", "One kind is left: how many is that?"),
        ),
    ),
    Prediction(
        name="different_at_random",
        where="different units among the 16, random weights at the start",
        expected=16,
        why="Chance has made them differ, so each has a gradient of its own. That is what the random start is for.",
        hint="Now no two units begin alike.",
        wrong=(
            WrongValue(1, "training-makes-alike", "that would be so if they began alike.", "Each begins elsewhere."),
            WrongValue(4, "one-unit-a-class", "units do not belong to classes.", "No two begin alike."),
        ),
    ),
)

ZEROS = _exercise(
    "training-zeros",
    "Why not begin with zeros?",
    2,
    ZEROS_PREDICTIONS,
    (
        "Follow the zeros forwards through the network, then the error backwards.",
        "A weight's gradient is what comes in at it, times the error that arrives behind it. If either is 0, it stays.",
        "With zeros only what is added at the very end can move: one number for each class. And units that begin alike "
        "have no reason to part.",
    ),
)

# --- twenty pictures

CHANCE, SOME, NEARLY_ALL = 1, 2, 3  # how many of the others: near a quarter, clearly more, more than nine in ten

OVERFIT_PREDICTIONS = (
    Prediction(
        name="of_the_twenty",
        where="right of the 20 pictures that it trains on",
        expected=20,
        why="29,348 parameters are more than enough to learn 20 pictures by heart. If they were not, look for a bug.",
        hint="There are 29,348 numbers to adjust, and 20 answers to get right.",
        wrong=(
            WrongValue(
                5, "chance-for-training", "that is what guessing gives.", "It sees these pictures again and again."
            ),
            WrongValue(19, "not-quite", "it does better than that.", "The loss goes on falling until all are right."),
            WrongValue(18, "not-quite", "it does better than that.", "The loss goes on falling until all are right."),
            WrongValue(10, "not-quite", "it does better than that.", "The loss goes on falling until all are right."),
        ),
    ),
    Prediction(
        name="of_the_others",
        where="right of pictures that it has never seen (1, 2 or 3)",
        expected=SOME,
        why="Better than guessing, for a boat has something in common with other boats; far from how it does on "
        "its own twenty.",
        hint="Has it learnt nothing at all about boats? Has it learnt enough from five of them?",
        wrong=(
            WrongValue(
                CHANCE, "nothing-learnt", "it does better than guessing.", "Five boats do tell something of boats."
            ),
            WrongValue(
                NEARLY_ALL,
                "training-accuracy-for-test",
                "that is how it does on its own twenty.",
                "It has seen five birds. Are there only five ways to draw one?",
            ),
        ),
    ),
)

OVERFIT = _exercise(
    "training-overfit",
    "Twenty pictures by heart",
    2,
    OVERFIT_PREDICTIONS,
    (
        "Compare the number of parameters with the number of answers to be learnt.",
        "Learning by heart is always possible with so many parameters. What is learnt so helps a little elsewhere.",
        "All of its own pictures, and between guessing and nearly all of the others: the middle choice.",
    ),
)

# --- six curves

STORIES = ("good", "overfitting", "rate too high", "rate too low", "leakage", "dead")


def _story(name: str) -> int:
    return STORIES.index(name) + 1


WHY = {
    "good": "Both losses fall and level off together, and the diamond lies where the validation curve ends.",
    "overfitting": "The training loss goes on falling while the validation loss has turned and climbs.",
    "rate too high": "The losses jump up and down from epoch to epoch: the steps leap across the valley.",
    "rate too low": "Both fall, evenly and hardly at all: after all epochs the way is still long.",
    "leakage": "Validation is as good as training, too good: the diamond, on pictures really unseen, lies far above.",
    "dead": "Not one step down: the loss stays at ln 4 = 1.386, which is guessing. Nothing comes through any more.",
}
LOOK = {
    "good": "In one picture both curves come down and stay together, and the diamond agrees.",
    "overfitting": "Look for curves that part: down for training, up for validation.",
    "rate too high": "Look for a loss that jumps.",
    "rate too low": "Look for a loss that falls so slowly that it is nearly level, but does fall.",
    "leakage": "Compare the diamond with the end of the validation curve. Where do they contradict each other?",
    "dead": "Look for a curve that is quite level.",
}
CONFUSED = {
    ("good", "leakage"): "the diamond agrees with the validation curve here.",
    ("good", "overfitting"): "the validation loss does not climb here.",
    ("overfitting", "leakage"): "validation does not look too good here: it has left the training curve.",
    ("overfitting", "good"): "the validation loss has turned and climbs.",
    ("overfitting", "rate too high"): "the training loss falls smoothly, so the steps are not too large.",
    ("rate too high", "overfitting"): "both curves jump, training too; overfitting leaves the training curve smooth.",
    ("rate too high", "good"): "the curves jump.",
    ("rate too low", "dead"): "it does fall, if slowly: a dead network does not move at all.",
    ("rate too low", "good"): "it has hardly begun.",
    ("leakage", "good"): "the diamond lies far above the validation curve, so that curve cannot be believed.",
    ("leakage", "overfitting"): "the validation curve does not climb here; that is what is suspicious.",
    ("dead", "rate too low"): "with a low rate the loss would fall, if slowly; this one is level.",
    ("dead", "rate too high"): "that may be how it died, but this one does not jump: nothing moves.",
}


def _curve(letter: str) -> Prediction:
    right = CURVES[letter]
    return Prediction(
        name=f"curve_{letter.lower()}",
        where=f"curves {letter}",
        expected=_story(right),
        why=WHY[right],
        hint="Three questions: does the training loss fall? Does validation follow? Does the diamond agree?",
        wrong=tuple(
            WrongValue(
                _story(other),
                f"{other.replace(' ', '-')}-for-{right.replace(' ', '-')}",
                f"{other}? {CONFUSED.get((right, other), 'The curves say otherwise.')}",
                LOOK[other],
            )
            for other in STORIES
            if other != right
        ),
    )


CURVE_PREDICTIONS = tuple(_curve(letter) for letter in CURVES)

READ_CURVES = _exercise(
    "training-curves",
    "Six curves to read",
    3,
    CURVE_PREDICTIONS,
    (
        "Ask three things of each: does the training loss fall? Does the validation loss follow it? Does the diamond, "
        "the loss on fresh pictures, agree with the validation loss?",
        "Two hardly move: one of them not at all. One jumps. Three come down: in one of these the curves part, in one "
        "the diamond contradicts, in one all agree.",
        "Begin with the surest: the level one is dead (6), the jumping one has too high a rate (3).",
    ),
)
