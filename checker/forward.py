"""The forward pass of an architecture in NumPy: the checker's own reference, independent of Keras.

Shapes as in Keras: maps (batch, rows, columns, channels), kernels (rows, columns, channels in, channels out). A
convolution does not, as in Keras, turn its kernel round: it is a cross-correlation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from checker.architecture import Architecture, LayerSpec
from checker.shapes import trace, weight_shapes
from checker.trial_weights import trial_weights

EPSILON = 1e-3  # Keras' default in BatchNormalization
FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda x: np.maximum(x, 0),
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "softmax": lambda x: _softmax(x),
}


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
    """What the network makes of `batch`. Raises ValueError for a layer that has no reference here."""
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
    raise ValueError(f"no reference for {layer.class_name}")


def _run(layer: LayerSpec, x: np.ndarray, *, weights: Iterator[np.ndarray]) -> np.ndarray:
    given = layer.arguments
    if layer.class_name == "Conv2D" and given["dilation_rate"] == (1, 1) and given["groups"] == 1:
        windows = _windows(_padded(x, given, "kernel_size", 0.0), given["kernel_size"], given["strides"])
        y = np.tensordot(windows, next(weights), axes=((4, 5, 3), (0, 1, 2)))
        return y + next(weights) if given["use_bias"] else y
    if layer.class_name == "MaxPooling2D":
        return _windows(_padded(x, given, "pool_size", -np.inf), given["pool_size"], given["strides"]).max(axis=(4, 5))
    if layer.class_name == "AveragePooling2D":  # cells of the padding do not count
        padded = _padded(x, given, "pool_size", np.nan)
        return np.nanmean(_windows(padded, given["pool_size"], given["strides"]), axis=(4, 5))
    if layer.class_name == "GlobalAveragePooling2D" and not given["keepdims"]:
        return x.mean(axis=(1, 2))
    if layer.class_name == "ZeroPadding2D":
        return np.pad(x, ((0, 0), *given["padding"], (0, 0)))
    if layer.class_name == "BatchNormalization":
        return _normalized(x, given, weights)
    if layer.class_name == "Dense":
        y = x @ next(weights)
        return y + next(weights) if given["use_bias"] else y
    if layer.class_name == "Flatten":
        return x.reshape(len(x), -1)
    if layer.class_name == "Activation" and given["activation"] in FUNCTIONS:
        return FUNCTIONS[given["activation"]](x)
    raise ValueError(f"no reference for {layer.class_name} with {dict(given)}")


def _normalized(x: np.ndarray, given: Mapping[str, Any], weights: Iterator[np.ndarray]) -> np.ndarray:
    """Batch normalisation as at inference, with the mean and the variance that training has gathered."""
    gamma = next(weights) if given["scale"] else 1.0
    beta = next(weights) if given["center"] else 0.0
    mean, variance = next(weights), next(weights)
    return (x - mean) / np.sqrt(variance + EPSILON) * gamma + beta


def _padded(x: np.ndarray, given: Mapping[str, Any], size: str, filling: float) -> np.ndarray:
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
