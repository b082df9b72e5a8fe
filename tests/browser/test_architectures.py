"""The notebook on architectures: its chart, and a block that is wrong on one branch and then right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from .lab import Lab
from .pages import NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

ANSWER, CHECK = "architectures-inception", "check-architectures-inception"
GIVEN_LINE = "...  # your code here"
RIGHT = (
    "return layers.Concatenate()([conv(one, 1)(maps), conv(three[1], 3)(conv(three[0], 1)(maps)), "
    "conv(five[1], 5)(conv(five[0], 1)(maps)), "
    'conv(pooled, 1)(layers.MaxPooling2D(3, strides=1, padding="same")(maps))])'
)
WRONG = RIGHT.replace("conv(five[0], 1)(maps)", "maps")


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str) -> Iterator[NotebookPage]:
    """The notebook, open in JupyterLab and run from top to bottom as it is handed out."""
    with opened(context, learner_lab, f"{notebooks}/12-architectures.ipynb") as notebook:
        notebook.run_all()
        yield notebook


def test_it_runs_as_handed_out(lesson: NotebookPage, artefacts: Path) -> None:
    """Run as it comes, no cell fails and none writes to stderr."""
    for number, picture in enumerate(lesson.pictures(), start=1):
        lesson.picture(artefacts, f"architectures-picture-{number}", of=picture)
    expect(lesson.complaints()).to_have_count(0)


def test_a_learner_is_told_which_branch_is_wrong(lesson: NotebookPage, artefacts: Path) -> None:
    """The 5 × 5 branch without its reduction, then with it."""
    expect(lesson.verdict(CHECK)).to_contain_text("Not attempted yet")
    lesson.type_over(ANSWER, GIVEN_LINE, WRONG)
    lesson.run(ANSWER)
    lesson.press(CHECK, "Check")
    expect(lesson.verdict(CHECK)).to_contain_text("The reduction of the 5 × 5 branch is missing")
    lesson.picture(artefacts, "architectures-wrong", of=lesson.output(CHECK))
    lesson.type_over(ANSWER, WRONG, RIGHT)
    lesson.run(ANSWER)
    lesson.press(CHECK, "Check")
    expect(lesson.verdict(CHECK)).to_contain_text("Right")


@pytest.mark.usefixtures("lesson")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
