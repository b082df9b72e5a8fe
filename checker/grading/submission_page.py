"""One submission as a page: each exercise's answer beside its verdict, and the learner's note. No input or output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from checker.grading.grade import Row
from checker.grading.job import Outcome, Result
from checker.grading.report_markup import code, page, plain, prose
from checker.grading.visible import visible
from checker.render.html import html
from checker.report import Finding, Report

LONGEST_ANSWER = 20_000  # characters
EMPTY = '<p class="quiet">The notebook has no answer cell with this name.</p>'


def submission_page(row: Row, result: Result, answers: Mapping[str, str], *, points: float, key: str) -> str:
    """The page; `answers` are the sources of the answer cells, by exercise; `key` says from what it is made."""
    return page(f"{row.student}: {result.assignment}", _parts(row, result, answers, points), key=key)


def _parts(row: Row, result: Result, answers: Mapping[str, str], points: float) -> Iterator[str]:
    yield f'<nav aria-label="The report"><a href="../index.html">{plain(result.assignment)}: all submissions</a></nav>'
    yield f"<h1>{plain(row.student)}</h1>"
    yield f"<p>{_score(row, points)}</p>"
    if row.stopped:
        yield f"<p><strong>Not run to the end.</strong> {plain(row.stopped, longest=1000)}</p>"
    if row.flags:
        items = "".join(f"<li>{plain(flag, longest=1000)}</li>" for flag in row.flags)
        yield f"<h2>To look at</h2>\n<ul>{items}</ul>"
    for outcome in result.outcomes:
        yield from _exercise(outcome, answers.get(outcome.slug), result.notes.get(outcome.slug, ""))


def _score(row: Row, points: float) -> str:
    if row.failed:
        return f"<strong>Not graded.</strong> {plain(row.failed, longest=1000)}"
    return f"<strong>{row.score:g} of {points:g} points</strong>, after a run of {row.seconds:.1f} seconds."


def _exercise(outcome: Outcome, answer: str | None, note: str) -> Iterator[str]:
    report = Report.from_dict(outcome.report)
    yield f'<h2 id="{quote(outcome.slug, safe="")}">{plain(report.title or outcome.slug)}</h2>'
    if note:
        yield f'<blockquote aria-label="What the learner says">{prose(note, longest=3000)}</blockquote>'
    shown = EMPTY if answer is None else f'<pre class="answer">{code(answer, longest=LONGEST_ANSWER)}</pre>'
    yield f'<div class="beside">\n<div><h3>Answer</h3>\n{shown}</div>\n<div>{html(_shown(report))}</div>\n</div>'


def _shown(report: Report) -> Report:
    """The report with symbols for what would not be seen."""
    return replace(report, findings=tuple(map(_finding, report.findings)))


def _finding(finding: Finding) -> Finding:
    return replace(finding, where=visible(finding.where), message=visible(finding.message), hint=visible(finding.hint))
