"""`checker grade --scheduler`: a real scheduler and real workers, each a process of its own, over loopback."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import checker
from checker.cli import main
from checker.grading import dask_workers, own_loop
from checker.grading.dask_workers import DaskWorkers, course_version, fault_there, grade_there
from checker.grading.failures import GradeError
from checker.grading.job import Job, Result
from tests.needs import need_sandbox

pytestmark = pytest.mark.slow
TOY = "00-start-here"
# Each takes a moment, so that the run has a middle, and shows by a folder of whose worker's it ran.
ANSWER = "import os, time\ntime.sleep(0.5)\nprint('in', os.environ.get('TMPDIR'))\nanswer = {number}"
LEARNERS = {f"learner-{number:02}": 12 if number % 3 else number for number in range(14)}
START_SECONDS = 120
SAID = ("score", "statuses", "failed", "stopped", "flags")


class Cluster:
    """A scheduler, and the workers that were started for it."""

    def __init__(self, environment: Mapping[str, str], folder: Path, stack: ExitStack) -> None:
        self._environment, self._folder, self._stack = environment, folder, stack
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"
        )

    def worker(self, **more: str) -> subprocess.Popen[bytes]:
        """Start a worker of one slot, with `more` in its environment, and wait until the scheduler knows it."""
        name = f"worker-{secrets.token_hex(4)}"
        options = (
            "--name",
            name,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(self._folder),
        )
        process = self._start("worker", self.address, *options, **more)
        end = time.monotonic() + START_SECONDS
        while name not in self.names():
            assert process.poll() is None, "the worker ended"
            assert time.monotonic() < end, "the worker did not come"
            time.sleep(0.1)
        return process

    def names(self) -> list[str]:
        """Of the workers that the scheduler knows."""
        from distributed import Client

        with Client(self.address, set_as_default=False, timeout=START_SECONDS) as client:
            return [worker["name"] for worker in client.scheduler_info()["workers"].values()]

    def _start(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        environment = {**self._environment, "DASK_DISTRIBUTED__WORKER__DAEMON": "False", **more}
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            env=environment,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process


@contextmanager
def a_cluster(environment: Mapping[str, str], folder: Path) -> Iterator[Cluster]:
    """A cluster without workers, which ends with all of its processes."""
    with ExitStack() as stack:
        yield Cluster(environment, folder, stack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One course graded on a cluster whose workers changed in mid-run, and a copy of it graded without."""

    told: Mapping[str, Any]
    told_without: Mapping[str, Any]
    shown: str  # by all submissions
    late: str  # the folder for temporary files of the worker that was added late


def command(course: Any, *options: str) -> Sequence[str]:
    """The real command."""
    grade = ("grade", str(course.directory), TOY, "--unprotected", "--json")
    return [sys.executable, "-m", "checker", *grade, *options]


def graded_already(course: Any) -> int:
    """How many submissions are graded."""
    return len(list((course.directory / "autograded").glob("*/*/*.ipynb")))


