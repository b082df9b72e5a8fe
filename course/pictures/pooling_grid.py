"""A map and what pooling makes of it: windows, winners, leftovers and shifts, to play with."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import traitlets
from numpy.lib.stride_tricks import sliding_window_view

from course.pictures.live import LivePicture, script_and_style

METHODS = {"max": "max", "average": "mean", "sum": "sum"}
LARGEST_SIZE, LARGEST_STEP, LARGEST_SIDE = 4, 4, 10


class PoolingGrid(LivePicture):
    """A small map next to its pooled map. The numbers, the window, the stride, the kind and a shift can be changed."""

    _esm, _css = script_and_style("pooling_grid")

    title = traitlets.Unicode("Pooling").tag(sync=True)
    values = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # rows of numbers, before any shift
    size = traitlets.Int().tag(sync=True)  # of the window, in pixels
    stride = traitlets.Int().tag(sync=True)  # in pixels
    kind = traitlets.Enum(tuple(METHODS)).tag(sync=True)
    shift = traitlets.Int(0).tag(sync=True)  # to the right, in pixels

    def __init__(self, values: np.ndarray, *, size: int = 2, stride: int = 2, kind: str = "max") -> None:
        """values: (rows, columns), up to 10 each. Raises ValueError where that or one of the options does not fit."""
        values = np.asarray(values, dtype=float)
        if values.ndim != 2 or not values.size or max(values.shape) > LARGEST_SIDE:
            raise ValueError(f"values must have 1 to {LARGEST_SIDE} rows and columns, received {values.shape}")
        if not 1 <= size <= min(LARGEST_SIZE, *values.shape) or not 1 <= stride <= LARGEST_STEP:
            raise ValueError(
                f"size and stride must be 1 to {LARGEST_SIZE} and the window fit, received {size} and {stride}"
            )
        if kind not in METHODS:
            raise ValueError(f"kind must be one of {', '.join(METHODS)}, received {kind!r}")
        super().__init__(values=values.tolist(), size=size, stride=stride, kind=kind)

    def still(self) -> str:
        """Both maps as tables."""
        return _table("The map", self.values) + _table(self._pooled_in_words(), self._pooled().tolist())

    def alt(self) -> str:
        """Every number of both maps, row by row."""
        return f"{self.title}. The map: {_spoken(self.values)}. {self._pooled_in_words()}: {_spoken(self._pooled())}."

    def _pooled(self) -> np.ndarray:
        windows = sliding_window_view(np.array(self.values), (self.size, self.size))[:: self.stride, :: self.stride]
        pooled: np.ndarray = getattr(windows, METHODS[self.kind])(axis=(2, 3))
        return pooled

    def _pooled_in_words(self) -> str:
        return f"After {self.kind} pooling, {self.size} × {self.size}, stride {self.stride}"


def _table(caption: str, rows: Sequence[Sequence[float]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{value:g}</td>' for value in row)}</tr>" for row in rows)
    return f"<table><caption>{html.escape(caption)}</caption>{lines}</table>"


def _spoken(rows: Sequence[Sequence[float]] | np.ndarray) -> str:
    return "; ".join(" ".join(f"{value:g}" for value in row) for row in rows)
