"""From what a kernel sent back to a verdict. Here nothing is believed, and whatever goes wrong is no pass.

How much memory answers may take is limited around the whole run, by grade_submission.
"""

from __future__ import annotations

import json
import math
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import Any, NoReturn

from checker.exercise import Exercise
from checker.grading.job import Check, Outcome, State
from checker.report import Finding, Report, Status

JUDGE_SECONDS = 60.0  # a judge decides in milliseconds; answers made to keep it busy get no longer
NO_ANSWERS_HINT = "Restart the kernel and run all cells. Does a cell replace a variable, a function or display?"


class JudgeTooLongError(Exception):
    """The judge did not come to a verdict in time."""


class NotFiniteError(ValueError):
    """A number in the answers is not finite."""


def judged(check: Check, exercise: Exercise, questions: Mapping[str, Any], answers: str) -> Outcome:
    """The judge's verdict on answers in JSON, as the kernel sent them."""
    digest = sha256(answers.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        with _in_time():
            plain = json.loads(answers, parse_constant=_refuse, parse_float=_finite)
            if not isinstance(plain, dict):
                raise TypeError("no dictionary")
            report = exercise.report(questions, plain)
    except JudgeTooLongError:
        return not_judged(check, exercise, State.MALFORMED, "The answers kept the judge busy for too long.", digest)
    except NotFiniteError:
        reason = "An answer holds a number that is not finite (NaN or infinity)."
        return not_judged(check, exercise, State.MALFORMED, reason, digest)
    except Exception as fault:
        reason = f"The answers could not be read ({type(fault).__name__})."
        return not_judged(check, exercise, State.MALFORMED, reason, digest)
    return _outcome(check, State.JUDGED, report, digest)


def not_judged(check: Check, exercise: Exercise, state: State, reason: str, digest: str = "") -> Outcome:
    """No pass, and why."""
    finding = Finding(status=Status.ERROR, where="the run", message=reason, hint=NO_ANSWERS_HINT)
    report = Report(
        exercise=check.slug,
        title=exercise.title,
        status=Status.ERROR,
        score=0.0,
        points=float(exercise.points),
        findings=(finding,),
    )
    return _outcome(check, state, report, digest)


def _outcome(check: Check, state: State, report: Report, digest: str) -> Outcome:
    """The report in the instructor's points."""
    share = report.score / report.points if report.points else 0.0
    sound = math.isfinite(share) and 0.0 <= share <= 1.0 and (share < 1.0 or report.status is Status.PASSED)
    score = round(check.points * share, 2) if sound else 0.0
    told = replace(report, score=score, points=check.points)
    return Outcome(
        slug=check.slug, state=state, points=check.points, score=score, report=told.to_dict(), answers=digest
    )


def _refuse(_number: str) -> NoReturn:
    raise NotFiniteError


def _finite(number: str) -> float:
    value = float(number)
    return value if math.isfinite(value) else _refuse(number)  # 1e999 is infinity, too


@contextmanager
def _in_time() -> Iterator[None]:
    """Limit the time, where the system can: answers may be made to exhaust it. Signals are the main thread's."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, JUDGE_SECONDS, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _give_up(*_: object) -> NoReturn:
    raise JudgeTooLongError
