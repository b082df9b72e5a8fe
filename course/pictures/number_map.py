"""A small array of numbers, to be looked at and changed: the simplest live picture."""

from __future__ import annotations

import html

import numpy as np
import traitlets

from course.pictures.live import LivePicture, script_and_style


class NumberMap(LivePicture):
    """The numbers of a small array, each in the colour of its sign and size, editable, with their sum."""

    _esm, _css = script_and_style("number_map")

    title = traitlets.Unicode("A small array").tag(sync=True)
    values = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # rows of numbers

    def __init__(self, values: np.ndarray) -> None:
        """values: (rows, columns), neither of them 0. Raises ValueError for another shape."""
        if values.ndim != 2 or values.size == 0:
            raise ValueError(f"values must have the shape (rows, columns), received {values.shape}")
        super().__init__(values=values.astype(float).tolist())

    def still(self) -> str:
        """The numbers as a table, and their sum."""
        rows = "".join(f"<tr>{''.join(f'<td>{value:g}</td>' for value in row)}</tr>" for row in self.values)
        return f"<table><caption>{html.escape(self.title)}</caption>{rows}</table><p>Sum: {np.sum(self.values):g}</p>"

    def alt(self) -> str:
        """Every number, row by row, and the sum."""
        rows = "; ".join(" ".join(f"{value:g}" for value in row) for row in self.values)
        return f"{self.title}, row by row: {rows}. Sum: {np.sum(self.values):g}."
