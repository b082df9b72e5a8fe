"""The probe of an exercise whose answer is a Keras model: what the model is, and what it computes.

It is called with trial weights in place of its own, on a random batch; the model itself is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker import describe
from checker.attempt import Answers, Attempt, Questions
from checker.open_block import random_batch
from checker.show import with_article

NOT_BUILT = "not built"  # a model that has never seen its input has no weights


def probe(settings: Mapping[str, Any], attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's model is and computes, or what is there in its place.

    `settings["input_shape"]` is the shape of one picture; without it the model is described and not run.
    """
    (name,) = settings["names"]
    model = attempt.namespace.get(name)
    if not describe.is_model(model):
        others = [other for other, value in attempt.namespace.items() if describe.is_model(value) and other[:1] != "_"]
        return {"state": "no model", "kind": _kind_of(model) if name in attempt.namespace else "", "others": others[:3]}
    described = {"architecture": describe.describe(model).to_dict()}
    if settings.get("input_shape") is None:
        return {"state": "config", **described, "outputs": None, "fault": ""}
    return {"state": "model", **described, **_outputs(model, settings["input_shape"], questions)}


def _outputs(model: Any, input_shape: list[int], questions: Questions) -> dict[str, Any]:
    from checker.trial_weights import trial_weights

    if not model.built:
        return {"outputs": None, "fault": NOT_BUILT}
    shapes = [tuple(weight.shape) for weight in model.weights]
    told = {"weight_shapes": [list(shape) for shape in shapes]}
    try:
        weights = trial_weights(shapes, questions["seed"])
        outputs = describe.outputs_with(model, weights, random_batch(input_shape, questions))
    except Exception as fault:  # the learner's own layer, or a model that cannot run: for the judge to weigh
        return {"outputs": None, "fault": f"{type(fault).__name__}: {str(fault)[:300]}", **told}
    return {"outputs": None if outputs is None else outputs.tolist(), "fault": "", **told}


def _kind_of(thing: object) -> str:
    return f"the class {thing.__name__}" if isinstance(thing, type) else with_article(type(thing).__name__)
