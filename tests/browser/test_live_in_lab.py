"""A live picture where learners meet it: in JupyterLab and Notebook 7, saved and opened again, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from .lab import Lab
from .pages import NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SHOW = """from course.data import boat
from course.pictures.kernel_editor import KernelEditor
editor = KernelEditor(boat(grey=True), shows="a boat")
editor"""


def written(path: Path) -> None:
    """Write a notebook that shows the kernel editor, and then what its first kernel is."""
    cells = [new_code_cell(SHOW, id="show"), new_code_cell("print(editor.first)", id="ask")]
    kernelspec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)


@pytest.fixture(scope="module")
def shown(context: BrowserContext, learner_lab: Lab) -> Iterator[NotebookPage]:
    """The notebook in JupyterLab, run."""
    written(learner_lab.root / "live.ipynb")
    with opened(context, learner_lab, "live.ipynb") as notebook:
        notebook.run_all()
        yield notebook


def weight(notebook: NotebookPage) -> Locator:
    """The middle weight of kernel A."""
    return notebook.output("show").get_by_role("grid", name="Weights of kernel A").get_by_role("gridcell").nth(4)


def cells(notebook: NotebookPage) -> int:
    """How many cells the notebook has."""
    return notebook.page.locator(".jp-Notebook .jp-Cell").count()


def test_live_and_not_twice(shown: NotebookPage, artefacts: Path) -> None:
    """While the picture is alive, the still one is not to be seen."""
    expect(weight(shown)).to_have_text("8")
    shown.picture(artefacts, "live-in-lab", of=shown.output("show"))
    expect(shown.output("show").locator(".still-picture")).to_be_hidden()


def test_letters_stay_there(shown: NotebookPage) -> None:
    """JupyterLab's one-letter commands do nothing while the picture has the focus: x would cut the cell."""
    weight(shown).focus()
    for key in "xdda":
        shown.page.keyboard.press(key)
    expect(weight(shown)).to_be_focused()
    assert cells(shown) == 2


def test_kernel_hears(shown: NotebookPage) -> None:
    """A weight that was typed is what the notebook's code gets."""
    weight(shown).focus()
    for key in ("9", "Enter"):
        shown.page.keyboard.press(key)
    shown.run("ask")
    expect(shown.output("ask")).to_contain_text("[-1.0, 9.0, -1.0]")


def test_in_the_dark(shown: NotebookPage, artefacts: Path) -> None:
    """In JupyterLab's dark theme the picture's own colours follow."""
    shown.use_theme("JupyterLab Dark")
    shown.picture(artefacts, "live-in-lab-dark", of=shown.output("show"))
    ring = (
        shown.output("show")
        .locator(".live-picture")
        .evaluate("e => getComputedStyle(e).getPropertyValue('--live-ring')")
    )
    shown.use_theme("JupyterLab Light")
    assert ring == "#90caf9"


@pytest.fixture(scope="module")
def saved(shown: NotebookPage, learner_lab: Lab) -> Path:
    """The notebook, saved after it was run."""
    shown.save()
    copy = learner_lab.root / "live-saved.ipynb"
    copy.write_bytes(shown.path.read_bytes())
    return copy


def test_opened_again(context: BrowserContext, learner_lab: Lab, saved: Path, artefacts: Path) -> None:
    """Opened again without being run, the notebook shows the still picture and how to revive it, nothing broken."""
    with opened(context, learner_lab, saved.name) as again:
        image = again.output("show").get_by_role("img", name="Left: a boat.")
        expect(image).to_be_visible()
        expect(again.page.get_by_text("Error displaying widget").filter(visible=True)).to_have_count(0)
        expect(again.output("show").get_by_text("run this cell to bring it to life")).to_be_visible()
        again.picture(artefacts, "live-opened-again", of=again.output("show"))


def test_on_paper(chromium: Browser, saved: Path, artefacts: Path) -> None:
    """The exported page, which is what JupyterLab prints, shows the still picture where no script runs."""
    from nbconvert import HTMLExporter

    exported, _ = HTMLExporter().from_filename(str(saved))
    fresh = chromium.new_context(java_script_enabled=False)
    page = fresh.new_page()
    page.set_content(exported)
    expect(page.get_by_role("img", name="Left: a boat.")).to_be_visible()
    expect(page.get_by_text("run this cell to bring it to life")).to_be_hidden()
    page.screenshot(path=artefacts / "live-on-paper.png", full_page=True)
    fresh.close()


def test_notebook7(context: BrowserContext, learner_lab: Lab) -> None:
    """In Notebook 7 too the picture is alive and keeps its letters."""
    written(learner_lab.root / "live7.ipynb")
    with opened(context, learner_lab, "live7.ipynb", view="notebook") as notebook:
        notebook.run("show")
        weight(notebook).focus()
        for key in ("x", "d", "d", "7", "Enter"):
            notebook.page.keyboard.press(key)
        expect(weight(notebook)).to_have_text("7")
        assert cells(notebook) == 2


@pytest.mark.usefixtures("shown")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
