"""A layer in a learner's words: where it stands, what it is, how it is written. Pure; standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.architecture import Architecture, LayerSpec
from checker.shapes import times

NOUNS = {
    "Add": "addition",
    "Concatenate": "concatenation",
    "BatchNormalization": "normalisation",
    "convolution": "convolution",
    "pooling": "pooling",
    "activation": "activation",
    "fully connected": "fully connected layer",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def place(architecture: Architecture, at: int) -> str:
    """Where a layer stands, in words: "second convolution", "flatten layer", "reduction of the 3 × 3 branch"."""
    layer = architecture.layers[at]
    noun = _noun(layer)
    same = [position for position, other in enumerate(architecture.layers) if _is_called_alike(other, layer)]
    nth = same.index(at)
    which = noun if len(same) == 1 else f"{ORDINALS[nth] if nth < len(ORDINALS) else f'{nth + 1}th'} {noun}"
    return f"{which} of the {layer.branch}" if layer.branch else which


def _noun(layer: LayerSpec) -> str:
    return layer.name or NOUNS.get(layer.class_name) or NOUNS.get(layer.kind) or f"{layer.class_name} layer"


def _is_called_alike(one: LayerSpec, other: LayerSpec) -> bool:
    return (_noun(one), one.branch) == (_noun(other), other.branch)


def in_words(layer: LayerSpec) -> str:
    """A layer as a learner would say it: "16 filters of 8 × 8", "max pooling of 3 × 3 with stride 3 × 3"."""
    given = layer.arguments
    if layer.class_name == "Conv2D":
        return f"{_counted(given['filters'], 'filter')} of {times(given['kernel_size'])}"
    if layer.kind == "pooling" and "pool_size" in given:
        sort = "max" if layer.class_name == "MaxPooling2D" else "average"
        return f"{sort} pooling of {times(given['pool_size'])} with stride {times(given['strides'])}"
    if layer.class_name == "Activation":
        return str(given["activation"])
    if layer.class_name == "Dense":
        return _counted(given["units"], "unit")
    return layer.class_name if layer.kind == "merge" else NOUNS.get(layer.class_name, layer.class_name)


def do_what(class_names: Iterable[str]) -> str:
    """ "Own does", "Lambda and Own do": whose doings are not known, to go on with."""
    names = sorted(set(class_names))
    return f"{' and '.join(names)} {'does' if len(names) == 1 else 'do'}"


def asked_for(layer: LayerSpec) -> str:
    """ "16 filters of 8 × 8 were asked for"."""
    counts = layer.arguments.get("filters", layer.arguments.get("units", 1))
    return f"{in_words(layer)} {'was' if counts == 1 else 'were'} asked for"


def _counted(number: object, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown(value: Any) -> str:
    """An argument's value: sizes as "8 × 8", anything else as Python writes it."""
    if isinstance(value, tuple) and all(isinstance(item, int) for item in value):
        return times(value)
    return str(value)


def as_written(layer: LayerSpec) -> str:
    """How a layer is written in Keras: "layers.Conv2D(16, 8)"."""
    given = layer.arguments
    if layer.class_name == "Conv2D":
        return f"layers.Conv2D({given['filters']}, {_side(given['kernel_size'])}{_not_by_default(layer)})"
    if layer.class_name == "MaxPooling2D":
        strides = f", strides={_side(given['strides'])}"
        return f"layers.MaxPooling2D({_side(given['pool_size'])}{strides}{_not_by_default(layer)})"
    if layer.class_name == "Activation":
        return f'layers.Activation("{given["activation"]}")'
    if layer.class_name == "Dense":
        return f"layers.Dense({given['units']})"
    return f"layers.{layer.class_name}()"


def _not_by_default(layer: LayerSpec) -> str:
    """The arguments of a window that differ from Keras' defaults, as they are written."""
    given = layer.arguments
    strides = (
        f", strides={_side(given['strides'])}" if layer.kind == "convolution" and given["strides"] != (1, 1) else ""
    )
    return strides + (', padding="same"' if given["padding"] == "same" else "")


def _side(size: tuple[int, int]) -> str:
    return str(size[0]) if size[0] == size[1] else str(size)
