"""Asking a trained network why: slopes with respect to the pixels, patches that cells see, and a blur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from checker.quiet import quiet_stderr

with quiet_stderr():
    import tensorflow as tf

BELL = np.array([1.0, 4, 6, 4, 1]) / 16  # close to a Gaussian; twice, across and down, it blurs


def pixel_gradient(layers: Sequence[Any], images: np.ndarray, score: Callable[[Any], Any]) -> np.ndarray:
    """By how much a score would grow for each pixel, if that pixel grew by a little, divided by that little.

    layers: Keras layers, one after the other. images: (images, rows, columns, channels). score: from what the last of
    these layers gives, (images, ...), to one number for each image. The result has the shape of `images`.
    """
    pixels = tf.convert_to_tensor(images, dtype=tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(pixels)  # every computation with them is noted down, and then followed backwards
        values = pixels
        for layer in layers:
            values = layer(values)
        total = tf.reduce_sum(score(values))  # each image's pixels have a say in its own score only
    return np.asarray(tape.gradient(total, pixels))


def blurred(picture: np.ndarray) -> np.ndarray:
    """`picture` (rows, columns) with a Gaussian blur of 5 × 5; the rim is repeated outwards."""
    padded = np.pad(picture, 2, mode="edge")
    across = sliding_window_view(padded, 5, axis=1) @ BELL
    result: np.ndarray = sliding_window_view(across, 5, axis=0) @ BELL
    return result


def cut_patches(images: np.ndarray, places: np.ndarray, patch_of: Callable[[int, int], Sequence[int]]) -> np.ndarray:
    """What the cells at these places see: (places, side, side).

    images: (images, rows, columns, 1). places: (places, 3), image, row and column of a cell. patch_of: from a cell's
    row and column to top, left and side of its patch.
    """
    found = []
    for image, row, column in np.asarray(places).astype(int):
        top, left, side = (int(number) for number in patch_of(row, column))
        found.append(images[image, top : top + side, left : left + side, 0])
    return np.stack(found)
