"""Answers that are wrong for any function exercise: made of a right answer, which they change, cut down or repeat."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Function = Callable[..., Any]


def every_number(change: Callable[[np.ndarray], Any]) -> Callable[[Function], Function]:
    """The right function with its results changed, each of several for itself."""

    def each(result: Any) -> Any:
        if isinstance(result, tuple | list):
            return type(result)(map(each, result))
        return change(np.asarray(result, dtype=float)) if np.asarray(result).dtype.kind in "biuf" else result

    return lambda right: lambda *arguments: each(right(*arguments))


def _three_digits(array: np.ndarray) -> np.ndarray:
    """Cut off after three digits that count."""
    sizes = np.abs(np.where(np.isfinite(array) & (array != 0), array, 1))
    unit = 10.0 ** (np.floor(np.log10(sizes)) - 2)
    return (np.trunc((array / unit).astype("float32")) * unit).astype("float32")


def _always_the_first(right: Function) -> Function:
    kept: list[Any] = []

    def answer(*arguments: Any) -> Any:
        if not kept:
            kept.append(right(*arguments))
        return kept[0]

    return answer


def _for_square_arrays_only(right: Function) -> Function:
    zeros = every_number(np.zeros_like)(right)

    def answer(*arguments: Any) -> Any:
        return (right if all(map(_is_square, arguments)) else zeros)(*arguments)

    return answer


def _is_square(argument: Any) -> bool:
    """Also whatever is no matrix."""
    return not isinstance(argument, np.ndarray) or argument.ndim < 2 or argument.shape[-1] == argument.shape[-2]


LAZY: Mapping[str, Callable[[Function], Function]] = {
    "trunc": every_number(np.trunc),
    "floor": every_number(np.floor),
    "round": every_number(np.round),
    "three digits": every_number(_three_digits),
    "zeros": every_number(np.zeros_like),
    "negated": every_number(np.negative),
    "transposed": every_number(np.transpose),
    "always the first": _always_the_first,
    "square only": _for_square_arrays_only,
}
