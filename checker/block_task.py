"""What a function that builds a part of a network is asked for, and what it is tried out on.

The learner's function takes maps, a Keras tensor, and settings, and gives maps back. NumPy is loaded when weights or
maps are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.architecture import Architecture, Shape
from checker.branches import flattened
from checker.free_choices import one_padding

if TYPE_CHECKING:
    import numpy as np

Settings = tuple[Any, ...]  # whole numbers, and tuples of them


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTask:
    """A block of a network that the learner writes as a function of maps and settings."""

    function: str  # the name that the learner's function must have
    settings: tuple[str, ...]  # the names of its parameters after the maps
    calls: Callable[[np.random.Generator], Iterable[tuple[Shape, Settings]]]  # shape of the maps, settings
    architecture: Callable[..., Architecture]  # (shape, *settings) -> what is asked for

    def reference(self, shape: Shape, settings: Settings) -> Architecture:
        """The block that is asked for with these settings, in one order."""
        return canonical(self.architecture(shape, *settings))

    def call_in_words(self, settings: Sequence[Any]) -> str:
        """The call as a learner writes it: "inception(maps, 4, (2, 6))"."""
        return f"{self.function}({', '.join(['maps', *map(str, settings)])})"


def canonical(block: Architecture) -> Architecture:
    """A block in one form: joined ways flat, and what makes no difference always the same."""
    return one_padding(flattened(block))


def settings_from(plain: Sequence[Any]) -> Settings:
    """Settings that went through JSON: lists are tuples again."""
    return tuple(settings_from(item) if isinstance(item, list) else item for item in plain)


def stand_in(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """A weight of this shape (float32), the same for all weights of one shape: so it does not matter which is which.

    Nothing depends on the order of the channels that come in: a kernel is the same for all of them, and so is what
    has one number a channel. That lies between 0.5 and 1.5: among them are the variances of a normalisation.
    """
    import numpy as np

    random = np.random.default_rng([seed, *shape])
    if len(shape) == 1:
        return np.full(shape, random.uniform(0.5, 1.5), dtype="float32")
    kernel = random.normal(size=(*shape[:-2], 1, shape[-1])) / np.sqrt(np.prod(shape[:-1]))
    return np.broadcast_to(kernel, shape).astype("float32")


def random_maps(shape: Shape, seed: int) -> np.ndarray:
    """Two pictures' maps for a block: (2, rows, columns, channels), float32."""
    import numpy as np

    return np.random.default_rng([seed, 1]).normal(size=(2, *(size or 1 for size in shape))).astype("float32")
