"""The same answers have the same grade, whoever judges them: the notebook itself, nbgrader, or `checker grade`."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from checker.grading.failures import GradeError
from checker.grading.kernels import refuse_without_sandbox
from checker.render.text import text
from checker.report import Report

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # the first test waits for all notebooks to be run

TOY, LENET = "00-start-here", "10-lenet"
LEARNERS = ("right", "blank", "noisy", "kernel", "relu", "average", "strides", "missing", "broken")


def told_by_grade(course: Any, lesson: str, *options: str) -> Mapping[str, Any]:
    """What `checker grade` says, by student."""
    command = ["checker", "grade", str(course.directory), lesson, "--json", *options]
    done = subprocess.run(command, env=course.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {one["student"]: one for one in json.loads(done.stdout)["submissions"]}


@pytest.fixture(scope="module")
def regraded(graded: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A copy of the course that nbgrader graded, graded once more by `checker grade`."""
    course = replace(graded, directory=tmp_path_factory.mktemp("regraded") / "course")
    shutil.copytree(graded.directory, course.directory)
    told_by_grade(course, LENET, "--unprotected")
    return course


@pytest.fixture(scope="module")
def grades_now(regraded: Any) -> Any:
    """What nbgrader exports of it."""
    return regraded.grades()


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_score_is_nbgraders(grades: Any, grades_now: Any, learner: str) -> None:
    """The score is what `nbgrader autograde` gave."""
    assert grades_now[LENET, learner] == grades[LENET, learner]


@pytest.mark.parametrize("learner", LEARNERS)
@pytest.mark.parametrize("slug", ["lenet-shapes", "lenet"])
def test_the_words_are_the_notebooks(graded: Any, regraded: Any, learner: str, slug: str) -> None:
    """The report, word for word, is the one that the notebook's own check shows when nbgrader runs it."""
    here, there = (shown_by(course, learner, slug) for course in (regraded, graded))
    assert here == there


def shown_by(course: Any, learner: str, slug: str) -> str:
    """The report in the check cell, as text."""
    outputs = course.output_of(learner, LENET, f"check-{slug}")
    shown = [output.data.get("text/plain", "") for output in outputs if output.output_type == "display_data"]
    return next(words.strip() for words in shown if "point" in words or "attempted" in words)


def test_feedback_is_made_of_it(regraded: Any) -> None:
    """nbgrader makes a feedback page of the graded notebook, with the findings in it."""
    regraded.nbgrader("generate_feedback", LENET, "--student", "kernel", "--force")
    assert "looks through a window of 7 × 7; 8 × 8 was asked for." in regraded.feedback("kernel", LENET)


@pytest.fixture(scope="module")
def sandbox() -> None:
    """Skip where there is none."""
    try:
        refuse_without_sandbox()
    except GradeError as refusal:
        pytest.skip(str(refusal))


@pytest.fixture(scope="module")
def in_sandbox(
    sandbox: None, new_course: Callable[..., Any], lenet_answers: Any, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Any]:
    """What `checker grade` says of the same submissions when they run in the sandbox."""
    course = new_course()
    for learner in LEARNERS:
        course.hand_in(learner, LENET, course.answered(LENET, lenet_answers[learner]))
    return told_by_grade(course, LENET)


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_sandbox_changes_no_grade(in_sandbox: Any, grades: Any, learner: str) -> None:
    """What is right outside the sandbox is right inside, and what is wrong is wrong."""
    assert in_sandbox[learner]["score"] == grades[LENET, learner][0]


def test_reports_can_be_read_again(regraded: Any) -> None:
    """The ledger's report of an exercise is a report, and says what the notebook shows."""
    entry = json.loads((regraded.directory / ".checker" / "grades" / LENET / "kernel.json").read_text())
    report = Report.from_dict(entry["result"]["outcomes"][1]["report"])
    assert text(report).strip() == shown_by(regraded, "kernel", "lenet")
