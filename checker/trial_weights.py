"""Weights with which a network is tried out in place of its own: told by their shapes alone.

So whoever tries a network out need not know which network was asked for. NumPy only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

Shape = tuple[int, ...]


def trial_weights(shapes: Iterable[Shape], seed: int) -> list[np.ndarray]:
    """A weight (float32) for each shape, of a size that keeps every layer busy: the n-th of a shape is always the same.

    Kernels are scaled by the number of inputs to one output, as in Glorot and Bengio (2010), up to a factor.
    """
    seen: Counter[Shape] = Counter()
    weights = []
    for shape in shapes:
        random = np.random.default_rng([seed, seen[shape], *shape])
        seen[shape] += 1
        scale = 1 / np.sqrt(np.prod(shape[:-1])) if len(shape) > 1 else 0.5
        weights.append((scale * random.normal(size=shape)).astype("float32"))
    return weights
