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
    architecture = describe.describe(model)
    described = {"architecture": architecture.to_dict()}
    if settings.get("input_shape") is None:
        return {"state": "config", **described, "outputs": None, "fault": ""}
    outputs = _outputs(model, settings["input_shape"], questions, also_in_training=not architecture.is_readable)
    return {"state": "model", **described, **outputs}


def _outputs(model: Any, input_shape: list[int], questions: Questions, *, also_in_training: bool) -> dict[str, Any]:
    """What the model computes, and by which weights and in which precision, or the fault that kept it from doing so.

    also_in_training: computed once more as while training, when layers may do more than their description says.
    """
    from checker.trial_weights import trial_weights

    if not model.built:
        return {"outputs": None, "fault": NOT_BUILT}
    shapes = [tuple(weight.shape) for weight in model.weights]
    told = {"weight_shapes": [list(shape) for shape in shapes], "dtypes": describe.dtypes(model)}
    try:
        weights = trial_weights(shapes, questions["seed"])
        batch = random_batch(input_shape, questions)
        outputs = describe.outputs_with(model, weights, batch)
        if also_in_training and outputs is not None:
            in_training = describe.outputs_with(model, weights, batch, training=True)
            told["in_training"] = None if in_training is None else in_training.tolist()
    except Exception as fault:  # the learner's own layer, or a model that cannot run: for the judge to weigh
        return {"outputs": None, "fault": f"{type(fault).__name__}: {str(fault)[:300]}", **told}
    return {"outputs": None if outputs is None else outputs.tolist(), "fault": "", **told}


def _kind_of(thing: object) -> str:
    return f"the class {thing.__name__}" if isinstance(thing, type) else with_article(type(thing).__name__)
