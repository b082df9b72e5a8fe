"""Feature maps after ReLU, in rows: what goes into a pooling above or beside what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from course.pictures.style import Picture, draw_greys, in_house_style

WIDTH = 9.6  # inches that a notebook has room for


@in_house_style
def map_rows(rows: Sequence[Mapping[str, np.ndarray]], *, shows: str) -> Picture:
    """Each mapping becomes a row of maps under their names, in greys: black is 0, white the map's own largest number.

    rows: name -> (rows, columns), numbers of 0 or more, as after ReLU. The largest map of all sets the size of a
    pixel, so a pooled map is drawn as small as it is. shows: what is to be seen in them, in words.
    """
    across = max(len(row) for row in rows)
    largest = max(values.shape[1] for row in rows for values in row.values())
    tallest = max(values.shape[0] for row in rows for values in row.values())
    side = min(WIDTH / across, 3.2)  # inches that a map may take
    heights = [side * max(values.shape[0] for values in row.values()) / largest + 0.45 for row in rows]
    spoken = ". ".join("; ".join(_spoken(name, values) for name, values in row.items()) for row in rows)
    picture = Picture(side * across, sum(heights), alt=f"Maps of {shows}, in greys. {spoken}.")
    places = picture.subplots(len(rows), across, squeeze=False, height_ratios=heights)
    for line, row in zip(places, rows, strict=True):
        high = max(values.shape[0] for values in row.values())
        for axes, (name, values) in zip(line, row.items(), strict=False):
            draw_greys(axes, values / (values.max() or 1.0))
            # The room is that of the largest map; a smaller one leaves some of it empty.
            axes.set_xlim(-0.5, largest - 0.5)
            axes.set_ylim(min(high, tallest) - 0.5, -0.5)
            axes.set_title(f"{name}\n{values.shape[0]} × {values.shape[1]}, 0 to {values.max():.2g}", fontsize=9.5)
            axes.spines[:].set_visible(False)
        for axes in line[len(row) :]:
            axes.set_axis_off()
    return picture


def _spoken(name: str, values: np.ndarray) -> str:
    return f"{name}: {values.shape[0]} by {values.shape[1]} numbers, the largest {values.max():.2g}"
