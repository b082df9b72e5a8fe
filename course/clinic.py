"""The clinic: networks that are trained on 500 digits and fail, each in its own way, and one that does not.

Everything is trained here and now, with the capstone's network in NumPy; one takes two or three seconds. What the
learner is to find out stands in CASES.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from course import numpy_lenet
from course.data import LabelledImages
from course.numpy_lenet import RELU, SIGMOID, Parameters, cross_entropy, probabilities

LEARNT, TESTED = 500, 500  # images
BATCH_SIZE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """How a network is set up and trained. As it stands it is healthy."""

    name: str
    activation: str = RELU
    zero_start: bool = False  # all weights 0
    softmax_twice: bool = False  # the loss takes the probabilities for scores
    shuffled: bool = False  # the training labels change places among the pictures
    learning_rate: float = 0.05
    epochs: int = 12
    seed: int = 1


HEALTHY = Case(name="healthy")
CASES = (
    Case(name="A", softmax_twice=True, learning_rate=0.2),
    Case(name="B", activation=SIGMOID),
    Case(name="C", shuffled=True, epochs=20),
    Case(name="D", zero_start=True),
    Case(name="E", learning_rate=1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chart:
    """What was measured on one network. Position 0 is before training, position n after epoch n; losses in nats."""

    name: str
    loss: tuple[float, ...]  # on the training images, with the labels that it was given
    accuracy: tuple[float, ...]  # likewise
    test_loss: tuple[float, ...]
    test_accuracy: tuple[float, ...]
    step_loss: tuple[float, ...]  # of every batch in turn, before the step that follows from it
    units: np.ndarray  # (test images, 84): the last activations before the scores, after training
    confusion: np.ndarray  # (10, 10): how many test images of each class (row) are taken for which (column)
    confidence: float  # mean of the highest probability of each test image


def charts(images: LabelledImages, cases: tuple[Case, ...] = CASES) -> Iterator[Chart]:
    """Train one network after the other and hand out its chart as soon as it is done."""
    return (train(case, images) for case in cases)


def train(case: Case, images: LabelledImages) -> Chart:
    """Train the network of this case on the first 500 training images, and measure it on the first 500 test images."""
    x, y = images.x_train[:LEARNT], images.y_train[:LEARNT]
    x_test, y_test = images.x_test[:TESTED], images.y_test[:TESTED]
    random = np.random.default_rng(case.seed)
    y = random.permutation(y) if case.shuffled else y
    parameters, steps = _start(case), []
    measured = [(*_measure(case, parameters, x, y), *_measure(case, parameters, x_test, y_test))]
    for _epoch in range(case.epochs):
        for batch in np.split(random.permutation(len(x)), len(x) // BATCH_SIZE):
            of_batch, parameters = _step(case, parameters, x[batch], y[batch])
            steps.append(of_batch)
        measured.append((*_measure(case, parameters, x, y), *_measure(case, parameters, x_test, y_test)))
    loss, accuracy, test_loss, test_accuracy = zip(*measured, strict=True)
    seen = _forward(case, parameters, x_test)
    said = seen.logits.argmax(axis=1)
    return Chart(
        name=case.name,
        loss=loss,
        accuracy=accuracy,
        test_loss=test_loss,
        test_accuracy=test_accuracy,
        step_loss=tuple(steps),
        units=seen.units4,
        confusion=np.array([[np.sum((y_test == truth) & (said == k)) for k in range(10)] for truth in range(10)]),
        confidence=float(_says(case, seen.logits).max(axis=1).mean()),
    )


def _start(case: Case) -> Parameters:
    drawn = numpy_lenet.drawn_at_random(seed=case.seed)
    return tuple(0 * part for part in drawn) if case.zero_start else drawn


def _forward(case: Case, parameters: Parameters, x: np.ndarray) -> numpy_lenet.Pass:
    return numpy_lenet.forward(x, parameters, activation=case.activation)


def _step(case: Case, parameters: Parameters, x: np.ndarray, y: np.ndarray) -> tuple[float, Parameters]:
    """The loss of this batch, and the parameters after the step that follows from it."""
    seen = _forward(case, parameters, x)
    loss, gradient = _loss(case, seen.logits, y)
    slopes = numpy_lenet.backward(seen, gradient, parameters, activation=case.activation)
    rate = np.float32(case.learning_rate)
    return loss, tuple(part - rate * slope for part, slope in zip(parameters, slopes, strict=True))


def _measure(case: Case, parameters: Parameters, x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Mean loss, and share of images classified as their label says."""
    logits = _forward(case, parameters, x).logits
    return _loss(case, logits, y)[0], float(np.mean(logits.argmax(axis=1) == y))


def _loss(case: Case, logits: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    if not case.softmax_twice:
        return cross_entropy(logits, y)
    once = probabilities(logits)
    loss, at_once = cross_entropy(once, y)
    return loss, once * (at_once - (at_once * once).sum(axis=1, keepdims=True))


def _says(case: Case, logits: np.ndarray) -> np.ndarray:
    once = probabilities(logits)
    return probabilities(once) if case.softmax_twice else once
