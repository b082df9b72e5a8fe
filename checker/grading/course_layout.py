"""`checker course DIR`: the folder from which an instructor hands out and grades the course with nbgrader.

    DIR/nbgrader_config.py        the course's settings, then the instructor's own
    DIR/README.md                 the steps, in order
    DIR/source/NAME/NAME.ipynb    one assignment a lesson, solutions included
    DIR/source/NAME/glossary.md   the words of the course, beside every notebook, so that its links arrive
    DIR/release/NAME/             what learners get, made by nbgrader itself, which enters it into DIR/gradebook.db
    DIR/replaced/NAME/N.ipynb     former sources, kept when a newer course replaced them

Nothing else in DIR is written: submitted, autograded, feedback and the grades are nbgrader's.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.build import NOTEBOOK_DIRECTORY, SOURCE_DIRECTORY, build_source, source_paths, to_text
from checker.exercises import EXERCISES
from checker.grading.course_texts import CONFIG, README
from checker.source_faults import Exercises, lesson_name

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from nbgrader.apps import NbGraderAPI

CONFIG_NAME = "nbgrader_config.py"
GLOSSARY = "glossary.md"
LINK_TO_LESSON = re.compile(r"\]\((\d\d-[\w-]+)\.ipynb")
CONFIG_MARK = "checker.grading"  # by which a folder is known to be a course of ours


class CourseError(ValueError):
    """The course cannot be laid out there; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What laying out a course did."""

    directory: Path
    changed: tuple[str, ...] = ()  # assignments whose source and release were written
    unchanged: tuple[str, ...] = ()  # assignments that were up to date
    refused: tuple[str, ...] = ()  # one line for each assignment that nbgrader would not change; it is as it was


def lay_out_course(directory: Path, *, source_dir: Path = SOURCE_DIRECTORY, exercises: Exercises = EXERCISES) -> Layout:
    """Lay the course out in `directory`, or bring one that lies there up to date. Needs nbgrader and jupytext.

    Raises CourseError where something else lies there, checker.build.BuildError where a lesson cannot be built, OSError
    where the glossary cannot be read; then nothing is written.
    """
    directory = directory.resolve()
    _reject_other_folder(directory)
    sources = {
        lesson_name(path): to_text(linked_across_folders(build_source(path, exercises=exercises))).encode()
        for path in source_paths(source_dir)
    }
    glossary = (NOTEBOOK_DIRECTORY / GLOSSARY).read_bytes()
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in ((CONFIG_NAME, CONFIG), ("README.md", README)):
        if not (directory / name).exists():
            (directory / name).write_text(text, encoding="utf-8")
    stale = {name: content for name, content in sources.items() if not _is_current(directory, name, content, glossary)}
    refusals = _refusals(directory, stale, glossary) if stale else {}
    return Layout(
        directory=directory,
        changed=tuple(name for name in stale if name not in refusals),
        unchanged=tuple(name for name in sources if name not in stale),
        refused=tuple(refusals.values()),
    )


def linked_across_folders(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its links to other lessons leading into their folders: each assignment has one of its own."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK_TO_LESSON.sub(r"](../\1/\1.ipynb", cell.source)
    return notebook


def _reject_other_folder(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise CourseError(f"{directory} is a file: name a new folder.")
    if directory.is_dir() and any(directory.iterdir()) and not _is_course(directory):
        raise CourseError(f"{directory} is not empty and holds no course of this kind: name a new or an empty folder.")


def _is_course(directory: Path) -> bool:
    config = directory / CONFIG_NAME
    return config.is_file() and CONFIG_MARK in config.read_text(encoding="utf-8", errors="replace")


def _notebook(directory: Path, step: str, name: str) -> Path:
    return directory / step / name / f"{name}.ipynb"


def _is_current(directory: Path, name: str, content: bytes, glossary: bytes) -> bool:
    source, release = (_notebook(directory, step, name) for step in ("source", "release"))
    words = [_content(path.with_name(GLOSSARY)) for path in (source, release)]
    return release.is_file() and _content(source) == content and words == [glossary, glossary]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _refusals(directory: Path, sources: dict[str, bytes], glossary: bytes) -> dict[str, str]:
    """Write the sources and have nbgrader make their releases; the assignments that it refused, each with one line."""
    nbgrader = _nbgrader_at(directory)
    refusals = {}
    for name, content in sources.items():
        source, release = (_notebook(directory, step, name) for step in ("source", "release"))
        written = (source, release, source.with_name(GLOSSARY), release.with_name(GLOSSARY))
        former = {path: _content(path) for path in written}
        _write(source, content)
        _write(source.with_name(GLOSSARY), glossary)  # nbgrader hands out what lies beside the notebook
        with _own_programs_on_path():
            outcome = nbgrader.generate_assignment(name, force=True, create=True)
        if outcome["success"]:
            if (replaced := former[source]) not in (None, content):
                _keep(directory / "replaced" / name, replaced)
            continue
        for path, before in former.items():
            path.unlink(missing_ok=True)
            if before is not None:
                _write(path, before)
        refusals[name] = f"{name}: nbgrader refused it ({_reason(outcome)}). It is as it was."
    return refusals


def _nbgrader_at(directory: Path) -> NbGraderAPI:
    from nbgrader.apps import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG_NAME, path=str(directory)).load_config()
    return NbGraderAPI(config=config)


@contextmanager
def _own_programs_on_path() -> Iterator[None]:
    """nbgrader starts the program `alembic`, which lies beside this Python, also where no environment is activated."""
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join(filter(None, (str(Path(sys.executable).parent), path)))
    try:
        yield
    finally:
        os.environ["PATH"] = path


def _reason(outcome: dict[str, str]) -> str:
    """nbgrader's own last error, without its stack."""
    lines = [line.strip() for line in f"{outcome.get('log', '')}\n{outcome['error']}".splitlines()]
    named = [line for line in lines if line.startswith(("RuntimeError: ", "[ERROR] Cannot "))]
    return (named or [line for line in lines if line])[-1].removeprefix("RuntimeError: ").removeprefix("[ERROR] ")


def _keep(folder: Path, content: bytes) -> None:
    """Put a former source away under the next free number."""
    numbers = [int(path.stem) for path in folder.glob("*.ipynb") if path.stem.isdigit()]
    _write(folder / f"{max(numbers, default=0) + 1}.ipynb", content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
