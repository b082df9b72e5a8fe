"""The small network: its gradient is the slope of its loss, and steps against it make the loss fall."""

from __future__ import annotations

import numpy as np
import pytest

from course.small_network import (
    SmallNetwork,
    drawn_at_random,
    from_flat,
    gradient,
    loss,
    probabilities,
    stepped,
    strokes,
)

NUDGE = 1e-6


def measured(network: SmallNetwork, picture: np.ndarray, label: int) -> np.ndarray:
    """The gradient of the loss by central differences, as flat() lays it."""
    filters, classes = len(network.kernels), len(network.dense_biases)
    flat = network.flat()

    def loss_at(numbers: np.ndarray) -> float:
        return loss(from_flat(numbers, filters=filters, classes=classes), picture, label)

    nudges = NUDGE * np.eye(flat.size)
    return np.array([(loss_at(flat + nudge) - loss_at(flat - nudge)) / (2 * NUDGE) for nudge in nudges])


def test_gradient_of_a_stroke() -> None:
    """Also where most of the picture is black: no cell of a map lies on the kink of ReLU."""
    network = drawn_at_random(seed=5)
    for picture, label in zip(*strokes(), strict=True):
        found = gradient(network, picture, label).flat()
        np.testing.assert_allclose(found, measured(network, picture, label), rtol=0, atol=1e-8)


@pytest.mark.parametrize(("filters", "classes", "seed"), [(1, 2, 0), (2, 3, 1), (3, 4, 2)])
def test_gradient_is_the_slope(filters: int, classes: int, seed: int) -> None:
    """Of every weight, on a picture of random greys, where no cell of a map is 0."""
    network = drawn_at_random(filters=filters, classes=classes, seed=seed)
    picture = np.random.default_rng(seed).random((6, 6))
    found = gradient(network, picture, classes - 1).flat()
    np.testing.assert_allclose(found, measured(network, picture, classes - 1), rtol=0, atol=1e-8)


def test_probabilities_are_those_of_keras_order() -> None:
    """Dense reads the maps with the filters fastest: by plain loops."""
    network = drawn_at_random(seed=3)
    picture = strokes()[0][4]
    hidden = [
        max(0.0, float((picture[r : r + 3, c : c + 3] * kernel).sum()) + bias)
        for r in range(4)
        for c in range(4)
        for kernel, bias in zip(network.kernels, network.kernel_biases, strict=True)
    ]
    powers = np.exp(np.array(hidden) @ network.dense)
    np.testing.assert_allclose(probabilities(network, picture), powers / powers.sum())


def test_a_step_lowers_the_loss() -> None:
    """Of each picture for which it is taken."""
    network = drawn_at_random(seed=5)
    for picture, label in zip(*strokes(), strict=True):
        after = stepped(network, gradient(network, picture, label), 0.1)
        assert loss(after, picture, label) < loss(network, picture, label)


def test_learns_all_pictures() -> None:
    """After thirty rounds every picture is read as what it is."""
    network = drawn_at_random(seed=5)
    pictures, labels = strokes()
    for _ in range(30):
        for picture, label in zip(pictures, labels, strict=True):
            network = stepped(network, gradient(network, picture, label), 0.1)
    assert [int(probabilities(network, picture).argmax()) for picture in pictures] == labels.tolist()


def test_flat_and_back() -> None:
    """Nothing is lost and nothing changes its place."""
    network = drawn_at_random(filters=3, classes=2)
    again = from_flat(network.flat(), filters=3, classes=2)
    for name in ("kernels", "kernel_biases", "dense", "dense_biases"):
        np.testing.assert_array_equal(getattr(again, name), getattr(network, name))


def test_wrong_number_of_weights() -> None:
    """Too few are told, with how many are needed."""
    with pytest.raises(ValueError, match="need 119 numbers, received 5"):
        from_flat(np.zeros(5), filters=2, classes=3)
