"""Which probe an exercise has, as plain data: it can be sent to a place that knows no exercise, and run there.

Standard library only; the modules in checker/probes/ are imported when a probe is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from checker.answer_cell import current
from checker.attempt import Answers, Attempt, Questions

# Each of these modules has a function `probe(settings, attempt, questions) -> answers`.
PROBES: Mapping[str, str] = {
    "variables": "checker.probes.variables",
    "function": "checker.probes.function",
    "block": "checker.probes.block",
    "model": "checker.probes.model",
    "digit reader": "checker.probes.digit_reader",
    "network beside Keras": "checker.probes.beside_keras",
}


class UnknownProbeError(LookupError):
    """No probe has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A probe by its name in PROBES, the learner's variables that it looks at, and what else it must know."""

    kind: str
    names: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)  # JSON-ready, and without any part of a solution

    def __call__(self, attempt: Attempt, questions: Questions) -> Answers:
        """The learner's answers, and as "raised" the exception that ended the cell they come from (see `current`).

        Raises UnknownProbeError.
        """
        if self.kind not in PROBES:
            raise UnknownProbeError(f"there is no probe {self.kind!r}")
        probe = import_module(PROBES[self.kind]).probe
        attempt, raised = current(attempt, self.names)
        return {**probe({"names": self.names, **self.settings}, attempt, questions), "raised": raised}

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {"kind": self.kind, "names": list(self.names), "settings": dict(self.settings)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Probe:
        """The inverse of `to_dict`."""
        return cls(kind=data["kind"], names=tuple(data["names"]), settings=data["settings"])
