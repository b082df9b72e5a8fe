"""Where submissions are graded: worker processes on this machine, behind an interface that others can have, too."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from checker.grading.grade_submission import failed
from checker.grading.job import Job, Result
from checker.grading.worker import LENGTH_BYTES, packed

TRIES = 2  # for a submission with which a worker died: the machine may have been at fault, once
AFTER_LIMIT = 120.0  # seconds that a submission may take above its own limit, for all there is around its run
SUBMISSIONS = 200  # that one worker grades before another takes its place, so that nothing can add up


class Executor(Protocol):
    """Something that grades submissions; it is given a few more than it has slots, so that none is ever empty."""

    slots: int

    async def submit(self, job: Job) -> Result:
        """Grade a submission. Always ends with a result; raises GradeError where nothing can be graded at all."""
        ...

    async def close(self) -> None:
        """End whatever still runs."""
        ...


class WorkerDiedError(Exception):
    """A worker ended, or did not answer in time."""


class LocalWorkers:
    """Worker processes on this machine. One that dies is replaced; its submission is tried once more."""

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self._free = asyncio.Semaphore(slots)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()

    async def submit(self, job: Job) -> Result:
        """Grade a submission in a worker that is free, or in a new one."""
        async with self._free:
            for _ in range(TRIES):
                with suppress(WorkerDiedError):
                    return result_of(await self._graded(job), job)
        return not_run(job, f"its worker process ended {TRIES} times.")

    async def _graded(self, job: Job) -> dict[str, Any]:
        worker = self._idle.pop() if self._idle else await _Worker.started()
        self._busy.add(worker)
        try:
            answer = await worker.grade(job)
            if worker.graded < SUBMISSIONS:
                self._idle.append(worker)
            return answer
        finally:
            self._busy.discard(worker)
            if worker not in self._idle:
                await worker.end()

    async def rest(self) -> None:
        """End the workers that have nothing to do."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(worker.end() for worker in idle))

    async def close(self) -> None:
        """End all workers, and what they run."""
        busy, self._busy = self._busy, set()
        await asyncio.gather(self.rest(), *(worker.end() for worker in busy))


class _Worker:
    """One worker process, which leads a process group of its own."""

    def __init__(self, process: asyncio.subprocess.Process, folder: str) -> None:
        self.graded = 0
        self._process, self._folder = process, folder

    @classmethod
    async def started(cls) -> _Worker:
        folder = tempfile.mkdtemp(prefix="worker-")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "checker.grading.worker",
            folder,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        return cls(process, folder)

    async def grade(self, job: Job) -> dict[str, Any]:
        """What the worker says of a submission. Raises WorkerDiedError."""
        reader, writer = self._process.stdout, self._process.stdin
        if reader is None or writer is None:
            raise WorkerDiedError
        self.graded += 1
        try:
            async with asyncio.timeout(job.limits.seconds + AFTER_LIMIT):
                writer.write(packed(job.to_dict()))
                await writer.drain()
                length = int.from_bytes(await reader.readexactly(LENGTH_BYTES))
                answer: dict[str, Any] = json.loads(await reader.readexactly(length))
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
            raise WorkerDiedError from fault
        return answer

    async def end(self) -> None:
        """End the process, and what it started in its group."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def result_of(answer: Mapping[str, Any], job: Job) -> Result:
    """What a worker's answer says of a submission."""
    if "result" in answer:
        return Result.from_dict(answer["result"])
    return not_run(job, f"{answer.get('fault')}.")


def not_run(job: Job, reason: str) -> Result:
    """The grader or the machine was at fault, so that it is worth another try."""
    return replace(failed(job, f"it failed to run: {reason}"), again=True)
