"""The lesson on training in JupyterLab, to its first picture: what is drawn while it trains, and the monitor then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from checker.build import build_source

from .lab import Lab
from .pages import NotebookPage, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "09_training.py"


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab) -> Iterator[NotebookPage]:
    """The notebook with its solutions, run as far as it shows what only a browser can: the rest are still pictures."""
    nbformat.write(build_source(SOURCE), learner_lab.root / "09-training.ipynb")
    with opened(context, learner_lab, "09-training.ipynb") as notebook:
        notebook.run_before("09-three-sets")
        yield notebook


@pytest.fixture
def monitor(lesson: NotebookPage) -> Locator:
    """The live monitor in it."""
    return lesson.cell_with("TrainingMonitor(\n").locator(".live-picture")


def test_nothing_fails(lesson: NotebookPage) -> None:
    """No cell ends in an error or writes to stderr."""
    expect(lesson.complaints()).to_have_count(0)


def test_the_last_drawing_is_of_the_end(lesson: NotebookPage, artefacts: Path) -> None:
    """The place that was drawn anew after every epoch ends with the tenth."""
    output = lesson.cell_with("history = train(")
    expect(output.get_by_role("img", name=re.compile("one picture after epoch 10"))).to_have_count(1)
    lesson.picture(artefacts, "training-lesson-watched", of=output)


def test_the_monitor_is_walked_through_by_keyboard(lesson: NotebookPage, monitor: Locator, artefacts: Path) -> None:
    """From before training to the end, where the boat is nearly sure."""
    monitor.get_by_role("slider", name="Epoch").focus()
    lesson.page.keyboard.press("End")
    expect(monitor.locator(".monitor-told")).to_contain_text("After epoch 10")
    lesson.picture(artefacts, "training-lesson-monitor", of=monitor)
    assert float((monitor.locator(".monitor-share").nth(2).text_content() or "").split()[0]) > 0.9
