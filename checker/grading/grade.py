"""`checker grade`: every submission of an assignment graded, in the gradebook, and nothing done twice.

This process alone reads submissions, writes the ledger and has the gradebook written; learners' code runs in workers.
What a submission's grade depends on is known by digests, so that a second call grades only what changed, and one after
a crash goes on where the other stopped.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from checker.exercise import Exercise
from checker.exercises import EXERCISES
from checker.grading import own_loop
from checker.grading.assignment import Assignment, digest_of, read_assignment
from checker.grading.exercise_versions import versions
from checker.grading.failures import GradeError
from checker.grading.flags import shortened
from checker.grading.grade_submission import failed
from checker.grading.job import Check, Job, Limits, Outcome, Result, State
from checker.grading.known_to_gradebook import students_in_gradebook
from checker.grading.ledger import Entry, Ledger, secret_of, seed_for, write_whole
from checker.grading.recorder import Recorder, record_digest
from checker.grading.submissions import (
    SECRET,
    TIMESTAMP,
    Submission,
    find_submissions,
    is_text,
    read_files,
    secret_of_exchange,
    timestamp_of,
)
from checker.grading.workers import Executor

RUNS = "1"  # raised when runs themselves come to differ, such that everything is to be graded again
READABLE = 0o644  # by whoever else uses nbgrader here
AHEAD = 2  # submissions that are read or written down while as many as the executor has slots are run
WHOLE = ""  # in an entry's keys: what the submission depends on whatever its exercises are


@dataclass(slots=True, kw_only=True)
class Tally:
    """How far grading is."""

    submissions: int = 0
    to_grade: int = 0
    graded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one submission, for the summary; its ledger entry knows the rest."""

    student: str
    score: float  # points earned
    statuses: Mapping[str, str]  # of its reports, by slug
    failed: str  # why it could not be graded; "" where it was
    stopped: str  # why its run ended early; "" where it did not
    flags: Sequence[str]
    seconds: float
    is_new: bool  # graded now, not earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """An assignment that was graded."""

    assignment: Assignment
    rows: Sequence[Row]
    unrecorded: str  # why some grades are not in the gradebook yet; "" where all are


def grade(
    course: Path,
    name: str,
    executor: Executor,
    *,
    limits: Limits,
    protected: bool = True,
    regrade: bool = False,
    exercises: Mapping[str, Exercise] = EXERCISES,
    prepare: Callable[[], None] = lambda: None,
    progress: Callable[[Tally], None] = lambda _tally: None,
) -> Graded:
    """Grade the assignment `name` of `course`; with `regrade`, also what is graded already. Raises GradeError.

    `prepare` is called before the first submission is run, if any is, and may raise GradeError.
    """
    assignment = read_assignment(course, name, exercises=exercises)
    try:
        with _first_of_several():
            desk = Desk(assignment, exercises=exercises, limits=limits, protected=protected)
            return own_loop.run(_grade(desk, executor, regrade=regrade, prepare=prepare, progress=progress))
    except OSError as fault:
        where = fault.filename or course
        raise GradeError(
            f"{where} cannot be read or written ({fault.strerror or fault}). Put that right, and run this again: "
            "nothing graded so far is lost."
        ) from fault


