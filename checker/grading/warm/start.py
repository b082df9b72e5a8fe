"""Ask for a sandboxed kernel: find the zygote, or start one, and hand it the sockets of a new kernel."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import select
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from checker.grading.failures import GradeError
from checker.grading.warm import seccomp
from checker.grading.warm.box import Box, answers_folder, python_folders
from checker.quiet import TENSORFLOW_SETTINGS
from course.pictures.words_only import WORDS_ONLY

IMPORT_SECONDS = 120.0  # that a zygote may take to get ready, on a busy machine
READY_SECONDS = 60.0  # that a kernel may take to be shut in
PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
TRIES = 3  # for a kernel: the zygote may die while it is asked
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL")
# oneDNN first compiles what it computes with, which takes longer than most submissions compute. Without it, in its own
# operations and in those that use it even so, networks this small train in the same time or in less.
FOR_TENSORFLOW = {**TENSORFLOW_SETTINGS, "TF_ENABLE_ONEDNN_OPTS": "0", "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "0"}
GRADED = {"NBGRADER_EXECUTION": "autograde", WORDS_ONLY: "1"}  # what tells a notebook that it is graded


class WarmKernelError(GradeError):
    """No sandboxed kernel could be started; the message is one line that says why."""


class WarmKernel:
    """A kernel in its sandbox. It ends, and all that it started, when this object is closed or its process ends."""

    def __init__(self, home: Path, connection: Mapping[str, Any], line: socket.socket, said: bytes) -> None:
        self.home = home  # the folder with its sockets, on this side
        self._connection, self._line = connection, line
        self._said = said  # by its keeper, which says nothing but how it ended

    def connection(self) -> Mapping[str, Any]:
        """Where it listens, as in a connection file."""
        return self._connection

    def is_alive(self) -> bool:
        """Whether it still runs."""
        with suppress(OSError, ValueError):  # it was ended, maybe by another thread
            ready, _, _ = select.select([self._line], [], [], 0)
            if not ready:
                return not self._said
            self._said += self._line.recv(1000, socket.MSG_DONTWAIT)
        return False

    def ending(self) -> str:
        """How it ended, in words, as far as its keeper knows."""
        return self._said.decode(errors="replace")

    def interrupt(self) -> None:
        """Interrupt what it runs, as the menu in JupyterLab does."""
        with suppress(OSError):
            self._line.send(b"i")

    def end(self) -> None:
        """End it and everything it started. Another may be started with the same sockets."""
        self._line.close()

    def close(self) -> None:
        """End it, and take its sockets away."""
        self.end()
        shutil.rmtree(self.home, ignore_errors=True)


def start_kernel(
    folder: Path | None,
    *,
    hidden: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    limits: Mapping[str, int] | None = None,
    key: str = "",
    home: Path | None = None,
) -> WarmKernel:
    """A sandboxed kernel whose working folder is a copy of `folder`. Raises WarmKernelError.

    `hidden`: folders that are empty inside; `limits`: of Box, by name; `environment`: more variables. `home`: the
    folder with the sockets of a kernel that has ended, whose clients this one is to get.
    """
    box = Box(
        readable=python_folders(),
        hidden=tuple(hidden),
        folder=str(folder.resolve()) if folder is not None else "",
        **dict(limits or {}),
    )
    key = key or secrets.token_hex(16)
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    request = {
        "box": box.to_dict(),
        "key": key,
        "seccomp": seccomp.is_available(),
        "control_group": True,
        "environment": {**kept, **FOR_TENSORFLOW, **(environment or {})},
    }
    home = home or Path(tempfile.mkdtemp(prefix="k-"))  # short: a socket's path has at most some 100 characters
    try:
        line, said = _asked(request, home)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    connection = {"transport": "ipc", "ip": str(home / "s"), "key": key, "signature_scheme": "hmac-sha256", **PORTS}
    return WarmKernel(home, connection, line, said)


def start_graded(folder: Path) -> WarmKernel:
    """A kernel for a submission that is graded: the exercises, with their solutions, are out of sight."""
    return start_kernel(folder, hidden=(answers_folder(),), environment=GRADED)


def _asked(request: Mapping[str, Any], home: Path) -> tuple[socket.socket, bytes]:
    """The line to the kernel's keeper, once the kernel is shut in; and what came on it besides, if it has ended."""
    listening = []
    try:
        for number in PORTS.values():
            one = socket.socket(socket.AF_UNIX)
            listening.append(one)
            (home / f"s-{number}").unlink(missing_ok=True)
            one.bind(str(home / f"s-{number}"))
            one.listen(64)
        for _ in range(TRIES):
            line, said = _answered(request, [one.fileno() for one in listening])
            answer, answered, after = said.partition(b"\n")
            if answer == b"r":
                line.settimeout(None)
                return line, after  # it may have ended since
            line.close()
            if answered:
                why = answer[1:].decode(errors="replace")
                if answer.startswith(b"u"):
                    raise WarmKernelError(why)
                raise WarmKernelError(f"The sandbox could not be set up: {why}. `checker doctor` says what is missing.")
    finally:
        for one in listening:
            one.close()
    raise WarmKernelError(f"No sandboxed kernel got ready, although it was tried {TRIES} times: is the memory full?")


