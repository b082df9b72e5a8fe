"""The probe of exercises in which the learner fills variables: what they hold, read without believing what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.attempt import Answers, Attempt, Questions
from checker.plain import NotPlainError, to_plain

UNSET = "unset"  # no such variable, or still the three dots of the stub
VALUE = "value"
UNREADABLE = "unreadable"  # neither numbers nor text
LONGEST_TEXT = 1000  # characters


def probe(settings: Mapping[str, Any], attempt: Attempt, _questions: Questions) -> Answers:
    """What each variable holds."""
    return {"variables": {name: read(attempt.namespace.get(name, ...)) for name in settings["names"]}}


def read(value: Any) -> dict[str, Any]:
    """One value: its state, and with it the value as plain data, or in words of what kind it is."""
    if value is ... or value is None:
        return {"state": UNSET}
    if isinstance(value, str):
        value = str.__str__(value)[:LONGEST_TEXT]
    try:
        return {"state": VALUE, "value": to_plain(value)}
    except NotPlainError as fault:
        return {"state": UNREADABLE, "kind": str(fault)}


def state_of(answers: Answers, name: str) -> Mapping[str, Any]:
    """What a judge was told of one variable; unset where it was told nothing."""
    found: Mapping[str, Any] = answers["variables"].get(name, {"state": UNSET})
    return found