class Desk:
    """What is known of an assignment's submissions: which are graded, and what it takes to grade the others."""

    def __init__(
        self, assignment: Assignment, *, exercises: Mapping[str, Exercise], limits: Limits, protected: bool
    ) -> None:
        self.assignment = assignment
        self.ledger = Ledger(assignment.course, assignment.name)
        self._limits, self._protected = limits, protected
        self._versions = versions({slug: exercises[slug] for slug in assignment.points})
        self._secret = secret_of(assignment.course)

    def submissions(self) -> Iterator[Submission]:
        """All of them."""
        return find_submissions(self.assignment.course, self.assignment.name, self.assignment.notebook)

    def is_graded(self, submission: Submission, entry: Entry) -> bool:
        """Whether `entry` holds for the submission as it is now, by its files' stamps."""
        is_same = dict(entry.stamps) == dict(submission.stamps) and dict(entry.keys) == self._keys(entry.submission)
        return is_same and not entry.result.again and self.assignment.autograded(submission.student).is_file()

    def job(self, submission: Submission, entry: Entry | None) -> tuple[Job, Entry]:
        """What it takes to grade the submission, and its entry, whose result is still to come. Raises OSError."""
        files = {} if submission.problem else read_files(submission)
        problem = json.dumps([submission.problem, submission.stamps]).encode() if submission.problem else b""
        digest = digest_of({"": problem, **files})
        keys = self._keys(digest)
        notebook = files.pop(submission.notebook, b"")
        student, name = submission.student, self.assignment.name
        job = Job(
            student=student,
            assignment=name,
            notebook=notebook,
            released=self.assignment.released,
            metadata=self.assignment.metadata,
            checks=[
                Check(slug=slug, points=points, seed=seed_for(self._secret, student, name, slug, digest))
                for slug, points in self.assignment.points.items()
            ],
            files={**_beside(files, self.assignment.files), **self.assignment.files},
            limits=self._limits,
            kept=list(_still_true(entry, keys)),
            protected=self._protected,
        )
        coming = Entry(
            stamps=submission.stamps,
            submission=digest,
            notebook_digest=sha256(notebook).hexdigest() if notebook else "",
            keys=keys,
            result=Result(student=student, assignment=name),
        )
        return job, coming

    def keep(self, submission: Submission, coming: Entry, result: Result) -> Entry:
        """Write down what grading a submission came to: first what is to be read, then that it is done."""
        path = self.assignment.autograded(submission.student)
        write_whole(path, result.notebook.encode("utf-8", "replace"), mode=READABLE)
        when = timestamp_of(submission)
        if when:
            write_whole(path.with_name(TIMESTAMP), when.encode(), mode=READABLE)
        secret = secret_of_exchange(submission)
        if secret:
            write_whole(path.with_name(SECRET), secret)
        flags = shortened([*result.flags, *submission.flags])
        entry = replace(coming, result=replace(result, notebook="", flags=flags))
        self.ledger.write(entry)
        return entry

    def _keys(self, submission: str) -> dict[str, str]:
        same = [RUNS, submission, self.assignment.digest]
        return {WHOLE: _digest(*same), **{slug: _digest(*same, made) for slug, made in self._versions.items()}}


async def _grade(
    desk: Desk,
    executor: Executor,
    *,
    regrade: bool,
    prepare: Callable[[], None],
    progress: Callable[[Tally], None],
) -> Graded:
    """Look at every submission, have those graded that are not, and record what is not recorded."""
    rows: dict[str, Row] = {}
    digests: dict[str, str] = {}
    to_grade: list[Submission] = []
    to_record: list[Submission] = []
    tally = Tally()
    in_gradebook = students_in_gradebook(desk.assignment.course, desk.assignment.name)
    for submission in desk.submissions():
        tally.submissions += 1
        entry = desk.ledger.read(submission.student)
        if regrade or entry is None or not desk.is_graded(submission, entry):
            to_grade.append(submission)
            continue
        rows[submission.student] = _row(entry, is_new=False)
        digests[submission.student] = entry.notebook_digest
        is_lost = in_gradebook is not None and submission.student not in in_gradebook
        is_stale = is_lost or entry.recorded != record_digest(entry, timestamp_of(submission))
        if is_stale and is_text(submission.student):
            to_record.append(submission)
    tally.to_grade = len(to_grade)
    unrecorded = ""
    if to_grade:
        await asyncio.to_thread(prepare)
    if to_grade or to_record:
        async with Recorder(desk.assignment, desk.ledger) as recorder:
            for submission in to_record:
                recorder.record(submission)

            def done(submission: Submission, entry: Entry) -> None:
                rows[submission.student] = _row(entry, is_new=True)
                digests[submission.student] = entry.notebook_digest
                recorder.record(submission)
                tally.graded += 1
                progress(tally)

            await _grade_all(desk, executor, to_grade, regrade=regrade, done=done)
            unrecorded = await recorder.finish()
    ordered = [rows[student] for student in sorted(rows)]
    return Graded(
        assignment=desk.assignment,
        rows=_with_copies_flagged(ordered, digests, desk.assignment.release_digest),
        unrecorded=unrecorded,
    )


