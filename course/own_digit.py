"""A digit drawn by oneself, brought to the size of those that the network has learnt from. NumPy and Pillow.

Those were made so by the authors of MNIST: scaled to fit a box of 20 × 20 pixels without a change of shape, then laid
into a larger picture, the middle of their ink on its middle (Yann LeCun, Corinna Cortes, Christopher Burges: "The MNIST
database of handwritten digits").
"""

from __future__ import annotations

import numpy as np
from PIL import Image

BOX = 20  # pixels of the longer side
FAINTEST = 0.1  # what is fainter counts as no ink when the digit is cut out


class NoInkError(ValueError):
    """There is nothing on the picture; the message says what to do."""


def cut_out(drawing: np.ndarray) -> np.ndarray:
    """The smallest part of `drawing` (rows, columns), 0 black to 1 white, with all its ink. Raises NoInkError."""
    rows, columns = np.nonzero(drawing >= FAINTEST)
    if not len(rows):
        raise NoInkError("the picture is black: draw a digit first")
    return drawing[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def fit_to_box(drawing: np.ndarray, *, box: int = BOX) -> np.ndarray:
    """The digit alone, its longer side `box` pixels, its shape kept: (rows, columns), 0 to 1.

    Raises NoInkError for a black picture.
    """
    digit = cut_out(np.asarray(drawing, np.float32))
    rows, columns = (max(1, round(side * box / max(digit.shape))) for side in digit.shape)
    scaled = Image.fromarray(digit).resize((columns, rows), Image.Resampling.BILINEAR)
    return np.clip(np.asarray(scaled), 0, 1)


def middle_of_ink(image: np.ndarray) -> tuple[float, float]:
    """Row and column of the centre of mass of `image` (rows, columns). Raises NoInkError for a black picture."""
    if not image.any():
        raise NoInkError("the picture is black: draw a digit first")
    rows, columns = np.indices(image.shape)
    return float((rows * image).sum() / image.sum()), float((columns * image).sum() / image.sum())
