"""The shift curve: its arithmetic against NumPy, and what it leaves where nothing is alive."""

from __future__ import annotations

import numpy as np
import pytest

from course.pictures.shift_curve import ShiftCurve
from course.trained_network import shift


def curve(**changed) -> ShiftCurve:
    """Two pictures, three shifts, two classes."""
    given = {
        "images": np.zeros((2, 3, 4)),
        "labels": np.array([1, 0]),
        "probabilities": np.full((2, 3, 2), 0.5),
        "shifts": range(-1, 2),
        "share_right": [0.5, 0.956, 0.25],
    } | changed
    return ShiftCurve(given.pop("images"), given.pop("labels"), **given)


@pytest.mark.parametrize("right", [-5, -2, 0, 1, 6, 9])
def test_pixels_move_as_the_network_was_measured(node, right):
    """The browser moves a picture as NumPy does."""
    image = np.random.default_rng(0).random((5, 6), dtype=np.float32)
    moved = node("shift_curve_math", "shiftedPixels", image, 5, 6, right)
    assert np.array_equal(moved, shift(image[np.newaxis], right)[0].ravel())


@pytest.mark.parametrize("numbers", [[0.1, 0.7, 0.2], [0.5, 0.5], [3.0]])
def test_best_is_argmax(node, numbers):
    """Of equal ones the first."""
    assert node("shift_curve_math", "best", numbers) == np.argmax(numbers)


def test_the_alternative_has_every_share():
    """By shift."""
    assert curve().alt().endswith("by shift to the right in pixels: -1: 50.0%, 0: 95.6%, 1: 25.0%.")


def test_the_still_picture_has_every_share():
    """As a table."""
    assert "<td>50.0%</td><td>95.6%</td><td>25.0%</td>" in curve().still()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"shifts": [0, 2, 4]}, "one apart, with 0 among them"),
        ({"shifts": [1, 2, 3]}, "one apart, with 0 among them"),
        ({"shifts": []}, "one apart, with 0 among them"),
        ({"share_right": [1.0]}, "3 shares, received"),
        ({"images": np.zeros((2, 3, 4, 1))}, "images \\(pictures, rows, columns\\)"),
        ({"probabilities": np.zeros((2, 4, 2))}, "3 shifts want"),
    ],
)
def test_bad_input_is_told(changed, told):
    """In a line that says what is wanted."""
    with pytest.raises(ValueError, match=told):
        curve(**changed)
