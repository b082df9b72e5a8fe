"""The judge of a function exercise: compares answers with the reference, and finds the mistake that made them.

A wrong answer that gives in every call what a known wrong implementation would have given is told which mistake it is,
with the smallest call that shows it and the first cell that differs worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.common_mistakes import common_mistake
from checker.exercise import Answers, Questions
from checker.function_task import Task
from checker.function_words import difference, example, finding, sort_in_words, unnamed
from checker.known_mistakes import mistakes_behind
from checker.outcome import Outcome, is_array, size
from checker.plain import from_plain
from checker.report import Finding, Status, Verdict

# Names of NumPy that stand for several dtypes: what is asked for in words, and what to convert to.
DTYPES = {"integer": ("a type for whole numbers, which alone can say which row and which column,", "int")}
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
    outcomes.sort(key=lambda outcome: outcome.size)
    right: list[Outcome] = []
    wrong: list[Outcome] = []
    for outcome in outcomes:
        (right if outcome.is_right else wrong).append(outcome)
    if len(right) == len(questions["calls"]):
        return _right_numbers(task, right)
    share = len(right) / len(questions["calls"])
    return Verdict(status=Status.FAILED, share=min(share, 0.9), findings=tuple(_findings(task, wrong, right)))


def _right_numbers(task: Task, outcomes: Sequence[Outcome]) -> Verdict:
    fault = _not_an_array(task, outcomes) or _other_dtype(task, outcomes)
    if fault is not None:
        return Verdict(status=Status.FAILED, share=RIGHT_BUT, findings=(fault,))
    message = f"right for all {len(outcomes)} calls that were tried, the smallest being {example(task, outcomes[0])}"
    passed = Finding(status=Status.PASSED, where=task.function, message=message)
    return Verdict(status=Status.PASSED, share=1.0, findings=(passed,))


def _not_an_array(task: Task, outcomes: Sequence[Outcome]) -> Finding | None:
    """A list, a tensor, an np.matrix in an array's place: cells that follow do with it what only an array can do."""
    for outcome in outcomes:
        for which, expected, sort in outcome.sorts():
            if is_array(expected) and sort != "array":
                subject = f"{which} comes" if which else "they come"
                message = f"The numbers are right, but {subject} back as {sort_in_words(sort)}; an array was asked for."
                what = "it" if which else "them"
                return finding(task, message, f"Make an array of {what} at the end: `np.array(...)`.", "not-an-array")
    return None


def _other_dtype(task: Task, outcomes: Sequence[Outcome]) -> Finding | None:
    import numpy as np

    if task.dtype is None:
        return None
    dtypes = {np.asarray(outcome.received).dtype for outcome in outcomes}
    if all(np.issubdtype(dtype, getattr(np, task.dtype)) for dtype in dtypes):
        return None
    wanted, name = DTYPES.get(task.dtype, (task.dtype, f"np.{task.dtype}"))
    came = ", ".join(sorted(dtype.name for dtype in dtypes))
    message = f"The numbers are right, but they come back as {came}; {wanted} was asked for."
    return finding(task, message, f"Convert at the end: `.astype({name})`.", "dtype")


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


def _findings(task: Task, wrong: Sequence[Outcome], right: Sequence[Outcome]) -> Iterable[Finding]:
    """What to say of the outcomes, both the smallest call first: which mistakes they show, or what differs."""
    named = mistakes_behind(task, wrong, right)
    if not named and (common := common_mistake(task, wrong, right)):
        named = (common,)
    told: Outcome | None = None
    for mistake, shown in named:
        what = "The same call shows it." if shown is told else difference(task, shown)
        yield finding(task, f"{mistake.diagnosis} {what}", mistake.hint, mistake.name)
        told = shown
    if not named:
        yield unnamed(task, wrong[0] if wrong else None)
