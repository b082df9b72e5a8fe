"""The network that trains with NumPy alone."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from course import two_layers
from course.two_layers import TwoLayers

SIZES = {"inputs": 5, "units": 4, "classes": 3}
PARTS = [part.name for part in fields(TwoLayers)]


@pytest.fixture
def network():
    """Random, its biases too, so that no slope is 0 by symmetry."""
    random = np.random.default_rng(1)
    start = two_layers.at_random(**SIZES, seed=2)
    return replace(start, hidden_biases=random.normal(size=4), output_biases=random.normal(size=3))


@pytest.fixture
def images():
    """Seven rows and their labels."""
    random = np.random.default_rng(3)
    return random.normal(size=(7, 5)), random.integers(0, 3, 7)


@pytest.mark.parametrize("part", PARTS)
def test_the_gradient_is_the_slope_of_the_loss(network, images, part):
    """Every parameter nudged by a millionth, in float64."""
    told, step = getattr(two_layers.gradient(network, *images), part), 1e-6
    values = getattr(network, part)
    for place in np.ndindex(*values.shape):
        nudge = np.zeros(values.shape)
        nudge[place] = step
        above, below = (two_layers.loss(replace(network, **{part: values + sign * nudge}), *images) for sign in (1, -1))
        assert told[place] == pytest.approx((above - below) / (2 * step), abs=1e-7)


def test_a_step_lowers_the_loss(network, images):
    """If it is small."""
    assert two_layers.loss(two_layers.step(network, *images, 0.01), *images) < two_layers.loss(network, *images)


def test_probabilities_have_the_sum_1(network, images):
    """For every image, however large its numbers."""
    found = two_layers.probabilities(network, 1e4 * images[0])
    assert found.shape == (7, 3) and np.allclose(found.sum(axis=1), 1)


def test_a_run_that_leaves_all_bounds_has_no_loss(network, images):
    """nan, without a warning."""
    for _ in range(20):
        network = two_layers.step(network, 1e6 * images[0], images[1], 1e300)
    assert np.isnan(two_layers.loss(network, *images))


def test_guessing_costs_the_logarithm_of_the_classes(images):
    """All zeros: the same probability for each of three."""
    assert two_layers.loss(two_layers.alike(0.0, **SIZES), *images) == pytest.approx(np.log(3))


@pytest.mark.parametrize(("value", "count"), [(0.0, 3), (0.1, 5 * 4 + 4 + 4 * 3 + 3)])
def test_changed_counts_parameters(images, value, count):
    """From zeros only the last biases, from equal weights all; the first layer begins to move with the second step."""
    start = network = two_layers.alike(value, **SIZES)
    positive = np.abs(images[0])  # so that no unit is silent for all of them
    for _ in range(2):
        network = two_layers.step(network, positive, images[1], 0.1)
    assert two_layers.changed(start, network) == count


@pytest.mark.parametrize(("start", "kinds"), [(two_layers.alike(0.1, **SIZES), 1), (two_layers.at_random(**SIZES), 4)])
def test_different_units(start, kinds):
    """One kind where all began alike, four where chance began."""
    assert two_layers.different_units(start) == kinds


def test_shuffled_goes_once_through_all():
    """In batches, the last one shorter."""
    found = two_layers.shuffled(10, 4, np.random.default_rng(0))
    assert [len(batch) for batch in found] == [4, 4, 2]
    assert sorted(np.concatenate(found).tolist()) == list(range(10))


def test_an_epoch_is_a_step_for_each_batch(network, images):
    """In their order."""
    batches = [np.array([0, 1]), np.array([2, 3, 4])]
    once = two_layers.epoch(network, *images, batches, 0.1)
    for batch in batches:
        network = two_layers.step(network, images[0][batch], images[1][batch], 0.1)
    assert all(np.array_equal(getattr(once, part), getattr(network, part)) for part in PARTS)


@pytest.mark.parametrize(("label", "share"), [(0, 0.0), (2, 1.0)])
def test_share_right(label, share):
    """Of a network that always says the last class."""
    always = replace(two_layers.alike(0.0, **SIZES), output_biases=np.array([0.0, 0.0, 1.0]))
    assert two_layers.share_right(always, np.zeros((4, 5)), np.full(4, label)) == share
