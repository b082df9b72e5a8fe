"""A network's layers as plain data that the explorer's script can run: kinds, sizes, offsets, shapes.

Every shape is (rows, columns, maps); a vector of n numbers is n maps of 1 × 1, so that a Dense layer is a convolution
whose window is that one cell. The keys of a layer are those that `static/net_math.mjs` names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.architecture import Architecture, LayerSpec
from checker.shapes import Stage, times, trace, weight_shapes

WHAT_IT_SHOWS = "Conv2D, activation, max and average pooling, Flatten and Dense layers, one after the other"
MOST_CELLS = 400_000  # numbers in all layers together: more are neither seen nor computed in time
IDLE = ("Dropout", "SpatialDropout2D", "GaussianNoise")  # they do nothing once a network is trained
POOLING = {
    "MaxPooling2D": "max pooling",
    "AveragePooling2D": "average pooling",
    "GlobalMaxPooling2D": "max pooling",
    "GlobalAveragePooling2D": "average pooling",
}
SPOKEN = {"relu": "ReLU", "relu6": "ReLU6", "leaky_relu": "leaky ReLU", "elu": "ELU", "selu": "SELU", "silu": "SiLU"}
SPOKEN |= {"celu": "CELU", "gelu": "GELU", "hard_silu": "hard SiLU"}
FUNCTIONS = (
    *SPOKEN, "mish", "exponential", "tanh", "hard_tanh", "tanh_shrink", "sigmoid", "log_sigmoid", "hard_sigmoid",
    "softmax", "log_softmax", "softplus", "softsign",
)  # fmt: skip
# Keras' own numbers for functions that are given by name, where they have any.
NAMED = {"leaky_relu": {"negative_slope": 0.2}, "elu": {"alpha": 1.0}, "celu": {"alpha": 1.0}}
# Activations that are layers, and the numbers that they may be given.
LAYERS = {"LeakyReLU": "leaky_relu", "ELU": "elu", "ReLU": "ReLU", "PReLU": "PReLU"}
NUMBERS = ("negative_slope", "max_value", "threshold", "alpha")
SHOWN = ("Conv2D", "Dense", "Flatten", *POOLING, *LAYERS)

Layer = dict[str, Any]


def layers_of(architecture: Architecture) -> list[Layer]:
    """Every layer in order as JSON-ready data, without the picture. Raises ValueError for what cannot be shown."""
    if architecture.input_shape is None:
        raise ValueError("the model does not say what it takes: begin it with keras.Input((rows, columns, channels))")
    if len(architecture.input_shape) != 3 or None in architecture.input_shape:
        raise ValueError(f"the model must take pictures, (rows, columns, channels), not {architecture.input_shape}")
    if not architecture.is_chain:
        raise ValueError(f"this model has branches; the explorer shows {WHAT_IT_SHOWS}")
    layers = _named([layer for stage in trace(architecture) for layer in _layers_of_stage(stage)])
    _check_size(architecture, layers)
    return layers


def weights_of(architecture: Architecture, values: Sequence[np.ndarray]) -> np.ndarray:
    """All weights in one row, float32: kernel and bias, layer by layer. Raises ValueError if they do not fit."""
    wanted = [
        shape for stage in trace(architecture) if stage.input_shape is not None for shape in _weight_shapes(stage)
    ]
    if [value.shape for value in values] != wanted:
        raise ValueError("the model's weights are not those of its layers, so it cannot be computed here")
    return np.concatenate([np.zeros(0), *(value.ravel() for value in values)]).astype(np.float32)


def _weight_shapes(stage: Stage) -> tuple[tuple[int, ...], ...]:
    if stage.layer.class_name == "PReLU":
        return (_slopes_shape(stage),)
    return weight_shapes(stage.layer, stage.input_shape or ()) or ()


def _slopes_shape(stage: Stage) -> tuple[int, ...]:
    """One slope for each number, but for the axes that share theirs (Keras counts the batch's axis)."""
    shared = stage.layer.arguments.get("shared_axes") or ()
    return tuple(1 if axis in shared else size or 0 for axis, size in enumerate(stage.input_shape or (), start=1))


def _check_size(architecture: Architecture, layers: Sequence[Layer]) -> None:
    if not layers or layers[-1]["shape"][:2] != [1, 1]:
        raise ValueError("the model must end in one number for each class: add Flatten and Dense layers")
    shapes = [architecture.input_shape, *(layer["shape"] for layer in layers)]
    cells = sum(int(np.prod(shape)) for shape in shapes)
    if cells > MOST_CELLS:
        raise ValueError(f"the model has {cells:,} numbers in its layers, at most {MOST_CELLS:,} can be shown")


def _layers_of_stage(stage: Stage) -> list[Layer]:
    layer = stage.layer
    if layer.readable and layer.class_name in IDLE:
        return []
    made = _make(stage) if layer.readable and stage.output_shape is not None and stage.input_shape is not None else None
    if made is None:
        raise ValueError(f"the explorer shows {WHAT_IT_SHOWS}; {stage.problem or _why_not(layer)}")
    return made


def _why_not(layer: LayerSpec) -> str:
    if layer.class_name == "Activation":
        return f"of activations it knows {', '.join(FUNCTIONS)}, but not {layer.arguments['activation']}"
    if not layer.readable or layer.class_name not in SHOWN:
        return f"{layer.class_name} is none of them"
    return f"{layer.class_name} with these arguments is none of them: {dict(layer.arguments)}"


def _make(stage: Stage) -> list[Layer] | None:
    """The layer, or two; None if it is of a sort that is not shown."""
    layer, given = stage.layer, stage.layer.arguments
    if given.get("data_format") == "channels_first":
        return None
    if layer.class_name == "Conv2D":
        text = f"{given['filters']} filters {times(given['kernel_size'])}"
        window = _window(stage, given["kernel_size"], given["strides"], given["dilation_rate"])
        weights = {"groups": given["groups"], "bias": given["use_bias"]}
        return [{"kind": "convolution", "text": text, **weights, **window, **_shapes(stage)}]
    if layer.class_name in POOLING:
        return _pooling(stage)
    if layer.class_name == "Flatten":
        return [{"kind": "flatten", "text": "all maps in one row", **_shapes(stage)}]
    if layer.class_name == "Dense":
        window = _window(stage, (1, 1), (1, 1), (1, 1))
        weights = {"groups": 1, "bias": given["use_bias"]}
        return [{"kind": "dense", "text": f"{given['units']} units", **weights, **window, **_shapes(stage)}]
    return _activation(stage)


def _pooling(stage: Stage) -> list[Layer]:
    kind = POOLING[stage.layer.class_name]
    given, (rows, columns, maps) = stage.layer.arguments, _three(stage.input_shape)
    if stage.layer.class_name.startswith("Global"):
        shape = [1, 1, maps]
        whole = {"size": [rows, columns], "strides": [1, 1], "dilation": [1, 1], "before": [0, 0]}
        return [{"kind": kind, "text": "over whole maps", **whole, **_shapes(stage), "shape": shape}]
    text = f"{times(given['pool_size'])}, stride {_stride(given['strides'])}"
    window = _window(stage, given["pool_size"], given["strides"], (1, 1))
    return [{"kind": kind, "text": text, **window, **_shapes(stage)}]


def _activation(stage: Stage) -> list[Layer] | None:
    layer, given = stage.layer, stage.layer.arguments
    if layer.class_name in LAYERS:
        function, numbers = LAYERS[layer.class_name], {name: value for name, value in given.items() if name in NUMBERS}
    elif given.get("activation") in FUNCTIONS:
        function, numbers = given["activation"], NAMED.get(given["activation"], {})
    else:
        return None
    made: Layer = {"kind": "activation", "text": "", "function": function, "called": SPOKEN.get(function, function)}
    if function == "PReLU":
        made["slopesShape"] = _three(_slopes_shape(stage))
    return [{**made, "given": numbers, **_shapes(stage)}]


def _window(stage: Stage, size: Sequence[int], strides: Sequence[int], dilation: Sequence[int]) -> Layer:
    """Size, strides and dilation of a window, and how many cells of padding lie above and to the left of the map."""
    span = [(extent - 1) * step + 1 for extent, step in zip(size, dilation, strict=True)]
    before = [0, 0]
    if stage.layer.arguments.get("padding") == "same":  # TensorFlow's: what is odd goes below and to the right
        steps = zip(_three(stage.output_shape)[:2], strides, span, _three(stage.input_shape)[:2], strict=True)
        before = [max((places - 1) * stride + reach - length, 0) // 2 for places, stride, reach, length in steps]
    return {"size": list(size), "strides": list(strides), "dilation": list(dilation), "before": before}


def _shapes(stage: Stage) -> Layer:
    return {"shape": _three(stage.output_shape), "inputShape": _three(stage.input_shape)}


def _three(shape: Sequence[int | None] | None) -> list[int]:
    sizes = [int(size or 0) for size in shape or ()]
    return sizes if len(sizes) == 3 else [1, 1, *sizes]


def _stride(strides: Sequence[int]) -> str:
    down, right = strides
    return str(down) if down == right else times((down, right))


def _named(layers: list[Layer]) -> list[Layer]:
    """Each with a name of its own: "convolution 2", or "softmax" where there is but one."""
    plain = [_plain_name(layer) for layer in layers]
    seen: Counter[str] = Counter()
    for layer, name in zip(layers, plain, strict=True):
        seen[name] += 1
        numbered = f"{name} {seen[name]}" if plain.count(name) > 1 else name
        layer["name"] = numbered[0].upper() + numbered[1:]
    return layers


def _plain_name(layer: Layer) -> str:
    return str(layer.get("called", layer["kind"]))
