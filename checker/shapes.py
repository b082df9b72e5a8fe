"""What comes out of each layer, and how many parameters it has, worked out from the description alone.

Standard library only. Output size of a window sliding over an axis: floor((n + 2p - k) / s) + 1 for padding "valid"
(p = 0), ceil(n / s) for "same" (Keras' API guide, "Convolution layers").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, prod

from checker.architecture import INPUT, MODEL_INPUT, OUTPUT, Architecture, LayerSpec, Shape

SHAPE_KEEPING = {
    "Activation",
    "Dropout",
    "BatchNormalization",
    "GaussianNoise",
    "GaussianDropout",
    "AlphaDropout",
    "SpatialDropout2D",
    "Rescaling",
    "LayerNormalization",
    "LocalResponseNormalization",
    OUTPUT,
}
# Of what is neither a merge nor an activation: the layers that are known to have no weights.
WITHOUT_WEIGHTS = {
    "Dropout",
    "GaussianNoise",
    "GaussianDropout",
    "AlphaDropout",
    "SpatialDropout2D",
    "Rescaling",
    "LocalResponseNormalization",
    "MaxPooling2D",
    "AveragePooling2D",
    "GlobalMaxPooling2D",
    "GlobalAveragePooling2D",
    "ZeroPadding2D",
    "Flatten",
    "Reshape",
    INPUT,
    OUTPUT,
}

OTHER_CONVOLUTIONS = ("SeparableConv2D", "DepthwiseConv2D", "Conv2DTranspose")
AXES = ("rows", "columns", "channels")


class ShapeError(ValueError):
    """A layer cannot work on what it is given; the message says why in a learner's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One layer at work. `output_shape` is None from the first layer on whose output cannot be told."""

    layer: LayerSpec
    input_shape: Shape | None  # of the first input, where there are several
    output_shape: Shape | None
    num_parameters: int | None
    problem: str = ""  # why the layer cannot be built, "" if it can


def output_shape(layer: LayerSpec, input_shape: Shape, *others: Shape) -> Shape | None:
    """The shape after `layer`, without the batch axis; None if it cannot be told. Raises ShapeError if it has none.

    others: the shapes of its second and further inputs, where it has several.
    """
    given = layer.arguments
    if layer.kind == "merge":
        return merged_shape(layer, (input_shape, *others))
    if others:
        return None
    if layer.kind == "convolution":
        return _with_channels(layer, _convolved(layer, input_shape), _num_maps(layer, input_shape))
    if layer.kind == "pooling":
        return _pooled(layer, input_shape)
    if layer.class_name == "ZeroPadding2D":
        (top, bottom), (left, right) = given["padding"]
        rows, columns, channels = input_shape
        return (_plus(rows, top + bottom), _plus(columns, left + right), channels)
    if layer.class_name == "Flatten":
        return (None,) if None in input_shape else (prod(size for size in input_shape if size is not None),)
    if layer.class_name == "Reshape":
        return _reshaped(given["target_shape"], input_shape)
    if layer.class_name == "Dense":
        return (*input_shape[:-1], given["units"])
    if layer.class_name in SHAPE_KEEPING or layer.kind == "activation":
        return input_shape
    return None


def num_parameters(layer: LayerSpec, input_shape: Shape) -> int | None:
    """The number of weights of `layer`, biases included; None if it cannot be told."""
    shapes = weight_shapes(layer, input_shape)
    return None if shapes is None else sum(prod(shape) for shape in shapes)


