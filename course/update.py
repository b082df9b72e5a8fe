"""Bring the course up to date and lose nothing of a learner's work: `make update`. Standard library only.

What the new version changes and the learner has changed too is first copied to notebooks/mine/<date>/, where it can be
opened and checked as before; then the new version takes its place. Everything else stays as it is.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from shutil import copy2

COURSE = Path(__file__).resolve().parent.parent
MINE = Path("notebooks", "mine")  # in .gitignore: no version of the course ever has a file there
BY_HAND = (
    "unpack the new version into another folder, and copy your notebooks from here into its folder notebooks/mine/."
)


class UpdateError(Exception):
    """The course cannot be updated; nothing of the learner's is lost. The message says what to do."""


def update(course: Path, today: str) -> tuple[Path, ...]:
    """Update `course` to the newest version of its branch; returns the copies that were made of the learner's files.

    today: the name of the folder for the copies. Raises UpdateError, which says where the copies are if there are any.
    """
    if not (course / ".git").exists():
        raise UpdateError(f"This folder was not made by `git clone`: {BY_HAND}")
    _git(course, "fetch", "--quiet", trouble="The new version cannot be fetched. Is there a network?")
    if _git(course, "rev-list", "@{upstream}..HEAD"):
        raise UpdateError("You have commits of your own here: bring the two together with `git pull --rebase`.")
    new = _names(_git(course, "diff", "--name-only", "--no-renames", "-z", "HEAD", "@{upstream}"))
    changed = _names(_git(course, "diff", "--name-only", "--no-renames", "-z", "HEAD"))
    added = {name for name in new - _names(_git(course, "ls-files", "-z")) if (course / name).exists()}
    copies = _set_aside(course, sorted(new & (changed | added)), today)
    for name in new & changed:
        _git(course, "restore", "--source=HEAD", "--staged", "--worktree", "--", name)
    for name in added:
        (course / name).unlink()
    kept = f" Your versions are kept: {', '.join(map(str, copies))}." if copies else ""
    _git(
        course, "merge", "--quiet", "--ff-only", "@{upstream}", trouble=f"The new version cannot be put in place.{kept}"
    )
    return copies


def _set_aside(course: Path, names: list[str], today: str) -> tuple[Path, ...]:
    """Copies of the files, each under its path in a folder that was not there before."""
    existing = [name for name in names if (course / name).exists()]  # a file that was deleted has nothing to copy
    if not existing:
        return ()
    folder = _new_folder(course / MINE, today)
    copies = tuple(
        folder / Path(name).relative_to("notebooks" if name.startswith("notebooks/") else "") for name in existing
    )
    for name, copy in zip(existing, copies, strict=True):
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy2(course / name, copy)
    return copies


def _new_folder(parent: Path, name: str) -> Path:
    """A folder of this name, or with a number after it."""
    parent.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise UpdateError(f"There are a thousand folders {parent / name}: delete some.")


def _git(course: Path, *arguments: str, trouble: str = "git cannot do it.") -> str:
    """What git prints. Raises UpdateError with `trouble` and git's own words."""
    try:
        done = subprocess.run(["git", *arguments], cwd=course, capture_output=True, text=True, check=False)
    except FileNotFoundError as fault:
        raise UpdateError(f"There is no git here: install it, or {BY_HAND}") from fault
    if done.returncode:
        raise UpdateError(f"{trouble} git says: {done.stderr.strip()}")
    return done.stdout


def _names(listed: str) -> set[str]:
    return set(filter(None, listed.split("\0")))


def main() -> int:
    """Update this course, and say what happened."""
    try:
        copies = update(COURSE, datetime.now().astimezone().strftime("%Y-%m-%d"))
    except (UpdateError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    for copy in copies:
        print(f"Your version is kept: {copy.relative_to(COURSE)}")
    print("The course is up to date. `make lab` opens it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
