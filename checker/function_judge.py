"""The judge of a function exercise: compares answers with the reference, and finds the mistake that made them.

A wrong answer that gives what a known wrong implementation would have given is told which mistake it is, with the
smallest call that shows it and the first cell that differs worked out.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Questions
from checker.function_task import Arguments, Mistake, Task
from checker.plain import from_plain
from checker.probes.function import SECONDS, call_function
from checker.report import Finding, Status, Verdict
from checker.show import call_in_words, value_in_words

if TYPE_CHECKING:
    import numpy as np

MOST_SHOWN = 5  # numbers of an index in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one call."""

    arguments: Arguments
    expected: Any
    answer: Mapping[str, Any]
    tolerance: float
    size: int  # how many numbers the call is made of: the smallest is shown first

    @property
    def is_right(self) -> bool:
        """Whether the call gave what the reference gives, and left its arguments alone."""
        return "value" in self.answer and same(self.expected, from_plain(self.answer["value"]), self.tolerance)


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
            size=_size(call),
        )
        for call, answer in zip(questions["calls"], answers["calls"], strict=False)
    ]
    wrong = sorted((outcome for outcome in outcomes if not outcome.is_right), key=lambda outcome: outcome.size)
    if not wrong and len(outcomes) == len(questions["calls"]):
        return _passed(task, outcomes)
    share = (len(outcomes) - len(wrong)) / len(questions["calls"])
    return Verdict(status=Status.FAILED, share=min(share, 0.9), findings=tuple(_findings(task, wrong)))


def same(expected: Any, received: Any, tolerance: float) -> bool:
    """Equal in shape and, to the tolerance, in every number. NaN equals nothing."""
    import numpy as np

    if _is_several(expected) and isinstance(received, tuple | list):
        return len(expected) == len(received) and all(
            same(one, other, tolerance) for one, other in zip(expected, received, strict=True)
        )
    want, got = _numbers(expected), _numbers(received)
    return (
        want is not None
        and got is not None
        and want.shape == got.shape
        and bool(np.allclose(got, want, rtol=tolerance, atol=tolerance))
    )


def _is_several(expected: Any) -> bool:
    """Whether a function gives several results rather than one: a tuple with an array in it."""
    import numpy as np

    return isinstance(expected, tuple) and any(isinstance(part, np.ndarray) for part in expected)


def _numbers(value: Any) -> np.ndarray | None:
    """Lists and numbers as arrays too; None for what has no regular shape or is no number."""
    import numpy as np

    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array.astype("float64") if array.dtype.kind in "biuf" else None


def _size(plain: Any) -> int:
    if isinstance(plain, dict):
        return sum(_size(item) for item in plain.values())
    if isinstance(plain, list):
        return sum(_size(item) for item in plain)
    return 1


def _passed(task: Task, outcomes: Sequence[Outcome]) -> Verdict:
    dtypes = {_dtype(from_plain(outcome.answer["value"])) for outcome in outcomes} if task.dtype else set()
    if dtypes - {task.dtype}:
        finding = _finding(
            task,
            f"The numbers are right, but they come back as {', '.join(sorted(dtypes))}; {task.dtype} was asked for.",
            f"Convert at the end: `.astype(np.{task.dtype})`.",
            "dtype",
        )
        return Verdict(status=Status.FAILED, share=0.75, findings=(finding,))
    message = f"right for all {len(outcomes)} calls that were tried, the smallest being {_example(task, outcomes[0])}"
    return Verdict(
        status=Status.PASSED,
        share=1.0,
        findings=(Finding(status=Status.PASSED, where=f"{task.function}", message=message),),
    )


def _dtype(value: Any) -> str:
    """Of an array or number; of a list, that of the array it would make."""
    import numpy as np

    return np.asarray(value).dtype.name


def _no_function(task: Task, answers: Answers) -> Verdict:
    if answers["state"] == "not a function":
        finding = _finding(
            task,
            f"`{task.function}` is not a function but of type {answers['kind']}.",
            "Something has taken its name. Run the answer cell again, then check.",
            "not-a-function",
        )
        return Verdict(status=Status.FAILED, share=0.0, findings=(finding,))
    message = (
        f"There is no `{task.function}` yet. Run the answer cell first (Shift+Enter), then check again."
        if answers["state"] == "missing"
        else f"`{task.function}` is still empty. Write its body in place of the dots, run the cell, then check again."
    )
    finding = Finding(status=Status.UNATTEMPTED, where=task.function, message=message)
    return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))


def _findings(task: Task, wrong: Sequence[Outcome]) -> Iterable[Finding]:
    """What to say of the wrong outcomes, the smallest call first: which mistakes they show, or what differs."""
    named = _mistakes_behind(task, wrong)
    for mistake in named:
        shown = next(outcome for outcome in wrong if _behaves_as(mistake, outcome))
        message = f"{mistake.diagnosis} {_difference(task, shown)}"
        yield _finding(task, message, mistake.hint, mistake.name)
    if not named:
        yield _unnamed(task, wrong[0] if wrong else None)


def _mistakes_behind(task: Task, wrong: Sequence[Outcome]) -> Sequence[Mistake]:
    """The one mistake that explains every wrong outcome, or the two that do so together; none if there are none."""
    for mistake in task.mistakes:
        if wrong and all(_behaves_as(mistake, outcome) for outcome in wrong):
            return (mistake,)
    for one, other in combinations(task.mistakes, 2):
        explained = [[_behaves_as(mistake, outcome) for outcome in wrong] for mistake in (one, other)]
        if all(any(side) for side in explained) and all(
            a or b or (_deviates(one, outcome) and _deviates(other, outcome))
            for a, b, outcome in zip(*explained, wrong, strict=True)
        ):
            return one, other
    return ()


