"""What a learner of 05 says beforehand: ReLU by head, how small two layers become, how flat the rivals get.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from checker.predictions import Prediction, WrongValue, prediction_exercise

LESSON = "05-non-linearity"
BEFORE = (-3, 2, 0, 5, -1, 8)
LAYERS = (64, 120, 100, 10)


_exercise = partial(prediction_exercise, lesson=LESSON)


def _relu(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(max(0, number) for number in numbers)


RELU_BY_HEAD = _exercise(
    "nonlinearity-predict",
    "ReLU by head",
    2,
    (
        Prediction(
            name="after_relu",
            where="after ReLU",
            expected=_relu(BEFORE),
            why="Negative numbers become 0, all others stay.",
            hint="Six numbers go in, six come out. Which of them are below 0?",
            wrong=(
                WrongValue(
                    value=tuple(abs(number) for number in BEFORE),
                    mistake="absolute-value",
                    diagnosis="the minus signs are dropped.",
                    hint="A negative number does not become positive, it becomes 0.",
                ),
                WrongValue(
                    value=tuple(number for number in BEFORE if number > 0),
                    mistake="negative-left-out",
                    diagnosis="only the positive numbers are left.",
                    hint="Six go in and six come out: a 0 takes the place of a negative number.",
                ),
                WrongValue(
                    value=tuple(min(0, number) for number in BEFORE),
                    mistake="negative-kept",
                    diagnosis="the negative numbers are kept and the positive ones set to 0.",
                    hint="It is the other way round: of each number and 0 the larger one.",
                ),
                WrongValue(
                    value=tuple(int(number > 0) for number in BEFORE),
                    mistake="zero-or-one",
                    diagnosis="positive numbers have become 1.",
                    hint="A positive number passes as it is.",
                ),
                WrongValue(
                    value=tuple(min(6, number) for number in _relu(BEFORE)),
                    mistake="clipped-above",
                    diagnosis="the 8 is cut off at 6. That variant exists, and is called ReLU6.",
                    hint="ReLU has no upper end.",
                ),
                WrongValue(
                    value=max(BEFORE),
                    mistake="one-maximum-for-all",
                    diagnosis="that is the largest of all.",
                    hint="Each number is compared with 0 for itself: six come out.",
                ),
            ),
        ),
        Prediction(
            name="zeros_with_bias",
            where="zeros once 2 is added before ReLU",
            expected=sum(number + 2 <= 0 for number in BEFORE),
            why="Only −3 + 2 is still below 0.",
            hint="Add 2 to each of the six numbers first, then apply ReLU, then count the zeros.",
            wrong=(
                WrongValue(
                    value=sum(number <= 0 for number in BEFORE),
                    mistake="bias-left-out",
                    diagnosis="so many there are without the 2.",
                    hint="Add 2 to each number before ReLU.",
                ),
                WrongValue(
                    value=0,
                    mistake="bias-after-relu",
                    diagnosis="that is so if the 2 is added after ReLU.",
                    hint="First add, then ReLU: what becomes of −3?",
                ),
                WrongValue(
                    value=sum(number - 2 <= 0 for number in BEFORE),
                    mistake="bias-subtracted",
                    diagnosis="that is so if 2 is taken away.",
                    hint="Adding 2 lifts every number: fewer are below 0.",
                ),
            ),
        ),
    ),
    (
        "Go through the six numbers one by one, and compare each with 0.",
        "ReLU keeps what is above 0 and makes 0 of all else. With the 2 added first, how many are still not above 0?",
        "Two numbers of the six are negative and become 0. With 2 added, only one is.",
    ),
)

ONE_BY_ONE = [inputs * outputs + outputs for inputs, outputs in pairwise(LAYERS)]
WITHOUT_BIASES = sum(inputs * outputs for inputs, outputs in pairwise(LAYERS))
BIAS_EACH = "Each unit has a weight for every input, and one bias besides."

COLLAPSE_SIZES = _exercise(
    "nonlinearity-sizes",
    "How small do they become?",
    3,
    (
        Prediction(
            name="side",
            where="side of the one kernel",
            expected=3 + 3 - 1,
            why="A number of the second map sees 3 × 3 numbers of the first map, and these together 5 × 5 pixels.",
            hint="Along one row: three neighbouring windows of 3 pixels each. How many pixels from first to last?",
            wrong=(
                WrongValue(
                    value=6,
                    mistake="sides-added",
                    diagnosis="that is 3 + 3.",
                    hint="Neighbouring windows overlap. Draw seven pixels in a row and mark three windows of 3.",
                ),
                WrongValue(
                    value=9,
                    mistake="sides-multiplied",
                    diagnosis="that is 3 × 3.",
                    hint="Neighbouring windows overlap. Draw seven pixels in a row and mark three windows of 3.",
                ),
                WrongValue(
                    value=3,
                    mistake="side-kept",
                    diagnosis="so far one of them sees by itself.",
                    hint="The second looks at three numbers, each of which has looked at three pixels.",
                ),
            ),
        ),
        Prediction(
            name="three_layers",
            where="parameters of the three layers",
            expected=sum(ONE_BY_ONE),
            why=f"{' + '.join(f'{number:,}' for number in ONE_BY_ONE)}: weights and biases of each.",
            hint="A layer from 64 numbers to 120 has 64 × 120 weights and 120 biases. Then the next two.",
            wrong=(
                WrongValue(
                    value=WITHOUT_BIASES,
                    mistake="biases-left-out",
                    diagnosis="those are the weights alone.",
                    hint=BIAS_EACH,
                ),
                WrongValue(
                    value=sum(ONE_BY_ONE[1:]),
                    mistake="first-layer-left-out",
                    diagnosis="the first layer, from 64 to 120, is left out.",
                    hint="Four sizes, three layers: 64 to 120, 120 to 100, 100 to 10.",
                ),
                WrongValue(
                    value=sum(LAYERS[1:]),
                    mistake="units-counted",
                    diagnosis="those are the units.",
                    hint=BIAS_EACH,
                ),
            ),
        ),
        Prediction(
            name="one_layer",
            where="parameters of the one layer",
            expected=LAYERS[0] * LAYERS[-1] + LAYERS[-1],
            why="64 × 10 weights and 10 biases.",
            hint="It takes the 64 numbers that go in and gives the 10 that come out. No other number is needed.",
            wrong=(
                WrongValue(
                    value=LAYERS[0] * LAYERS[-1],
                    mistake="biases-left-out",
                    diagnosis="those are the weights alone.",
                    hint=BIAS_EACH,
                ),
                WrongValue(
                    value=ONE_BY_ONE[-1],
                    mistake="last-layer-only",
                    diagnosis="that is the last of the three, from 100 to 10.",
                    hint="The one layer takes what the first of the three takes: 64 numbers.",
                ),
                WrongValue(
                    value=LAYERS[0] * LAYERS[-1] + LAYERS[0],
                    mistake="bias-for-each-input",
                    diagnosis="that has a bias for each of the 64 inputs.",
                    hint="A bias belongs to a unit, and there are as many units as numbers that come out: 10.",
                ),
            ),
        ),
    ),
    (
        "For the kernel, think of a single number of the last map: which pixels does it depend on?",
        "A Dense layer from n numbers to m has n × m weights and m biases.",
        "The kernel: 3 + 3 − 1. The three: 64×120 + 120, 120×100 + 100, 100×10 + 10. The one goes from 64 to 10.",
    ),
)

SATURATION = _exercise(
    "nonlinearity-saturation",
    "How much is left?",
    3,
    (
        Prediction(
            name="steepest_sigmoid_one_over",
            where="steepest slope of the sigmoid: one over …",
            expected=4,
            why="At x = 0, s is ½, and s × (1 − s) is ¼.",
            hint="It is steepest in the middle, at x = 0. What is s there, and what s × (1 − s)?",
            wrong=(
                WrongValue(
                    value=2,
                    mistake="height-for-slope",
                    diagnosis="½ is how high the sigmoid is at x = 0.",
                    hint="With s = ½: what is s × (1 − s)?",
                ),
                WrongValue(
                    value=1,
                    mistake="slope-of-tanh",
                    diagnosis="1 is the steepest slope of tanh.",
                    hint="The sigmoid climbs half as high, over twice the width. With s = ½: what is s × (1 − s)?",
                ),
            ),
        ),
        Prediction(
            name="five_sigmoids_one_over",
            where="slope of five sigmoids, at most: one over …",
            expected=4**5,
            why="4 × 4 × 4 × 4 × 4: slopes one after the other are multiplied.",
            hint="A nudge becomes at most a quarter in each step: a quarter of a quarter is a sixteenth. After five?",
            wrong=(
                WrongValue(
                    value=4 * 5,
                    mistake="added-for-multiplied",
                    diagnosis="that is 4 + 4 + 4 + 4 + 4.",
                    hint="A quarter of a quarter is a sixteenth: multiply.",
                ),
                WrongValue(
                    value=5**4,
                    mistake="base-and-exponent-swapped",
                    diagnosis="that is 5 × 5 × 5 × 5.",
                    hint="Five times a factor of 4, not four times one of 5.",
                ),
                WrongValue(
                    value=2**5,
                    mistake="height-for-slope",
                    diagnosis="that would be ½ in each step.",
                    hint="½ is how high the sigmoid is at 0; its slope there is ¼.",
                ),
                WrongValue(
                    value=4,
                    mistake="one-step-only",
                    diagnosis="that is one sigmoid.",
                    hint="Five of them, one after the other: each takes three quarters away at least.",
                ),
            ),
        ),
        Prediction(
            name="five_relus",
            where="slope of five ReLUs at x = 3",
            expected=1,
            why="1 × 1 × 1 × 1 × 1: as long as the number is positive, nothing is lost.",
            hint="How steep is ReLU at 3? What comes out of it, and how steep is the next one there?",
            wrong=(
                WrongValue(
                    value=5,
                    mistake="added-for-multiplied",
                    diagnosis="that is 1 + 1 + 1 + 1 + 1.",
                    hint="Slopes one after the other are multiplied.",
                ),
                WrongValue(
                    value=0,
                    mistake="flat-half",
                    diagnosis="0 is the slope of the left half.",
                    hint="3 is positive: on that side ReLU climbs by 1 a step.",
                ),
                WrongValue(
                    value=3,
                    mistake="height-for-slope",
                    diagnosis="that is how high it is.",
                    hint="The slope is how much it climbs when x grows by 1.",
                ),
            ),
        ),
    ),
    (
        "Look at the dotted lines of the picture: how high do they get?",
        "When steps follow one another, their slopes are multiplied.",
        "The sigmoid's slope is at most ½ × (1 − ½); five in a row: the fifth power of it. ReLU's is 1 at 3.",
    ),
)
