"""Wait for the learner's code only so long, so that an endless loop does not take the notebook with it."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable

AGAIN = 0.05  # seconds between two tries to stop it: a bare `except:` in the loop may swallow some
GIVEN_UP = 1.0  # seconds more before whoever waits is told; the tries to stop the code go on


class TimeUpError(BaseException):
    """The time is up. Not an Exception, so that `except Exception` in the learner's code does not swallow it."""


def run_within(seconds: float, work: Callable[[], None]) -> None:
    """Run `work` in a thread of its own and wait for it. Raises what it raises, and TimeUpError after `seconds`.

    Code that runs on is stopped by an exception between two steps of Python. Code that swallows it, or that is within a
    single long call into C (of NumPy, say), is left behind, and stopped as soon as it can be.
    """
    raised: list[BaseException] = []
    finished = threading.Event()

    def run() -> None:
        try:
            work()
        except BaseException as fault:  # handed on to whoever waits
            raised.append(fault)
        finally:
            finished.set()

    worker = threading.Thread(target=run, daemon=True, name="learner's code")
    worker.start()
    if not finished.wait(seconds):
        threading.Thread(target=_stop, args=(worker,), daemon=True, name="time limit").start()
        finished.wait(GIVEN_UP)
        raise TimeUpError
    if raised:
        raise raised[0]


def _stop(worker: threading.Thread) -> None:
    """Raise TimeUpError in `worker` until it has ended."""
    while worker.is_alive() and worker.ident is not None:
        ident, error = ctypes.c_ulong(worker.ident), ctypes.py_object(TimeUpError)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, error)
        worker.join(AGAIN)
