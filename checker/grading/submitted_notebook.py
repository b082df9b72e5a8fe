"""A submitted notebook: read without believing it, compared with its release, and put together again, safe to open."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.grading.flags import grouped
from checker.grading.job import Check, Job, Outcome
from checker.grading.released_marks import name_of, restored
from checker.grading.shown import harmless_markdown
from checker.render.html import html
from checker.render.text import text
from checker.render.words import readable
from checker.report import Report

FORMAT = 4
CHECK_PREFIX = "check-"
SURE = "I think this is right"  # how a learner says that a verdict is wrong
KINDS = ("code", "markdown", "raw")
MARKS = ("grade_id", "grade", "solution", "locked", "points")
MOST_CELLS = 5000
LONGEST_SOURCE = 200_000  # characters of a cell that an instructor is shown
LONGEST_NOTE = 2000
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class UnreadableError(ValueError):
    """The file is no notebook that can be graded; the message says why, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a submission, with its release's marks."""

    kind: str  # of KINDS
    source: str
    id: str
    marks: Mapping[str, Any] | None = None  # nbgrader's, from the release
    check: Check | None = None  # where this is its check cell
    as_released: bool = False  # nothing in it was changed


def read(job: Job) -> tuple[list[Cell], list[str]]:
    """The submission's cells, and what was done to those of the release. Raises UnreadableError."""
    submitted = [_plain_cell(cell, number) for number, cell in enumerate(_cells_of(job.notebook), 1)]
    marked = restored(submitted, list(job.released))
    released = {cell["id"]: cell for cell in job.released}
    checks = {f"{CHECK_PREFIX}{check.slug}": check for check in job.checks}
    return [_cell(cell, released, checks) for cell in marked], list(_tampering(submitted, job.released))


def notes(cells: Sequence[Cell]) -> dict[str, str]:
    """By exercise, what a learner wrote below its check, beginning with SURE: in text, or as a comment in code."""
    found: dict[str, str] = {}
    slug = ""
    for cell in cells:
        slug = cell.check.slug if cell.check else slug
        at = cell.source.find(SURE)
        if slug and not cell.as_released and not cell.check and at >= 0:
            said = cell.source[at:] if cell.kind != "code" else cell.source[at:].splitlines()[0]
            found.setdefault(slug, readable(said, longest=LONGEST_NOTE))
    return found


