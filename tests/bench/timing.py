"""Timing in fresh processes, and the rows of the table that comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from checker.quiet import TENSORFLOW_SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One comparison: `measured` is to be at most `most` times `against`. Both are medians, in seconds.

    share: where `measured` is no median, what part of the runs took no longer.
    """

    what: str
    measured: float
    than: str  # what it is compared with
    against: float
    most: float
    runs: int
    share: float = 0.5
    note: str = ""
    unit: str = "ms"  # of what is measured, a thousand of which is 1 here

    @property
    def ratio(self) -> float:
        """How much of `against` was needed."""
        return self.measured / self.against

    @property
    def summary(self) -> str:
        """What was made of the runs: "medians of 5", "95th percentile of 40"."""
        return f"medians of {self.runs}" if self.share == 0.5 else f"{100 * self.share:.0f}th percentile of {self.runs}"

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.ratio <= self.most


def python(*arguments: str) -> str:
    """What a fresh Python prints. Raises CalledProcessError, with its stderr shown, when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, check=True, env=_environment()
    )
    return done.stdout


def wall(*arguments: str) -> float:
    """Seconds that a fresh Python takes from its start to its end."""
    start = time.perf_counter()
    python(*arguments)
    return time.perf_counter() - start


def medians(*measures: Callable[[], float], runs: int) -> list[float]:
    """The median of each measure. They take turns, so that a busy machine is busy for all; the first turn warms up."""
    turns = [[measure() for measure in measures] for _ in range(runs + 1)][1:]
    return [median(times) for times in zip(*turns, strict=True)]


def _environment() -> dict[str, str]:
    return {**os.environ, **TENSORFLOW_SETTINGS}