@pytest.fixture(scope="module")
def environment(bare_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """For all processes of a cluster: the course as it is now, so that an edit meanwhile is no other version."""
    kept = tmp_path_factory.mktemp("kept")
    shutil.copytree(Path(checker.__file__).parent, kept / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    return {**bare_environment, "PYTHONPATH": f"{kept}{os.pathsep}{bare_environment['PYTHONPATH']}"}


@pytest.fixture(scope="module")
def handed_in(new_course: Callable[..., Any], environment: dict[str, str]) -> Any:
    """A course with some submissions."""
    course = replace(new_course(), environment=environment)
    for learner, number in LEARNERS.items():
        course.hand_in(learner, TOY, course.answered(TOY, {"start": ANSWER.format(number=number)}))
    return course


@pytest.fixture(scope="module")
def run(handed_in: Any, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Of two workers one is killed in mid-run; then another is added."""
    folder = tmp_path_factory.mktemp("dask")
    copy = replace(handed_in, directory=folder / "copy")
    shutil.copytree(handed_in.directory, copy.directory)
    with a_cluster(handed_in.environment, folder) as cluster:
        killed, _ = cluster.worker(), cluster.worker()
        arguments = command(handed_in, "--scheduler", cluster.address)
        grading = subprocess.Popen(arguments, env=handed_in.environment, cwd=folder, stdout=subprocess.PIPE)
        while graded_already(handed_in) < 2:
            assert grading.poll() is None, "grading ended before its middle"
            time.sleep(0.02)
        killed.kill()
        late = tempfile.mkdtemp(prefix="late-")  # short: the paths of sockets lie below it
        cluster.worker(TMPDIR=late)
        said, _ = grading.communicate(timeout=300)
    shutil.rmtree(late)
    without = subprocess.run(command(copy), env=copy.environment, cwd=folder, stdout=subprocess.PIPE, check=True)
    autograded = (handed_in.directory / "autograded").glob("*/*/*.ipynb")
    return Run(
        told=json.loads(said),
        told_without=json.loads(without.stdout),
        shown="\n".join(path.read_text() for path in autograded),
        late=late,
    )


def scores(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of each submission's grade."""
    return {one["student"]: [one[key] for key in SAID] for one in told["submissions"]}


def test_grades_are_the_same(run: Run) -> None:
    """A cluster that loses a worker in mid-run gives the grades that this machine's own workers give."""
    assert scores(run.told) == scores(run.told_without)


def test_all_are_graded(run: Run) -> None:
    """Nothing is lost with the worker that was killed: full marks for the right answer, none for another."""
    expected = {learner: float(number == 12) for learner, number in LEARNERS.items()}
    assert {student: bool(score) for student, (score, *_) in scores(run.told).items()} == expected


def test_late_worker_takes_part(run: Run) -> None:
    """A worker that is added in mid-run grades, too."""
    assert f"in {run.late}\\n" in run.shown


def test_a_scheduler_that_goes_away_takes_no_grade_along(handed_in: Any, run: Run, tmp_path: Path) -> None:
    """The command ends and says what to do; the next one grades what is missing, here without a cluster."""
    course = replace(handed_in, directory=tmp_path / "course")
    shutil.copytree(handed_in.directory, course.directory, ignore=shutil.ignore_patterns("autograded", ".checker"))
    with a_cluster(course.environment, tmp_path) as cluster:
        cluster.worker()
        arguments = command(course, "--scheduler", cluster.address)
        grading = subprocess.Popen(
            arguments, env=course.environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while graded_already(course) < 2:
            assert grading.poll() is None, "grading ended before its middle"
            time.sleep(0.02)
        cluster.scheduler.kill()
        _, told = grading.communicate(timeout=120)
    assert grading.returncode == 2
    assert f"The scheduler at {cluster.address} is gone" in told
    assert "nothing graded so far is lost" in told
    before = {path: path.read_bytes() for path in (course.directory / "autograded").glob("*/*/*.ipynb")}
    assert 2 <= len(before) < len(LEARNERS)
    done = subprocess.run(command(course), env=course.environment, cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    assert scores(json.loads(done.stdout)) == scores(run.told_without)
    assert {path: path.read_bytes() for path in before} == before


def test_in_the_sandbox(handed_in: Any, bare_environment: dict[str, str], tmp_path: Path) -> None:
    """Workers run submissions in the sandbox unless they are told not to."""
    need_sandbox()
    course = replace(handed_in, directory=tmp_path / "course", environment=bare_environment)
    shutil.copytree(handed_in.directory, course.directory, ignore=shutil.ignore_patterns("autograded", ".checker"))
    with a_cluster(course.environment, tmp_path) as cluster:
        cluster.worker()
        arguments = [one for one in command(course, "--scheduler", cluster.address) if one != "--unprotected"]
        done = subprocess.run(arguments, env=course.environment, cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    assert sum(one["score"] > 0 for one in json.loads(done.stdout)["submissions"]) == list(LEARNERS.values()).count(12)


@pytest.fixture
def without_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process as a worker on a machine on which no kernel can be shut in."""
    monkeypatch.setattr("checker.grading.warm.start.is_protected", lambda: (False, "it has no namespaces"))
    monkeypatch.setattr("distributed.get_worker", lambda: SimpleNamespace(address="tcp://10.0.0.2:4000"))
    dask_workers._sandbox_fault.cache_clear()  # a worker looks once
    yield
    dask_workers._sandbox_fault.cache_clear()


@pytest.mark.usefixtures("without_a_sandbox")
def test_a_worker_without_a_sandbox_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says why before the first submission, and to each that reaches it all the same; told not to mind, it runs."""
    ran: list[str] = []

    class Processes:
        """In place of those that would run it."""

        async def submit(self, job: Job) -> Result:
            """Take note of it."""
            ran.append(job.student)
            return Result(student=job.student, assignment=job.assignment)

    monkeypatch.setattr(dask_workers, "_processes", Processes)
    job = Job(student="ada", assignment=TOY, notebook=b"", released=[], metadata={}, checks=[])
    version = course_version()
    refused = json.loads(own_loop.run(grade_there(json.dumps(job.to_dict()), version)))
    assert refused["refused"] == fault_there(version, protected=True)
    assert refused["refused"].startswith("There is no sandbox here (it has no namespaces)")
    assert (refused["worker"], ran) == ("tcp://10.0.0.2:4000", [])
    own_loop.run(grade_there(json.dumps(replace(job, protected=False).to_dict()), version))
    assert ran == ["ada"]


def test_another_version_is_refused(bare_environment: dict[str, str], tmp_path: Path) -> None:
    """A worker whose course differs in one line must not grade, and the message says what to do."""
    elsewhere = tmp_path / "elsewhere"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(checker.__file__).parent, elsewhere / "checker", ignore=ignored)
    with (elsewhere / "checker" / "judge_of_another_time.py").open("w") as file:
        file.write("full_marks = True\n")
    with a_cluster(bare_environment, tmp_path) as cluster:
        cluster.worker(PYTHONPATH=str(elsewhere))
        with pytest.raises(GradeError, match=r"^tcp://.* has another version of the course .*: install the same there"):
            DaskWorkers(cluster.address, protected=False).look()


def test_a_cluster_without_workers(bare_environment: dict[str, str], tmp_path: Path) -> None:
    """A scheduler alone cannot grade, and the message says how to start workers."""
    with a_cluster(bare_environment, tmp_path) as cluster:
        cluster.names()  # it answers
        with pytest.raises(GradeError, match=r"has no workers: start some with `dask worker tcp://"):
            DaskWorkers(cluster.address, protected=False).look()


def test_no_scheduler(handed_in: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler answers, one line says so."""
    monkeypatch.setattr("checker.grading.dask_workers.ANSWER_SECONDS", 1)
    options = ("--scheduler", "tcp://127.0.0.1:1", "--regrade", "--unprotected")
    main(["grade", str(handed_in.directory), TOY, *options])
    said = capsys.readouterr().err.strip()
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in said
    assert len(said.splitlines()) == 1


def test_no_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Dask is not installed, one line says how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GradeError, match="pip install distributed"):
        DaskWorkers("tcp://127.0.0.1:1").look()
