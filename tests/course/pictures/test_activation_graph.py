"""The activation graph: its arithmetic in JavaScript against NumPy, its words, its still picture."""

import numpy as np
import pytest
from traitlets import TraitError

from course.activations import ACTIVATIONS, shares
from course.pictures.activation_graph import ActivationGraph

VALUES = np.array([[-2.0, -1.0, -0.5, 0.5], [0.25, 1.0, 1.5, 2.5]])
MANY = np.random.default_rng(5).normal(scale=2, size=500).astype(np.float32)
MODULE = "activation_graph_math"


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_the_browser_computes_each_activation_as_python_does(node, kind):
    """To the precision of float32."""
    assert np.allclose(node(MODULE, "activated", MANY, kind), ACTIVATIONS[kind].function(MANY), atol=1e-6)


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_the_browser_computes_each_slope_as_python_does(node, kind):
    """The kink included."""
    values = np.append(MANY, np.float32(0))
    assert np.allclose(node(MODULE, "slopes", values, kind), ACTIVATIONS[kind].slope(values), atol=1e-6)


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_the_browser_counts_shares_as_python_does(node, kind):
    """Negative, zero, flat."""
    told, expected = node(MODULE, "shares", MANY, kind), shares(MANY, kind)
    assert told == {"negative": expected.negative, "zero": expected.zero, "flat": expected.flat}


def test_the_browser_adds_the_bias(node):
    """To every number."""
    assert np.allclose(node(MODULE, "lifted", MANY, 0.75), MANY + 0.75, atol=1e-6)


def test_the_browser_counts_as_numpys_histogram_does(node):
    """The upper end included, what lies outside left out."""
    values = np.append(MANY, np.float32([-3, 3, 99]))
    assert node(MODULE, "histogram", values, -3, 3, 12).tolist() == np.histogram(values, 12, (-3, 3))[0].tolist()


def test_no_number_has_no_bar_and_the_most_numbers_the_tallest(node):
    """0 and 1."""
    assert [node(MODULE, "barHeight", count, 50) for count in (0, 50)] == [0, 1]


def test_the_words_are_those_of_what_it_begins_with():
    """Activation and bias included."""
    assert (
        "with a bias of −0.50, go through tanh. Before: from −2.50"
        in ActivationGraph(VALUES, activation="tanh", bias=-0.5).alt()
    )


def test_the_still_picture_is_an_image_with_the_same_words():
    """For saved notebooks, print and screen readers."""
    picture = ActivationGraph(VALUES)
    assert picture.still().startswith(f'<img alt="{picture.alt()}"')


def test_the_axis_reaches_as_far_as_the_numbers():
    """To the next whole number on either side."""
    assert ActivationGraph(VALUES).reach == 3


@pytest.mark.parametrize("shape", [(4,), (0, 3), (2, 2, 1)])
def test_a_map_of_another_shape_is_refused(shape):
    """With the shape that is wanted."""
    with pytest.raises(ValueError, match=r"\(rows, columns\), received"):
        ActivationGraph(np.zeros(shape))


def test_an_unknown_activation_is_refused():
    """With the names that there are."""
    with pytest.raises(ValueError, match="there are relu, leaky_relu, tanh"):
        ActivationGraph(VALUES, activation="gelu")


def test_an_unknown_activation_is_refused_later_too():
    """The trait takes no other name."""
    with pytest.raises(TraitError):
        ActivationGraph(VALUES).activation = "gelu"
