"""A cell that needs the answer of an earlier exercise, or shows what was to be guessed there, asks here first."""

from __future__ import annotations

from checker.notebook import check
from checker.report import Status


def solved(slug: str) -> bool:
    """Whether the exercise `slug` is solved in this notebook; if not, say what to do first instead of failing later."""
    report = check(slug)
    if report.status is Status.PASSED:
        return True
    print(f"Solve the exercise above first ({report.title}), then run this cell again.")
    return False


def guessed(slug: str) -> bool:
    """Whether there is an answer to the exercise `slug`, right or wrong; if not, say that a guess comes first."""
    report = check(slug)
    if report.status in (Status.PASSED, Status.FAILED):
        return True
    print(f"Guess first, in the exercise above ({report.title}), then run this cell again.")
    return False
