"""Activations and their slopes."""

import numpy as np
import pytest

from course.activations import ACTIVATIONS, LEAK, shares, sigmoid, sigmoid_slope

X = np.array([-1000.0, -3.0, -0.5, 0.0, 0.25, 2.0, 1000.0])
STEP = 1e-6


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("relu", [0, 0, 0, 0, 0.25, 2, 1000]),
        ("leaky_relu", [-1000 * LEAK, -3 * LEAK, -0.5 * LEAK, 0, 0.25, 2, 1000]),
        ("tanh", [(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)) if abs(x) < 9 else np.sign(x) for x in X]),
        ("sigmoid", [1 / (1 + np.exp(-x)) if abs(x) < 9 else float(x > 0) for x in X]),
        ("linear", X),
    ],
)
def test_each_activation_gives_what_its_formula_says(kind, expected):
    """Far out, where an exponential would overflow, its limit."""
    assert np.allclose(ACTIVATIONS[kind].function(X), expected, rtol=1e-12)


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_each_slope_is_the_change_over_a_small_step(kind):
    """Everywhere but at 0, where ReLU has a kink."""
    x = X[X != 0]
    function = ACTIVATIONS[kind].function
    measured = (function(x + STEP) - function(x - STEP)) / (2 * STEP)
    assert np.allclose(ACTIVATIONS[kind].slope(x), measured, atol=1e-6)


def test_the_slope_of_relu_at_its_kink_is_that_of_keras():
    """0, and not 1 or a half."""
    assert ACTIVATIONS["relu"].slope(np.array([0.0])) == 0


def test_the_sigmoid_is_nowhere_steeper_than_a_quarter():
    """It is a quarter at 0 itself."""
    x = np.linspace(-10, 10, 2001)
    assert sigmoid_slope(x).max() == sigmoid_slope(np.array([0.0]))[0] == 0.25


def test_the_sigmoid_does_not_overflow():
    """Under warnings that are errors."""
    assert sigmoid(np.array([-1e308, 1e308])).tolist() == [0, 1]


def test_shares_count_what_is_negative_zero_and_flat():
    """Of four numbers one is below 0, and ReLU makes 0 of it and of the 0."""
    told = shares(np.array([[-1.0, 0.0], [2.0, 3.0]]), "relu")
    assert (told.negative, told.zero, told.flat) == (0.25, 0.5, 0.5)


def test_shares_of_tanh_tell_where_it_is_flat():
    """At 2 its slope is 0.07, at 1 it is 0.42."""
    assert shares(np.array([1.0, 2.0]), "tanh").flat == 0.5
