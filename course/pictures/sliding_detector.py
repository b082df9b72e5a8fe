"""A window that is moved over a canvas with several digits, and what the trained network says of what lies in it.

The counterpart of the article's figure 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import traitlets

from course import trained_network
from course.article_network import LENET_REFERENCE
from course.data import digits
from course.last_layers import JUMP
from course.percent import percent
from course.pictures.explorer_layers import layers_of
from course.pictures.explorer_weights import weights_of
from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.style import INK, Picture, draw_greys, in_house_style, outline

WINDOW = 32  # rows and columns that the network takes


class SlidingDetector(LivePicture):
    """A window on a canvas, its ten probabilities, and a map of how sure the network is at every sixth pixel.

    The window moves by single pixels, and the browser computes what the network says of it. Where it stands can be
    read and set: `detector.place` is its first row and column.
    """

    _esm, _css = script_and_style("sliding_detector")

    title = traitlets.Unicode("A window that reads").tag(sync=True)
    canvas = traitlets.Bytes().tag(sync=True)  # made by `floats`
    shape = traitlets.List(traitlets.Int()).tag(sync=True)  # of the canvas: rows, columns
    network: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)  # the layers, as in explorer_layers.py
    weights = traitlets.Bytes().tag(sync=True)
    jump = traitlets.Int(JUMP).tag(sync=True)  # pixels from one cell of the map to the next
    said = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)  # the map: the first guess in each cell ...
    surest = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # ... and its probability
    peaks = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)  # cells of the map, as `peaks_of` has them
    place = traitlets.List(traitlets.Int()).tag(sync=True)  # the window's first row and column

    def __init__(
        self, canvas: np.ndarray, probabilities: np.ndarray | None = None, *, place: tuple[int, int] = (0, 0)
    ) -> None:
        """canvas: (rows, columns), 32 or more of each, 0 black to 1 white. place: where the window begins.

        probabilities: (places down, places across, 10), what is said of the windows that begin at every sixth row and
        column; computed here unless given. Raises ValueError where these do not fit together.
        """
        if canvas.ndim != 2 or min(canvas.shape) < WINDOW:
            raise ValueError(
                f"canvas must have the shape (rows, columns) with {WINDOW} or more, received {canvas.shape}"
            )
        down, across = (size - WINDOW for size in canvas.shape)
        if not (0 <= place[0] <= down and 0 <= place[1] <= across):
            raise ValueError(f"place must lie between (0, 0) and ({down}, {across}), received {tuple(place)}")
        read = read_windows(canvas) if probabilities is None else probabilities
        wanted = (down // JUMP + 1, across // JUMP + 1, 10)
        if read.shape != wanted:
            raise ValueError(f"probabilities must have the shape {wanted} on this canvas, received {read.shape}")
        super().__init__(
            canvas=floats(canvas),
            shape=list(canvas.shape),
            network={"picture": [WINDOW, WINDOW, 1], "layers": layers_of(LENET_REFERENCE)},
            weights=floats(weights_of(LENET_REFERENCE, trained_network.weights())),
            said=read.argmax(axis=-1).tolist(),
            surest=read.max(axis=-1).tolist(),
            peaks=[list(peak) for peak in peaks_of(read.max(axis=-1))],
            place=list(place),
        )

    def probabilities(self) -> np.ndarray:
        """What the network says of the window where it stands now, (10,)."""
        row, column = self.place
        window = self._pixels()[row : row + WINDOW, column : column + WINDOW]
        return trained_network.probabilities(window[np.newaxis, :, :, np.newaxis])[0]

    def still(self) -> str:
        """The canvas with the window, and the map."""
        said, surest = np.array(self.said), np.array(self.surest)
        return drawn_detector(self._pixels(), said=said, surest=surest, place=self.place, answer=self._answer()).html()

    def alt(self) -> str:
        """What is said of the window, and in every cell of the map."""
        return f"{self.title}. {_spoken(self.said, self.surest, self.place, self._answer())}"

    def _pixels(self) -> np.ndarray:
        return np.frombuffer(self.canvas, dtype="<f4").reshape(self.shape)

    def _answer(self) -> str:
        """What is said of the window, with its percent."""
        shares = self.probabilities()
        return f"{shares.argmax()} ({percent(float(shares.max()))})"


def three_digits() -> np.ndarray:
    """Three test digits, a 4, a 1 and a 2, at three heights on one canvas: (62, 104), 0 black to 1 white."""
    canvas = np.zeros((62, 104), dtype=np.float32)
    for number, row, column in ((2, 18, 0), (5, 0, 36), (6, 30, 72)):
        canvas[row : row + WINDOW, column : column + WINDOW] = digits().x_test[number, :, :, 0]
    return canvas


def read_windows(canvas: np.ndarray) -> np.ndarray:
    """What the trained network says at every sixth row and column, window by window: (down, across, 10).

    canvas: (rows, columns), 0 black to 1 white.
    """
    windows = np.lib.stride_tricks.sliding_window_view(canvas, (WINDOW, WINDOW))[::JUMP, ::JUMP]
    said = trained_network.probabilities(windows.reshape(-1, WINDOW, WINDOW, 1))
    return said.reshape(*windows.shape[:2], -1)


def peaks_of(surest: np.ndarray) -> list[tuple[int, int]]:
    """The cells with a larger number than all around them, up to eight: (row, column), from left to right.

    surest: (rows, columns).
    """
    rows, columns = surest.shape
    around = np.lib.stride_tricks.sliding_window_view(np.pad(surest, 1, constant_values=-np.inf), (3, 3))
    least = np.sort(around.reshape(rows, columns, 9), axis=-1)[:, :, -2]  # the largest but one: where equal, no peak
    return [(int(row), int(column)) for column, row in np.argwhere((surest > least).T)]


@in_house_style
def drawn_detector(
    canvas: np.ndarray, *, said: np.ndarray, surest: np.ndarray, place: Sequence[int], answer: str
) -> Picture:
    """The canvas with the window outlined; below it the map, each cell under the middle of its window.

    canvas: (rows, columns), 0 black to 1 white; said, surest: (places down, places across), the class and its
    probability; place: the window's first row and column; answer: what is said of it.
    """
    (rows, columns), down = canvas.shape, len(said)
    width = 7.2
    picture = Picture(width, width * (rows + JUMP * down) / columns + 0.9, alt=_spoken(said, surest, place, answer))
    upper, lower = picture.subplots(2, 1, height_ratios=(rows, JUMP * down))
    draw_greys(upper, canvas)
    outline(upper, row=place[0], column=place[1], rows=WINDOW, columns=WINDOW)
    upper.set_title(f"Window from row {place[0]}, column {place[1]}: {answer}")
    draw_greys(lower, surest)
    for (row, column), digit in np.ndenumerate(said):
        share = float(surest[row, column])
        colour = "white" if share < 0.55 else INK
        lower.text(column, row - 0.15, str(digit), ha="center", va="center", fontweight="bold", color=colour)
        lower.text(column, row + 0.28, whole_percent(share), ha="center", va="center", fontsize=7, color=colour)
    for row, column in peaks_of(surest):
        outline(lower, row=row, column=column, rows=1, columns=1)
    left = WINDOW / 2 / JUMP  # half a window, in cells: so far left of the first middle does the canvas begin
    lower.set_xlim(-left, columns / JUMP - left)
    lower.set_title("First guess and its percent, by the middle of the window; outlined: the peaks")
    for spine in lower.spines.values():
        spine.set_visible(False)
    return picture


def whole_percent(share: float) -> str:
    """0.874 -> "87"; what is not certain is not rounded to 100."""
    return str(min(int(100 * share + 0.5), 99 if share < 1 else 100))


def _spoken(
    said: np.ndarray | Sequence[Sequence[int]],
    surest: np.ndarray | Sequence[Sequence[float]],
    place: Sequence[int],
    answer: str,
) -> str:
    lines = "; ".join(
        f"from row {JUMP * row}: "
        + ", ".join(f"{digit} {percent(float(share))}" for digit, share in zip(*line, strict=True))
        for row, line in enumerate(zip(said, surest, strict=True))
    )
    return (
        f"A canvas with a window of {WINDOW} pixels from row {place[0]}, column {place[1]}, read as {answer}. "
        f"Below, the first guess for windows {JUMP} pixels apart, from left to right, {lines}."
    )
