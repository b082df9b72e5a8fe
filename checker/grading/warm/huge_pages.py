"""The memory of a process in few large pages instead of many small ones, so that forking it takes half the time.

A fork lists every page anew, and its end strikes every one off again. What a child then writes to is copied in small
pages, as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from checker.grading.warm.system_calls import collapse

HUGE = 2 * 2**20  # bytes, on x86-64; smaller ranges hold none
HEAP = "[heap]"


def gather() -> None:
    """Gather what this process has in memory so far. Where Linux does not do so on request (before 6.1), nothing is."""
    for start, size in _own_ranges(Path("/proc/self/maps").read_text(encoding="ascii", errors="replace")):
        with suppress(OSError):  # this range stays as it is
            collapse(start, size)


def _own_ranges(maps: str) -> Iterator[tuple[int, int]]:
    """Start and size of what is writable, of no file, and large enough. See proc_pid_maps(5)."""
    for line in maps.splitlines():
        addresses, mode, _offset, _device, inode, *name = line.split()
        start, end = (int(address, 16) for address in addresses.split("-"))
        if mode == "rw-p" and inode == "0" and name in ([], [HEAP]) and end - start >= HUGE:
            yield start, end - start
