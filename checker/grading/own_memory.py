"""The memory of this process while it takes in what strangers send. Linux only: elsewhere nothing is limited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

STATUS = Path("/proc/self/status")
KIB = 1024
LOOK_SECONDS = 0.1


@contextmanager
def watched(more: int, stop: Callable[[], None]) -> Iterator[None]:
    """Within it `stop` is called, once and in its own thread, when this process takes `more` bytes above what it has.

    It is to end what makes the process take them: for a short while it may be more.
    """
    in_use = _in_use()
    over = Event()

    def look(most: int) -> None:
        while not over.wait(LOOK_SECONDS):
            if (_in_use() or 0) > most:
                stop()
                return

    if in_use is None:
        yield
        return
    watching = Thread(target=look, args=(in_use + more,), daemon=True, name="memory")
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


@contextmanager
def limited(more: int) -> Iterator[None]:
    """Within it this process may take `more` bytes above what it has. Then it gets a MemoryError.

    ZMQ does not survive that: it ends the process. What is started meanwhile inherits the limit.
    """
    in_use = _in_use()
    if in_use is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = [limit for limit in (in_use + more, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use() -> int | None:
    """Bytes that count against the limit now; None where the system does not say. See proc_pid_status(5)."""
    with suppress(OSError, StopIteration):
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmData:"))
        return int(line.split()[1]) * KIB
    return None
