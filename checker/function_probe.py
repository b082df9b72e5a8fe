"""The probe of a function exercise: it calls the learner's function and brings back what comes of it as plain data."""

from __future__ import annotations

import dis
from collections.abc import Mapping
from contextlib import redirect_stdout
from copy import deepcopy
from io import StringIO
from linecache import getline
from traceback import extract_tb
from typing import Any

from checker.exercise import Answers, Attempt, Questions
from checker.function_task import Arguments, Function, Task
from checker.plain import NotPlainError, from_plain, to_plain
from checker.time_limit import TimeUpError, run_within

SECONDS = 5.0  # for all calls together; a sound answer takes milliseconds
DOES_NOTHING = {"RESUME", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "NOP"}


def probe_function(task: Task, attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's function gives for every call, as plain data; calls after an endless one are not made."""
    function = attempt.namespace.get(task.function)
    if function is None or function is ...:
        return {"state": "missing", "calls": []}
    if not callable(function):
        return {"state": "not a function", "kind": type(function).__name__, "calls": []}
    if does_nothing(function):
        return {"state": "stub", "calls": []}
    answers: list[Mapping[str, Any]] = []

    def call_all() -> None:
        for call in questions["calls"]:
            answers.append(call_function(function, from_plain(call)))

    try:
        run_within(SECONDS, call_all)
    except TimeUpError:
        return {"state": "function", "calls": [*answers, {"late": SECONDS}]}
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


def call_function(function: Function, arguments: Arguments) -> Mapping[str, Any]:
    """What comes of one call, under one key: value, raised, modified, nothing (printed, returned) or not_numbers."""
    given, printed = deepcopy(arguments), StringIO()
    try:
        with redirect_stdout(printed):
            result = function(*given)
    except Exception as fault:  # the learner's; told with the line it came from
        return {"raised": {"type": type(fault).__name__, "message": str(fault)[:500], "code": _line_of(fault)}}
    if to_plain(given) != to_plain(arguments):
        return {"modified": True}
    if result is None:
        return {"nothing": "printed" if printed.getvalue().strip() else "returned"}
    if isinstance(result, str):
        return {"not_numbers": "a text"}
    try:
        return {"value": to_plain(result)}
    except NotPlainError as fault:
        return {"not_numbers": str(fault)}


def _line_of(fault: BaseException) -> str:
    frames = [frame for frame in extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    return getline(frames[-1].filename, frames[-1].lineno or 0).strip()[:200] if frames[1:] else ""
