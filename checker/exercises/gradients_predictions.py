"""The predictions about gradients of 08: a slope followed by hand, and two losses compared. Standard library only."""

from __future__ import annotations

from checker.exercises.loss import LESSON
from checker.predictions import Prediction, WrongValue, prediction_exercise

# --- downhill by hand: the loss w² from w = 10, whose gradient is 2w

RULE = "New weight = old weight − learning rate × gradient. At 10 the gradient is 2 × 10 = 20."
UPHILL = "that goes up: the step is added."
DOWNHILL = "The gradient points uphill. Take the step away."
GRADIENT_WITHOUT_2 = "The gradient of w² is 2w, so it is 20 at 10."

DESCENT_PREDICTIONS = (
    Prediction(
        name="small_step",
        where="the weight after a step with learning rate 0.1",
        expected=8,
        why="10 − 0.1 × 20.",
        hint=RULE,
        wrong=(
            WrongValue(12, "update-with-a-plus", UPHILL, DOWNHILL),
            WrongValue(9, "half-the-gradient", "that is 10 − 0.1 × 10.", GRADIENT_WITHOUT_2),
            WrongValue(
                -10, "rate-forgotten", "that is 10 − 20.", "The learning rate makes the step smaller: 0.1 × 20."
            ),
            WrongValue(2, "step-only", "that is the step itself.", "Where does it lead to from 10?"),
            WrongValue(0, "rate-taken-for-10", "that is 10 − 10.", "0.1 × 20 is 2."),
        ),
    ),
    Prediction(
        name="loss_there",
        where="the loss after that step",
        expected=64,
        why="8². It was 100 before.",
        hint="The loss is the square of the weight.",
        wrong=(
            WrongValue(144, "update-with-a-plus", UPHILL, DOWNHILL),
            WrongValue(81, "half-the-gradient", "that is 9².", GRADIENT_WITHOUT_2),
            WrongValue(16, "gradient-for-loss", "that is the gradient there, 2 × 8.", "The loss is 8²."),
            WrongValue(36, "change-for-loss", "that is by how much the loss has fallen.", "What is left of 100?"),
            WrongValue(98, "step-taken-from-the-loss", "that is 100 − 2.", "The weight moves. The loss is its square."),
        ),
    ),
    Prediction(
        name="large_step",
        where="the weight after a step from 10 with learning rate 1.5",
        expected=-20,
        why="10 − 1.5 × 20. The loss is 400 there, and was 100: the step went past the valley and up the other side.",
        hint=RULE,
        wrong=(
            WrongValue(40, "update-with-a-plus", UPHILL, DOWNHILL),
            WrongValue(-5, "half-the-gradient", "that is 10 − 1.5 × 10.", GRADIENT_WITHOUT_2),
            WrongValue(
                0, "stopped-in-the-valley", "the lowest point is there.", "Nothing stops a step that is too long."
            ),
            WrongValue(
                -10, "rate-forgotten", "that is 10 − 20.", "The learning rate makes this step longer: 1.5 × 20."
            ),
            WrongValue(20, "sign-lost", "that is 30 − 10.", "10 − 30 is negative."),
            WrongValue(-16, "from-the-last-place", "that is 8 − 1.5 × 16.", "This step begins at 10 again."),
        ),
    ),
)

DESCENT = prediction_exercise(
    slug="gradients-by-hand",
    title="Downhill by hand",
    lesson=LESSON,
    points=2,
    predictions=DESCENT_PREDICTIONS,
    hints=(
        "How steep is it at 10? The gradient there is 2 × 10.",
        "New weight = old weight − learning rate × gradient.",
        "10 − 0.1 × 20, its square, and 10 − 1.5 × 20.",
    ),
    solution="small_step = 8\nloss_there = 64\nlarge_step = -20",
)

# --- the article's first answer: what each loss wants changed, class by class

