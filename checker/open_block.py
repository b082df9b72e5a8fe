"""A network of which one block is left to the learner: what is given, what is asked for, and what it is tried out on.

NumPy is loaded when pictures are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.architecture import Architecture
from checker.exercise import Questions


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBlock:
    """A network of which a block is left to the learner, and which facts of the block earn the points."""

    reference: Architecture
    positions: tuple[int, ...]  # of the learner's layers in the reference
    asked: Mapping[int, tuple[str, ...]]  # by position: arguments, or "class_name"
    variable: str  # the name that the learner's model must have

    @property
    def num_facts(self) -> int:
        """How many facts earn points."""
        return sum(len(names) for names in self.asked.values())


def random_batch(block: OpenBlock, questions: Questions) -> Any:
    """Pictures for the network, drawn from the questions' seed: (batch, rows, columns, channels), float32."""
    import numpy as np

    assert block.reference.input_shape is not None
    sizes = [size or 1 for size in block.reference.input_shape]
    random = np.random.default_rng([questions["seed"], 1])
    return random.normal(size=(questions["batch_size"], *sizes)).astype("float32")
