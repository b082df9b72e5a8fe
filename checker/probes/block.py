"""The probe of an exercise in which the learner writes a block of a network: what the function builds and computes.

The blocks are built afresh for every call, and tried out with weights in place of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from checker import describe
from checker.attempt import Answers, Attempt, Questions
from checker.block_task import random_maps, settings_from, stand_in
from checker.probes.calls import Function, answer_each
from checker.stopped_call import built_so_far, whole_tracebacks
from checker.stopped_cell import raised_as_data

SECONDS = 30.0  # for all calls together; a sound answer takes a second


def probe(settings: Mapping[str, Any], attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's function builds for every call."""
    (name,) = settings["names"]
    return answer_each(attempt, name, questions["calls"], partial(_call, seed=questions["seed"]), SECONDS)


def _call(function: Function, call: Mapping[str, Any], seed: int) -> Mapping[str, Any]:
    """What comes of one call: built, raised, several, nothing or other."""
    import keras

    maps = keras.Input(tuple(call["shape"]))
    try:
        with whole_tracebacks():
            result = function(maps, *settings_from(call["settings"]))
    except NotImplementedError:
        return {"nothing": True}
    except Exception as fault:  # the learner's, or Keras' about what the learner built
        so_far = built_so_far(maps, fault)
        return {"raised": raised_as_data(fault), "built": None if so_far is None else so_far.to_dict()}
    if result is None or result is ...:
        return {"nothing": True}
    if isinstance(result, list | tuple):
        return {"several": len(result)}
    if not isinstance(result, keras.KerasTensor):
        return {"other": type(result).__name__}
    try:
        model = keras.Model(maps, result)
    except ValueError:  # made from an Input of its own, not from the maps it was given
        return {"unconnected": True}
    return {"built": describe.describe(model).to_dict(), **_outputs(model, call, seed)}


def _outputs(model: Any, call: Mapping[str, Any], seed: int) -> dict[str, Any]:
    weights = [stand_in(tuple(weight.shape), seed) for weight in model.weights]
    try:
        outputs = describe.outputs_with(model, weights, random_maps(call["shape"], seed))
    except Exception as fault:  # a layer of the learner's own: for the judge to weigh
        return {"outputs": None, "fault": f"{type(fault).__name__}: {str(fault)[:300]}"}
    return {"outputs": None if outputs is None else outputs.tolist(), "fault": ""}