DIFFERENCE = "Probability minus target: only the boat's target is 1. Then times 100."
WEIGHTED = "First take 0.2 away from each of the four errors, then multiply each by its probability."
BOAT = "The boat's entries, without their signs: 90 and 11."
SLOW_PREDICTIONS = (
    Prediction(
        name="by_cross_entropy",
        where="gradient of cross-entropy with respect to the logits, in hundredths",
        expected=(20, 40, -90, 30),
        why="Probability minus target, class by class. It adds up to 0.",
        hint=DIFFERENCE,
        wrong=(
            WrongValue((-20, -40, 90, -30), "sign-lost", "all signs are turned round.", DIFFERENCE),
            WrongValue((-80, -60, -90, -70), "one-from-all", "1 is taken from all four.", DIFFERENCE),
            WrongValue((0, 0, -90, 0), "right-class-only", "that is the boat's entry alone.", DIFFERENCE),
            WrongValue(
                (0, 0, -1000, 0), "not-through-softmax", "that is with respect to the probabilities.", DIFFERENCE
            ),
            WrongValue((20, 40, 90, 30), "sizes-only", "the boat's entry has lost its sign.", "0.1 − 1 is negative."),
            WrongValue((20, 40, 10, 30), "target-forgotten", "those are the probabilities.", DIFFERENCE),
        ),
    ),
    Prediction(
        name="by_squared_error",
        where="gradient of half the squared error, in hundredths",
        expected=(0, 8, -11, 3),
        why="0.2 × 0, 0.4 × 0.2, 0.1 × (−1.1) and 0.3 × 0.1. This adds up to 0 as well.",
        hint=WEIGHTED,
        wrong=(
            WrongValue((20, 40, -90, 30), "not-through-softmax", "those are the errors themselves.", WEIGHTED),
            WrongValue(
                (0, -8, 11, -3), "sign-lost", "all signs are turned round.", "The error is output minus target."
            ),
            WrongValue((4, 16, -9, 9), "mean-not-taken-away", "the errors are multiplied as they are.", WEIGHTED),
            WrongValue((0, 20, -110, 10), "not-multiplied", "the multiplication is missing.", WEIGHTED),
            WrongValue((0, 8, 11, 3), "sizes-only", "the boat's entry has lost its sign.", "−0.9 − 0.2 is −1.1."),
            WrongValue(
                (0, 8, -7, 3), "mean-added", "that is 0.1 × (−0.9 + 0.2) for the boat.", "Take 0.2 *away*: −1.1."
            ),
        ),
    ),
    Prediction(
        name="times_weaker",
        where="how many times weaker on the boat, rounded",
        expected=8,
        why="90 / 11 is 8.2. The boat was given 0.1, and that factor makes the squared error's pull so weak.",
        hint=BOAT,
        wrong=(
            WrongValue(10, "mean-not-taken-away", "that is 90 / 9.", "The boat's entry of the squared error is −11."),
            WrongValue(-8, "sign-lost", "both entries are negative.", "Their quotient is positive."),
            WrongValue(79, "subtracted", "that is 90 − 11.", "How many *times*: divide."),
            WrongValue(5, "another-class", "that is 40 / 8, the cat.", BOAT),
            WrongValue(1, "sides-swapped", "that is nearer to 11 / 90.", BOAT),
        ),
    ),
)

SLOW = prediction_exercise(
    slug="gradients-slow",
    title="Which loss pulls harder?",
    lesson=LESSON,
    points=3,
    predictions=SLOW_PREDICTIONS,
    hints=(
        "Both begin with the same four errors, output minus target: 0.2, 0.4, −0.9, 0.3.",
        "For cross-entropy they are the gradient already. For the squared error their weighted mean, 0.2, is taken "
        "away from each; then each is multiplied by its probability.",
        "Times 100: 20, 40, −90, 30; and 0.2 × 0 = 0, 0.4 × 0.2 = 0.08, 0.1 × (−1.1) = −0.11, 0.3 × 0.1 = 0.03. "
        "90 / 11 is a little more than 8.",
    ),
    solution="by_cross_entropy = (20, 40, -90, 30)\nby_squared_error = (0, 8, -11, 3)\ntimes_weaker = 8",
)
