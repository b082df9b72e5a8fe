"""Where a submission is graded, no exercise is at hand: what the judge outside said of one is told here.

It is of use to what the notebook shows after an exercise, and of none to the grade, which is the judge's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.report import Report, error_report

_told: dict[str, Report] = {}


def tell(report: Mapping[str, Any]) -> None:
    """Take note of a report, given as `Report.to_dict` does. Raises KeyError, TypeError, ValueError for other data."""
    known = Report.from_dict(report)
    _told[known.exercise] = known


def told(slug: str) -> Report:
    """The judge's report on the exercise `slug`; one that says so, as long as there is none."""
    waiting = error_report(slug, "It is judged outside this notebook, after the notebook has run.", hint="")
    return _told.get(slug, waiting)
