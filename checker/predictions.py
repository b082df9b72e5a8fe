"""Exercises in which the learner says beforehand what will come out: a few variables, each with one right value.

Standard library only. Lists and arrays count as tuples, whole floats as integers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.probe import Probe
from checker.probes.variables import UNREADABLE, UNSET, state_of
from checker.report import Finding, Status, Verdict

Value = int | tuple[int, ...]
MOST_NUMBERS = 20  # of a tuple; no prediction is longer
ROUNDING = 1e-9  # relative: 0.55 * 100 is meant to be 55


@dataclass(frozen=True, slots=True)
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


def prediction_exercise(
    slug: str,
    title: str,
    points: float,
    predictions: Sequence[Prediction],
    hints: tuple[str, str, str],
    *,
    lesson: str,
    solution: str = "",
) -> Exercise:
    """An exercise in which the learner fills the variables of `predictions`; every one counts the same.

    The solution is to write the right values down, unless another way there is given.
    """
    return Exercise(
        slug=slug,
        title=title,
        lesson=lesson,
        points=points,
        ask=lambda _seed: {},
        probe=Probe(kind="variables", names=tuple(prediction.name for prediction in predictions)),
        judge=judge_predictions(predictions),
        hints=hints,
        solution=solution or "\n".join(f"{one.name} = {one.expected}" for one in predictions),
        examples=prediction_examples(predictions),
    )


def judge_predictions(predictions: Sequence[Prediction]) -> Callable[[Questions, Answers], Verdict]:
    """A judge that knows what the variables should be."""

    def judge(_questions: Questions, answers: Answers) -> Verdict:
        received = {prediction.name: state_of(answers, prediction.name) for prediction in predictions}
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


def _value(plain: Any) -> Value | tuple[Any, ...] | None:
    """A whole number or a tuple of them, from plain data; None for everything else (booleans too).

    The first entry of a tuple may be None, as in Keras' shapes.
    """
    if isinstance(plain, dict):
        ((kind, inside),) = plain.items()
        if kind in ("list", "tuple"):
            return _numbers(inside)
        if kind == "array" and len(inside["shape"]) < 2 and inside["dtype"][1:2] in "iuf":
            return _numbers(inside["items"]) if inside["shape"] else _whole(inside["items"][0])
        return None
    return _whole(plain)


def _numbers(plain: Sequence[Any]) -> tuple[Any, ...] | None:
    found = [_value(item) for item in plain[:MOST_NUMBERS]]
    is_one = [type(one) is int or (one is None and item is None) for one, item in zip(found, plain, strict=False)]
    return tuple(found) if all(is_one) else None


def _whole(number: Any) -> int | None:
    """A whole number, or one that is off by no more than rounding."""
    if type(number) is float and abs(number - round(number)) <= ROUNDING * max(1.0, abs(number)):
        return round(number)
    return number if type(number) is int else None


def _shown(plain: Any) -> str:
    """What the learner wrote, as it would be typed."""
    if not isinstance(plain, dict):
        return repr(plain)
    ((kind, inside),) = plain.items()
    if kind == "list":
        return f"[{', '.join(map(_shown, inside))}]"
    if kind == "tuple":
        return f"({', '.join(map(_shown, inside))}{',' if len(inside) == 1 else ''})"
    if kind == "array" and len(inside["shape"]) < 2:
        return f"the array {inside['items']}" if inside["shape"] else str(inside["items"][0])
    return f"an array of shape {tuple(inside['shape'])}" if kind == "array" else str(inside)


def _finding(prediction: Prediction, answer: Mapping[str, Any]) -> Finding:
    wanted = "whole numbers in a tuple" if isinstance(prediction.expected, tuple) else "one whole number"
    if answer["state"] == UNSET:
        return _wrong(prediction, f"`{prediction.name}` is still open.", prediction.hint, "left-open")
    if answer["state"] == UNREADABLE:
        message = f"`{prediction.name}` is {answer['kind']}; {wanted} is what was asked for."
        return _wrong(prediction, message, _how_to_write(prediction), "wrong-type")
    value = _value(answer["value"])
    if value is None:
        message = f"`{prediction.name}` is {_shown(answer['value'])[:200]}; {wanted} is what was asked for."
        return _wrong(prediction, message, _how_to_write(prediction), "wrong-type")
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


def _how_to_write(prediction: Prediction) -> str:
    """The hint for what cannot be read: how numbers are written; one number is known to be written as such."""
    if not isinstance(prediction.expected, tuple):
        return prediction.hint
    return f"Write whole numbers in round brackets, with commas between them: `{prediction.name} = (a, b, ...)`."


def _to_fill_in(predictions: Sequence[Prediction]) -> Finding:
    names = ", ".join(f"`{prediction.name}`" for prediction in predictions)
    return Finding(
        status=Status.UNATTEMPTED,
        where="answer cell",
        message=f"Nothing is filled in yet. Put your prediction in place of the dots ({names}), then run the cell.",
    )


def _written(value: Any) -> str:
    """A number as the lessons write it, with a comma for thousands; a tuple as Python does."""
    return f"{value:,}" if type(value) is int else str(value)
