"""Softmax: scores become probabilities, without overflow; a temperature; and what a second softmax does.

Loads NumPy and SciPy only when something is checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.dense_places import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

# --- softmax that survives any logits


def _logits(random: np.random.Generator) -> Iterator[Arguments]:
    """One row, several, square (where axes are mixed up unnoticed), with more axes; tame ones and enormous ones."""
    import numpy as np

    yield (random.permutation([1.0, 3.0]),)
    for shape in ((2, 2), (2, 3), (3, 3), (1, 5), (4, 2), (2, 3, 4)):
        yield (random.permutation(np.arange(np.prod(shape)) / 2 - 1).reshape(shape),)
    yield (random.permutation([1000.0, 999.0, -1000.0]),)
    yield (np.array([-1001.0, -1000.0]),)
    yield (random.permutation([3000.0, 1.0, 0.0]),)
    yield (np.array([[1000.0, 998.0], [0.0, 1.0]])[random.permutation(2)],)


def _softmax_scipy(logits: np.ndarray) -> np.ndarray:
    from scipy.special import softmax

    return softmax(logits, axis=-1)


def _softmax_by_differences(logits: np.ndarray) -> np.ndarray:
    """1 over the sum of e to the differences: no exponential of a large number unless its quotient is 0."""
    import numpy as np

    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[..., None, :] - logits[..., :, None]).sum(axis=-1)


def _softmax_in_plain_python(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    def row(numbers: list[float]) -> list[float]:
        powers = [math.exp(number - max(numbers)) for number in numbers]
        return [power / sum(powers) for power in powers]

    return np.array([row(numbers) for numbers in logits.reshape(-1, logits.shape[-1]).tolist()]).reshape(logits.shape)


def _softmax_float32(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    powers = np.exp((logits - logits.max(axis=-1, keepdims=True)).astype(np.float32))
    return powers / powers.sum(axis=-1, keepdims=True)


def _powers(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.exp(logits - logits.max(axis=-1, keepdims=True))


def _overflowing(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        powers = np.exp(logits)
        return powers / powers.sum(axis=-1, keepdims=True)


def _first_axis(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)


def _second_axis(logits: np.ndarray) -> np.ndarray:
    """Raises AxisError where there is one axis only."""
    import numpy as np

    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _all_together(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def _one_largest_for_all(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(invalid="ignore"):
        powers = np.exp(logits - logits.max())
        return powers / powers.sum(axis=-1, keepdims=True)


def _axis_lost(logits: np.ndarray) -> np.ndarray:
    powers = _powers(logits)
    return powers / powers.sum(axis=-1)


def _axis_lost_twice(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        powers = np.exp(logits - logits.max(axis=-1))
        return powers / powers.sum(axis=-1)


def _axis_lost_below_the_line(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        powers = np.exp(logits)
        return powers / powers.sum(axis=-1)


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    return (1 + np.tanh(logits / 2)) / 2


def _shares(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    with np.errstate(all="ignore"):
        return logits / logits.sum(axis=-1, keepdims=True)


def _winner_takes_all(logits: np.ndarray) -> np.ndarray:
    return (logits == logits.max(axis=-1, keepdims=True)).astype(float)


def _softmax_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """The row's exponentials after its largest logit is taken away, and the quotient."""
    (logits,) = arguments
    row = logits[index[:-1]]
    powers = _powers(row)
    written = " + ".join(value_in_words(power) for power in powers)
    share = value_in_words(powers[index[-1]] / powers.sum())
    return (
        f"Minus the largest, {value_in_words(row.max())}, the row is {value_in_words(row - row.max())}. e to the power "
        f"of these: {written} = {value_in_words(powers.sum())}; {value_in_words(powers[index[-1]])} divided by it is "
        f"{share}."
    )


