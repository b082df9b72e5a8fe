"""Grade one submission: run it in a kernel, have the probes ask there, and judge here what comes back."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from checker.exercise import Exercise
from checker.exercises import EXERCISES
from checker.grading import own_memory, submitted_notebook, to_look_at
from checker.grading.job import Check, Job, Limits, Outcome, Result, State
from checker.grading.judging import judged, not_judged
from checker.grading.kernel_link import KernelDiedError, KernelLink, KernelProcess, TooLongError
from checker.grading.kernel_side import ANSWERS_TYPE
from checker.grading.kernels import start_kernel
from checker.grading.shown import CellOutputs
from checker.grading.submitted_notebook import Cell, UnreadableError
from checker.render.words import readable

StartKernel = Callable[..., KernelProcess]

CALL = '__import__("checker.grading.kernel_side", fromlist=["{name}"]).{name}({argument})'
ASKING = ("solved", "guessed", "check")  # or check_cell: what tells a notebook's cell a verdict
START_SECONDS = 60.0
# Bytes that the grader may take more while a submission runs, of which an honest one needs a fiftieth: above the first
# its kernel is ended, above the second no memory is to be had.
MUCH_MEMORY, MOST_MEMORY = 2**30, 3 * 2**30
FLOOD = "The kernel sent more than the grader could take in while cell {number} ran, or shortly before, and was ended."
DIED = "The kernel died while cell {number} ran, or shortly before{why}."
STUCK = "Cell {number} ran for more than {seconds:g} seconds and could not be interrupted."
UNANSWERED = "The questions of {slug} were not answered within {seconds:.0f} seconds, and could not be called off."
TIME_UP = "The submission ran for {seconds:g} seconds, which was the most it was given."


class RunOverError(Exception):
    """The run cannot go on; the message says why."""


def grade_submission(
    job: Job,
    *,
    within: Path | None = None,
    start: StartKernel = start_kernel,
    exercises: Mapping[str, Exercise] = EXERCISES,
) -> Result:
    """Grade `job`. Whatever the submission does, there is a result: a grade, or the reason why there is none.

    It is laid out in a new folder in `within`, or where temporary files are. Raises GradeError where none can run.
    """
    began = time.monotonic()
    try:
        cells, flags = submitted_notebook.read(job)
    except UnreadableError as unreadable:
        return failed(job, str(unreadable))
    with tempfile.TemporaryDirectory(prefix="submission-", dir=within) as name:
        folder = Path(name, "work")
        _lay_out(folder, job.files)
        with closing(start(folder, protected=job.protected)) as kernel:
            run = Run(job, cells, kernel, folder, exercises)
            run.go()
    return Result(
        student=job.student,
        assignment=job.assignment,
        outcomes=run.outcomes,
        stopped=run.stopped,
        flags=[*flags, *to_look_at.in_sources(cells), *run.flags],
        notes=submitted_notebook.notes(cells),
        notebook=submitted_notebook.assembled(cells, job.metadata, run.outputs, run.outcomes),
        seconds=round(time.monotonic() - began, 3),
    )


def failed(job: Job, reason: str) -> Result:
    """The result of a submission that cannot be graded."""
    told = submitted_notebook.explained(job, reason)
    return Result(student=job.student, assignment=job.assignment, failed=reason, notebook=told)


class Run:
    """One submission running in one kernel."""

    def __init__(
        self,
        job: Job,
        cells: Sequence[Cell],
        kernel: KernelProcess,
        folder: Path,
        exercises: Mapping[str, Exercise],
    ) -> None:
        self.outputs: dict[int, list[dict[str, Any]]] = {}  # by the cells' places
        self.flags: list[str] = []
        self.stopped = ""  # why the run ended early
        self._flooded = False  # whether the kernel was ended for what it sent
        self._cells, self._kernel, self._folder, self._exercises = cells, kernel, folder, exercises
        self._limits: Limits = job.limits
        self._checks = job.checks
        self._kept = {outcome.slug: outcome for outcome in job.kept}
        self._verdicts: dict[str, Outcome] = {}
        self._room, self._picture_room = job.limits.output_bytes, job.limits.picture_bytes
        self._end = time.monotonic() + job.limits.seconds

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of every exercise, in the assignment's order."""
        reason = self.stopped or "Its check cell is not in the notebook."
        return [
            self._verdicts.get(check.slug)
            or self._kept.get(check.slug)
            or not_judged(check, self._exercises[check.slug], State.NOT_REACHED, f"Not reached. {reason}")
            for check in self._checks
        ]

    def go(self) -> None:
        """Run every cell in order, as far as it goes."""
        link = KernelLink(self._kernel, most_bytes=2 * self._limits.answer_bytes)
        watched = own_memory.watched(MUCH_MEMORY, self._end_flood)
        with watched, own_memory.limited(MOST_MEMORY), closing(link):
            number = 0
            try:
                link.wait_until_heard(START_SECONDS)
                for number, cell in enumerate(self._cells, 1):
                    if cell.kind == "code":
                        self._take(link, number, cell)
            except KernelDiedError:
                why = self._kernel.ending()
                died = DIED.format(number=number, why=f": {why}" if why else "")
                self.stopped = FLOOD.format(number=number) if self._flooded else died
            except TooLongError:
                self.stopped = STUCK.format(number=number, seconds=self._limits.cell_seconds)
            except RunOverError as over:
                self.stopped = str(over)

    def _end_flood(self) -> None:
        self._flooded = True
        self._kernel.close()

    def _take(self, link: KernelLink, number: int, cell: Cell) -> None:
        if cell.check:
            outcome = self._check(link, cell.check)
            if any(map(_may_ask, self._cells[number:])):
                self._tell(link, outcome)
        elif cell.source.strip():
            self._run(link, number, cell)

    def _run(self, link: KernelLink, number: int, cell: Cell) -> None:
        most = max(0, min(self._limits.cell_bytes, self._room))
        shown = CellOutputs(most_bytes=most, most_picture_bytes=self._picture_room, folder=str(self._folder))
        seconds = min(self._limits.cell_seconds, self._left())
        try:
            reply = link.run(cell.source, seconds=seconds, show=shown.take)
        finally:
            self._room -= shown.used
            self._picture_room -= shown.used_by_pictures
            self.outputs[number - 1] = shown.as_cells_outputs()
        if shown.cut:
            self.flags.append(f"cell {number} showed more than is kept")
        if reply.lost:
            self.flags.append(f"cell {number} showed something that was too large to be taken in, and is lost")
        if reply.interrupted:
            self.flags.append(f"cell {number} was interrupted after {seconds:.0f} seconds")
        self.flags += to_look_at.in_outputs(number, self.outputs[number - 1])
        self._left()

    def _left(self) -> float:
        """Seconds that are left for the submission. Raises RunOverError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise RunOverError(TIME_UP.format(seconds=self._limits.seconds))
        return left

    def _check(self, link: KernelLink, check: Check) -> Outcome:
        outcome = self._kept.get(check.slug) or self._asked(link, check)
        self._verdicts[check.slug] = outcome
        if outcome.state in (State.MALFORMED, State.LATE):
            self.flags.append(f"{check.slug}: answers {outcome.state}")
        return outcome

    def _asked(self, link: KernelLink, check: Check) -> Outcome:
        began = time.monotonic()
        outcome = self._answered(link, check, self._exercises[check.slug])
        return replace(outcome, seconds=round(time.monotonic() - began, 3))

    def _answered(self, link: KernelLink, check: Check, exercise: Exercise) -> Outcome:
        questions = exercise.ask(check.seed)
        request = json.dumps({"probe": exercise.probe.to_dict(), "questions": questions})
        call = CALL.format(name="answer", argument=repr(request))
        seconds = min(self._limits.probe_seconds, self._left())
        try:
            reply = link.run("", seconds=seconds, expressions={"answers": call})
        except TooLongError:
            self._verdicts[check.slug] = _late(check, exercise, seconds)
            raise RunOverError(UNANSWERED.format(slug=check.slug, seconds=seconds)) from None
        if reply.interrupted:
            return _late(check, exercise, seconds)
        answers, fault = _answers(reply.content)
        if answers is None:
            return not_judged(check, exercise, State.MALFORMED, f"The answers could not be read{fault}.")
        if len(answers) > self._limits.answer_bytes:
            return not_judged(check, exercise, State.MALFORMED, "The answers are far too long.")
        return judged(check, exercise, questions, answers)

    def _tell(self, link: KernelLink, outcome: Outcome) -> None:
        """Tell the notebook the verdict, which cells below may wait for, without what the judge found."""
        bare = json.dumps({**outcome.report, "findings": []})
        link.run("", seconds=START_SECONDS, expressions={"noted": CALL.format(name="note", argument=repr(bare))})


def _may_ask(cell: Cell) -> bool:
    """Whether a cell can go by a verdict: it would have to call one of these."""
    return cell.kind == "code" and not cell.check and any(name in cell.source for name in ASKING)


def _late(check: Check, exercise: Exercise, seconds: float) -> Outcome:
    reason = f"The questions were not answered within {seconds:.0f} seconds."
    return not_judged(check, exercise, State.LATE, reason)


def _answers(reply: Mapping[str, Any]) -> tuple[str | None, str]:
    """The answers in a reply, or None and what is known of why there are none."""
    expressions = reply.get("user_expressions")
    told = expressions.get("answers") if isinstance(expressions, dict) else None
    if not isinstance(told, dict):
        return None, ""
    data = told.get("data")
    answers = data.get(ANSWERS_TYPE) if isinstance(data, dict) else None
    if isinstance(answers, str):
        return answers, ""
    name, value = told.get("ename"), told.get("evalue")
    return None, f" ({readable(f'{name}: {value}', longest=300)})" if name else ""


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder; none of them leaves it."""
    folder.mkdir()
    for name, content in files.items():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts:
            raise ValueError(f"no path within a submission: {name!r}")
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
