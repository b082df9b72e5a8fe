"""A network small enough to be looked at whole: 6 × 6 pixels, a few kernels of 3 × 3, ReLU, one Dense layer, softmax.

With its cross-entropy, the gradient of that by back-propagation, and a step of gradient descent; NumPy, float64.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SIDE, KERNEL = 6, 3  # rows and columns of a picture, of a kernel
MAP = SIDE - KERNEL + 1
STROKES = ("upright", "level", "slanting")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SmallNetwork:
    """All weights of the network; or, for each of them, something of the same shape, such as a gradient.

    The dense layer sees the maps as they are flattened in Keras: (rows, columns, filters), the filters fastest.
    """

    kernels: np.ndarray  # (filters, 3, 3)
    kernel_biases: np.ndarray  # (filters,)
    dense: np.ndarray  # (16 × filters, classes)
    dense_biases: np.ndarray  # (classes,)

    def flat(self) -> np.ndarray:
        """All numbers in one row: kernels, their biases, dense, its biases."""
        return np.concatenate([part.ravel() for part in astuple(self)])


def drawn_at_random(*, filters: int = 2, classes: int = len(STROKES), seed: int = 0) -> SmallNetwork:
    """A network that has learnt nothing: small random weights.

    The kernels' biases are a little below 0, so that what is black gives 0 after ReLU and lies beside its kink, where
    there is a slope to be measured.
    """
    random = np.random.default_rng(seed)
    inputs = MAP * MAP * filters
    return SmallNetwork(
        kernels=random.normal(0, 1 / KERNEL, (filters, KERNEL, KERNEL)).round(2),
        kernel_biases=np.full(filters, -0.01),
        dense=random.normal(0, 1 / np.sqrt(inputs), (inputs, classes)).round(2),
        dense_biases=np.zeros(classes),
    )


def from_flat(numbers: np.ndarray, *, filters: int, classes: int) -> SmallNetwork:
    """The inverse of `flat`. Raises ValueError where there are not exactly as many numbers as needed."""
    shapes = ((filters, KERNEL, KERNEL), (filters,), (MAP * MAP * filters, classes), (classes,))
    sizes = [int(np.prod(shape)) for shape in shapes]
    if len(numbers) != sum(sizes):
        raise ValueError(f"{filters} filters and {classes} classes need {sum(sizes)} numbers, received {len(numbers)}")
    cuts = np.split(np.asarray(numbers, dtype=float), np.cumsum(sizes)[:-1])
    kernels, kernel_biases, dense, dense_biases = (cut.reshape(shape) for cut, shape in zip(cuts, shapes, strict=True))
    return SmallNetwork(kernels=kernels, kernel_biases=kernel_biases, dense=dense, dense_biases=dense_biases)


def strokes() -> tuple[np.ndarray, np.ndarray]:
    """Six pictures (6, 6, 6), 0 black to 1 white, two of each class of STROKES, and their classes (6,)."""
    pictures = np.zeros((6, SIDE, SIDE))
    inner = range(1, SIDE - 1)
    pictures[0, inner, 1] = pictures[1, inner, 4] = 1
    pictures[2, 1, inner] = pictures[3, 4, inner] = 1
    pictures[4, inner, inner] = pictures[5, inner, inner[::-1]] = 1
    return pictures, np.array([0, 0, 1, 1, 2, 2])


def maps(network: SmallNetwork, picture: np.ndarray) -> np.ndarray:
    """What the kernels make of a picture (6, 6), before ReLU: (4, 4, filters)."""
    windows = sliding_window_view(picture, (KERNEL, KERNEL))
    return np.einsum("rcab,fab->rcf", windows, network.kernels) + network.kernel_biases


def probabilities(network: SmallNetwork, picture: np.ndarray) -> np.ndarray:
    """What the network says of a picture (6, 6): (classes,), with the sum 1."""
    logits = np.maximum(maps(network, picture), 0).ravel() @ network.dense + network.dense_biases
    powers = np.exp(logits - logits.max())
    found: np.ndarray = powers / powers.sum()
    return found


def loss(network: SmallNetwork, picture: np.ndarray, label: int) -> float:
    """Cross-entropy, in nats, when the picture's class is `label`."""
    return float(-np.log(max(probabilities(network, picture)[label], 1e-7)))


def gradient(network: SmallNetwork, picture: np.ndarray, label: int) -> SmallNetwork:
    """By how much the loss grows for each weight, by back-propagation: from the loss back to the kernels."""
    before_relu = maps(network, picture)
    hidden = np.maximum(before_relu, 0).ravel()
    at_logits = probabilities(network, picture) - np.eye(len(network.dense_biases))[label]
    at_maps = (network.dense @ at_logits).reshape(before_relu.shape) * (before_relu > 0)
    windows = sliding_window_view(picture, (KERNEL, KERNEL))
    return SmallNetwork(
        kernels=np.einsum("rcab,rcf->fab", windows, at_maps),
        kernel_biases=at_maps.sum(axis=(0, 1)),
        dense=np.outer(hidden, at_logits),
        dense_biases=at_logits,
    )


def stepped(network: SmallNetwork, uphill: SmallNetwork, learning_rate: float) -> SmallNetwork:
    """The network after one step downhill: every weight minus the learning rate times its gradient."""
    kernels, kernel_biases, dense, dense_biases = (
        now - learning_rate * slope for now, slope in zip(astuple(network), astuple(uphill), strict=True)
    )
    return SmallNetwork(kernels=kernels, kernel_biases=kernel_biases, dense=dense, dense_biases=dense_biases)
