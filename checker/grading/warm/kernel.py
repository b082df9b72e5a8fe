"""The kernel itself: ipykernel, on sockets that its caller has opened and that are handed to it as file descriptors.

So there is no file in the sandbox by which it is reached, and none that a learner's code could take away.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import zmq
from ipykernel import ipkernel
from ipykernel.heartbeat import Heartbeat
from ipykernel.kernelapp import IPKernelApp
from IPython.core import shellapp
from traitlets.config import Config

from checker.grading import kernel_side

PORTS = {"shell": 1, "iopub": 2, "stdin": 3, "control": 4, "hb": 5}  # as numbers in the names of sockets


class HandedOverApp(IPKernelApp):
    """ipykernel's application, whose sockets listen already."""

    handed_over: Mapping[int, int] = {}

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """There is none."""

    def init_kernel(self) -> None:
        """Without a list of the files of all modules, for the debugger: to look at one copies memory that is shared."""
        with patch.object(ipkernel, "sys", _WithoutModules()):
            super().init_kernel()

    def init_code(self) -> None:
        """Without a list of the names of all modules: `%reset -f --aggressive` then says that it has none."""
        with patch.object(shellapp, "sys", _WithoutModules()):
            super().init_code()
        vars(self.shell).pop("_sys_modules_keys")

    def _try_bind_socket(self, s: Any, port: int) -> int:
        s.setsockopt(zmq.USE_FD, self.handed_over[port])
        s.bind(f"ipc://{self.ip}-{port}")
        return port

    def init_control(self, context: Any) -> None:
        """Without the debugger, which would look for a socket's file for ever."""
        super().init_control(context)
        self.debug_shell_socket.disconnect(self.shell_socket.getsockopt(zmq.LAST_ENDPOINT))

    def init_heartbeat(self) -> None:
        """The same as ipykernel's, on its own descriptor."""
        self.heartbeat = _HandedOverHeartbeat(zmq.Context(), (self.transport, self.ip, self.hb_port))
        self.heartbeat.descriptor = self.handed_over[self.hb_port]
        self.heartbeat.start()


class _WithoutModules:
    """In all else as `sys`."""

    modules: Mapping[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class _HandedOverHeartbeat(Heartbeat):
    descriptor = -1

    def _try_bind_socket(self) -> Any:
        self.socket.setsockopt(zmq.USE_FD, self.descriptor)
        return self.socket.bind(f"ipc://{self.ip}-{self.port}")


def new_application(home: str) -> HandedOverApp:
    """One that is not initialized yet: nothing of it belongs to one process more than to another that was forked."""
    return HandedOverApp.instance(
        transport="ipc",
        ip="/handed-over",
        connection_file=str(Path(home) / "kernel.json"),
        parent_handle=0,
        config=Config({"HistoryManager": {"enabled": False}}),  # nobody will look for it
        extensions=[kernel_side.__name__],
        **{f"{name}_port": number for name, number in PORTS.items()},
    )


def run_kernel(app: HandedOverApp, key: str, descriptors: Mapping[int, int]) -> None:
    """Serve requests until told to shut down. `key` signs the messages; `descriptors`: port -> listening socket."""
    _seed_anew()
    HandedOverApp.handed_over = descriptors
    app.session.key = key.encode()
    app.initialize([])
    app.start()


def _seed_anew() -> None:
    """Each kernel its own random numbers: all of them were forked from the same state."""
    import numpy as np

    random.seed()
    np.random.seed()
