"""A version for each exercise: a digest of all that it is made of, so that a change of any of it is noticed.

That is its modules, the one that judges, and the course's data. Imports are read from the sources, not run; so this
costs milliseconds and knows also what is imported late.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from checker.exercise import Exercise
from checker.grading.assignment import digest_of
from checker.probe import PROBES

OWN = ("checker", "course")
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
JUDGING = "checker.grading.judging"  # stands between an exercise's judge and the grade
FROM = re.compile(rf"^[ \t]*from ((?:{'|'.join(OWN)})(?:\.\w+)*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
IMPORT = re.compile(rf"^[ \t]*import ((?:{'|'.join(OWN)})(?:\.\w+)*)", re.MULTILINE)
INDEX = "checker.exercises"
# They list what there is, or show it, and say nothing of how anything is judged.
LEFT_OUT = (INDEX, *OWN)


def versions(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """By slug, a digest of all that the exercise is made of: modules of the course, and data."""
    data = _data(DATA)
    return {slug: _version(frozenset(_modules_of(exercise)), data) for slug, exercise in exercises.items()}


def _modules_of(exercise: Exercise) -> set[str]:
    """The modules that the exercise needs: those of the module that makes it, its probe's, and the one that judges."""
    made_in = [name for name, module in list(sys.modules.items()) if _holds(name, module, exercise)]
    closures = [_closure(name) for name in made_in] or [frozenset({exercise.judge.__module__})]
    probe = PROBES.get(exercise.probe.kind)
    return {*min(closures, key=len), *(_closure(probe) if probe else ()), JUDGING}


def _holds(name: str, module: object, exercise: Exercise) -> bool:
    return name.startswith(f"{INDEX}.") and any(value is exercise for value in vars(module).values())


@cache
def _version(modules: frozenset[str], data: str) -> str:
    whole = sha256(data.encode())
    for name in sorted(modules):
        whole.update(f"{name}\n".encode() + _source(name))
    return whole.hexdigest()


@cache
def _data(folder: Path) -> str:
    """A digest of all data of the course: what a learner computes from some of it is judged in many a lesson."""
    paths = [path for path in folder.rglob("[!.]*") if path.is_file() and path.suffix not in (".py", ".pyc", ".md")]
    return digest_of({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


@cache
def _closure(name: str) -> frozenset[str]:
    """The module and all modules of the course that it imports, however far down."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        module = waiting.pop()
        if module not in found and module not in LEFT_OUT and _path(module) is not None:
            found.add(module)
            waiting += _imports(module)
    return frozenset(found)


@cache
def _imports(name: str) -> tuple[str, ...]:
    text = _source(name).decode("utf-8", "replace")
    return tuple(_imported(text))


def _imported(text: str) -> Iterator[str]:
    for package, names in FROM.findall(text):
        yield package
        yield from (f"{package}.{word}" for word in re.findall(r"(?:^|[,(])\s*(\w+)", names))
    yield from IMPORT.findall(text)


@cache
def _source(name: str) -> bytes:
    path = _path(name)
    return path.read_bytes() if path else b""


@cache
def _path(name: str) -> Path | None:
    base = ROOT.joinpath(*name.split("."))
    candidates = (base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)