KEEP_THE_AXIS = (
    "`sum(axis=-1)` drops the axis, and NumPy then lays the sums along the classes. `sum(axis=-1, keepdims=True)` "
    "keeps one sum beside each row; the same with `max`."
)
STABLE = function_exercise(
    slug="softmax-stable",
    title="Softmax for any scores",
    lesson=LESSON,
    points=4,
    task=Task(
        function="softmax",
        parameters=("logits",),
        calls=_logits,
        reference=_softmax_scipy,
        work_out=_softmax_worked_out,
        mistakes=(
            Mistake(
                name="mean-for-largest",
                function=lambda logits: _overflowing(logits - logits.mean(axis=-1, keepdims=True)),
                diagnosis="The mean is taken away. That shifts the logits, but one far above the mean still overflows.",
                hint="Take the row's *largest* away: then no exponential is larger than 1.",
            ),
            Mistake(
                name="overflow",
                function=_overflowing,
                diagnosis="The exponential of a logit is too large for a number (or, far below 0, rounded to 0), and "
                "infinity over infinity, or 0 over 0, is NaN: not a number.",
                hint="Take the row's largest logit away from all of them first. The quotients stay the same, and the "
                "largest exponential is e to the power of 0, which is 1.",
            ),
            Mistake(
                name="one-largest-for-all",
                function=_one_largest_for_all,
                diagnosis="The largest logit of *all* rows is taken away, so a row far below it becomes 0 over 0.",
                hint="Each row takes away its own largest: `logits.max(axis=-1, keepdims=True)`.",
            ),
            Mistake(
                name="wrong-axis",
                function=_first_axis,
                diagnosis="The sum runs over the images, so the columns add up to 1 in place of the rows.",
                hint="Every image has its own probabilities. Its classes are the last axis: `axis=-1`.",
            ),
            Mistake(
                name="second-axis",
                function=_second_axis,
                diagnosis="The sum runs along axis 1, which is the last axis of a table, but not of a single row (that "
                "has no axis 1) or of anything with more axes.",
                hint="Count from the end: `axis=-1` is the last axis, however many there are.",
            ),
            Mistake(
                name="all-together",
                function=_all_together,
                diagnosis="All images are divided by one sum, so each has only a part of the 1.",
                hint="Give `axis=-1` (and `keepdims=True`) to `max` and `sum`: one of each for every row.",
            ),
            *(
                Mistake(
                    name="axis-dropped",
                    function=function,
                    diagnosis="The sums of the rows have lost their axis, and are laid along the classes.",
                    hint=KEEP_THE_AXIS,
                )
                for function in (_axis_lost, _axis_lost_twice, _axis_lost_below_the_line)
            ),
            Mistake(
                name="applied-twice",
                function=lambda logits: _softmax_scipy(_softmax_scipy(logits)),
                diagnosis="That is the softmax of a softmax.",
                hint="Once is enough: a second one flattens what the first has found.",
            ),
            Mistake(
                name="sigmoid",
                function=_sigmoid,
                diagnosis="That is the sigmoid, which looks at each logit by itself; the results do not add up to 1.",
                hint="Softmax weighs the classes against each other: divide each exponential by the sum of all.",
            ),
            Mistake(
                name="not-divided",
                function=_powers,
                diagnosis="The exponentials are not divided by their sum.",
                hint="Probabilities add up to 1: divide by the sum of the row.",
            ),
            Mistake(
                name="no-exponential",
                function=_shares,
                diagnosis="The logits themselves are divided by their sum; with negative ones that cannot be right.",
                hint="First e to the power of each: that is positive whatever the logit. Then divide.",
            ),
            Mistake(
                name="winner-takes-all",
                function=_winner_takes_all,
                diagnosis="The largest gets 1, all others 0.",
                hint="That would be a *hard* maximum. The soft one leaves the others their share.",
            ),
        ),
    ),
    hints=(
        "Try your function on [1000, 0] and on two rows at once. Does every row add up to 1?",
        "Softmax does not change when the same number is taken away from all logits. Which number keeps every "
        "exponential at 1 or below?",
        "Take `logits.max(axis=-1, keepdims=True)` away, apply `np.exp`, divide by the sum along the same axis, again "
        "with `keepdims=True`.",
    ),
    solution="""shifted = logits - logits.max(axis=-1, keepdims=True)
powers = np.exp(shifted)
return powers / powers.sum(axis=-1, keepdims=True)""",
    right=(_softmax_by_differences, _softmax_in_plain_python, _softmax_float32),
)

# --- the temperature


