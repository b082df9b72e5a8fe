"""What the exercises of 07 say beyond what every exercise promises, and numbers that the lesson states."""

import json
import math

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.report import Finding, Status


def failings(slug: str, **namespace: object) -> list[Finding]:
    """What is said of a wrong answer; the questions and answers go through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(0)))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions)))
    return [found for found in exercise.report(questions, answers).findings if found.status is Status.FAILED]


def names(findings: list[Finding]) -> list[str]:
    """The names of the mistakes told."""
    return [finding.mistake for finding in findings]


def test_place_is_put_together_again():
    """The right place is multiplied out to the position that was asked for."""
    [finding] = failings("dense-came-from", came_from=lambda position, shape: (0, 0, position))
    assert "Row 1, column 0, channel 3 it is: (1 × 3 columns + 0) × 4 channels + 3 = 15." in finding.message


def test_dense_is_worked_out():
    """Products and bias of the first wrong cell are written out, negative weights in brackets."""
    [finding] = failings("dense-layer", dense=lambda x, weights, biases: x @ weights - biases)
    assert "Image 0, unit 0: 1×1 + 2×0, and the bias -5, make -4." in finding.message


def test_kernels_name_the_weight():
    """The weight that belongs into the first wrong cell is named by its place."""
    [finding] = failings("dense-convolution", as_kernels=lambda weights, shape: 0 * weights.reshape(*shape, -1))
    assert "Row 0, column 0, channel 0 of the map is position 0 of the flat row: weights[0, 0] = 4." in finding.message


def test_softmax_is_worked_out():
    """The exponentials of the row and their quotient are written out for the smallest question."""
    [finding] = failings("softmax-stable", softmax=lambda logits: logits)
    assert "e to the power of these: 0.13534 + 1 = 1.1353" in finding.message


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_overflow_and_wrong_axis():
    """Both mistakes of a softmax that has two are named."""
    found = failings("softmax-stable", softmax=lambda logits: np.exp(logits) / np.exp(logits).sum())
    assert sorted(names(found)) == ["all-together", "overflow"]


def test_softmax_in_half_precision():
    """A softmax in half precision is not taken for right."""
    assert failings("softmax-stable", softmax=lambda logits: _softmax(logits.astype("float16")))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def test_softmax_that_changes_its_argument():
    """`logits -= ...` changes the array of whoever called; that is said."""

    def softmax(logits: np.ndarray) -> np.ndarray:
        logits -= logits.max(axis=-1, keepdims=True)
        return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)

    assert names(failings("softmax-stable", softmax=softmax)) == ["modified-input"]


def test_one_hot_says_whose_column():
    """The label and its column are named."""
    [finding] = failings("softmax-one-hot", one_hot=lambda labels, width: np.ones((len(labels), width)))
    assert "Image 0 has the label 1, so its 1 stands in column 1; column 0 has a 0." in finding.message


def test_top_k_shows_the_order():
    """All classes of the image are listed in their order."""
    [finding] = failings("softmax-top-k", top_k=lambda probabilities, k: np.zeros((len(probabilities), k)))
    assert "In order, image 0 has class" in finding.message


def test_top_k_forgets_nothing_but_the_ties():
    """Of equal probabilities the first one: who takes the last is told so and nothing else."""
    found = failings("softmax-top-k", top_k=lambda p, k: np.argsort(p, axis=1, kind="stable")[:, ::-1][:, :k])
    assert names(found) == ["ties-turned-round"]


def test_ceiling_of_a_second_softmax():
    """Ten classes, the first sure: the second softmax gives it e / (e + 9), the expected 23 percent."""
    probabilities = np.eye(10)[0]
    assert _softmax(probabilities)[0] == pytest.approx(math.e / (math.e + 9))
    assert round(100 * _softmax(probabilities)[0]) == 23


def test_softmax_upon_softmax():
    """Again and again: all ten end at a tenth."""
    row = np.array([20.0] + [0.0] * 9)
    for _ in range(50):
        row = _softmax(row)
    assert row == pytest.approx(0.1)
