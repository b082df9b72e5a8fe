"""The judge of a function exercise: compares answers with the reference, and finds the mistake that made them.

A wrong answer that gives what a known wrong implementation would have given is told which mistake it is, with the
smallest call that shows it and the first cell that differs worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from checker.exercise import Answers, Questions
from checker.function_task import Task
from checker.function_words import difference, example, finding, unnamed
from checker.known_mistakes import behaves_as, mistakes_behind
from checker.outcome import Outcome, is_several, size
from checker.plain import from_plain
from checker.report import Finding, Status, Verdict

RIGHT_BUT = 0.75  # the share for right numbers that come back as the wrong kind of thing


def judge_function(task: Task, questions: Questions, answers: Answers) -> Verdict:
    """The verdict on the answers to these questions."""
    if answers["state"] != "function":
        return _no_function(task, answers)
    outcomes = [
        Outcome(
            arguments=from_plain(call),
            expected=task.reference(*from_plain(call)),
            answer=answer,
            tolerance=task.tolerance,
            size=size(call),
        )
        for call, answer in zip(questions["calls"], answers["calls"], strict=False)
    ]
    wrong = sorted((outcome for outcome in outcomes if not outcome.is_right), key=lambda outcome: outcome.size)
    if not wrong and len(outcomes) == len(questions["calls"]):
        return _right_numbers(task, outcomes)
    share = (len(outcomes) - len(wrong)) / len(questions["calls"])
    return Verdict(status=Status.FAILED, share=min(share, 0.9), findings=tuple(_findings(task, wrong)))


def _right_numbers(task: Task, outcomes: Sequence[Outcome]) -> Verdict:
    fault = _not_an_array(task, outcomes) or _other_dtype(task, outcomes)
    if fault is not None:
        return Verdict(status=Status.FAILED, share=RIGHT_BUT, findings=(fault,))
    message = f"right for all {len(outcomes)} calls that were tried, the smallest being {example(task, outcomes[0])}"
    passed = Finding(status=Status.PASSED, where=task.function, message=message)
    return Verdict(status=Status.PASSED, share=1.0, findings=(passed,))


def _not_an_array(task: Task, outcomes: Sequence[Outcome]) -> Finding | None:
    """Cells that follow in the notebook do with the result what only an array can do."""
    for outcome in outcomes:
        received, expected = outcome.received, outcome.expected
        several = is_several(expected)
        pairs = zip(received, expected, strict=True) if several else [(received, expected)]
        if any(isinstance(got, list | tuple) and getattr(want, "ndim", 0) for got, want in pairs):
            what = "the results come back with a list among them" if several else "they come back as a list"
            message = f"The numbers are right, but {what}; a NumPy array was asked for."
            return finding(task, message, "Convert at the end: `return np.array(...)`.", "not-an-array")
    return None


def _other_dtype(task: Task, outcomes: Sequence[Outcome]) -> Finding | None:
    import numpy as np

    dtypes = {np.asarray(outcome.received).dtype.name for outcome in outcomes} if task.dtype else set()
    if not dtypes - {task.dtype}:
        return None
    message = f"The numbers are right, but they come back as {', '.join(sorted(dtypes))}; {task.dtype} was asked for."
    return finding(task, message, f"Convert at the end: `.astype(np.{task.dtype})`.", "dtype")


def _no_function(task: Task, answers: Answers) -> Verdict:
    if answers["state"] == "not a function":
        fault = finding(
            task,
            f"`{task.function}` is not a function but of type {answers['kind']}.",
            "Something has taken its name. Run the answer cell again, then check.",
            "not-a-function",
        )
        return Verdict(status=Status.FAILED, share=0.0, findings=(fault,))
    message = (
        f"There is no `{task.function}` yet. Run the answer cell first (Shift+Enter), then check again."
        if answers["state"] == "missing"
        else f"`{task.function}` is still empty. Write its body in place of the dots, run the cell, then check again."
    )
    unattempted = Finding(status=Status.UNATTEMPTED, where=task.function, message=message)
    return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(unattempted,))


def _findings(task: Task, wrong: Sequence[Outcome]) -> Iterable[Finding]:
    """What to say of the wrong outcomes, the smallest call first: which mistakes they show, or what differs."""
    named: Any = mistakes_behind(task, wrong)
    for mistake in named:
        shown = next(outcome for outcome in wrong if behaves_as(mistake, outcome))
        yield finding(task, f"{mistake.diagnosis} {difference(task, shown)}", mistake.hint, mistake.name)
    if not named:
        yield unnamed(task, wrong[0] if wrong else None)
