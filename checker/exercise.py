"""What an exercise is: questions, a probe that runs beside the learner's code, and a judge. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from checker.attempt import Answers, Attempt, Questions
from checker.probe import Probe
from checker.report import Report, Status, Verdict
from checker.stopped_cell import explain_stop, is_stub

__all__ = ["Answers", "Attempt", "Examples", "Exercise", "Questions"]


LEFT_OPEN = "left-open"  # the mistake's name wherever one of several things is not filled in


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Answers by which an exercise proves itself: namespaces as a learner's cell would leave them, made when called."""

    right: tuple[Callable[[], Mapping[str, object]], ...] = ()  # in at least two other styles than the solution's
    wrong: tuple[tuple[str, Callable[[], Mapping[str, object]]], ...] = ()  # each with the name of its mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the course. `probe` runs the learner's code, `judge` never does.

    `probe` is plain data and knows no solution; `judge` is a pure function of plain data. So a grade can be decided in
    another process than the one that ran the learner's code.
    """

    slug: str  # what check(...) is given
    title: str
    lesson: str  # the notebook's name without its ending: "10-lenet"
    points: float
    ask: Callable[[int], Questions]  # seed -> questions
    probe: Probe
    judge: Callable[[Questions, Answers], Verdict]
    hints: tuple[str, str, str]  # where to look, what to think of, nearly the answer
    solution: str  # what goes between the marks of the answer cell
    examples: Examples = field(default_factory=Examples)
    probe_config: Callable[[Mapping[str, Any], Questions], Answers] | None = None  # reads a saved model's config.json

    def report(self, questions: Questions, answers: Answers) -> Report:
        """The judge's verdict on `answers`, in this exercise's name and points."""
        verdict = _unless_stopped(self.judge(questions, answers), answers)
        return Report(
            exercise=self.slug,
            title=self.title,
            status=verdict.status,
            score=round(self.points * verdict.share, 2),
            points=float(self.points),
            findings=verdict.findings,
        )


def _unless_stopped(verdict: Verdict, answers: Answers) -> Verdict:
    """The verdict; but where the answer cell stopped in an error, that is why something is open, and it is told."""
    raised = answers.get("raised")
    if raised is None or not raised["in_answer"] or is_stub(raised):
        return verdict
    if verdict.status is Status.UNATTEMPTED:
        return Verdict(status=Status.FAILED, share=0.0, findings=(explain_stop(raised),))
    if any(finding.mistake == LEFT_OPEN for finding in verdict.findings):
        return replace(verdict, findings=(explain_stop(raised), *verdict.findings))
    return verdict
