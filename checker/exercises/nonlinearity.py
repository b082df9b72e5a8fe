"""The first exercises of 05: ReLU and its slope.

Loads NumPy and SciPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

LESSON = "05-non-linearity"


def _values(random: np.random.Generator) -> Iterator[Arguments]:
    """Negative, zero, small and large numbers, in arrays of one to four axes."""
    import numpy as np

    yield (random.permutation([-2.0, 0.5, 0.0, 3.0, -1.5, 8.0]).reshape(2, 3),)
    yield (random.permutation([-5.0, -0.25, 0.0, 0.125, 5.5]),)  # nothing large, and then nothing negative: two
    yield (random.permutation([0.5, 7.5, 12.0, 3.0]),)  # mistakes at once are told apart
    yield (random.integers(-9, 10, (4, 3)).astype(float),)
    yield (random.normal(scale=10, size=(2, 4, 5, 3)),)
    yield (np.array([[-1e30, 1e30, -1e-30], [1e-30, 0.0, -0.0]]),)


def _relu_loop(values: np.ndarray) -> np.ndarray:
    """One number after the other."""
    import numpy as np

    return np.array([value if value > 0 else 0.0 for value in values.ravel()]).reshape(values.shape)


def _relu_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    before = arguments[0][index]
    larger = "0 is the larger" if before < 0 else "it is no less than 0, so it stays"
    return f"The number there is {value_in_words(before)}: {larger}."


RELU = function_exercise(
    slug="nonlinearity-relu",
    title="Write ReLU",
    lesson=LESSON,
    points=2,
    task=Task(
        function="relu",
        parameters=("values",),
        calls=_values,
        reference=_relu_loop,
        work_out=_relu_worked_out,
        mistakes=(
            Mistake.made_in(
                _relu_loop,
                lambda relu: lambda values: relu(abs(values)),
                name="absolute-value",
                diagnosis="The minus signs are dropped: that is the absolute value.",
                hint="A negative number does not become positive, it becomes 0.",
            ),
            Mistake.made_in(
                _relu_loop,
                lambda relu: lambda values: relu(values).clip(None, 6),
                name="clipped-above",
                diagnosis="What is larger than 6 is cut off too. (That variant exists, and is called ReLU6.)",
                hint="ReLU has no upper end: leave positive numbers as they are.",
            ),
            Mistake.made_in(
                _relu_loop,
                lambda relu: lambda values: relu(values).clip(None, 1),
                name="clipped-to-one",
                diagnosis="What is larger than 1 is cut off too.",
                hint="ReLU has no upper end: leave positive numbers as they are.",
            ),
            Mistake(
                name="one-maximum-for-all",
                function=lambda values: max(0.0, float(values.max())),
                diagnosis="One number came back: the largest of the whole array.",
                hint="Each number is compared with 0 for itself. `np.maximum` goes cell by cell, `np.max` does not.",
            ),
            Mistake(
                name="max-for-maximum",
                function=lambda values: values.max(axis=0),
                diagnosis="`np.max(values, 0)` is the largest along axis 0: the 0 is taken for the number of an axis.",
                hint="`np.maximum(values, 0)` compares each number with 0.",
            ),
            Mistake(
                name="plain-python-on-an-array",
                function=lambda values: max(0, values),
                diagnosis="It stopped with a ValueError, as Python's own `max` and `if` do for a whole array.",
                hint="Python asks whether the array as a whole is larger. `np.maximum` asks cell by cell.",
            ),
            Mistake(
                name="negative-kept",
                function=lambda values: values.clip(None, 0),
                diagnosis="The negative numbers are kept and the positive ones set to 0.",
                hint="Of each number and 0, take the larger, not the smaller.",
            ),
            Mistake(
                name="zero-or-one",
                function=lambda values: (values > 0) * 1.0,
                diagnosis="Positive numbers have become 1.",
                hint="A positive number passes as it is. Multiply your zeros and ones by the numbers themselves.",
            ),
            Mistake(
                name="leaky",
                function=lambda values: values * (values > 0) + 0.01 * values * (values < 0),
                diagnosis="A hundredth of each negative number is left. (That variant exists: leaky ReLU.)",
                hint="Nothing is left of a negative number: it becomes 0.",
            ),
            Mistake(
                name="negative-left-out",
                function=lambda values: values[values > 0],
                diagnosis="The negative numbers are left out, so fewer come back than went in.",
                hint="A map keeps its shape: each negative number is replaced by 0, and its place stays.",
            ),
        ),
    ),
    hints=(
        "Each number is looked at by itself: is it above 0 or below?",
        "Of each number and 0, the larger one is the result. NumPy has a function that takes the larger, cell by cell.",
        "`np.maximum(values, 0)` (not `np.max`, which gives one number for the whole array).",
    ),
    solution="return np.maximum(values, 0)",
    right=(
        lambda values: values * (values > 0),
        lambda values: (values + abs(values)) / 2,
        lambda values: values.clip(0).astype("float64").tolist(),
    ),
)


def _slope_loop(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.array([1.0 if value > 0 else 0.0 for value in values.ravel()]).reshape(values.shape)


def _slope_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    x = arguments[0][index]
    line = "falls on the kink, and there we say 0" if x == 0 else ("is flat" if x < 0 else "climbs by 1 a step")
    return f"At x = {value_in_words(x)} the graph {line}."


DERIVATIVE = function_exercise(
    slug="nonlinearity-derivative",
    title="The slope of ReLU",
    lesson=LESSON,
    points=2,
    task=Task(
        function="relu_slope",
        parameters=("values",),
        calls=_values,
        reference=_slope_loop,
        work_out=_slope_worked_out,
        mistakes=(
            Mistake(
                name="minus-one-below-zero",
                function=lambda values: (values > 0) * 1.0 - (values < 0),
                diagnosis="Below 0 the slope is −1: that is the slope of the absolute value.",
                hint="Left of 0 the graph of ReLU lies flat. How steep is a flat line?",
            ),
            Mistake(
                name="one-at-zero",
                function=lambda values: (values >= 0) * 1.0,
                diagnosis="At exactly 0 the slope is 1; here it is agreed to be 0.",
                hint="Use `>` rather than `>=`. At the kink any slope from 0 to 1 can be argued for; Keras takes 0.",
            ),
            Mistake(
                name="half-at-zero",
                function=lambda values: (values > 0) * 0.5 + (values >= 0) * 0.5,
                diagnosis="At exactly 0 the slope is ½; here it is agreed to be 0.",
                hint="At the kink any slope from 0 to 1 can be argued for; Keras takes 0, and so do we.",
            ),
            Mistake(
                name="function-for-slope",
                function=lambda values: values * (values > 0),
                diagnosis="That is ReLU itself.",
                hint="Not how high the graph is, but how much it climbs when x grows by 1.",
            ),
            Mistake(
                name="values-for-slope",
                function=lambda values: values * 1.0,
                diagnosis="The numbers come back as they went in.",
                hint="The result is a slope at each place: how much ReLU climbs there when x grows by 1.",
            ),
            Mistake(
                name="one-everywhere",
                function=lambda values: values * 0.0 + 1.0,
                diagnosis="The slope is 1 everywhere: that is a straight line.",
                hint="Only the right half of ReLU climbs. The left half is flat.",
            ),
            Mistake(
                name="sides-swapped",
                function=lambda values: (values < 0) * 1.0,
                diagnosis="It is 1 below 0, and 0 above.",
                hint="The flat half is the left one, where x is negative.",
            ),
            Mistake(
                name="plain-python-on-an-array",
                function=lambda values: 1.0 if values > 0 else 0.0,
                diagnosis="It stopped with a ValueError, as Python's own `if` does when it gets a whole array.",
                hint="`values > 0` asks cell by cell; times 1.0, the answers become numbers.",
            ),
        ),
    ),
    hints=(
        "Look at the graph: it has two straight halves. How steep is each?",
        "The left half is flat, the right half climbs as fast as x. At 0 itself take the slope of the left half.",
        "A comparison such as `values > 0` gives True and False for each cell; `.astype(float)` makes 1 and 0 of them.",
    ),
    solution="return (values > 0).astype(float)",
    right=(
        lambda values: values > 0,
        lambda values: ((values > 0) * 1).tolist(),
        lambda values: (values > 0).astype("float32"),
    ),
)
