"""What lies in submitted/: found without following a link, read without believing a name, and told apart by digest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from checker.grading.flags import grouped
from checker.grading.job import MIB

MOST_FILES = 300
MOST_NOTEBOOK_BYTES = 50 * MIB
MOST_BYTES = 200 * MIB  # of all files of a submission
TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # of nbgrader's exchange: by it feedback finds the way back to its learner
UNSEEN = (".ipynb_checkpoints", "__pycache__", ".DS_Store")  # what programs leave behind
# By their first parts: modules that are imported from elsewhere, and settings that programs look for.
KNOWN_MODULES = (
    "numpy", "scipy", "keras", "tensorflow", "matplotlib", "checker", "course", "IPython", "ipykernel", "zmq", "json",
    "sitecustomize", "usercustomize",
)  # fmt: skip
KNOWN_SETTINGS = (
    ".ipython", ".jupyter", ".config", ".keras", "ipython_config", "ipython_kernel_config", "matplotlibrc",
)  # fmt: skip

Stamp: TypeAlias = tuple[int, int, int]  # size in bytes; when its content and its entry were changed, in ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One learner's folder for an assignment."""

    student: str
    folder: Path
    stamps: Mapping[str, Stamp] = field(default_factory=dict)  # by path within the folder
    notebook: str = ""  # the path of the notebook that is graded
    problem: str = ""  # why there is nothing to grade
    flags: Sequence[str] = ()


def find_submissions(course: Path, assignment: str, notebook: str) -> Iterator[Submission]:
    """Every learner's submission of `assignment`, in the order of their names; no file is opened."""
    submitted = course / "submitted"
    if not submitted.is_dir():
        return
    with os.scandir(submitted) as entries:
        students = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    for student in students:
        yield from _found(student, submitted / student / assignment, notebook)


def read_files(submission: Submission) -> dict[str, bytes]:
    """The contents of its files. Raises OSError, also where a file is now something else than it was."""
    return {path: _content(submission.folder / path) for path in submission.stamps}


def timestamp_of(submission: Submission) -> str:
    """When it was handed in, as whoever collected it wrote down; "" where nobody did."""
    with suppress(OSError, ValueError):
        return _content(submission.folder / TIMESTAMP, most=100).decode().strip()
    return ""


def secret_of_exchange(submission: Submission) -> bytes:
    """What `nbgrader release_feedback` needs; empty where the submission did not come through the exchange."""
    with suppress(OSError):
        return _content(submission.folder / SECRET, most=1000)
    return b""


def is_text(name: str) -> bool:
    """Whether a file's name is text; on Linux it may be any bytes, and no gradebook takes those."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class TooManyError(Exception):
    """More files than a submission may have; the message says so."""


def _found(student: str, folder: Path, notebook: str) -> Iterator[Submission]:
    """The learner's submission, if there is one."""
    mode = 0
    for place in (folder.parent, folder):
        try:
            mode = os.lstat(place).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as fault:  # the folder of another user, say: whether a submission is in it cannot be seen
            problem = f"the folder cannot be read ({fault.strerror})."
            yield Submission(student=student, folder=folder, problem=problem)
            return
        if stat.S_ISLNK(mode):
            problem = "the submission's folder is a link, which is not followed."
            yield Submission(student=student, folder=folder, problem=problem, flags=("symlink",))
            return
    if stat.S_ISDIR(mode):
        yield _looked_at(student, folder, notebook)


def _looked_at(student: str, folder: Path, notebook: str) -> Submission:
    flags: list[str] = []
    if not is_text(student):
        return Submission(student=student, folder=folder, problem="the folder's name is no text in UTF-8.")
    try:
        stamps = dict(_stamps(folder, flags))
    except TooManyError as many:
        return Submission(student=student, folder=folder, problem=str(many), flags=("very many files",))
    except OSError as fault:
        return Submission(student=student, folder=folder, problem=f"a folder cannot be read ({fault.strerror}).")
    name, problem = _the_notebook(stamps, notebook, flags)
    sizes = [size for size, *_ in stamps.values()]
    if name and stamps[name][0] > MOST_NOTEBOOK_BYTES:
        problem = f"the notebook is larger than {MOST_NOTEBOOK_BYTES // MIB} MiB."
    elif sum(sizes) > MOST_BYTES:
        problem = f"its files are larger than {MOST_BYTES // MIB} MiB together."
    flags += grouped("own file beside the notebook", [path for path in stamps if _is_in_anothers_place(path)])
    return Submission(student=student, folder=folder, stamps=stamps, notebook=name, problem=problem, flags=tuple(flags))


def _is_in_anothers_place(path: str) -> bool:
    """Whether a file could be taken for a module or for settings that come from elsewhere."""
    first = path.partition("/")[0]
    module = first.partition(".")[0]
    return module in KNOWN_MODULES or path.endswith(".pth") or first in KNOWN_SETTINGS or module in KNOWN_SETTINGS


def _the_notebook(stamps: Mapping[str, Stamp], wanted: str, flags: list[str]) -> tuple[str, str]:
    """Which notebook is to be graded, and what is wrong with that."""
    notebooks = [path for path in stamps if path.endswith(".ipynb") and "/" not in path]
    named = f"{wanted}.ipynb"
    if named in notebooks:
        if len(notebooks) > 1:
            flags.append("another notebook beside this one")
        return named, ""
    if len(notebooks) == 1:
        flags.append("notebook renamed")
        return notebooks[0], ""
    if notebooks:
        return "", f"there are {len(notebooks)} notebooks, and none of them is called {named}."
    return "", "there is no notebook."


def _stamps(folder: Path, flags: list[str]) -> Iterator[tuple[str, Stamp]]:
    found = 0
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        for entry in _entries(folder / prefix):
            path = f"{prefix}{entry.name}"
            found += 1
            if found > MOST_FILES:
                raise TooManyError(f"there are more than {MOST_FILES} files.")
            if entry.name in UNSEEN or path == TIMESTAMP:
                continue
            if entry.is_symlink():
                flags.append("symlink")
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                yield path, (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
            else:
                flags.append("a pipe, socket or device")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(islice(entries, MOST_FILES + 1), key=lambda entry: entry.name)


def _content(path: Path, most: int = MOST_BYTES) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(None, "no ordinary file", str(path))
        return file.read(most)
