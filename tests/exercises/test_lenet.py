"""What is special about the exercises of 10."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from checker.exercise import Attempt
from checker.exercises.lenet import LENET_REFERENCE, PREDICTIONS
from checker.exercises.lenet_counts import (
    BLIND_PREDICTED,
    FIVE_BY_FIVE,
    FIVE_PREDICTED,
    LENET5_PREDICTED,
    MAPS_SEEN,
    PARAMETERS_PREDICTED,
    num_parameters,
)
from checker.exercises.lenet_dense import DENSE
from checker.exercises.lenet_trained import TRAIN
from checker.exercises.lenet_trained import _trained as trained_with_noise
from checker.report import Status
from course import geometry
from course.data import digits
from course.geometry import conv, flatten, pool, trace


def test_no_variable_is_asked_for_twice():
    """A later answer must not spoil an earlier one, which may be checked again."""
    asked = (PREDICTIONS, PARAMETERS_PREDICTED, BLIND_PREDICTED, FIVE_PREDICTED, LENET5_PREDICTED)
    names = Counter(prediction.name for predictions in asked for prediction in predictions)
    assert [name for name, times in names.items() if times > 1] == []


def test_the_networks_have_the_parameters_that_the_sources_give():
    """The article's 27,226, and 63,802 with the windows of LeNet-5."""
    assert (num_parameters(LENET_REFERENCE), num_parameters(FIVE_BY_FIVE)) == (27226, 63802)


def test_lenet_5_has_exactly_60_000():
    """As LeCun and others say in 1998; and 60 of the 96 possible links of C3."""
    assert sum(prediction.expected for prediction in LENET5_PREDICTED) == 60000
    assert sum(MAPS_SEEN) == 60


def test_the_blind_rows_are_those_that_nothing_depends_on():
    """Traced backwards by the lesson on geometry: two of 32, and those are the last."""
    network = [conv(6, 5), pool(2), conv(16, 8), pool(3), flatten()]
    assert trace((32, 32, 1), network)[-1].unseen == (2, 2)
    assert trace((30, 30, 1), network)[-1].unseen == (0, 0)
    assert [prediction.expected for prediction in BLIND_PREDICTED] == [(30, 31), (30, 31)]


def test_a_textbooks_lenet_has_61_706():
    """Average pooling, all filters on all maps, Dense layers of 120, 84 and 10."""
    network = [conv(6, 5), pool(2), conv(16, 5), pool(2), flatten(), *map(geometry.dense, (120, 84, 10))]
    assert sum(step.parameters or 0 for step in trace((32, 32, 1), network)) == 61706


@pytest.mark.slow
@pytest.mark.parametrize("function", ["tanh", "sigmoid", "elu"])
def test_the_activation_is_told_as_what_it_is(function):
    """Any will do, so none is called by another's name."""
    keras = pytest.importorskip("keras")
    layers = keras.layers
    classifier = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(120, activation=function),
            layers.Dense(100, activation=function),
            layers.Dense(10, activation="softmax"),
        ]
    )
    report = checked(DENSE, {"classifier": classifier})
    told = f"Dense 120, {function}, Dense 100, {function}, Dense 10, softmax"
    assert (report.status, [told in found.message for found in report.findings]) == (Status.PASSED, [True])


@pytest.mark.slow
@pytest.mark.parametrize("function", ["tanh", "relu"])
def test_what_is_wrong_beside_an_activation_is_told(function):
    """It stands after an activation; and none is blamed for not being the one that stands for all."""
    keras = pytest.importorskip("keras")
    layers = keras.layers
    classifier = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(128, activation=function),
            layers.Flatten(),
            layers.Dense(100, activation=function),
            layers.Dense(10, activation="softmax"),
        ]
    )
    report = checked(DENSE, {"classifier": classifier})
    failed = {found.mistake: found.where for found in report.findings if found.status is Status.FAILED}
    assert failed == {"units": "first fully connected layer", "extra-layer": "Flatten layer after the first activation"}
    assert not any("activation" in found.where for found in report.findings if found.status is Status.PASSED)


@pytest.mark.slow
def test_an_untrained_network_is_not_attempted():
    """It guesses, as every network does before its first step; that is no failure."""
    keras = pytest.importorskip("keras")
    model = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])
    assert checked(TRAIN, {"model": model}).status is Status.UNATTEMPTED


@pytest.mark.slow
def test_a_network_halfway_to_the_goal_earns_a_part():
    """The more it reads, the more it earns, but never all before the goal. The less noise in its weights, the more."""
    reports = [checked(TRAIN, dict(trained_with_noise(noise=noise))) for noise in (1.6, 1.2, 0.8)]
    assert {report.findings[0].mistake for report in reports} == {"below-the-goal"}
    few, more, most = (report.score for report in reports)
    assert 0 < few < more < most < TRAIN.points


@pytest.mark.slow
def test_answers_below_the_goal_must_be_its_own_too():
    """Else whoever forges most of them would have most of the points."""
    model = trained_with_noise(noise=0.8)["model"]
    questions = TRAIN.ask(0)
    found = TRAIN.probe(Attempt(namespace={"model": model}), questions)
    found["read"]["classes"] = [*digits().y_test.tolist()[:900], *[10] * 100]
    report = TRAIN.report(questions, found)
    assert (report.score, report.findings[0].mistake) == (0.0, "not-its-own-answers")


def test_a_pasted_history_counts_for_nothing():
    """What is judged is what the network answers."""
    assert checked(TRAIN, {"history": [0.99]}).status is Status.UNATTEMPTED


def checked(exercise: Any, namespace: dict[str, Any]) -> Any:
    """The report on what a learner has."""
    questions = exercise.ask(0)
    return exercise.report(questions, exercise.probe(Attempt(namespace=namespace), questions))
