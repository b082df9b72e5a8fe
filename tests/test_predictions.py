"""Predicted values: read without belief, judged with the mistake named."""

import json

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.report import Report, Status

RIGHT = {
    "after_conv1": (28, 28, 6), "after_pool1": (14, 14, 6), "after_conv2": (7, 7, 16),
    "after_pool2": (2, 2, 16), "after_flatten": 64,
}  # fmt: skip


def report(**changed: object) -> Report:
    """The report on the right predictions with these changed; questions and answers go through JSON on the way."""
    exercise = EXERCISES["lenet-shapes"]
    questions = json.loads(json.dumps(exercise.ask(1)))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=RIGHT | changed), questions)))
    return exercise.report(questions, answers)


@pytest.mark.parametrize(
    "same",
    [
        {}, {"after_conv1": [28, 28, 6]}, {"after_flatten": (64,)}, {"after_flatten": np.int64(64)},
        {"after_flatten": 64.0}, {"after_pool2": tuple(np.array([2, 2, 16]))},
        {"after_flatten": 0.64 * 100}, {"after_flatten": 63.99999999999999}, {"after_pool2": np.array([2, 2, 16])},
        {"after_flatten": np.array(64)}, {"after_pool2": np.array([2.0, 2.0, 16.0], dtype="float32")},
    ],
)  # fmt: skip
def test_the_right_values_pass_in_every_spelling(same):
    """Lists, arrays, NumPy's numbers, and floats that are whole but for rounding are as good."""
    assert (report(**same).status, report(**same).score) == (Status.PASSED, 5)


@pytest.mark.parametrize(
    ("changed", "mistake"),
    [
        ({"after_conv1": (27, 27, 6)}, "plus-one-forgotten"),
        ({"after_conv1": (None, 28, 28, 6)}, "batch-axis"),
        ({"after_conv2": (7, 7, 6)}, "channels-kept"),
        ({"after_conv2": (7, 7, 96)}, "channels-multiplied"),
        ({"after_pool1": (14, 14, 3)}, "channels-pooled"),
        ({"after_pool2": (3, 3, 16)}, "rounded-up"),
        ({"after_flatten": 4}, "one-map-only"),
        ({"after_flatten": "64"}, "wrong-type"),
        ({"after_flatten": True}, "wrong-type"),
        ({"after_flatten": 64.5}, "wrong-type"),
        ({"after_flatten": [64, "a"]}, "wrong-type"),
        ({"after_conv1": np.zeros((28, 28, 6))}, "wrong-type"),
        ({"after_conv1": ...}, "left-open"),
    ],
)
def test_a_wrong_value_is_named_and_costs_its_share(changed, mistake):
    """One of five: four points are left."""
    result = report(**changed)
    assert [found.mistake for found in result.findings if found.status is Status.FAILED] == [mistake]
    assert (result.status, result.score) == (Status.FAILED, 4)


@pytest.mark.parametrize("pair", [{28, 6}, range(2), "(28, 28, 6)", (0.5, 1)])
def test_what_is_no_tuple_of_whole_numbers_is_told_how_one_is_written(pair):
    """Not what the numbers are: that is another question, and may be known already."""
    told = [found for found in report(after_conv1=pair).findings if found.status is Status.FAILED]
    assert [(found.mistake, "`after_conv1 = (a, b, ...)`" in found.hint) for found in told] == [("wrong-type", True)]


def test_values_left_open_are_not_attempted():
    """All five still have their dots."""
    assert report(**dict.fromkeys(RIGHT, ...)).status is Status.UNATTEMPTED


def test_a_value_with_a_will_of_its_own_is_not_believed():
    """An object that is equal to everything is no prediction."""

    class Yes:
        def __eq__(self, other):
            return True

        __hash__ = None

    assert report(after_flatten=Yes()).status is Status.FAILED


def test_a_very_long_value_does_not_keep_the_checker_busy():
    """Only the beginning is read."""
    assert report(after_flatten=[1] * 10**6).status is Status.FAILED


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((2, 2, 16.5), "`after_pool2` is (2, 2, 16.5); whole numbers in a tuple is what was asked for."),
        ("none", "`after_pool2` is 'none'; whole numbers in a tuple is what was asked for."),
        (
            np.zeros((2, 2)),
            "`after_pool2` is an array of shape (2, 2); whole numbers in a tuple is what was asked for.",
        ),
        ({2, 16}, "`after_pool2` is a set; whole numbers in a tuple is what was asked for."),
    ],
)
def test_what_is_no_prediction_is_told_as_it_is(value, said):
    """And what is wanted instead."""
    assert said in [found.message for found in report(after_pool2=value).findings]


def test_a_large_number_is_written_as_in_the_lessons():
    """With a comma for thousands."""
    exercise = EXERCISES["lenet-parameters"]
    namespace = {"conv2": 6144, "total": 27226}
    result = exercise.report({}, exercise.probe(Attempt(namespace=namespace), {}))
    said = " ".join(found.message for found in result.findings)
    assert "6,144: the biases are missing." in said and "27,226." in said
