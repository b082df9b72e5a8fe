"""The process that has everything imported and forks kernels.

    python -m checker.grading.warm.zygote FOLDER

It listens at FOLDER/zygote. Who connects sends one line of JSON and the listening sockets of a kernel; the connection
then is the line to the kernel's keeper: "i" interrupts, hanging up ends it. When the kernel has ended, the keeper says
why, and closes it. The first line on it says whether the kernel is ready, and if not, why.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker.grading.one_thread import ONE_THREAD
from checker.grading.warm import huge_pages, seccomp

WARM = (
    "numpy", "scipy.signal", "keras", "matplotlib.figure", "matplotlib_inline.backend_inline", "anywidget",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.debugger_backport", "IPython.core.oinspect",
    "IPython.extensions.storemagic", "ipykernel.debugger", "tornado.platform.asyncio", "ipykernel.kernelapp",
    "ipykernel.zmqshell", "ipykernel.ipkernel", "checker.grading.warm.kernel",
    "checker.grading.warm.shut_in", "checker.grading.warm.control_group", "checker.grading.warm.memory_watch",
    "checker.grading.kernel_side", "checker.probes.variables", "checker.probes.function", "checker.probes.model",
    "checker.probes.block", "checker.trial_weights", "checker.button", "checker.render.html", "course.data",
    "IPython.core.logger", "zmq.utils.garbage", "encodings.utf_16_be", "runpy",
)  # fmt: skip
IDLE_SECONDS = 600.0  # without a request, after which it ends
NO_WARNING = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # of the debugger, which nobody asked for
LONGEST_REQUEST = 2**20
INTERRUPT = b"i"
READY, FAILED, UNFIT = b"r", b"f", b"u"  # the last: it is the folder that is to blame


def main(folder: Path) -> None:
    """Import, listen, fork."""
    os.environ.update(ONE_THREAD | NO_WARNING)
    for name in WARM:
        importlib.import_module(name)
    _rehearse()
    _prepare()
    seccomp.is_available()  # imports it, where it is there: it looks for its library by starting programs
    _require_one_thread()
    gc.collect()
    gc.freeze()  # the collector leaves alone what all children share, so that they go on sharing it
    huge_pages.gather()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers are gone once they end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        place = folder / "zygote"
        place.unlink(missing_ok=True)
        listening.bind(str(place))
        listening.listen(64)
        listening.settimeout(IDLE_SECONDS)
        while True:
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                place.unlink(missing_ok=True)
                return
            _fork_keeper(connection, listening)


def _rehearse() -> None:
    """Have a shell run a cell, and forget it: what is noted and compiled at a first time, all children have then."""
    from ipykernel.zmqshell import ZMQInteractiveShell
    from traitlets.config import Config

    main_module = sys.modules["__main__"]
    shell = ZMQInteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    for _ in range(10):  # Python compiles anew what is called often
        shell.run_cell("None", silent=True)
    atexit.unregister(shell.atexit_operations)
    sys.modules["__main__"] = main_module


def _prepare() -> None:
    """Make the application that every child, having one of its own by the fork, initializes and runs."""
    from checker.grading.warm.kernel import new_application
    from checker.grading.warm.shut_in import HOME

    new_application(HOME)


def num_threads() -> int:
    """Of this process, by the system's own count."""
    return len(list(Path("/proc/self/task").iterdir()))


def _require_one_thread() -> None:
    if num_threads() != 1:
        raise SystemExit(f"{num_threads()} threads after the imports: this process cannot fork safely.")


def _fork_keeper(connection: socket.socket, listening: socket.socket) -> None:
    if os.fork():
        connection.close()
        return
    status = 1
    try:
        listening.close()
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        keep(connection)
        status = 0
    finally:
        os._exit(status)


def keep(connection: socket.socket) -> None:
    """Start the kernel that was asked for, and stay with it until it ends or the caller hangs up."""
    request, descriptors = _read(connection)
    from checker.grading.warm import control_group
    from checker.grading.warm.box import Box
    from checker.grading.warm.ending import MEMORY, in_words
    from checker.grading.warm.shut_in import leave_namespaces

    box = Box.from_dict(request["box"])
    group = control_group.make(box.memory_bytes, box.processes) if request["control_group"] else None
    wait_for_group, group_is_made = os.pipe()
    try:
        user = leave_namespaces()
    except OSError as fault:
        if group is not None:
            group.remove()
        _answer(connection, FAILED, str(fault))
        return
    kernel = os.fork()
    if kernel == 0:
        os.close(group_is_made)
        _become_kernel(box, user, request, descriptors, connection, wait_for_group)
    for descriptor in (*descriptors, wait_for_group):
        os.close(descriptor)
    grouped = group is not None and _is_added(group, kernel)
    os.close(group_is_made)
    ended_for = _stay(connection, kernel, box, grouped=grouped)
    _, status, used = os.wait4(kernel, 0)
    if group is not None and os.WIFSIGNALED(status) and group.has_run_out_of_memory():
        ended_for = MEMORY
    with suppress(OSError):  # the caller has hung up
        seconds = used.ru_utime + used.ru_stime
        connection.sendall(in_words(status, box, seconds=seconds, exceeded=ended_for).encode())
    if group is not None:
        group.remove()


