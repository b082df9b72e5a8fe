"""What the probes of functions share: whether there is one, and calling it within a time limit."""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from checker.attempt import Answers, Attempt
from checker.time_limit import TimeUpError, run_within

DOES_NOTHING = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP"}

Function = Callable[..., Any]


def answer_each(
    attempt: Attempt,
    name: str,
    calls: Iterable[Any],
    call: Callable[[Function, Any], Mapping[str, Any]],
    seconds: float,
) -> Answers:
    """What `call` brings back from the learner's function for each of `calls`; those after an endless one are not made.

    `seconds` are for all calls together. "state" says what there is in place of a function, if none is there.
    """
    function = attempt.namespace.get(name)
    if function is None or function is ...:
        return {"state": "missing", "calls": []}
    if not callable(function):
        return {"state": "not a function", "kind": type(function).__name__, "calls": []}
    if does_nothing(function):
        return {"state": "stub", "calls": []}
    answers: list[Mapping[str, Any]] = []

    def call_all() -> None:
        for given in calls:
            answers.append(call(function, given))

    try:
        run_within(seconds, call_all)
    except TimeUpError:
        return {"state": "function", "calls": [*answers, {"late": seconds}]}
    return {"state": "function", "calls": answers}


def does_nothing(function: Any) -> bool:
    """Whether the body is the stub's three dots and nothing else."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    return {step.opname for step in steps} <= DOES_NOTHING and not any(
        step.argval is not None for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")
    )
