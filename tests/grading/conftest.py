"""A course laid out for nbgrader, learners who hand in, and the real nbgrader commands."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A folder laid out for nbgrader, and an environment without any settings but the course's own."""

    directory: Path
    environment: Mapping[str, str]

    def nbgrader(self, *arguments: str, expect: int = 0, within: Path | None = None) -> str:
        """Run the real command in the course (or in `within`); what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=within or self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == expect, f"nbgrader {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def notebook(self, step: str, lesson: str, learner: str = "") -> Path:
        """Where nbgrader has a lesson's notebook at one of its steps."""
        return self.directory / step / learner / lesson / f"{lesson}.ipynb"

    def answered(self, lesson: str, answers: Mapping[str, str]) -> NotebookNode:
        """The release with `answers` (by exercise) written into its answer cells."""
        notebook = nbformat.read(self.notebook("release", lesson), as_version=4)
        for exercise, answer in answers.items():
            cell_called(notebook, exercise).source = answer
        return notebook

    def hand_in(self, learner: str, lesson: str, notebook: NotebookNode) -> None:
        """Put a notebook where nbgrader collects to."""
        path = self.notebook("submitted", lesson, learner)
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def output_of(self, learner: str, lesson: str, cell_id: str) -> list[NotebookNode]:
        """The outputs of a cell after grading."""
        return cell_called(nbformat.read(self.notebook("autograded", lesson, learner), as_version=4), cell_id).outputs

    def feedback(self, learner: str, lesson: str) -> str:
        """The words of a feedback page, as one line."""
        path = self.notebook("feedback", lesson, learner).with_suffix(".html")
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for unseen in page(["style", "script"]):
            unseen.decompose()
        return " ".join(page.get_text(" ").split())

    def grades(self) -> dict[tuple[str, str], tuple[float, float]]:
        """nbgrader's CSV export: (lesson, learner) -> (score, most)."""
        self.nbgrader("export")
        with (self.directory / "grades.csv").open(newline="") as file:
            return {
                (row["assignment"], row["student_id"]): (float(row["score"]), float(row["max_score"]))
                for row in csv.DictReader(file)
            }


def cell_called(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    """The cell with this id."""
    return next(cell for cell in notebook.cells if cell.id == cell_id)


@pytest.fixture(scope="session")
def find_cell() -> Callable[[NotebookNode, str], NotebookNode]:
    """The cell of a notebook by its id."""
    return cell_called


@pytest.fixture(scope="session")
def lessons() -> Path:
    """The sources of two small lessons: one starts no TensorFlow, the other does not train."""
    return LESSONS


@pytest.fixture(scope="session")
def bare_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment variables for a process that sees no settings of the person who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    beside = (str(REPOSITORY), os.environ.get("PYTHONPATH", ""))
    # With this variable set a kernel does not pass on what is written to descriptor 2, which is what learners' kernels do.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return {
        **inherited,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
        "PYTHONPATH": os.pathsep.join(filter(None, beside)),
    }


@pytest.fixture(scope="session")
def new_course(
    tmp_path_factory: pytest.TempPathFactory, bare_environment: dict[str, str], lessons: Path
) -> Callable[[], Course]:
    """A function that lays the small lessons out in a new folder."""
    from checker.grading.course_layout import lay_out_course

    def lay_out() -> Course:
        directory = tmp_path_factory.mktemp("courses") / "course"
        lay_out_course(directory, source_dir=lessons)
        return Course(directory=directory, environment=bare_environment)

    return lay_out
