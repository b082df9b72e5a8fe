"""What a check found, as plain data. Standard library only; no input or output, no markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a report, or one finding in it, turned out."""

    PASSED = "passed"
    FAILED = "failed"
    UNATTEMPTED = "unattempted"
    WARNING = "warning"  # a finding only: worth knowing, costs nothing
    ERROR = "error"  # the check itself could not be made: never the learner's fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found out."""

    status: Status
    where: str  # the place, in the learner's words: "second convolution"
    message: str  # what was found, what was asked, what follows from it
    hint: str = ""  # what to try
    mistake: str = ""  # the name of the mistake, a stable slug: "kernel-size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judge decides; becomes a report when the exercise's name and points are added.

    Raises ValueError when `share` is not within 0..1, or is 1 without a pass.
    """

    status: Status
    share: float  # of the points, 0..1
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError(f"share must be within 0..1, received {self.share}")
        if (self.status is Status.PASSED) != (self.share == 1.0):
            raise ValueError(f"full marks belong to a pass and to nothing else, received {self.status}, {self.share}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a learner, an instructor or a program is told about one exercise."""

    exercise: str  # slug; as it was asked for, even where no such exercise exists
    title: str
    status: Status
    score: float  # earned, 0..points
    points: float  # the most that can be earned
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The report as JSON-ready data: strings, floats, a list of dictionaries."""
        plain = asdict(self)
        plain["status"] = str(self.status)
        plain["findings"] = [{**asdict(finding), "status": str(finding.status)} for finding in self.findings]
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> Report:
        """The inverse of `to_dict`. Raises KeyError, TypeError or ValueError on anything else."""
        fields = dict(plain)
        findings = fields.pop("findings")
        if not isinstance(findings, list):
            raise TypeError("findings must be a list")
        return cls(
            **{**fields, "status": Status(str(fields["status"]))},  # type: ignore[arg-type]
            findings=tuple(Finding(**{**finding, "status": Status(finding["status"])}) for finding in findings),
        )


def error_report(exercise: str, message: str, *, hint: str = "", title: str = "", points: float = 0.0) -> Report:
    """A report that says why the check could not be made, and what to do about it."""
    finding = Finding(status=Status.ERROR, where="the check itself", message=message, hint=hint)
    return Report(
        exercise=exercise,
        title=title or exercise,
        status=Status.ERROR,
        score=0.0,
        points=float(points),
        findings=(finding,),
    )
