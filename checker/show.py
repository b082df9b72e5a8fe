"""Numbers, arrays and calls in words, short enough to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FEW = 36  # numbers that are still written out: a 6 × 6 picture, or 3 × 3 with four channels
MOST_ARRAYS = 4  # arrays of a tuple that are still shown one by one


def value_in_words(value: Any, digits: int = 5) -> str:
    """A number rounded to so many digits, a text in quotes; a small array written out, a large one by its shape."""
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
    return str(_rounded(value.item() if isinstance(value, np.generic) else value, digits))


def call_in_words(function: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """A call as one would type it: "convolve(image=np.array([[1., 0.], [0., 1.]]), stride=2)"."""
    given = [f"{name}={_as_typed(value)}" for name, value in zip(parameters, arguments, strict=False)]
    return f"`{function}({', '.join(given)})`"


def apart(one: float, other: float) -> tuple[str, str]:
    """Two different numbers, each with as many digits as it takes to tell them apart, but five at least."""
    for digits in range(5, 18):
        texts = [f"{value:.{digits}g}" for value in (one, other)]
        if texts[0] != texts[1]:
            return value_in_words(float(texts[0]), digits), value_in_words(float(texts[1]), digits)
    return repr(one), repr(other)


def with_article(noun: str) -> str:
    """An AttributeError, a ValueError."""
    return f"{'an' if noun[:1].upper() in 'AEIOU' else 'a'} {noun}"


def _as_typed(value: Any) -> str:
    """An argument as one would type it; a large array by its shape."""
    import numpy as np

    if isinstance(value, np.ndarray):
        if value.size > FEW:
            return f"an array of shape {value.shape}"
        kept = "" if value.dtype in (np.int64, np.float64, np.bool_) else f", dtype=np.{value.dtype}"
        return f"np.array({_nested(value.tolist())}{kept})"
    if isinstance(value, tuple) and 0 < len(value) <= MOST_ARRAYS:
        return f"({', '.join(map(_as_typed, value))}{',' if len(value) == 1 else ''})"
    return value_in_words(value)


def _nested(value: Any) -> str:
    """Lists of numbers, a float with its point."""
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{int(value)}."
    return f"{value:.5g}" if isinstance(value, float) else str(value)


def _rounded(value: Any, digits: int = 5) -> Any:
    if isinstance(value, list):
        return [_rounded(item, digits) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.{digits}g}")
    return value
