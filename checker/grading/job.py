"""What goes to whoever grades one submission, and what comes back: plain data both ways. Standard library only."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

MIB = 2**20


class State(StrEnum):
    """What became of one exercise of a submission."""

    JUDGED = "judged"  # the judge had answers, and decided
    MALFORMED = "malformed"  # what came back were no answers to the questions
    LATE = "late"  # no answer came in time
    NOT_REACHED = "not reached"  # the run ended before its check cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a submission may run and how much it may send. Its memory and processes are the sandbox's to limit."""

    cell_seconds: float = 600.0  # of one cell: training takes a minute on two quiet cores
    seconds: float = 1800.0  # of the whole submission
    probe_seconds: float = 120.0  # to answer the questions of one exercise
    cell_bytes: int = 100_000  # of one cell's outputs that are kept, pictures apart
    output_bytes: int = 4 * MIB  # of all outputs that are kept, pictures apart
    picture_bytes: int = 16 * MIB  # of all pictures that are kept
    answer_bytes: int = 32 * MIB  # of the answers to one exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An exercise that the assignment asks for."""

    slug: str
    points: float  # that the instructor gives for it
    seed: int  # of the questions, known to nobody before the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one exercise of a submission came to."""

    slug: str
    state: State
    points: float  # that the instructor gives for it
    score: float  # earned, 0..points
    report: Mapping[str, Any]  # Report.to_dict
    answers: str = ""  # the answers' digest; "" where there were none
    seconds: float = 0.0  # for questions, answers and judging

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Outcome:
        """The inverse of `dataclasses.asdict`."""
        return cls(**{**plain, "state": State(plain["state"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One submission to grade."""

    student: str
    assignment: str
    notebook: bytes  # the submitted file
    released: Sequence[dict[str, Any]]  # the cells of the release
    metadata: Mapping[str, Any]  # of the release's notebook
    checks: Sequence[Check]  # those of the instructor's source, in its order
    files: Mapping[str, bytes] = field(default_factory=dict)  # beside the notebook, by path within the folder
    limits: Limits = field(default_factory=Limits)
    kept: Sequence[Outcome] = ()  # of an earlier run of the same submission, which still hold
    protected: bool = True  # by the sandbox

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            **{name: getattr(self, name) for name in ("student", "assignment", "protected")},
            "released": list(self.released),
            "metadata": dict(self.metadata),
            "notebook": b64encode(self.notebook).decode(),
            "files": {path: b64encode(content).decode() for path, content in self.files.items()},
            "checks": [asdict(check) for check in self.checks],
            "kept": [asdict(outcome) for outcome in self.kept],
            "limits": asdict(self.limits),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Job:
        """The inverse of `to_dict`."""
        decoded = {
            "notebook": b64decode(plain["notebook"]),
            "files": {path: b64decode(content) for path, content in plain["files"].items()},
            "checks": [Check(**check) for check in plain["checks"]],
            "kept": [Outcome.from_dict(outcome) for outcome in plain["kept"]],
            "limits": Limits(**plain["limits"]),
        }
        return cls(**{**plain, **decoded})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What grading one submission came to."""

    student: str
    assignment: str
    failed: str = ""  # why the submission could not be graded at all; "" where it was
    outcomes: Sequence[Outcome] = ()
    stopped: str = ""  # why the run ended early; "" where every cell was run
    flags: Sequence[str] = ()  # what an instructor should look at
    notes: Mapping[str, str] = field(default_factory=dict)  # slug -> why the learner thinks the answer is right
    notebook: str = ""  # JSON: the submission with what its cells showed, safe to open
    seconds: float = 0.0  # that the run took
    again: bool = False  # the grader or the machine was at fault: the next time it is tried again

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Result:
        """The inverse of `to_dict`."""
        return cls(**{**plain, "outcomes": [Outcome.from_dict(outcome) for outcome in plain["outcomes"]]})
