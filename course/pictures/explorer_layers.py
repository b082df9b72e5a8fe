"""A network's layers as plain data that the explorer's script can run, each with a name, or why it cannot be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from checker.architecture import Architecture, LayerSpec
from checker.shapes import Stage, trace
from course.pictures.explorer_steps import FUNCTIONS, STEPS, Step, steps_of

WHAT_IT_SHOWS = "two-dimensional convolutions, activations, pooling, Flatten and Dense layers, one after the other"
WRONG_IN_KERAS = {
    "glu": "it makes one number of two, and a model does not count that: what follows it cannot be computed",
    "sparsemax": "what is computed under this name does not add up to 1 (Keras' issue 23425)",
}
MOST_CELLS = 400_000  # numbers in all layers together: more are neither seen nor computed in time


def layers_of(architecture: Architecture) -> list[Step]:
    """Every step in order as JSON-ready data, without the picture. Raises ValueError for what cannot be shown."""
    if architecture.input_shape is None:
        raise ValueError("the model does not say what it takes: begin it with keras.Input((rows, columns, channels))")
    if len(architecture.input_shape) != 3 or None in architecture.input_shape:
        raise ValueError(f"the model must take pictures, (rows, columns, channels), not {architecture.input_shape}")
    if not architecture.is_chain:
        raise ValueError(f"this model has branches; the explorer shows {WHAT_IT_SHOWS}")
    layers = _named([step for stage in trace(architecture) for step in _steps(stage)])
    _check_size(architecture, layers)
    return layers


def _check_size(architecture: Architecture, layers: Sequence[Step]) -> None:
    if not layers or layers[-1]["shape"][:2] != [1, 1]:
        raise ValueError("the model must end in one number for each class: add Flatten and Dense layers")
    shapes = [architecture.input_shape, *(layer["shape"] for layer in layers)]
    cells = sum(int(np.prod(shape)) for shape in shapes)
    if cells > MOST_CELLS:
        raise ValueError(f"the model has {cells:,} numbers in its layers, at most {MOST_CELLS:,} can be shown")


def _steps(stage: Stage) -> list[Step]:
    steps = steps_of(stage)
    if steps is None:
        raise ValueError(f"the explorer shows {WHAT_IT_SHOWS}; {stage.problem or _why_not(stage.layer)}")
    return steps


def _why_not(layer: LayerSpec) -> str:
    if layer.class_name == "Activation":
        name = layer.arguments["activation"]
        why = f", for in Keras {WRONG_IN_KERAS[name]}" if name in WRONG_IN_KERAS else ""
        return f"of activations it knows {', '.join(FUNCTIONS)}, but not {name}{why}"
    if not layer.readable or layer.class_name not in STEPS:
        return f"{layer.class_name} is none of them"
    return f"{layer.class_name} with these arguments is none of them: {dict(layer.arguments)}"


def _named(layers: list[Step]) -> list[Step]:
    """Each with a name of its own: "convolution 2", or "softmax" where there is but one."""
    plain = [_plain_name(layer) for layer in layers]
    seen: Counter[str] = Counter()
    for layer, name in zip(layers, plain, strict=True):
        seen[name] += 1
        numbered = f"{name} {seen[name]}" if plain.count(name) > 1 else name
        layer["name"] = numbered[0].upper() + numbered[1:]
    return layers


def _plain_name(layer: Step) -> str:
    return str(layer.get("called", layer["kind"]))
