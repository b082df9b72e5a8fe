"""A submission's cells with the marks of its release: what counts as an answer or check cell, and what it is worth.

Cells are plain dictionaries, as a notebook's JSON has them; nbformat's nodes are such dictionaries too. Standard
library only, so that it can be done where nbgrader is not loaded.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, MutableMapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

Cell = TypeVar("Cell", bound=MutableMapping[str, Any])


def restored(submitted: Sequence[Cell], released: Sequence[Cell]) -> list[Cell]:
    """The submitted cells with the release's marks: of copies the last keeps them, and lost cells come back."""
    marked = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in released if "nbgrader" in cell["metadata"]}
    cells = [deepcopy(cell) for cell in submitted]
    found: set[str | None] = set()
    for cell in reversed(cells):
        name = name_of(cell, marked)
        cell["metadata"].pop("nbgrader", None)
        if name in marked and name not in found:
            found.add(name)
            _mark_like(cell, marked[name])
    for position, cell in enumerate(released):
        name = name_of(cell, marked)
        if name in marked and name not in found:
            cells.insert(_place_after(cells, released[:position], marked), deepcopy(cell))
    return cells


def name_of(cell: Mapping[str, Any], marked: Container[object]) -> str | None:
    """nbgrader's name of a marked cell, else the cell's id. In a submission anything may stand where marks should."""
    marks = cell["metadata"].get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    return name if isinstance(name, str) and name in marked else cell.get("id")


def _mark_like(cell: MutableMapping[str, Any], released: Mapping[str, Any]) -> None:
    cell["metadata"]["nbgrader"] = deepcopy(released["metadata"]["nbgrader"])
    if cell["cell_type"] != released["cell_type"]:
        cell["cell_type"] = released["cell_type"]
        cell.pop("attachments", None)
        cell["execution_count"], cell["outputs"] = None, []


def _place_after(
    cells: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], marked: Container[object]
) -> int:
    """Where the next released cell goes: behind the nearest of those before it that is still there, or first."""
    places = {name_of(cell, marked): index + 1 for index, cell in enumerate(cells)}
    names = (name_of(released, marked) for released in reversed(before))
    return next((places[name] for name in names if name in places), 0)
