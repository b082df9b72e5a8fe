"""Small arrays side by side, every cell with its number."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from matplotlib.axes import Axes

from course.pictures.style import INK, Picture, draw_greys, draw_signed, in_house_style, outline, signed_scale

WIDTH = 9.6  # inches that a notebook has room for
LARGEST_CELL = 0.42  # inches
Window = tuple[int, int, int, int]  # row, column, rows, columns


@in_house_style
def small_arrays(
    arrays: Mapping[str, np.ndarray],
    *,
    greys: Collection[str] = (),
    windows: Mapping[str, Window] | None = None,
) -> Picture:
    """Arrays side by side under their names, every cell with its number, in cells of one size.

    arrays: (rows, columns) each; those named in `greys` are pictures, 0 black to 1 white, the others are signed, each
    on a scale of its own. windows: by name, what to outline in an array.
    """
    spoken = "; ".join(f"{name}: {_spoken(values)}" for name, values in arrays.items())
    columns = sum(values.shape[1] for values in arrays.values())
    cell = min(LARGEST_CELL, (WIDTH - 0.6 * len(arrays)) / columns)
    height = cell * max(values.shape[0] for values in arrays.values())
    picture = Picture(
        cell * columns + 0.6 * len(arrays), height + 0.7, alt=f"{len(arrays)} arrays of numbers, row by row. {spoken}."
    )
    ratios = [values.shape[1] for values in arrays.values()]
    places = picture.subplots(1, len(arrays), width_ratios=ratios, squeeze=False)[0]
    for axes, (name, values) in zip(places, arrays.items(), strict=True):
        _draw(axes, values, grey=name in greys, size=min(9.0, 26 * cell))
        axes.set_title(name, fontsize=10)
        axes.set_anchor("N")
        if windows and name in windows:
            row, column, high, wide = windows[name]
            outline(axes, row=row, column=column, rows=high, columns=wide)
    return picture


def _draw(axes: Axes, values: np.ndarray, *, grey: bool, size: float) -> None:
    scale = signed_scale(values)
    drawn = draw_greys(axes, values) if grey else draw_signed(axes, values, scale)
    for (row, column), value in np.ndenumerate(values):
        red, green, blue, _ = drawn.cmap(drawn.norm(value))
        colour = INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"
        axes.text(column, row, _written(value), ha="center", va="center", fontsize=size, color=colour)


def _spoken(values: np.ndarray) -> str:
    return ", ".join(" ".join(_written(value) for value in row) for row in values)


def _written(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
