"""From handing out to the exported grades, with the real nbgrader commands: what each learner gets, and reads."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

pytestmark = pytest.mark.slow

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
"""
NOISE = """\
import os, threading, time

def noise():
    while True:
        os.write(2, b"W0000 cpu_feature_guard: rebuild TensorFlow\\n")
        time.sleep(0.002)

threading.Thread(target=noise, daemon=True).start()
"""

LENET_LEARNERS = {
    "blank": {},
    "right": {"lenet-shapes": SHAPES, "lenet": BLOCK},
    "noisy": {"lenet-shapes": SHAPES, "lenet": BLOCK + NOISE},
    "kernel": {"lenet-shapes": SHAPES.replace("(28, 28, 6)", "(27, 27, 6)"), "lenet": BLOCK.replace("16, 8", "16, 7")},
    "broken": {"lenet-shapes": SHAPES, "lenet": "model.add(layers.Conv2D(16, 8)"},
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


@pytest.fixture(scope="module")
def graded(new_course: Callable[[], Any]) -> Any:
    """A course in which all learners' notebooks are handed in, graded, and given back."""
    course = new_course()
    for learner, answers in LENET_LEARNERS.items():
        course.hand_in(learner, LENET, course.answered(LENET, answers))
    _download(course, course.directory / "downloaded" / TOY / "archive")
    course.nbgrader("zip_collect", TOY)
    for lesson in (TOY, LENET):
        course.nbgrader("autograde", lesson)
        course.nbgrader("generate_feedback", lesson)
    return course


def _download(course: Any, folder: Path) -> None:
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


@pytest.fixture(scope="module")
def grades(graded: Any) -> dict[tuple[str, str], tuple[float, float]]:
    """The CSV export's scores."""
    return graded.grades()


@pytest.mark.parametrize(
    ("learner", "score"),
    [
        ("right", 11.0),
        ("noisy", 11.0),
        ("kernel", 4.0 + 5.0),  # one shape of five and one attribute of six are wrong
        ("broken", 5.0),
        ("blank", 0.0),
    ],
)
def test_score_is_the_share_that_is_right(grades: Any, learner: str, score: float) -> None:
    """The exported grade is the share of each exercise that is right, of the points of both."""
    assert grades[LENET, learner] == (score, 11.0)


@pytest.mark.parametrize(
    ("learner", "score"),
    [
        ("plain", 1.0),
        ("copied", 1.0),
        ("lost", 1.0),
        ("silent", 0.0),
        ("namesake", 0.0),
        ("greedy", 0.0),
        ("undefined", 0.0),
        ("rewritten", 0.0),
        ("exit", 0.0),
    ],
)
def test_a_tampered_notebook_is_graded_for_what_it_answers(grades: Any, learner: str, score: float) -> None:
    """No submission is lost, no accident costs marks, and nothing but a right answer gives full marks."""
    assert grades[TOY, learner] == (score, 1.0)


def test_noise_reached_the_check_cell_and_was_dropped(graded: Any) -> None:
    """The noisy learner's cells wrote to stderr, beside the check cell too, which holds none of it."""

    def stderr_in(cell_id: str) -> bool:
        outputs = graded.output_of("noisy", LENET, cell_id)
        return any(output.output_type == "stream" and output.name == "stderr" for output in outputs)

    assert stderr_in("lenet")
    assert not stderr_in("check-lenet")


@pytest.mark.parametrize(
    ("learner", "words"),
    [
        ("right", "Right: 6 of 6 points"),
        ("right", "Right: 5 of 5 points"),
        ("kernel", "The second convolution looks through a window of 7x7; 8x8 was asked for."),
        ("blank", "Not attempted yet"),
    ],
)
def test_feedback_says_what_was_found(graded: Any, learner: str, words: str) -> None:
    """The feedback page shows the verdict and the findings as text."""
    assert words in graded.feedback(learner, LENET)


@pytest.mark.parametrize(
    ("learner", "words"),
    [
        ("silent", "This check gave no score: the check cell did not show one."),
        ("greedy", "This check gave no score: the check cell showed '7.0', which is more than its 1 points."),
        ("undefined", "This check gave no score: the check cell showed 'nan'"),
        ("exit", "This check gave no score: the check cell ended in an error ('KernelDied')."),
        ("exit", "The kernel ended here or shortly before"),
    ],
)
def test_feedback_says_why_there_is_no_score(graded: Any, learner: str, words: str) -> None:
    """Where a check gave no score, the feedback page says why."""
    assert words in graded.feedback(learner, TOY)


@pytest.mark.parametrize("learner", list(LENET_LEARNERS))
def test_feedback_has_no_widget_in_it(graded: Any, learner: str) -> None:
    """A feedback page shows the verdict in words and not the button, which would be empty there."""
    page = graded.notebook("feedback", LENET, learner).with_suffix(".html").read_text(encoding="utf-8")
    for trace in ("widget-view+json", "widget-state+json", "Error displaying widget", "CheckButton"):
        assert trace not in page


def test_release_is_what_nbgrader_generates_by_itself(new_course: Callable[[], Any]) -> None:
    """The real command, with the stub as the only setting, makes the same bytes; a right answer then has full marks.

    With nothing else set, that also shows that a check is quiet and its score plain without the guard's help.
    """
    course = new_course()
    built = course.notebook("release", LENET).read_bytes()
    stub = '{"python": "...  # your code here"}'
    (course.directory / "nbgrader_config.py").write_text(f"c = get_config()\nc.ClearSolutions.code_stub = {stub}\n")
    course.nbgrader("generate_assignment", LENET, "--force")
    assert course.notebook("release", LENET).read_bytes() == built
    course.hand_in("ada", LENET, course.answered(LENET, LENET_LEARNERS["right"]))
    course.nbgrader("autograde", LENET)
    assert course.grades()[LENET, "ada"] == (11.0, 11.0)


@pytest.mark.parametrize(
    ("learner", "words"),
    [
        ("right", "Success! Your notebook passes all the tests."),
        ("blank", "VALIDATION FAILED ON 2 CELL(S)!"),
    ],
)
def test_validate_tells_right_from_blank(graded: Any, tmp_path: Path, learner: str, words: str) -> None:
    """A learner's Validate, which knows no settings of the course, passes the right notebook and no blank one."""
    nbformat.write(graded.answered(LENET, LENET_LEARNERS[learner]), tmp_path / "10-lenet.ipynb")
    assert words in " ".join(graded.nbgrader("validate", "10-lenet.ipynb", within=tmp_path).split())
