"""What comes out of one stage of a network for one picture. No Keras is loaded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """One layer's output for one picture: values (rows, columns, channels) or (units,)."""

    name: str  # the layer's kind, with what it does: "Activation (tanh)"
    values: np.ndarray

    @property
    def shape(self) -> str:
        """The shape as readers write it: 28 × 28 × 6."""
        return " × ".join(map(str, self.values.shape))

    @property
    def extent(self) -> str:
        """The lowest and the highest value, so that a colour can be read as a number."""
        return f"{self.values.min():.1f} to {self.values.max():.1f}".replace("-", "−")
