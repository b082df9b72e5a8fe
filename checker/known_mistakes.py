"""Which mistakes are behind wrong outcomes: a task's own, by what their implementations give for the same calls.

A mistake explains what came only if whoever makes it would have given just that in every call: the learner's own result
where that is wrong, and what is right where the learner was right. Two mistakes are held to the same.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import combinations
from typing import Any

from checker.function_task import Function, Mistake, Task
from checker.outcome import Outcome, is_several, numbers, same
from checker.plain import from_plain, to_plain
from checker.probes.function import call_function

OWN_STOP = re.compile(r"(^|[:;] *)raise\b")  # a line that was written to stop shows no mistake
LEAST_FOR_TWO = 2  # wrong calls that must show two mistakes: one may agree by chance

Shown = tuple[Mistake, Outcome]  # a mistake, and the smallest call that shows it


class Likeness(IntEnum):
    """How far a mistake's own implementation does what the learner's function did in one call."""

    NONE = 0
    STOPPED = 1  # both stopped with the same type of exception: no contradiction, but no evidence either
    SAME = 2  # the same value, or the same exception with the same words, which NumPy or Python found


def mistakes_behind(task: Task, wrong: Sequence[Outcome], right: Sequence[Outcome]) -> Sequence[Shown]:
    """The one mistake that explains every outcome, or the two that do so together; empty where there are none.

    Outcomes come with the smallest call first. A right one is tried only with what explains all the wrong ones.
    """
    tried = [Tried(mistake) for mistake in task.mistakes] if wrong else []
    fitting = [one for one in tried if one.explains(wrong) and one.spares(right)]
    if fitting:
        one = max(fitting, key=lambda each: len(each.evidence(wrong)))  # the first of equals
        return ((one.mistake, one.evidence(wrong)[0]),)
    return _two_behind(tried, wrong, right) if len(wrong) >= LEAST_FOR_TWO else ()


def _two_behind(tried: Sequence[Tried], wrong: Sequence[Outcome], right: Sequence[Outcome]) -> Sequence[Shown]:
    """The pair that explains most by values; empty where others explain as much, for then nobody knows which it is."""
    fitting = [
        (sum(pair.alike(outcome) is Likeness.SAME for outcome in wrong), shown)
        for pair in (_Pair(one, other) for one, other in combinations(tried, 2))
        if pair.explains(wrong) and pair.spares(right) and len(shown := pair.shown(wrong)) == len(pair.both)
    ]
    most = max((evidence for evidence, _ in fitting), default=0)
    best = [shown for evidence, shown in fitting if evidence == most]
    told_apart = {tuple(mistake.name for mistake, _ in shown) for shown in best}
    return best[0] if len(told_apart) == 1 else ()


class Tried:
    """A mistake's implementation, called as the learner's function was; each call is made once, when it is needed."""

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        self._given: dict[int, Mapping[str, Any]] = {}

    def given(self, outcome: Outcome) -> Mapping[str, Any]:
        """What comes of the same call, as the probe would bring it back."""
        if id(outcome) not in self._given:
            self._given[id(outcome)] = _given_by(self.mistake.function, outcome)
        return self._given[id(outcome)]

    def alike(self, outcome: Outcome) -> Likeness:
        """How far that is what the learner's function gave."""
        return likeness(self.given(outcome), outcome)

    def explains(self, wrong: Sequence[Outcome]) -> bool:
        """Whether nothing contradicts the mistake where the learner was wrong, and something shows it."""
        return all(map(self.alike, wrong)) and bool(self.evidence(wrong))

    def evidence(self, wrong: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes that show it."""
        return [outcome for outcome in wrong if self.alike(outcome) is Likeness.SAME]

    def deviates(self, outcome: Outcome) -> bool:
        """Whether the mistake makes a difference in this call."""
        given = self.given(outcome)
        return "value" not in given or not same(outcome.expected, from_plain(given["value"]), outcome.tolerance)

    def spares(self, right: Sequence[Outcome]) -> bool:
        """Whether it leaves right what the learner got right."""
        return not any(map(self.deviates, right))


class _Pair:
    """Two mistakes of different names, made in one function."""

    def __init__(self, one: Tried, other: Tried) -> None:
        self.both = one, other
        self._alike: dict[int, Likeness] = {}

    def alike(self, outcome: Outcome) -> Likeness:
        """How far both together do what the learner's function did, if one of the ways to make both does."""
        if id(outcome) not in self._alike:
            best = Likeness.NONE
            for given in self._together(outcome):
                best = max(best, likeness(given, outcome))
                if best is Likeness.SAME:
                    break
            self._alike[id(outcome)] = best
        return self._alike[id(outcome)]

    def explains(self, wrong: Sequence[Outcome]) -> bool:
        """Whether nothing contradicts the two where the learner was wrong."""
        one, other = self.both
        return one.mistake.name != other.mistake.name and all(map(self.alike, wrong))

    def spares(self, right: Sequence[Outcome]) -> bool:
        """Whether each of them leaves right what the learner got right."""
        return all(one.spares(right) for one in self.both)

    def shown(self, wrong: Sequence[Outcome]) -> tuple[Shown, ...]:
        """Each that is needed, with a call that the other does not explain: one that it explains by itself, if any."""
        found: list[Shown] = []
        for one, other in (self.both, self.both[::-1]):
            needing = [at for at in wrong if self.alike(at) is Likeness.SAME and not other.alike(at)]
            found += [(one.mistake, outcome) for outcome in (one.evidence(needing) or needing)[:1]]
        return tuple(found)

    def _together(self, outcome: Outcome) -> Iterator[Mapping[str, Any]]:
        """What may come of a call when both are made, and one of them at least makes a difference in it.

        That of one alone, if it stops or the other makes no difference; the differences of both; one made in the other.
        """
        given = [one.given(outcome) for one in self.both if one.deviates(outcome)]
        yield from (each for each in given if len(given) == 1 or "raised" in each)
        if len(given) == len(self.both) and all("value" in each for each in given):
            one, other = (from_plain(each["value"]) for each in given)
            if (added := _differences_added(outcome.expected, one, other)) is not None:
                yield {"value": to_plain(added)}
        for outer, inner in (self.both, self.both[::-1]) if given else ():
            if outer.mistake.change is not None:
                yield _given_by(outer.mistake.change(inner.mistake.function), outcome)


def _differences_added(expected: Any, one: Any, other: Any) -> Any:
    """What is right with the differences that two results make added to it; None where their shapes do not agree."""
    import numpy as np

    if is_several(expected):
        if not all(isinstance(each, tuple | list) and len(each) == len(expected) for each in (one, other)):
            return None
        parts = [_differences_added(*each) for each in zip(expected, one, other, strict=True)]
        return None if any(part is None for part in parts) else tuple(parts)
    want, first, second = (numbers(each) for each in (expected, one, other))
    if want is None or first is None or second is None or not want.shape == first.shape == second.shape:
        return None
    with np.errstate(invalid="ignore"):  # infinity less infinity, after an overflow
        return first + second - want


def _given_by(function: Function, outcome: Outcome) -> Mapping[str, Any]:
    with warnings.catch_warnings():  # an overflow is what some mistakes are about
        warnings.simplefilter("ignore")
        return call_function(function, outcome.arguments)


def likeness(given: Mapping[str, Any], outcome: Outcome) -> Likeness:
    """How far what a mistake gave is what the learner's function gave; NaN and infinity count by where they stand."""
    answer = outcome.answer
    if "raised" in given and "raised" in answer:
        return _likeness_of_exceptions(given["raised"], answer["raised"])
    if "value" in given and "value" in answer:
        alike = outcome.gave(from_plain(given["value"]), equal_nan=True)
    else:
        alike = given == answer
    return Likeness.SAME if alike else Likeness.NONE


def _likeness_of_exceptions(given: Mapping[str, str], received: Mapping[str, str]) -> Likeness:
    """Two of one type alone say little: a learner who checks an argument raises a ValueError too."""
    if given["type"] != received["type"] or OWN_STOP.search(received["code"]):
        return Likeness.NONE
    words = [sorted(raised["message"].split()) for raised in (given, received)]  # "shapes (2,3) (3,)" in any order
    return Likeness.SAME if words[0] == words[1] and not OWN_STOP.search(given["code"]) else Likeness.STOPPED
