"""What one learner hands in to be graded, and what it must come to: plain data.

The assignment is the one in lesson/: `start` asks for a variable `answer`, `convolution-map` for a function
`slide(image, kernel)`, `lenet` for a Keras `model`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

MARK = "@MARK@"  # a text of the submission's own, by which is found what it left on the machine
PORT = "@PORT@"  # where a server outside listens that gives the answer away
EMPTY = "def slide(image, kernel):\n    return 0\n"
RIGHT = "from scipy.signal import correlate2d\ndef slide(image, kernel): return correlate2d(image, kernel, 'valid')\n"
ONE_POINT = {"start": 1.0}
FULL = {"start": 1.0, "convolution-map": 3.0}

Notebook = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The sources of three answer cells, what else is handed in, and what must become of it."""

    start: str = "answer = 12"
    slide: str = EMPTY
    lenet: str = ""
    below: str = ""  # a cell at the end of the notebook
    files: Mapping[str, bytes] = field(default_factory=dict)  # beside the notebook
    change: Callable[[Notebook], bytes | None] | None = None  # of the notebook; what it returns is handed in instead
    lay: Callable[[Path], None] | None = None  # in the submission's folder
    earns: Mapping[str, float] = field(default_factory=lambda: ONE_POINT)  # by exercise, where it is not 0
    told: tuple[str, ...] = ()  # patterns, each to be found in what the instructor is told; () where nothing is seen
    shows: str = ""  # a pattern, in the verdict on the attacked exercise or in the outputs: that the attack was none

    def __post_init__(self) -> None:
        """Sources are written indented."""
        for name in ("start", "slide", "lenet", "below"):
            object.__setattr__(self, name, dedent(getattr(self, name)).lstrip("\n"))


def after_empty(source: str) -> str:
    """A cell that defines a `slide` that is wrong, and goes on with `source`."""
    return EMPTY + dedent(source)
