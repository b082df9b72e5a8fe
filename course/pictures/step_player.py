"""A kernel on its way over a picture, product by product: the fifth figure of the article, to be played and edited."""

from __future__ import annotations

import numpy as np
import traitlets

from course.pictures.live import LivePicture, script_and_style

MOST_ROWS_AND_COLUMNS = 12  # more cells are too small to be read, and nobody multiplies them by hand
STRIDES, PADDINGS = (1, 3), (0, 2)  # from, to


class StepPlayer(LivePicture):
    """A window slides over a picture; its products are written out and added up, and the next sum can be predicted.

    What a learner edits is there to be read: `player.image`, `player.kernel`, `player.stride`, `player.padding`.
    """

    _esm, _css = script_and_style("step_player")

    title = traitlets.Unicode("A kernel slides over a picture").tag(sync=True)
    image = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # rows of pixels
    kernel = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # rows of numbers
    stride = traitlets.Int(1).tag(sync=True)  # pixels from one place to the next, both down and to the right
    padding = traitlets.Int(0).tag(sync=True)  # zeros on each of the four sides
    step = traitlets.Int(0).tag(sync=True)  # products added so far, and one more step for every move of the window

    def __init__(
        self, image: np.ndarray, kernel: np.ndarray, *, stride: int = 1, padding: int = 0, **traits: str
    ) -> None:
        """image, kernel: (rows, columns), any numbers, the kernel no larger than the image; stride 1-3, padding 0-2.

        Raises ValueError for anything else.
        """
        _check(np.asarray(image), np.asarray(kernel), stride, padding)
        super().__init__(
            image=np.asarray(image, dtype=float).tolist(),
            kernel=np.asarray(kernel, dtype=float).tolist(),
            stride=stride,
            padding=padding,
            **traits,
        )

    def feature_map(self) -> np.ndarray:
        """The map of what is there now, (rows, columns): the sum of the products at every place of the window."""
        kernel = np.array(self.kernel)
        padded = np.pad(np.array(self.image), self.padding)
        windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
        return (windows[:: self.stride, :: self.stride] * kernel).sum(axis=(2, 3))

    def still(self) -> str:
        """Picture, kernel and map as tables, and the first sum written out."""
        tables = "".join(
            f'<table style="margin: 0 1.5em 0.5em 0"><caption>{name}</caption>{_rows(values)}</table>'
            for name, values in (("Picture", self.image), ("Kernel", self.kernel), ("Feature map", self.feature_map()))
        )
        first = f"The first sum: {self._first_sum()}"
        return f'<div style="display: flex; flex-wrap: wrap; align-items: flex-start">{tables}</div><p>{first}</p>'

    def alt(self) -> str:
        """Every number of the picture, the kernel and the map, row by row, and the first sum."""
        return (
            f"{self.title}. Picture, row by row: {_spoken(self.image)}. Kernel: {_spoken(self.kernel)}. "
            f"Stride {self.stride}, padding {self.padding}. Feature map: {_spoken(self.feature_map())}. "
            f"The first sum: {self._first_sum()}"
        )

    def _first_sum(self) -> str:
        kernel = np.array(self.kernel)
        window = np.pad(np.array(self.image), self.padding)[: kernel.shape[0], : kernel.shape[1]]
        products = " + ".join(f"{_written(a)}×{_bracketed(b)}" for a, b in zip(window.flat, kernel.flat, strict=True))
        return f"{products} = {_written((window * kernel).sum())}."


def _check(image: np.ndarray, kernel: np.ndarray, stride: int, padding: int) -> None:
    if image.ndim != 2 or kernel.ndim != 2 or 0 in (*image.shape, *kernel.shape):
        raise ValueError(
            f"image and kernel must have the shape (rows, columns), received {image.shape} and {kernel.shape}"
        )
    if max(image.shape) > MOST_ROWS_AND_COLUMNS:
        raise ValueError(f"at most {MOST_ROWS_AND_COLUMNS} rows and columns can be played, received {image.shape}")
    if any(window > side for window, side in zip(kernel.shape, image.shape, strict=True)):
        raise ValueError(f"a kernel of {kernel.shape} does not fit on a picture of {image.shape}")
    for name, value, (least, most) in (("stride", stride, STRIDES), ("padding", padding, PADDINGS)):
        if not least <= value <= most:
            raise ValueError(f"{name} must be from {least} to {most}, received {value}")


def _rows(values: object) -> str:
    return "".join(f"<tr>{''.join(f'<td>{_written(value)}</td>' for value in row)}</tr>" for row in np.asarray(values))


def _spoken(values: object) -> str:
    return "; ".join(" ".join(_written(value) for value in row) for row in np.asarray(values))


def _written(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _bracketed(value: float) -> str:
    return _written(value) if value >= 0 else f"({_written(value)})"
