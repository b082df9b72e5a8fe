"""Activations and their slopes: functions that bend every number for itself. Arrays of any shape in, the same out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

LEAK = 0.1  # what the leaky ReLU lets through of a negative number; small values such as 0.01 are usual, and invisible


def relu(values: np.ndarray) -> np.ndarray:
    """Negative numbers become 0, all others stay."""
    return np.maximum(values, 0)


def relu_slope(values: np.ndarray) -> np.ndarray:
    """1 above 0, else 0: at 0 itself, where there is no slope, Keras takes 0 too."""
    return (values > 0).astype(float)


def leaky_relu(values: np.ndarray) -> np.ndarray:
    """LEAK times a negative number, all others as they are."""
    return np.where(values > 0, values, LEAK * values)


def leaky_relu_slope(values: np.ndarray) -> np.ndarray:
    """1 above 0, else LEAK."""
    return np.where(values > 0, 1.0, LEAK)


def sigmoid(values: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x), between 0 and 1; written with tanh, which never overflows."""
    return (1 + np.tanh(values / 2)) / 2


def sigmoid_slope(values: np.ndarray) -> np.ndarray:
    """s (1 - s), at most 1/4."""
    return sigmoid(values) * sigmoid(-values)  # 1 - s itself loses all its digits where s is nearly 1


def tanh(values: np.ndarray) -> np.ndarray:
    """The hyperbolic tangent, between -1 and 1."""
    return np.tanh(values)


def tanh_slope(values: np.ndarray) -> np.ndarray:
    """1 - tanh(x)^2, at most 1."""
    return 1 - np.tanh(values) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """A function, its slope, and what it is called."""

    title: str
    function: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]


ACTIVATIONS = {
    "relu": Activation(title="ReLU", function=relu, slope=relu_slope),
    "leaky_relu": Activation(title="leaky ReLU", function=leaky_relu, slope=leaky_relu_slope),
    "tanh": Activation(title="tanh", function=tanh, slope=tanh_slope),
    "sigmoid": Activation(title="sigmoid", function=sigmoid, slope=sigmoid_slope),
    "linear": Activation(title="none (a straight line)", function=lambda values: values * 1.0, slope=np.ones_like),
}
FLAT = 0.1  # an activation with less slope than this passes on less than a tenth of a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What an activation does to many numbers, as shares of them, 0 to 1."""

    negative: float  # below 0 before
    zero: float  # exactly 0 after
    flat: float  # where its slope is less than FLAT


def shares(values: np.ndarray, kind: str) -> Shares:
    """`kind`, a name in ACTIVATIONS, applied to `values`. Raises KeyError for another name."""
    activation = ACTIVATIONS[kind]
    return Shares(
        negative=float(np.mean(values < 0)),
        zero=float(np.mean(activation.function(values) == 0)),
        flat=float(np.mean(activation.slope(values) < FLAT)),
    )
