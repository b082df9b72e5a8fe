"""An assignment as the instructor made it: its release's cells, what it asks for, and what lies beside it.

Names, points and order come from source/; the marks to put back, from the release that was made of it.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.grading.failures import GradeError
from checker.grading.submitted_notebook import CHECK_PREFIX
from checker.render.words import readable

CONFIG_NAME = "nbgrader_config.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What every submission of an assignment is graded by."""

    course: Path
    name: str
    notebook: str  # its name, without the ending
    released: Sequence[dict[str, Any]]  # cells
    metadata: Mapping[str, Any]  # of the release's notebook
    points: Mapping[str, float]  # by the slug of each exercise, in the notebook's order
    by_hand: frozenset[str]  # graded cells that are no check of an exercise of the course
    files: Mapping[str, bytes]  # beside the source
    digest: str  # of all this
    release_digest: str  # of the released file

    def autograded(self, student: str) -> Path:
        """Where nbgrader looks for a graded submission."""
        return self.course / "autograded" / student / self.name / f"{self.notebook}.ipynb"


def read_assignment(course: Path, name: str, *, exercises: Container[str]) -> Assignment:
    """Read the assignment `name` of the course laid out in `course`. Raises GradeError."""
    course = course.resolve()
    folder = course / "source" / name
    if not (course / CONFIG_NAME).is_file():
        raise GradeError(f"{course} holds no course: `checker course {course}` lays one out.")
    if not name or Path(name).name != name or not folder.is_dir():
        raise GradeError(f"There is no assignment {readable(name)!r}. {_there_are(course)}")
    sources = sorted(folder.glob("*.ipynb"))
    if len(sources) != 1:
        raise GradeError(f"{folder} has {len(sources)} notebooks; `checker grade` grades assignments of one.")
    source = sources[0]
    release = course / "release" / name / source.name
    if not release.is_file():
        raise GradeError(f"{release} is missing: run `nbgrader generate_assignment {name}` in {course}.")
    cells, notebook = _cells(source), _notebook(release)
    graded = dict(_graded(cells))
    if graded != dict(_graded(_cells(release))):
        raise GradeError(f"The release is older than its source: run `nbgrader generate_assignment {name} --force`.")
    checks = {grade_id: slug for grade_id in graded if (slug := _slug(grade_id)) in exercises}
    files = dict(_files(folder))
    contents = {source.name: source.read_bytes(), "release": release.read_bytes(), **files}
    return Assignment(
        course=course,
        name=name,
        notebook=source.stem,
        released=_cells(release),
        metadata=notebook.get("metadata", {}),
        points={slug: graded[grade_id] for grade_id, slug in checks.items()},
        by_hand=frozenset(graded) - frozenset(checks),
        files=files,
        digest=digest_of(contents),
        release_digest=sha256(contents["release"]).hexdigest(),
    )


def digest_of(contents: Mapping[str, bytes]) -> str:
    """A digest of files, by their names and contents."""
    whole = sha256()
    for name in sorted(contents):
        whole.update(f"{len(name.encode('utf-8', 'surrogateescape'))} {len(contents[name])} ".encode())
        whole.update(name.encode("utf-8", "surrogateescape") + contents[name])
    return whole.hexdigest()


def _notebook(path: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise GradeError(f"{path} is no notebook ({fault}): make it again with `checker course`.") from fault
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise GradeError(f"{path} is no notebook: make it again with `checker course`.")
    return notebook


def _cells(path: Path) -> list[dict[str, Any]]:
    """A notebook's cells, each source as one text."""
    return [{**cell, "source": "".join(cell["source"])} for cell in _notebook(path)["cells"]]


def _graded(cells: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    for cell in cells:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade") or marks.get("task"):
            yield marks["grade_id"], float(marks["points"])


def _slug(grade_id: str) -> str:
    return grade_id.removeprefix(CHECK_PREFIX) if grade_id.startswith(CHECK_PREFIX) else ""


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _there_are(course: Path) -> str:
    names = sorted(path.name for path in (course / "source").glob("*/"))
    return f"There are: {', '.join(names)}." if names else f"{course}/source has none."
