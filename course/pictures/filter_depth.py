"""A slider for the number of filters of one layer: as many maps, and the shape and parameters that follow."""

from __future__ import annotations

import numpy as np
import traitlets

from course.kernels import KERNELS
from course.pictures.geometry import stacked_maps
from course.pictures.live import LivePicture, floats, script_and_style

FILTERS = ("Sobel x", "Sobel y", "emboss", "edge b", "box blur", "edge a", "sharpen", "identity")  # of course.kernels
MOST_PIXELS = 128


class FilterDepth(LivePicture):
    """The picture and one map for each filter; every filter looks at the mean of the picture's channels."""

    _esm, _css = script_and_style("filter_depth")

    title = traitlets.Unicode("One map for each filter").tag(sync=True)
    image = traitlets.Bytes().tag(sync=True)  # floats() of (rows, columns, channels)
    image_shape = traitlets.List(traitlets.Int()).tag(sync=True)
    kernels = traitlets.Bytes().tag(sync=True)  # floats() of (filters, height, width, channels)
    kernel_size = traitlets.List(traitlets.Int()).tag(sync=True)  # height, width
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)  # of the filters
    filters = traitlets.Int(3).tag(sync=True)  # how many are shown

    def __init__(self, image: np.ndarray, *, filters: int = 3) -> None:
        """image: (rows, columns, 1 or 3), 0..1, at most 128 × 128; filters: from 1 to 8.

        Raises ValueError for anything else.
        """
        if (
            image.ndim != 3
            or image.shape[2] not in (1, 3)
            or not 3 <= min(image.shape[:2]) <= max(image.shape[:2]) <= 128
        ):
            raise ValueError(
                f"image must be (rows, columns, 1 or 3), 3 to {MOST_PIXELS} pixels, received {image.shape}"
            )
        if not 1 <= filters <= len(FILTERS):
            raise ValueError(f"filters must be from 1 to {len(FILTERS)}, received {filters}")
        self._image = np.asarray(image, dtype=float)
        super().__init__(
            image=floats(image),
            image_shape=list(image.shape),
            kernels=floats(np.moveaxis(_kernels(image.shape[2]), -1, 0)),
            kernel_size=[3, 3],
            names=list(FILTERS),
            filters=filters,
        )

    def maps(self) -> np.ndarray:
        """The maps that are shown: (rows − 2, columns − 2, filters)."""
        kernels = _kernels(self._image.shape[2])[..., : self.filters]
        windows = np.lib.stride_tricks.sliding_window_view(self._image, (3, 3), axis=(0, 1))
        return np.einsum("rcxij,ijxf->rcf", windows, kernels)

    def still(self) -> str:
        """The picture and its maps side by side, and the words below them."""
        shown = stacked_maps(self._image, self.maps(), names=FILTERS[: self.filters])
        return f"{shown.html()}<p>{self._words()}</p>"

    def alt(self) -> str:
        """What comes in, what comes out, and what it costs."""
        return f"{self.title}. The filters are {', '.join(FILTERS[: self.filters])}. {self._words()}"

    def _words(self) -> str:
        rows, columns, channels = self.image_shape
        return (
            f"Shape {rows} × {columns} × {channels} → {rows - 2} × {columns - 2} × {self.filters}. Parameters: "
            f"(3 × 3 × {channels} + 1) × {self.filters} = {(9 * channels + 1) * self.filters:,}."
        )


def _kernels(channels: int) -> np.ndarray:
    """All filters, (3, 3, channels, filters); each channel has its share, so that together they look at the mean."""
    flat = np.stack([KERNELS[name] for name in FILTERS], axis=-1)
    return np.repeat(flat[:, :, np.newaxis] / channels, channels, axis=2)
