"""From handing out to the exported grades, with the real nbgrader commands: what each learner gets, and reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from checker.exercises import EXERCISES
from tests.whole_course import WholeCourse

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # the first test waits for all notebooks to be run

TOY, LENET = "00-start-here", "10-lenet"
TRAINED = ("lenet-train", "lenet-dense", "lenet-five")  # where these are solved the lesson trains a network each


@pytest.mark.parametrize(
    ("learner", "score"),
    [
        ("right", 11.0),
        ("noisy", 11.0),
        ("kernel", 4.0 + 5.0),  # one shape of five and one attribute of six are wrong
        ("relu", 5.0 + 5.0),
        ("missing", 5.0 + 5.0),  # one attribute of six is missing
        ("broken", 5.0 + 0.0),
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
        ("kernel", "The second convolution looks through a window of 7 × 7; 8 × 8 was asked for."),
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


@pytest.mark.parametrize("learner", ["right", "kernel", "blank"])
def test_feedback_has_no_widget_in_it(graded: Any, learner: str) -> None:
    """A feedback page shows the verdict in words and not the button, which would be empty there."""
    page = graded.notebook("feedback", LENET, learner).with_suffix(".html").read_text(encoding="utf-8")
    for trace in ("widget-view+json", "widget-state+json", "Error displaying widget", "CheckButton"):
        assert trace not in page


def test_release_is_what_nbgrader_generates_by_itself(new_course: Callable[..., Any], lenet_answers: Any) -> None:
    """The real command, with the stub as the only setting, makes the same bytes; a right answer then has full marks.

    With nothing else set, that also shows that a check is quiet and its score plain without the guard's help.
    """
    course = new_course()
    built = course.notebook("release", LENET).read_bytes()
    stub = '{"python": "...  # your code here"}'
    (course.directory / "nbgrader_config.py").write_text(f"c = get_config()\nc.ClearSolutions.code_stub = {stub}\n")
    course.nbgrader("generate_assignment", LENET, "--force")
    assert course.notebook("release", LENET).read_bytes() == built
    course.hand_in("ada", LENET, course.answered(LENET, lenet_answers["right"]))
    course.nbgrader("autograde", LENET)
    assert course.grades()[LENET, "ada"] == (11.0, 11.0)


def test_validate_passes_a_right_notebook(graded: Any, lenet_answers: Any, tmp_path: Path) -> None:
    """A learner's Validate, which knows no settings of the course, passes a right notebook that uses TensorFlow."""
    nbformat.write(graded.answered(LENET, lenet_answers["right"]), tmp_path / "10-lenet.ipynb")
    words = graded.nbgrader("validate", "10-lenet.ipynb", within=tmp_path)
    assert "Success! Your notebook passes all the tests." in words


def test_validate_fails_a_blank_notebook(graded: Any, tmp_path: Path) -> None:
    """A learner's Validate tells that a blank notebook gets no full marks."""
    nbformat.write(graded.answered(TOY, {}), tmp_path / "blank.ipynb")
    assert "VALIDATION FAILED ON 1 CELL(S)!" in graded.nbgrader("validate", "blank.ipynb", within=tmp_path)


def test_the_lesson_itself_is_graded(graded: Any, whole_course: WholeCourse, tmp_path: Path) -> None:
    """The course's own lesson, solved but for what is then trained, has all other marks; handed in blank, none."""
    course = replace(graded, directory=tmp_path / "course")
    shutil.copytree(whole_course.directory, course.directory)
    source = nbformat.read(course.notebook("source", LENET), as_version=4)
    solutions = {cell.id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    solved = {exercise: solution for exercise, solution in solutions.items() if exercise not in TRAINED}
    course.hand_in("right", LENET, course.answered(LENET, solved))
    course.hand_in("blank", LENET, course.answered(LENET, {}))
    course.nbgrader("autograde", LENET)
    grades = course.grades()
    most = float(sum(exercise.points for exercise in EXERCISES.values() if exercise.lesson == LENET))
    right = most - sum(EXERCISES[exercise].points for exercise in TRAINED)
    assert (grades[LENET, "right"], grades[LENET, "blank"]) == ((right, most), (0.0, most))
