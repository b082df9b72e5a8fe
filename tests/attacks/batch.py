"""A whole course of attackers, with honest learners among them, graded once by the real engine."""

from __future__ import annotations

import json
import os
import site
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import psutil

import checker
from checker.exercises import EXERCISES
from checker.grading.course_layout import lay_out_course
from checker.grading.grade import Graded, Row, grade
from checker.grading.job import Limits, Result
from checker.grading.ledger import Ledger
from checker.grading.workers import LocalWorkers
from tests.attacks.stealing import known_answers
from tests.attacks.submission import MARK, PORT, RIGHT, Notebook, Submission

LESSON = "99-attacked"
SLUGS = ("start", "convolution-map", "lenet")
LIMITS = Limits(cell_seconds=4.0, seconds=40.0, probe_seconds=7.0)  # enough for who is honest, on a busy machine
WORKERS = 2
MINE = f"7{os.getpid():07d}7"  # what this process's marks begin with: digits, for so long one can sleep
KEPT_BY_THE_COURSE = ("source", "release", "submitted", "nbgrader_config.py")
OF_SUBMISSIONS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")  # the gradebook's tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The course after it was graded, and what was seen before and after."""

    course: Path
    submissions: Mapping[str, Submission]  # by student
    marks: Mapping[str, str]  # by student
    graded: Graded
    files: tuple[Mapping[str, str], Mapping[str, str]]  # before and after: path -> digest
    asked: tuple[Any, Any]  # before and after: the gradebook's schema, and what it knows of the assignment
    left_files: tuple[str, ...]  # on the machine, with a mark in their names
    left_processes: tuple[str, ...]  # with a mark in their command lines
    seconds: float

    def row(self, student: str) -> Row:
        """What the instructor is told of a submission."""
        return next(row for row in self.graded.rows if row.student == student)

    def told(self, student: str) -> str:
        """All of that in words, a line each."""
        row = self.row(student)
        return "\n".join([*row.flags, row.stopped, row.failed])

    def result(self, student: str) -> Result:
        """What grading a submission came to."""
        entry = Ledger(self.course, LESSON).read(student)
        assert entry is not None
        return entry.result

    def notebook(self, student: str) -> Notebook:
        """The graded notebook."""
        return dict(json.loads(self.graded.assignment.autograded(student).read_text(encoding="utf-8")))

    def shown(self, student: str) -> str:
        """What a submission's own cells showed, and what was found of the exercise that it goes for."""
        cells = [cell for cell in self.notebook(student)["cells"] if not cell["id"].startswith("check-")]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        slug = "lenet" if self.submissions[student].lenet else "convolution-map"
        findings = [one.report["findings"] for one in self.result(student).outcomes if one.slug == slug]
        return json.dumps([outputs, findings], ensure_ascii=False)


