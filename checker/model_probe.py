"""The probe of an exercise whose answer is a Keras model: what the model is, and what it computes.

It is called with random weights in place of its own, on a random batch; the model itself is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker import describe
from checker.exercise import Answers, Attempt, Questions
from checker.keras_config import architecture_from_config
from checker.open_block import OpenBlock, random_batch
from checker.stopped_cell import raised_as_data

NOT_BUILT = "not built"  # a model that has never seen its input has no weights


def probe_model(block: OpenBlock, attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's model is and computes, or what is there in its place, as plain data."""
    model = attempt.namespace.get(block.variable)
    raised = raised_as_data(attempt.raised)
    if not describe.is_model(model):
        others = [name for name, value in attempt.namespace.items() if describe.is_model(value) and name[:1] != "_"]
        there = block.variable in attempt.namespace
        kind = _kind_of(model) if there else ""
        return {"state": "no model", "kind": kind, "others": others[:3], "raised": raised}
    return {
        "state": "model",
        "architecture": describe.describe(model).to_dict(),
        "raised": raised,
        **_outputs(block, model, questions),
    }


def probe_config(config: Mapping[str, Any], _questions: Questions) -> Answers:
    """The same from a `.keras` file's config.json alone: nothing is run, so there are no outputs."""
    architecture = architecture_from_config(config)
    return {"state": "config", "architecture": architecture.to_dict(), "raised": None, "outputs": None, "fault": ""}


def _outputs(block: OpenBlock, model: Any, questions: Questions) -> dict[str, Any]:
    from checker.forward import random_weights

    if not model.built:
        return {"outputs": None, "fault": NOT_BUILT}
    weights = random_weights(block.reference, questions["seed"])
    try:
        outputs = describe.outputs_with(model, weights, random_batch(block, questions))
    except Exception as fault:  # the learner's own layer, or a model that cannot run: for the judge to weigh
        return {"outputs": None, "fault": f"{type(fault).__name__}: {str(fault)[:300]}"}
    return {"outputs": None if outputs is None else outputs.tolist(), "fault": ""}


def _kind_of(thing: object) -> str:
    return f"the class {thing.__name__}" if isinstance(thing, type) else f"a {type(thing).__name__}"
