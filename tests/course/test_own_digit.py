"""A digit of one's own, made like those of the data set."""

from __future__ import annotations

import numpy as np
import pytest

from course.data import digits
from course.own_digit import BOX, NoInkError, fit_to_box, middle_of_ink


@pytest.mark.parametrize(("rows", "columns", "expected"), [(8, 4, (20, 10)), (3, 12, (5, 20)), (40, 40, (20, 20))])
def test_the_longer_side_fills_the_box_and_the_shape_is_kept(rows, columns, expected):
    """Smaller digits grow, larger ones shrink."""
    drawing = np.zeros((64, 64))
    drawing[5 : 5 + rows, 9 : 9 + columns] = 1
    assert fit_to_box(drawing).shape == expected


def test_a_thin_line_keeps_a_pixel():
    """A 1 drawn with one stroke does not vanish."""
    drawing = np.zeros((32, 32))
    drawing[1:31, 7] = 1
    assert fit_to_box(drawing).shape == (BOX, 1)
    assert fit_to_box(drawing).max() > 0.9


@pytest.mark.parametrize("function", [fit_to_box, middle_of_ink])
def test_a_black_picture_is_told_what_to_do(function):
    """Not a division by zero."""
    with pytest.raises(NoInkError, match="draw a digit first"):
        function(np.zeros((32, 32)))


def test_the_middle_of_the_ink_is_a_weighed_mean():
    """Two pixels, one of three times the ink."""
    image = np.zeros((9, 9))
    image[2, 1], image[6, 5] = 0.25, 0.75
    assert middle_of_ink(image) == (5.0, 4.0)


def test_the_digits_have_their_ink_at_the_middle_that_the_exercise_asks_for():
    """Row and column side / 2, to within a pixel, for every one of them."""
    images = digits()
    middles = np.array([middle_of_ink(image[:, :, 0]) for image in images.x_train])
    assert np.abs(middles - 16).max() < 1.01
    assert np.allclose(middles.mean(axis=0), 16, atol=0.05)
