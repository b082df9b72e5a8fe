"""Entering grades in nbgrader's gradebook, by nbgrader's own means. What a person entered there is never changed.

One process writes, and the grades of a batch in one transaction: whenever it ends, a submission's grades are all there
or none. Entering the same grades again changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_solution, is_task, parse_utc
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from checker.grading.assignment import CONFIG_NAME, Assignment
from checker.grading.failures import GradeError

# SQLAlchemy, and nbgrader by the second name, log a lost connection with its traceback; here one line is said of it.
for told_here in ("sqlalchemy", "tornado.application"):
    logging.getLogger(told_here).addHandler(logging.NullHandler())

NO_RESPONSE = "No response."  # nbgrader's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is to be entered of one submission."""

    student: str
    notebook: Path  # the graded notebook
    timestamp: str = ""  # when it was handed in; "" where that is not known
    failed: str = ""  # why it could not be graded


class GradebookError(GradeError):
    """The gradebook cannot be used; the message says what to do."""


class GradebookWriter:
    """The gradebook of a course, open for the grades of one assignment."""

    def __init__(self, assignment: Assignment) -> None:
        """Raises GradebookError where there is none, or it does not know the assignment."""
        self._assignment = assignment
        config = _config(assignment.course)
        directory = CourseDirectory(config=config)
        _refuse_other_layout(directory, assignment)
        _refuse_missing(directory.db_url, assignment)
        with _explained():
            self._gradebook = Gradebook(directory.db_url, directory.course_id)
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._check_assignment()

    def close(self) -> None:
        """Let go of the database."""
        self._gradebook.close()

    def write(self, records: Sequence[Record]) -> None:
        """Enter the grades of `records`, all of them or none. Raises GradebookError, and OSError for the notebooks."""
        try:
            with _explained():
                self._enter(records)
                self._gradebook.db.commit()
        except BaseException:
            self._gradebook.db.rollback()
            raise

    def _check_assignment(self) -> None:
        name = self._assignment.name
        generate = f"run `nbgrader generate_assignment {name} --force` in {self._assignment.course}."
        with _explained():
            try:
                notebook = self._gradebook.find_notebook(self._assignment.notebook, name)
                known = {cell.name: float(cell.max_score) for cell in [*notebook.grade_cells, *notebook.task_cells]}
            except MissingEntry:
                raise GradebookError(f"The gradebook does not know {name}: {generate}") from None
        here = {f"check-{slug}": points for slug, points in self._assignment.points.items()}
        if known.keys() != here.keys() | self._assignment.by_hand or any(known[key] != here[key] for key in here):
            raise GradebookError(f"The gradebook knows {name} with other cells or points: {generate}")

    def _enter(self, records: Sequence[Record]) -> None:
        """Step by step for all of them: what is sent to the database together costs a third of what it does singly."""
        book = self._gradebook
        # nbgrader ends a transaction with every student and submission that is new, and puts a submission together from
        # parts that are not in the session yet.
        with patch.object(book.db, "commit", lambda: None), book.db.no_autoflush:
            for record in records:
                book.update_or_create_student(record.student)
            book.db.flush()
            notebooks = [self._submitted(record) for record in records]
            book.db.flush()
            for notebook, record in zip(notebooks, records, strict=True):
                self._enter_grades(notebook, record)
            book.db.flush()
            for notebook, record in zip(notebooks, records, strict=True):
                book.db.refresh(notebook)  # its score is computed by the database
                self._enter_penalty(notebook, record.student)

    def _submitted(self, record: Record) -> Any:
        """nbgrader's submitted notebook, without any grade if it is new."""
        when = {"timestamp": parse_utc(record.timestamp)} if record.timestamp else {}
        submission = self._gradebook.update_or_create_submission(self._assignment.name, record.student, **when)
        for notebook in submission.notebooks:
            if notebook.name == self._assignment.notebook:
                return notebook
        raise MissingEntry(f"an earlier submission has no {self._assignment.notebook}")

    def _enter_grades(self, entered: Any, record: Record) -> None:
        cells = {
            cell.metadata.nbgrader.grade_id: cell
            for cell in nbformat.reads(record.notebook.read_text(encoding="utf-8"), as_version=4).cells
            if "nbgrader" in cell.metadata
        }
        for grade in entered.grades:
            self._enter_score(grade, cells[grade.name], record)
        for comment in entered.comments:
            comment.auto_comment = _auto_comment(cells[comment.name])

    def _enter_score(self, grade: Any, cell: Any, record: Record) -> None:
        """As nbgrader's SaveAutoGrades does it; what only a person can judge waits for one."""
        if is_task(cell) or (grade.name in self._assignment.by_hand and not is_solution(cell)):
            score = None
        else:
            score, _ = determine_grade(cell)
        grade.auto_score = score
        grade.needs_manual_grade = grade.manual_score is not None or score is None or bool(record.failed)

    def _enter_penalty(self, entered: Any, student: str) -> None:
        """As nbgrader's AssignLatePenalties does it, with the instructor's plugin."""
        entered.late_submission_penalty = None
        late = entered.assignment.total_seconds_late
        if late > 0:
            penalty = self._late.plugin_inst.late_submission_penalty(student, entered.score, late)
            if penalty is not None:
                entered.late_submission_penalty = self._late._check_late_penalty(entered, penalty)


def is_timestamp(text: str) -> bool:
    """Whether nbgrader can read this as a time."""
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return False
    return True


def _auto_comment(cell: Any) -> str | None:
    """As nbgrader's SaveAutoGrades does it."""
    unchanged = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return NO_RESPONSE if unchanged and not is_task(cell) else None


def _config(course: Path) -> Config:
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(course)).load_config()
    except ConfigFileNotFound as fault:
        raise GradebookError(f"{course / CONFIG_NAME} is missing: `checker course {course}` writes it.") from fault
    except Exception as fault:  # the file is a program
        raise GradebookError(f"{course / CONFIG_NAME} cannot be read ({type(fault).__name__}: {fault}).") from fault


def _refuse_missing(db_url: str, assignment: Assignment) -> None:
    """nbgrader would make a new and empty database."""
    url = make_url(db_url)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        raise GradebookError(
            f"The gradebook {url.database} is missing: put it back, or, for a new one, "
            f"run `nbgrader generate_assignment {assignment.name} --force` in {assignment.course}."
        )


def _refuse_other_layout(directory: CourseDirectory, assignment: Assignment) -> None:
    for step in ("submitted", "autograded"):
        name = getattr(directory, f"{step}_directory")
        theirs = Path(directory.format_path(name, "somebody", assignment.name))
        ours = assignment.course / step / "somebody" / assignment.name
        if theirs.resolve() != ours:
            raise GradebookError(f"{CONFIG_NAME} has submissions in {theirs}; `checker grade` looks in {ours}.")


@contextmanager
def _explained() -> Iterator[None]:
    """What goes wrong with a database, in one line with what to do."""
    try:
        yield
    except (SQLAlchemyError, InvalidEntry) as fault:  # the latter is nbgrader's, in the place of some of the others
        reason = " ".join(str(getattr(fault, "orig", None) or fault).split())[:200]
        what = "Close what else is writing to it (formgrader, nbgrader), see that it can be reached"
        raise GradebookError(
            f"The gradebook cannot be written ({reason}). {what}, and run this again: nothing graded so far is lost."
        ) from fault
