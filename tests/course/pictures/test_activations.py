"""Activations on paper: what the pictures say in words, and what they draw."""

import numpy as np
import pytest

from course.pictures.activations import activation_overview, before_and_after, rivals, yes_and_no

VALUES = np.array([[-2.0, -1.0, -0.5, 0.5], [0.25, 1.0, 1.5, 2.5]])
XOR = (False, True, True, False)


def test_the_rivals_are_drawn_with_their_slopes():
    """Two curves in each of four graphs, besides the two axes."""
    assert [len(axes.lines) for axes in rivals().axes] == [4, 4, 4, 4]


def test_the_rivals_in_words_tell_the_steepest_slope_of_the_sigmoid():
    """A quarter."""
    assert "sigmoid: from 0.02 to 0.98, its slope from 0.02 to 0.25" in rivals().alt


def test_before_and_after_tells_the_shares():
    """Three of eight numbers are negative, and 0 afterwards."""
    alt = before_and_after(VALUES, VALUES.clip(0), largest=1).alt
    assert "Before, the numbers run from −2.00 to 2.50; 38% are below 0 and 0% exactly 0" in alt
    assert "After, the numbers run from 0.00 to 2.50; 0% are below 0 and 38% exactly 0" in alt


def test_both_maps_have_zero_in_the_middle_of_the_greys():
    """Black is negative, white positive, on one scale for both."""
    limits = [axes.images[0].get_clim() for axes in before_and_after(VALUES, VALUES.clip(0), largest=1.5).axes[:2]]
    assert limits == [(-1.5, 1.5)] * 2


def test_the_overview_in_words_counts_the_bias_in():
    """With 1 added only one number is below 0, and two are not above."""
    picture = activation_overview(VALUES, kind="relu", bias=1.0, largest=1, reach=3, title="A map")
    assert "Before: from −1.00 to 3.50, 13% below 0. After: from 0.00 to 3.50, 25% exactly 0." in picture.alt


def network(inputs):
    """XOR by two units."""
    sums = inputs.sum(axis=1)
    return np.maximum(sums, 0) - 2 * np.maximum(sums - 1, 0)


def test_the_four_answers_are_told():
    """All of a network that does XOR."""
    assert "(0, 1): 1.00; (1, 0): 1.00; (1, 1): 0.00. 4 of 4 are right." in yes_and_no(network, wanted=XOR).alt


@pytest.mark.parametrize(("function", "right"), [(lambda x: x.sum(axis=1), 3), (lambda x: 0 * x[:, 0], 2)])
def test_wrong_answers_are_told(function, right):
    """A linear network has three at most, a constant one two."""
    assert f"{right} of 4 are right" in yes_and_no(function, wanted=XOR).alt