def weight_shapes(layer: LayerSpec, input_shape: Shape) -> tuple[tuple[int, ...], ...] | None:
    """The shapes of kernel and bias in Keras' order and layout; None if they cannot be told."""
    given = layer.arguments
    if layer.class_name == "Conv2D":
        channels = _channels(layer, input_shape)
        if channels is None:
            return None
        kernel = (*given["kernel_size"], channels // given["groups"], given["filters"])
        return (kernel, (given["filters"],)) if given["use_bias"] else (kernel,)
    if layer.class_name in OTHER_CONVOLUTIONS:
        return _weights_of_another_convolution(layer, input_shape)
    if layer.class_name == "Dense":
        if input_shape[-1] is None:
            return None
        kernel = (input_shape[-1], given["units"])
        return (kernel, (given["units"],)) if given["use_bias"] else (kernel,)
    if layer.class_name == "BatchNormalization":
        per_channel = 2 + bool(given.get("scale", True)) + bool(given.get("center", True))
        return ((input_shape[-1] or 0,),) * per_channel
    if layer.kind == "merge" or (layer.readable and layer.class_name in WITHOUT_WEIGHTS):
        return ()
    return () if layer.readable and layer.kind == "activation" and layer.class_name != "PReLU" else None


def _weights_of_another_convolution(layer: LayerSpec, input_shape: Shape) -> tuple[tuple[int, ...], ...] | None:
    """The shapes of the kernels and the bias of a convolution that is none of the ordinary sort."""
    given, channels, maps = layer.arguments, _channels(layer, input_shape), _num_maps(layer, input_shape)
    if channels is None or maps is None:
        return None
    if layer.class_name == "Conv2DTranspose":
        kernels: tuple[tuple[int, ...], ...] = ((*given["kernel_size"], maps, channels),)
    else:
        kernels = ((*given["kernel_size"], channels, given["depth_multiplier"]),)
    if layer.class_name == "SeparableConv2D":
        kernels += ((1, 1, channels * given["depth_multiplier"], maps),)
    return (*kernels, (maps,)) if given["use_bias"] else kernels


def trace(architecture: Architecture) -> tuple[Stage, ...]:
    """Every layer at work, in order. After a layer that cannot be built, or read, shapes are None."""
    stages: list[Stage] = []
    for layer in architecture.layers:
        sources = layer.inputs or (MODEL_INPUT,)
        given = [architecture.input_shape if at < 0 else stages[at].output_shape for at in sources]
        stages.append(_stage(layer, given))
    return tuple(stages)


def _stage(layer: LayerSpec, given: Sequence[Shape | None]) -> Stage:
    known = [shape for shape in given if shape is not None]
    if len(known) < len(given):
        return Stage(layer=layer, input_shape=None, output_shape=None, num_parameters=None)
    try:
        result, parameters = output_shape(layer, *known), num_parameters(layer, known[0])
    except ShapeError as problem:
        return Stage(layer=layer, input_shape=known[0], output_shape=None, num_parameters=None, problem=str(problem))
    except (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError):  # a layer that does not suit its input
        result, parameters = None, None
    return Stage(layer=layer, input_shape=known[0], output_shape=result, num_parameters=parameters)


def merged_shape(layer: LayerSpec, shapes: Sequence[Shape]) -> Shape | None:
    """What comes of several inputs: laid side by side along an axis, or combined number by number."""
    listed = ", ".join(times(shape) for shape in shapes[:-1]) + f" and {times(shapes[-1])}"
    if any(len(shape) != len(shapes[0]) for shape in shapes):
        raise ShapeError(
            f"{layer.class_name} wants the same number of axes everywhere, but what reaches it is {listed}."
        )
    if layer.class_name != "Concatenate":
        try:
            return tuple(_common_size(sizes) for sizes in zip(*shapes, strict=True))
        except ValueError:
            rule = "works number by number, so all shapes must be the same"
            raise ShapeError(f"{layer.class_name} {rule}, but what reaches it is {listed}.") from None
    axis = layer.arguments.get("axis", -1)
    along = axis - 1 if axis > 0 else axis + len(shapes[0])
    if not 0 <= along < len(shapes[0]):
        return None
    if any(len(set(sizes)) > 1 for at, sizes in enumerate(zip(*shapes, strict=True)) if at != along):
        name = AXES[along] if len(shapes[0]) == len(AXES) else f"axis {along + 1}"
        raise ShapeError(f"Concatenate joins maps that differ in their {name} only, but what reaches it is {listed}.")
    joined = [shape[along] for shape in shapes]
    total = None if None in joined else sum(size for size in joined if size is not None)
    return (*shapes[0][:along], total, *shapes[0][along + 1 :])


def _common_size(sizes: Sequence[int | None]) -> int | None:
    """One axis of a sum: sizes that agree, or are 1 and count for all positions, as in Keras. Else a ValueError."""
    larger = {size for size in sizes if size != 1} or {1}
    (size,) = larger
    return size


def _window(
    layer: LayerSpec, input_shape: Shape, size: tuple[int, int], strides: tuple[int, int], dilation: tuple[int, int]
) -> tuple[int | None, int | None]:
    """Rows and columns after a window has slid over the map."""
    if len(input_shape) != 3:
        raise ShapeError(
            f"{layer.class_name} slides over maps of rows x columns x channels, "
            f"but what reaches it has the shape {input_shape}."
        )
    rows_columns = input_shape[1:] if layer.arguments.get("data_format") == "channels_first" else input_shape[:2]
    spans = tuple((extent - 1) * step + 1 for extent, step in zip(size, dilation, strict=True))
    if layer.arguments["padding"] == "same":
        rows, columns = (n if n is None else ceil(n / s) for n, s in zip(rows_columns, strides, strict=True))
        return rows, columns
    if any(n is not None and span > n for n, span in zip(rows_columns, spans, strict=True)):
        window = "kernel" if layer.kind == "convolution" else "window"
        raise ShapeError(
            f"A {window} of {times(spans)} does not fit on a map of {times(rows_columns)}: "
            "there is no place where it could stand."
        )
    rows, columns = (
        None if n is None else (n - span) // s + 1 for n, span, s in zip(rows_columns, spans, strides, strict=True)
    )
    return rows, columns


def _pooled(layer: LayerSpec, input_shape: Shape) -> Shape:
    """What is left of the maps after pooling, by windows or, in one number each, over whole maps."""
    given, maps = layer.arguments, _channels(layer, input_shape)
    if not layer.class_name.startswith("Global"):
        rows_columns = _window(layer, input_shape, given["pool_size"], given["strides"], (1, 1))
        return _with_channels(layer, rows_columns, maps)
    return _with_channels(layer, (1, 1), maps) if given.get("keepdims") else (maps,)


def _convolved(layer: LayerSpec, input_shape: Shape) -> Shape:
    """Rows and columns after a convolution; a transposed one sets a window's worth of cells for each cell."""
    given = layer.arguments
    if layer.class_name != "Conv2DTranspose":
        return _window(layer, input_shape, given["kernel_size"], given["strides"], given["dilation_rate"])
    if len(input_shape) != 3 or given["output_padding"] is not None or given["dilation_rate"] != (1, 1):
        raise ValueError(f"what comes out of {dict(given)} is not known here")
    rows_columns = input_shape[1:] if given["data_format"] == "channels_first" else input_shape[:2]
    sizes = zip(rows_columns, given["kernel_size"], given["strides"], strict=True)
    if given["padding"] == "same":
        return tuple(None if n is None else n * stride for n, _, stride in sizes)
    return tuple(None if n is None else n * stride + max(window - stride, 0) for n, window, stride in sizes)


def _with_channels(layer: LayerSpec, rows_columns: Shape, channels: int | None) -> Shape:
    if layer.arguments.get("data_format") == "channels_first":
        return (channels, *rows_columns)
    return (*rows_columns, channels)


def _channels(layer: LayerSpec, input_shape: Shape) -> int | None:
    return input_shape[0 if layer.arguments.get("data_format") == "channels_first" else -1]


def _num_maps(layer: LayerSpec, input_shape: Shape) -> int | None:
    """How many maps a convolution makes; one that leaves each map alone makes them from its own."""
    channels = _channels(layer, input_shape)
    if layer.class_name != "DepthwiseConv2D":
        return layer.arguments["filters"]
    return None if channels is None else channels * layer.arguments["depth_multiplier"]


def _reshaped(target: Shape, input_shape: Shape) -> Shape | None:
    """The target's sizes, with what is left for the one that is -1; None where the numbers are not as many."""
    if None in input_shape:
        return None
    count, known = prod(size or 0 for size in input_shape), prod(size for size in target if size and size > 0)
    result = tuple(count // known if size == -1 else size for size in target)
    return result if prod(size or 0 for size in result) == count else None


def _plus(size: int | None, more: int) -> int | None:
    return None if size is None else size + more


def times(shape: Shape) -> str:
    """A shape in words: "7 × 7 × 16"."""
    return " × ".join("?" if size is None else str(size) for size in shape)