def _answer(connection: socket.socket, kind: bytes, why: str = "") -> None:
    connection.sendall(kind + " ".join(why.split()).encode(errors="replace") + b"\n")


def _is_added(group: Any, kernel: int) -> bool:
    try:
        group.add(kernel)
    except OSError:
        return False
    return True


def _read(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    text, descriptors, *_ = socket.recv_fds(connection, LONGEST_REQUEST, 8)
    while not text.endswith(b"\n") and len(text) < LONGEST_REQUEST:
        more = connection.recv(LONGEST_REQUEST)
        if not more:
            raise SystemExit("the caller hung up")
        text += more
    return json.loads(text), descriptors


def _stay(connection: socket.socket, kernel: int, box: Any, *, grouped: bool) -> str:
    """Pass interrupts on; end the kernel, and all that it started, when the caller hangs up.

    Also when it runs for longer than this Box allows, or when all of it together takes more, where no control group
    sees to that: of what is returned.
    """
    from checker.grading.warm.ending import TIME
    from checker.grading.warm.memory_watch import LOOK_SECONDS, exceeded

    ended = os.pidfd_open(kernel)
    end = time.monotonic() + box.wall_seconds
    while True:
        left = end - time.monotonic()
        wait = max(0.0, left if grouped else min(left, LOOK_SECONDS))
        ready, _, _ = select.select([connection.fileno(), ended], [], [], wait)
        if ended in ready:
            return ""
        too_much = "" if grouped else exceeded(box.memory_bytes, box.processes)
        if left <= 0:
            too_much = TIME
        if too_much:
            os.kill(kernel, signal.SIGKILL)
            return too_much
        if not ready:
            continue
        try:
            order = connection.recv(1)
        except OSError:
            order = b""
        os.kill(kernel, signal.SIGINT if order == INTERRUPT else signal.SIGKILL)
        if order != INTERRUPT:
            return ""


def _become_kernel(
    box: Any, user: int, request: dict[str, Any], descriptors: list[int], connection: socket.socket, group_is_made: int
) -> None:
    """Shut this process in, then serve. It never returns."""
    from checker.grading.warm import shut_in as shutting
    from checker.grading.warm import system_calls
    from checker.grading.warm.kernel import PORTS, HandedOverApp, run_kernel

    status = 1
    try:
        system_calls.die_with_parent(signal.SIGKILL)
        os.read(group_is_made, 1)  # it returns when the keeper closes the other end
        os.close(group_is_made)
        _no_way_out(descriptors, connection.fileno())
        shutting.shut_in(box, user, seccomp_too=request["seccomp"])
        system_calls.die_with_parent(signal.SIGKILL)  # changing the user has taken it back
        os.environ.clear()
        os.environ.update(request["environment"] | {"HOME": shutting.HOME, "TMPDIR": "/tmp", "USER": "learner"})
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.path[:] = [WORKING_FOLDER, *(place for place in sys.path if place)]
        _answer(connection, READY)
        connection.close()
        run_kernel(HandedOverApp.instance(), request["key"], dict(zip(PORTS.values(), descriptors, strict=True)))
        status = 0
    except shutting.FolderError as fault:
        with suppress(OSError):
            _answer(connection, UNFIT, str(fault))
    except Exception as fault:  # whatever it is, the caller is told
        with suppress(OSError):
            _answer(connection, FAILED, str(fault))
    finally:
        os._exit(status)


WORKING_FOLDER = ""  # as in every notebook: modules beside it can be imported


def _no_way_out(descriptors: list[int], connection: int) -> None:
    """Of everything that was open nothing stays but the kernel's sockets, and the line on which it says it is ready."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    kept = {0, 1, 2, connection, *descriptors}
    for descriptor in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if descriptor not in kept:
            with suppress(OSError):
                os.close(descriptor)


if __name__ == "__main__":
    if os.fork():
        os._exit(0)
    try:
        main(Path(sys.argv[1]))
    finally:
        (Path(sys.argv[1]) / "failed").touch()  # whoever waits for it need not wait longer
