"""Where activations go flat: the slopes of sigmoid and tanh, and units that never answer.

Loads NumPy and SciPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, tanh
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

LESSON = "05-non-linearity"

# --- the rivals


def _slope_calls(random: np.random.Generator) -> Iterator[Arguments]:
    import numpy as np

    yield (np.array([0.0, 1.0, -2.0]),)
    yield (random.permutation([0.5, -1.5, 3.0, 0.0, -4.0]),)
    yield (random.normal(scale=2, size=(3, 4)),)
    yield (random.normal(scale=3, size=(2, 3, 2, 2)),)
    yield (np.array([-1000.0, -30.0, 30.0, 1000.0]),)


def _sigmoid_of(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def _slopes_loop(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    of_sigmoid = [_sigmoid_of(x) * _sigmoid_of(-x) for x in values.ravel()]
    of_tanh = [1 - tanh(x) ** 2 for x in values.ravel()]
    return np.array(of_sigmoid).reshape(values.shape), np.array(of_tanh).reshape(values.shape)


def _sigmoid(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return (1 + np.tanh(values / 2)) / 2


def _tanh(values: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.tanh(values)


def _slopes_from_exponentials(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Right for small numbers; e to the power of 1000 is infinite, and infinite by infinite is no number."""
    import numpy as np

    with np.errstate(all="ignore"):
        power = np.exp(-values)
        return power / (1 + power) ** 2, 1 - _tanh(values) ** 2


