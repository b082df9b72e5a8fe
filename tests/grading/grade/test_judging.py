"""What a worker makes of what a kernel sent: nothing that is no proper answer is a pass, nor stops anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.exercises import EXERCISES
from checker.grading.job import Check, State
from checker.grading.judging import judged

START = EXERCISES["start"]
CHECK = Check(slug="start", points=1.0, seed=1)
RIGHT = '{"variables": {"answer": {"state": "value", "value": 12}}, "raised": null}'


def test_right_answers_have_all_points() -> None:
    """Answers that the judge finds right earn what the instructor gives for the exercise."""
    assert judged(replace(CHECK, points=3.0), START, {}, RIGHT).score == 3.0


def test_the_report_speaks_of_the_instructors_points() -> None:
    """The report that goes with it has the same score and points."""
    report = judged(replace(CHECK, points=3.0), START, {}, RIGHT).report
    assert (report["score"], report["points"]) == (3.0, 3.0)


@pytest.mark.parametrize(
    "answers",
    [
        "",
        "null",
        "[]",
        "12",
        '"12"',
        "{}",
        '{"variables": null}',
        '{"variables": {"answer": 12}}',
        '{"variables": {"answer": {"state": "value"}}, "raised": null}',
        '{"variables": {"answer": {"state": "value", "value": {"array": {}}}}, "raised": null}',
        RIGHT.replace("null", "true"),
        RIGHT.replace("null", '{"in_answer": true}'),
        RIGHT.replace("12", "NaN"),
        RIGHT.replace("12", "-Infinity"),
        RIGHT.replace("12", "1e999"),
        RIGHT.replace("12", "1" * 5000),
        RIGHT[:-1],
        "[" * 100_000,
        '{"a":' * 100_000,
        RIGHT + RIGHT,
    ],
    ids=lambda answers: answers[:60],
)
def test_malformed_answers_are_no_pass(answers: str) -> None:
    """Whatever is no proper answer earns nothing, and the report says that there was no answer to judge."""
    outcome = judged(CHECK, START, {}, answers)
    assert (outcome.state, outcome.score, outcome.report["status"]) == (State.MALFORMED, 0.0, "error")


def test_answers_that_are_not_finite_are_told_as_such() -> None:
    """The reason names the number that is not finite."""
    (finding,) = judged(CHECK, START, {}, RIGHT.replace("12", "NaN")).report["findings"]
    assert "not finite" in finding["message"]


def test_a_wrong_answer_is_judged() -> None:
    """A proper answer that is wrong is not taken for a malformed one."""
    outcome = judged(CHECK, START, {}, RIGHT.replace("12", "11"))
    assert (outcome.state, outcome.report["status"]) == (State.JUDGED, "failed")


@pytest.mark.parametrize("fault", [MemoryError, RecursionError, ZeroDivisionError, KeyError, AssertionError])
def test_a_judge_that_stumbles_is_no_pass(fault: type[Exception]) -> None:
    """An exception in the judge, as odd answers may bring about, gives no marks and goes no further."""

    def stumble(_questions: object, _answers: object) -> None:
        raise fault

    exercise = replace(START, judge=stumble)
    assert judged(CHECK, exercise, {}, RIGHT).score == 0.0


def test_a_judge_is_given_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that keep the judge busy without end give no marks, and the reason says so."""

    def ponder(_questions: object, _answers: object) -> None:
        while True:
            pass

    monkeypatch.setattr("checker.grading.judging.JUDGE_SECONDS", 0.05)
    outcome = judged(CHECK, replace(START, judge=ponder), {}, RIGHT)
    assert outcome.report["findings"][0]["message"] == "The answers kept the judge busy for too long."