def _answered(request: Mapping[str, Any], sockets: Sequence[int]) -> tuple[socket.socket, bytes]:
    """A line to a keeper, and its answer: nothing where the zygote, or the kernel, has died meanwhile."""
    line = _connected()
    line.settimeout(READY_SECONDS)
    try:
        socket.send_fds(line, [json.dumps(request).encode() + b"\n"], list(sockets))
        return line, line.recv(1000)
    except OSError:
        return line, b""


def _connected() -> socket.socket:
    """A connection to this user's zygote; where there is none, one is started."""
    folder = zygote_folder()
    with suppress(OSError):
        return _connect(folder)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several that ask, one starts it
        with suppress(OSError):
            return _connect(folder)
        return _start_zygote(folder)


def _connect(folder: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(str(folder / "zygote"))
    except OSError:
        line.close()
        raise
    return line


def _start_zygote(folder: Path) -> socket.socket:
    failed = folder / "failed"
    failed.unlink(missing_ok=True)
    kept = {name: os.environ[name] for name in (*KEPT_VARIABLES, "PYTHONPATH") if name in os.environ}
    with (folder / "log").open("wb") as log:
        subprocess.run(  # it comes back at once: the zygote goes on as nobody's child
            [sys.executable, "-m", "checker.grading.warm.zygote", str(folder)],
            cwd="/",
            env={**kept, **FOR_TENSORFLOW, "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=True,
        )
    end = time.monotonic() + IMPORT_SECONDS
    while time.monotonic() < end and not failed.exists():
        with suppress(OSError):
            return _connect(folder)
        time.sleep(0.05)
    said = (folder / "log").read_text(errors="replace").strip().splitlines()
    raise WarmKernelError(f"The process from which kernels are forked did not start: {said[-1] if said else 'late'}")


def zygote_folder() -> Path:
    """This user's own, for this environment and this version of the course. Raises WarmKernelError."""
    version = hashlib.sha256(f"{sys.prefix} {_newest()}".encode()).hexdigest()[:12]
    folder = Path("/tmp") / f"checker-{os.getuid()}-{version}"  # one for all, whatever TMPDIR they have
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise WarmKernelError(f"{folder} belongs to somebody else, or others may enter it: remove it.")
    return folder


@cache
def _newest() -> int:
    """When the package was changed last: a zygote of older code must not be used."""
    import checker
    import course

    roots = [Path(module.__file__ or "").parent for module in (checker, course)]
    return max(file.stat().st_mtime_ns for root in roots for file in root.rglob("*.py"))


def is_protected() -> tuple[bool, str]:
    """Whether a kernel can be started here in a sandbox, tried out; if not, why."""
    if not sys.platform.startswith("linux"):
        return False, "namespaces are Linux's own"
    try:
        start_kernel(None).close()
    except (WarmKernelError, OSError) as fault:
        return False, str(fault)
    return True, ""


__all__ = ["WarmKernel", "WarmKernelError", "is_protected", "start_graded", "start_kernel"]
