"""What nbgrader's exchange puts beside a submission is where its next steps look for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.grading.grade import grade
from checker.grading.job import Limits

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]  # a course is laid out by nbgrader

TOY = "00-start-here"
NAME = "submission_secret.txt"


def graded(course: Any, executor: Any) -> Path:
    """Grade; where the secret of ada's submission is to be."""
    grade(course.directory, TOY, executor, limits=Limits(), protected=False)
    path: Path = course.notebook("autograded", TOY, "ada").with_name(NAME)
    return path


def test_the_secret_goes_on(toy_course: Any, at_once: Any) -> None:
    """The secret, by which `nbgrader release_feedback` finds the learner, lies beside the graded notebook."""
    toy_course.notebook("submitted", TOY, "ada").with_name(NAME).write_text("5ec2e7")
    assert graded(toy_course, at_once).read_text() == "5ec2e7"


def test_a_linked_secret_is_not_followed(toy_course: Any, at_once: Any) -> None:
    """A link in its place brings no other file in."""
    toy_course.notebook("submitted", TOY, "ada").with_name(NAME).symlink_to(toy_course.directory / "nbgrader_config.py")
    assert not graded(toy_course, at_once).exists()
