"""A word's link in a lesson opens the glossary, rendered, at that word."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from .conftest import NOTEBOOKS
from .lab import Lab
from .pages import NOTEBOOK, NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str) -> Iterator[NotebookPage]:
    """The lesson on pixels, open in JupyterLab, with the glossary beside it."""
    shutil.copy(NOTEBOOKS / "glossary.md", learner_lab.root / notebooks)
    with opened(context, learner_lab, f"{notebooks}/01-pixels.ipynb") as notebook:
        yield notebook
        notebook.page.evaluate(f"() => {NOTEBOOK}.close()")  # the glossary, so that the notebook is the current one


def test_a_link_leads_to_its_word(lesson: NotebookPage, watch: Watch) -> None:
    """Headings and all, scrolled to where the word is explained."""
    lesson.page.get_by_role("link", name="uint8", exact=True).click()
    expect(lesson.page.get_by_role("heading", name="uint8")).to_be_in_viewport()
    assert (watch.errors, watch.elsewhere) == ([], [])
