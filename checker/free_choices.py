"""Choices that make no difference to what a network can compute, and so are left to whoever builds it.

Pure functions of plain data; standard library only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checker.architecture import Architecture, LayerSpec
from checker.compare import compare


def one_padding(architecture: Architecture) -> Architecture:
    """The padding of every convolution of 1 × 1 as "valid": a window of one cell never reaches over the edge."""
    return replace(architecture, layers=tuple(_unpadded(layer) for layer in architecture.layers))


def with_the_choices_of(received: Architecture, reference: Architecture) -> Architecture:
    """The reference with what is free in it as `received` has it.

    That is a bias before a normalisation, which takes the mean off, and any bias with it, and then adds one of its own;
    and the padding of a window of one cell, so that whoever makes the window larger is told of the window alone.
    """
    layers = list(reference.layers)
    for pair in compare(reference, received).pairs:
        at, got = pair.expected[0], received.layers[pair.received]
        if layers[at].class_name != "Conv2D" or got.class_name != "Conv2D":
            continue
        if _is_normalised(reference, at):
            layers[at] = _with(layers[at], use_bias=got.arguments["use_bias"])
        if layers[at].arguments["kernel_size"] == (1, 1):
            layers[at] = _with(layers[at], padding=got.arguments["padding"])
    return replace(reference, layers=tuple(layers))


def _is_normalised(architecture: Architecture, at: int) -> bool:
    """Whether a normalisation reads this layer, and nothing else does."""
    return {layer.class_name for layer in architecture.layers if at in layer.inputs} == {"BatchNormalization"}


def _with(layer: LayerSpec, **changed: Any) -> LayerSpec:
    return replace(layer, arguments={**layer.arguments, **changed})


def _unpadded(layer: LayerSpec) -> LayerSpec:
    if layer.class_name != "Conv2D" or layer.arguments["kernel_size"] != (1, 1):
        return layer
    return _with(layer, padding="valid")
