"""Read a live Keras model: what it says of itself, and what it computes. The only module that handles Keras objects.

The model is never changed: it is called with other weights in place of its own through Keras' `stateless_call`, so
there is nothing to put back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from inspect import signature
from typing import TYPE_CHECKING, Any

from checker.architecture import Architecture
from checker.keras_config import architecture_from_config

if TYPE_CHECKING:
    import numpy as np

OWN_FUNCTION = "a function of your own"  # how a function that computes none of Keras' is described

# Where an unknown function is compared with the named ones: both signs, large and small, two rows for the softmax.
SAMPLE = [[-30.0, -3.5, -1.0, -0.4, -0.01, 0.0, 0.02, 0.5, 1.0, 2.5, 4.0, 25.0], [0.3, 7.0, -2.0, 0.1, 1.5, -6.5] * 2]


def is_model(thing: object) -> bool:
    """Whether `thing` is a Keras model. Loads Keras only if the learner has."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(thing, keras.Model)


def describe(model: Any) -> Architecture:
    """The architecture of a live model, from what its layers are, not from what they call themselves."""
    return architecture_from_config(_config(model))


def dtypes(model: Any) -> list[str]:
    """The types of number in which the model and the layers in it calculate: "float32", "bfloat16"."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [model]
    while waiting:
        layer = waiting.pop()
        if id(layer) not in seen:
            seen.add(id(layer))
            found.add(str(getattr(layer, "compute_dtype", "")))
            inside = getattr(layer, "layers", [])
            waiting += inside if isinstance(inside, list) else []  # whatever a class of the learner's own says
    return sorted(found)


def weights_by_shape(model: Any, values: Sequence[np.ndarray]) -> dict[int, np.ndarray] | None:
    """Which of `values` goes to which of the model's weights (by `id`): the first free one of the same shape.

    None if the shapes are not the same, in number and size: then the model cannot take these weights.
    """
    free = list(values)
    given: dict[int, np.ndarray] = {}
    for variable in model.weights:
        match = next((index for index, value in enumerate(free) if value.shape == tuple(variable.shape)), None)
        if match is None:
            return None
        given[id(variable)] = free.pop(match)
    return None if free else given


def outputs_with(
    model: Any, values: Sequence[np.ndarray], batch: np.ndarray, *, training: bool = False
) -> np.ndarray | None:
    """What `model` makes of `batch` (batch, rows, columns, channels) with `values` as its weights; of its first output.

    training: as while it is trained. None if it cannot take them. Raises whatever the model's own code raises.
    """
    given = weights_by_shape(model, values)
    if given is None:
        return None

    def stand_ins(variables: Sequence[Any]) -> list[Any]:
        return [given.get(id(variable), variable.value) for variable in variables]

    outputs, _ = model.stateless_call(
        stand_ins(model.trainable_variables),
        stand_ins(model.non_trainable_variables),
        batch,
        # A model of the learner's own that does not take this trains as it answers.
        **({"training": training} if "training" in signature(model.call).parameters else {}),
    )
    return first_output(outputs)


def first_output(outputs: Any) -> np.ndarray:
    """What a model gives out as an array: a tensor, or the first of those in a dictionary or a list."""
    import keras
    import numpy as np

    return np.asarray(keras.tree.flatten(outputs)[0])


def _config(layer: Any) -> dict[str, Any]:
    """What `keras.saving.serialize_keras_object` would write, with class and activation looked at, not believed."""
    import keras

    kind = type(layer)
    if kind is keras.Sequential:
        return _written("keras", "Sequential", {"trainable": layer.trainable, "layers": _stack(layer)})
    if kind.__name__ == "Functional" and kind.__module__.startswith("keras."):
        return _graph(layer)
    module = "keras.layers" if _is_of_keras(layer) else ""
    try:
        inside = dict(layer.get_config())
    except Exception:  # a class of the learner's own that does not say what it is made of
        return _written("", kind.__name__, {"name": layer.name, "trainable": layer.trainable})
    if kind is keras.layers.Lambda:
        known = _named(getattr(layer, "function", None))
        return (
            _written(module, "Activation", {**inside, "activation": known}) if known else _written("", "Lambda", inside)
        )
    function = getattr(layer, "activation", None)
    if _is_of_keras(function):
        inside["activation"] = _config(function)
    elif module and callable(function):
        own_name = getattr(function, "__name__", type(function).__name__)
        inside["activation"] = _named(function) or f"{OWN_FUNCTION} called {own_name!r}"
    return _written(module, kind.__name__, inside)


def _is_of_keras(thing: object) -> bool:
    """Whether this is a layer of a class of Keras' own."""
    import keras

    kind = type(thing)
    return isinstance(thing, keras.Layer) and getattr(keras.layers, kind.__name__, None) is kind


def _written(module: str, class_name: str, inside: dict[str, Any]) -> dict[str, Any]:
    return {"module": module, "class_name": class_name, "config": inside}


def _stack(model: Any) -> list[dict[str, Any]]:
    """The layers of a Sequential, with its input, which `model.layers` leaves out."""
    shape = _input_shape(model)
    head = [] if shape is None else [_written("keras.layers", "InputLayer", {"batch_shape": shape})]
    return head + [_config(layer) for layer in model.layers]


def _input_shape(model: Any) -> tuple[int | None, ...] | None:
    try:
        return model.input_shape if isinstance(model.input_shape, tuple) else None
    except AttributeError:  # not built, perhaps because one of its layers cannot be
        pass
    try:
        return model.get_config()["layers"][0]["config"].get("batch_shape")
    except Exception:  # a layer in it cannot be written down; then its input is not known either
        return None


def _graph(model: Any) -> dict[str, Any]:
    """A functional model: Keras' own account of who reads what, with each layer looked at."""
    try:
        inside = dict(model.get_config())
    except Exception:  # a layer in it does not say what it is made of: the graph cannot be read
        return _written("", "Functional", {"name": model.name})
    layers = {layer.name: layer for layer in model.layers}
    inside["layers"] = [
        {**entry, **_config(layers[entry["name"]])} if entry["name"] in layers else entry for entry in inside["layers"]
    ]
    return _written("keras", "Functional", inside)


def _named(function: Callable[[Any], Any] | None) -> str | None:
    """Keras' name for an activation function, found by what it computes; None if it is none of them."""
    import keras
    import numpy as np

    claimed = getattr(function, "__name__", "")
    if function is None or keras.activations.get(None) is function:
        return None if function is None else "linear"
    names = sorted(vars(keras.activations), key=lambda name: name != claimed)  # the likeliest first
    functions = {name: vars(keras.activations)[name] for name in names if not name.startswith("_")}
    same = next((name for name, known in functions.items() if known is function), None)
    if same is not None:
        return same
    sample = keras.ops.convert_to_tensor(np.array(SAMPLE, dtype="float32"))
    computed = _apply(function, sample)
    if computed is None:
        return None
    for name, known in functions.items():
        # A function that does nothing is nobody's idea of `linear`: it stays the learner's own, under its own name.
        expected = None if name in ("linear", "get", "serialize", "deserialize") else _apply(known, sample)
        if expected is not None and expected.shape == computed.shape and np.allclose(expected, computed, atol=1e-6):
            return name
    return None


def _apply(function: Callable[[Any], Any], sample: Any) -> np.ndarray | None:
    import numpy as np

    try:
        return np.asarray(function(sample), dtype="float32")
    except Exception:  # whatever a function of the learner's own does, it only fails to be recognised
        return None
