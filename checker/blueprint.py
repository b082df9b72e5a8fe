"""Write an architecture with branches down, layer by layer, and the layers that such networks are made of.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec, Shape


class Blueprint:
    """An architecture as it is being written. `add` gives back the layer's position, for later layers to read from."""

    def __init__(self, input_shape: Shape) -> None:
        self._input_shape = input_shape
        self._layers: list[LayerSpec] = []

    @property
    def last(self) -> int:
        """The position of the layer added last; the model's input before there is one."""
        return len(self._layers) - 1 if self._layers else MODEL_INPUT

    def add(self, layer: LayerSpec, *inputs: int, name: str = "", branch: str = "") -> int:
        """Add `layer`, which reads from `inputs`, or from the layer added last.

        name: what the layer is for ("reduction"), branch: on which way it lies ("3 × 3 branch"), both for words.
        """
        self._layers.append(replace(layer, inputs=inputs or (self.last,), name=name, branch=branch))
        return self.last

    def add_all(self, layers: Sequence[LayerSpec], *inputs: int, branch: str = "") -> int:
        """Add `layers` one after the other, the first reading from `inputs`; the position of the last."""
        for layer in layers:
            inputs = (self.add(layer, *inputs, branch=branch),)
        return self.last

    def architecture(self) -> Architecture:
        """All that was added."""
        return Architecture(input_shape=self._input_shape, layers=tuple(self._layers))


def add() -> LayerSpec:
    """Keras' Add."""
    return LayerSpec(class_name="Add")


def concatenate(axis: int = -1) -> LayerSpec:
    """Keras' Concatenate, along the channels."""
    return LayerSpec(class_name="Concatenate", arguments={"axis": axis})


def batch_normalization() -> LayerSpec:
    """Keras' BatchNormalization with its defaults."""
    return LayerSpec(class_name="BatchNormalization", arguments={"axis": -1, "center": True, "scale": True})


def average_pooling2d(pool_size: int, **changed: Any) -> LayerSpec:
    """Keras' AveragePooling2D with its defaults: the strides are the pool size."""
    size = (pool_size, pool_size)
    arguments = {"pool_size": size, "strides": size, "padding": "valid", "data_format": "channels_last"}
    return LayerSpec(class_name="AveragePooling2D", arguments=arguments | changed)


def global_average_pooling2d() -> LayerSpec:
    """Keras' GlobalAveragePooling2D: one number for each map, the mean of all of it."""
    arguments = {"data_format": "channels_last", "keepdims": False}
    return LayerSpec(class_name="GlobalAveragePooling2D", arguments=arguments)


def zero_padding2d(cells: int) -> LayerSpec:
    """Keras' ZeroPadding2D with as many cells on every side."""
    both = (cells, cells)
    return LayerSpec(class_name="ZeroPadding2D", arguments={"padding": (both, both), "data_format": "channels_last"})


def dropout(rate: float) -> LayerSpec:
    """Keras' Dropout."""
    return LayerSpec(class_name="Dropout", arguments={"rate": rate})
