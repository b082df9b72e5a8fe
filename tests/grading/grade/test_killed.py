"""Killing the grader, its workers or the zygote at any moment: the next call ends with the very same grades."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from checker.grading.warm.start import zygote_folder
from tests.forked import Command, Forks
from tests.needs import need_sandbox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="finds processes in /proc"),
]

TOY = "00-start-here"


@pytest.fixture
def start(forks: Forks) -> Callable[[Any], Command]:
    """A function that starts the command that grades the toy lesson."""

    def started(course: Any, *options: str) -> Command:
        arguments = ["grade", str(course.directory), TOY, "--workers", "2", *options]
        return forks.start("checker", arguments, course.environment)

    return started


@pytest.fixture(scope="module")
def undisturbed(handed_in: Any, grade_command: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The grades of a course that was graded in one go, and how long that took."""
    directory = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(handed_in.directory, directory)
    course = replace(handed_in, directory=directory)
    course.nbgrader("--version")  # what is loaded for all commands is loaded now, and not timed
    began = time.monotonic()
    grade_command(course)
    return course.grades(), time.monotonic() - began


@pytest.mark.parametrize("seed", range(3))
def test_the_grader_killed_at_random(
    undisturbed: Any, toy_course: Any, start: Any, grade_command: Callable[..., Any], seed: int
) -> None:
    """After several kills of the grader, and one call that is let be, the gradebook has the same grades."""
    grades, seconds = undisturbed
    moments = random.Random(seed)
    for _ in range(4):
        grader = start(toy_course, "--unprotected")
        time.sleep(moments.uniform(0.3, seconds))
        grader.kill()
        grader.wait()
    grade_command(toy_course)
    assert toy_course.grades() == grades


@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_at_random(
    undisturbed: Any, toy_course: Any, start: Any, grade_command: Callable[..., Any], seed: int
) -> None:
    """While workers are killed, the grader replaces them; what failed by that is graded by the next call."""
    grades, seconds = undisturbed
    moments = random.Random(seed)
    grader = start(toy_course, "--unprotected")
    for _ in range(2):
        time.sleep(moments.uniform(0.3, seconds / 2))
        for worker in list(workers_of(grader.pid)):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    assert grader.wait() in (0, 1)
    grade_command(toy_course, expect=(0,))
    assert toy_course.grades() == grades


def test_the_zygote_and_the_grader_killed_at_random_in_the_sandbox(
    undisturbed: Any, toy_course: Any, start: Any, grade_command: Callable[..., Any]
) -> None:
    """Kernels that run go on without it, the next one has another; in the end the grades are the same."""
    need_sandbox()
    grades, seconds = undisturbed
    moments = random.Random(3)
    grader = start(toy_course)
    for _ in range(2):
        time.sleep(moments.uniform(0.3, seconds / 2))
        kill_zygotes()
    grader.kill()
    grader.wait()
    grader = start(toy_course)
    kill_zygotes()
    assert grader.wait() == 0
    assert toy_course.grades() == grades


def test_workers_end_with_the_grader(toy_course: Any, start: Any) -> None:
    """No worker runs on after the grader was killed."""
    grader = start(toy_course, "--unprotected")
    workers = waited_for(lambda: list(workers_of(grader.pid)))
    grader.kill()
    grader.wait()
    assert waited_for(lambda: not any(is_running(worker) for worker in workers))


def test_a_grader_killed_after_the_end_has_nothing_to_do(toy_course: Any, grade_command: Callable[..., Any]) -> None:
    """What one call has graded, the next one, in a process of its own, leaves as it is."""
    grade_command(toy_course)
    told = json.loads(grade_command(toy_course, "--json").stdout)
    assert not any(submission["graded_now"] for submission in told["submissions"])


def kill_zygotes() -> None:
    """That of this version of the course: other tests' kernels survive it as well."""
    folder = str(zygote_folder())
    mine = [one for one in psutil.process_iter(["cmdline"]) if folder in (one.info["cmdline"] or [])]
    for process in mine:
        with suppress(psutil.NoSuchProcess):
            if process.parent() not in mine:  # not the keepers, which it has forked
                process.kill()


def workers_of(grader: int) -> Iterator[int]:
    """The process ids of its workers."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0")
            parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
            if b"checker.grading.worker" in words and int(parent) == grader:
                yield int(place.name)


def is_running(process: int) -> bool:
    """Whether there is such a process that is no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def waited_for(condition: Callable[[], Any]) -> Any:
    """What `condition` gives once it is true; what it gives in the end, if it never is."""
    end = time.monotonic() + 60
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.1)
    return found
