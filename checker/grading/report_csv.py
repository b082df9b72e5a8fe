"""An assignment's grades as a table for spreadsheets, in which no cell is a formula. No input or output."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from checker.grading.report_summary import Summary
from checker.grading.visible import in_one_line

FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet may take for the beginning of one


def grades_csv(summary: Summary, scores: Mapping[str, Mapping[str, float]]) -> str:
    """One line a submission; `scores` by student, then by exercise, where there are any. Texts are quoted."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    slugs = [exercise.slug for exercise in summary.exercises]
    writer.writerow(["student", "score", "max_score", *slugs, "not graded because", "stopped because", "flags"])
    for row in summary.rows:
        earned = scores.get(row.student, {})
        writer.writerow(
            [
                as_text(row.student),
                "" if row.failed else row.score,
                summary.points,
                *(earned.get(slug, "") for slug in slugs),
                *map(
                    as_text, (in_one_line(row.failed), in_one_line(row.stopped), "; ".join(map(in_one_line, row.flags)))
                ),
            ]
        )
    return table.getvalue()


def as_text(foreign: str) -> str:
    """`foreign` as a cell that is text and nothing else: an apostrophe stands before what looks like a formula."""
    whole = foreign.encode("utf-8", "backslashreplace").decode()  # a file's name may be no Unicode
    return f"'{whole}" if whole.lstrip(" ").startswith(FORMULA) else whole
