"""What came of one call of a learner's function, and whether it is what should have come. Loads NumPy when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def gave(self, value: Any, *, equal_nan: bool = False) -> bool:
        """Whether the call returned this, to the tolerance."""
        return "value" in self.answer and same(value, self.received, self.tolerance, equal_nan=equal_nan)

    def sorts(self) -> Iterable[tuple[str, Any, str]]:
        """Of each result: which it is, if there are several; what was expected; what sort of thing came (`sort_of`)."""
        plain = self.answer["value"]
        if not is_several(self.expected) or sort_of(plain) not in ("list", "tuple"):
            return [("", self.expected, sort_of(plain))]
        (parts,) = plain.values()
        return [
            (f"result {number} of {len(parts)}", expected, sort_of(part))
            for number, (expected, part) in enumerate(zip(self.expected, parts, strict=True), start=1)
        ]


def same(expected: Any, received: Any, tolerance: float, *, equal_nan: bool = False) -> bool:
    """Equal in shape and, to the tolerance, in every number. NaN equals nothing, unless it is asked to equal NaN."""
    import numpy as np

    both_in_order = isinstance(expected, tuple | list) and isinstance(received, tuple | list)
    if both_in_order and (is_several(expected) or is_several(received)):
        return len(expected) == len(received) and all(
            same(one, other, tolerance, equal_nan=equal_nan) for one, other in zip(expected, received, strict=True)
        )
    want, got = numbers(expected), numbers(received)
    return (
        want is not None
        and got is not None
        and want.shape == got.shape
        and bool(np.allclose(got, want, rtol=tolerance, atol=tolerance, equal_nan=equal_nan))
    )


def is_several(expected: Any) -> bool:
    """Whether a function gives several results rather than one: a tuple with an array in it."""
    import numpy as np

    return isinstance(expected, tuple) and any(isinstance(part, np.ndarray) for part in expected)


def is_array(expected: Any) -> bool:
    """Whether a result is an array with rows or places; a reference in plain Python gives lists of lists for one."""
    import numpy as np

    if isinstance(expected, np.ndarray):
        return expected.ndim > 0
    return isinstance(expected, list) and any(isinstance(row, list) for row in expected)


def sort_of(plain: Any) -> str:
    """What a result was before it became plain data: "number", "list", "tuple", "array", "tensor", "matrix"."""
    if not isinstance(plain, dict):
        return "number"
    ((kind, inside),) = plain.items()
    return str(inside.get("was", kind)) if kind == "array" else str(kind)


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
