"""What an assignment's grades come to, for the report: counts, mistakes, what to look at. No input or output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.grading.grade import Row
from checker.grading.job import Result, State
from checker.report import Status

MOST_SLOW = 10
UNNAMED = ""  # the name of what went wrong where no mistake is known


@dataclass(frozen=True, slots=True, kw_only=True)
class MistakeCount:
    """A mistake in one exercise: how many made it, and one of them."""

    name: str  # UNNAMED where no mistake is known that explains the answers
    submissions: int
    student: str  # the first who made it, by name
    where: str  # the finding's place, in that submission
    message: str  # the finding's words, in that submission


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCount:
    """How one exercise went; the numbers of submissions add up to those that were graded."""

    slug: str
    title: str
    points: float  # that the instructor gives for it
    passed: int
    failed: int
    unattempted: int
    not_reached: int  # the run ended before its check
    unchecked: int  # no answers came back that could be judged
    mean_score: float
    mistakes: Sequence[MistakeCount]  # the most frequent first


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a learner wrote against a verdict."""

    student: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is known of an assignment's submissions."""

    assignment: str
    points: float  # the most that can be earned
    exercises: Sequence[ExerciseCount]
    rows: Sequence[Row]  # of all submissions, by student
    notes: Sequence[Note]

    @property
    def scores(self) -> list[float]:
        """Of the submissions that could be graded."""
        return [row.score for row in self.rows if not row.failed]

    @property
    def failed(self) -> list[Row]:
        """What could not be graded."""
        return [row for row in self.rows if row.failed]

    @property
    def stopped(self) -> list[Row]:
        """What was not run to its end."""
        return [row for row in self.rows if row.stopped]

    @property
    def flagged(self) -> list[Row]:
        """What has something to look at."""
        return [row for row in self.rows if row.flags]

    @property
    def slowest(self) -> list[Row]:
        """What ran longest, the longest first."""
        ran = sorted(self.rows, key=lambda row: (-row.seconds, row.student))
        return [row for row in ran if row.seconds > 0][:MOST_SLOW]


@dataclass(slots=True)
class _Tally:
    title: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    score: float = 0.0
    graded: int = 0
    mistakes: dict[str, MistakeCount] = field(default_factory=dict)


class Counting:
    """Takes submissions one by one, in the order of their names, and keeps of each only what the summary tells."""

    def __init__(self, assignment: str, points: Mapping[str, float]) -> None:
        """`points` by the exercises' slugs, in the assignment's order."""
        self._assignment, self._points = assignment, points
        self._tallies = {slug: _Tally(title=slug) for slug in points}
        self._rows: list[Row] = []
        self._notes: list[Note] = []

    def add(self, row: Row, result: Result) -> None:
        """Count a submission; one that could not be graded counts in no exercise."""
        self._rows.append(row)
        self._notes += [Note(student=row.student, slug=slug, text=text) for slug, text in result.notes.items()]
        if result.failed:
            return
        for outcome in result.outcomes:
            if outcome.slug in self._tallies:
                tally = self._tallies[outcome.slug]
                kind = kind_of(outcome.state, str(outcome.report["status"]))
                tally.title = str(outcome.report["title"]) or outcome.slug
                tally.counts[kind] = tally.counts.get(kind, 0) + 1
                tally.score += outcome.score
                tally.graded += 1
                for name, finding in _mistakes(outcome.report).items():
                    _count(tally.mistakes, name, finding, row.student)

    def summary(self) -> Summary:
        """What was counted."""
        return Summary(
            assignment=self._assignment,
            points=sum(self._points.values()),
            exercises=[_exercise(slug, self._points[slug], tally) for slug, tally in self._tallies.items()],
            rows=self._rows,
            notes=self._notes,
        )


def kind_of(state: State, status: str) -> str:
    """In which of ExerciseCount's numbers an outcome counts."""
    if state is State.NOT_REACHED:
        return "not_reached"
    known = (Status.PASSED, Status.FAILED, Status.UNATTEMPTED)
    return status if status in known else "unchecked"


def most_frequent(summary: Summary) -> list[tuple[ExerciseCount, MistakeCount]]:
    """The named mistakes of all exercises, the most frequent first."""
    named = [(at, made) for at in summary.exercises for made in at.mistakes if made.name != UNNAMED]
    return sorted(named, key=lambda pair: -pair[1].submissions)


def _mistakes(report: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """By name, the first finding of each mistake; UNNAMED only where nothing has a name."""
    wrong = [finding for finding in report["findings"] if finding["status"] == Status.FAILED]
    found: dict[str, Mapping[str, Any]] = {}
    for finding in wrong:
        found.setdefault(finding["mistake"] or UNNAMED, finding)
    if len(found) > 1:
        found.pop(UNNAMED, None)
    return found


def _count(mistakes: dict[str, MistakeCount], name: str, finding: Mapping[str, Any], student: str) -> None:
    known = mistakes.get(name)
    mistakes[name] = MistakeCount(
        name=name,
        submissions=1 + (known.submissions if known else 0),
        student=known.student if known else student,
        where=known.where if known else str(finding["where"]),
        message=known.message if known else str(finding["message"]),
    )


def _exercise(slug: str, points: float, tally: _Tally) -> ExerciseCount:
    kinds = ("passed", "failed", "unattempted", "not_reached", "unchecked")
    return ExerciseCount(
        slug=slug,
        title=tally.title,
        points=points,
        mean_score=tally.score / tally.graded if tally.graded else 0.0,
        mistakes=list(_ordered(tally.mistakes.values())),
        **{kind: tally.counts.get(kind, 0) for kind in kinds},
    )


def _ordered(mistakes: Iterable[MistakeCount]) -> Iterator[MistakeCount]:
    yield from sorted(mistakes, key=lambda made: (-made.submissions, made.name == UNNAMED, made.name))
