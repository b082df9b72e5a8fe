"""What each sort of Keras layer is to the explorer's script: the steps it takes, mostly one, as plain data.

Every shape is (rows, columns, maps); a vector of n numbers is n maps of 1 × 1, so that a Dense layer is a convolution
whose window is that one cell. Other sorts of layer are convolutions too, with weights that `explorer_weights.py` lays
out for them:

- a depthwise convolution has as many groups as it reads maps;
- a separable one is a depthwise convolution, then one of 1 × 1;
- a transposed one slides over its maps with their cells set apart by its strides, its kernel turned round;
- batch normalisation and rescaling multiply each map by one number and add another.

The keys of a step are those that `static/net_math.mjs` names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker.shapes import Stage, times

Step = dict[str, Any]

IDLE = ("Dropout", "SpatialDropout2D", "GaussianDropout", "AlphaDropout", "GaussianNoise")  # once a network is trained
SPOKEN = {"relu": "ReLU", "relu6": "ReLU6", "leaky_relu": "leaky ReLU", "elu": "ELU", "selu": "SELU", "silu": "SiLU"}
SPOKEN |= {"celu": "CELU", "gelu": "GELU", "hard_silu": "hard SiLU"}
FUNCTIONS = (
    *SPOKEN, "mish", "exponential", "tanh", "hard_tanh", "tanh_shrink", "hard_shrink", "soft_shrink", "sigmoid",
    "log_sigmoid", "hard_sigmoid", "sparse_sigmoid", "softmax", "log_softmax", "softplus", "sparse_plus", "squareplus",
    "softsign",
)  # fmt: skip
# Keras' own numbers for functions that are given by name, where they have any.
NAMED = {"leaky_relu": {"negative_slope": 0.2}, "elu": {"alpha": 1.0}, "celu": {"alpha": 1.0}}
# Activations that are layers, and the numbers that they may be given.
LAYERS = {"LeakyReLU": "leaky_relu", "ELU": "elu", "ReLU": "ReLU", "PReLU": "PReLU"}
NUMBERS = ("negative_slope", "max_value", "threshold", "alpha")
ONE_CELL = {"size": [1, 1], "strides": [1, 1], "dilation": [1, 1], "before": [0, 0]}


def steps_of(stage: Stage) -> list[Step] | None:
    """The steps of one layer, without names; [] for one that does nothing, None for one that is not shown."""
    layer = stage.layer
    if not layer.readable:
        return None
    if layer.class_name in IDLE:
        return []
    make = STEPS.get(layer.class_name)
    if make is None or stage.input_shape is None or layer.arguments.get("data_format") == "channels_first":
        return None
    if stage.output_shape is None or not all(len(shape) in (1, 3) for shape in (stage.input_shape, stage.output_shape)):
        return None
    return make(stage)


def _convolution(stage: Stage) -> list[Step]:
    given = stage.layer.arguments
    weights = {"groups": given["groups"], "bias": given["use_bias"]}
    return [{"kind": "convolution", "text": _filters(stage), **weights, **_kernel(stage), **_shapes(stage)}]


def _depthwise(stage: Stage) -> list[Step]:
    return [_each_map_by_itself(stage, called="depthwise convolution", bias=stage.layer.arguments["use_bias"])]


def _separable(stage: Stage) -> list[Step]:
    given = stage.layer.arguments
    first = _each_map_by_itself(stage, called="separable depthwise", bias=False)
    second = {"kind": "convolution", "called": "separable pointwise", "text": f"{given['filters']} filters 1 × 1"}
    weights = {"groups": 1, "bias": given["use_bias"]}
    return [first, {**second, **weights, **ONE_CELL, **_shapes(stage), "inputShape": first["shape"]}]


def _each_map_by_itself(stage: Stage, *, called: str, bias: bool) -> Step:
    """A depthwise convolution: the filters of map 0, then those of map 1, as Keras lays out what they make."""
    given, shapes = stage.layer.arguments, _shapes(stage)
    maps, each = shapes["inputShape"][2], given["depth_multiplier"]
    text = f"{each} {'filter' if each == 1 else 'filters'} {times(given['kernel_size'])} a map"
    shapes["shape"] = [*shapes["shape"][:2], maps * each]
    return {
        "kind": "convolution", "called": called, "text": text, "groups": maps, "bias": bias, **_kernel(stage), **shapes
    }  # fmt: skip


def _transposed(stage: Stage) -> list[Step]:
    """What the window of a cell reads is what would have been set there, seen from the other side.

    Cell a of the map before is multiplied by the whole kernel, of size k, and set at a · stride - cut: so cell p is
    made of the cells at p + cut - i for i = 0 ... k - 1, or from there backwards, on a map set apart by the stride.
    """
    given = stage.layer.arguments
    sizes = list(zip(given["kernel_size"], given["strides"], strict=True))
    cut = [max(size - stride, 0) // 2 if given["padding"] == "same" else 0 for size, stride in sizes]
    window = {
        **ONE_CELL,
        "size": list(given["kernel_size"]),
        "before": [size - 1 - off for (size, _), off in zip(sizes, cut, strict=True)],
        "apart": list(given["strides"]),
    }
    weights = {"called": "transposed convolution", "groups": 1, "bias": given["use_bias"]}
    text = f"{_filters(stage)}, stride\N{NO-BREAK SPACE}{_stride(given['strides'])}"
    return [{"kind": "convolution", "text": text, **weights, **window, **_shapes(stage)}]


def _dense(stage: Stage) -> list[Step]:
    given = stage.layer.arguments
    weights = {"groups": 1, "bias": given["use_bias"]}
    return [{"kind": "dense", "text": f"{given['units']} units", **weights, **ONE_CELL, **_shapes(stage)}]


def _normalised(stage: Stage) -> list[Step] | None:
    return _scaled(stage, "batch normalisation", "map × scale + shift") if _is_over_maps(stage) else None


def _rescaled(stage: Stage) -> list[Step] | None:
    scale, offset = (stage.layer.arguments[name] for name in ("scale", "offset"))
    if not isinstance(scale, int | float) or not isinstance(offset, int | float):
        return None
    return _scaled(stage, "rescaling", f"each number × {scale:.3g} + {offset:.3g}")


def _scaled(stage: Stage, called: str, text: str) -> list[Step]:
    shapes = _shapes(stage)
    weights = {"groups": shapes["inputShape"][2], "bias": True}
    return [{"kind": "convolution", "called": called, "text": text, **weights, **ONE_CELL, **shapes}]


def _max_pooling(stage: Stage) -> list[Step]:
    return [{"kind": "max pooling", **_pooled(stage), **_shapes(stage)}]


def _average_pooling(stage: Stage) -> list[Step]:
    return [{"kind": "average pooling", **_pooled(stage), **_shapes(stage)}]


def _pooled(stage: Stage) -> Step:
    given = stage.layer.arguments
    if stage.layer.class_name.startswith("Global"):
        return {"text": "over whole maps", **ONE_CELL, "size": _three(stage.input_shape)[:2]}
    text = f"{times(given['pool_size'])}, stride {_stride(given['strides'])}"
    return {"text": text, **_window(stage, given["pool_size"], given["strides"], (1, 1))}


def _padding(stage: Stage) -> list[Step]:
    (top, bottom), (left, right) = stage.layer.arguments["padding"]
    sides = {"above": top, "below": bottom, "left": left, "right": right}
    text = (
        f"{top} on every side" if len(set(sides.values())) == 1 else ", ".join(f"{n} {at}" for at, n in sides.items())
    )
    return [{"kind": "zero padding", "text": text, **ONE_CELL, "before": [top, left], **_shapes(stage)}]


def _flattened(stage: Stage) -> list[Step]:
    return [{"kind": "flatten", "text": "all maps in one row", **_shapes(stage)}]


def _reshaped(stage: Stage) -> list[Step]:
    shapes = _shapes(stage)
    return [{"kind": "flatten", "called": "reshape", "text": "the same numbers in order", **shapes}]


def _activation(stage: Stage) -> list[Step] | None:
    layer, given = stage.layer, stage.layer.arguments
    if layer.class_name in LAYERS:
        function, numbers = LAYERS[layer.class_name], {name: value for name, value in given.items() if name in NUMBERS}
    elif given.get("activation") in FUNCTIONS:
        function, numbers = given["activation"], NAMED.get(given["activation"], {})
    elif layer.class_name == "Softmax" and _is_over_maps(stage):
        function, numbers = "softmax", {}
    else:
        return None
    made: Step = {"kind": "activation", "text": "", "function": function, "called": SPOKEN.get(function, function)}
    if function == "PReLU":
        made["slopesShape"] = _three(slopes_shape(stage))
    return [{**made, "given": numbers, **_shapes(stage)}]


STEPS: dict[str, Callable[[Stage], list[Step] | None]] = {
    "Conv2D": _convolution,
    "DepthwiseConv2D": _depthwise,
    "SeparableConv2D": _separable,
    "Conv2DTranspose": _transposed,
    "Dense": _dense,
    "BatchNormalization": _normalised,
    "Rescaling": _rescaled,
    "MaxPooling2D": _max_pooling,
    "GlobalMaxPooling2D": _max_pooling,
    "AveragePooling2D": _average_pooling,
    "GlobalAveragePooling2D": _average_pooling,
    "ZeroPadding2D": _padding,
    "Flatten": _flattened,
    "Reshape": _reshaped,
    **dict.fromkeys(("Activation", "Softmax", *LAYERS), _activation),
}


def slopes_shape(stage: Stage) -> tuple[int, ...]:
    """Of a PReLU: one slope for each number, but for the axes that share theirs (Keras counts the batch's axis)."""
    shared = stage.layer.arguments.get("shared_axes") or ()
    return tuple(1 if axis in shared else size or 0 for axis, size in enumerate(stage.input_shape or (), start=1))


def _is_over_maps(stage: Stage) -> bool:
    """Whether the layer's axis is that of the maps, the last; counted with the batch's, or from the end."""
    return stage.layer.arguments["axis"] in (-1, len(stage.input_shape or ()))


def _kernel(stage: Stage) -> Step:
    given = stage.layer.arguments
    return _window(stage, given["kernel_size"], given["strides"], given["dilation_rate"])


def _window(stage: Stage, size: Sequence[int], strides: Sequence[int], dilation: Sequence[int]) -> Step:
    """Size, strides and dilation of a window, and how many cells of padding lie above and to the left of the map."""
    span = [(extent - 1) * step + 1 for extent, step in zip(size, dilation, strict=True)]
    before = [0, 0]
    if stage.layer.arguments.get("padding") == "same":  # TensorFlow's: what is odd goes below and to the right
        steps = zip(_three(stage.output_shape)[:2], strides, span, _three(stage.input_shape)[:2], strict=True)
        before = [max((places - 1) * stride + reach - length, 0) // 2 for places, stride, reach, length in steps]
    return {"size": list(size), "strides": list(strides), "dilation": list(dilation), "before": before}


def _shapes(stage: Stage) -> Step:
    return {"shape": _three(stage.output_shape), "inputShape": _three(stage.input_shape)}


def _three(shape: Sequence[int | None] | None) -> list[int]:
    sizes = [int(size or 0) for size in shape or ()]
    return sizes if len(sizes) == 3 else [1, 1, *sizes]


def _filters(stage: Stage) -> str:
    given = stage.layer.arguments
    return f"{given['filters']} filters {times(given['kernel_size'])}"


def _stride(strides: Sequence[int]) -> str:
    down, right = strides
    return str(down) if down == right else times((down, right))
