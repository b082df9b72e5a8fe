"""Feature maps after ReLU, in rows: what goes into a pooling above or beside what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from course.pictures.style import Picture, draw_greys, in_house_style

WIDTH, LARGEST = 9.6, 3.2  # inches that a notebook has room for, and that a map may take


@in_house_style
def map_rows(rows: Sequence[Mapping[str, np.ndarray]], *, shows: str, white: float | None = None) -> Picture:
    """Each mapping becomes a row of maps under their names, in greys: black is 0, white the map's own largest number.

    With `white`, all maps have one scale: that number, and whatever is larger, is white.

    rows: name -> (rows, columns), numbers of 0 or more, as after ReLU. All are drawn in one size, so that the coarser a
    map is, the larger are its pixels; its shape stands above it. shows: what is to be seen in them, in words.
    """
    across = max(len(row) for row in rows)
    spoken = ". ".join("; ".join(_spoken(name, values) for name, values in row.items()) for row in rows)
    side = min(WIDTH / across, LARGEST)
    picture = Picture(side * across, (side + 0.35) * len(rows), alt=f"Maps of {shows}, in greys. {spoken}.")
    for line, row in zip(picture.subplots(len(rows), across, squeeze=False), rows, strict=True):
        for axes, (name, values) in zip(line, row.items(), strict=False):
            draw_greys(axes, np.clip(values / (white or values.max() or 1.0), 0, 1))
            axes.set_title(f"{name}\n{values.shape[0]} × {values.shape[1]}, 0 to {values.max():.2g}", fontsize=9.5)
        for axes in line[len(row) :]:
            axes.set_axis_off()
    return picture


def _spoken(name: str, values: np.ndarray) -> str:
    return f"{name}: {values.shape[0]} by {values.shape[1]} numbers, the largest {values.max():.2g}"
