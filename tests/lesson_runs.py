"""Lessons run from the first cell to the last, each once for all tests, whichever of the test processes asks first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.once import made_once

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
SOURCE_FOLDER = ROOT / "notebooks" / "source"


def executed(notebook: NotebookNode) -> NotebookNode:
    """The notebook after every cell was run in a kernel of its own, with what the cells showed."""
    from nbclient import NotebookClient

    # The kernel finds the course as it does after an installation, wherever the tests are run from.
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    client = NotebookClient(notebook, timeout=300, allow_errors=True)
    client.execute(env=environment, cwd=str(ROOT / "notebooks"))
    return notebook


def shown(notebook: NotebookNode) -> list[NotebookNode]:
    """Everything that the cells showed, in order."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def printed(notebook: NotebookNode) -> str:
    """All that the cells printed."""
    return "".join(
        output.text for output in shown(notebook) if output.output_type == "stream" and output.name == "stdout"
    )


@pytest.fixture(scope="session")
def solved_lesson(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], NotebookNode]:
    """A lesson's name, such as "10_lenet" -> the lesson with its solutions, run."""
    import nbformat  # here: it takes two seconds, which the quick tests have not

    from checker.build import build_source

    def run(name: str) -> NotebookNode:
        def solve(path: Path) -> None:
            nbformat.write(executed(build_source(SOURCE_FOLDER / f"{name}.py")), path)

        return nbformat.read(made_once(tmp_path_factory, f"{name}-solved.ipynb", solve), as_version=4)

    return run
