"""What came of one call of a learner's function, and whether it is what should have come. Loads NumPy when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.function_task import Arguments
from checker.plain import from_plain

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one call."""

    arguments: Arguments
    expected: Any
    answer: Mapping[str, Any]
    tolerance: float
    size: int  # how many numbers the call is made of: the smallest is shown first

    @property
    def received(self) -> Any:
        """What was returned; only where the answer has a value."""
        return from_plain(self.answer["value"])

    @property
    def is_right(self) -> bool:
        """Whether the call gave what the reference gives, and left its arguments alone."""
        return self.gave(self.expected)

    def gave(self, value: Any) -> bool:
        """Whether the call returned this, to the tolerance."""
        return "value" in self.answer and same(value, self.received, self.tolerance)


def same(expected: Any, received: Any, tolerance: float) -> bool:
    """Equal in shape and, to the tolerance, in every number. NaN equals nothing."""
    import numpy as np

    if is_several(expected) and isinstance(received, tuple | list):
        return len(expected) == len(received) and all(
            same(one, other, tolerance) for one, other in zip(expected, received, strict=True)
        )
    want, got = numbers(expected), numbers(received)
    return (
        want is not None
        and got is not None
        and want.shape == got.shape
        and bool(np.allclose(got, want, rtol=tolerance, atol=tolerance))
    )


def is_several(expected: Any) -> bool:
    """Whether a function gives several results rather than one: a tuple with an array in it."""
    import numpy as np

    return isinstance(expected, tuple) and any(isinstance(part, np.ndarray) for part in expected)


def numbers(value: Any) -> np.ndarray | None:
    """Lists and numbers as arrays too; None for what has no regular shape or is no number."""
    import numpy as np

    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array.astype("float64") if array.dtype.kind in "biuf" else None


def size(plain: Any) -> int:
    """How many numbers plain data holds."""
    if isinstance(plain, dict):
        return sum(size(item) for item in plain.values())
    if isinstance(plain, list):
        return sum(size(item) for item in plain)
    return 1
