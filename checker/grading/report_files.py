"""The report on an assignment, written beside the course: only what changed is written, and what is stale removed.

    COURSE/reports/ASSIGNMENT/index.html           the whole assignment
    COURSE/reports/ASSIGNMENT/grades.csv           one line a submission
    COURSE/reports/ASSIGNMENT/submissions/*.html   one page a submission

All of it follows from the ledger and the graded notebooks: the same ones give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.grading.grade import READABLE, Graded, Row
from checker.grading.job import Result
from checker.grading.ledger import Ledger, write_whole
from checker.grading.report_csv import grades_csv
from checker.grading.report_page import index_page
from checker.grading.report_summary import Counting, Summary
from checker.grading.submission_page import submission_page

FOLDER = "reports"
PAGES = "submissions"
SHORT_NAME = re.compile(
    r"[a-z0-9_][a-z0-9_.-]{0,79}"
)  # told apart by every file system, and nothing else in an address
MAKERS = ("report_files.py", "report_markup.py", "submission_page.py", "visible.py")
HEAD = 1000  # bytes of a page within which its key stands


def write_report(graded: Graded) -> tuple[Summary, Path]:
    """Write the report; what it tells, and where its first page is. Raises OSError."""
    assignment = graded.assignment
    folder = assignment.course / FOLDER / assignment.name
    ledger = Ledger(assignment.course, assignment.name)
    counting = Counting(assignment.name, assignment.points)
    scores: dict[str, dict[str, float]] = {}
    pages = set()
    for row in graded.rows:
        entry = ledger.read(row.student)
        result = entry.result if entry else Result(student=row.student, assignment=assignment.name)
        counting.add(row, result)
        scores[row.student] = {outcome.slug: outcome.score for outcome in result.outcomes}
        page = folder / PAGES / page_name(row.student)
        pages.add(page.name)
        notebook = assignment.autograded(row.student)
        _write_page(page, row, result, notebook, sum(assignment.points.values()))
    summary = counting.summary()
    _write(folder / "grades.csv", grades_csv(summary, scores))
    _write(folder / "index.html", index_page(summary, lambda student: f"{PAGES}/{page_name(student)}"))
    _remove_others(folder / PAGES, pages)
    return summary, folder / "index.html"


def page_name(student: str) -> str:
    """The name of a submission's page: the student's, where that is safe in an address and on every file system."""
    if SHORT_NAME.fullmatch(student):
        return f"{student}.html"
    return f"={sha256(student.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.html"


def _write_page(path: Path, row: Row, result: Result, notebook: Path, points: float) -> None:
    """Write a submission's page, unless it was made from the same already."""
    key = sha256(repr((_made_by(), points, row.flags, result)).encode("utf-8", "backslashreplace")).hexdigest()
    with suppress(OSError), path.open("rb") as file:
        if f'content="{key}"'.encode() in file.read(HEAD):
            return
    _write(path, submission_page(row, result, _answers(notebook, result), points=points, key=key))


@cache
def _made_by() -> str:
    """A digest of the programs that make a page, so that another version makes it anew."""
    here = Path(__file__).parent
    paths = [*(here / name for name in MAKERS), *(here.parent / "render" / name for name in ("html.py", "words.py"))]
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _answers(notebook: Path, result: Result) -> dict[str, str]:
    """By exercise, the answer cell as it was graded; nothing where the notebook cannot be read."""
    wanted = {outcome.slug for outcome in result.outcomes}
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        return {cell["id"]: "".join(cell["source"]) for cell in _named(cells) if cell["id"] in wanted}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _named(cells: Any) -> Iterator[dict[str, Any]]:
    yield from (cell for cell in cells if isinstance(cell, dict) and isinstance(cell.get("id"), str))


def _write(path: Path, text: str) -> None:
    content = text.encode("utf-8", "backslashreplace")
    if not (path.is_file() and path.read_bytes() == content):
        write_whole(path, content, mode=READABLE, at_once=False)


def _remove_others(folder: Path, pages: set[str]) -> None:
    """Pages of submissions that are there no more."""
    for path in folder.glob("*.html"):
        if path.name not in pages:
            path.unlink(missing_ok=True)
