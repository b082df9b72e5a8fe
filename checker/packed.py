"""Many numbers as JSON in little space: a network's weights. Nothing is unpickled."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

DTYPE = "<f4"  # float32, which is what Keras computes with


def pack(arrays: Sequence[np.ndarray]) -> dict[str, Any]:
    """The numbers of all arrays, one after another as float32 in base64, and the shape of each."""
    import numpy as np

    numbers = b"".join(np.ascontiguousarray(array, dtype=DTYPE).tobytes() for array in arrays)
    return {"shapes": [list(array.shape) for array in arrays], "float32": base64.b64encode(numbers).decode("ascii")}


def unpack(packed: Mapping[str, Any]) -> list[np.ndarray]:
    """The arrays (float32) again. Raises ValueError where there are more or fewer numbers than the shapes need."""
    import numpy as np

    numbers = np.frombuffer(base64.b64decode(packed["float32"], validate=True), dtype=DTYPE)
    sizes = [math.prod(shape) for shape in packed["shapes"]]
    if any(length < 0 for shape in packed["shapes"] for length in shape) or sum(sizes) != len(numbers):
        raise ValueError(f"{len(numbers)} numbers do not fill the shapes {packed['shapes']}")
    parts = np.split(numbers, np.cumsum(sizes)[:-1]) if sizes else []
    return [part.reshape(shape) for part, shape in zip(parts, packed["shapes"], strict=True)]
