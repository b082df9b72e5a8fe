"""A network of which one block is left to the learner: what is given, what is asked for, and what it is tried out on.

NumPy is loaded when pictures are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.architecture import Architecture
from checker.attempt import Questions
from checker.probe import Probe


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBlock:
    """A network of which a block is left to the learner, and which facts of the block earn the points."""

    reference: Architecture
    positions: tuple[int, ...]  # of the learner's layers in the reference
    asked: Mapping[int, tuple[str, ...]]  # by position: arguments, or "class_name"
    variable: str  # the name that the learner's model must have

    @property
    def input_shape(self) -> tuple[int, ...]:
        """Of one picture."""
        return tuple(size or 1 for size in self.reference.input_shape or ())

    @property
    def num_facts(self) -> int:
        """How many facts earn points."""
        return sum(len(names) for names in self.asked.values())


def model_probe(block: OpenBlock) -> Probe:
    """The probe that looks at the learner's model and runs it."""
    return Probe(kind="model", names=(block.variable,), settings={"input_shape": list(block.input_shape)})


def random_batch(input_shape: Sequence[int], questions: Questions) -> Any:
    """Pictures of this shape, drawn from the questions' seed: (batch, rows, columns, channels), float32."""
    import numpy as np

    random = np.random.default_rng([questions["seed"], 1])
    return random.normal(size=(questions["batch_size"], *input_shape)).astype("float32")
