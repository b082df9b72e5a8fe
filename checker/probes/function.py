"""The probe of a function exercise: it calls the learner's function and brings back what comes of it as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import redirect_stdout
from copy import deepcopy
from io import StringIO
from linecache import getline
from traceback import extract_tb
from typing import Any

from checker.attempt import Answers, Attempt, Questions
from checker.plain import NotPlainError, from_plain, to_plain
from checker.probes.adapters import ADAPTERS
from checker.probes.calls import Function, answer_each
from checker.time_limit import TimeUpError

SECONDS = 5.0  # for all calls together; a sound answer takes milliseconds
ROUNDING = 1e-9  # a number that was changed and put back by arithmetic may be off by this, absolute and relative


def probe(settings: Mapping[str, Any], attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's function gives for every call.

    `settings["adapter"]`, if it is there, names how the function is called with what plain data cannot hold.
    """
    adapter = settings.get("adapter")

    def call(function: Function, given: Any) -> Mapping[str, Any]:
        return call_function(ADAPTERS[adapter](function) if adapter else function, from_plain(given))

    (name,) = settings["names"]
    return answer_each(attempt, name, questions["calls"], call, SECONDS)


def call_function(function: Function, arguments: tuple[Any, ...]) -> Mapping[str, Any]:
    """What comes of one call, under one key: value, raised, modified, nothing (printed, returned) or not_numbers.

    "modified" says which argument, counted from 0.
    """
    given, printed = deepcopy(arguments), StringIO()
    try:
        with redirect_stdout(printed):
            result = function(*given)
    except TimeUpError:
        raise
    except BaseException as fault:  # the learner's, sys.exit() too; told with the line it came from
        return {"raised": {"type": type(fault).__name__, "message": str(fault)[:500], "code": _line_of(fault)}}
    for place, (before, after) in enumerate(zip(arguments, given, strict=True)):
        if not _is_unchanged(before, after):
            return {"modified": place}
    if result is None:
        return {"nothing": "printed" if printed.getvalue().strip() else "returned"}
    if isinstance(result, str):
        return {"not_numbers": "a text"}
    try:
        return {"value": to_plain(result)}
    except NotPlainError as fault:
        return {"not_numbers": str(fault)}


def _is_unchanged(before: Any, after: Any) -> bool:
    """Whether an argument is as it was, but for what remains when a number is raised and lowered by the same."""
    import numpy as np

    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        same_kind = before.shape == after.shape and before.dtype == after.dtype
        return same_kind and bool(np.allclose(before, after, rtol=ROUNDING, atol=ROUNDING, equal_nan=True))
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return len(before) == len(after) and all(map(_is_unchanged, before, after))
    return bool(to_plain(before) == to_plain(after))


def _line_of(fault: BaseException) -> str:
    frames = [frame for frame in extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    return getline(frames[-1].filename, frames[-1].lineno or 0).strip()[:200] if frames[1:] else ""
