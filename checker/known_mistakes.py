"""Which mistake is behind wrong outcomes: one of the task's own, or one that can be made with any function.

A mistake is named only where its own implementation gives what the learner's function gave, call by call.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from checker.function_task import Arguments, Mistake, Task
from checker.outcome import Outcome, is_several, numbers, same
from checker.plain import from_plain
from checker.probes.function import call_function

MOST_SWAPPED = 4  # parameters: with more, exchanging two is no likely slip


def mistakes_behind(task: Task, wrong: Sequence[Outcome]) -> Sequence[Mistake]:
    """The one mistake that explains every wrong outcome, or the two that do so together; none if there are none."""
    if not wrong:
        return ()
    for mistake in (*task.mistakes, *_of_any_function(task)):
        if all(behaves_as(mistake, outcome) for outcome in wrong):
            return (mistake,)
    for one, other in combinations(task.mistakes, 2):
        explained = [[behaves_as(mistake, outcome) for outcome in wrong] for mistake in (one, other)]
        if all(any(side) for side in explained) and all(
            a or b or (_deviates(one, outcome) and _deviates(other, outcome))
            for a, b, outcome in zip(*explained, wrong, strict=True)
        ):
            return one, other
    return ()


def behaves_as(mistake: Mistake, outcome: Outcome) -> bool:
    """Whether the mistake's own implementation gives what the learner's function gave; an exception with its words."""
    given = _try(mistake.function, outcome.arguments)
    if "raised" in given or "raised" in outcome.answer:
        words = [(answer.get("raised") or {}) for answer in (given, outcome.answer)]
        return all(words) and _said(words[0]) == _said(words[1])
    if "value" not in given or "value" not in outcome.answer:
        return bool(given.keys() == outcome.answer.keys()) and "late" not in outcome.answer
    value = from_plain(given["value"])
    return outcome.gave(value) or _both_not_finite(value, outcome.received)


def _said(raised: Mapping[str, str]) -> tuple[str, str]:
    """The exception without its numbers: the shapes of arrays depend on how far a function has come."""
    return raised["type"], re.sub(r"[\d\s(),\[\]]+", "", raised["message"])


def _both_not_finite(one: Any, other: Any) -> bool:
    """NaN and infinity at the same places, equal elsewhere: an overflow is recognised by where it strikes."""
    import numpy as np

    if is_several(one) and isinstance(other, tuple | list) and len(one) == len(other):
        pairs = list(zip(one, other, strict=True))
        return any(_both_not_finite(*pair) for pair in pairs) and all(
            _both_not_finite(*pair) or same(*pair, 1e-6) for pair in pairs
        )
    a, b = numbers(one), numbers(other)
    return (
        a is not None and b is not None and a.shape == b.shape and not np.isfinite(a).all()
        and bool(np.allclose(a, b, equal_nan=True))
    )  # fmt: skip


def _deviates(mistake: Mistake, outcome: Outcome) -> bool:
    given = _try(mistake.function, outcome.arguments)
    return "value" not in given or not same(outcome.expected, from_plain(given["value"]), outcome.tolerance)


def _try(function: Callable[..., Any], arguments: Arguments) -> Mapping[str, Any]:
    with warnings.catch_warnings():  # an overflow is what some mistakes are about
        warnings.simplefilter("ignore")
        return call_function(function, arguments)


# --- mistakes that can be made with any function


def _of_any_function(task: Task) -> Iterator[Mistake]:
    yield Mistake(
        name="fractions-lost",
        function=lambda *arguments: _each(_cut, task.reference(*arguments)),
        diagnosis="The fractions are cut off: whole numbers come back where others are right.",
        hint="Look for `int(...)`, for `//` in place of `/`, and for an array of whole numbers that the results are "
        "put into: `np.zeros(shape)` takes fractions, `np.zeros_like(x)` takes what `x` holds.",
    )
    yield Mistake(
        name="fractions-lost",
        function=lambda *arguments: _each(_rounded, task.reference(*arguments)),
        diagnosis="The results are rounded to whole numbers.",
        hint="Return them as they are, without `round(...)`.",
    )
    if len(task.parameters) <= MOST_SWAPPED:
        for i, j in combinations(range(len(task.parameters)), 2):
            one, other = task.parameters[i], task.parameters[j]
            yield Mistake(
                name="arguments-swapped",
                function=_with_swapped(task, i, j),
                diagnosis=f"`{one}` and `{other}` have changed places.",
                hint=f"The call gives `{one}` before `{other}`: is each used where it belongs?",
            )


def _with_swapped(task: Task, i: int, j: int) -> Callable[..., Any]:
    def swapped(*arguments: Any) -> Any:
        given = list(arguments)
        given[i], given[j] = given[j], given[i]
        return task.reference(*given)

    return swapped


def _each(change: Callable[[Any], Any], result: Any) -> Any:
    return tuple(change(part) for part in result) if is_several(result) else change(result)


def _cut(result: Any) -> Any:
    import numpy as np

    return np.trunc(numbers(result)) if numbers(result) is not None else result  # type: ignore[arg-type]


def _rounded(result: Any) -> Any:
    import numpy as np

    return np.round(numbers(result)) if numbers(result) is not None else result  # type: ignore[arg-type]