def _behaves_as(mistake: Mistake, outcome: Outcome) -> bool:
    """Whether the mistake's own implementation gives what the learner's function gave."""
    given = _try(mistake, outcome.arguments)
    if "raised" in given or "raised" in outcome.answer:
        return given.get("raised", {}).get("type") == outcome.answer.get("raised", {}).get("type", "")
    if "value" not in given or "value" not in outcome.answer:
        return bool(given.keys() == outcome.answer.keys()) and "late" not in outcome.answer
    return same(from_plain(given["value"]), from_plain(outcome.answer["value"]), outcome.tolerance) or _both_not_finite(
        from_plain(given["value"]), from_plain(outcome.answer["value"])
    )


def _both_not_finite(one: Any, other: Any) -> bool:
    """NaN and infinity at the same places, equal elsewhere: an overflow is recognised by where it strikes."""
    import numpy as np

    a, b = _numbers(one), _numbers(other)
    return (
        a is not None and b is not None and a.shape == b.shape and not np.isfinite(a).all()
        and bool(np.allclose(a, b, equal_nan=True))
    )  # fmt: skip


def _deviates(mistake: Mistake, outcome: Outcome) -> bool:
    given = _try(mistake, outcome.arguments)
    return "value" not in given or not same(outcome.expected, from_plain(given["value"]), outcome.tolerance)


def _try(mistake: Mistake, arguments: Arguments) -> Mapping[str, Any]:
    with warnings.catch_warnings():  # an overflow is what some mistakes are about
        warnings.simplefilter("ignore")
        return call_function(mistake.function, arguments)


def _unnamed(task: Task, outcome: Outcome | None) -> Finding:
    """A wrong outcome of no known mistake: what differs, and where."""
    if outcome is None or "late" in outcome.answer:
        return _finding(
            task,
            f"The function had not come back after {SECONDS:.0f} seconds, so it was stopped.",
            "Is there a loop that never ends? Look at what its condition waits for.",
            "endless-loop",
        )
    answer, call = outcome.answer, _example(task, outcome)
    if "raised" in answer:
        raised = answer["raised"]
        line = f" in the line `{raised['code']}`" if raised["code"] else ""
        return _finding(
            task,
            f"{call} stopped with {raised['type']}{line}: {raised['message']}",
            "Call it yourself with these numbers in a new cell: the red text shows the line.",
            "raised",
        )
    if "modified" in answer:
        return _finding(
            task,
            f"{call} changed the array that it was given.",
            "Work on a copy (`x = x.copy()`), or build a new array: whoever calls the function still needs theirs.",
            "modified-input",
        )
    if answer.get("nothing") == "printed":
        return _finding(
            task, "The function prints its result but returns nothing.", "End it with `return ...`.", "print-for-return"
        )
    if "nothing" in answer:
        return _finding(task, f"{call} returned None.", "End the function with `return ...`.", "no-return")
    if "not_numbers" in answer:
        return _finding(
            task,
            f"{call} gave {answer['not_numbers']}, which is neither a number nor an array of numbers.",
            "Return the numbers themselves.",
            "wrong-type",
        )
    return _finding(task, _difference(task, outcome), "Follow this one example by hand, step by step.", "")


def _difference(task: Task, outcome: Outcome) -> str:
    """The first cell that differs, worked out; of several results, in the first one that differs."""
    import numpy as np

    call = _example(task, outcome)
    if "value" not in outcome.answer:
        return f"{call} shows it."
    received, expected = from_plain(outcome.answer["value"]), outcome.expected
    at: tuple[int, ...] = ()
    if _is_several(expected) and isinstance(received, tuple | list) and len(received) == len(expected):
        pairs = zip(expected, received, strict=True)
        at = (next(i for i, pair in enumerate(pairs) if not same(*pair, outcome.tolerance)),)
        received, expected = received[at[0]], expected[at[0]]
    where = f"{call}: result {at[0] + 1} of {len(outcome.expected)}" if at else call
    want, got = _numbers(expected), _numbers(received)
    if want is None or got is None:
        return f"{where} gave {value_in_words(received)}; {value_in_words(expected)} is right."
    if want.shape != got.shape:
        return f"{where} gave {_shape_in_words(got)}; {_shape_in_words(want)} is right."
    differing = ~np.isclose(got, want, rtol=outcome.tolerance, atol=outcome.tolerance)
    index = tuple(int(i) for i in np.argwhere(differing)[0])
    numbers = f"{value_in_words(got[index])}; {value_in_words(want[index])} is right"
    told = f"{where}: at {_place(index)} you gave {numbers}." if index else f"{where} gave {numbers}."
    return told if task.work_out is None else f"{told} {task.work_out(outcome.arguments, (*at, *index))}"


def _shape_in_words(array: np.ndarray) -> str:
    return f"the shape {array.shape}" if array.ndim else f"the single number {value_in_words(array.item())}"


def _place(index: tuple[int, ...]) -> str:
    if len(index) == 2:
        return f"row {index[0]}, column {index[1]}"
    return f"index {index[0]}" if len(index) == 1 else f"index {index[:MOST_SHOWN]}"


def _example(task: Task, outcome: Outcome) -> str:
    return call_in_words(task.function, task.parameters, outcome.arguments)


def _finding(task: Task, message: str, hint: str, mistake: str) -> Finding:
    return Finding(status=Status.FAILED, where=task.function, message=message, hint=hint, mistake=mistake)
