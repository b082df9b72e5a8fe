"""Run one check from beginning to end, beside the learner's code. The checker's own fault is never the learner's."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from checker.exercise import Attempt, Exercise
from checker.quiet import quiet_stderr
from checker.report import Report, error_report
from checker.told_verdicts import told

ISSUE_HINT = "This is a fault of the checker, not of your answer. Restart the kernel and run the notebook again."


class UnknownExerciseError(LookupError):
    """No exercise has this name; the message says which come near."""


def exercises_here() -> Mapping[str, Exercise]:
    """Every exercise by its name; none where they are kept out of sight, because a submission is graded there."""
    try:
        from checker.exercises import EXERCISES
    except ImportError:
        return {}
    return EXERCISES


def find_exercise(slug: str) -> Exercise:
    """The exercise called `slug`. Raises UnknownExerciseError, naming the nearest, when there is none."""
    exercises = exercises_here()
    if isinstance(slug, str) and slug in exercises:
        return exercises[slug]
    near = get_close_matches(str(slug), exercises, n=3, cutoff=0.4)
    meant = f" Did you mean {', '.join(map(repr, near))}?" if near else ""
    raise UnknownExerciseError(
        f"There is no exercise {slug!r}.{meant} `checker list` shows them all. "
        "If the notebook is newer than your checker, update the course."
    )


def check(slug: str, attempt: Attempt, *, seed: int = 0) -> Report:
    """Check the exercise `slug` against what the learner has. Always returns a report, whatever goes wrong."""
    if not exercises_here():
        return told(str(slug))
    try:
        exercise = find_exercise(slug)
    except UnknownExerciseError as unknown:
        return error_report(str(slug), str(unknown))
    try:
        with quiet_stderr():
            questions = exercise.ask(seed)
            answers = exercise.probe(attempt, questions)
            return exercise.report(questions, answers)
    except Exception as fault:
        return error_report(
            slug,
            f"The checker stumbled ({type(fault).__name__}: {fault}).",
            hint=ISSUE_HINT,
            title=exercise.title,
            points=exercise.points,
        )
