"""Two kernels on one picture: live in the notebook, and still on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from matplotlib.axes import Axes

from course.kernels import KERNELS, slide
from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.style import Picture, draw_greys, draw_signed, in_house_style, strongest_scale

MOST_PIXELS = 320 * 240  # what a browser filters within a frame
SIZES = (3, 5)  # rows and columns of a kernel

Rows = list[list[float]]


class KernelEditor(LivePicture):
    """A picture under two kernels whose weights can be changed, with their sums, both results and the difference.

    The kernels slide with stride 1 and without padding, as `course.kernels.slide` does it. `first` and `second` are the
    kernels as they stand now, changed on the page or from here, as lists of rows.
    """

    _esm, _css = script_and_style("kernel_editor")

    title = traitlets.Unicode("Two kernels on one picture").tag(sync=True)
    photo = traitlets.Bytes().tag(sync=True)
    shape = traitlets.List(traitlets.Int()).tag(sync=True)  # rows, columns
    shows = traitlets.Unicode().tag(sync=True)
    presets: traitlets.List[Any] = traitlets.List().tag(sync=True)  # [name, kernel] of each
    first = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)
    second = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)

    def __init__(
        self,
        photo: np.ndarray,
        *,
        shows: str = "a picture in greys",
        first: str | np.ndarray = "edge c",
        second: str | np.ndarray = "Gaussian blur",
    ) -> None:
        """photo: (rows, columns), 0 black to 1 white, at most 76,800 pixels; `shows` says in words what is to be seen.

        first, second: the name of one of `course.kernels.KERNELS`, or a kernel of 3 × 3 or 5 × 5.
        Raises ValueError for a picture that is too large, too small or in colour, and for an unknown kernel.
        """
        if photo.ndim != 2 or photo.size > MOST_PIXELS or min(photo.shape) < max(SIZES):
            raise ValueError(
                f"the photo must be grey, 5 × 5 or more, and have at most {MOST_PIXELS} pixels, received the shape "
                f"{photo.shape}; photo(name, grey=True, shrink=2) of course.data gives a smaller one"
            )
        self._photo = photo.astype(np.float64)
        super().__init__(
            photo=floats(photo),
            shape=list(photo.shape),
            shows=shows,
            presets=[[name, kernel.tolist()] for name, kernel in KERNELS.items()],
            first=_rows(first),
            second=_rows(second),
        )

    @traitlets.validate("first", "second")
    def _check(self, proposal: traitlets.Bunch) -> Rows:
        return _checked(proposal.value)

    def still(self) -> str:
        """The picture, what both kernels make of it, the difference, and the kernels' weights."""
        weights = (
            f"<p>Kernel {name}: {_in_words(np.array(rows))}</p>"
            for name, rows in (("A", self.first), ("B", self.second))
        )
        return "\n".join((self._compared().html(), *weights))

    def alt(self) -> str:
        """What is to be seen, both kernels, and the range of each result."""
        return self._compared().alt

    def _compared(self) -> Picture:
        return kernels_compared(self._photo, np.array(self.first), np.array(self.second), shows=self.shows)


def _rows(kernel: str | np.ndarray) -> Rows:
    if isinstance(kernel, str) and kernel not in KERNELS:
        raise ValueError(f"there is no kernel {kernel!r}; there are {', '.join(KERNELS)}")
    return _checked(np.asarray(KERNELS[kernel] if isinstance(kernel, str) else kernel, dtype=float).tolist())


def _checked(rows: Rows) -> Rows:
    if len(rows) not in SIZES or any(len(row) != len(rows) for row in rows):
        raise ValueError(f"a kernel has 3 × 3 or 5 × 5 weights, received {rows}")
    return rows


@in_house_style
def kernels_compared(photo: np.ndarray, first: np.ndarray, second: np.ndarray, *, shows: str = "a picture") -> Picture:
    """A picture, what two kernels make of it, and the difference between the two results.

    photo: (rows, columns), 0 black to 1 white; first, second: (3, 3) or (5, 5); `shows` says what the photo shows.
    The result of a kernel whose weights sum to 0 is drawn in colours by sign, centred on 0, the strongest of which
    stands for all beyond three times the root mean square; any other in greys, cut off at 0 and 1.
    """
    results = [slide(photo, kernel) for kernel in (first, second)]
    gap = difference(*results)
    parts = [("kernel A", first, results[0]), ("kernel B", second, results[1])]
    spoken = [f"Kernel {_in_words(kernel)} gives {_range(result)}" for _, kernel, result in parts]
    picture = Picture(
        9.6,
        2.9,
        alt=f"Left: {shows}. {'. '.join(spoken)}. Right: the difference of the two results, {_range(gap)}.",
    )
    axes = picture.subplots(1, 4)
    draw_greys(axes[0], photo).axes.set_title("the picture")
    for place, (name, kernel, result) in zip(axes[1:3], parts, strict=True):
        _draw_result(place, result, grey=not np.isclose(kernel.sum(), 0))
        place.set_title(name)
    _draw_result(axes[3], gap, grey=False)
    axes[3].set_title("A − B")
    for place, values in zip(axes[1:], (*results, gap), strict=True):
        place.set_xlabel(_range(values))
    return picture


def difference(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """`first` minus `second`, results (rows, columns) of kernels on the same picture, as far as both reach."""
    rows = min(len(first), len(second))
    one, other = (_middle(result, (len(result) - rows) // 2) for result in (first, second))
    return one - other


def _middle(result: np.ndarray, margin: int) -> np.ndarray:
    rows, columns = result.shape
    return result[margin : rows - margin, margin : columns - margin]


def _draw_result(axes: Axes, result: np.ndarray, *, grey: bool) -> None:
    if grey:
        draw_greys(axes, result)
    else:
        draw_signed(axes, result, strongest_scale(result))


def _in_words(kernel: np.ndarray) -> str:
    return "; ".join(" ".join(f"{weight:.4g}" for weight in row) for row in kernel)


def _range(values: np.ndarray) -> str:
    return f"from {values.min():.2f} to {values.max():.2f}"
