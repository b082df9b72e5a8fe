"""The report on an assignment as a page: how it went by exercise, which mistakes were made, what to look at.

No input or output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from urllib.parse import quote

from checker.grading.grade import Row
from checker.grading.report_markup import Number, page, phrase, plain, prose, table
from checker.grading.report_summary import UNNAMED, ExerciseCount, MistakeCount, Note, Summary

KINDS: Mapping[str, str] = {
    "passed": "passed",
    "failed": "failed",
    "unattempted": "not attempted",
    "not_reached": "not reached",
    "unchecked": "not checked",
}
MEANING = (
    "Not reached: the run ended before the exercise's check. Not checked: no answers came back that could be judged."
)
BEFORE = (
    "Points are those that the checks gave, before late penalties and without manual grades: the gradebook has these."
)

Link = Callable[[str], str]  # from a student to the address of the submission's page


def index_page(summary: Summary, link: Link) -> str:
    """The page about the whole assignment."""
    return page(f"{summary.assignment}: report", _parts(summary, link))


def _parts(summary: Summary, link: Link) -> Iterator[str]:
    yield f"<h1>{plain(summary.assignment)}</h1>"
    yield f'<p class="quiet">{BEFORE}</p>'
    yield _figures(summary)
    sections = list(_sections(summary, link))
    links = "".join(f'<a href="#{name}">{title}</a>' for name, title, _ in sections)
    yield f'<nav aria-label="On this page">{links}<a href="grades.csv">grades.csv</a></nav>'
    for name, title, content in sections:
        yield f'<h2 id="{name}">{title}</h2>\n{content}'


def _sections(summary: Summary, link: Link) -> Iterator[tuple[str, str, str]]:
    """Name, title and content; what there is nothing of is left out."""
    yield "exercises", "Exercises", _exercises(summary)
    mistakes = [(exercise, made) for exercise in summary.exercises for made in exercise.mistakes]
    if mistakes:
        yield "mistakes", "Mistakes", _mistakes(mistakes, link)
    if summary.notes:
        yield "notes", "Learners who think that they are right", _notes(summary.notes, link)
    if summary.failed:
        yield "failed", "Not graded", _reasons("Submissions that could not be graded.", summary.failed, "failed", link)
    if summary.stopped:
        caption = "Submissions that were not run to their end. What was checked before has its points."
        yield "stopped", "Not run to the end", _reasons(caption, summary.stopped, "stopped", link)
    if summary.flagged:
        yield "flags", "To look at", _flags(summary.flagged, link)
    if summary.slowest:
        yield "slowest", "Slowest", _slowest(summary.slowest, link)
    yield "submissions", "Submissions", _submissions(summary, link)


def _figures(summary: Summary) -> str:
    scores = summary.scores
    figures = [(str(len(summary.rows)), "submissions")]
    if scores:
        most = f"of {summary.points:g}"
        figures += [(f"{sum(scores) / len(scores):.2f}", f"mean, {most}"), (f"{median(scores):g}", f"median, {most}")]
    figures += [
        (str(len(rows)), what)
        for rows, what in ((summary.failed, "not graded"), (summary.flagged, "to look at"))
        if rows
    ]
    items = "".join(f"<li><strong>{figure}</strong> {what}</li>" for figure, what in figures)
    return f'<ul class="figures">{items}</ul>'


def _exercises(summary: Summary) -> str:
    heads = ["exercise", "share", *map(Number, (*KINDS.values(), "mean", "points"))]
    rows = [
        [
            f'{plain(at.title)}<br><code class="quiet">{plain(at.slug)}</code>',
            _bar(at),
            *(Number(getattr(at, kind)) for kind in KINDS),
            Number(f"{at.mean_score:.2f}"),
            Number(f"{at.points:g}"),
        ]
        for at in summary.exercises
    ]
    colours = "".join(f'<span class="{kind}"></span>{name}' for kind, name in KINDS.items())
    caption = f"How many submissions passed each exercise. {MEANING}"
    return f'{table(caption, heads, rows)}\n<p class="key quiet" aria-hidden="true">{colours}</p>'


def _bar(exercise: ExerciseCount) -> str:
    """The row's numbers as a picture; whoever cannot see it has the numbers."""
    counts = {kind: getattr(exercise, kind) for kind in KINDS}
    whole = sum(counts.values())
    parts = "".join(
        f'<span class="{kind}" style="width:{100 * count / whole:.2f}%"></span>'
        for kind, count in counts.items()
        if count
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>'


def _mistakes(mistakes: Iterable[tuple[ExerciseCount, MistakeCount]], link: Link) -> str:
    rows = [
        [
            f"<code>{plain(exercise.slug)}</code>",
            f"<code>{plain(made.name)}</code>" if made.name != UNNAMED else "no known one",
            Number(f"{made.submissions}"),
            f"{_example(made)}\n{_to(made.student, link, exercise.slug)}",
        ]
        for exercise, made in mistakes
    ]
    caption = "Which mistakes were made by how many. One submission may have several; the example is one of them."
    return table(caption, ["exercise", "mistake", Number("submissions"), "example"], rows)


def _example(mistake: MistakeCount) -> str:
    """Its first line, which says what went wrong, and the others on demand."""
    first, _, others = mistake.message.strip().partition("\n")
    where = f'<p class="quiet">{plain(mistake.where)}</p>'
    if not others.strip():
        return f"{where}{prose(first)}"
    return f"{where}<details><summary>{phrase(first)}</summary>{prose(others)}</details>"


def _notes(notes: Iterable[Note], link: Link) -> str:
    rows = [
        [_to(note.student, link, note.slug), f"<code>{plain(note.slug)}</code>", prose(note.text, longest=600)]
        for note in notes
    ]
    return table("What learners wrote against a verdict.", ["learner", "exercise", "in their words"], rows)


def _reasons(caption: str, rows: Iterable[Row], field: str, link: Link) -> str:
    lines = [[_to(row.student, link), plain(getattr(row, field))] for row in rows]
    return table(caption, ["learner", "why"], lines)


def _flags(rows: Iterable[Row], link: Link) -> str:
    lines = [[_to(row.student, link), "<br>".join(map(plain, row.flags))] for row in rows]
    caption = "What was noticed. A flag takes no points: it may be a slip, or an attempt at something."
    return table(caption, ["learner", "what was noticed"], lines)


def _slowest(rows: Iterable[Row], link: Link) -> str:
    lines = [[_to(row.student, link), Number(f"{row.seconds:.1f}")] for row in rows]
    return table("The submissions that ran longest.", ["learner", Number("seconds")], lines)


def _submissions(summary: Summary, link: Link) -> str:
    lines = [
        [
            _to(row.student, link),
            Number("–" if row.failed else f"{row.score:g}"),
            Number(f"{sum(status == 'passed' for status in row.statuses.values())}"),
            Number(f"{len(row.flags)}"),
            Number(f"{row.seconds:.1f}"),
        ]
        for row in summary.rows
    ]
    caption = f"All submissions. {summary.points:g} points can be earned in {len(summary.exercises)} exercises."
    return table(caption, ["learner", Number("points"), Number("passed"), Number("flags"), Number("seconds")], lines)


def _to(student: str, link: Link, slug: str = "") -> str:
    anchor = f"#{quote(slug, safe='')}" if slug else ""
    return f'<a href="{link(student)}{anchor}">{plain(student)}</a>'
