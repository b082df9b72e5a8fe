"""Grading on a Dask cluster that is there already: the same jobs, the same results, on as many machines as it has.

Each of its workers has submissions graded by worker processes beside it, which are those of workers.py: what they take
in is strangers' work, and may be made to keep them busy, or to end them.

Dask is imported here alone, and only when it is asked for. The cluster's machines need the course, installed in the
same version, and nothing else: what they grade comes with the job, and the gradebook is written where `checker grade`
was called.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker import __version__
from checker.grading import own_loop
from checker.grading.failures import GradeError
from checker.grading.job import Job, Result
from checker.grading.kernels import refuse_without_sandbox
from checker.grading.workers import LocalWorkers, not_run, result_of

ANSWER_SECONDS = 15  # for the scheduler to answer
WORKER_SECONDS = 300.0  # that the cluster may be without any worker, before grading ends
LOOK_SECONDS = 5.0  # between two looks at whether it has any
LARGEST_JOB = "1 GiB"  # of which Dask does not warn
MOST_SLOTS = 1000  # of one worker of the cluster; it has as many as its machine has cores
NO_DASK = "Dask is not installed here, which --scheduler needs: pip install distributed."
SILENT = "No Dask scheduler answers at {address} ({fault}): see that it runs and can be reached from here."
LOST = "The scheduler at {address} is gone ({fault}). Start it, and run this again: nothing graded so far is lost."
NO_WORKERS = "The scheduler at {address} has no workers: start some with `dask worker {address}`, and run this again."
OTHER_VERSION = "the worker has another version of the course ({there}; here is {here}): install the same there"


@cache
def course_version() -> str:
    """The version of the package and a digest of its sources, since a change of one may change a grade."""
    root = Path(__file__).parents[1]
    whole = sha256()
    for path in sorted(root.rglob("*.py")):
        whole.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return f"{__version__}, {whole.hexdigest()[:8]}"


class DaskWorkers:
    """The workers of the cluster whose scheduler listens at `address`, such as tcp://10.0.0.1:8786."""

    def __init__(self, address: str, *, protected: bool = True) -> None:
        self.slots = 1  # until `look` has counted them
        self._address, self._protected = address, protected
        self._connecting = asyncio.Lock()
        self._client: Any = None
        self._without_since: float | None = None  # when the cluster was first seen without a worker

    def look(self) -> None:
        """See that the cluster can grade, and how much at a time. Raises GradeError."""
        own_loop.run(self._look())

    async def _look(self) -> None:
        client = await _connected(self._address)
        try:
            with self._lost():
                said = await client.run(fault_there, course_version(), self._protected, on_error="return")
                self.slots = max(1, sum((await client.nthreads()).values()))
        finally:
            await client.close()
        if not said:
            raise GradeError(NO_WORKERS.format(address=self._address))
        for worker, fault in said.items():
            _refuse(worker, f"the course cannot be loaded ({fault})" if isinstance(fault, BaseException) else fault)

    async def submit(self, job: Job) -> Result:
        """Grade a submission wherever there is room. One that dies with its worker is graded on another."""
        from distributed import KilledWorker

        async with self._connecting:
            self._client = self._client or await _connected(self._address)
        future = self._client.submit(
            grade_there,
            json.dumps(job.to_dict()),
            course_version(),
            key=f"grade-{uuid.uuid4().hex}",
            pure=False,
        )
        with self._lost():
            try:
                answer = json.loads(await self._watched(future.result()))
            except KilledWorker:
                return not_run(job, "every worker that ran it ended.")
            finally:
                future.release()
        _refuse(answer.get("worker", ""), answer.get("refused", ""))
        return result_of(answer, job)

    async def _watched(self, coming: Awaitable[str]) -> str:
        """What comes. Raises GradeError where the cluster stays without workers."""
        task = asyncio.ensure_future(coming)
        try:
            while not (await asyncio.wait({task}, timeout=LOOK_SECONDS))[0]:
                has_workers = bool(await self._client.nthreads())
                self._without_since = None if has_workers else (self._without_since or time.monotonic())
                if self._without_since and time.monotonic() - self._without_since > WORKER_SECONDS:
                    raise GradeError(NO_WORKERS.format(address=self._address))
            return task.result()
        finally:
            task.cancel()

    async def close(self) -> None:
        """Let go of the cluster: what it still runs for this client is dropped."""
        if self._client is not None:
            if self._client.status == "running":  # else the scheduler is gone
                with suppress(OSError, TimeoutError, ValueError):
                    async with asyncio.timeout(ANSWER_SECONDS):
                        await self._client.run(rest_there, on_error="ignore")
            await self._client.close()
            self._client = None

    @contextmanager
    def _lost(self) -> Iterator[None]:
        """A scheduler that goes away takes all that was submitted with it."""
        from distributed.client import FutureCancelledError

        try:
            yield
        except (OSError, FutureCancelledError) as fault:
            raise GradeError(LOST.format(address=self._address, fault=type(fault).__name__)) from fault


async def _connected(address: str) -> Any:
    """A client of the scheduler. Raises GradeError."""
    try:
        import dask
        from distributed import Client
    except ImportError as fault:
        raise GradeError(NO_DASK) from fault
    dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGEST_JOB})
    try:
        return await Client(address, asynchronous=True, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise GradeError(SILENT.format(address=address, fault=" ".join(str(fault).split())[:200])) from fault


def _refuse(worker: str, fault: str) -> None:
    if fault:
        raise GradeError(f"{worker} cannot grade: {fault.rstrip('.')}. Nothing graded so far is lost.")


async def grade_there(job: str, version: str) -> str:
    """On a worker: grade the job that is in JSON; the answer is JSON, too."""
    from distributed import get_worker

    task: Mapping[str, Any] = json.loads(job)
    fault = await asyncio.to_thread(fault_there, version, task["protected"])
    if fault:
        return json.dumps({"refused": fault, "worker": get_worker().address})
    try:
        result = await _processes().submit(Job.from_dict(task))
    except OSError as fault:  # of this machine
        return json.dumps({"fault": f"{type(fault).__name__}: {fault}"})
    return json.dumps({"result": result.to_dict()})


async def rest_there() -> None:
    """On a worker: end the processes that have nothing to do."""
    await _processes().rest()


@cache
def _processes() -> LocalWorkers:
    """Those beside this worker. How many are busy at a time is for Dask to say."""
    return LocalWorkers(MOST_SLOTS)


def fault_there(version: str, protected: bool) -> str:
    """On a worker: why it must not grade, or ""."""
    if course_version() != version:
        return OTHER_VERSION.format(there=course_version(), here=version)
    return _sandbox_fault() if protected else ""


@cache
def _sandbox_fault() -> str:
    try:
        refuse_without_sandbox()
    except GradeError as fault:
        return str(fault)
    return ""