def _slopes_from_positive_exponentials(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    with np.errstate(all="ignore"):
        sigmoid = np.exp(values) / (1 + np.exp(values))
        return sigmoid * (1 - sigmoid), 1 - _tanh(values) ** 2


def _slopes_by_small_steps(values: np.ndarray) -> tuple[np.ndarray, ...]:
    step = 1e-5
    return tuple((f(values + step) - f(values - step)) / (2 * step) for f in (_sigmoid, _tanh))


def _slopes_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    which, *place = index
    x = float(arguments[0][tuple(place)])
    if which == 0:
        s = _sigmoid_of(x)
        return f"That is the sigmoid's slope at x = {x:.4g}: s = {s:.4g}, and s × (1 − s) = {s * (1 - s):.4g}."
    t = tanh(x)
    return f"That is tanh's slope at x = {x:.4g}: t = {t:.4g}, and 1 − t² = {1 - t * t:.4g}."


OVERFLOW_HINT = "`s = sigmoid(values)` of the cell above is safe: use s × (1 − s), and no exponential of your own."
SLOPES = function_exercise(
    slug="nonlinearity-slopes",
    title="The slopes of sigmoid and tanh",
    lesson=LESSON,
    points=2,
    task=Task(
        function="slopes",
        parameters=("values",),
        calls=_slope_calls,
        reference=_slopes_loop,
        work_out=_slopes_worked_out,
        mistakes=(
            Mistake(
                name="order-swapped",
                function=lambda x: (1 - _tanh(x) ** 2, _sigmoid(x) * (1 - _sigmoid(x))),
                diagnosis="The two have changed places.",
                hint="First the sigmoid's slope, then that of tanh.",
            ),
            Mistake(
                name="functions-for-slopes",
                function=lambda x: (_sigmoid(x), _tanh(x)),
                diagnosis="Those are sigmoid and tanh themselves.",
                hint="Work out s and t first, then s × (1 − s) and 1 − t².",
            ),
            Mistake(
                name="input-for-result",
                function=lambda x: (x * (1 - x), 1 - x**2),
                diagnosis="The rule is applied to x itself.",
                hint="s and t in the rules are the results: s = sigmoid(x) and t = tanh(x).",
            ),
            Mistake(
                name="square-forgotten",
                function=lambda x: (_sigmoid(x) * (1 - _sigmoid(x)), 1 - _tanh(x)),
                diagnosis="The slope of tanh is worked out without the square.",
                hint="It is 1 − t², and t² is `t**2`.",
            ),
            Mistake(
                name="one-rule-for-both",
                function=lambda x: (_sigmoid(x) * (1 - _sigmoid(x)), _tanh(x) * (1 - _tanh(x))),
                diagnosis="The sigmoid's rule is used for tanh too.",
                hint="tanh runs from −1 to 1 and has a rule of its own: 1 − t².",
            ),
            Mistake(
                name="one-of-two",
                function=lambda x: 1 - _tanh(x) ** 2,
                diagnosis="One array came back: the slopes of tanh.",
                hint="Return both, with a comma between them: first the slopes of the sigmoid.",
            ),
            Mistake(
                name="one-of-two",
                function=lambda x: _sigmoid(x) * (1 - _sigmoid(x)),
                diagnosis="One array came back: the slopes of the sigmoid.",
                hint="Return both, with a comma between them: after them the slopes of tanh.",
            ),
            Mistake(
                name="overflow",
                function=_slopes_from_exponentials,
                diagnosis="Far below 0 the exponential becomes infinite, and infinite by infinite is no number.",
                hint=OVERFLOW_HINT,
            ),
            Mistake(
                name="overflow",
                function=_slopes_from_positive_exponentials,
                diagnosis="Far above 0 the exponential becomes infinite, and infinite by infinite is no number.",
                hint=OVERFLOW_HINT,
            ),
        ),
    ),
    hints=(
        "The two rules stand above the answer cell: s and t in them are what sigmoid and tanh give.",
        "Work out `s = sigmoid(values)` and `t = np.tanh(values)`. Each slope is then a product or a difference.",
        "`return s * (1 - s), 1 - t**2`",
    ),
    solution="""s, t = sigmoid(values), np.tanh(values)
return s * (1 - s), 1 - t**2""",
    right=(
        _slopes_loop,
        _slopes_by_small_steps,
        lambda x: [_sigmoid(x) * _sigmoid(-x), 4 * _sigmoid(2 * x) * _sigmoid(-2 * x)],
    ),
)


# --- dead units


def _activations(random: np.random.Generator) -> Iterator[Arguments]:
    """What comes out of ReLU for several inputs: some units are silent now and then, some for ever."""
    some = int(random.integers(2, 7))
    for shape, dead in (((3, 4), 2), ((6, 9), some), ((5, 3), 0), ((2, 3, 4, 5), 2), ((4, 2, 2, 8), 7)):
        yield (_with_dead_units(random, shape, dead),)


def _with_dead_units(random: np.random.Generator, shape: tuple[int, ...], dead: int) -> np.ndarray:
    """Units on the last axis: `dead` of them always 0, the others now and then; the first input wakes only one."""
    import numpy as np

    units = shape[-1]
    values = random.integers(1, 6, shape) * random.integers(0, 2, shape)
    values[0] = 0
    values[-1] = 3  # so that every other unit is awake once
    values[0, ..., -1].flat[0] = 2
    values = values[..., random.permutation(units)]
    alive = np.flatnonzero(values[0].reshape(-1, units).any(axis=0))
    asleep = random.permutation(np.setdiff1d(np.arange(units), alive))[:dead]
    values[..., asleep] = 0
    return values.astype(float)


def _dead_loop(activations: np.ndarray) -> int:
    units = activations.shape[-1]
    return sum(not any(value != 0 for value in activations[..., unit].ravel()) for unit in range(units))


def _zero_everywhere(activations: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    return (activations == 0).all(axis=axes)


def _but_last(activations: np.ndarray) -> tuple[int, ...]:
    return tuple(range(activations.ndim - 1))


def _dead_worked_out(arguments: Arguments, _index: tuple[int, ...]) -> str:
    (activations,) = arguments
    silent = _zero_everywhere(activations, _but_last(activations)).nonzero()[0].tolist()
    if not silent:
        return "Every unit is above 0 at least once."
    return f"Units that are 0 for every input: {', '.join(map(str, silent))} (counted from 0)."


DEAD = function_exercise(
    slug="nonlinearity-dead",
    title="Count the dead units",
    lesson=LESSON,
    points=2,
    task=Task(
        function="count_dead",
        parameters=("activations",),
        calls=_activations,
        reference=_dead_loop,
        work_out=_dead_worked_out,
        mistakes=(
            Mistake(
                name="once-is-enough",
                function=lambda a: int((a == 0).any(axis=_but_last(a)).sum()),
                diagnosis="A unit that is 0 once is already counted.",
                hint="Dead means 0 for *every* input: `all`, not `any`.",
            ),
            Mistake(
                name="once-is-enough",
                function=lambda a: int((a == 0).any(axis=0).sum()),
                diagnosis="A unit that is 0 once is already counted, and at each place of a map anew.",
                hint="Dead means 0 for *every* input: `all`, not `any`. And a map is one unit, with all its places.",
            ),
            Mistake(
                name="zeros-counted",
                function=lambda a: int((a == 0).sum()),
                diagnosis="All zeros are counted.",
                hint="Units are counted, not zeros: first decide for each unit whether it is 0 throughout.",
            ),
            Mistake(
                name="living-counted",
                function=lambda a: int((a != 0).any(axis=_but_last(a)).sum()),
                diagnosis="Those that are alive are counted.",
                hint="Count the units that are never above 0.",
            ),
            Mistake(
                name="inputs-for-units",
                function=lambda a: int(_zero_everywhere(a, tuple(range(1, a.ndim))).sum()),
                diagnosis="Inputs are counted for which every unit is 0.",
                hint="The units lie along the last axis. Look along all the others.",
            ),
            Mistake(
                name="on-one-axis-only",
                function=lambda a: int(_zero_everywhere(a, (0,)).sum()),
                diagnosis="Only the first axis is looked along, so each place in a map counts as a unit of its own.",
                hint="A map is one unit: it is dead when it is 0 at every place, for every picture. "
                "`activations.reshape(-1, units)` puts all places and pictures on one axis.",
            ),
            Mistake(
                name="first-input-only",
                function=lambda a: int((a[0].reshape(-1, a.shape[-1]) == 0).all(axis=0).sum()),
                diagnosis="Only the first input is looked at.",
                hint="A unit that is silent for one input may answer the next. Look at all of them.",
            ),
            Mistake(
                name="not-counted",
                function=lambda a: _zero_everywhere(a, _but_last(a)),
                diagnosis="The units are found, but not counted: one answer for each of them came back.",
                hint="True counts as 1, so `.sum()` counts them.",
            ),
            Mistake(
                name="share-for-count",
                function=lambda a: float(_zero_everywhere(a, _but_last(a)).mean()),
                diagnosis="That is the share of dead units.",
                hint="How many are there? `.sum()` counts where `.mean()` gives the share.",
            ),
        ),
    ),
    hints=(
        "The last axis is that of the units. What do the other axes hold?",
        "Put everything but the units on one axis: `activations.reshape(-1, activations.shape[-1])`. A dead unit is a "
        "column of zeros.",
        "`(columns == 0).all(axis=0)` tells for each column whether it is 0 throughout; `.sum()` counts them.",
    ),
    solution="""columns = activations.reshape(-1, activations.shape[-1])
return (columns == 0).all(axis=0).sum()""",
    right=(
        _dead_loop,
        lambda a: int((a.max(axis=_but_last(a)) <= 0).sum()),
        lambda a: a.shape[-1] - sum(bool(a[..., unit].any()) for unit in range(a.shape[-1])),
    ),
)
