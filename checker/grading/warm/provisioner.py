"""The warm, sandboxed kernel for everything that speaks Jupyter: chosen by the name of its kernelspec.

nbgrader, nbclient, papermill, the formgrader and JupyterLab start it like any kernel. Where no process can be forked
into a sandbox, on macOS and Windows, the ordinary kernel is started instead, and one line says so.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

KERNEL_NAME = "checker-sandbox"
PROVISIONER_NAME = "checker-sandbox"  # of the entry point in pyproject.toml
SPEC = {
    "display_name": "Python 3 (warm, sandboxed)",
    "language": "python",
    "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],  # where there is no sandbox
    "metadata": {"kernel_provisioner": {"provisioner_name": PROVISIONER_NAME}},
}
NO_FORKING = "There is no sandbox on this system: an ordinary kernel runs the notebook, with your own rights."
ENDED = 0.05  # seconds between two looks at whether the kernel has ended


def is_installed() -> bool:
    """Whether Jupyter knows the kernel by its name."""
    from jupyter_client.kernelspec import KernelSpecManager

    return KERNEL_NAME in KernelSpecManager().find_kernel_specs()


def install_kernelspec(prefix: Path | None = None) -> Path:
    """Write the kernelspec into this environment, where Jupyter finds it; its folder."""
    folder = (prefix or Path(sys.prefix)) / "share" / "jupyter" / "kernels" / KERNEL_NAME
    folder.mkdir(parents=True, exist_ok=True)
    file, text = folder / "kernel.json", json.dumps(SPEC, indent=1) + "\n"
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    return folder


class WarmProvisioner(LocalProvisioner):
    """Starts kernels in the sandbox. The submission's folder, the kernel's `cwd`, is copied into it."""

    kernel: Any = None  # a WarmKernel, while one runs
    home: Path | None = None  # the folder with its sockets, which clients know also after a restart
    ended_with = 0

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and has not been waited for."""
        return self.kernel is not None or super().has_process

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Nothing is to be prepared: the sockets are opened when the kernel is started."""
        if not sys.platform.startswith("linux"):
            self.log.warning(NO_FORKING)
            return await super().pre_launch(**kwargs)
        return {**kwargs, "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start it. Raises WarmKernelError, which says what is missing."""
        if cmd:
            return await super().launch_kernel(cmd, **kwargs)
        from checker.grading.warm.start import start_kernel

        manager: Any = self.parent
        cwd = kwargs.get("cwd")
        key = manager.session.key
        self.kernel = await asyncio.to_thread(
            start_kernel,
            Path(cwd) if cwd else None,
            environment={name: value for name, value in kwargs.get("env", {}).items() if name in PASSED_ON},
            key=key.decode(),
            home=self.home,
        )
        self.home = self.kernel.home
        connection = dict(self.kernel.connection())
        manager.transport, manager.ip = connection["transport"], connection["ip"]
        for name in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
            setattr(manager, name, connection[name])
        self.connection_info = cast("KernelConnectionInfo", {**connection, "key": key})
        self.ended_with = 0
        return self.connection_info

    async def poll(self) -> int | None:
        """None while it runs; then how it ended."""
        if self.kernel is None:
            return await super().poll() if super().has_process else self.ended_with
        return None if self.kernel.is_alive() else self.ended_with

    async def wait(self) -> int | None:
        """Wait until it has ended."""
        if self.kernel is None:
            return await super().wait() if super().has_process else self.ended_with
        while self.kernel.is_alive():
            await asyncio.sleep(ENDED)
        self._forget()
        return self.ended_with

    async def send_signal(self, signum: int) -> None:
        """Interrupt it, or end it: there are no other signals for it."""
        if self.kernel is None:
            await super().send_signal(signum)
        elif signum == signal.SIGINT:
            self.kernel.interrupt()
        elif signum != 0:
            self.ended_with = -signum
            self._forget()

    async def kill(self, restart: bool = False) -> None:
        """End it and everything it started."""
        if self.kernel is None:
            if super().has_process:
                await super().kill(restart=restart)
        else:
            await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """The same: nothing in the sandbox needs time to put things in order."""
        await self.kill(restart=restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing of the kernel stays, but after a restart its clients find the next one where it was."""
        self._forget()
        if not restart and self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)
            self.home = None
        await super().cleanup(restart=restart)

    def _forget(self) -> None:
        if self.kernel is not None:
            self.kernel.end()
            self.kernel = None


PASSED_ON = ("NBGRADER_EXECUTION", "LANG", "LC_ALL", "MPLBACKEND")
