"""From the sources in notebooks/source/*.py to the notebooks that learners and instructors open.

A source is a percent-format script. `build_source` makes of it nbgrader's source version, solutions included;
`build_release` what learners get: byte for byte what `nbgrader generate_assignment` makes of the source version.
Needs jupytext and nbgrader, which only instructors and maintainers install; they are imported when first called for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import __version__
from checker.exercises import EXERCISES
from checker.source_faults import Exercises, first_fault, lesson_name

if TYPE_CHECKING:
    from nbformat import NotebookNode

COURSE_NAME = "pixels-to-lenet"
CODE_STUB = "...  # your code here"  # what stands where a solution stood
CHECK_CODE = 'from checker.notebook import check_cell\ncheck_cell("{slug}")'
SOURCE_DIRECTORY = Path(__file__).parent.parent / "notebooks" / "source"
NOTEBOOK_DIRECTORY = SOURCE_DIRECTORY.parent

HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
LONGEST_ID = 64  # nbformat's limit


class BuildError(ValueError):
    """A source that cannot be built; the message is one line that says where and what to do."""


def source_paths(source_dir: Path = SOURCE_DIRECTORY) -> list[Path]:
    """The lessons' sources in order. Raises BuildError when there is none."""
    paths = sorted(source_dir.glob("[0-9]*.py"))
    if not paths:
        raise BuildError(
            f"No lesson's source (NN_topic.py) in {source_dir}: run this in a clone of the course, "
            "where notebooks/source/ is."
        )
    return paths


def build_source(path: Path, *, exercises: Exercises = EXERCISES) -> NotebookNode:
    """nbgrader's source version of one lesson, solutions included. Raises BuildError."""
    notebook = _read(path)
    if fault := first_fault(lesson_name(path), notebook.cells, exercises):
        raise BuildError(f"{path.name}: {fault}")
    for cell in notebook.cells:
        _mark_for_nbgrader(cell, exercises)
    for cell, cell_id in zip(notebook.cells, _cell_ids(path, notebook.cells), strict=True):
        cell.id = cell_id
    notebook.metadata = {
        "course": {"name": COURSE_NAME, "version": __version__},
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return _plain(notebook)


def build_release(path: Path, *, exercises: Exercises = EXERCISES) -> NotebookNode:
    """The notebook that learners get: no solutions, no outputs, check cells locked. Raises BuildError."""
    from nbgrader import preprocessors as steps
    from traitlets.config import Config

    # The order in which nbgrader's GenerateAssignment takes those of its steps that concern these notebooks.
    order = (
        steps.LockCells,
        steps.ClearSolutions,
        steps.ClearOutput,
        steps.CheckCellMetadata,
        steps.ComputeChecksums,
        steps.ClearHiddenTests,
        steps.ComputeChecksums,
        steps.CheckCellMetadata,
    )
    config = Config({"ClearSolutions": {"code_stub": {"python": CODE_STUB}}})
    notebook = build_source(path, exercises=exercises)
    resources: dict[str, Any] = {}
    for step in order:
        notebook, resources = step(config=config).preprocess(notebook, resources)
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """The notebook as the text of its file, as nbconvert writes it."""
    import nbformat

    return nbformat.writes(notebook).rstrip("\n") + "\n"


def build_all(
    source_dir: Path = SOURCE_DIRECTORY, notebook_dir: Path = NOTEBOOK_DIRECTORY, *, exercises: Exercises = EXERCISES
) -> list[Path]:
    """Build every lesson's notebook; returns those whose file changed. Writes nothing when one cannot be built."""
    changed = dict(_differing(source_dir, notebook_dir, exercises))
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(changed)


def outdated(
    source_dir: Path = SOURCE_DIRECTORY, notebook_dir: Path = NOTEBOOK_DIRECTORY, *, exercises: Exercises = EXERCISES
) -> list[Path]:
    """The notebooks that are missing or not what their source builds. Writes nothing."""
    return [path for path, _ in _differing(source_dir, notebook_dir, exercises)]


def _differing(source_dir: Path, notebook_dir: Path, exercises: Exercises) -> Iterator[tuple[Path, str]]:
    for source in source_paths(source_dir):
        path = notebook_dir / f"{lesson_name(source)}.ipynb"
        text = to_text(build_release(source, exercises=exercises))
        if not path.is_file() or path.read_bytes() != text.encode():
            yield path, text


def _read(path: Path) -> NotebookNode:
    import jupytext

    try:
        return jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    except OSError as fault:
        raise BuildError(f"{path}: cannot be read ({fault.strerror}).") from fault
    except ValueError as fault:  # not UTF-8, or metadata that is none
        raise BuildError(f"{path.name}: not a percent-format script in UTF-8 ({fault}).") from fault


def _plain(notebook: NotebookNode) -> NotebookNode:
    """The notebook as it is after being written and read: no object of jupytext's is left in it."""
    import nbformat

    return nbformat.reads(nbformat.writes(notebook), as_version=4)


# --- marking cells


def _mark_for_nbgrader(cell: NotebookNode, exercises: Exercises) -> None:
    """Replace answer= and check= by nbgrader's metadata, and give a check cell its code."""
    answer, check = cell.metadata.pop("answer", None), cell.metadata.pop("check", None)
    cell.metadata.pop("points", None)
    if answer:
        cell.metadata.nbgrader = _nbgrader(grade_id=answer, solution=True)
    if check:
        cell.source = CHECK_CODE.format(slug=check)
        cell.metadata.nbgrader = _nbgrader(grade_id=f"check-{check}", grade=True, points=exercises[check].points)


def _nbgrader(*, grade_id: str, grade: bool = False, solution: bool = False, **more: Any) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        **more,
    }


def _cell_ids(path: Path, cells: Iterable[NotebookNode]) -> Iterator[str]:
    """One id a cell: nbgrader's, or else the section's name and a number, so that other sections keep theirs."""
    taken = {cell.metadata.nbgrader.grade_id for cell in cells if "nbgrader" in cell.metadata}
    number = lesson_name(path).split("-")[0]
    section = f"{number}-top"
    for cell in cells:
        if "nbgrader" in cell.metadata:
            yield cell.metadata.nbgrader.grade_id
            continue
        heading = HEADING.search(cell.source) if cell.cell_type == "markdown" else None
        if heading:
            section = f"{number}-{_slugged(heading[1])}"[: LONGEST_ID - 4].rstrip("-")
        cell_id, count = section, 1
        while cell_id in taken:
            count += 1
            cell_id = f"{section}-{count}"
        taken.add(cell_id)
        yield cell_id


def _slugged(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
