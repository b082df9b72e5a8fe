"""What a layer makes of a picture, and where on a picture an answer depends."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course.pictures.style import (
    Picture,
    draw_greys,
    draw_signed,
    in_house_style,
    outline,
    signed_scale,
)

SHEET_COLUMNS = 8
HEAT = "viridis"  # grows evenly brighter, for colour-blind readers too


@in_house_style
def layer_maps(maps: np.ndarray, *, name: str, columns: int = SHEET_COLUMNS) -> Picture:
    """All maps of a layer, (rows, columns, maps), on one signed scale, numbered."""
    scale = signed_scale(maps)
    count = maps.shape[2]
    lines, across = -(-count // columns), min(count, columns)
    spoken = ", ".join(f"{maps[:, :, i].min():.2f} to {maps[:, :, i].max():.2f}" for i in range(count))
    alt = f"The {count} maps of {name}, {maps.shape[0]} by {maps.shape[1]} numbers each. Their ranges: {spoken}."
    picture = Picture(1.1 * across + 0.9, 1.25 * lines, alt=alt)
    grid = picture.subplots(lines, across, squeeze=False).ravel()
    for index, axes in enumerate(grid):
        if index >= count:
            axes.set_axis_off()
            continue
        drawn = draw_signed(axes, maps[:, :, index], scale)
        axes.set_title(f"map {index}", fontsize=9)
    picture.colorbar(drawn, ax=list(grid), label="activation", shrink=0.9)
    return picture


@in_house_style
def heat_rows(
    rows: Mapping[str, tuple[np.ndarray, np.ndarray]], *, heat: str, low: float = 0.0, high: float = 1.0, size: int = 0
) -> Picture:
    """Each picture beside its map of heat, all maps on one scale from `low` to `high`.

    rows: title -> picture (rows, columns), 0 black to 1 white, and its map, of any shape. heat: what the map shows, in
    words. size: pixels of the patch by which the map was made, drawn into the first picture; 0 for none.
    """
    spoken = "; ".join(f"{title}: {_extremes(values)}" for title, (_picture, values) in rows.items())
    picture = Picture(2.1 * len(rows) + 0.9, 4.0, alt=f"Pictures above, below each the map of {heat}. {spoken}.")
    grid = picture.subplots(2, len(rows), squeeze=False)
    for (above, below), (title, (image, values)) in zip(grid.T, rows.items(), strict=True):
        draw_greys(above, image)
        above.set_title(title, fontsize=10)
        drawn = below.imshow(values, cmap=HEAT, vmin=low, vmax=high, interpolation="nearest")
        below.set_xticks([])
        below.set_yticks([])
    if size:
        outline(grid[0, 0], row=0, column=0, rows=size, columns=size)
    picture.colorbar(drawn, ax=list(grid[1]), label=heat, shrink=0.9)
    return picture


def _extremes(values: np.ndarray) -> str:
    """Lowest and highest, and where."""
    parts = []
    for word, position in (("lowest", values.argmin()), ("highest", values.argmax())):
        row, column = (int(i) for i in np.unravel_index(position, values.shape))
        parts.append(f"{word} {values[row, column]:.2f} at row {row}, column {column}")
    return ", ".join(parts)
