"""A picture under a magnifying glass: every pixel of a part of it as the numbers that it is made of."""

from __future__ import annotations

import base64
import html
from io import BytesIO

import numpy as np
import traitlets

from course.pictures.live import LivePicture, script_and_style

VIEWS = ("colour", "red", "green", "blue", "grey")
NAMES = ("red", "green", "blue")


class PixelInspector(LivePicture):
    """A picture and a part of it as numbers; the part is moved by sliders, by pointing, or by walking over its edge.

    In Python `row` and `column` are where the part begins, and `view` which numbers are shown, one of VIEWS; they can
    be read and set.
    """

    _esm, _css = script_and_style("pixel_inspector")

    title = traitlets.Unicode("Pixel inspector").tag(sync=True)
    pixels = traitlets.Bytes().tag(sync=True)  # uint8, row by row, the channels of a pixel side by side
    rows = traitlets.Int().tag(sync=True)
    columns = traitlets.Int().tag(sync=True)
    channels = traitlets.Enum((1, 3)).tag(sync=True)
    size = traitlets.Int().tag(sync=True)  # rows and columns of the part
    row = traitlets.Int(0).tag(sync=True)
    column = traitlets.Int(0).tag(sync=True)
    view = traitlets.Enum(VIEWS).tag(sync=True)
    alt_text = traitlets.Unicode().tag(sync=True)  # of the whole picture

    def __init__(
        self, image: np.ndarray, *, row: int = 0, column: int = 0, size: int = 8, shows: str = "The whole picture"
    ) -> None:
        """image: (rows, columns) or (rows, columns, 3), uint8. The part begins at (row, column).

        size: rows and columns of the part. shows: what is to be seen, for who cannot see it.
        Raises ValueError for another shape, another type, or a part without a pixel.
        """
        grey = image.ndim == 2
        if not image.size or not (grey or image.shape[2:] == (3,)):
            raise ValueError(f"image must have the shape (rows, columns) or (rows, columns, 3), received {image.shape}")
        if image.dtype != np.uint8:
            raise ValueError(f"image must be uint8, received {image.dtype}: use np.rint(255 * image).astype(np.uint8)")
        if size < 1:
            raise ValueError(f"size must be 1 or more pixels, received {size}")
        rows, columns = image.shape[:2]
        super().__init__(
            pixels=np.ascontiguousarray(image).tobytes(),
            rows=rows,
            columns=columns,
            channels=1 if grey else 3,
            size=size,
            row=max(0, min(row, rows - size)),
            column=max(0, min(column, columns - size)),
            view="grey" if grey else "colour",
            alt_text=f"{shows}: {rows} rows of {columns} pixels, {'grey' if grey else 'in colour'}",
        )

    def image(self) -> np.ndarray:
        """The picture: (rows, columns) or (rows, columns, 3), uint8."""
        shape = (self.rows, self.columns) if self.channels == 1 else (self.rows, self.columns, 3)
        return np.frombuffer(self.pixels, dtype=np.uint8).reshape(shape)

    def part(self) -> np.ndarray:
        """The magnified part of the picture, with its axes."""
        return self.image()[self.row : self.row + self.size, self.column : self.column + self.size]

    def still(self) -> str:
        """The picture, and the part as a table of numbers."""
        picture = f'<img alt="{html.escape(self.alt_text)}" src="{self._data_url()}">' if self._is_cut() else ""
        rows = "".join(f"<tr>{''.join(_cell(pixel) for pixel in line)}</tr>" for line in self.part())
        return f"{picture}<table><caption>{html.escape(self._caption())}</caption>{rows}</table>"

    def alt(self) -> str:
        """The size of the picture, and the numbers of the part, row by row."""
        lines = "; ".join(", ".join(_in_words(pixel) for pixel in line) for line in self.part())
        return f"{self.alt_text}. {self._caption()}, row by row: {lines}."

    def _is_cut(self) -> bool:
        return self.part().shape != self.image().shape

    def _caption(self) -> str:
        rows, columns = self.part().shape[:2]
        order = "" if self.channels == 1 else " (red, green, blue)"
        return f"{rows} rows and {columns} columns from row {self.row}, column {self.column} on{order}"

    def _data_url(self) -> str:
        from matplotlib.image import imsave

        buffer = BytesIO()
        imsave(buffer, self.image(), cmap="gray", vmin=0, vmax=255, format="png")
        return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"


def _cell(pixel: np.ndarray) -> str:
    red, green, blue = (int(value) for value in np.broadcast_to(pixel, 3))
    ink = "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 127 else "white"
    return f'<td style="background: rgb({red} {green} {blue}); color: {ink}">{_in_words(pixel)}</td>'


def _in_words(pixel: np.ndarray) -> str:
    return " ".join(str(int(value)) for value in np.atleast_1d(pixel))
