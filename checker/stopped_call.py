"""A learner's function that stopped while it was building: which layer could not be called, and on what.

So that the checker can say which branch is at fault, where Keras only says that two shapes differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from checker.architecture import Architecture, LayerSpec
from checker.describe import describe
from checker.keras_config import OPERATION_AS_LAYER

CALLS = ("__call__", "symbolic_call")  # Keras' methods in which a layer or an operation meets its inputs


@contextmanager
def whole_tracebacks() -> Iterator[None]:
    """Within, Keras leaves its own steps in the traceback of what it raises."""
    import keras

    filtering = keras.config.is_traceback_filtering_enabled()
    keras.config.disable_traceback_filtering()
    try:
        yield
    finally:
        if filtering:
            keras.config.enable_traceback_filtering()


def built_so_far(maps: Any, fault: BaseException) -> Architecture | None:
    """What had been built on `maps`, a Keras tensor, with the layer at which it stopped as the last one.

    None where the fault did not arise in a layer, or cannot be followed back to `maps`.
    """
    import keras

    stopped = _stopped_at(fault)
    if stopped is None:
        return None
    layer, inputs = stopped
    try:
        inside = describe(keras.Model(maps, _marker()(inputs)))
        last = _as_spec(layer)
    except Exception:  # tensors from somewhere else, or a layer that does not say what it is: nothing to tell then
        return None
    return replace(inside, layers=(*inside.layers[:-1], replace(last, inputs=inside.layers[-1].inputs)))


def _stopped_at(fault: BaseException) -> tuple[Any, list[Any]] | None:
    """The outermost layer or operation that was being called, and the Keras tensors that it was called on."""
    import keras

    step = fault.__traceback__
    while step is not None:
        found = step.tb_frame.f_locals
        if step.tb_frame.f_code.co_name in CALLS and isinstance(found.get("self"), keras.Operation):
            given = keras.tree.flatten([found.get("args", ()), found.get("kwargs", {})])
            tensors = [one for one in given if isinstance(one, keras.KerasTensor)]
            return (found["self"], tensors) if tensors else None
        step = step.tb_next
    return None


def _marker() -> Callable[[Any], Any]:
    """A layer that takes whatever it is given, to stand where the other could not."""
    import keras

    class Stopped(keras.layers.Layer):
        def call(self, inputs: list[Any]) -> Any:
            return inputs[0]

        def compute_output_spec(self, inputs: list[Any]) -> Any:
            return keras.KerasTensor(inputs[0].shape, dtype=inputs[0].dtype)

    return Stopped()


def _as_spec(layer: Any) -> LayerSpec:
    import keras

    if isinstance(layer, keras.layers.Layer):
        return describe(layer).layers[0]
    name = type(layer).__name__
    arguments = {"axis": layer.axis} if name == "Concatenate" else {}
    return LayerSpec(class_name=name, arguments=arguments, readable=name in OPERATION_AS_LAYER)
