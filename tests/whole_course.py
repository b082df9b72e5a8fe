"""The whole course as `checker course` lays it out, once a run: nbgrader takes seconds for every lesson."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.once import made_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCourse:
    """The course, to be looked at or copied, and what was told when it was laid out."""

    directory: Path
    told: Told


@pytest.fixture(scope="session")
def whole_course(tmp_path_factory: pytest.TempPathFactory) -> WholeCourse:
    """Every lesson, laid out in a new folder by the command in a process of its own."""
    folder = made_once(tmp_path_factory, "whole-course", _lay_out)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return WholeCourse(directory=folder / "course", told=Told(**told))


def _lay_out(folder: Path) -> None:
    folder.mkdir()
    command = [sys.executable, "-m", "checker", "course", str(folder / "course")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = Told(returncode=done.returncode, stdout=done.stdout, stderr=done.stderr)
    (folder / "told.json").write_text(json.dumps(asdict(told)), encoding="utf-8")
