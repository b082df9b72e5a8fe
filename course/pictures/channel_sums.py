"""Several channels under one filter: what each adds, cell by cell, and the one map that they add up to.

The counterpart of the article's figure 13.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from course.kernels import slide
from course.pictures.geometry import summed_channels
from course.pictures.live import LivePicture, floats, script_and_style

MOST_PIXELS, MOST_CHANNELS, MOST_FILTERS, LARGEST_KERNEL = 128, 6, 16, 5


class ChannelSums(LivePicture):
    """Channels, the sheet of a filter for each of them, each channel's part of the map, and the sum of the parts.

    In Python `place` is the cell of the sum that is taken apart, [row, column], `filter` the filter that is chosen, and
    `off` the channels that are left out; they can be read and set.
    """

    _esm, _css = script_and_style("channel_sums")

    title = traitlets.Unicode("Added up across the channels").tag(sync=True)
    image = traitlets.Bytes().tag(sync=True)  # floats() of (rows, columns, 1 or 3), 0..1: what it is all about
    image_shape = traitlets.List(traitlets.Int()).tag(sync=True)
    channels = traitlets.Bytes().tag(sync=True)  # floats() of (rows, columns, channels)
    shape = traitlets.List(traitlets.Int()).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)  # of the channels
    weights = traitlets.Bytes().tag(sync=True)  # floats() of the kernels, then of the biases
    kernel_size = traitlets.List(traitlets.Int()).tag(sync=True)  # height, width
    filters = traitlets.List(traitlets.Unicode()).tag(sync=True)  # their names
    filter = traitlets.Int(0).tag(sync=True)
    place = traitlets.List(traitlets.Int()).tag(sync=True)  # row and column
    off = traitlets.List(traitlets.Int()).tag(sync=True)  # positions in names

    def __init__(
        self,
        image: np.ndarray,
        kernels: np.ndarray,
        biases: Sequence[float] | None = None,
        *,
        names: Sequence[str],
        channels: np.ndarray | None = None,
        filters: Sequence[str] | None = None,
    ) -> None:
        """What a convolution layer, stride 1, no padding, adds up.

        image: (rows, columns, 3), 0..1; kernels: (height, width, channels, filters); biases: (filters,), 0 unless
        given; channels: (rows, columns, channels), what the filters look at, the image itself unless given; names: of
        the channels; filters: their names, numbers unless given. It begins at the largest number of the first map.
        Raises ValueError where these do not fit together.
        """
        channels = image if channels is None else channels
        biases = [0.0] * kernels.shape[-1] if biases is None else biases
        filters = [f"filter {number}" for number in range(kernels.shape[-1])] if filters is None else filters
        _check(image, channels, kernels)
        if (len(names), len(biases), len(filters)) != (kernels.shape[2], kernels.shape[3], kernels.shape[3]):
            raise ValueError(
                f"there must be a name for each of {kernels.shape[2]} channels, and a bias and a name for each of "
                f"{kernels.shape[3]} filters, received {len(names)}, {len(biases)} and {len(filters)}"
            )
        self._image, self._channels = np.asarray(image, dtype=float), np.asarray(channels, dtype=float)
        self._kernels, self._biases = np.asarray(kernels, dtype=float), np.asarray(biases, dtype=float)
        total = self.parts(0).sum(axis=2)
        super().__init__(
            image=floats(image),
            image_shape=list(image.shape),
            channels=floats(channels),
            shape=list(channels.shape),
            names=list(names),
            weights=floats(np.concatenate([self._kernels.ravel(), self._biases])),
            kernel_size=list(kernels.shape[:2]),
            filters=list(filters),
            place=[int(at) for at in np.unravel_index(total.argmax(), total.shape)],
        )

    def parts(self, number: int) -> np.ndarray:
        """What each channel adds to the map of a filter: (rows, columns, channels); the bias is not among it."""
        sheets = np.moveaxis(self._kernels[..., number], 2, 0)
        return np.stack([slide(c, s) for c, s in zip(np.moveaxis(self._channels, 2, 0), sheets, strict=True)], axis=-1)

    def still(self) -> str:
        """The picture, every channel's part and their sum side by side, and one cell written out."""
        shown = summed_channels(self._image, self.parts(self.filter), names=self.names, bias=self._bias())
        return f"{shown.html()}<p>{self._words()}</p>"

    def alt(self) -> str:
        """The shapes, and one cell of the sum with what each channel adds to it."""
        rows, columns, channels = self.shape
        height, width, _, filters = self._kernels.shape
        return (
            f"{self.title}. Shape {rows} × {columns} × {channels}, filters of {height} × {width} × {channels}; shown "
            f"is {self.filters[self.filter]}, 1 of {filters}. {self._words()}"
        )

    def _bias(self) -> float:
        return float(self._biases[self.filter])

    def _words(self) -> str:
        row, column = self.place
        parts = self.parts(self.filter)[row, column]
        return f"Row {row}, column {column} of the sum: {equation(self.names, parts, self._bias())}."


def equation(names: Sequence[str], parts: Sequence[float] | np.ndarray, bias: float) -> str:
    """The addition written out, with two decimals; "≈" where the rounded numbers do not add up.

    names: of the parts; a bias of 0 is left out.
    """
    terms = [*zip(names, map(float, parts), strict=True), *([("bias", bias)] if bias else [])]
    written = [f"{name} {_in_words(value, brackets=at > 0)}" for at, (name, value) in enumerate(terms)]
    total = sum(map(float, parts)) + bias
    exact = abs(sum(round(value, 2) for _, value in terms) - round(total, 2)) < 1e-9
    return f"{' + '.join(written)} {'=' if exact else '≈'} {_in_words(total)}"


def _in_words(value: float, *, brackets: bool = False) -> str:
    rounded = round(value, 2)
    text = f"{abs(rounded):.2f}".rstrip("0").rstrip(".")
    return text if rounded >= 0 else f"(−{text})" if brackets else f"−{text}"


def _check(image: np.ndarray, channels: np.ndarray, kernels: np.ndarray) -> None:
    if image.ndim != 3 or image.shape[2] not in (1, 3):
        raise ValueError(f"image must be (rows, columns, 1 or 3), received {image.shape}")
    if channels.ndim != 3 or max(channels.shape[:2]) > MOST_PIXELS or channels.shape[2] > MOST_CHANNELS:
        raise ValueError(
            f"channels must be (rows, columns, channels), {MOST_PIXELS} pixels and {MOST_CHANNELS} channels at most, "
            f"received {channels.shape}"
        )
    if kernels.ndim != 4 or kernels.shape[2] != channels.shape[2] or not 1 <= kernels.shape[3] <= MOST_FILTERS:
        raise ValueError(
            f"kernels must be (height, width, {channels.shape[2]}, 1 to {MOST_FILTERS} filters), "
            f"received {kernels.shape}"
        )
    if max(kernels.shape[:2]) > LARGEST_KERNEL or any(np.less(channels.shape[:2], kernels.shape[:2])):
        raise ValueError(
            f"a filter must fit on the channels and be {LARGEST_KERNEL} × {LARGEST_KERNEL} at most, "
            f"received {kernels.shape[0]} × {kernels.shape[1]} on {channels.shape[0]} × {channels.shape[1]}"
        )
