"""How much memory, and how many processes, a sandbox takes, where no control group counts them.

Its keeper looks it up again and again.

The keeper shares the sandbox's view of files, so that its /proc shows the sandbox's processes and no other. Between
two looks more may be taken for a moment; a control group lets that happen never.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from checker.grading.warm.ending import MEMORY, PROCESSES

LOOK_SECONDS = 0.2
PROC = Path("/proc")
KIB = 1024


def bytes_in_use(enough: int, proc: Path = PROC) -> int:
    """Of all processes together. What several share counts once, where the quick sum, too high, exceeds `enough`."""
    quick = sum(_read(proc, _resident))
    return quick if quick <= enough else sum(_read(proc, _proportional))


def exceeded(memory_bytes: int, processes: int, proc: Path = PROC) -> str:
    """Of which of these all of it together takes more: MEMORY or PROCESSES of `ending`, or "" for neither.

    Linux limits no processes of who is root outside.
    """
    if not _is_the_sandboxs(proc):
        return ""
    if len(_processes(proc)) > processes:
        return PROCESSES
    return MEMORY if bytes_in_use(memory_bytes, proc) > memory_bytes else ""


def _is_the_sandboxs(proc: Path) -> bool:
    """Until the sandbox is built it is the whole machine's, or not there. In the sandbox's the keeper is nobody."""
    return (proc / "1").exists() and not (proc / "self").exists()


def _read(proc: Path, count: Callable[[Path], int]) -> Iterator[int]:
    for process in _processes(proc):
        with suppress(OSError, IndexError):  # it has ended meanwhile
            yield count(process)


def _processes(proc: Path) -> list[Path]:
    return [entry for entry in proc.iterdir() if entry.name.isdigit()]


def _resident(process: Path) -> int:
    return int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def _proportional(process: Path) -> int:
    """Its own pages, and its share of those that it shares with others."""
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * KIB
    return 0
