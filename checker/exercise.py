"""What an exercise is: questions, a probe that runs beside the learner's code, and a judge. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.report import Report, Verdict

Questions = Mapping[str, Any]  # JSON-ready, made from a seed
Answers = Mapping[str, Any]  # JSON-ready, brought back by the probe


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a learner has at the moment of the check."""

    namespace: Mapping[str, object]
    raised: BaseException | None = None  # by the cell run last, if it ended in an exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Answers by which an exercise proves itself: namespaces as a learner's cell would leave them, made when called."""

    right: tuple[Callable[[], Mapping[str, object]], ...] = ()  # in at least two other styles than the solution's
    wrong: tuple[tuple[str, Callable[[], Mapping[str, object]]], ...] = ()  # each with the name of its mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the course. `probe` runs the learner's code, `judge` never does.

    `judge` is a pure function of plain data, so that a grade can be decided in another process than the one that ran
    the learner's code.
    """

    slug: str  # what check(...) is given
    title: str
    lesson: str  # the notebook's name without its ending: "10-lenet"
    points: float
    ask: Callable[[int], Questions]  # seed -> questions
    probe: Callable[[Attempt, Questions], Answers]
    judge: Callable[[Questions, Answers], Verdict]
    hints: tuple[str, str, str]  # where to look, what to think of, nearly the answer
    solution: str  # what goes between the marks of the answer cell
    examples: Examples = field(default_factory=Examples)
    probe_config: Callable[[Mapping[str, Any], Questions], Answers] | None = None  # reads a saved model's config.json

    def report(self, questions: Questions, answers: Answers) -> Report:
        """The judge's verdict on `answers`, in this exercise's name and points."""
        verdict = self.judge(questions, answers)
        return Report(
            exercise=self.slug,
            title=self.title,
            status=verdict.status,
            score=round(self.points * verdict.share, 2),
            points=float(self.points),
            findings=verdict.findings,
        )
