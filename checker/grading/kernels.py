"""Starting the kernel in which a submission runs."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker.grading import kernel_side
from checker.grading.failures import GradeError
from checker.grading.kernel_link import KernelProcess
from checker.grading.warm.start import GRADED
from checker.quiet import TENSORFLOW_SETTINGS

KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPATH", "TMPDIR", "SYSTEMROOT")
SOCKETS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


class SandboxMissingError(GradeError):
    """Submissions cannot be run safely here; the message says what to do."""


def refuse_without_sandbox() -> None:
    """Raise SandboxMissingError where no kernel can be started in a sandbox."""
    from checker.grading.warm.start import is_protected

    protected, reason = is_protected()
    if not protected:
        raise SandboxMissingError(
            f"There is no sandbox here ({reason}), so submissions would run with your own rights. `checker doctor` "
            "says what is missing; where you trust every submission, --unprotected does without."
        )


def start_kernel(folder: Path, *, protected: bool) -> KernelProcess:
    """A fresh kernel in a copy of `folder` in the sandbox, or as an ordinary process in `folder`. Raises GradeError."""
    if protected:
        from checker.grading.warm.start import start_graded

        return start_graded(folder)
    return PlainKernel(folder)


class PlainKernel:
    """An ordinary kernel of this Python, with nothing between it and the system but a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="k-", dir=folder.parent))
        self._connection: dict[str, Any] = {
            **{port: number for number, port in enumerate(SOCKETS, 1)},
            "transport": "ipc",
            "ip": str(self._home / "s"),
            "key": secrets.token_hex(16),
            "signature_scheme": "hmac-sha256",
        }
        file = self._home / "connection.json"
        file.write_text(json.dumps(self._connection), encoding="utf-8")
        file.chmod(0o600)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ipykernel_launcher", "-f", str(file), f"--ext={kernel_side.__name__}"],
            cwd=folder,
            env=_environment(self._home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def connection(self) -> Mapping[str, Any]:
        """Where it listens, as in a connection file."""
        return self._connection

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ending(self) -> str:
        """How it ended, in words."""
        code = self._process.poll()
        if code is None:
            return ""
        return f"it ended by itself, with exit code {code}" if code >= 0 else f"it was ended by signal {-code}"

    def interrupt(self) -> None:
        """Interrupt what it runs, as the menu in JupyterLab does."""
        self._signal(signal.SIGINT)

    def close(self) -> None:
        """Kill it and whatever it started that did not leave its group."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _environment(home: Path) -> dict[str, str]:
    """What a kernel needs of this process's environment, and none of the passwords that may stand there."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    own = {"HOME": str(home), "IPYTHONDIR": str(home / "ipython"), "MPLCONFIGDIR": str(home / "matplotlib")}
    # Gone when the grader goes: ipykernel watches this process.
    return {**kept, **own, **TENSORFLOW_SETTINGS, **GRADED, "JPY_PARENT_PID": str(os.getpid())}
