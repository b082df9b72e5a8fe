"""The description of a network as plain data, in one canonical form. Standard library only; no input or output.

Canonical means: one layer does one thing. Names do not count, an activation given to a layer stands as a layer of its
own, `linear` is not there at all, sizes are tuples, and nested models are laid flat. Two networks that compute the
same by the same steps have equal architectures, however they were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MODEL_INPUT = -1  # among a layer's `inputs`: the picture itself
# What a model has beyond one input and one output stands as a layer: it reads the model's input, or what it gives out.
INPUT, OUTPUT = "InputLayer", "OutputLayer"
Shape = tuple[int | None, ...]  # without the batch axis; None where a size is not fixed

KINDS_OF_LAYER = {
    "convolution": ("Conv2D", "SeparableConv2D", "DepthwiseConv2D", "Conv2DTranspose"),
    "pooling": ("MaxPooling2D", "AveragePooling2D", "GlobalMaxPooling2D", "GlobalAveragePooling2D"),
    "activation": ("Activation", "LeakyReLU", "PReLU", "ELU", "ReLU", "Softmax"),
    "fully connected": ("Dense",),
    "merge": ("Add", "Concatenate", "Average", "Maximum", "Minimum", "Multiply", "Subtract"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpec:
    """One layer: its Keras class, and its arguments under Keras' own names."""

    class_name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[int, ...] = (MODEL_INPUT,)  # positions in Architecture.layers
    name: str = field(default="", compare=False)  # for words only: the learner's own; in a reference, what it is for
    branch: str = field(default="", compare=False)  # for words only, in a reference: "3 × 3 branch"
    trainable: bool = field(default=True, compare=False)
    readable: bool = True  # False: the class is the learner's own, so what it computes is not known from its name

    @property
    def kind(self) -> str:
        """What sort of layer this is: "convolution", "pooling", ... (see KINDS_OF_LAYER), or else its class."""
        for kind, classes in KINDS_OF_LAYER.items():
            if self.class_name in classes:
                return kind
        return self.class_name

    def does_the_same_as(self, other: LayerSpec) -> bool:
        """Equal in class and arguments, wherever it gets its input from."""
        return self.readable and other.readable and replace(self, inputs=()) == replace(other, inputs=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """A network: its layers in the order in which they run, each naming where its input comes from."""

    input_shape: Shape | None  # None: the model does not say
    layers: tuple[LayerSpec, ...]

    @property
    def is_chain(self) -> bool:
        """Whether every layer reads the one before it and nothing else."""
        return all(layer.inputs == (position - 1,) for position, layer in enumerate(self.layers))

    @property
    def is_readable(self) -> bool:
        """Whether every layer can be known from its description."""
        return all(layer.readable for layer in self.layers)

    def to_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "input_shape": None if self.input_shape is None else list(self.input_shape),
            "layers": [
                {
                    "class_name": layer.class_name,
                    "arguments": {name: _plain(value) for name, value in layer.arguments.items()},
                    "inputs": list(layer.inputs),
                    "name": layer.name,
                    "trainable": layer.trainable,
                    "readable": layer.readable,
                }
                for layer in self.layers
            ],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Architecture:
        """The inverse of `to_dict`. Raises KeyError, TypeError or ValueError on anything else."""
        shape = plain["input_shape"]
        return cls(
            input_shape=None if shape is None else tuple(shape),
            layers=tuple(
                LayerSpec(
                    class_name=str(layer["class_name"]),
                    arguments={str(name): _hashable(value) for name, value in layer["arguments"].items()},
                    inputs=tuple(int(position) for position in layer["inputs"]),
                    name=str(layer["name"]),
                    trainable=bool(layer["trainable"]),
                    readable=bool(layer["readable"]),
                )
                for layer in plain["layers"]
            ),
        )


def chain(input_shape: Shape, *layers: LayerSpec) -> Architecture:
    """An architecture in which every layer reads the one before it."""
    return Architecture(
        input_shape=input_shape,
        layers=tuple(replace(layer, inputs=(position - 1,)) for position, layer in enumerate(layers)),
    )


def conv2d(filters: int, kernel_size: int | tuple[int, int], **changed: Any) -> LayerSpec:
    """Keras' Conv2D with its defaults; `changed` names the arguments that differ from them."""
    arguments: dict[str, Any] = {
        "filters": filters,
        "kernel_size": _pair(kernel_size),
        "strides": (1, 1),
        "padding": "valid",
        "data_format": "channels_last",
        "dilation_rate": (1, 1),
        "groups": 1,
        "use_bias": True,
    }
    return LayerSpec(class_name="Conv2D", arguments=arguments | changed)


def max_pooling2d(pool_size: int | tuple[int, int], **changed: Any) -> LayerSpec:
    """Keras' MaxPooling2D with its defaults: the strides are the pool size."""
    arguments: dict[str, Any] = {
        "pool_size": _pair(pool_size),
        "strides": _pair(pool_size),
        "padding": "valid",
        "data_format": "channels_last",
    }
    return LayerSpec(class_name="MaxPooling2D", arguments=arguments | changed)


def activation(function: str) -> LayerSpec:
    """Keras' Activation with one of its named functions."""
    return LayerSpec(class_name="Activation", arguments={"activation": function})


def dense(units: int, **changed: Any) -> LayerSpec:
    """Keras' Dense with its defaults and no activation."""
    return LayerSpec(class_name="Dense", arguments={"units": units, "use_bias": True} | changed)


def flatten() -> LayerSpec:
    """Keras' Flatten."""
    return LayerSpec(class_name="Flatten", arguments={})


def _pair(size: int | tuple[int, int]) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else size


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_hashable(item) for item in value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
