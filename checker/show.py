"""Numbers, arrays and calls in words, short enough to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FEW = 36  # numbers that are still written out: a 6 × 6 picture, or 3 × 3 with four channels
MOST_ARRAYS = 4  # arrays of a tuple that are still shown one by one


def value_in_words(value: Any) -> str:
    """A number rounded, a text in quotes, a small array written out, a large one by its shape, many by their number."""
    import numpy as np

    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, np.ndarray | list):
        array = np.asarray(value)
        if array.size > FEW:
            return f"an array of shape {array.shape}"
        return str(_rounded(array.tolist()))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{value_in_words(key)}: {value_in_words(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        if len(value) > MOST_ARRAYS and all(isinstance(item, np.ndarray) for item in value):
            return f"{len(value)} arrays"
        return "(" + ", ".join(value_in_words(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    return str(_rounded(value.item() if isinstance(value, np.generic) else value))


def call_in_words(function: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """A call as one would type it: "convolve(image=[[1, 0], [0, 1]], stride=2)"."""
    given = [f"{name}={value_in_words(value)}" for name, value in zip(parameters, arguments, strict=False)]
    return f"`{function}({', '.join(given)})`"


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.5g}")
    return value
