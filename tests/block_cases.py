"""The blocks of lesson 12 for the tests: built from descriptions in Keras, and judged for one call."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from checker import blocks
from checker.architecture import MODEL_INPUT, Architecture, LayerSpec
from checker.block_judge import judge_block
from checker.block_task import BlockTask
from checker.exercise import Attempt
from checker.probe import Probe
from checker.report import Verdict
from tests.models import keras, layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A block with the shape and the settings that it is tried with."""

    name: str
    make: Callable[..., Architecture]
    shape: tuple[int, int, int]
    settings: tuple[Any, ...]

    @property
    def task(self) -> BlockTask:
        """An exercise's task about this one call."""
        return BlockTask(
            function="block", settings=(), calls=lambda _random: [(self.shape, self.settings)], architecture=self.make
        )

    @property
    def reference(self) -> Architecture:
        """What is asked for."""
        return self.task.reference(self.shape, self.settings)


CASES = (
    Case(name="vgg", make=blocks.vgg_block, shape=(6, 8, 2), settings=(2, 3)),
    Case(name="inception", make=blocks.inception, shape=(7, 6, 9), settings=(2, (3, 4), (5, 7), 6)),
    Case(name="residual", make=blocks.residual_block, shape=(5, 6, 4), settings=(4, 1)),
    Case(name="projected", make=blocks.residual_block, shape=(6, 7, 3), settings=(5, 2)),
    Case(name="dense", make=blocks.dense_block, shape=(5, 4, 2), settings=(3, 3)),
)


def verdict(case: Case, block: Callable[..., Any], seed: int = 0) -> Verdict:
    """The verdict on a learner's function, questions and answers through JSON."""
    questions = {
        "seed": seed,
        "calls": [{"shape": list(case.shape), "settings": json.loads(json.dumps(case.settings))}],
    }
    probe = Probe(kind="block", names=(case.task.function,))
    answers = json.loads(json.dumps(probe(Attempt(namespace={"block": block}), questions)))
    return judge_block(case.task, questions, answers)


def as_function(architecture: Architecture) -> Callable[..., Any]:
    """A learner's function that builds what is described."""

    def block(maps: Any, *_settings: Any) -> Any:
        outputs = {MODEL_INPUT: maps}
        for at, layer in enumerate(architecture.layers):
            given = [outputs[source] for source in layer.inputs]
            outputs[at] = keras_layer(layer)(given if layer.kind == "merge" else given[0])
        return outputs[len(architecture.layers) - 1]

    return block


def keras_layer(layer: LayerSpec) -> Any:
    """The layer that is described."""
    return getattr(layers, layer.class_name)(**layer.arguments)


def built(case: Case, parts: Sequence[LayerSpec]) -> Architecture:
    """The case's reference with these layers in place of its own."""
    return Architecture(input_shape=case.shape, layers=tuple(parts))


__all__ = ["CASES", "Case", "as_function", "built", "keras", "keras_layer", "verdict"]
