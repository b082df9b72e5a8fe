"""A control group for one sandbox, where this user may make one: the memory and the processes of all of it together."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
LIMITS_V2 = {"memory": "memory.max", "processes": "pids.max"}
LIMITS_V1 = {"memory": "memory.limit_in_bytes", "processes": "pids.max"}
OUT_OF_MEMORY = ("memory.events", "memory.oom_control")  # of version 2, and of 1
CONTROLLERS_V1 = {"memory": "memory", "processes": "pids"}
NAME = re.compile(r"checker-(\d+)-[0-9a-f]{8}")  # with the process that made it


@dataclass(frozen=True, slots=True)
class ControlGroup:
    """A folder of the control file system with version 2, one for each limit with version 1.

    Each is an open folder and a name in it: the sandbox's builder leaves its old root behind, and all paths with it.
    """

    places: tuple[tuple[int, str], ...]

    def add(self, pid: int) -> None:
        """Put a process in, and with it all that it starts from then on. Raises OSError."""
        for within, name in self.places:
            _write(f"{name}/cgroup.procs", str(pid), within)

    def has_run_out_of_memory(self) -> bool:
        """Whether a process of it was ended because all of it together took more than it may."""
        return any(
            _count(f"{name}/{file}", "oom_kill", within) for within, name in self.places for file in OUT_OF_MEMORY
        )

    def remove(self) -> None:
        """Take the group away once its processes have ended."""
        for within, name in self.places:
            for _ in range(50):
                try:
                    os.rmdir(name, dir_fd=within)
                    break
                except FileNotFoundError:
                    break
                except OSError:  # a process is still on its way out
                    time.sleep(0.02)
            os.close(within)


def make(memory_bytes: int, processes: int) -> ControlGroup | None:
    """A new group with these limits; None where this user cannot make one."""
    limits = {"memory": memory_bytes, "processes": processes}
    name = f"checker-{os.getpid()}-{secrets.token_hex(4)}"
    made: list[tuple[int, str]] = []
    try:
        for parent, files in _parents():
            _forget_abandoned(parent)
            (parent / name).mkdir()
            made.append((os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC), name))
            for what, file in files.items():
                (parent / name / file).write_text(str(limits[what]))
            with suppress(OSError):  # swapping would be no limit
                (parent / name / "memory.swap.max").write_text("0")
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


def _write(file: str, text: str, within: int) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CLOEXEC, dir_fd=within)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _count(file: str, word: str, within: int) -> int:
    """The number behind `word` in a file as `oom 0`, a line each; 0 where there is no such file or word."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC, dir_fd=within)
    except OSError:
        return 0
    with os.fdopen(descriptor) as lines:
        return next((int(line.split()[1]) for line in lines if line.split()[0] == word), 0)


def _parents() -> Iterator[tuple[Path, dict[str, str]]]:
    """Where to make the group, and which of its files are the limits: within the limits that hold for us already."""
    own = _own_groups(Path("/proc/self/cgroup").read_text())
    if (MOUNT / "cgroup.controllers").is_file():
        # A process may not stand in a group that has groups with limits in it: the new one goes beside our own.
        within = Path(own.get("", "/")).parent
        with suppress(OSError):
            (_below(MOUNT, str(within)) / "cgroup.subtree_control").write_text("+memory +pids")
        yield _below(MOUNT, str(within)), LIMITS_V2
        return
    for what, controller in CONTROLLERS_V1.items():
        yield _below(MOUNT / controller, own.get(controller, "/")), {what: LIMITS_V1[what]}


def _below(mount: Path, group: str) -> Path:
    """The group's folder; in a container, which may see no more than a part of the whole, the topmost that it sees."""
    folder = mount / group.lstrip("/")
    return folder if folder.is_dir() else mount


def _own_groups(text: str) -> dict[str, str]:
    """Controller -> this process's group, from lines as `4:memory:/user.slice`; version 2's controller is ""."""
    found = {}
    for line in text.splitlines():
        _, controllers, group = line.split(":", 2)
        found.update(dict.fromkeys(controllers.split(","), group))
    return found


def _forget_abandoned(parent: Path) -> None:
    """Remove the groups of keepers that were killed and could not do so; one with processes in it stays."""
    for folder in parent.glob("checker-*"):
        maker = NAME.fullmatch(folder.name)
        if maker and not Path(f"/proc/{maker[1]}").exists():
            with suppress(OSError):
                folder.rmdir()
