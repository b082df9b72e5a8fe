"""The first notebook: its toy check goes from not attempted to wrong to right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from .lab import Lab
from .pages import NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

ANSWER, CHECK = "start", "check-start"
GIVEN_LINE = "...  # your code here"


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str) -> Iterator[NotebookPage]:
    """The notebook, open in JupyterLab and run from top to bottom as it is handed out."""
    with opened(context, learner_lab, f"{notebooks}/00-start-here.ipynb") as notebook:
        notebook.run_all()
        yield notebook


def test_it_runs_as_handed_out(lesson: NotebookPage, artefacts: Path) -> None:
    """Run as it comes, no cell fails and none writes to stderr."""
    for number, picture in enumerate(lesson.pictures(), start=1):
        lesson.picture(artefacts, f"start-picture-{number}", of=picture)
    expect(lesson.complaints()).to_have_count(0)


def test_a_learner_sees_all_three_verdicts(lesson: NotebookPage, artefacts: Path) -> None:
    """The toy exercise is not attempted, then wrong with the mistake named, then right."""
    expect(lesson.verdict(CHECK)).to_contain_text("Not attempted yet")
    lesson.type_over(ANSWER, GIVEN_LINE, "answer = 7")
    lesson.run(ANSWER)
    lesson.press(CHECK, "Check")
    expect(lesson.verdict(CHECK)).to_contain_text("the two sides added")
    lesson.picture(artefacts, "start-wrong", of=lesson.output(CHECK))
    lesson.type_over(ANSWER, "answer = 7", "answer = 3 * 4")
    lesson.run(ANSWER)
    lesson.press(CHECK, "Check")
    expect(lesson.verdict(CHECK)).to_contain_text("Right")
    lesson.picture(artefacts, "start-right", of=lesson.output(CHECK))


@pytest.mark.usefixtures("lesson")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
