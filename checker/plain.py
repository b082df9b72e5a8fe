"""Numbers, arrays and what holds them, as JSON and back. Nothing is unpickled and nothing of the learner's is called.

NumPy is loaded when it is first needed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from checker.show import with_article

if TYPE_CHECKING:
    import numpy as np

MOST_ITEMS = 1_000_000  # an array larger than this is not brought back: no question asks for one
KINDS = "biuf"  # booleans, integers, floats
NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class NotPlainError(TypeError):
    """A value that is neither a number nor an array of numbers; the message says what it is."""


def to_plain(value: Any) -> Any:
    """`value` as JSON-ready data: numbers, strings, arrays, and tuples, lists and dictionaries of these.

    Tensors and NumPy's other kinds of arrays are written as arrays; under "was" stands what they were.
    Raises NotPlainError for anything else, and for arrays of more than MOST_ITEMS numbers.
    """
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if type(value) in (list, tuple):
        return {type(value).__name__: [to_plain(item) for item in value]}
    if type(value) is dict:
        return {"dict": [[to_plain(key), to_plain(item)] for key, item in value.items()]}
    return _array_to_plain(value)


def from_plain(plain: Any) -> Any:
    """The inverse of `to_plain`; arrays come back with their dtype. Raises ValueError for anything else."""
    import numpy as np

    if not isinstance(plain, dict):
        return plain
    ((kind, inside),) = plain.items()
    if kind == "float":
        return NOT_FINITE[inside]
    if kind in ("list", "tuple"):
        items = [from_plain(item) for item in inside]
        return items if kind == "list" else tuple(items)
    if kind == "dict":
        return {from_plain(key): from_plain(item) for key, item in inside}
    if kind != "array":
        raise ValueError(f"not plain data: {kind!r}")
    dtype = np.dtype(inside["dtype"])
    if dtype.kind not in KINDS:
        raise ValueError(f"not an array of numbers: {dtype}")
    numbers = [NOT_FINITE[number] if isinstance(number, str) else number for number in inside["items"]]
    return np.array(numbers, dtype=dtype).reshape(inside["shape"])


def _array_to_plain(value: Any) -> Any:
    array = _as_array(value)
    if array.size > MOST_ITEMS:
        raise NotPlainError(f"an array of {array.size:,} numbers")
    items = array.ravel().tolist()
    if array.dtype.kind == "f":
        items = [item if math.isfinite(item) else str(item) for item in items]
    plain = {"dtype": array.dtype.str, "shape": list(array.shape), "items": items}
    was = _other_kind(value)
    return {"array": {**plain, "was": was} if was else plain}


def _other_kind(value: Any) -> str:
    """What `value` is if it is not an array or number of NumPy's own: "tensor", "matrix"; else nothing."""
    import numpy as np

    if not isinstance(value, np.ndarray | np.generic):
        return "tensor"
    return "" if isinstance(value, np.generic) or type(value) is np.ndarray else type(value).__name__


def _as_array(value: Any) -> np.ndarray:
    """An array of NumPy's own class: of a NumPy array or number as it is, of a tensor through its `numpy()`."""
    import numpy as np

    if type(value).__module__.startswith(("tensorflow.", "keras.")) and hasattr(value, "numpy"):
        value = value.numpy()
    if not isinstance(value, np.ndarray | np.generic) or not type(value).__module__.startswith("numpy"):
        raise NotPlainError(with_article(type(value).__name__))
    array = np.asarray(value)
    if array.dtype.kind not in KINDS:
        raise NotPlainError(f"an array of {array.dtype.name}")
    return array.astype("float32") if array.dtype == np.float16 else array
