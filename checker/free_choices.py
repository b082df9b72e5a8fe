"""Choices that make no difference to what a network can compute, and so are left to whoever builds it.

Pure functions of plain data; standard library only.
"""

from __future__ import annotations

from dataclasses import replace

from checker.architecture import Architecture, LayerSpec
from checker.compare import compare


def one_padding(architecture: Architecture) -> Architecture:
    """The padding of every convolution of 1 × 1 as "valid": a window of one cell never reaches over the edge."""
    return replace(architecture, layers=tuple(_unpadded(layer) for layer in architecture.layers))


def with_the_biases_of(received: Architecture, reference: Architecture) -> Architecture:
    """The reference with or without a bias before a normalisation, as `received` has it.

    A normalisation takes the mean off, and any bias with it, and then adds one of its own.
    """
    layers = list(reference.layers)
    for pair in compare(reference, received).pairs:
        at, got = pair.expected[0], received.layers[pair.received]
        if _is_normalised(reference, at) and got.class_name == layers[at].class_name:
            layers[at] = _with_bias(layers[at], got.arguments["use_bias"])
    return replace(reference, layers=tuple(layers))


def _is_normalised(architecture: Architecture, at: int) -> bool:
    """Whether this is a convolution that a normalisation reads, and nothing else does."""
    readers = {layer.class_name for layer in architecture.layers if at in layer.inputs}
    return architecture.layers[at].class_name == "Conv2D" and readers == {"BatchNormalization"}


def _with_bias(layer: LayerSpec, use_bias: bool) -> LayerSpec:
    return replace(layer, arguments={**layer.arguments, "use_bias": use_bias})


def _unpadded(layer: LayerSpec) -> LayerSpec:
    if layer.class_name != "Conv2D" or layer.arguments["kernel_size"] != (1, 1):
        return layer
    return replace(layer, arguments={**layer.arguments, "padding": "valid"})
