"""Bringing grades from the ledger to the gradebook, in batches, beside the grading.

nbgrader is loaded here, in a thread of its own, which is also the only one that uses the database. Where the database
cannot be written meanwhile, grades wait in the ledger; the next call brings them over.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Self, TypeVar

from checker.grading.assignment import Assignment
from checker.grading.failures import GradeError
from checker.grading.ledger import Entry, Ledger
from checker.grading.submissions import Submission, is_text, timestamp_of

if TYPE_CHECKING:
    from checker.grading.gradebook import GradebookWriter

AT_ONCE = 50  # submissions in one transaction
MOST_TOLD = 3  # submissions that could not be entered
Value = TypeVar("Value")


def record_digest(entry: Entry, timestamp: str) -> str:
    """Of all that the gradebook is told of a submission."""
    scores = [[outcome.slug, outcome.score] for outcome in entry.result.outcomes]
    told = [dict(entry.keys), scores, entry.result.failed, timestamp]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class Recorder:
    """Records submissions that are in the ledger, as they come; use it in `async with`."""

    def __init__(self, assignment: Assignment, ledger: Ledger) -> None:
        self._assignment, self._ledger = assignment, ledger
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gradebook")
        self._waiting: list[Submission] = []
        self._come = asyncio.Event()
        self._trouble = ""
        self._odd: list[str] = []  # submissions that could not be entered, and why
        self._all_come = False
        self._writer: GradebookWriter | None = None
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Open the gradebook. Raises GradeError where it cannot be used: nothing has been run in vain then."""
        try:
            self._writer = await self._in_thread(self._open)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        self._task = asyncio.create_task(self._work())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of the gradebook, whatever happened; what waits is recorded by the next call."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._writer is not None:
            await self._in_thread(self._writer.close)
        self._thread.shutdown()

    def record(self, submission: Submission) -> None:
        """Record a submission soon."""
        self._waiting.append(submission)
        self._come.set()

    async def finish(self) -> str:
        """Record all that waits; why some could not be, or ""."""
        self._all_come = True
        self._come.set()
        if self._task is not None:
            await self._task
        troubles = [self._trouble] if self._waiting else []
        return " ".join([*troubles, *self._odd[:MOST_TOLD]])

    async def _work(self) -> None:
        while not self._all_come:
            await self._come.wait()
            self._come.clear()
            await self._record_waiting()
        await self._record_waiting()

    async def _record_waiting(self) -> None:
        while self._waiting:
            batch = self._waiting[:AT_ONCE]
            try:
                await self._in_thread(lambda: self._record(batch))  # noqa: B023 - awaited before the next round
            except GradeError as trouble:
                self._trouble = str(trouble)
                return
            del self._waiting[: len(batch)]

    def _open(self) -> GradebookWriter:
        from checker.grading.gradebook import GradebookWriter

        return GradebookWriter(self._assignment)

    def _record(self, submissions: Sequence[Submission]) -> None:
        if self._writer is None:
            return
        entries = [(entry, timestamp_of(at)) for at in submissions if (entry := self._ledger.read(at.student))]
        entries = [(entry, when) for entry, when in entries if is_text(entry.result.student)]
        try:
            self._enter(self._writer, entries)
        except (GradeError, OSError):
            raise
        except Exception:  # something odd in one of them, which must not keep the others from their grades
            for one in entries:
                self._enter_alone(self._writer, one)

    def _enter_alone(self, writer: GradebookWriter, one: tuple[Entry, str]) -> None:
        try:
            self._enter(writer, [one])
        except (GradeError, OSError):
            raise
        except Exception as fault:
            student = one[0].result.student
            self._odd.append(f"The grades of {student} cannot be entered ({type(fault).__name__}: {fault}).")

    def _enter(self, writer: GradebookWriter, entries: Sequence[tuple[Entry, str]]) -> None:
        from checker.grading.gradebook import Record, is_timestamp

        writer.write(
            [
                Record(
                    student=entry.result.student,
                    notebook=self._assignment.autograded(entry.result.student),
                    timestamp=when if is_timestamp(when) else "",
                    failed=entry.result.failed,
                )
                for entry, when in entries
            ]
        )
        for entry, when in entries:
            self._ledger.write(replace(entry, recorded=record_digest(entry, when)), at_once=False)

    async def _in_thread(self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
