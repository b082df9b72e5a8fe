"""Which mistakes are behind wrong outcomes: a task's own, by what their implementations give for the same calls."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import combinations
from typing import Any

from checker.function_task import Mistake, Task
from checker.outcome import Outcome, same
from checker.plain import from_plain
from checker.probes.function import call_function

OWN_STOP = re.compile(r"(^|[:;] *)raise\b")  # a line that was written to stop shows no mistake


class Likeness(IntEnum):
    """How far a mistake's own implementation does what the learner's function did in one call."""

    NONE = 0
    STOPPED = 1  # both stopped with the same type of exception: no contradiction, but no evidence either
    SAME = 2  # the same value, or the same exception with the same words, which NumPy or Python found


def mistakes_behind(task: Task, wrong: Sequence[Outcome]) -> Sequence[tuple[Mistake, Outcome]]:
    """The one mistake that explains every wrong outcome, or the two that do so together; empty where there are none.

    Each comes with the smallest call that shows it.
    """
    if not wrong:
        return ()
    tried = [_Tried(mistake, wrong) for mistake in task.mistakes]
    for one in tried:
        if all(one.alike(at) for at in range(len(wrong))) and one.evidence():
            return ((one.mistake, one.evidence()[0]),)
    for one, other in combinations([each for each in tried if each.evidence()], 2):
        if all(
            one.alike(at) or other.alike(at) or (one.deviates(at) and other.deviates(at)) for at in range(len(wrong))
        ):
            return (one.mistake, one.evidence()[0]), (other.mistake, other.evidence()[0])
    return ()


class _Tried:
    """A mistake's implementation, called as the learner's function was; each call is made once, when it is needed."""

    def __init__(self, mistake: Mistake, wrong: Sequence[Outcome]) -> None:
        self.mistake, self._wrong = mistake, wrong
        self._given: dict[int, Mapping[str, Any]] = {}

    def _given_at(self, at: int) -> Mapping[str, Any]:
        if at not in self._given:
            self._given[at] = given_by(self.mistake, self._wrong[at])
        return self._given[at]

    def alike(self, at: int) -> Likeness:
        return likeness(self._given_at(at), self._wrong[at])

    def deviates(self, at: int) -> bool:
        given, outcome = self._given_at(at), self._wrong[at]
        return "value" not in given or not same(outcome.expected, from_plain(given["value"]), outcome.tolerance)

    def evidence(self) -> list[Outcome]:
        return [outcome for at, outcome in enumerate(self._wrong) if self.alike(at) is Likeness.SAME]


def given_by(mistake: Mistake, outcome: Outcome) -> Mapping[str, Any]:
    """What comes of the same call to the mistake's implementation, as the probe would bring it back."""
    with warnings.catch_warnings():  # an overflow is what some mistakes are about
        warnings.simplefilter("ignore")
        return call_function(mistake.function, outcome.arguments)


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