def _temperatures(random: np.random.Generator) -> Iterator[Arguments]:
    """Below 1 and above; one so low that its quotients are enormous."""
    import numpy as np

    yield random.permutation([0.0, 1.0, 3.0]), 2.0
    yield random.permutation([0.0, 1.0, 2.0, -1.0]), 0.5
    for shape, temperature in (((2, 3), 4.0), ((3, 3), 0.25), ((2, 2, 3), 10.0), ((1, 4), 1.0)):
        yield random.permutation(np.arange(np.prod(shape)) / 2 - 1).reshape(shape), temperature
    yield random.permutation([20.0, 19.99, -20.0]), 0.01


def _tempered(logits: np.ndarray, temperature: float) -> np.ndarray:
    return _softmax_scipy(logits / temperature)


def _tempered_by_powers(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities to the power of 1 / temperature, divided by their sum again."""
    import numpy as np

    logs = np.log(np.maximum(_softmax_in_plain_python(logits), 1e-300)) / temperature
    return _softmax_in_plain_python(logs)


def _powers_undivided(logits: np.ndarray, temperature: float) -> np.ndarray:
    return _softmax_scipy(logits) ** (1 / temperature)


def _tempered_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    logits, temperature = arguments
    divided = logits / temperature
    row = value_in_words(divided[index[:-1]])
    return f"Divided by {value_in_words(temperature)} the row is {row}. {_softmax_worked_out((divided,), index)}"


TEMPERATURE = function_exercise(
    slug="softmax-temperature",
    title="Hot and cold",
    lesson=LESSON,
    points=2,
    task=Task(
        function="softmax_at",
        parameters=("logits", "temperature"),
        calls=_temperatures,
        reference=_tempered,
        work_out=_tempered_worked_out,
        mistakes=(
            Mistake(
                name="multiplied-for-divided",
                function=lambda logits, temperature: _softmax_scipy(logits * temperature),
                diagnosis="The logits are multiplied by the temperature, so heat sharpens what it should flatten.",
                hint="Divide: a high temperature brings the logits close together.",
            ),
            Mistake(
                name="probabilities-divided",
                function=lambda logits, temperature: _softmax_scipy(logits) / temperature,
                diagnosis="The probabilities are divided, and no longer add up to 1.",
                hint="The temperature goes in before: divide the logits, then softmax.",
            ),
            Mistake(
                name="not-divided-again",
                function=_powers_undivided,
                diagnosis="The probabilities are raised to a power, and no longer add up to 1.",
                hint="Divide them by their sum again; or simply divide the logits, then softmax.",
            ),
            Mistake(
                name="temperature-ignored",
                function=lambda logits, _temperature: _softmax_scipy(logits),
                diagnosis="The temperature changes nothing.",
                hint="Taking it away from all logits, or adding it, cancels out. Divide by it.",
            ),
            Mistake(
                name="softmax-of-probabilities",
                function=lambda logits, temperature: _softmax_scipy(_softmax_scipy(logits) / temperature),
                diagnosis="There are two softmaxes, and the temperature stands between them.",
                hint="Divide the logits, not the probabilities, and take the softmax once.",
            ),
            Mistake(
                name="overflow",
                function=lambda logits, temperature: _overflowing(logits / temperature),
                diagnosis="At a low temperature the quotients are enormous, and their exponentials overflow to NaN.",
                hint="Use your own `softmax`, which takes the largest away first.",
            ),
            Mistake(
                name="wrong-axis",
                function=lambda logits, temperature: _first_axis(logits / temperature),
                diagnosis="The sum runs over the images, so the columns add up to 1 in place of the rows.",
                hint="The classes are the last axis: `axis=-1`.",
            ),
        ),
    ),
    hints=(
        "At temperature 1 nothing changes. A high one is to make all classes more alike.",
        "Only differences between logits count. How do they all become half as large at once?",
        "Call your `softmax` with `logits / temperature`.",
    ),
    solution="return softmax(logits / temperature)",
    right=(
        lambda logits, temperature: _softmax_by_differences(logits / temperature),
        lambda logits, temperature: _softmax_in_plain_python(logits * (1 / temperature)),
        lambda logits, temperature: _softmax_float32(logits / temperature),
    ),
)

# --- twice: ten classes, one logit far ahead

CLASSES = 10
TWICE = (
    Prediction(
        name="once",
        where="the surest class after one softmax, in percent",
        expected=100,
        why="e to the power of 20 is 485 million, the other nine make 9 together.",
        hint="How large is e to the power of 20 against nine times e to the power of 0?",
        wrong=(
            WrongValue(
                value=95,
                mistake="no-exponential",
                diagnosis="that looks like 20 against 1.",
                hint="Not 20, but e to the power of 20 is compared.",
            ),
            WrongValue(
                value=20,
                mistake="logit-for-probability",
                diagnosis="20 is the logit.",
                hint="e to the power of 20, divided by the sum of all ten exponentials.",
            ),
        ),
    ),
    Prediction(
        name="twice",
        where="the same class after a second softmax, in percent",
        expected=round(100 * math.e / (math.e + CLASSES - 1)),
        why="What goes in is 1 and nine times 0, so e is divided by e + 9. No class can ever get more.",
        hint="What comes out of the first goes into the second: 1, and nine times 0. e is 2.718.",
        wrong=(
            WrongValue(
                value=100,
                mistake="unchanged",
                diagnosis="a second softmax does change something.",
                hint="The second takes the probabilities 1, 0, 0, … for logits. What is e to the power of 0?",
            ),
            WrongValue(
                value=round(100 * math.e / (math.e + 1)),
                mistake="two-classes",
                diagnosis="that would be so with two classes.",
                hint="There are nine others, and each adds e to the power of 0.",
            ),
            WrongValue(
                value=27,
                mistake="own-share-left-out",
                diagnosis="e / 10 leaves the class's own e out of the sum.",
                hint="The sum is e to the power of 1, and nine times e to the power of 0.",
            ),
            WrongValue(
                value=10,
                mistake="all-equal",
                diagnosis="that would be all ten alike.",
                hint="It comes close, but the class that is ahead stays ahead.",
            ),
        ),
    ),
    Prediction(
        name="still_right",
        where="of 95 pictures read right, how many still are",
        expected=95,
        why="The order stays: what is larger before a softmax is larger after it.",
        hint="The answer is the class with the largest number. Does a softmax ever change which one that is?",
        wrong=(
            WrongValue(
                value=23,
                mistake="probability-for-share",
                diagnosis="the largest probability shrinks, but it is still the largest.",
                hint="Which class is first, before and after?",
            ),
            WrongValue(
                value=22,
                mistake="probability-for-share",
                diagnosis="the largest probability shrinks, but it is still the largest.",
                hint="Which class is first, before and after?",
            ),
            WrongValue(
                value=10,
                mistake="chance",
                diagnosis="that would be guessing.",
                hint="The probabilities move together, but none overtakes another.",
            ),
        ),
    ),
    Prediction(
        name="forever",
        where="after softmax upon softmax, in percent",
        expected=100 // CLASSES,
        why="Each one draws them closer together, until all ten are alike.",
        hint="The second brought the surest class down. What does the third start from?",
        wrong=(
            WrongValue(
                value=23,
                mistake="stops-at-two",
                diagnosis="that is after two.",
                hint="The third starts from 23% and nine times 9%: they are closer together than 1 and 0 were.",
            ),
            WrongValue(
                value=0,
                mistake="sum-forgotten",
                diagnosis="then they would not add up to 1.",
                hint="Ten numbers that grow alike and add up to 1: how large is each?",
            ),
            WrongValue(
                value=100,
                mistake="sharpened",
                diagnosis="softmax does not sharpen probabilities, it flattens them.",
                hint="e to the power of 1 is less than three times e to the power of 0.",
            ),
        ),
    ),
)
APPLIED_TWICE = prediction_exercise(
    slug="softmax-twice",
    title="Softmax twice",
    lesson=LESSON,
    points=3,
    predictions=TWICE,
    hints=(
        "Write down what comes out of the first softmax: it is what goes into the second.",
        "The second sees 1 and nine times 0. e to the power of 1 is 2.718, e to the power of 0 is 1.",
        "2.718 / (2.718 + 9) in percent. The order stays, and each further softmax brings all ten closer to one tenth.",
    ),
    solution="once = 100\ntwice = 23\nstill_right = 95\nforever = 10",
)
