"""A control group for one sandbox, where this user may make one: the memory and the processes of all of it together."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
LIMITS_V2 = {"memory": "memory.max", "processes": "pids.max"}
LIMITS_V1 = {"memory": "memory.limit_in_bytes", "processes": "pids.max"}
CONTROLLERS = {"memory": "memory", "processes": "pids"}


@dataclass(frozen=True, slots=True)
class ControlGroup:
    """Folders of the control file system, one with version 2, one for each limit with version 1."""

    folders: tuple[Path, ...]

    def add(self, pid: int) -> None:
        """Put a process in, and with it all that it starts from then on. Raises OSError."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(pid))

    def remove(self) -> None:
        """Take the group away once its processes have ended."""
        for folder in self.folders:
            for _ in range(20):
                try:
                    folder.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:  # a process is still on its way out
                    time.sleep(0.02)


def make(memory_bytes: int, processes: int) -> ControlGroup | None:
    """A new group with these limits; None where this user cannot make one."""
    limits = {"memory": memory_bytes, "processes": processes}
    made: list[Path] = []
    try:
        for parent, files in _parents():
            folder = parent / f"checker-{os.getpid()}-{secrets.token_hex(4)}"
            folder.mkdir()
            made.append(folder)
            for what, file in files.items():
                (folder / file).write_text(str(limits[what]))
            with suppress(OSError):  # swapping would be no limit
                (folder / "memory.swap.max").write_text("0")
    except OSError:
        ControlGroup(tuple(made)).remove()
        return None
    return ControlGroup(tuple(made)) if made else None


def is_available() -> bool:
    """Whether this user can make one, tried out."""
    group = make(64 * 2**20, 16)
    if group is None:
        return False
    group.remove()
    return True


def _parents() -> list[tuple[Path, dict[str, str]]]:
    """Where to make the group, and which of its files are the limits."""
    if (MOUNT / "cgroup.controllers").is_file():
        own = Path("/proc/self/cgroup").read_text().split("::", 1)[-1].strip()
        # A process may not stand in a group that has groups with limits in it: the new one goes beside our own.
        return [((MOUNT / own.lstrip("/")).parent if own != "/" else MOUNT, LIMITS_V2)]
    return [(MOUNT / CONTROLLERS[what], {what: file}) for what, file in LIMITS_V1.items()]
