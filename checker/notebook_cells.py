"""Read a notebook's file: its code cells, and which of them hold an answer or a check. Nothing in it is run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.notebook_place import ALLOW

MAX_FILE_BYTES = 100 * 2**20
NOTEBOOK_FORMAT = 4
CHECK_CALL = re.compile(r"""^\s*(?:[\w.]+\.)?check_cell\(\s*(["'])([\w-]+)\1""", re.MULTILINE)
CHECK_PREFIX = "check-"  # of a check cell's name in nbgrader's metadata
ZIP_SIGNATURE = b"PK\3\4"
FRESH_COPY = "take a fresh copy of the notebook and copy your answers into it"


class NotebookFileError(ValueError):
    """The notebook cannot be checked; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A code cell of a notebook, with the exercise that it belongs to."""

    number: int  # among all cells, counted from 1
    source: str
    answers: str = ""  # the slug of the exercise whose answer cell this is
    checks: str = ""  # the slug of the exercise whose check cell this is

    def __str__(self) -> str:
        lines = self.source.strip().splitlines() or [""]
        return f"cell {self.number}, which begins {lines[0][:40]!r}"


def read_notebook(path: Path) -> tuple[Cell, ...]:
    """The code cells of the notebook at `path`. Raises NotebookFileError for whatever is no notebook of this course."""
    notebook = _parse(path)
    _refuse_other_formats(notebook, path.name)
    _refuse_newer_course(notebook, path.name)
    cells = notebook["cells"]
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookFileError(f"{path.name} is damaged (its cells are no list of cells): {FRESH_COPY}.")
    return tuple(_code_cell(number, cell) for number, cell in enumerate(cells, 1) if cell.get("cell_type") == "code")


def find_checks(cells: Sequence[Cell], name: str) -> Mapping[str, int]:
    """Each exercise of the notebook called `name` -> the position of its check cell in `cells`, in the cells' order.

    Raises NotebookFileError when there is none, when one stands twice, or when an answer cell has lost its check cell.
    """
    checks: dict[str, int] = {}
    for position, cell in enumerate(cells):
        if cell.checks in checks:
            first = cells[checks[cell.checks]].number
            raise NotebookFileError(
                f"{name} has two check cells for {cell.checks!r} (cells {first} and {cell.number}): delete one."
            )
        if cell.checks:
            checks[cell.checks] = position
    lost = [cell.answers for cell in cells if cell.answers and cell.answers not in checks]
    if lost:
        raise NotebookFileError(f"{name} has lost the check cell of {lost[0]!r}: {FRESH_COPY}.")
    if not checks:
        raise NotebookFileError(f"{name} has no exercise in it: `checker list` shows which notebooks have.")
    return checks


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise NotebookFileError(f"{path.name} is a folder, not a notebook: give a notebook that is in it.")
    if not path.is_file():
        raise NotebookFileError(f"There is no notebook {path.name}: check the name.")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise NotebookFileError(
                f"{path.name} is larger than {MAX_FILE_BYTES // 2**20} MiB: clear its outputs and save."
            )
        return path.read_bytes()
    except PermissionError as fault:
        raise NotebookFileError(f"{path.name} may not be read by you: {ALLOW.format(path)}.") from fault
    except OSError as fault:
        raise NotebookFileError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault


def _parse(path: Path) -> Mapping[str, Any]:
    content = _read(path)
    if content.startswith(ZIP_SIGNATURE):
        raise NotebookFileError(f"{path.name} is a zip archive, not a notebook: unpack it, and check what is in it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotebookFileError(f"{path.name} is not a notebook (it is not text): {FRESH_COPY}.") from fault
    if not text.strip("\0 \t\r\n"):
        raise NotebookFileError(f"{path.name} is empty: {FRESH_COPY}.")
    if text.lstrip().startswith("<"):
        raise NotebookFileError(
            f"{path.name} is a web page, not a notebook: download the notebook itself, not the page that shows it."
        )
    if "\0" in text:
        raise NotebookFileError(f"{path.name} is damaged (null bytes in it, as after a full disk): {FRESH_COPY}.")
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as fault:
        place = f" in line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise NotebookFileError(f"{path.name} is no notebook or damaged (no JSON{place}): {FRESH_COPY}.") from fault
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise NotebookFileError(f"{path.name} is JSON, but no notebook: check the name.")
    return notebook


def _refuse_other_formats(notebook: Mapping[str, Any], name: str) -> None:
    found = notebook["nbformat"]
    if not isinstance(found, int) or found > NOTEBOOK_FORMAT:
        raise NotebookFileError(f"{name} has a format newer than this checker knows ({found!r}): update the course.")
    if found < NOTEBOOK_FORMAT:
        raise NotebookFileError(f"{name} has an old format ({found}): open it in JupyterLab, save it, check again.")
    if "cells" not in notebook:
        raise NotebookFileError(f"{name} is damaged (it has no cells): {FRESH_COPY}.")


def _refuse_newer_course(notebook: Mapping[str, Any], name: str) -> None:
    from checker import __version__

    made_for = _within(notebook, "metadata", "course", "version")
    if _numbers(made_for) > _numbers(__version__):
        raise NotebookFileError(
            f"{name} belongs to version {made_for} of the course, this checker to {__version__}: "
            "update the course (make update, then make lab)."
        )


def _code_cell(number: int, cell: Mapping[str, Any]) -> Cell:
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    marks = _within(cell, "metadata", "nbgrader")
    marks = marks if isinstance(marks, dict) else {}
    name = str(marks.get("grade_id", ""))
    if marks.get("grade") and name.startswith(CHECK_PREFIX):
        return Cell(number=number, source=source, checks=name.removeprefix(CHECK_PREFIX))
    if marks.get("solution"):
        return Cell(number=number, source=source, answers=name)
    call = CHECK_CALL.search(source)
    return Cell(number=number, source=source, checks=call[2] if call else "")


def _within(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _numbers(version: object) -> tuple[int, ...]:
    """ "1.2.3" -> (1, 2, 3); () for what is no version."""
    match = re.match(r"\d{1,6}(?:\.\d{1,6})*", version) if isinstance(version, str) else None
    return tuple(int(number) for number in match[0].split(".")) if match else ()
