"""An assignment whose submissions were judged by the real judges, laid down in a ledger, without any kernel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from checker.attempt import Attempt
from checker.exercises import EXERCISES
from checker.grading.assignment import Assignment
from checker.grading.grade import Graded, Row
from checker.grading.job import Check, Outcome, Result, State
from checker.grading.judging import judged, not_judged
from checker.grading.ledger import Entry, Ledger

LESSON = "01-pixels"
POINTS = {slug: exercise.points for slug, exercise in EXERCISES.items() if exercise.lesson == LESSON}
SLUGS = tuple(POINTS)
ONE_END, WRAPPED = "one-end", "uint8-wrap-around"  # mistakes of the second exercise
EVIL_NAME = '"><img src=x onerror=alert(1)>'
ATTACK = "</pre><script>alert(1)</script>\x1b[31mred\u202etxt.exe & <b>"


@dataclass(slots=True, kw_only=True)
class Handed:
    """What one learner handed in, and what the run came to."""

    answers: Mapping[str, str] = field(default_factory=dict)  # by exercise: "right", or the name of a mistake
    sources: Mapping[str, str] = field(default_factory=dict)  # by exercise: what stands in the answer cell
    notes: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""
    stopped_after: int | None = None  # so many exercises
    flags: tuple[str, ...] = ()
    seconds: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A course with an assignment, and a way to lay down what was graded."""

    assignment: Assignment

    @property
    def folder(self) -> Path:
        """Where the report is."""
        return self.assignment.course / "reports" / LESSON

    def graded(self, handed: Mapping[str, Handed]) -> Graded:
        """Lay the submissions down in the ledger, as grading does; what `grade` returns."""
        rows = [self._lay_down(student, one) for student, one in sorted(handed.items())]
        return Graded(assignment=self.assignment, rows=rows, unrecorded="")

    def _lay_down(self, student: str, handed: Handed) -> Row:
        outcomes = [] if handed.failed else list(_outcomes(handed))
        stopped = "The kernel died while cell 7 ran, or shortly before." if handed.stopped_after is not None else ""
        result = Result(
            student=student,
            assignment=LESSON,
            failed=handed.failed,
            outcomes=outcomes,
            stopped=stopped,
            flags=handed.flags,
            notes=handed.notes,
            seconds=handed.seconds,
        )
        entry = Entry(stamps={}, submission="", notebook_digest="", keys={}, result=result)
        Ledger(self.assignment.course, LESSON).write(entry, at_once=False)
        cells = [{"id": slug, "source": source} for slug, source in handed.sources.items()]
        path = self.assignment.autograded(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"cells": cells}))
        return Row(
            student=student,
            score=round(sum(outcome.score for outcome in outcomes), 2),
            statuses={outcome.slug: str(outcome.report["status"]) for outcome in outcomes},
            failed=handed.failed,
            stopped=stopped,
            flags=handed.flags,
            seconds=handed.seconds,
            is_new=True,
        )


def _outcomes(handed: Handed) -> Iterator[Outcome]:
    for number, slug in enumerate(SLUGS):
        check = Check(slug=slug, points=POINTS[slug], seed=1)
        if handed.stopped_after is not None and number >= handed.stopped_after:
            reason = "Not reached. The kernel died while cell 7 ran, or shortly before."
            yield not_judged(check, EXERCISES[slug], State.NOT_REACHED, reason)
            continue
        yield _judged(check, handed.answers.get(slug, ""))


def _judged(check: Check, answer: str) -> Outcome:
    exercise = EXERCISES[check.slug]
    questions = exercise.ask(check.seed)
    namespace = _namespace(exercise, answer)
    answers = exercise.probe(Attempt(namespace=namespace), questions)
    return judged(check, exercise, questions, json.dumps(answers))


def _namespace(exercise: Any, answer: str) -> dict[str, Any]:
    if not answer:
        return {}
    if answer == "right":
        namespace: dict[str, Any] = exercise.examples.right[0]()
    else:
        namespace = dict(exercise.examples.wrong)[answer]()
    return namespace


@pytest.fixture
def new_class(tmp_path: Path) -> Callable[[], School]:
    """A function that makes a course with the lesson about pixels."""
    numbers = iter(range(10))

    def make() -> School:
        assignment = Assignment(
            course=tmp_path / f"course-{next(numbers)}",
            name=LESSON,
            notebook=LESSON,
            released=(),
            metadata={},
            points=POINTS,
            by_hand=frozenset(),
            files={},
            digest="",
            release_digest="",
        )
        return School(assignment=assignment)

    return make


@pytest.fixture
def handed() -> dict[str, Handed]:
    """Learners of every sort."""
    first, second, third, *_ = SLUGS
    return {
        "ada": Handed(answers=dict.fromkeys(SLUGS, "right"), sources={first: "answer = 1"}, seconds=3.25),
        "bob": Handed(
            answers={first: "right", second: ONE_END},
            sources={second: "def f(image):\n    return image  # bob's"},
            notes={second: "I think this is right: it is what the picture shows."},
        ),
        "eve": Handed(
            answers={first: "right", second: ONE_END, third: "right"},
            sources={second: ATTACK},
            notes={second: f"I think this is right: {ATTACK}"},
            flags=(f"own file beside the notebook ({ATTACK})",),
        ),
        "kim": Handed(answers={first: "right", second: WRAPPED}, stopped_after=2),
        "lea": Handed(failed="the notebook is damaged: it is no JSON.", seconds=0.0),
        EVIL_NAME: Handed(answers={first: "right"}, sources={first: "…"}, flags=("symlink",)),
        '=HYPERLINK("http://x","y")': Handed(answers={first: "right"}),
        "Zoë Ångström": Handed(answers={first: "right", second: "right"}),
    }
