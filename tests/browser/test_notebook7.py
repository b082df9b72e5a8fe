"""The exercise of 10-lenet in Notebook 7, in short: the same notebook and button in the other application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from .lab import Lab
from .lenet_exercise import ANSWER, CHECK, NOTEBOOK, RIGHT, WRONG, answer
from .pages import NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str) -> Iterator[NotebookPage]:
    """The notebook, open in Notebook 7 and run as far as the exercise, answer and check included."""
    with opened(context, learner_lab, f"{notebooks}/{NOTEBOOK}", view="notebook") as notebook:
        notebook.run_before(ANSWER)
        notebook.run(ANSWER)
        notebook.run(CHECK)
        yield notebook


def test_a_learner_is_corrected_and_then_right(lesson: NotebookPage, artefacts: Path) -> None:
    """A wrong kernel is named, an edit that was not run is told, and the corrected block is right."""
    answer(lesson, WRONG)
    expect(lesson.verdict(CHECK)).to_contain_text("second convolution")
    lesson.picture(artefacts, "notebook7-1-wrong", of=lesson.output(CHECK))
    lesson.type_over(ANSWER, WRONG.splitlines()[0], RIGHT.splitlines()[0])
    expect(lesson.cell(CHECK).get_by_text("has changed since it was run")).to_be_visible()
    lesson.run(ANSWER)
    lesson.press(CHECK, "Check")
    expect(lesson.verdict(CHECK)).to_contain_text("Right: 6 of 6 points")
    lesson.picture(artefacts, "notebook7-2-right", of=lesson.output(CHECK))


def test_letters_typed_on_the_button_stay_there(lesson: NotebookPage) -> None:
    """Notebook 7's one-letter commands do nothing while the button has the focus."""
    lesson.select(CHECK)
    lesson.tab_to(lesson.button(CHECK, "Check"))
    for key in "xdda":
        lesson.page.keyboard.press(key)
    expect(lesson.button(CHECK, "Check")).to_be_focused()


@pytest.mark.usefixtures("lesson")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
