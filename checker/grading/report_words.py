"""What the command line adds about the report: the most frequent mistakes and where to read on. No input or output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from checker.grading.report_summary import Summary, most_frequent
from checker.grading.visible import in_one_line

MOST_MISTAKES = 5


def closing(summary: Summary, report: str) -> str:
    """The last lines of the summary in the terminal; `report` is the path of the page."""
    return "\n".join(_closing(summary, report))


def report_data(summary: Summary, report: str) -> dict[str, Any]:
    """What the report tells beyond the submissions, as JSON-ready data."""
    scores = summary.scores
    return {
        "report": report,
        "mean_score": sum(scores) / len(scores) if scores else None,
        "mistakes": [
            {"exercise": exercise.slug, **asdict(made)} for exercise in summary.exercises for made in exercise.mistakes
        ],
        "not_reached": {exercise.slug: exercise.not_reached for exercise in summary.exercises},
        "notes": [asdict(note) for note in summary.notes],
    }


def _closing(summary: Summary, report: str) -> Iterator[str]:
    frequent = most_frequent(summary)[:MOST_MISTAKES]
    if frequent:
        yield ""
        yield "Most frequent mistakes:"
        width = len(str(frequent[0][1].submissions))
        for exercise, made in frequent:
            where = in_one_line(made.where, longest=60)
            yield f"  {made.submissions:>{width}} x {exercise.slug}: {made.name} ({where})"
    if summary.notes:
        yield ""
        yield f"Learners who think that their answer is right: {len({note.student for note in summary.notes})}"
    yield ""
    yield f"Report: {report}"
