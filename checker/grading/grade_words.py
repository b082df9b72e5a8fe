"""What `checker grade` says: a line that tells how far it is, and a summary. No input or output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from checker.grading.grade import Graded, Row, Tally, count_statuses
from checker.render.words import readable
from checker.report import Status

MOST_LINES = 30  # of each list; the reports have all of it
STATUSES = tuple(map(str, (Status.PASSED, Status.FAILED, Status.UNATTEMPTED, Status.ERROR)))


def progress(tally: Tally, seconds: float) -> str:
    """ "12 of 200 graded, 3.1 a second, 1 min left"."""
    line = f"{tally.graded} of {tally.to_grade} graded"
    if not tally.graded or seconds <= 0:
        return line
    rate = tally.graded / seconds
    left = (tally.to_grade - tally.graded) / rate
    return f"{line}, {_rate(rate)}, {_duration(left)} left"


def summary(graded: Graded) -> str:
    """What was graded, how it went by exercise, and what to look at."""
    return "\n".join(_summary(graded))


def as_data(graded: Graded) -> dict[str, Any]:
    """The same as JSON-ready data."""
    return {
        "assignment": graded.assignment.name,
        "points": dict(graded.assignment.points),
        "unrecorded": graded.unrecorded,
        "exercises": {slug: dict(counts) for slug, counts in count_statuses(graded.rows).items()},
        "submissions": [
            {
                "student": row.student,
                "score": row.score,
                "statuses": dict(row.statuses),
                "failed": row.failed,
                "stopped": row.stopped,
                "flags": list(row.flags),
                "seconds": row.seconds,
                "graded_now": row.is_new,
            }
            for row in graded.rows
        ],
    }


def _summary(graded: Graded) -> Iterator[str]:
    rows, points = graded.rows, graded.assignment.points
    new = sum(row.is_new for row in rows)
    yield f"{graded.assignment.name}: {len(rows)} submissions, {new} graded now, {len(rows) - new} as they were."
    if rows and points:
        counts = count_statuses(rows)
        width = max(map(len, points))
        yield ""
        yield f"{'exercise':<{width}}  points  " + "  ".join(f"{status:>11}" for status in STATUSES)
        for slug, most in points.items():
            numbers = "  ".join(f"{counts.get(slug, Counter())[status]:>11}" for status in STATUSES)
            yield f"{slug:<{width}}  {most:>6g}  {numbers}"
        scores = [row.score for row in rows if not row.failed]
        if scores:
            yield ""
            yield f"mean score: {sum(scores) / len(scores):.2f} of {sum(points.values()):g}"
    yield from _list("Not graded", [f"{_name(row)}: {readable(row.failed)}" for row in rows if row.failed])
    yield from _list("Not run to the end", [f"{_name(row)}: {row.stopped}" for row in rows if row.stopped])
    yield from _list("To look at", [f"{_name(row)}: {'; '.join(map(_line, row.flags))}" for row in rows if row.flags])


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)}):"
        yield from (f"  {line}" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"  ... and {len(lines) - MOST_LINES} more"


def _name(row: Row) -> str:
    return _line(row.student)


def _line(text: str) -> str:
    return " ".join(readable(text, longest=200).split())


def _rate(per_second: float) -> str:
    return f"{per_second:.1f} a second" if per_second >= 1 else f"{60 * per_second:.1f} a minute"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
