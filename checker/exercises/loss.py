"""The loss: half the sum of squared errors, cross-entropy for one image and for many, and what both say by hand.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

LESSON = "08-loss-and-gradients"

# --- by hand: the article's two answers, dog, cat, boat, bird, when it is a boat

TARGET = (0.0, 0.0, 1.0, 0.0)
BEFORE = (0.2, 0.4, 0.1, 0.3)
AFTER = (0.1, 0.1, 0.7, 0.1)


STEPS = "Target minus output, squared, for each of the four; add up; take half; times 100."
CANCELLED = "that is what is left when errors are added before they are squared: plus and minus cancel."
RIGHT_CLASS = "that is the boat alone."
ALL_FOUR = "All four outputs count: the other three should be 0, and are not."
HALF = "Half of the sum is asked for."
SQUARE_FIRST = "Square each difference first. A square is never negative, so nothing cancels."

BY_HAND_PREDICTIONS = (
    Prediction(
        name="before",
        where="total error of 0.2 0.4 0.1 0.3, in hundredths",
        expected=55,
        why="0.04 + 0.16 + 0.81 + 0.09 is 1.1, and half of that is 0.55.",
        hint=STEPS,
        wrong=(
            WrongValue(110, "half-forgotten", "that is the whole sum of the squares.", HALF),
            WrongValue(90, "not-squared", "those are the differences, not their squares.", SQUARE_FIRST),
            WrongValue(
                28, "mean-for-sum", "that is the mean of the squares.", "Add up, and take half; do not divide by 4."
            ),
            WrongValue(
                14, "mean-for-sum", "that is half the mean.", "Add up the four squares, and take half of the sum."
            ),
            WrongValue(41, "right-class-only", RIGHT_CLASS, ALL_FOUR),
            WrongValue(40, "right-class-only", RIGHT_CLASS, ALL_FOUR),
            WrongValue(0, "added-before-squaring", CANCELLED, SQUARE_FIRST),
        ),
    ),
    Prediction(
        name="after",
        where="total error of 0.1 0.1 0.7 0.1, in hundredths",
        expected=6,
        why="0.01 + 0.01 + 0.09 + 0.01 is 0.12, and half of that is 0.06.",
        hint=STEPS,
        wrong=(
            WrongValue(12, "half-forgotten", "that is the whole sum of the squares.", HALF),
            WrongValue(30, "not-squared", "those are the differences, not their squares.", SQUARE_FIRST),
            WrongValue(
                3, "mean-for-sum", "that is the mean of the squares.", "Add up, and take half; do not divide by 4."
            ),
            WrongValue(5, "right-class-only", RIGHT_CLASS, ALL_FOUR),
            WrongValue(4, "right-class-only", RIGHT_CLASS, ALL_FOUR),
            WrongValue(0, "added-before-squaring", CANCELLED, SQUARE_FIRST),
        ),
    ),
)

LOSS_BY_HAND = prediction_exercise(
    slug="loss-by-hand",
    title="How wrong is it?",
    lesson=LESSON,
    points=2,
    predictions=BY_HAND_PREDICTIONS,
    hints=(
        "For each of the four: how far is the output from what it should be?",
        "Square each difference, add up the four squares, and take half.",
        "(0.04 + 0.16 + 0.81 + 0.09) / 2 and (0.01 + 0.01 + 0.09 + 0.01) / 2, each times 100.",
    ),
    solution="before = 55\nafter = 6",
)

# --- half the sum of squared errors


def _outputs(random: np.random.Generator) -> Iterator[Arguments]:
    """Tenths. One image, several, an output beyond 1 and one below 0."""
    import numpy as np

    yield np.array([0.2, 0.6]), np.array([0.0, 1.0])
    yield np.array(BEFORE), np.array(TARGET)
    yield np.array([2.0, -1.5, 0.5]), np.array([0.0, 1.0, 0.0])
    for shape in ((5,), (3, 4), (2, 10)):
        outputs = random.integers(1, 10, shape) / 10
        targets = np.eye(shape[-1])[random.integers(0, shape[-1], shape[:-1])]
        yield outputs, targets


def _squares_in_plain_python(outputs: np.ndarray, targets: np.ndarray) -> float:
    return sum((float(t) - float(o)) ** 2 for o, t in zip(outputs.flat, targets.flat, strict=True)) / 2


def _squares_as_dot(outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    errors = (targets - outputs).ravel()
    return errors @ errors / 2


def _squares_worked_out(arguments: Arguments, _index: tuple[int, ...]) -> str:
    outputs, targets = arguments
    squares = [(t - o) ** 2 for o, t in zip(outputs.flat, targets.flat, strict=True)]
    written = " + ".join(value_in_words(square) for square in squares)
    total = sum(squares)
    return f"The squares are {written} = {value_in_words(total)}; half of that is {value_in_words(total / 2)}."


SQUARED_ERROR = function_exercise(
    slug="loss-squared",
    title="Half the sum of squared errors",
    lesson=LESSON,
    points=2,
    task=Task(
        function="squared_error",
        parameters=("outputs", "targets"),
        calls=_outputs,
        reference=_squares_in_plain_python,
        work_out=_squares_worked_out,
        mistakes=(
            Mistake(
                name="half-forgotten",
                function=lambda outputs, targets: ((targets - outputs) ** 2).sum(),
                diagnosis="The half is missing.",
                hint="Divide the sum by 2. (It is there so that the slope becomes simple: half of 2 is 1.)",
            ),
            *(
                Mistake(
                    name="mean-for-sum",
                    function=function,
                    diagnosis="The squares are averaged in place of added up.",
                    hint="`sum()` in place of `mean()`, and half of it: what is divided by is 2, whatever the length.",
                )
                for function in (
                    lambda outputs, targets: ((targets - outputs) ** 2).mean(),
                    lambda outputs, targets: ((targets - outputs) ** 2).mean() / 2,
                )
            ),
            Mistake(
                name="not-squared",
                function=lambda outputs, targets: abs(targets - outputs).sum() / 2,
                diagnosis="The sizes of the errors are added up, not their squares.",
                hint="`** 2` squares every number of an array.",
            ),
            Mistake(
                name="errors-cancel",
                function=lambda outputs, targets: (targets - outputs).sum() / 2,
                diagnosis="The errors themselves are added up, so those above and those below cancel each other.",
                hint="Square each error before adding: a square is never negative.",
            ),
            Mistake(
                name="added-before-squaring",
                function=lambda outputs, targets: (targets - outputs).sum() ** 2 / 2,
                diagnosis="The errors are added first, and the sum is squared; above and below have cancelled by then.",
                hint="Square each error, then add: `((targets - outputs) ** 2).sum()`.",
            ),
            Mistake(
                name="squares-subtracted",
                function=lambda outputs, targets: (targets**2 - outputs**2).sum() / 2,
                diagnosis="Targets and outputs are squared each for itself, and the squares subtracted.",
                hint="First the difference, then the square: brackets round `targets - outputs`.",
            ),
            Mistake(
                name="one-loss-for-each",
                function=lambda outputs, targets: ((targets - outputs) ** 2).sum(axis=-1) / 2,
                diagnosis="The squares are added up along the last axis only, so there is a number for each image.",
                hint="One number is asked for: `.sum()` without an axis.",
            ),
            Mistake(
                name="not-added-up",
                function=lambda outputs, targets: (targets - outputs) ** 2 / 2,
                diagnosis="The squares are not added up.",
                hint="One number is asked for: `.sum()`.",
            ),
            Mistake(
                name="root-taken",
                function=lambda outputs, targets: ((targets - outputs) ** 2).sum() ** 0.5,
                diagnosis="That is the root of the sum: the distance between the two.",
                hint="No root: half the sum itself.",
            ),
        ),
    ),
    hints=(
        "Do what you did by hand, for whole arrays: subtract, square, add up, take half.",
        "`(targets - outputs) ** 2` has all the squares in it. What makes one number of an array?",
        "`((targets - outputs) ** 2).sum() / 2`",
    ),
    solution="return ((targets - outputs) ** 2).sum() / 2",
    right=(
        _squares_in_plain_python,
        _squares_as_dot,
        lambda outputs, targets: ((outputs - targets).astype("float32") ** 2).sum() * 0.5,
    ),
)

# --- cross-entropy

LEAST = 1e-7  # what counts in place of a smaller probability, as in Keras


def _classified(random: np.random.Generator) -> Iterator[Arguments]:
    """Targets as positions and as ones among zeros; as many images as classes; a probability of 0, at either place."""
    import numpy as np

    yield np.array([BEFORE]), np.array([TARGET])
    yield np.array([AFTER]), np.array([2])
    yield np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]]), np.array([2, 1])
    for images, classes in ((3, 4), (4, 4), (5, 3)):
        weights = random.permutation(np.arange(1, images * classes + 1)).reshape(images, classes)
        labels = random.integers(0, classes, images)
        probabilities = np.round(0.04 + (1 - 0.04 * classes) * weights / weights.sum(axis=1, keepdims=True), 2)
        yield probabilities, labels
        yield probabilities, np.eye(classes)[labels]
    yield np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]]), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    yield np.array([[0.25, 0.75, 0.0], [0.5, 0.5, 0.0]]), np.array([2, 0])


def _of_the_right_class(probabilities: np.ndarray, targets: np.ndarray) -> list[float]:
    positions = targets.tolist() if targets.ndim == 1 else [row.index(max(row)) for row in targets.tolist()]
    return [row[position] for row, position in zip(probabilities.tolist(), positions, strict=True)]


def _entropy_in_plain_python(probabilities: np.ndarray, targets: np.ndarray) -> float:
    losses = [-math.log(max(p, LEAST)) for p in _of_the_right_class(probabilities, targets)]
    return sum(losses) / len(losses)


def _as_ones(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.eye(probabilities.shape[1])[targets] if targets.ndim == 1 else targets


def _logs(probabilities: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.log(np.clip(probabilities, LEAST, 1))


def _entropy_by_ones(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return -(_as_ones(probabilities, targets) * _logs(probabilities)).sum() / len(probabilities)


def _entropy_by_position(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    import numpy as np

    labels = targets if targets.ndim == 1 else targets.argmax(axis=1)
    return np.log(1 / np.maximum(probabilities.astype(np.float32), LEAST))[np.arange(len(labels)), labels].mean()


def _log_of_zero(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        return -(_as_ones(probabilities, targets) * np.log(probabilities)).sum() / len(probabilities)


def _log_of_zero_where_right(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        return -np.log(np.array(_of_the_right_class(probabilities, targets))).mean()


def _entropy_with_floor(probabilities: np.ndarray, targets: np.ndarray, *, least: float) -> float:
    found = _of_the_right_class(probabilities, targets)
    return -sum(math.log(max(p, least)) for p in found) / len(found)


def _everyone_with_every_label(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    labels = targets if targets.ndim == 1 else targets.argmax(axis=1)
    return -_logs(probabilities)[:, labels].mean()


def _softmax_again(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    import numpy as np

    powers = np.exp(probabilities)
    return _entropy_by_ones(powers / powers.sum(axis=1, keepdims=True), targets)


def _zeros_passed_over(probabilities: np.ndarray, targets: np.ndarray, *, counted: bool) -> float:
    """The mean without the images that have no chance; counted: over all of them all the same."""
    found = _of_the_right_class(probabilities, targets)
    losses = [-math.log(p) for p in found if p]
    return sum(losses) / len(found if counted else losses)


def _both_ways(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    ones = _as_ones(probabilities, targets)
    both = ones * _logs(probabilities) + (1 - ones) * _logs(1 - probabilities)
    return -both.sum() / len(probabilities)


def _entropy_worked_out(arguments: Arguments, _index: tuple[int, ...]) -> str:
    found = _of_the_right_class(*arguments)
    written = ", ".join(f"−ln {p if p else '0.0000001'} = {value_in_words(-math.log(max(p, LEAST)))}" for p in found)
    mean = "" if len(found) == 1 else f" The mean is {value_in_words(_entropy_in_plain_python(*arguments))}."
    return f"What was given to the right class: {written}.{mean}"


NOTHING_BELOW = (
    "Raise every probability to 0.0000001 at least, before the logarithm: `np.clip(probabilities, 1e-7, 1)`."
)
CROSS_ENTROPY = function_exercise(
    slug="loss-cross-entropy",
    title="Cross-entropy",
    lesson=LESSON,
    points=4,
    task=Task(
        function="cross_entropy",
        parameters=("probabilities", "targets"),
        calls=_classified,
        reference=_entropy_in_plain_python,
        tolerance=1e-5,  # who adds 1e-7 in place of cutting off is right as well
        work_out=_entropy_worked_out,
        mistakes=(
            *(
                Mistake(
                    name="log-of-zero",
                    function=function,
                    diagnosis="The logarithm of 0 is minus infinity, and 0 times that is NaN: not a number.",
                    hint=NOTHING_BELOW,
                )
                for function in (_log_of_zero, _log_of_zero_where_right)
            ),
            *(
                Mistake(
                    name="another-floor",
                    function=partial(_entropy_with_floor, least=least),
                    diagnosis=f"A probability of 0 counts as {least:g} here; {LEAST:.7f} was asked for.",
                    hint=NOTHING_BELOW,
                )
                for least in (1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
            ),
            *(
                Mistake(
                    name="zero-costs-nothing",
                    function=partial(_zeros_passed_over, counted=counted),
                    diagnosis="An image whose right class was given 0 costs nothing here, though it is the worst.",
                    hint=NOTHING_BELOW,
                )
                for counted in (True, False)
            ),
            Mistake(
                name="softmax-again",
                function=_softmax_again,
                diagnosis="Softmax is applied to probabilities: once too often.",
                hint="What comes in has been through softmax already, and each row adds up to 1. Take the logarithm.",
            ),
            Mistake(
                name="sign-lost",
                function=lambda probabilities, targets: -_entropy_by_ones(probabilities, targets),
                diagnosis="The sign is lost: logarithms of numbers below 1 are negative, and a loss is not.",
                hint="Put a minus before it.",
            ),
            Mistake(
                name="base-10",
                function=lambda probabilities, targets: _entropy_by_ones(probabilities, targets) / math.log(10),
                diagnosis="That is the logarithm to the base 10.",
                hint="The natural logarithm is `np.log`.",
            ),
            Mistake(
                name="base-2",
                function=lambda probabilities, targets: _entropy_by_ones(probabilities, targets) / math.log(2),
                diagnosis="That is the logarithm to the base 2.",
                hint="The natural logarithm is `np.log`.",
            ),
            Mistake(
                name="sum-for-mean",
                function=lambda probabilities, targets: len(targets) * _entropy_by_ones(probabilities, targets),
                diagnosis="The images' losses are added up.",
                hint="Take the mean over the images, so that a loss means the same for 10 images as for 1000.",
            ),
            Mistake(
                name="mean-over-classes",
                function=lambda probabilities, targets: (
                    _entropy_by_ones(probabilities, targets) / probabilities.shape[1]
                ),
                diagnosis="The sum is divided by the number of all probabilities, not of images.",
                hint="`.mean()` of the whole array counts the zeros too. First `.sum(axis=1)`, then `.mean()`.",
            ),
            Mistake(
                name="not-averaged",
                function=lambda probabilities, targets: (
                    -(_as_ones(probabilities, targets) * _logs(probabilities)).sum(axis=1)
                ),
                diagnosis="Each image's loss stands for itself.",
                hint="One number is asked for: the mean of them.",
            ),
            Mistake(
                name="no-logarithm",
                function=lambda probabilities, targets: (
                    1 - (_as_ones(probabilities, targets) * probabilities).sum(axis=1).mean()
                ),
                diagnosis="That is what is missing to 1; no logarithm is taken.",
                hint="Minus the natural logarithm of what the right class was given.",
            ),
            Mistake(
                name="positions-not-told-apart",
                function=lambda probabilities, targets: -(targets * _logs(probabilities)).sum(axis=1).mean(),
                diagnosis="Targets given as positions are used as if they were ones among zeros.",
                hint="`targets.ndim` is 1 for positions, and 2 for ones among zeros. "
                "`np.eye(classes)[targets]` makes the second of the first.",
            ),
            Mistake(
                name="ones-not-told-apart",
                function=lambda probabilities, targets: -_logs(probabilities)[range(len(targets)), targets].mean(),
                diagnosis="Targets given as ones among zeros are used as if they were positions.",
                hint="`targets.ndim` is 1 for positions, and 2 for ones among zeros. "
                "`targets.argmax(axis=1)` makes the first of the second.",
            ),
            Mistake(
                name="every-image-with-every-label",
                function=_everyone_with_every_label,
                diagnosis="`probabilities[:, targets]` takes from every image the classes of all images.",
                hint="Each image has its own: `probabilities[np.arange(len(targets)), targets]`.",
            ),
            Mistake(
                name="wrong-classes-too",
                function=_both_ways,
                diagnosis="The wrong classes add something of their own, −ln(1 − p).",
                hint="With one right class of several only its own probability counts. (That one is for yes or no.)",
            ),
            Mistake(
                name="logarithm-of-the-target",
                function=lambda probabilities, targets: (
                    -(probabilities * _logs(_as_ones(probabilities, targets))).sum(axis=1).mean()
                ),
                diagnosis="The logarithm is taken of the targets, and the probabilities stand before it.",
                hint="The other way round: targets times the logarithms of the probabilities.",
            ),
        ),
    ),
    hints=(
        "Try it on one image first. Which of its probabilities counts?",
        "With positions: `probabilities[np.arange(len(targets)), targets]` is what the right classes were given. With "
        "ones among zeros `targets.argmax(axis=1)` gives the positions.",
        "Turn ones among zeros into positions, pick, raise to 1e-7 at least with `np.maximum`, then "
        "`-np.log(picked).mean()`.",
    ),
    solution="""positions = targets if targets.ndim == 1 else targets.argmax(axis=1)
