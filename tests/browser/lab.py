"""A private JupyterLab (and Notebook 7, from the same server) on loopback, with nothing of the user's own in it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 90  # more than a loaded machine needs
STOP_SECONDS = 15

# No news, no update check, no autosave: nothing happens in the page that the test did not ask for.
CALM_SETTINGS: dict[str, dict[str, Any]] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """Extensions that the environment of the tests has, and the person's whose place a test takes has not."""

    server: tuple[str, ...]
    page: tuple[str, ...]


LEARNER = Without(
    server=(
        "jupyterlab_jupytext",
        "nbgrader.server_extensions.assignment_list",
        "nbgrader.server_extensions.course_list",
        "nbgrader.server_extensions.formgrader",
        "nbgrader.server_extensions.validate_assignment",
    ),
    page=("jupyterlab-jupytext", "@jupyter/nbgrader"),
)
INSTRUCTOR = Without(server=("jupyterlab_jupytext",), page=("jupyterlab-jupytext",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """A running server."""

    url: str  # http://127.0.0.1:port, without a slash at the end
    root: Path  # the folder that it shows
    log: Path  # what the server said


@contextmanager
def lab(root: Path, home: Path, *, without: Without, config: Path | None = None) -> Iterator[Lab]:
    """Start a server that shows `root` and keeps everything of its own under `home`; stop it at the end.

    `config` is a folder of Jupyter settings to take besides. The server needs no token: it listens on loopback alone.
    Raises RuntimeError, with the end of its log, when the server does not come up.
    """
    environment = _environment(home, without, config)
    port = _free_port()
    running = Lab(url=f"http://127.0.0.1:{port}", root=root, log=home / "server.log")
    with running.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *_options(root, port)],
            cwd=root,  # nbgrader reads and writes where the server was started
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_up(running, process)
            yield running
        finally:
            _stop(process)


def _options(root: Path, port: int) -> list[str]:
    return [
        "--no-browser",
        "--allow-root",  # CI has no other user
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={root}",
        "--LabApp.default_url=/lab",
        "--ServerApp.terminals_enabled=False",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
        "--LanguageServerManager.autodetect=False",
    ]


def _environment(home: Path, without: Without, config: Path | None) -> dict[str, str]:
    """The server's environment: its own folders, and a proxy that nobody answers, so that no download can go unseen."""
    own = home / "config"
    _write_json(own / "labconfig" / "default_setting_overrides.json", CALM_SETTINGS)
    _write_json(own / "labconfig" / "page_config.json", {"disabledExtensions": dict.fromkeys(without.page, True)})
    extensions = dict.fromkeys(without.server, False)
    _write_json(own / "jupyter_server_config.json", {"ServerApp": {"jpserver_extensions": extensions}})
    nowhere = "http://127.0.0.1:9"
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),  # nbgrader calls alembic
        "JUPYTER_CONFIG_DIR": str(own),
        "JUPYTER_CONFIG_PATH": str(config or ""),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "no_proxy": "127.0.0.1,localhost",
    }


def _write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(running: Lab, process: subprocess.Popen[bytes]) -> None:
    last_moment = time.monotonic() + START_SECONDS
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{running.url}/api/status", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    said = running.log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"JupyterLab did not come up at {running.url}. The end of its log:\n{said}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server, kernels included: it shuts them down when it is asked to terminate."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
