"""What is told of a kernel's end."""

import signal

import pytest

from checker.grading.warm.box import MIB, Box
from checker.grading.warm.ending import MEMORY, PROCESSES, TIME, in_words

BOX = Box(readable=(), memory_bytes=2048 * MIB, cpu_seconds=60, wall_seconds=7200, processes=100)
EXIT_CODE_3 = 3 << 8  # as wait(2) tells it


@pytest.mark.parametrize(
    ("status", "seconds", "exceeded", "told"),
    [
        (signal.SIGKILL, 1, MEMORY, "it took more than 2,048 MiB of memory"),
        (signal.SIGKILL, 1, PROCESSES, "it started more than 100 processes and threads"),
        (signal.SIGKILL, 1, TIME, "it ran for 7,200 seconds, which is the most it may"),
        (EXIT_CODE_3, 70, "", "it ended by itself, with exit code 3"),
        (signal.SIGKILL, 60.01, "", "it used all of its 60 seconds of processor time"),
        (signal.SIGKILL, 46, "", "it used all of its 60 seconds of processor time"),
        (signal.SIGKILL, 30, "", "it was ended by SIGKILL"),
        (signal.SIGSEGV, 60, "", "it was ended by SIGSEGV"),
        (127, 1, "", ""),
    ],
)
def test_an_end_in_words(status, seconds, exceeded, told):
    """The limit is kept in clock ticks: what was used is seldom just as much."""
    assert in_words(status, BOX, seconds=seconds, exceeded=exceeded) == told