of_the_right_class = probabilities[np.arange(len(positions)), positions]
return -np.log(np.maximum(of_the_right_class, 1e-7)).mean()""",
    right=(_entropy_in_plain_python, _entropy_by_ones, _entropy_by_position),
)

# --- before anything is learnt

NATURAL = "The natural logarithm is `np.log` in NumPy, `math.log` in Python, and often ln on a calculator."
LOG_OF_SHARE = "Each class gets the same share. Take minus the natural logarithm of it; times 100; round."
UNTRAINED_PREDICTIONS = (
    Prediction(
        name="four_classes",
        where="cross-entropy with four equal probabilities, in hundredths",
        expected=139,
        why="Each class is given 1/4, and −ln(1/4) = ln 4 = 1.386.",
        hint=LOG_OF_SHARE,
        wrong=(
            WrongValue(-139, "sign-lost", "a loss is not negative.", "Minus the logarithm: −ln(1/4) is ln 4."),
            WrongValue(60, "base-10", "that is the logarithm to the base 10.", NATURAL),
            WrongValue(200, "base-2", "that is the logarithm to the base 2.", NATURAL),
            WrongValue(25, "no-logarithm", "that is the probability itself.", LOG_OF_SHARE),
            WrongValue(75, "no-logarithm", "that is what is missing to 1.", LOG_OF_SHARE),
            WrongValue(38, "squared-error", "that is half the sum of squared errors.", LOG_OF_SHARE),
            WrongValue(555, "added-over-classes", "that is 4 times too much.", "Only the right class counts."),
        ),
    ),
    Prediction(
        name="ten_classes",
        where="the same with ten classes",
        expected=230,
        why="Each class is given 1/10, and ln 10 = 2.303.",
        hint=LOG_OF_SHARE,
        wrong=(
            WrongValue(-230, "sign-lost", "a loss is not negative.", "Minus the logarithm: −ln(1/10) is ln 10."),
            WrongValue(100, "base-10", "that is the logarithm to the base 10.", NATURAL),
            WrongValue(332, "base-2", "that is the logarithm to the base 2.", NATURAL),
            WrongValue(10, "no-logarithm", "that is the probability itself.", LOG_OF_SHARE),
            WrongValue(90, "no-logarithm", "that is what is missing to 1.", LOG_OF_SHARE),
            WrongValue(45, "squared-error", "that is half the sum of squared errors.", LOG_OF_SHARE),
        ),
    ),
    Prediction(
        name="more_with_twenty",
        where="how much more it is with twenty classes than with ten",
        expected=69,
        why="ln 20 − ln 10 = ln 2 = 0.693: whenever a probability halves, the loss grows by the same amount.",
        hint="ln 20 − ln 10. The difference of two logarithms is the logarithm of the quotient.",
        wrong=(
            WrongValue(
                300, "whole-loss", "that is the loss itself with twenty classes.", "How much *more* than with ten?"
            ),
            WrongValue(230, "doubled", "that would be twice as much.", "Not the loss doubles: its 1/10 becomes 1/20."),
            WrongValue(30, "base-10", "that is the logarithm to the base 10.", NATURAL),
            WrongValue(100, "base-2", "that is the logarithm to the base 2.", NATURAL),
        ),
    ),
)

UNTRAINED = prediction_exercise(
    slug="loss-untrained",
    title="Before anything is learnt",
    lesson=LESSON,
    points=2,
    predictions=UNTRAINED_PREDICTIONS,
    hints=(
        "Which probability does the right class get when nobody knows anything?",
        "One share of as many as there are classes, and minus its natural logarithm.",
        "ln 4, ln 10 and ln 2, each times 100 and rounded: `round(100 * np.log(4))`.",
    ),
    solution="four_classes = 139\nten_classes = 230\nmore_with_twenty = 69",
)
