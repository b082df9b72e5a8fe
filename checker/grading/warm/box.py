"""What a sandbox lets in and how much it allows: plain data, given to whoever shuts a process in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MIB = 2**20
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")  # read-only, where they are there
SETTINGS = (  # of /etc, read-only: what programs need to find libraries, fonts and the time
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts", "/etc/localtime",
    "/etc/mime.types", "/etc/python3",
)  # fmt: skip
WORK = "/work-copy"  # where the copy of the submission lies, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The limits of one sandbox, and what it sees of the system besides SYSTEM and SETTINGS."""

    readable: tuple[str, ...]  # folders and files that are seen read-only, at their own places
    hidden: tuple[str, ...] = ()  # folders within these that are empty inside
    folder: str = ""  # of which a copy is the working folder; "": an empty one
    memory_bytes: int = 4096 * MIB  # of all processes together, and of each
    cpu_seconds: int = 3600  # of one process
    wall_seconds: int = 4 * 3600  # for whoever starts a kernel and sets no limit of his own; `checker grade` has less
    processes: int = 256 + 4 * (os.cpu_count() or 1)  # and threads; TensorFlow starts two for each processor
    file_bytes: int = 256 * MIB  # of one file
    disk_bytes: int = 512 * MIB  # of the working folder, and of /tmp and home together
    open_files: int = 1024

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Box:
        """The inverse of `to_dict`."""
        return cls(**{**plain, "readable": tuple(plain["readable"]), "hidden": tuple(plain["hidden"])})


def python_folders() -> tuple[str, ...]:
    """Where this Python, its packages and the course are; nothing of the course's sources and tests."""
    import checker
    import course

    packages = [Path(module.__file__ or "").parent for module in (checker, course)]
    data = packages[0].parent / "data"
    found = [Path(sys.prefix), Path(sys.base_prefix), *packages, *([data] if data.is_dir() else [])]
    return tuple(dict.fromkeys(str(path.resolve()) for path in found if path.is_dir()))


def answers_folder() -> str:
    """Where the exercises are, with their solutions: what a submission that is graded must not see."""
    import checker

    return str((Path(checker.__file__ or "").parent / "exercises").resolve())
