"""The forward pass of an architecture in NumPy: the checker's own reference, independent of Keras.

Shapes as in Keras: maps (batch, rows, columns, channels), kernels (rows, columns, channels in, channels out). A
convolution does not, as in Keras, turn its kernel round: it is a cross-correlation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from checker.architecture import Architecture, LayerSpec
from checker.shapes import trace, weight_shapes
from checker.trial_weights import trial_weights

Arguments = Mapping[str, Any]

AT_ONCE = 50  # images
EPSILON = 1e-3  # Keras' default in BatchNormalization
AT_TRAINING_ONLY = ("Dropout", "SpatialDropout2D", "GaussianDropout", "AlphaDropout", "GaussianNoise")
FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda x: np.maximum(x, 0),
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "softmax": lambda x: _softmax(x),
    "log_softmax": lambda x: np.log(_softmax(x)),
    "leaky_relu": lambda x: np.where(x < 0, 0.2 * x, x),  # the slope that Keras gives its function
    "elu": lambda x: np.where(x < 0, np.expm1(np.minimum(x, 0)), x),
    "silu": lambda x: x / (1 + np.exp(-x)),
    "softplus": lambda x: np.logaddexp(x, 0),
}


class NoReferenceError(ValueError):
    """A layer that is not computed here; `layer` says which."""

    def __init__(self, layer: LayerSpec) -> None:
        super().__init__(f"no reference for {layer.class_name} with {dict(layer.arguments)}")
        self.layer = layer


def random_weights(architecture: Architecture, seed: int) -> list[np.ndarray]:
    """Weights for every layer in order, kernel then bias (float32), as `trial_weights` makes them.

    Raises ValueError when the shapes cannot be told.
    """
    found: list[tuple[int, ...]] = []
    for stage in trace(architecture):
        shapes = None if stage.input_shape is None else weight_shapes(stage.layer, stage.input_shape)
        if shapes is None:
            raise ValueError(f"the weights of {stage.layer.class_name} cannot be told")
        found.extend(shapes)
    return trial_weights(found, seed)


def forward(architecture: Architecture, weights: Sequence[np.ndarray], batch: np.ndarray) -> np.ndarray:
    """What the network makes of `batch`, outside of training.

    Raises NoReferenceError for a layer that is not computed here, and ValueError for weights that do not fit.
    """
    remaining = iter(weights)
    outputs: list[np.ndarray] = []
    for layer in architecture.layers:
        given = [batch if source < 0 else outputs[source] for source in layer.inputs]
        outputs.append(_merge(layer, given) if layer.kind == "merge" else _run(layer, *given, weights=remaining))
    return outputs[-1]


def _merge(layer: LayerSpec, given: Sequence[np.ndarray]) -> np.ndarray:
    if layer.class_name == "Add":
        return sum(given[1:], start=given[0])
    if layer.class_name == "Concatenate":
        return np.concatenate(given, axis=layer.arguments["axis"])
    raise NoReferenceError(layer)


def _run(layer: LayerSpec, x: np.ndarray, *, weights: Iterator[np.ndarray]) -> np.ndarray:
    given = layer.arguments
    if layer.class_name == "Conv2D" and given["dilation_rate"] == (1, 1) and given["groups"] == 1:
        windows = _windows(_padded(x, given, "kernel_size", 0.0), given["kernel_size"], given["strides"])
        y = _correlated(windows, next(weights))
        return y + next(weights) if given["use_bias"] else y
    if layer.class_name == "Dense":
        y = x @ next(weights)
        return y + next(weights) if given["use_bias"] else y
    if layer.class_name == "BatchNormalization":
        return _normalized(x, given, weights)
    if layer.class_name in AT_TRAINING_ONLY:
        return x
    compute = WITHOUT_WEIGHTS.get(layer.class_name)
    computed = None if compute is None else compute(x, given)
    if computed is None:
        raise NoReferenceError(layer)
    return computed


def _correlated(windows: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Each window times the kernel, summed; few images at a time, whose windows, copied for it, fit into the cache."""
    parts = [windows[start : start + AT_ONCE] for start in range(0, max(len(windows), 1), AT_ONCE)]
    return np.concatenate([np.tensordot(part, kernel, axes=((4, 5, 3), (0, 1, 2))) for part in parts])


def _max_pooled(x: np.ndarray, given: Arguments) -> np.ndarray:
    windows = _windows(_padded(x, given, "pool_size", -np.inf), given["pool_size"], given["strides"])
    # Cell after cell of the window, for all maps at once: a third of the time that .max() takes over two short axes.
    return reduce(np.maximum, (windows[..., row, column] for row, column in np.ndindex(windows.shape[4:])))


def _average_pooled(x: np.ndarray, given: Arguments) -> np.ndarray:
    """Cells of the padding do not count."""
    padded = _padded(x, given, "pool_size", np.nan)
    return np.nanmean(_windows(padded, given["pool_size"], given["strides"]), axis=(4, 5))


def _activated(x: np.ndarray, given: Arguments) -> np.ndarray | None:
    function = FUNCTIONS.get(given["activation"])
    return None if function is None else function(x)


# Layers without weights: from maps and arguments to maps, or None where these arguments are not computed here.
WITHOUT_WEIGHTS: dict[str, Callable[[np.ndarray, Arguments], np.ndarray | None]] = {
    "MaxPooling2D": _max_pooled,
    "AveragePooling2D": _average_pooled,
    "GlobalAveragePooling2D": lambda x, given: None if given["keepdims"] else x.mean(axis=(1, 2)),
    "GlobalMaxPooling2D": lambda x, given: None if given["keepdims"] else x.max(axis=(1, 2)),
    "ZeroPadding2D": lambda x, given: np.pad(x, ((0, 0), *given["padding"], (0, 0))),
    "Flatten": lambda x, _given: x.reshape(len(x), -1),
    "Activation": _activated,
    "LeakyReLU": lambda x, given: np.where(x < 0, given["negative_slope"] * x, x),
    "Rescaling": lambda x, given: x * given["scale"] + given["offset"],
}


def _normalized(x: np.ndarray, given: Arguments, weights: Iterator[np.ndarray]) -> np.ndarray:
    """Batch normalisation as at inference, with the mean and the variance that training has gathered."""
    gamma = next(weights) if given["scale"] else 1.0
    beta = next(weights) if given["center"] else 0.0
    mean, variance = next(weights), next(weights)
    return (x - mean) / np.sqrt(variance + EPSILON) * gamma + beta


def _padded(x: np.ndarray, given: Arguments, size: str, filling: float) -> np.ndarray:
    """For padding "same": `filling` round the maps, on both sides alike, the odd cell after (TensorFlow's rule)."""
    if given["padding"] == "valid":
        return x
    around = []
    for n, window, stride in zip(x.shape[1:3], given[size], given["strides"], strict=True):
        needed = max((-(-n // stride) - 1) * stride + window - n, 0)
        around.append((needed // 2, needed - needed // 2))
    return np.pad(x, ((0, 0), *around, (0, 0)), constant_values=filling)


def _windows(x: np.ndarray, size: tuple[int, int], strides: tuple[int, int]) -> np.ndarray:
    """Every position of the window: (batch, rows, columns, channels, rows in the window, columns in the window)."""
    return sliding_window_view(x, size, axis=(1, 2))[:, :: strides[0], :: strides[1]]


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
