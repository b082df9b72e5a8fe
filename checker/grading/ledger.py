"""What was graded, kept in the course so that nothing is graded twice and nothing is lost: one JSON file a submission.

    COURSE/.checker/secret                       what questions are made from; nobody else's to read
    COURSE/.checker/grades/ASSIGNMENT/NAME.json  one submission: what was graded, by what, and what came of it

A file is written whole or not at all, whenever the process or the machine ends.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from hmac import digest as hmac_digest
from pathlib import Path
from typing import Any

from checker.grading.job import Outcome, Result
from checker.grading.submissions import Stamp

FOLDER = ".checker"
FORMAT = 1  # of the files; what has another one is graded anew
LONGEST_NAME = 200  # bytes; a longer one is told by its digest
SEED_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of one submission."""

    stamps: Mapping[str, Stamp]  # of the files, as they were when they were read
    submission: str  # the files' digest
    notebook_digest: str  # of the notebook's file alone
    keys: Mapping[str, str]  # by slug: a digest of all that its outcome depends on
    result: Result  # without the notebook, which is in autograded/
    recorded: str = ""  # a digest of what the gradebook was told; "" where it was not

    def outcome(self, slug: str) -> Outcome | None:
        """What the exercise `slug` came to."""
        return next((outcome for outcome in self.result.outcomes if outcome.slug == slug), None)


class Ledger:
    """The entries of one assignment."""

    def __init__(self, course: Path, assignment: str) -> None:
        self._folder = course / FOLDER / "grades" / assignment

    def read(self, student: str) -> Entry | None:
        """What is known of the student's submission; None where nothing is, or nothing that can be read."""
        try:
            plain = json.loads(self._file(student).read_bytes())
            if plain.pop("format") != FORMAT or plain["result"]["student"] != student:
                return None
            stamps = {path: (size, changed, moved) for path, (size, changed, moved) in plain["stamps"].items()}
            return Entry(**{**plain, "stamps": stamps, "result": Result.from_dict(plain["result"])})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, entry: Entry, *, at_once: bool = True) -> None:
        """Keep `entry` in place of what was known of its submission. Raises OSError.

        `at_once` waits until it is on the disk; without, a power failure may bring the former one back.
        """
        plain: dict[str, Any] = {"format": FORMAT, **asdict(entry)}
        write_whole(self._file(entry.result.student), json.dumps(plain).encode(), at_once=at_once)

    def _file(self, student: str) -> Path:
        name = student.encode("utf-8", "surrogateescape")
        return self._folder / f"{student if len(name) <= LONGEST_NAME else sha256(name).hexdigest()}.json"


def write_whole(path: Path, content: bytes, *, mode: int = 0o600, at_once: bool = True) -> None:
    """Write a file such that at any moment it is the former one or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            Path(name).chmod(mode)
            if at_once:
                os.fsync(descriptor)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def secret_of(course: Path) -> bytes:
    """The course's secret, made when it is first asked for. Raises OSError."""
    path = course / FOLDER / "secret"
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, secrets.token_hex(32).encode())
    return path.read_bytes()


def seed_for(secret: bytes, *parts: str) -> int:
    """The seed of an exercise's questions for one submission: always the same, and unknown without the secret."""
    message = json.dumps(parts).encode()
    return int.from_bytes(hmac_digest(secret, message, "sha256")[:SEED_BYTES])