def assembled(
    cells: Sequence[Cell],
    metadata: Mapping[str, Any],
    outputs: Mapping[int, Sequence[Mapping[str, Any]]],
    outcomes: Iterable[Outcome],
) -> str:
    """The notebook for nbgrader's next steps, as JSON: `outputs` by the cells' places, each check with its verdict."""
    verdicts = {outcome.slug: outcome for outcome in outcomes}
    ids = {str(cell.marks["grade_id"]) for cell in cells if cell.marks}  # of these each is there once, for its cell
    written = [
        _written(cell, number, outputs.get(number, ()), verdicts, _new_id(cell, ids))
        for number, cell in enumerate(cells)
    ]
    notebook = {"cells": written, "metadata": dict(metadata), "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False) + "\n"


def explained(job: Job, reason: str) -> str:
    """The release as it would be had nothing been written, below the reason why the submission could not be graded."""
    told = {"cell_type": "markdown", "id": "not-graded", "metadata": {}, "source": f"**Not graded.** {reason}"}
    cells: list[dict[str, Any]] = [
        told,
        *({**cell, "outputs": []} if cell["cell_type"] == "code" else cell for cell in job.released),
    ]
    for cell in cells[1:]:
        if cell["id"].startswith(CHECK_PREFIX) and cell["cell_type"] == "code":
            line = f"This check gave no score: {reason}\n"
            cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": line}]
    notebook = {"cells": cells, "metadata": dict(job.metadata), "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False) + "\n"


# --- reading


def _cells_of(content: bytes) -> list[Any]:
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableError("the notebook is empty.")
    if b"\0" in content:
        raise UnreadableError("the notebook has null bytes in it, as after a full disk.")
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableError("the notebook is no text in UTF-8.") from None
    except (ValueError, RecursionError):
        raise UnreadableError("the notebook is damaged: it is no JSON.") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise UnreadableError("the file is JSON, but no notebook.")
    if notebook["nbformat"] != FORMAT:
        age = "an old" if notebook["nbformat"] < FORMAT else "a newer"
        raise UnreadableError(f"the notebook has {age} format ({notebook['nbformat']}; {FORMAT} was expected).")
    cells = notebook.get("cells")
    if not isinstance(cells, list) or len(cells) > MOST_CELLS:
        raise UnreadableError("the notebook has no list of cells, or far too many.")
    return cells


def _plain_cell(cell: Any, number: int) -> dict[str, Any]:
    """A cell with the parts that a cell has, each of its type; outputs are not taken over."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS:
        raise UnreadableError(f"cell {number} is no cell.")
    source = cell.get("source", "")
    pieces = source if isinstance(source, list) else [source]
    if not all(isinstance(piece, str) for piece in pieces):
        raise UnreadableError(f"cell {number} holds something that is no text.")
    own, metadata = cell.get("id"), cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return {
        "cell_type": cell["cell_type"],
        "id": own if isinstance(own, str) and CELL_ID.fullmatch(own) else "",
        "metadata": {"nbgrader": _plain_marks(marks)} if isinstance(marks, dict) else {},
        "source": "".join(pieces).encode("utf-8", "replace").decode(),  # half a surrogate pair is no text
    }


def _plain_marks(marks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: marks[name] for name in MARKS if isinstance(marks.get(name), str | int | float)}


def _cell(cell: Mapping[str, Any], released: Mapping[str, Mapping[str, Any]], checks: Mapping[str, Check]) -> Cell:
    marks = cell["metadata"].get("nbgrader")
    check = checks.get(marks["grade_id"]) if marks else None
    original = released.get(cell["id"])
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    if marks and marks.get("locked"):
        original = next(at for at in released.values() if _marked(at) == marks["grade_id"])
        source = original["source"]
    unchanged = original is not None and original["source"] == source and original["cell_type"] == cell["cell_type"]
    return Cell(kind=cell["cell_type"], source=source, id=cell["id"], marks=marks, check=check, as_released=unchanged)


def _marked(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _tampering(submitted: Sequence[Mapping[str, Any]], released: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What the submission did to the release's marked cells, by accident or not. None of it has an effect."""
    marked = {_marked(cell): cell for cell in released if _marked(cell)}
    there = [(name, cell) for cell in submitted if (name := name_of(cell, marked)) in marked and name is not None]
    found = Counter(name for name, _ in there)
    yield from grouped("cell copied", [name for name, count in found.items() if count > 1])
    yield from grouped("cell missing", [name for name in marked if name not in found])
    yield from grouped("marks changed", [name for name, cell in there if _marks(cell) != _marks(marked[name])])
    retyped = [name for name, cell in there if cell["cell_type"] != marked[name]["cell_type"]]
    yield from grouped("type of cell changed", retyped)
    locked = [(name, cell) for name, cell in there if marked[name]["metadata"]["nbgrader"].get("locked")]
    edited = [name for name, cell in locked if cell["source"].strip() != marked[name]["source"].strip()]
    yield from grouped("locked cell edited", edited)
    if list(dict.fromkeys(name for name, _ in there)) != [name for name in marked if name in found]:
        yield "marked cells in another order"
    if added := sum(name_of(cell, marked) not in marked and _is_graded(cell) for cell in submitted):
        yield f"cells marked as graded ({added}) that the release does not have"


def _is_graded(cell: Mapping[str, Any]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _marks(cell: Mapping[str, Any]) -> list[Any]:
    """What nbgrader goes by; its checksums differ between releases, too."""
    marks = cell["metadata"].get("nbgrader")
    return [marks.get(name) for name in MARKS] if isinstance(marks, dict) else []


# --- writing


def _new_id(cell: Cell, taken: set[str]) -> str:
    if cell.marks:
        return str(cell.marks["grade_id"])
    wanted = cell.id or "cell"
    own, count = wanted, 1
    while own in taken:
        count += 1
        own = f"{wanted[:56]}-{count}"
    taken.add(own)
    return own


def _written(
    cell: Cell, number: int, outputs: Sequence[Mapping[str, Any]], verdicts: Mapping[str, Outcome], own: str
) -> dict[str, Any]:
    metadata = {"nbgrader": dict(cell.marks)} if cell.marks else {}
    source = cell.source[:LONGEST_SOURCE]
    if cell.kind == "code":
        shown = _verdict(verdicts[cell.check.slug]) if cell.check and cell.check.slug in verdicts else list(outputs)
        return {
            "cell_type": "code",
            "execution_count": number + 1,
            "id": own,
            "metadata": metadata,
            "outputs": [
                {**output, "execution_count": number + 1} if _is_result(output) else output for output in shown
            ],
            "source": source,
        }
    if cell.kind == "raw":  # a raw cell's text is put into the page as it is
        source = "\n".join(f"    {line}" for line in source.splitlines())
    if not cell.as_released:
        source = harmless_markdown(source)
    return {"cell_type": "markdown", "id": own, "metadata": metadata, "source": source}


def _is_result(output: Mapping[str, Any]) -> bool:
    return output["output_type"] == "execute_result"


def _verdict(outcome: Outcome) -> list[dict[str, Any]]:
    """A check cell's outputs: the report to read, and the score as nbgrader reads it."""
    report = Report.from_dict(outcome.report)
    page = {"text/html": html(report), "text/plain": text(report)}
    return [
        {"output_type": "display_data", "data": page, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/plain": repr(float(outcome.score))}, "metadata": {}},
    ]
