"""10-lenet with the right block and a call that trains it, as far as what the trained network says of twelve digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from checker.exercises import EXERCISES

from .lab import Lab
from .lenet_exercise import ANSWER, GIVEN_LINE, NOTEBOOK, RIGHT
from .pages import NotebookPage, Watch, opened

TRAINING = "lenet-train"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str, artefacts: Path) -> Iterator[NotebookPage]:
    """The notebook, open in JupyterLab, the block typed in, and run: what comes after trains more networks like it."""
    with opened(context, learner_lab, f"{notebooks}/{NOTEBOOK}") as notebook:
        notebook.type_over(ANSWER, GIVEN_LINE, RIGHT)
        notebook.type_over(TRAINING, GIVEN_LINE, EXERCISES[TRAINING].solution)
        notebook.run_before("lenet-dense")
        for number, picture in enumerate(notebook.pictures(), start=1):
            notebook.picture(artefacts, f"training-picture-{number}", of=picture)
        yield notebook


def test_nothing_fails(lesson: NotebookPage) -> None:
    """With the block filled in no cell fails, and none writes to stderr."""
    expect(lesson.complaints()).to_have_count(0)


def test_the_network_learns(lesson: NotebookPage) -> None:
    """After training it is right on at least 93 of 100 digits that it has never seen: the check says so."""
    expect(lesson.verdict(f"check-{TRAINING}")).to_contain_text("Right: 3 of 3 points")


def test_twelve_digits_are_classified(lesson: NotebookPage, artefacts: Path) -> None:
    """Twelve test digits are shown, with a description that says what the network took each of them for."""
    picture = lesson.cell_with("verdicts(images").get_by_role("img", name=re.compile("^12 digits"))
    lesson.picture(artefacts, "training-twelve-digits", of=picture)
    lesson.use_theme("JupyterLab Dark")
    lesson.picture(artefacts, "training-twelve-digits-dark", of=picture)
    described = picture.get_attribute("alt") or picture.get_attribute("aria-label") or ""
    assert len(re.findall(r"a \d taken for a \d", described)) == 12


@pytest.mark.usefixtures("lesson")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
