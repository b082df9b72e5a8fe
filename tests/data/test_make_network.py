"""The script that trains the network."""

from __future__ import annotations

from dataclasses import replace

import make_network
import numpy as np
import pytest

from course.data import digits
from course.trained_network import weights

pytestmark = pytest.mark.slow


def test_the_script_trains_the_network_that_is_committed():
    """Weight by weight no further away than rounding in another order takes it; to the bit on the same machine."""
    made = make_network.train(digits())
    apart = [np.abs(one - other).mean() for one, other in zip(made, weights(), strict=True)]
    assert max(apart) < 0.02


def test_two_trainings_give_the_same_bits():
    """On one machine chance has no say: one epoch on a few digits, twice."""
    images = digits()
    few = replace(images, x_train=images.x_train[:320], y_train=images.y_train[:320])
    once, again = (make_network.train(few, epochs=1) for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(once, again, strict=True))
