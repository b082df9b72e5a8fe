"""The capstone's network in NumPy: 5 × 5 filters, 2 × 2 max pooling, three Dense layers; forward and backward.

Ten arrays are its parameters, in the order and the shapes of Keras' `get_weights`: kernels and biases of two
convolutions, weights and biases of three Dense layers, 61,706 numbers in all. The arithmetic is in the dtype of what
goes in. With ReLU as activation, or with sigmoid, as such networks once had it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SHAPES = ((5, 5, 1, 6), (5, 5, 6, 16), (400, 120), (120, 84), (84, 10))
RELU, SIGMOID = "relu", "sigmoid"

Parameters = tuple[np.ndarray, ...]


def drawn_at_random(*, seed: int = 0, dtype: str = "float32") -> Parameters:
    """A network that has learnt nothing: normal weights of variance 2 / inputs (He et al. 2015), biases 0."""
    random = np.random.default_rng(seed)
    drawn: list[np.ndarray] = []
    for shape in SHAPES:
        spread = np.sqrt(2 / np.prod(shape[:-1]))
        drawn += [random.normal(scale=spread, size=shape).astype(dtype), np.zeros(shape[-1], dtype=dtype)]
    return tuple(drawn)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pass:
    """What each layer gave on the way forward: maps (images, rows, columns, channels), rows of numbers (images, n)."""

    windows1: np.ndarray  # what each filter of the first convolution sees: (images, rows, columns, numbers)
    maps1: np.ndarray  # after the activation
    pooled1: np.ndarray
    winners1: np.ndarray  # 0..3: which of the four, in reading order
    windows2: np.ndarray
    maps2: np.ndarray
    pooled2: np.ndarray
    winners2: np.ndarray
    flat: np.ndarray
    units3: np.ndarray  # after the activation
    units4: np.ndarray
    logits: np.ndarray


def forward(x: np.ndarray, parameters: Parameters, *, activation: str = RELU) -> Pass:
    """All layers' results for images (images, 32, 32, 1). activation: RELU or SIGMOID."""
    k1, b1, k2, b2, w3, b3, w4, b4, w5, b5 = parameters
    windows1 = _windows(x, len(k1))
    maps1 = _bent(_convolved(windows1, k1, b1), activation)
    pooled1, winners1 = _pooled(maps1)
    windows2 = _windows(pooled1, len(k2))
    maps2 = _bent(_convolved(windows2, k2, b2), activation)
    pooled2, winners2 = _pooled(maps2)
    flat = pooled2.reshape(len(x), -1)
    units3 = _bent(flat @ w3 + b3, activation)
    units4 = _bent(units3 @ w4 + b4, activation)
    return Pass(
        windows1=windows1,
        maps1=maps1,
        pooled1=pooled1,
        winners1=winners1,
        windows2=windows2,
        maps2=maps2,
        pooled2=pooled2,
        winners2=winners2,
        flat=flat,
        units3=units3,
        units4=units4,
        logits=units4 @ w5 + b5,
    )


def backward(seen: Pass, gradient: np.ndarray, parameters: Parameters, *, activation: str = RELU) -> Parameters:
    """The loss's gradient for each parameter. gradient: that of the logits, (images, 10)."""
    k1, _, k2, _, w3, _, w4, _, w5, _ = parameters
    at4 = gradient @ w5.T * _slope(seen.units4, activation)
    at3 = at4 @ w4.T * _slope(seen.units3, activation)
    at_pooled2 = (at3 @ w3.T).reshape(seen.pooled2.shape)
    at2 = _unpooled(seen.winners2, at_pooled2) * _slope(seen.maps2, activation)
    at1 = _unpooled(seen.winners1, _to_pictures(k2, at2)) * _slope(seen.maps1, activation)
    return (
        *_to_kernels(seen.windows1, at1, k1.shape),
        *_to_kernels(seen.windows2, at2, k2.shape),
        *(seen.flat.T @ at3, at3.sum(axis=0)),
        *(seen.units3.T @ at4, at4.sum(axis=0)),
        *(seen.units4.T @ gradient, gradient.sum(axis=0)),
    )


def probabilities(logits: np.ndarray) -> np.ndarray:
    """Softmax of each row: (images, classes)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean loss over the images, in nats, and its gradient for the logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    at_labels = np.arange(len(labels)), labels
    gradient = np.exp(logs)
    gradient[at_labels] -= 1
    return float(-logs[at_labels].mean()), gradient / len(labels)


def _bent(values: np.ndarray, activation: str) -> np.ndarray:
    if activation == RELU:
        return np.maximum(values, 0)
    if activation == SIGMOID:
        return 1 / (1 + np.exp(-np.clip(values, -60, 60)))
    raise ValueError(f"activation must be {RELU!r} or {SIGMOID!r}, received {activation!r}")


def _slope(bent: np.ndarray, activation: str) -> np.ndarray:
    """The activation's slope, from what came out of it."""
    return bent > 0 if activation == RELU else bent * (1 - bent)


def _windows(x: np.ndarray, size: int) -> np.ndarray:
    """Every window as a row: (images, rows, columns, size × size × channels)."""
    windows = sliding_window_view(x, (size, size), axis=(1, 2)).transpose(0, 1, 2, 4, 5, 3)
    return windows.reshape(*windows.shape[:3], -1)


def _convolved(windows: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return windows @ kernels.reshape(-1, kernels.shape[3]) + biases


def _to_kernels(windows: np.ndarray, gradient: np.ndarray, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """A convolution's gradient for its kernels, which have this shape, and for its biases."""
    at_places = gradient.reshape(-1, gradient.shape[3])
    return (windows.reshape(len(at_places), -1).T @ at_places).reshape(shape), at_places.sum(axis=0)


def _to_pictures(kernels: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """A convolution's gradient for what went in: every window's share, added up where windows overlap."""
    size, (images, rows, columns) = len(kernels), gradient.shape[:3]
    # First all windows' shares of one place under the kernel, then those of the next: whole rows are added at once.
    shares = gradient.reshape(-1, gradient.shape[3]) @ kernels.reshape(size * size, -1, kernels.shape[3]).swapaxes(1, 2)
    shares = shares.reshape(size, size, images, rows, columns, -1)
    found = np.zeros((images, rows + size - 1, columns + size - 1, kernels.shape[2]), dtype=gradient.dtype)
    for row, column in np.ndindex(size, size):
        found[:, row : row + rows, column : column + columns] += shares[row, column]
    return found


def _pooled(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The largest of each four, and which of them it was: the first, where several are."""
    # Copied first: NumPy takes twice as long for what is compared out of its place.
    largest, *others = (np.ascontiguousarray(x[:, row::2, column::2]) for row, column in np.ndindex(2, 2))
    winners = np.zeros(largest.shape, np.int8)
    for number, other in enumerate(others, start=1):
        np.maximum(winners, np.int8(number) * (other > largest), out=winners)
        largest = np.maximum(largest, other)
    return largest, winners


def _unpooled(winners: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    images, rows, columns, channels = gradient.shape
    found = np.zeros((images, 2 * rows, 2 * columns, channels), dtype=gradient.dtype)
    for row, column in np.ndindex(2, 2):
        found[:, row::2, column::2] = gradient * (winners == 2 * row + column)
    return found
