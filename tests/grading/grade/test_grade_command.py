"""`checker grade` with real kernels: each submission ends with a grade or a reason, and is safe to read."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # the first test waits for all notebooks to be run

TOY = "00-start-here"
FULL = (
    "right",
    "plot",
    "shows",
    "silences",
    "floods",
    "asks",
    "namesake",
    "warns",
    "copied",
    "lost",
    "helped",
    "shadows",
    "marked-up",
    "twin-1",
    "renamed",
)


@pytest.mark.parametrize("student", FULL)
def test_a_right_answer_has_full_marks(classroom: Any, student: str) -> None:
    """Whatever else a notebook holds, a right answer has full marks."""
    assert classroom.submission(student)["score"] == 1.0


@pytest.mark.parametrize("student", ["wrong", "blank", "liar", "forges", "exits", "noted", "rewritten"])
def test_anything_else_has_none(classroom: Any, student: str) -> None:
    """A wrong answer has no marks, whatever it claims to be."""
    assert classroom.submission(student)["score"] == 0.0


def test_the_gradebook_has_the_same_scores(classroom: Any) -> None:
    """What nbgrader exports is what the command said, for all submissions that were graded or failed."""
    exported = {student: score for (lesson, student), (score, _) in classroom.course.grades().items() if lesson == TOY}
    assert exported == {one["student"]: one["score"] for one in classroom.told["submissions"]}


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("two", "there are 2 notebooks, and none of them is called 00-start-here.ipynb."),
        ("none", "there is no notebook."),
        ("broken", "the notebook is damaged: it is no JSON."),
        ("nulls", "the notebook has null bytes in it, as after a full disk."),
        ("old", "the notebook has an old format (3; 4 was expected)."),
        ("list", "the file is JSON, but no notebook."),
        ("linked", "the submission's folder is a link, which is not followed."),
        ("linked-file", "there is no notebook."),
        ("many", "there are more than 300 files."),
    ],
)
def test_what_cannot_be_graded_has_a_reason(classroom: Any, student: str, reason: str) -> None:
    """A submission that cannot be graded says why, and keeps no other from being graded."""
    assert classroom.submission(student)["failed"] == reason


@pytest.mark.parametrize(
    ("student", "flag"),
    [
        ("copied", "cell copied (start)"),
        ("lost", "cell missing (check-start)"),
        ("rewritten", "marks changed (check-start)"),
        ("rewritten", "locked cell edited (check-start)"),
        ("shadows", "own file beside the notebook (checker.py)"),
        ("linked", "symlink"),
        ("linked-file", "symlink"),
        ("renamed", "notebook renamed"),
        ("floods", "cell 2 showed more than is kept"),
        ("twin-1", "the very same notebook as twin-2"),
    ],
)
def test_what_was_tried_is_told(classroom: Any, student: str, flag: str) -> None:
    """The instructor is told in words what is unusual in a submission."""
    assert flag in classroom.submission(student)["flags"]


@pytest.mark.parametrize("student", ["right", "wrong", "blank", "helped", "warns", "namesake", "plot"])
def test_honest_work_has_no_flag(classroom: Any, student: str) -> None:
    """Nothing is said against a submission in which there is nothing to see."""
    assert classroom.submission(student)["flags"] == []


def test_a_kernel_that_ends_is_told(classroom: Any) -> None:
    """Where the kernel ended, the summary says at which cell, and how."""
    died = "The kernel died while cell 2 ran, or shortly before: it ended by itself, with exit code "
    assert classroom.submission("exits")["stopped"].startswith(died)


@pytest.mark.parametrize("student", ["shows", "marked-up", "asks", "exits"])
@pytest.mark.parametrize("unsafe", ["<script", "alert('js')", "<svg", "\x1b", "text/javascript"])
def test_nothing_of_the_learners_can_do_anything(classroom: Any, student: str, unsafe: str) -> None:
    """No markup, script or escape of the learner's is left in what the cells show, nor in text cells."""
    assert unsafe not in classroom.shown(student)


def test_a_picture_is_kept(classroom: Any) -> None:
    """A plot is there for whoever reads the submission."""
    assert "image/png" in classroom.outputs("plot")[0].data


def test_text_is_kept_without_its_colours(classroom: Any) -> None:
    """What was printed is there, as plain text."""
    assert "red\n" in [output.get("text") for output in classroom.outputs("shows")]


def test_the_verdict_is_there_to_read(classroom: Any) -> None:
    """The check cell of a graded notebook shows the report and then the score, as nbgrader reads it."""
    report, score = classroom.outputs("right", "check-start")
    assert "Right: 1 of 1 point" in report.data["text/plain"] and score.data["text/plain"] == "1.0"


def test_feedback_pages_hold_no_script_of_the_learners(classroom: Any) -> None:
    """nbgrader's feedback of a submission with scripts in its text holds them as text only."""
    classroom.course.nbgrader("generate_feedback", "00-start-here", "--student", "marked-up")
    page = classroom.course.notebook("feedback", "00-start-here", "marked-up").with_suffix(".html").read_text()
    assert "<script>alert(" not in page and "alert('markdown')" in page.replace("&#39;", "'")
