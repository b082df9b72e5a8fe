"""Where things are, as one would type it: the notebook of an exercise, a file that may not be read."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from checker.exercise import Exercise

COURSE = Path(__file__).resolve().parent.parent
NOTEBOOKS = COURSE / "notebooks"
ALLOW = "allow it with `chmod u+r '{}'`, or copy the file to a folder of your own"


def notebook_of(exercise: Exercise) -> str:
    """The notebook as one would type it after `checker check`, from the folder where one is."""
    path = NOTEBOOKS / f"{exercise.lesson}.ipynb"
    return typed(path) if path.exists() else path.name  # the checker can be installed without the course


def typed(path: Path) -> str:
    """`path` for the command line: short where one is near it, in quotes where it has spaces."""
    here = Path.cwd()
    near = path.resolve().is_relative_to(here) or (path.is_relative_to(COURSE) and here.is_relative_to(COURSE))
    return shlex.quote(os.path.relpath(path) if near else str(path))
