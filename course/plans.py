"""Networks as they are planned, before any of them is built. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some stages under one heading: ("Conv2D", "6 filters, 5 × 5") is a stage's kind and its settings."""

    heading: str
    stages: tuple[tuple[str, str], ...]
    open: bool = False  # left for the learner to complete


LENET = (
    Block(heading="input", stages=(("picture", "32 × 32, 1 channel"),)),
    Block(heading="first block", stages=(("Conv2D", "6 filters, 5 × 5"), ("ReLU", ""), ("MaxPool", "2 × 2, stride 2"))),
    Block(
        heading="second block: yours",
        stages=(("Conv2D", "16 filters, 8 × 8"), ("tanh", ""), ("MaxPool", "3 × 3, stride 3")),
        open=True,
    ),
    Block(
        heading="classifier",
        stages=(("Flatten", ""), ("Dense", "120"), ("Dense", "100"), ("Dense", "10"), ("softmax", "")),
    ),
)
