"""A sheet of pixels to draw on."""

from __future__ import annotations

import numpy as np
import traitlets

from course.pictures.live import LivePicture, script_and_style

CELLS = {
    0: '<td style="background: black; color: white">0</td>',
    1: '<td style="background: white; color: black">1</td>',
}


class PixelPainter(LivePicture):
    """A small picture of dark (0) and lit (1) pixels, painted with the pointer or with arrows and Space.

    It shows the drawing as Python code as well; in Python `array()` is the drawing as it is at the moment.
    """

    _esm, _css = script_and_style("pixel_painter")

    title = traitlets.Unicode("Pixel painter").tag(sync=True)
    drawing = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)  # rows of 0 and 1

    def __init__(self, drawing: np.ndarray | None = None) -> None:
        """drawing: (rows, columns) of 0 and 1 to begin with; 8 x 8 dark pixels unless given.

        Raises ValueError for another shape or other numbers.
        """
        begun = np.zeros((8, 8), dtype=int) if drawing is None else np.asarray(drawing)
        if begun.ndim != 2 or not begun.size:
            raise ValueError(f"a drawing must have the shape (rows, columns), received {begun.shape}")
        if not np.isin(begun, (0, 1)).all():
            raise ValueError("a drawing must hold nothing but 0 (dark) and 1 (lit)")
        super().__init__(drawing=begun.astype(int).tolist())

    def array(self) -> np.ndarray:
        """The drawing: (rows, columns) of 0 and 1."""
        return np.array(self.drawing)

    def still(self) -> str:
        """The drawing as a table of its numbers, dark and light as they are."""
        rows = "".join(f"<tr>{''.join(CELLS[value] for value in row)}</tr>" for row in self.drawing)
        return f"<table><caption>{self.title}: 0 is dark, 1 is lit</caption>{rows}</table>"

    def alt(self) -> str:
        """How many pixels are lit, and every number, row by row."""
        rows = "; ".join(" ".join(map(str, row)) for row in self.drawing)
        return f"{self.title}: {int(self.array().sum())} of {self.array().size} pixels are lit, row by row: {rows}."
