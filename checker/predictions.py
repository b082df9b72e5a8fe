"""Exercises in which the learner says beforehand what will come out: a few variables, each with one right value.

Standard library only. Lists count as tuples, whole floats as integers, NumPy's numbers as Python's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.exercise import Answers, Attempt, Examples, Questions
from checker.report import Finding, Status, Verdict

Value = int | tuple[int, ...]
UNSET = "unset"  # no such variable, or still the three dots of the stub
UNREADABLE = "unreadable"  # neither a number nor a tuple of numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue:
    """A value that a known mistake leads to."""

    value: Value
    mistake: str
    diagnosis: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One variable of the answer cell."""

    name: str  # of the variable
    where: str  # in words: "after the first convolution"
    expected: Value
    why: str  # how the right value comes about; said only once the learner has it
    hint: str
    wrong: Sequence[WrongValue] = field(default=())


def probe_predictions(predictions: Sequence[Prediction]) -> Callable[[Attempt, Questions], Answers]:
    """A probe that reads these variables."""

    def probe(attempt: Attempt, _questions: Questions) -> Answers:
        return {prediction.name: _read(attempt.namespace.get(prediction.name, ...)) for prediction in predictions}

    return probe


def judge_predictions(predictions: Sequence[Prediction]) -> Callable[[Questions, Answers], Verdict]:
    """A judge that knows what the variables should be."""

    def judge(_questions: Questions, answers: Answers) -> Verdict:
        received = {prediction.name: answers.get(prediction.name, {"state": UNSET}) for prediction in predictions}
        if all(answer["state"] == UNSET for answer in received.values()):
            return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(_to_fill_in(predictions),))
        findings = tuple(_finding(prediction, received[prediction.name]) for prediction in predictions)
        right = sum(finding.status is Status.PASSED for finding in findings)
        status = Status.PASSED if right == len(findings) else Status.FAILED
        return Verdict(status=status, share=right / len(findings), findings=findings)

    return judge


def prediction_examples(predictions: Sequence[Prediction]) -> Examples:
    """Right answers as lists and as floats, and every wrong value with the name of its mistake."""
    right = {prediction.name: prediction.expected for prediction in predictions}
    as_lists = {name: list(value) if isinstance(value, tuple) else [value] for name, value in right.items()}
    as_floats = {
        name: tuple(map(float, value)) if isinstance(value, tuple) else float(value) for name, value in right.items()
    }

    def with_wrong(name: str, value: Value) -> Callable[[], Mapping[str, object]]:
        return lambda: {**right, name: value}

    return Examples(
        right=(lambda: right, lambda: as_lists, lambda: as_floats),
        wrong=tuple(
            (known.mistake, with_wrong(prediction.name, known.value))
            for prediction in predictions
            for known in prediction.wrong
        ),
    )


def _read(value: Any) -> dict[str, Any]:
    """A learner's value as plain data, without believing what it says of itself."""
    if value is ... or value is None:
        return {"state": UNSET}
    if isinstance(value, list | tuple):
        items = [_whole(item) for item in list(value)[:20]]
        known = [item is not None or original is None for item, original in zip(items, value, strict=False)]
        return {"state": "value", "value": items} if all(known) else _unreadable(value)
    whole = _whole(value)
    return _unreadable(value) if whole is None else {"state": "value", "value": whole}


def _whole(value: Any) -> int | None:
    """A whole number as an int; None for everything else (booleans too)."""
    if type(value).__module__ == "numpy" and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if type(value) is float and value.is_integer():
        return int(value)
    return value if type(value) is int else None


def _unreadable(value: Any) -> dict[str, Any]:
    return {"state": UNREADABLE, "type": type(value).__name__}


def _finding(prediction: Prediction, answer: Mapping[str, Any]) -> Finding:
    if answer["state"] == UNSET:
        return _wrong(prediction, f"`{prediction.name}` is still open.", prediction.hint, "left-open")
    if answer["state"] == UNREADABLE:
        wanted = "a tuple of numbers" if isinstance(prediction.expected, tuple) else "a whole number"
        return _wrong(
            prediction, f"`{prediction.name}` is a {answer['type']}; {wanted} is wanted.", prediction.hint, "wrong-type"
        )
    value = tuple(answer["value"]) if isinstance(answer["value"], list) else answer["value"]
    if value == prediction.expected or (value,) == prediction.expected or value == (prediction.expected,):
        return Finding(
            status=Status.PASSED, where=prediction.where, message=f"{_written(prediction.expected)}. {prediction.why}"
        )
    if isinstance(value, tuple) and value[:1] == (None,):
        return _wrong(
            prediction,
            f"{_written(value)} begins with the batch axis.",
            "Leave the first entry out: only one picture's shape is asked for.",
            "batch-axis",
        )
    for known in prediction.wrong:
        if value == known.value:
            return _wrong(prediction, f"{_written(value)}: {known.diagnosis}", known.hint, known.mistake)
    return _wrong(prediction, f"{_written(value)} is not it.", prediction.hint, "")


def _wrong(prediction: Prediction, message: str, hint: str, mistake: str) -> Finding:
    return Finding(status=Status.FAILED, where=prediction.where, message=message, hint=hint, mistake=mistake)


def _to_fill_in(predictions: Sequence[Prediction]) -> Finding:
    names = ", ".join(f"`{prediction.name}`" for prediction in predictions)
    return Finding(
        status=Status.UNATTEMPTED,
        where="answer cell",
        message=f"Nothing is filled in yet. Put your prediction in place of the dots ({names}), then run the cell.",
    )


def _written(value: Any) -> str:
    return str(value)
