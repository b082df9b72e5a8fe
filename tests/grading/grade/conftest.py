"""Submissions of many kinds, graded by the real command, and stand-ins for the parts that a test is not about."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from checker.exercises import EXERCISES
from checker.grading import submitted_notebook
from checker.grading.job import Check, Job, Limits, Result
from checker.grading.judging import judged

TOY = "00-start-here"
RIGHT, WRONG = "answer = 12", "answer = 11"
LIAR = """\
class Twelve:
    def __eq__(self, other):
        return True
    def __float__(self):
        return 12.0
answer = Twelve()
"""
SHOWS = """\
answer = 12
from IPython.display import HTML, SVG, Javascript, display
display(HTML("<script>alert('html')</script>"), Javascript("alert('js')"))
display({"image/svg+xml": "<svg onload='alert(1)'/>", "text/plain": "the picture"}, raw=True)
print("\\x1b[31mred\\x1b[0m")
"""
PLOT = """\
answer = 12
import base64
from IPython.display import display
pixel = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
display({"image/png": pixel}, raw=True)
"""
ANSWERS = {
    "right": RIGHT,
    "wrong": WRONG,
    "blank": "...",
    "liar": LIAR,
    "shows": SHOWS,
    "plot": PLOT,
    "forges": "import checker.notebook\nchecker.notebook.check_cell = lambda slug: 1.0",
    "silences": 'answer = 12\nget_ipython().ast_node_interactivity = "none"',
    "exits": "import os\nos._exit(1)",
    "floods": "answer = 12\nfor _ in range(300):\n    print('x' * 10_000)",
    "asks": "answer = 12\ninput('name?')",
    "namesake": "answer = 12\ndef check(slug):\n    return 'mine'\ndef check_cell(slug):\n    return 0.0",
    "warns": "import sys\nprint('W0000 cpu_feature_guard', file=sys.stderr)\nanswer = 12",
    "noted": WRONG,
    "copied": RIGHT,
    "lost": RIGHT,
    "rewritten": "...",
    "helped": "from helper import twelve\nanswer = twelve()",
    "shadows": "answer = 6 + 6",
    "marked-up": RIGHT,
    "twin-1": "answer = 12  # by heart",
    "twin-2": "answer = 12  # by heart",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Classroom:
    """A course whose toy lesson was handed in and graded with `checker grade`."""

    course: Any  # of tests/grading/conftest.py
    told: Mapping[str, Any]  # what the command printed, as data

    def submission(self, student: str) -> Mapping[str, Any]:
        """What the command said of one submission."""
        return next(one for one in self.told["submissions"] if one["student"] == student)

    def outputs(self, student: str, cell_id: str = "start") -> list[NotebookNode]:
        """What a cell shows in the graded notebook."""
        return self.course.output_of(student, TOY, cell_id)

    def shown(self, student: str) -> str:
        """All that a graded notebook shows but code, as one text."""
        notebook = nbformat.read(self.course.notebook("autograded", TOY, student), as_version=4)
        return "\n".join(_texts([cell.outputs if cell.cell_type == "code" else cell.source for cell in notebook.cells]))


def _texts(value: Any) -> Iterator[str]:
    """Every text in nested lists and dictionaries, keys included."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)


def run_grade(course: Any, *options: str, expect: tuple[int, ...] = (0, 1)) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    command = ["checker", "grade", str(course.directory), TOY, "--unprotected", *options]
    done = subprocess.run(
        command, env=course.environment, capture_output=True, text=True, timeout=600, check=False, cwd=course.directory
    )
    assert done.returncode in expect, done.stderr
    return done


