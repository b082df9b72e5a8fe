"""Slopes with respect to pixels, patches and a blur."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from course.visualise import blurred, cut_patches, pixel_gradient


def test_the_gradient_is_the_slope_of_the_score():
    """Against differences, for a chain of two functions and two pictures; each picture's own."""
    images = np.random.default_rng(0).normal(size=(2, 3, 4, 1))
    layers = [lambda values: values**2, lambda values: 3 * values[:, 1:]]

    def score(values):
        return values[:, 0, 2, 0] + values[:, 1, 3, 0]

    slopes = pixel_gradient(layers, images, score)
    expected = np.zeros_like(images)
    expected[:, 1, 2, 0], expected[:, 2, 3, 0] = 6 * images[:, 1, 2, 0], 6 * images[:, 2, 3, 0]
    assert np.allclose(slopes, expected, atol=1e-5)


def test_the_blur_is_scipys():
    """With the same bell and the rim repeated."""
    picture = np.random.default_rng(1).random((7, 9))
    bell = np.array([1, 4, 6, 4, 1]) / 16
    assert np.allclose(blurred(picture), ndimage.correlate(picture, np.outer(bell, bell), mode="nearest"))


def test_a_patch_is_cut_where_the_cell_looks():
    """From the right picture, at the corner and of the side that it is told."""
    images = np.arange(2 * 6 * 6).reshape(2, 6, 6, 1)
    places = np.array([[1, 0, 1], [0, 2, 0]])
    patches = cut_patches(images, places, lambda row, column: (2 * row, 2 * column, 2))
    assert patches.tolist() == [[[38, 39], [44, 45]], [[24, 25], [30, 31]]]