async def _grade_all(
    desk: Desk,
    executor: Executor,
    submissions: Sequence[Submission],
    *,
    regrade: bool,
    done: Callable[[Submission, Entry], None],
) -> None:
    """Grade `submissions`, such that the executor has always enough to do."""
    waiting = iter(submissions)

    async def grade_some() -> None:
        for submission in waiting:  # shared: each takes the next one
            known = None if regrade else desk.ledger.read(submission.student)
            job, coming = await asyncio.to_thread(_job, desk, submission, known)
            touched = None if known is None else replace(known, stamps=submission.stamps)
            if touched and touched.submission == coming.submission and desk.is_graded(submission, touched):
                await asyncio.to_thread(desk.ledger.write, touched)
                done(submission, touched)
                continue
            result = failed(job, submission.problem) if submission.problem else await executor.submit(job)
            done(submission, await asyncio.to_thread(desk.keep, submission, coming, result))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(executor.slots + AHEAD, len(submissions))):
                group.create_task(grade_some())
    finally:
        await executor.close()


def _job(desk: Desk, submission: Submission, known: Entry | None) -> tuple[Job, Entry]:
    try:
        return desk.job(submission, known)
    except OSError as fault:  # it was removed or changed meanwhile, or cannot be read at all
        problem = f"a file of it cannot be read ({fault.strerror or fault})."
        return desk.job(replace(submission, problem=problem), known)


def _beside(files: Mapping[str, bytes], given: Mapping[str, bytes]) -> dict[str, bytes]:
    """The learner's files without folders in the place of files that the instructor gives."""
    return {path: content for path, content in files.items() if not any(path.startswith(f"{name}/") for name in given)}


def _still_true(entry: Entry | None, keys: Mapping[str, str]) -> Iterator[Outcome]:
    """The outcomes of an earlier run that hold: nothing that they depend on has changed."""
    if entry is not None and not entry.result.failed:
        for outcome in entry.result.outcomes:
            if outcome.state is State.JUDGED and entry.keys.get(outcome.slug) == keys.get(outcome.slug):
                yield outcome


def _row(entry: Entry, *, is_new: bool) -> Row:
    result = entry.result
    return Row(
        student=result.student,
        score=round(sum(outcome.score for outcome in result.outcomes), 2),
        statuses={outcome.slug: str(outcome.report["status"]) for outcome in result.outcomes},
        failed=result.failed,
        stopped=result.stopped,
        flags=result.flags,
        seconds=result.seconds,
        is_new=is_new,
    )


def _with_copies_flagged(rows: Iterable[Row], digests: Mapping[str, str], blank: str) -> list[Row]:
    """Notebooks that are the same byte for byte, and not just the release, are told of each other."""
    holders: dict[str, list[str]] = {}
    for student, digest in sorted(digests.items()):
        holders.setdefault(digest, []).append(student)
    flagged = []
    for row in rows:
        digest = digests[row.student]
        others = [student for student in holders[digest] if student != row.student]
        copied = others and digest not in ("", blank)
        flag = [f"the very same notebook as {', '.join(others[:3])}"] if copied else []
        flagged.append(replace(row, flags=[*row.flags, *flag]))
    return flagged


def count_statuses(rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """By slug, how many submissions have which status."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for slug, status in row.statuses.items():
            counts.setdefault(slug, Counter())[status] += 1
    return counts


def _digest(*parts: str) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()


@contextmanager
def _first_of_several() -> Iterator[None]:
    """What went wrong first, where tasks side by side were stopped by it."""
    try:
        yield
    except BaseExceptionGroup as several:
        raise next(_single(several)) from several


def _single(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for fault in group.exceptions:
        if isinstance(fault, BaseExceptionGroup):
            yield from _single(fault)
        else:
            yield fault
