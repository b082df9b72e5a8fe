"""Numbers, arrays and calls in words, short enough to be read."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

FEW = 36  # numbers that are still written out: a 6 × 6 picture, or 3 × 3 with four channels
MOST_ARRAYS = 4  # arrays of a tuple that are still shown one by one
DIGITS = 5  # of a number, where nothing depends on more
EXACT = 17  # digits that tell any two floats apart
USUAL = ("bool", "int64", "float64")  # dtypes that NumPy chooses by itself for what is written down


def value_in_words(value: Any, digits: int = DIGITS) -> str:
    """A number rounded, a text in quotes, a small array written out, a large one by its shape, many by their number."""
    import numpy as np

    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, np.ndarray | list):
        return _list_in_words(value, digits)
    if isinstance(value, dict):
        pairs = (f"{value_in_words(key, digits)}: {value_in_words(item, digits)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, tuple):
        return _tuple_in_words(value, lambda item: value_in_words(item, digits))
    return str(_rounded(value.item() if isinstance(value, np.generic) else value, digits))


def values_apart(one: Any, other: Any) -> tuple[str, str]:
    """Two values in words, with as many digits as it takes to tell them apart: "0.333333", "0.333334"."""
    for digits in range(DIGITS, EXACT + 1):
        words = value_in_words(one, digits), value_in_words(other, digits)
        if words[0] != words[1] and not _equal_as_numbers(*words):
            return words
    return words


def call_in_words(function: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """A call as one would type it: "convolve(image=np.array([[1., 0.], [0., 1.]]), stride=2)".

    It runs when it is pasted, unless an array is so large that only its shape is told.
    """
    given = [f"{name}={value_as_typed(value)}" for name, value in zip(parameters, arguments, strict=False)]
    return f"`{function}({', '.join(given)})`"


def value_as_typed(value: Any) -> str:
    """A value as Python reads it, NumPy being `np`; of a large array only the shape."""
    import numpy as np

    if isinstance(value, np.ndarray) and value.ndim:
        return _array_as_typed(value)
    if isinstance(value, np.ndarray | np.generic):
        return value_as_typed(value.item())
    if isinstance(value, dict):
        return "{" + ", ".join(f"{value_as_typed(key)}: {value_as_typed(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return _tuple_in_words(value, value_as_typed)
    if isinstance(value, list):
        return _list_as_typed(value)
    if isinstance(value, str):
        return value if value.startswith("lambda ") else _quoted(value)  # a function stands by its text
    return _float_as_typed(value, ".0") if isinstance(value, float) else str(value)


def with_article(noun: str) -> str:
    """An AttributeError, a ValueError."""
    return f"{'an' if noun[:1].upper() in 'AEIOU' else 'a'} {noun}"


def _array_as_typed(array: Any) -> str:
    if array.size > FEW:
        return f"an array of shape {array.shape}"
    name = array.dtype.name
    if array.size == 0:
        return f"np.zeros({array.shape}{'' if name == 'float64' else f', dtype=np.{name}'})"
    return f"np.array({_nested(array.tolist())}{'' if name in USUAL else f', dtype=np.{name}'})"


def _nested(items: Any) -> str:
    """Lists of numbers as NumPy prints them: a float that is whole ends in its point."""
    if isinstance(items, list):
        return "[" + ", ".join(map(_nested, items)) + "]"
    return _float_as_typed(items, ".") if isinstance(items, float) else str(items)


def _float_as_typed(number: float, point: str) -> str:
    if not math.isfinite(number):
        return f"np.{number}" if number != -math.inf else "-np.inf"
    short = _rounded(number, DIGITS)
    return f"{short}{point}" if isinstance(short, int) else str(short)


def _list_as_typed(items: Sequence[Any]) -> str:
    if _is_many(items):
        return f"{len(items)} arrays"
    if (count := sum(1 for _ in _numbers_in(items))) > FEW:
        return f"a list of {count} numbers"
    return "[" + ", ".join(map(value_as_typed, items)) + "]"


def _numbers_in(items: Any) -> Iterable[Any]:
    """Every item of nested lists."""
    for item in items:
        yield from _numbers_in(item) if isinstance(item, list) else (item,)


def _tuple_in_words(items: tuple[Any, ...], words: Callable[[Any], str]) -> str:
    if _is_many(items):
        return f"{len(items)} arrays"
    return "(" + ", ".join(map(words, items)) + ("," if len(items) == 1 else "") + ")"


def _is_many(items: Sequence[Any]) -> bool:
    import numpy as np

    return len(items) > MOST_ARRAYS and all(isinstance(item, np.ndarray) and item.ndim for item in items)


def _list_in_words(value: Any, digits: int) -> str:
    import numpy as np

    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return "[" + ", ".join(value_in_words(item, digits) for item in value) + "]"
    if array.size > FEW:
        return f"an array of shape {array.shape}"
    return str(_rounded(array.tolist(), digits))


def _quoted(text: str) -> str:
    return repr(text) if '"' in text or "\\" in text else f'"{text}"'


def _equal_as_numbers(one: str, other: str) -> bool:
    """Whether two words are one number written twice: "3" and "3.0"."""
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _rounded(value: Any, digits: int) -> Any:
    if isinstance(value, list):
        return [_rounded(item, digits) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.{digits}g}")
    return value
