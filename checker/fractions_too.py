"""Questions with fractions: without them an answer that cuts its results down to whole numbers would pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np


def with_fractions(
    calls: Callable[[np.random.Generator], Iterable[Arguments]],
) -> Callable[[np.random.Generator], Iterator[Arguments]]:
    """The same calls; and the first, which is easy to follow, and the last once more with fractions in their arrays.

    The fractions are odd eighths, of which sums and products are exact.
    """

    def more(random: np.random.Generator) -> Iterator[Arguments]:
        asked = list(calls(random))
        yield from asked
        for arguments in (asked[0], asked[-1]):
            yield tuple(_with_eighths(value, random) for value in arguments)

    return more


def _with_eighths(value: Any, random: np.random.Generator) -> Any:
    import numpy as np

    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return (value + random.choice((-0.375, -0.125, 0.125, 0.375), value.shape)).astype(value.dtype)
    return value
