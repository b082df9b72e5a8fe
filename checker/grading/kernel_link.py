"""The worker's line to a kernel: it runs code there, and takes in no more than it has room for.

Not jupyter_client's own client, which keeps every message it gets: the kernel here runs strangers' code, and may send
without end. Its messages' format and its signatures are jupyter_client's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import zmq
from jupyter_client.session import Session

TICK = 0.5  # seconds between two looks at whether the kernel is alive
DRAIN = 5.0  # seconds to wait for a cell's last outputs after its end
GRACE = 5.0  # seconds for a cell to end after it was interrupted
# Messages that may queue up: one reply is asked for at a time, outputs come in plenty.
MOST_WAITING = {int(zmq.DEALER): 3, int(zmq.SUB): 20}
MOST_SHOWN_BYTES = 64 * 2**20  # of one message of outputs: what a cell prints at a breath comes in one
MOST_OPENED = 10**6  # brackets of a message: each becomes a list or a dictionary, of forty times its size
MOST_AROUND_BYTES = 2**20  # of each of a message's other parts, which are parsed, too
NUM_PARTS = 5  # of a message: signature, header, parent header, metadata, content; then come buffers

Message = Mapping[str, Any]


class KernelDiedError(Exception):
    """The kernel is gone."""


class TooLongError(Exception):
    """What was run did not end in time, also not when it was interrupted. The kernel must be killed."""


class KernelProcess(Protocol):
    """A kernel that was started."""

    def connection(self) -> Mapping[str, Any]:
        """Where it listens, as in a connection file."""
        ...

    def is_alive(self) -> bool:
        """Whether it still runs."""
        ...

    def ending(self) -> str:
        """How it ended, in words, once it has; "" where that is not known."""
        ...

    def interrupt(self) -> None:
        """Interrupt what it runs."""
        ...

    def close(self) -> None:
        """End it and everything it started, whatever it does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How the kernel answered."""

    content: Mapping[str, Any]  # of its execute_reply
    interrupted: bool = False  # since the time was up
    lost: bool = False  # whether the end of what it showed did not arrive, such as one message larger than is taken in


class KernelLink:
    """Runs code in one kernel, one request after the other."""

    def __init__(self, kernel: KernelProcess, *, most_bytes: int) -> None:
        """Of a reply of more than `most_bytes` nothing is taken in; the connection it came by must be made anew."""
        info = kernel.connection()
        self._kernel, self._looked = kernel, time.monotonic()
        self._idle_after = ""  # the last request after which the kernel said that it is idle
        key = info["key"]
        self._session = Session(key=key if isinstance(key, bytes) else str(key).encode())
        self._context, self._poller = zmq.Context(), zmq.Poller()
        self._shell = self._socket(zmq.DEALER, most_bytes)
        self._shell.setsockopt(zmq.IDENTITY, self._session.bsession)
        self._connect(self._shell, _address(info, "shell_port"))
        self._outputs_at = _address(info, "iopub_port")
        self._iopub = self._new_iopub()

    def close(self) -> None:
        """Hang up."""
        self._context.destroy(linger=0)

    def wait_until_heard(self, seconds: float) -> None:
        """Wait until the kernel's outputs arrive here, or `seconds` have passed. Raises KernelDiedError."""
        end = time.monotonic() + seconds
        while not self._iopub.poll(int(1000 * TICK)):
            if not self._kernel.is_alive():
                raise KernelDiedError
            if time.monotonic() > end:
                return

    def run(
        self,
        code: str,
        *,
        seconds: float,
        show: Callable[[str, Mapping[str, Any]], None] | None = None,
        expressions: Mapping[str, str] | None = None,
    ) -> Reply:
        """Run `code` and wait for its end; what it shows meanwhile goes to `show`, as (message type, content).

        After `seconds` it is interrupted. Raises TooLongError when it does not end even so, and KernelDiedError.
        With `expressions` nothing is noted as a cell that was run.
        """
        silent = expressions is not None
        asked = {
            "code": code,
            "silent": silent,
            "store_history": not silent,
            "user_expressions": dict(expressions or {}),
            "allow_stdin": False,
            "stop_on_error": False,
        }
        sent = self._session.send(self._shell, "execute_request", asked)
        request: str = sent["header"]["msg_id"] if sent else ""
        reply, interrupted = self._reply(request, seconds, show)
        lost = not self._drain(request, show)
        return Reply(content=reply, interrupted=interrupted, lost=lost)

    def _reply(self, request: str, seconds: float, show: Any) -> tuple[Mapping[str, Any], bool]:
        end, interrupted = time.monotonic() + seconds, False
        while True:
            for message in self._arrived(request, show, until=end):
                if message["header"]["msg_type"] == "execute_reply":
                    return message["content"], interrupted
            self._look_after_kernel()
            if time.monotonic() < end:
                continue
            if interrupted:
                raise TooLongError
            self._kernel.interrupt()
            end, interrupted = time.monotonic() + GRACE, True

    def _look_after_kernel(self) -> None:
        now = time.monotonic()
        if now - self._looked >= TICK:
            self._looked = now
            if not self._kernel.is_alive():
                raise KernelDiedError

    def _arrived(self, request: str, show: Any, *, until: float) -> Iterator[Message]:
        """The replies to `request` that arrive within a tick; outputs are shown as they come."""
        wait = max(0.0, min(TICK, until - time.monotonic()))
        ready = dict(self._poller.poll(int(1000 * wait)))
        if self._iopub in ready:
            self._take_output(request, show)
        if self._shell in ready:
            message = self._read(self._shell)
            if message is not None and message["parent_header"].get("msg_id") == request:
                yield message

    def _drain(self, request: str, show: Any) -> bool:
        """Take what is still under way of the outputs; whether the kernel's word came that it is idle again."""
        end = time.monotonic() + DRAIN
        while self._idle_after != request and (left := end - time.monotonic()) > 0:
            if self._iopub.poll(int(1000 * left)):
                self._take_output(request, show)
        if self._idle_after == request:
            return True
        self._poller.unregister(self._iopub)
        self._iopub.close()
        self._iopub = self._new_iopub()  # ZMQ leaves a connection for good by which too large a message came
        self.wait_until_heard(DRAIN)
        return False

    def _take_output(self, request: str, show: Any) -> None:
        message = self._read(self._iopub)
        if message is None or message["parent_header"].get("msg_id") != request:
            return
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "status" and content.get("execution_state") == "idle":
            self._idle_after = request
        elif show is not None:
            show(kind, content)

    def _read(self, socket: zmq.Socket[bytes]) -> Message | None:
        """A message with all its parts in place, or None for what is none."""
        try:
            _, frames = self._session.feed_identities(socket.recv_multipart(zmq.NOBLOCK))
            parts: list[Any] = frames[:NUM_PARTS]
            *around, content = parts
            if max(map(len, around)) > MOST_AROUND_BYTES or content.count(b"{") + content.count(b"[") > MOST_OPENED:
                return None
            message = self._session.deserialize(parts)
            told = [message[part] for part in ("header", "parent_header", "content")]
        except Exception:  # a stranger's code may send anything
            return None
        well_formed = all(isinstance(part, dict) for part in told)
        return message if well_formed and isinstance(told[0].get("msg_type"), str) else None

    def _new_iopub(self) -> zmq.Socket[bytes]:
        socket = self._socket(zmq.SUB, MOST_SHOWN_BYTES)
        socket.setsockopt(zmq.SUBSCRIBE, b"")
        self._connect(socket, self._outputs_at)
        return socket

    def _connect(self, socket: zmq.Socket[bytes], address: str) -> None:
        socket.connect(address)
        self._poller.register(socket, zmq.POLLIN)

    def _socket(self, kind: int, most_bytes: int) -> zmq.Socket[bytes]:
        socket = self._context.socket(kind)
        socket.setsockopt(zmq.LINGER, 0)
        socket.setsockopt(zmq.MAXMSGSIZE, most_bytes)
        socket.setsockopt(zmq.RCVHWM, MOST_WAITING[int(kind)])
        socket.setsockopt(zmq.RECONNECT_IVL, 10)  # milliseconds: the kernel may not listen yet
        return socket


def _address(info: Mapping[str, Any], port: str) -> str:
    between = "-" if info["transport"] == "ipc" else ":"
    return f"{info['transport']}://{info['ip']}{between}{info[port]}"
