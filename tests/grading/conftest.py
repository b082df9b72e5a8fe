"""A course laid out for nbgrader, learners who hand in, and the real nbgrader commands."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.forked import Forks
from tests.once import made_once

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = Path(__file__).parent / "lessons"
TOY, LENET = "00-start-here", "10-lenet"

SHAPES = """\
after_conv1 = (28, 28, 6)
after_pool1 = (14, 14, 6)
after_conv2 = (7, 7, 16)
after_pool2 = (2, 2, 16)
after_flatten = 64
"""
BLOCK = """\
model.add(layers.Conv2D(16, 8))
model.add(layers.Activation("tanh"))
model.add(layers.MaxPooling2D(3, strides=3))
model.add(layers.Flatten())
model.add(layers.Dense(120))
model.add(layers.Dense(100))
model.add(layers.Dense(10))
model.add(layers.Activation("softmax"))
"""
NOISE = """\
import os, threading, time

def noise():
    while True:
        os.write(2, b"W0000 cpu_feature_guard: rebuild TensorFlow\\n")
        time.sleep(0.002)

threading.Thread(target=noise, daemon=True).start()
time.sleep(0.2)
"""

LENET_LEARNERS = {
    "blank": {},
    "right": {"lenet-shapes": SHAPES, "lenet": BLOCK},
    "noisy": {"lenet-shapes": SHAPES, "lenet": BLOCK + NOISE},
    "kernel": {"lenet-shapes": SHAPES.replace("(28, 28, 6)", "(27, 27, 6)"), "lenet": BLOCK.replace("16, 8", "16, 7")},
    "relu": {"lenet-shapes": SHAPES, "lenet": BLOCK.replace("tanh", "relu")},
    "average": {"lenet-shapes": SHAPES, "lenet": BLOCK.replace("MaxPooling2D", "AveragePooling2D")},
    "strides": {"lenet-shapes": SHAPES, "lenet": BLOCK.replace("strides=3", "strides=2")},
    "missing": {"lenet-shapes": SHAPES, "lenet": BLOCK.replace('model.add(layers.Activation("tanh"))\n', "")},
    "broken": {"lenet-shapes": SHAPES, "lenet": "model.add(layers.Conv2D(16, 8)"},
    "old": {"lenet-shapes": SHAPES, "lenet": BLOCK.replace("Conv2D(16, 8)", "Convolution2D(nb_filter=16, nb_row=8)")},
}
FORGE = "import checker.notebook\nchecker.notebook.check_cell = lambda slug: {score}"
TOY_ANSWERS = {
    "plain": "answer = 12",
    "silent": 'answer = 12\nget_ipython().ast_node_interactivity = "none"',
    "namesake": "def check_cell(slug):\n    return 1.0",
    "greedy": FORGE.format(score=7.0),
    "undefined": FORGE.format(score='float("nan")'),
    "exit": "import os\nos._exit(1)",
}


def copy_answer(notebook: NotebookNode) -> None:
    """What JupyterLab's copy and paste makes of an answer cell: the marks are copied too."""
    notebook.cells.insert(1, new_code_cell("answer = 12", metadata=deepcopy(notebook.cells[1].metadata)))


def lose_check(notebook: NotebookNode) -> None:
    """Delete the check cell."""
    del notebook.cells[2]


def rewrite_check(notebook: NotebookNode) -> None:
    """Make the check cell one's own, and worth more."""
    notebook.cells[2].source = "1.0"
    notebook.cells[2].metadata.nbgrader.points = 100


