"""From maps to probabilities, against the whole network, SciPy and NumPy's own order."""

import numpy as np
import pytest
from scipy.special import softmax as scipy_softmax

from course.data import digits
from course.last_layers import FIELD, JUMP, MAPS_SHAPE, contributions, last_maps, one_dense_layer, place_of, softmax
from course.trained_network import probabilities


@pytest.fixture(scope="module")
def images():
    """Twenty digits that the network has not learnt from."""
    return digits().x_test[:20]


def test_softmax():
    """As SciPy's, with scores that overflow."""
    scores = np.array([[1000.0, 999.0, -1000.0], [0.0, 1.0, 2.0]])
    assert softmax(scores) == pytest.approx(scipy_softmax(scores, axis=-1))


def test_temperature():
    """The scores are divided by it."""
    scores = np.array([0.0, 1.0, 3.0])
    assert softmax(scores, 4.0) == pytest.approx(scipy_softmax(scores / 4))


def test_place_of():
    """As NumPy undoes its own order."""
    shape = (2, 3, 4)
    assert [place_of(position, shape) for position in range(24)] == list(np.ndindex(shape))


def test_one_layer_for_three(images):
    """Flatten, the one layer and softmax give what the whole network gives."""
    weights, biases = one_dense_layer()
    scores = last_maps(images).reshape(len(images), -1) @ weights + biases
    assert np.abs(softmax(scores) - probabilities(images)).max() < 1e-5


def test_contributions_add_up(images):
    """With the bias they are the score."""
    weights, biases = one_dense_layer()
    row = last_maps(images[:1]).ravel()
    assert contributions(row, weights, 3).sum() + biases[3] == pytest.approx((row @ weights + biases)[3])


def test_field():
    """A cell of the last maps changes with the pixels of its field, and with no other."""
    noise = np.random.default_rng(0).random((1, 32, 32, 1)).astype("float32")
    row, column = 1, 0
    inside = (slice(None), slice(row * JUMP, row * JUMP + FIELD), slice(column * JUMP, column * JUMP + FIELD))
    elsewhere = np.zeros_like(noise)
    elsewhere[inside] = noise[inside]
    before, after = (last_maps(images)[0, row, column] for images in (noise, elsewhere))
    assert np.array_equal(before, after)
    assert not np.array_equal(before, last_maps(np.zeros_like(noise))[0, row, column])


def test_shape(images):
    """As stated."""
    assert last_maps(images[:1]).shape[1:] == MAPS_SHAPE


def test_wider_picture():
    """A picture one jump wider has maps that are one column wider."""
    assert last_maps(np.zeros((1, 32, 32 + JUMP, 1), "float32")).shape == (1, 2, 3, 16)
