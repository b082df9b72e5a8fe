"""From maps to probabilities: the order of the flat row, contributions to a score, softmax; and the trained network's
own last layers. NumPy alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from checker.forward import forward
from course.article_network import LENET_REFERENCE
from course.trained_network import weights

MAPS_SHAPE = (2, 2, 16)  # what the network's Flatten is given
JUMP, FIELD = 6, 24  # pixels from one cell of these maps to the next, and pixels across that a cell looks at
UP_TO_MAPS = 6  # layers before Flatten


def softmax(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Scores (..., classes) as probabilities of the same shape, each row with the sum 1. temperature > 0."""
    warmed = np.asarray(scores, dtype=float) / temperature
    powers = np.exp(warmed - warmed.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def place_of(position: int, shape: tuple[int, int, int]) -> tuple[int, int, int]:
    """The (row, column, channel) that lands at this position of the flat row. shape: (rows, columns, channels)."""
    _, columns, channels = shape
    cell, channel = divmod(position, channels)
    return cell // columns, cell % columns, channel


def contributions(features: np.ndarray, weights: np.ndarray, unit: int) -> np.ndarray:
    """What each of the features (inputs,) adds to the score of `unit`, bias left aside. weights: (inputs, units)."""
    return features * weights[:, unit]


def last_maps(images: np.ndarray) -> np.ndarray:
    """The trained network's maps before Flatten. images: (images, rows, columns, 1), 0 black to 1 white.

    Returns (images, 2, 2, 16) for pictures of 32 x 32; for larger ones, more rows and columns: no convolution or
    pooling asks how large a picture is.
    """
    shape = (images.shape[1], images.shape[2], 1)
    front = replace(LENET_REFERENCE, input_shape=shape, layers=LENET_REFERENCE.layers[:UP_TO_MAPS])
    return forward(front, weights(), images)


def one_dense_layer() -> tuple[np.ndarray, np.ndarray]:
    """The trained network's three Dense layers, between which nothing bends, as one: weights (64, 10), biases (10,)."""
    *_, w1, b1, w2, b2, w3, b3 = (array.astype(float) for array in weights())
    return w1 @ w2 @ w3, (b1 @ w2 + b2) @ w3 + b3
