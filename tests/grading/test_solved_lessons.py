"""Whole lessons with their own solutions, graded in the sandbox: nothing is missing there that a lesson needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from checker.build import SOURCE_DIRECTORY, build_release, build_source, to_text
from checker.exercises import EXERCISES
from checker.grading.grade_submission import grade_submission
from checker.grading.job import Check, Job
from tests.needs import need_sandbox

LESSONS = sorted(SOURCE_DIRECTORY.glob("0[0-8]_*.py"))  # from the next on they train, for up to two minutes each


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own")
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_solved_lesson_has_full_marks_and_no_flag(path: Path) -> None:
    """As the instructor's own notebook, handed in to be graded."""
    need_sandbox()
    released = [
        {**cell, "source": "".join(cell["source"])} for cell in json.loads(to_text(build_release(path)))["cells"]
    ]
    slugs = [slug for slug, exercise in EXERCISES.items() if exercise.lesson == path.stem.replace("_", "-")]
    job = Job(
        student="ada",
        assignment=path.stem,
        notebook=to_text(build_source(path)).encode(),
        released=released,
        metadata={},
        checks=[Check(slug=slug, points=EXERCISES[slug].points, seed=3) for slug in slugs],
    )
    result = grade_submission(job)
    assert (list(result.flags), result.stopped, result.failed) == ([], "", "")
    assert [outcome.slug for outcome in result.outcomes if outcome.score < outcome.points] == []
    assert len(result.outcomes) == len(slugs) > 0
