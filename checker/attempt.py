"""What a learner has at the moment of a check, and the plain data that goes to a probe and comes back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Questions = Mapping[str, Any]  # JSON-ready, made from a seed
Answers = Mapping[str, Any]  # JSON-ready, brought back by the probe


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRun:
    """One run of a cell."""

    source: str
    raised: Mapping[str, str] | None = None  # the exception that ended it: type, message, code
    line: int = 0  # of the source, from 1, where it was raised; 0 where nothing was run, or it cannot be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a learner has at the moment of the check."""

    namespace: Mapping[str, object]
    runs: Sequence[CellRun] = ()  # of the cells, the oldest first, as far as they are known
