"""Grading again and again: only what changed is run, what people entered stays, and troubles lose nothing."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main
from checker.exercise import Exercise
from checker.exercises import EXERCISES
from checker.grading import exercise_versions
from checker.grading.failures import GradeError
from checker.grading.grade import Graded, grade
from checker.grading.job import Job, Limits, Result

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]  # a course is laid out by nbgrader for each

TOY = "00-start-here"
SCORES = {"ada": 1.0, "bob": 0.0, "eve": 0.0, "kim": 0.0}


def graded_with(course: Any, executor: Any, **options: Any) -> Graded:
    """Grade the toy lesson of `course`."""
    return grade(course.directory, TOY, executor, limits=Limits(), protected=False, **options)


def scores(graded: Graded) -> dict[str, float]:
    """By student."""
    return {row.student: row.score for row in graded.rows}


@contextmanager
def gradebook(course: Any) -> Iterator[Any]:
    """nbgrader's own, of `course`."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.directory / 'gradebook.db'}") as book:
        yield book


def in_gradebook(course: Any) -> dict[str, tuple[float, float | None, bool]]:
    """By student: the score, the manual score, and whether a person is to look."""
    with gradebook(course) as book:
        return {
            submission.student_id: (submission.score, grade.manual_score, grade.needs_manual_grade)
            for submission in book.assignment_submissions(TOY)
            for grade in [book.find_grade("check-start", TOY, TOY, submission.student_id)]
        }


def test_all_grades_reach_the_gradebook(toy_course: Any, at_once: Any) -> None:
    """After one call nbgrader has every score."""
    assert graded_with(toy_course, at_once).unrecorded == ""
    assert {student: score for student, (score, *_) in in_gradebook(toy_course).items()} == SCORES