def graded_batch(course: Path, submissions: Mapping[str, Submission], address: tuple[str, int]) -> Batch:
    """Lay a course out in `course`, hand `submissions` in, and grade them; `address`: of a server that helps cheats."""
    lesson = {slug: replace(EXERCISES[slug], lesson=LESSON) for slug in SLUGS}
    lay_out_course(course, source_dir=Path(__file__).parent / "lesson", exercises=lesson)
    release = json.loads((course / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    marks = {student: f"{MINE}{number:04d}7" for number, student in enumerate(submissions)}
    for student, submission in submissions.items():
        hand_in(course / "submitted" / student / LESSON, submission, release, filled(marks[student], address))
    before, asked = digests(course), what_is_asked(course)
    began = time.monotonic()
    graded = grade(course, LESSON, LocalWorkers(WORKERS), limits=LIMITS)
    return Batch(
        course=course,
        submissions=submissions,
        marks=marks,
        graded=graded,
        files=(before, digests(course)),
        asked=(asked, what_is_asked(course)),
        left_files=tuple(left_files()),
        left_processes=tuple(left_processes()),
        seconds=time.monotonic() - began,
    )


def filled(mark: str, address: tuple[str, int]) -> Mapping[str, str]:
    """What stands for itself in the sources only once they are handed in."""
    host, port = address
    return {MARK: mark, PORT: str(port), "@HOST@": host, "@KNOWN@": known_answers()}


def fill(text: str, places: Mapping[str, str]) -> str:
    """`text` with all that put in its place."""
    for place, value in places.items():
        text = text.replace(place, value)
    return text


def hand_in(folder: Path, submission: Submission, release: Notebook, places: Mapping[str, str]) -> None:
    """Write a submission where nbgrader collects to."""
    notebook = deepcopy(release)
    for slug, source in zip(SLUGS, (submission.start, submission.slide, submission.lenet), strict=True):
        answer = next(cell for cell in notebook["cells"] if cell["id"] == slug)
        answer["source"] = fill(source, places) or answer["source"]
    if submission.below:
        below = {"cell_type": "code", "id": "below", "metadata": {}, "outputs": [], "execution_count": None}
        notebook["cells"].append({**below, "source": fill(submission.below, places)})
    content = submission.change(notebook) if submission.change else None
    folder.mkdir(parents=True)
    path = folder / f"{LESSON}.ipynb"
    path.write_bytes(fill(json.dumps(notebook), {MARK: places[MARK]}).encode() if content is None else content)
    for name, inside in submission.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(inside.replace(MARK.encode(), places[MARK].encode()))
    if submission.lay:
        submission.lay(folder)


def digests(course: Path) -> dict[str, str]:
    """Of all that grading must leave as it is."""
    places = [course / name for name in KEPT_BY_THE_COURSE]
    paths = [path for place in places for path in ([place] if place.is_file() else place.rglob("*"))]
    return {str(path.relative_to(course)): _digest(path) for path in paths if not path.is_dir() or path.is_symlink()}


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return str(path.readlink()) if path.is_symlink() else "no file"
    return sha256(path.read_bytes()).hexdigest()


def what_is_asked(course: Path) -> Any:
    """The gradebook's schema, and what it knows of the assignment itself."""
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        tables = dict(book.execute("select name, sql from sqlite_master where type = 'table' order by name"))
        return tables, {n: book.execute(f"select * from {n}").fetchall() for n in tables if n not in OF_SUBMISSIONS}


def left_files() -> Iterator[str]:
    """Files on this machine with a mark of this process's in their names."""
    packages = Path(checker.__file__).parent
    places = [Path("/tmp"), Path("/dev/shm"), Path("/usr"), Path("/usr/bin"), Path.home(), packages, packages.parent]
    libraries = [Path(folder) for folder in site.getsitepackages()]
    for place in (*places, *libraries):
        yield from (str(file) for file in place.glob(f"*{MINE}*"))


def left_processes(seconds: float = 10.0) -> list[str]:
    """The command lines of processes with a mark of this process's in them, that are there also after some seconds."""
    end = time.monotonic() + seconds
    while (left := list(_marked_processes())) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def _marked_processes() -> Iterator[str]:
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if MINE in line and process.info["status"] != psutil.STATUS_ZOMBIE:
            yield line


def texts(value: Any) -> Iterator[str]:
    """Every text in nested lists and dictionaries."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


@contextmanager
def helper() -> Iterator[tuple[str, int]]:
    """A server that gives the answer away to whoever reaches it: at an address of this machine, and by name."""
    with socket.create_server(("0.0.0.0", 0)) as far, socket.socket(socket.AF_UNIX) as near:
        port = far.getsockname()[1]
        near.bind(f"\0checker-attack-{port}")
        near.listen()
        for one in (far, near):
            threading.Thread(target=_give_away, args=(one,), daemon=True).start()
        yield own_address(), port


def own_address() -> str:
    """One of this machine's, by which others reach it; "" where it has none."""
    families = [one for found in psutil.net_if_addrs().values() for one in found if one.family is socket.AF_INET]
    return next((one.address for one in families if not one.address.startswith("127.")), "")


def _give_away(listening: socket.socket) -> None:
    with suppress(OSError):  # it is closed in the end
        while True:
            line, _ = listening.accept()
            with line, suppress(OSError):
                line.sendall(RIGHT.encode())
