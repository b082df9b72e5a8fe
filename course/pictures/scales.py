"""Plots of numbers as greys: each on a scale of its own, as plots are by default, or all on the same."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course.pictures.style import INK, Picture, in_house_style


def misleading_pair() -> dict[str, np.ndarray]:
    """Two small arrays, (3, 3) each, whose greys mislead where each is drawn on a scale of its own."""
    a = np.array([[100, 104, 100], [102, 110, 106], [100, 106, 104]])
    b = np.array([[0, 40, 80], [40, 120, 200], [80, 200, 240]])
    return {"A": a, "B": b}


@in_house_style
def on_own_scales(arrays: Mapping[str, np.ndarray]) -> Picture:
    """Every array stretched from black, its smallest number, to white, its largest; a colour bar says which.

    arrays: title -> (rows, columns).
    """
    return _plots({title: (array, array.min(), array.max()) for title, array in arrays.items()}, numbers=False)


@in_house_style
def on_one_scale(arrays: Mapping[str, np.ndarray], *, low: float, high: float) -> Picture:
    """Every array with `low` as black and `high` as white, its numbers written into the cells.

    arrays: title -> (rows, columns).
    """
    return _plots({title: (array, low, high) for title, array in arrays.items()}, numbers=True)


def _plots(arrays: Mapping[str, tuple[np.ndarray, float, float]], *, numbers: bool) -> Picture:
    spoken = " ".join(_in_words(title, *drawn, numbers=numbers) for title, drawn in arrays.items())
    picture = Picture(3.2 * len(arrays), 2.7, alt=spoken)
    grid = picture.subplots(1, len(arrays), squeeze=False)
    for axes, (title, (array, low, high)) in zip(grid[0], arrays.items(), strict=True):
        drawn = axes.imshow(array, cmap="gray", vmin=low, vmax=high, interpolation="nearest")
        picture.colorbar(drawn, ax=axes, ticks=(low, high), format="{x:g}")
        axes.set(title=title, xlabel="column", ylabel="row")
        axes.set_xticks(range(array.shape[1]))
        axes.set_yticks(range(array.shape[0]))
        if numbers:
            for (row, column), value in np.ndenumerate(array):
                ink = "white" if value < (low + high) / 2 else INK
                axes.text(column, row, f"{value:g}", ha="center", va="center", color=ink)
    return picture


def _in_words(title: str, array: np.ndarray, low: float, high: float, *, numbers: bool) -> str:
    scale = f"{title}: greys from black, {low:g}, to white, {high:g}."
    if numbers:
        return f"{scale} Row by row: {_rows(array, '{:g}')}."
    shares = _rows((array - low) / (high - low), "{:.0%}")
    return f"{scale} How far each cell is from black to white, row by row: {shares}."


def _rows(array: np.ndarray, form: str) -> str:
    return "; ".join(" ".join(form.format(value) for value in row) for row in array)
