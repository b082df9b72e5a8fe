"""The server that `make lab` starts: a real one, with the settings in jupyter/ and folders of its own."""

import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import websocket

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NOTIFICATIONS = "/lab/api/settings/@jupyterlab/apputils-extension:notification"

# Lies before the shipped settings and only watches: it writes down the state of each kernel connection's socket.
WATCHING_SETTINGS = """
import socket
from pathlib import Path
from course.nodelay import NoDelayConnection

class Watched(NoDelayConnection):
    async def connect(self):
        answer = super().connect()
        if answer is not None:
            await answer
        connected = self.websocket_handler.ws_connection.stream.socket
        state = connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        Path({record!r}).write_text(str(int(bool(state))))

c = get_config()
c.ServerApp.kernel_websocket_connection_class = Watched
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    address: str  # as printed, token included
    record: Path  # what the watcher wrote

    @property
    def base(self) -> str:
        """The address without its path."""
        return self.address.partition("/lab")[0]

    @property
    def token(self) -> str:
        """What the server asks for."""
        return self.address.partition("token=")[2]

    def request(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """What the server answers as JSON; a POST when there is data."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        with urlopen(Request(self.base + path, data=body, headers=headers), timeout=30) as answer:
            return json.load(answer)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment that `make lab` gives the server, with nothing of this user's settings."""
    home = tmp_path_factory.mktemp("home")
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    kept = {name: value for name, value in os.environ.items() if name not in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("TF_CPP_MIN_LOG_LEVEL", None)
    return {**kept, **own, "HOME": str(home), "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter")}


@pytest.fixture(scope="module")
def server(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on a free port."""
    watcher = tmp_path_factory.mktemp("watcher")
    record, log = watcher / "nodelay.txt", watcher / "server.log"
    (watcher / "jupyter_server_config.py").write_text(WATCHING_SETTINGS.format(record=str(record)))
    paths = os.pathsep.join([str(watcher), environment["JUPYTER_CONFIG_PATH"]])
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--ServerApp.port=0", "--no-browser"],
            env={**environment, "JUPYTER_CONFIG_PATH": paths},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(address=wait_for(lambda: answering_address(log)), record=record)
    finally:
        process.terminate()
        process.wait(timeout=30)


def printed_address(log: Path) -> str | None:
    """The address in the server's log, once it is there."""
    found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*token=\w+", log.read_text())
    return found and found.group()


def answering_address(log: Path) -> str | None:
    """The printed address, once something answers there: on a busy machine that takes a moment longer."""
    address = printed_address(log)
    if address is None:
        return None
    try:
        with urlopen(address.partition("/lab")[0] + "/api", timeout=10):
            return address
    except URLError:
        return None


def wait_for(look: Callable[[], str | None], seconds: float = 60) -> str:
    """The first answer of `look` that is not None."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (seen := look()) is not None:
            return seen
        time.sleep(0.1)
    raise TimeoutError(f"nothing after {seconds} s")


@pytest.fixture(scope="module")
def kernel_says(server: Server) -> Callable[[str], str]:
    """What a kernel of the server prints when it runs some code."""
    kernel = server.request("/api/kernels", {"name": "python3"})["id"]
    address = f"{server.base.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?token={server.token}"

    def run(code: str) -> str:
        connection = websocket.create_connection(address, timeout=60)
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "test", "username": ""}
        header |= {"version": "5.3", "date": "2000-01-01T00:00:00Z"}
        content = {"code": code, "silent": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell", "content": content}
        connection.send(json.dumps(message))
        printed = ""
        while True:
            received = json.loads(connection.recv())
            if received["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            printed += received["content"].get("text", "") + "\n".join(received["content"].get("traceback", []))
            if received["msg_type"] == "status" and received["content"]["execution_state"] == "idle":
                connection.close()
                return printed

    return run


def test_address_opens_the_first_notebook(server: Server) -> None:
    """The printed address leads to 00-start-here.ipynb."""
    assert "/lab/tree/00-start-here.ipynb?" in server.address


def test_page_comes_up(server: Server) -> None:
    """The printed address answers with JupyterLab's page."""
    with urlopen(server.address, timeout=30) as page:
        assert 'id="jupyter-config-data"' in page.read().decode()


def test_learner_sees_the_notebooks(server: Server) -> None:
    """The file browser shows notebooks, and not the sources that hold their solutions."""
    names = [entry["name"] for entry in server.request("/api/contents")["content"]]
    assert "00-start-here.ipynb" in names and "source" not in names


def test_page_leaves_out_the_tools_of_instructors(server: Server) -> None:
    """nbgrader's and jupytext's parts of the page are off even where they are installed."""
    with urlopen(server.address, timeout=30) as page:
        settings = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page.read().decode(), re.S)[1])
    assert set(settings["disabledExtensions"]) >= {"@jupyter/nbgrader", "jupyterlab-jupytext"}


def test_no_news_are_fetched(server: Server) -> None:
    """JupyterLab asks nobody for news or for a newer version, and does not ask the learner whether it may."""
    chosen = {name: entry["default"] for name, entry in server.request(NOTIFICATIONS)["schema"]["properties"].items()}
    assert chosen == {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}


def test_kernel_has_the_course(kernel_says: Callable[[str], str]) -> None:
    """A notebook's kernel imports the course and the checker."""
    assert kernel_says("import checker, course; print('both')") == "both\n"


def test_kernel_keeps_tensorflow_quiet(kernel_says: Callable[[str], str]) -> None:
    """Kernels inherit the setting that turns off TensorFlow's start-up log."""
    assert kernel_says("import os; print(os.environ['TF_CPP_MIN_LOG_LEVEL'])") == "3\n"


def test_kernel_connection_sends_at_once(server: Server, kernel_says: Callable[[str], str]) -> None:
    """The socket to the browser has TCP_NODELAY set."""
    kernel_says("")
    assert server.record.read_text() == "1"


@pytest.fixture(scope="module")
def settings(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The shipped settings as JupyterLab reads them."""
    command = [sys.executable, "-m", "jupyterlab", "--show-config-json"]
    return json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def test_lab_takes_the_connection_that_sends_at_once(settings: dict[str, dict[str, Any]]) -> None:
    """The shipped settings name the connection that the watcher above builds on."""
    assert settings["ServerApp"]["kernel_websocket_connection_class"] == "course.nodelay.NoDelayConnection"


def test_root_may_start_the_lab_only_as_root(settings: dict[str, dict[str, Any]]) -> None:
    """A container's root user needs no extra switch, and nobody else gets one."""
    assert settings["ServerApp"]["allow_root"] is (os.geteuid() == 0)


def test_no_browser_without_a_screen(settings: dict[str, dict[str, Any]]) -> None:
    """Linux without a screen gets the address alone, not a text browser in the terminal."""
    assert settings["ServerApp"]["open_browser"] is (sys.platform != "linux")
