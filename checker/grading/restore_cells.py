"""A step of nbgrader's autograding that gives a submission the cells of its release back, before anything is run.

Copying an answer cell, deleting a check cell, or changing what nbgrader notes in a cell makes nbgrader give the whole
submission up. Learners do so by accident. What counts as an answer or check cell, and what it is worth, is therefore
taken from the release; what learners wrote stays.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

if TYPE_CHECKING:
    from nbformat import NotebookNode


class RestoreCells(NbGraderPreprocessor):
    """Every answer and check cell of the release once, in its place, as the release marks it."""

    releases = Unicode("release", help="The folder with NAME/NAME.ipynb for every assignment.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """nbgrader's hook, called once a notebook."""
        names = resources["nbgrader"]
        release = Path(self.releases, names["assignment"], f"{names['notebook']}.ipynb")
        if release.is_file():
            nb.cells = restored(nb.cells, nbformat.read(release, as_version=4).cells)
        return nb, resources


def restored(submitted: Sequence[NotebookNode], released: Sequence[NotebookNode]) -> list[NotebookNode]:
    """The submitted cells with the release's marks: of copies the last keeps them, and lost cells come back."""
    marked = {cell.metadata.nbgrader.grade_id: cell for cell in released if "nbgrader" in cell.metadata}
    cells = [deepcopy(cell) for cell in submitted]
    found: set[str | None] = set()
    for cell in reversed(cells):
        name = _name(cell, marked)
        cell.metadata.pop("nbgrader", None)
        if name in marked and name not in found:
            found.add(name)
            _mark_like(cell, marked[name])
    for position, cell in enumerate(released):
        name = _name(cell, marked)
        if name in marked and name not in found:
            cells.insert(_place_after(cells, released[:position], marked), deepcopy(cell))
    return cells


def _name(cell: NotebookNode, marked: Container[object]) -> str | None:
    """nbgrader's name of a marked cell, else the cell's id. In a submission anything may stand where marks should."""
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) and name in marked else cell.get("id")


def _mark_like(cell: NotebookNode, released: NotebookNode) -> None:
    cell.metadata.nbgrader = deepcopy(released.metadata.nbgrader)
    if cell.cell_type != released.cell_type:
        cell.cell_type = released.cell_type
        cell.pop("attachments", None)
        cell.execution_count, cell.outputs = None, []


def _place_after(cells: Sequence[NotebookNode], before: Sequence[NotebookNode], marked: Container[object]) -> int:
    """Where the next released cell goes: behind the nearest of those before it that is still there, or first."""
    places = {_name(cell, marked): index + 1 for index, cell in enumerate(cells)}
    names = (_name(released, marked) for released in reversed(before))
    return next((places[name] for name in names if name in places), 0)
