"""Why a kernel ended, in words: as far as who stands beside its sandbox can know."""

from __future__ import annotations

import os
import signal

from checker.grading.warm.box import MIB, Box

MEMORY, PROCESSES, TIME = "memory", "processes", "time"  # what a sandbox may take too much of
# Linux counts against the limit by sampling, a clock tick at a time, and says afterwards what was really used: a little
# more or less, and of only a few seconds, on busy processors, by more than a twentieth.
OF_THE_LIMIT = 0.75


def in_words(status: int, box: Box, *, seconds: float, exceeded: str = "") -> str:
    """How the process that ended with this wait status came to its end; "" where that is not known.

    `seconds` is the processor time that it used; `exceeded` is MEMORY, PROCESSES or TIME where it was ended for taking
    more of it than `box` allows. What it does by itself, an exit or a signal, is its own to choose, so nothing rests on
    these words.
    """
    if exceeded == MEMORY:
        return f"it took more than {box.memory_bytes // MIB:,} MiB of memory"
    if exceeded == PROCESSES:
        return f"it started more than {box.processes:,} processes and threads"
    if exceeded == TIME:
        return f"it ran for {box.wall_seconds:,} seconds, which is the most it may"
    if os.WIFEXITED(status):
        return f"it ended by itself, with exit code {os.WEXITSTATUS(status)}"
    number = os.WTERMSIG(status)
    if number == signal.SIGKILL and seconds >= OF_THE_LIMIT * box.cpu_seconds:
        return f"it used all of its {box.cpu_seconds:,} seconds of processor time"
    return f"it was ended by {signal.Signals(number).name}" if number in set(signal.Signals) else ""
