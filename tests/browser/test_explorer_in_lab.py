"""The explorer in JupyterLab, with a kernel: what is drawn and pointed at is there for the notebook's code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import BrowserContext, Locator, expect

from .lab import Lab
from .pages import NotebookPage, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SHOW = """from checker.quiet import quiet_stderr
with quiet_stderr():
    import keras
from keras import layers
from course import trained_network
from course.data import digits
from course.pictures.explorer import Explorer
model = keras.Sequential([
    keras.Input((32, 32, 1)),
    layers.Conv2D(6, 5, activation="relu"), layers.MaxPooling2D(2),
    layers.Conv2D(16, 8, activation="tanh"), layers.MaxPooling2D(3),
    layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10, activation="softmax")])
model.set_weights(trained_network.weights())
images = digits()
explorer = Explorer(model, pictures=images.x_test[:12], labels=images.y_test[:12], class_names=images.class_names)
explorer"""
ASK = "print(model.predict(explorer.image[None], verbose=0).argmax(), explorer.selected)"


@pytest.fixture(scope="module")
def shown(context: BrowserContext, learner_lab: Lab) -> Iterator[NotebookPage]:
    """The notebook in JupyterLab, run."""
    cells = [new_code_cell(SHOW, id="show"), new_code_cell(ASK, id="ask")]
    kernelspec = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    path = learner_lab.root / "explorer.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), path)
    with opened(context, learner_lab, "explorer.ipynb") as notebook:
        notebook.run_all()
        yield notebook


def part(notebook: NotebookPage, selector: str) -> Locator:
    """A part of the explorer."""
    return notebook.output("show").locator(selector)


def test_drawing_reaches_the_kernel(shown: NotebookPage) -> None:
    """A 1 drawn with keys is what the model reads in the next cell."""
    notebook = shown
    part(notebook, "button").get_by_text("Clear", exact=True).click()
    part(notebook, ".explorer-sheet").focus()
    for key in [*["ArrowUp"] * 8, *["Shift+ArrowDown"] * 16]:
        notebook.page.keyboard.press(key)
    expect(part(notebook, ".explorer-first")).to_have_text("1")
    notebook.run_until("ask", "1 [")  # the stroke ends when the keys rest


def test_keys_stay_in_the_picture(shown: NotebookPage) -> None:
    """Walking with arrows and letters neither leaves the cell nor cuts it, and the kernel hears where it led."""
    part(shown, ".explorer-stage").focus()
    for key in ("ArrowRight", "x", "PageDown", "d", "d"):
        shown.page.keyboard.press(key)
    expect(part(shown, ".explorer-cell")).to_have_text("ReLU, map 0, row 14, column 14")
    shown.run_until("ask", "[2, 14, 14, 0]")


def test_dark(shown: NotebookPage, artefacts: Path) -> None:
    """The colours follow JupyterLab's theme."""
    shown.use_theme("JupyterLab Light")
    legend = part(shown, ".explorer-ribbon")
    light = legend.evaluate("ribbon => getComputedStyle(ribbon).backgroundImage")
    shown.picture(artefacts, "explorer-in-lab-light", of=shown.output("show"))
    shown.use_theme("JupyterLab Dark")
    shown.picture(artefacts, "explorer-in-lab-dark", of=shown.output("show"))
    dark = legend.evaluate("ribbon => getComputedStyle(ribbon).backgroundImage")
    shown.use_theme("JupyterLab Light")
    assert dark != light
