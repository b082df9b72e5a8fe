"""Programs of this environment that take seconds to load, without loading them anew each time.

    python -m tests.forked SOCKET

loads nbgrader when it is first asked for a program. Each program is a fork of it: a process of its own with the
arguments, folder, variables and open files of whoever asks, which runs the program's script and ends as that does. On
`Forks.path()` stand stand-ins that ask for them, so that they can be typed, and started by each other.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOADED = ("nbgrader.apps.nbgraderapp", "alembic.config", "nbconvert.exporters")
PROGRAMS = ("nbgrader", "alembic", "checker")  # the second is run by the first, for each new gradebook
NUMBER_BYTES = 8
ASKS = """\
import sys
sys.path.insert(0, {root!r})
from tests.forked import Command
code = Command({socket!r}, {program!r}, sys.argv[1:]).wait()
sys.exit(code if code >= 0 else 128 - code)
"""


class Command:
    """A program that runs in a fork."""

    def __init__(
        self,
        at: str,
        program: str,
        arguments: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        files: Sequence[int] = (0, 1, 2),
    ) -> None:
        """Have the server at the socket `at` start it, with three open files for input, output and errors."""
        asked = {"program": program, "arguments": [*arguments], "cwd": str(Path.cwd()), "env": dict(env or os.environ)}
        content = json.dumps(asked).encode()
        self._server = socket.socket(socket.AF_UNIX)
        self._server.connect(at)
        socket.send_fds(self._server, [len(content).to_bytes(NUMBER_BYTES)], files)
        self._server.sendall(content)
        self._answers = self._server.makefile("rb")
        self.pid = self._number()

    def kill(self) -> None:
        """End it at once, unless it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, or minus the signal that ended it, once it has ended."""
        with self._server, self._answers:
            return self._number()

    def _number(self) -> int:
        return int.from_bytes(self._answers.read(NUMBER_BYTES), signed=True)


class Forks:
    """The running server."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "socket")
        self._programs = folder / "bin"
        self._programs.mkdir()
        for program in PROGRAMS:
            asks = ASKS.format(root=str(ROOT), socket=self._socket, program=program)
            words = " ".join(map(shlex.quote, (sys.executable, "-IS", "-c", asks)))
            stand_in = self._programs / program
            stand_in.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
            stand_in.chmod(0o755)

    def path(self) -> str:
        """A PATH on which the programs stand before all others."""
        return os.pathsep.join((str(self._programs), str(Path(sys.executable).parent), os.environ.get("PATH", "")))

    def start(self, program: str, arguments: Sequence[str], env: Mapping[str, str]) -> Command:
        """A program that writes nowhere; whoever starts it need not wait for it."""
        with Path(os.devnull).open("r+b") as nowhere:
            return Command(self._socket, program, arguments, env=env, files=[nowhere.fileno()] * 3)


@contextmanager
def running_forks() -> Iterator[Forks]:
    """The server, which ends with the `with` block, or with this process."""
    with tempfile.TemporaryDirectory(prefix="f-") as name:  # short: a socket's path has at most some 100 characters
        folder = Path(name)
        command = [sys.executable, "-m", "tests.forked", str(folder / "socket")]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as server:
            while not (folder / "socket").exists():
                assert server.poll() is None, "the server of forks could not be started"
                time.sleep(0.05)
            yield Forks(folder)
            assert server.stdin is not None
            server.stdin.close()


# --- the server


def main(at: str) -> None:
    """Serve until standard input ends; in a fork, run what was asked for, and end as that does."""
    asked = _serve(at)
    if asked is None:
        return
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[:0] = [folder for folder in asked["env"].get("PYTHONPATH", "").split(os.pathsep) if folder]
    script = Path(sys.executable).with_name(asked["program"])
    sys.argv = [str(script), *asked["arguments"]]
    runpy.run_path(str(script), run_name="__main__")


def _serve(at: str) -> dict | None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{at}-")
        listening.listen()
        Path(f"{at}-").rename(at)  # so that it is there only when it answers
        while True:
            ready, _, _ = select.select([listening, 0], [], [])
            if 0 in ready:
                return None
            line, _ = listening.accept()
            _load()
            if os.fork() == 0:
                break
            line.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass  # those who told how a program ended, and are done
    return _see_to(line)


@cache
def _load() -> None:
    for module in LOADED:
        importlib.import_module(module)
    gc.freeze()  # what is shared with all forks, none of them need look through


def _see_to(line: socket.socket) -> dict:
    """Fork once more. Returns in that fork alone; the other tells who asked how it ends."""
    length, files, _, _ = socket.recv_fds(line, NUMBER_BYTES, 3)
    with line.makefile("rb") as stream:
        asked = json.loads(stream.read(int.from_bytes(length)))
    program = os.fork()
    if program == 0:
        line.close()
        for number, file in enumerate(files):
            os.dup2(file, number)
        os.closerange(3, max(files) + 1)
        sys.stdin, sys.stdout = os.fdopen(0, "r", closefd=False), os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
        return asked
    for file in (0, 1, 2, *files):
        os.close(file)
    line.sendall(program.to_bytes(NUMBER_BYTES, signed=True))
    _, status = os.waitpid(program, 0)
    line.sendall(os.waitstatus_to_exitcode(status).to_bytes(NUMBER_BYTES, signed=True))
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