def test_a_second_call_runs_nothing_and_says_the_same(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """Grading an unchanged course again starts no submission, and all scores are as they were."""
    first = graded_with(toy_course, new_executor())
    executor = new_executor()
    assert (scores(graded_with(toy_course, executor)), executor.graded) == (scores(first), [])


def test_only_what_was_handed_in_anew_is_run(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """A changed and a new submission are graded, the others are left alone."""
    graded_with(toy_course, new_executor())
    for student in ("bob", "zoe"):
        toy_course.hand_in(student, TOY, toy_course.answered(TOY, {"start": "answer = 12"}))
    executor = new_executor()
    assert scores(graded_with(toy_course, executor)) == {**SCORES, "bob": 1.0, "zoe": 1.0}
    assert sorted(executor.graded) == ["bob", "zoe"]


def test_a_touched_file_is_not_run_again(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """A submission whose file has a new date and the same content keeps its grade."""
    graded_with(toy_course, new_executor())
    toy_course.notebook("submitted", TOY, "ada").touch()
    executor = new_executor()
    graded_with(toy_course, executor)
    assert executor.graded == []


def test_regrade_runs_everything(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """What is graded already is graded again where that is asked for."""
    graded_with(toy_course, new_executor())
    executor = new_executor()
    graded_with(toy_course, executor, regrade=True)
    assert sorted(executor.graded) == sorted(SCORES)


def test_a_changed_exercise_is_graded_again(
    toy_course: Any, new_executor: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the modules of an exercise change, its submissions are run again, and nothing of them is kept."""
    graded_with(toy_course, new_executor())
    with_version(monkeypatch, "start", "another")
    executor = new_executor()
    graded_with(toy_course, executor)
    assert (len(executor.graded), [list(job.kept) for job in executor.jobs]) == (4, [[]] * 4)


def test_an_unchanged_exercise_keeps_its_outcome(
    toy_course: Any, new_executor: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another exercise of the assignment changed, the outcome of this one is handed on to the new run."""
    add_exercise(toy_course, "lenet-shapes")
    graded_with(toy_course, new_executor())
    with_version(monkeypatch, "lenet-shapes", "another")
    executor = new_executor()
    graded_with(toy_course, executor)
    assert [[outcome.slug for outcome in job.kept] for job in executor.jobs] == [["start"]] * 4


def test_a_manual_grade_is_never_changed(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """A score, extra credit and a comment that a person entered are there after everything was graded anew."""
    graded_with(toy_course, new_executor())
    with gradebook(toy_course) as book:
        entered = book.find_grade("check-start", TOY, TOY, "bob")
        entered.manual_score, entered.extra_credit = 0.75, 0.5
        book.find_comment("start", TOY, TOY, "bob").manual_comment = "nearly"
        book.db.commit()
    graded_with(toy_course, new_executor(), regrade=True)
    with gradebook(toy_course) as book:
        entered = book.find_grade("check-start", TOY, TOY, "bob")
        comment = book.find_comment("start", TOY, TOY, "bob").manual_comment
        assert (entered.manual_score, entered.extra_credit, comment) == (0.75, 0.5, "nearly")


def test_a_manual_grade_is_marked_to_be_looked_at(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """As with nbgrader, a submission graded again after a person graded it is to be looked at."""
    graded_with(toy_course, new_executor())
    with gradebook(toy_course) as book:
        book.find_grade("check-start", TOY, TOY, "bob").manual_score = 0.75
        book.db.commit()
    graded_with(toy_course, new_executor(), regrade=True)
    assert in_gradebook(toy_course)["bob"] == (0.75, 0.75, True)


def test_a_blank_answer_has_nbgraders_comment(toy_course: Any, at_once: Any) -> None:
    """An untouched answer cell has the comment that nbgrader gives it, a written one has none."""
    toy_course.hand_in("kim", TOY, toy_course.answered(TOY, {}))
    graded_with(toy_course, at_once)
    with gradebook(toy_course) as book:
        comments = [book.find_comment("start", TOY, TOY, student).auto_comment for student in ("kim", "ada")]
    assert comments == ["No response.", None]


def test_the_instructors_late_penalty_is_applied(toy_course: Any, at_once: Any) -> None:
    """A submission after the due date loses what the instructor's plugin takes, and one before it nothing."""
    with gradebook(toy_course) as book:
        book.update_or_create_assignment(TOY, duedate=datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1))
    for student, days in (("ada", 0), ("eve", 3)):
        toy_course.hand_in(student, TOY, toy_course.answered(TOY, {"start": "answer = 12"}))
        handed_in = datetime.now(UTC) - timedelta(days=days)
        toy_course.notebook("submitted", TOY, student).with_name("timestamp.txt").write_text(handed_in.isoformat())
    config = toy_course.directory / "nbgrader_config.py"
    config.write_text(config.read_text() + LATE)
    graded_with(toy_course, at_once)
    with gradebook(toy_course) as book:
        penalties = [book.find_submission_notebook(TOY, TOY, who).late_submission_penalty for who in ("ada", "eve")]
    assert penalties == [0.25, None]


LATE = """
from nbgrader.plugins import LateSubmissionPlugin

class Quarter(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.25

c.AssignLatePenalties.plugin_class = Quarter
"""


def test_a_timestamp_that_is_none_costs_nothing(toy_course: Any, at_once: Any) -> None:
    """A file of nonsense in the timestamp's place does not keep a submission from being graded."""
    toy_course.notebook("submitted", TOY, "ada").with_name("timestamp.txt").write_bytes(b"\xff yesterday")
    assert scores(graded_with(toy_course, at_once)) == SCORES


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])  # against reading and writing, and against writing
def test_a_locked_gradebook_loses_nothing(toy_course: Any, new_executor: Callable[[], Any], lock: str) -> None:
    """While another program holds the database, grades wait in the ledger; the next call enters them, and runs none."""
    database = toy_course.directory / "gradebook.db"
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as other:
        executor = Locking(new_executor(), other, lock)
        graded = graded_with(toy_course, executor)
        other.execute("ROLLBACK")
    assert "is locked" in graded.unrecorded and "run this again" in graded.unrecorded
    second = new_executor()
    assert graded_with(toy_course, second).unrecorded == "" and second.graded == []
    assert {student: score for student, (score, *_) in in_gradebook(toy_course).items()} == SCORES


class Locking:
    """An executor during whose first submission another program locks the database."""

    slots = 1

    def __init__(self, inner: Any, other: sqlite3.Connection, lock: str) -> None:
        self._inner, self._other, self._lock = inner, other, lock

    async def submit(self, job: Job) -> Result:
        """Lock, then grade."""
        if not self._other.in_transaction:
            self._other.execute(f"BEGIN {self._lock}")
        return await self._inner.submit(job)

    async def close(self) -> None:
        """Nothing runs."""


def test_a_new_gradebook_is_told_all_again(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """When the gradebook was put away and made anew, the next call enters every grade, and runs nothing."""
    graded_with(toy_course, new_executor())
    (toy_course.directory / "gradebook.db").unlink()
    toy_course.nbgrader("generate_assignment", TOY, "--force")
    executor = new_executor()
    graded_with(toy_course, executor)
    assert executor.graded == []
    assert {student: score for student, (score, *_) in in_gradebook(toy_course).items()} == SCORES


def test_one_odd_submission_keeps_no_other_from_its_grade(
    toy_course: Any, at_once: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the grades of one submission cannot be entered, those of the others are, and that one is named."""
    from checker.grading.gradebook import GradebookWriter

    submitted = GradebookWriter._submitted

    def submitted_but_one(self: Any, record: Any) -> Any:
        if record.student == "bob":
            raise KeyError("odd")
        return submitted(self, record)

    monkeypatch.setattr(GradebookWriter, "_submitted", submitted_but_one)
    assert "bob" in graded_with(toy_course, at_once).unrecorded
    assert in_gradebook(toy_course)["ada"] == (1.0, None, False)


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no text are Linux's own")
def test_a_name_that_is_no_text_has_a_reason(toy_course: Any, at_once: Any) -> None:
    """A folder named with bytes that are no text is told, and keeps nothing else from being graded."""
    folder = Path(os.fsdecode(os.fsencode(toy_course.directory / "submitted") + b"/\xff"))
    (folder / TOY).mkdir(parents=True)
    graded = graded_with(toy_course, at_once)
    assert [row.failed for row in graded.rows if row.student == folder.name] == [
        "the folder's name is no text in UTF-8."
    ]
    assert {student: score for student, (score, *_) in in_gradebook(toy_course).items()} == SCORES


def test_a_folder_that_may_not_be_read_has_a_reason(
    toy_course: Any, at_once: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A learner's folder that is closed to whoever grades is told, and keeps nobody else from being graded."""
    closed = toy_course.directory / "submitted" / "bob"

    def refused(real: Callable[..., Any]) -> Callable[..., Any]:  # also where root runs this, who may read all
        def look(path: Any, **options: Any) -> Any:
            if isinstance(path, str | Path) and closed in Path(path).parents:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, **options)

        return look

    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, refused(getattr(os, name)))
    graded = graded_with(toy_course, at_once)
    assert scores(graded) == SCORES
    assert [row.failed for row in graded.rows if row.student == "bob"] == [
        "the folder cannot be read (Permission denied)."
    ]


def test_a_folder_in_the_place_of_a_given_file_is_left_out(toy_course: Any, at_once: Any) -> None:
    """A folder called like a file that the instructor gives does not come in that file's way."""
    folder = toy_course.notebook("submitted", TOY, "ada").with_name("glossary.md")
    folder.mkdir()
    (folder / "a.txt").write_text("mine")
    graded_with(toy_course, at_once)
    assert [list(job.files) for job in at_once.jobs if job.student == "ada"] == [["glossary.md"]]


def test_a_lost_gradebook_is_told_before_anything_is_run(toy_course: Any, at_once: Any) -> None:
    """Where the gradebook knows no such assignment, that is said with what to do, and no submission is run."""
    (toy_course.directory / "gradebook.db").unlink()
    with pytest.raises(GradeError, match="nbgrader generate_assignment"):
        graded_with(toy_course, at_once)
    assert at_once.graded == []


def test_a_full_disk_loses_nothing(
    toy_course: Any, new_executor: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a file cannot be written, that is said in one line; the next call grades only what was not kept."""
    with monkeypatch.context() as patch:
        patch.setattr("checker.grading.grade.write_whole", fails_at(3))
        with pytest.raises(GradeError, match=r"No space left on device.*run this again"):
            graded_with(toy_course, new_executor())
    executor = new_executor()
    assert scores(graded_with(toy_course, executor)) == SCORES
    assert len(executor.graded) < 4


def fails_at(number: int) -> Callable[..., None]:
    """`write_whole` up to the call of this number, and a full disk from then on."""
    from checker.grading.ledger import write_whole

    calls = iter(range(1, 1000))

    def write(path: Path, content: bytes, **options: Any) -> None:
        if next(calls) >= number:
            raise OSError(28, "No space left on device", str(path))
        write_whole(path, content, **options)

    return write


def test_what_failed_by_the_machines_fault_is_tried_again(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """A submission that failed to run is run by the next call, others are not."""
    graded_with(toy_course, Failing(new_executor(), "eve"))
    executor = new_executor()
    graded_with(toy_course, executor)
    assert executor.graded == ["eve"]


class Failing:
    """An executor in which the submissions of one student fail to run."""

    slots = 1

    def __init__(self, inner: Any, student: str) -> None:
        self._inner, self._student = inner, student

    async def submit(self, job: Job) -> Result:
        """Grade, or fail."""
        result: Result = await self._inner.submit(job)
        fails = job.student == self._student
        return replace(result, failed="it failed to run", outcomes=[], again=True) if fails else result

    async def close(self) -> None:
        """Nothing runs."""


def test_what_prevents_running_is_told_before_anything_is_run(toy_course: Any, at_once: Any) -> None:
    """Where submissions cannot be run safely, none is."""

    def refuse() -> None:
        raise GradeError("There is no sandbox here.")

    with pytest.raises(GradeError, match="no sandbox"):
        graded_with(toy_course, at_once, prepare=refuse)
    assert at_once.graded == []


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no kernel can be shut in."""
    monkeypatch.setattr("checker.grading.warm.start.is_protected", lambda: (False, "it has no namespaces"))


@pytest.fixture
def as_the_commands_workers(at_once: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The executor that needs no kernel, which the command takes for its own workers."""
    monkeypatch.setattr("checker.grading.workers.LocalWorkers", lambda _workers: at_once)
    return at_once


@pytest.mark.usefixtures("no_sandbox")
def test_the_command_refuses_without_a_sandbox(
    toy_course: Any, as_the_commands_workers: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """No submission is run, and one line says why and what can be done."""
    assert main(["grade", str(toy_course.directory), TOY]) == 2
    said = capsys.readouterr().err
    assert "There is no sandbox here (it has no namespaces)" in said and "`checker doctor`" in said
    assert (as_the_commands_workers.graded, len(said.splitlines())) == ([], 1)


@pytest.mark.usefixtures("no_sandbox")
def test_the_command_goes_on_unprotected_where_it_is_told_to(
    toy_course: Any, as_the_commands_workers: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every submission is graded, and whoever runs it knows that it is not to be shut in."""
    assert main(["grade", str(toy_course.directory), TOY, "--unprotected"]) == 0
    assert sorted(as_the_commands_workers.graded) == sorted(SCORES)
    assert {job.protected for job in as_the_commands_workers.jobs} == {False}
    assert "4 submissions, 4 graded now" in capsys.readouterr().out


def test_a_stale_release_is_refused(toy_course: Any, at_once: Any) -> None:
    """Where the source gives other points than the release, that is said, and nothing is graded."""
    source = toy_course.notebook("source", TOY)
    source.write_text(source.read_text().replace('"points": 1', '"points": 2'))
    with pytest.raises(GradeError, match="The release is older than its source"):
        graded_with(toy_course, at_once)


@pytest.mark.parametrize("name", ["99-none", "../source/00-start-here", ""])
def test_an_assignment_that_is_none_is_refused(toy_course: Any, at_once: Any, name: str) -> None:
    """A name that is no assignment's is refused with those that there are."""
    with pytest.raises(GradeError, match="There are: 00-start-here, 10-lenet"):
        grade(toy_course.directory, name, at_once, limits=Limits())


def test_seeds_differ_by_submission(toy_course: Any, at_once: Any) -> None:
    """No two submissions are asked the same questions."""
    graded_with(toy_course, at_once)
    assert len({check.seed for job in at_once.jobs for check in job.checks}) == 4


def test_seeds_are_the_same_again(toy_course: Any, new_executor: Callable[[], Any]) -> None:
    """A submission that is run again is asked the questions that it was asked before."""
    first, second = new_executor(), new_executor()
    graded_with(toy_course, first)
    graded_with(toy_course, second, regrade=True)
    assert seeds(first) == seeds(second)


def seeds(executor: Any) -> dict[str, list[int]]:
    """By student."""
    return {job.student: [check.seed for check in job.checks] for job in executor.jobs}


def with_version(monkeypatch: pytest.MonkeyPatch, slug: str, version: str) -> None:
    """Let the exercise `slug` have another version than its modules give it."""

    def versions(exercises: Mapping[str, Exercise]) -> dict[str, str]:
        found = exercise_versions.versions(exercises)
        return {**found, slug: version} if slug in found else found

    monkeypatch.setattr("checker.grading.grade.versions", versions)


def add_exercise(course: Any, slug: str) -> None:
    """Put a check of another exercise below the toy lesson's, as an instructor may, and release it."""
    import nbformat
    from nbformat.v4 import new_code_cell

    source = course.notebook("source", TOY)
    notebook = nbformat.read(source, as_version=4)
    check = new_code_cell(f'from checker.notebook import check_cell\ncheck_cell("{slug}")', id=f"check-{slug}")
    marks = dict(notebook.cells[-1].metadata.nbgrader, grade_id=f"check-{slug}", points=EXERCISES[slug].points)
    check.metadata.nbgrader = marks
    notebook.cells.append(check)
    nbformat.write(notebook, source)
    course.nbgrader("generate_assignment", TOY, "--force")
