"""Grades in PostgreSQL, by nbgrader's own `db_url`: a real server on a Unix socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.needs import skip_or_fail

pytestmark = pytest.mark.slow
TOY = "00-start-here"
USER = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this one
ANSWER = "import time\ntime.sleep({wait})\nanswer = {number}"
LEARNERS = {f"learner-{number}": 12 if number % 2 else number for number in range(6)}
BY_HAND = 0.5


class Server:
    """A PostgreSQL server of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self.url = f"postgresql+psycopg2://{USER}@/gradebook?host={folder}"
        self._run("initdb", "--pgdata", str(folder / "data"), "--username", USER, "--auth", "trust", "--no-sync")
        self.start()
        self._run("createdb", "--host", str(folder), "--username", USER, "gradebook")

    def start(self) -> None:
        """Start it, and wait until it answers. It listens on no network."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "--pgdata", str(self._folder / "data"), "--log", log, "--wait", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "--pgdata", str(self._folder / "data"), "--wait", "--mode", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            user=USER if os.geteuid() == 0 else None,
            group=USER if os.geteuid() == 0 else None,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A running server with an empty database."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = [Path(program)] if (program := shutil.which("initdb")) else []
    if not (found or beside):
        skip_or_fail(
            "PostgreSQL is not installed: `apt-get install postgresql`, or sh tests/system_packages.sh postgresql"
        )
    with tempfile.TemporaryDirectory(prefix="pg-") as name:  # short: a socket's path has at most some 100 characters
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        server = Server([*beside, *found][-1].parent, folder)
        yield server
        server.stop()


@pytest.fixture(scope="module")
def course(new_course: Callable[..., Any], server: Server) -> Any:
    """A course whose gradebook is there, graded once; then a person marked one submission by hand."""
    course = new_course()
    with (course.directory / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {server.url!r}\n")
    (course.directory / "gradebook.db").unlink()
    course.nbgrader("generate_assignment", TOY, "--force")
    hand_in(course, wait=0)
    assert grade(course).returncode == 0
    with gradebook(server) as book:
        book.find_submission_notebook(TOY, TOY, "learner-0").grades[0].manual_score = BY_HAND
        book.db.commit()
    return course


def hand_in(course: Any, *, wait: float) -> None:
    """Every learner's submission; each runs for `wait` seconds."""
    for learner, number in LEARNERS.items():
        course.hand_in(learner, TOY, course.answered(TOY, {"start": ANSWER.format(wait=wait, number=number)}))


def command(course: Any, *options: str) -> list[str]:
    """The real command."""
    return ["checker", "grade", str(course.directory), TOY, "--unprotected", *options]


def grade(course: Any, *options: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        command(course, *options), env=course.environment, capture_output=True, text=True, timeout=300, check=False
    )


def gradebook(server: Server) -> Any:
    """nbgrader's own, to be closed by `with`."""
    from nbgrader.api import Gradebook

    return Gradebook(server.url)


def scores(server: Server) -> dict[str, tuple[float | None, float | None]]:
    """By learner, the score that was given by machine and the one by hand."""
    with gradebook(server) as book:
        entered = {one.student.id: one.notebooks[0].grades[0] for one in book.assignment_submissions(TOY)}
        return {student: (grade.auto_score, grade.manual_score) for student, grade in entered.items()}


def expected() -> dict[str, tuple[float | None, float | None]]:
    """What is to be in the database."""
    by_hand = {"learner-0": BY_HAND}
    return {learner: (float(number == 12), by_hand.get(learner)) for learner, number in LEARNERS.items()}


def test_grades_arrive(course: Any, server: Server) -> None:
    """Every grade is in the database, and there is no SQLite file beside it."""
    assert (scores(server), (course.directory / "gradebook.db").exists()) == (expected(), False)


def test_a_second_run_keeps_the_mark_by_hand(course: Any, server: Server) -> None:
    """Grading all again enters the same, and leaves alone what a person entered."""
    assert grade(course, "--regrade").returncode == 0
    assert scores(server) == expected()


def test_server_that_stops_in_mid_run(course: Any, server: Server) -> None:
    """It costs one line that says what to do, and no grade: the next call brings over all that waits."""
    hand_in(course, wait=0.7)
    arguments = command(course, "--workers", "1")
    before = time.time()
    grading = subprocess.Popen(arguments, env=course.environment, stderr=subprocess.PIPE, text=True)
    autograded = course.directory / "autograded" / "learner-0" / TOY / f"{TOY}.ipynb"
    while autograded.stat().st_mtime < before:
        assert grading.poll() is None, "grading ended before its middle"
        time.sleep(0.02)
    server.stop()
    try:
        _, said = grading.communicate(timeout=300)
    finally:
        server.start()
    told = [line for line in said.splitlines() if "gradebook" in line]
    assert (grading.returncode, len(told), said.count("Traceback")) == (2, 1, 0), said
    assert "run this again: nothing graded so far is lost" in told[0]
    again = grade(course, "--json")
    assert (again.returncode, scores(server)) == (0, expected()), again.stderr