TOY_TAMPERERS = {"copied": copy_answer, "lost": lose_check, "rewritten": rewrite_check}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A folder laid out for nbgrader, and an environment without any settings but the course's own."""

    directory: Path
    environment: Mapping[str, str]

    def nbgrader(self, *arguments: str, expect: int = 0, within: Path | None = None) -> str:
        """Run the real command in the course (or in `within`); what it printed."""
        done = subprocess.run(
            ["nbgrader", *arguments],
            cwd=within or self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
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
        return self.exported()

    def exported(self) -> dict[tuple[str, str], tuple[float, float]]:
        """The same, of the export that is there."""
        with (self.directory / "grades.csv").open(newline="") as file:
            return {
                (row["assignment"], row["student_id"]): (float(row["score"]), float(row["max_score"]))
                for row in csv.DictReader(file)
            }


def cell_called(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    """The cell with this id."""
    return next(cell for cell in notebook.cells if cell.id == cell_id)


@pytest.fixture(scope="session")
def lessons() -> Path:
    """The sources of two small lessons: one starts no TensorFlow, the other does not train."""
    return LESSONS


@pytest.fixture(scope="session")
def bare_environment(tmp_path_factory: pytest.TempPathFactory, forks: Forks) -> dict[str, str]:
    """Environment variables for a process that sees no settings of the person who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    beside = (str(REPOSITORY), os.environ.get("PYTHONPATH", ""))
    # Where this variable is set a kernel does not pass on what is written to descriptor 2, as learners' kernels do.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return {
        **inherited,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "PATH": forks.path(),
        "PYTHONPATH": os.pathsep.join(filter(None, beside)),
    }


@pytest.fixture(scope="session")
def new_course(
    tmp_path_factory: pytest.TempPathFactory, bare_environment: dict[str, str], lessons: Path
) -> Callable[[], Course]:
    """A function that puts a course with the small lessons into a new folder: a copy of one that was laid out once."""
    from checker.grading.course_layout import lay_out_course

    def lay_out(directory: Path) -> None:
        lay_out_course(directory, source_dir=lessons)

    def copy() -> Course:
        directory = tmp_path_factory.mktemp("courses") / "course"
        shutil.copytree(made_once(tmp_path_factory, "small-course", lay_out), directory)
        return Course(directory=directory, environment=bare_environment)

    return copy


@pytest.fixture(scope="session")
def lenet_answers() -> dict[str, dict[str, str]]:
    """What the learners of the second lesson write: by learner, then by exercise."""
    return LENET_LEARNERS


@pytest.fixture(scope="session")
def grades(graded: Course) -> dict[tuple[str, str], tuple[float, float]]:
    """The scores that nbgrader exports of that course: (lesson, learner) -> (score, most)."""
    return graded.exported()


@pytest.fixture(scope="session")
def graded(
    tmp_path_factory: pytest.TempPathFactory, new_course: Callable[[], Course], bare_environment: dict[str, str]
) -> Course:
    """A course in which all learners' notebooks are handed in, graded, given back and exported, once a run."""

    def grade(directory: Path) -> None:
        course = new_course()
        for learner, answers in LENET_LEARNERS.items():
            course.hand_in(learner, LENET, course.answered(LENET, answers))
        _download(course, course.directory / "downloaded" / TOY / "archive")
        course.nbgrader("zip_collect", TOY)
        for lesson in (TOY, LENET):
            course.nbgrader("autograde", lesson)
            course.nbgrader("generate_feedback", lesson)
        course.nbgrader("export")
        course.directory.rename(directory)

    return Course(directory=made_once(tmp_path_factory, "graded-course", grade), environment=bare_environment)


def _download(course: Course, folder: Path) -> None:
    """The toy lesson's submissions as a learning platform gives them: two in a zip, the others as files."""
    folder.mkdir(parents=True)
    notebooks = {learner: course.answered(TOY, {"start": answer}) for learner, answer in TOY_ANSWERS.items()}
    for learner, tamper in TOY_TAMPERERS.items():
        answer = "" if learner == "rewritten" else "answer = 12"
        notebooks[learner] = course.answered(TOY, {"start": answer})
        tamper(notebooks[learner])
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        for learner in ("plain", "silent"):
            archive.writestr(f"{learner}_{TOY}.ipynb", nbformat.writes(notebooks.pop(learner)))
    for learner, notebook in notebooks.items():
        nbformat.write(notebook, folder / f"{learner}_{TOY}.ipynb")