@pytest.fixture(scope="session")
def grade_command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The real command, as a function of the course and options."""
    return run_grade


@pytest.fixture(scope="session")
def classroom(new_course: Callable[..., Any]) -> Classroom:
    """All submissions above, graded in one go."""
    course = new_course()
    for student, answer in ANSWERS.items():
        notebook = course.answered(TOY, {"start": answer})
        _change(student, notebook)
        course.hand_in(student, TOY, notebook)
    _lay_beside(course)
    _hand_in_what_is_none(course)
    done = run_grade(course, "--json", "--workers", "2")
    return Classroom(course=course, told=json.loads(done.stdout))


def _change(student: str, notebook: NotebookNode) -> None:
    if student == "copied":
        notebook.cells.insert(1, new_code_cell(RIGHT, metadata=dict(notebook.cells[1].metadata)))
    elif student == "lost":
        del notebook.cells[2]
    elif student == "rewritten":
        notebook.cells[2].source = "1.0"
        notebook.cells[2].metadata.nbgrader.points = 100
    elif student == "noted":
        notebook.cells.append(new_markdown_cell("I think this is right: eleven \x1b[1mplus\x1b[0m one is a dozen."))
    elif student == "marked-up":
        notebook.cells += [
            new_markdown_cell("A <script>alert('markdown')</script> and $a<b$."),
            new_raw_cell("<script>alert('raw')</script>", metadata={"raw_mimetype": "text/html"}),
        ]


def _lay_beside(course: Any) -> None:
    def beside(student: str, name: str) -> Path:
        return course.notebook("submitted", TOY, student).with_name(name)

    beside("helped", "helper.py").write_text("def twelve():\n    return 12\n")
    beside("shadows", "checker.py").write_text("raise SystemExit\n")


def _hand_in_what_is_none(course: Any) -> None:
    right = nbformat.writes(course.answered(TOY, {"start": RIGHT}))

    def folder(student: str) -> Path:
        path: Path = course.notebook("submitted", TOY, student).parent
        path.mkdir(parents=True)
        return path

    (folder("renamed") / "my answers.ipynb").write_text(right)
    two = folder("two")
    for name in ("a.ipynb", "b.ipynb"):
        (two / name).write_text(right)
    (folder("none") / "answers.txt").write_text("12")
    (folder("broken") / f"{TOY}.ipynb").write_text(right[: len(right) // 2])
    (folder("nulls") / f"{TOY}.ipynb").write_bytes(right.encode()[:50] + bytes(200))
    (folder("old") / f"{TOY}.ipynb").write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": []}))
    (folder("list") / f"{TOY}.ipynb").write_text("[1, 2]")
    secret = course.directory / "of-others"
    secret.mkdir()
    (secret / f"{TOY}.ipynb").write_text(right)
    (course.directory / "submitted" / "linked").mkdir()
    (course.directory / "submitted" / "linked" / TOY).symlink_to(secret)
    (folder("linked-file") / f"{TOY}.ipynb").symlink_to(secret / f"{TOY}.ipynb")
    many = folder("many")
    (many / f"{TOY}.ipynb").write_text(right)
    for number in range(400):
        (many / f"{number}.txt").touch()


# --- without kernels


@dataclass(slots=True)
class AtOnce:
    """An executor that runs nothing: the toy's answer is what the answer cell says, read as text."""

    slots: int = 2
    graded: list[str] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)

    async def submit(self, job: Job) -> Result:
        """Judge what stands in the answer cell."""
        self.graded.append(job.student)
        self.jobs.append(job)
        cells, flags = submitted_notebook.read(job)
        outcomes = list(map(_as_it_stands(job, cells), job.checks))
        return Result(
            student=job.student,
            assignment=job.assignment,
            outcomes=outcomes,
            flags=flags,
            notebook=submitted_notebook.assembled(cells, job.metadata, {}, outcomes),
        )

    async def close(self) -> None:
        """Nothing runs."""


def _as_it_stands(job: Job, cells: Iterable[Any]) -> Callable[[Check], Any]:
    said = next(cell.source for cell in cells if cell.id == "start")
    kept = {outcome.slug: outcome for outcome in job.kept}

    def outcome(check: Check) -> Any:
        number = said.removeprefix("answer = ")
        state = {"state": "value", "value": int(number)} if number.isdigit() else {"state": "unset"}
        answers = json.dumps({"variables": {"answer": state}, "raised": None})
        return kept.get(check.slug) or judged(check, EXERCISES[check.slug], {}, answers)

    return outcome


@pytest.fixture
def at_once() -> AtOnce:
    """An executor that needs no kernel."""
    return AtOnce()


@pytest.fixture
def new_executor() -> Callable[[], AtOnce]:
    """A function that makes one."""
    return AtOnce


@pytest.fixture(scope="session")
def handed_in(new_course: Callable[..., Any]) -> Any:
    """A course with four submissions of the toy lesson: three that differ, and one that is nearly blank."""
    course = new_course()
    for student, answer in {"ada": RIGHT, "bob": WRONG, "eve": "answer = 7", "kim": "..."}.items():
        course.hand_in(student, TOY, course.answered(TOY, {"start": answer}))
    return course


@pytest.fixture
def toy_course(handed_in: Any, tmp_path: Path) -> Any:
    """A copy of it."""
    directory = tmp_path / "course"
    shutil.copytree(handed_in.directory, directory)
    return replace(handed_in, directory=directory)


@pytest.fixture
def limits() -> Limits:
    """Short ones."""
    return Limits(cell_seconds=20, seconds=60)


@pytest.fixture
def new_job() -> Callable[..., Job]:
    """A function that makes a job of code cells, some of which are named after the exercise that they check."""

    def make(*sources: str, points: Mapping[str, float] | None = None, limits: Limits | None = None) -> Job:
        checks = {source: EXERCISES[source] for source in sources if source in EXERCISES}
        cells = [_job_cell(number, source, checks) for number, source in enumerate(sources)]
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        return Job(
            student="ada",
            assignment="toy",
            notebook=json.dumps(notebook).encode(),
            released=[cell for cell in cells if cell["metadata"]],
            metadata={},
            checks=[
                Check(slug=slug, points=(points or {}).get(slug, exercise.points), seed=number)
                for number, (slug, exercise) in enumerate(checks.items(), 1)
            ],
            limits=limits or Limits(),
            protected=False,
        )

    return make


def _job_cell(number: int, source: str, checks: Mapping[str, Any]) -> dict[str, Any]:
    marks = {"grade_id": f"check-{source}", "grade": True, "locked": True, "solution": False, "points": 1}
    named = source in checks
    return {
        "cell_type": "code",
        "id": f"check-{source}" if named else f"cell-{number}",
        "metadata": {"nbgrader": marks} if named else {},
        "source": f'check_cell("{source}")' if named else source,
    }
