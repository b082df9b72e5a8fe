"""The one look of the course's still pictures, and the text alternative that each of them carries.

Sizes are inches of 96 screen pixels. Signed values are drawn blue (negative), white (zero), red (positive), a scale
that colour-blind readers can tell apart too, always centred on 0. Greys run from 0 (black) to 1 (white).
"""

from __future__ import annotations

import base64
import html
from io import BytesIO

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import CenteredNorm
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from course.pictures.words_only import in_words_only

# Okabe and Ito's colours, chosen to stay distinct under every kind of colour blindness.
BLUE, VERMILION, ORANGE, GREEN, GREY, INK = "#0072B2", "#D55E00", "#E69F00", "#009E73", "#8A8A8A", "#222222"
SIGNED_COLOURS = "RdBu_r"

SCREEN_DPI = 96
PNG_DPI = 2 * SCREEN_DPI  # sharp on high-resolution screens
QUICK = 1  # of zlib's 9 levels: hardly larger files than by the usual 6, and a fifth of the time is saved

# A decorator for the functions that draw.
in_house_style = rc_context(
    {
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.labelsize": 10,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "figure.facecolor": "white",
        "figure.titlesize": 12,
        "font.size": 10,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
)


class Picture(Figure):
    """A matplotlib figure that a notebook shows as an image with a text alternative.

    It is not known to pyplot, so it is shown once, where its cell returns or displays it.
    """

    def __init__(self, width: float, height: float, *, alt: str) -> None:
        """`width` and `height` in inches; `alt` says in words what the picture shows, its numbers included."""
        super().__init__(figsize=(width, height), dpi=SCREEN_DPI, layout="constrained")
        self.alt = alt

    def png(self) -> bytes:
        """The picture as a PNG file, at twice the screen's resolution."""
        buffer = BytesIO()
        about = {"Description": self.alt}
        self.savefig(buffer, format="png", dpi=PNG_DPI, metadata=about, pil_kwargs={"compress_level": QUICK})
        return buffer.getvalue()

    def html(self) -> str:
        """The picture as an `<img>` with everything in it."""
        source = base64.b64encode(self.png()).decode("ascii")
        width = round(self.get_figwidth() * SCREEN_DPI)
        return (
            f'<img alt="{html.escape(self.alt)}" width="{width}" '
            f'style="max-width: 100%; height: auto; background: white" src="data:image/png;base64,{source}">'
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002, IPython's signature
        text = {"text/plain": f"[Picture] {self.alt}"}
        if in_words_only():
            return text
        return {"text/html": self.html(), **text}


def signed_scale(values: np.ndarray) -> CenteredNorm:
    """A colour scale for positive and negative `values` (any shape) with 0 in its middle."""
    largest = float(np.max(np.abs(values), initial=0.0))
    return CenteredNorm(vcenter=0.0, halfrange=largest or 1.0)


def strongest_scale(values: np.ndarray) -> CenteredNorm:
    """As `signed_scale`, for `values` of which a few tower above the rest.

    The strongest colour stands for three times their root mean square, or the largest if that is less, and for all that
    lies beyond. values: any shape, not empty.
    """
    strongest = min(float(np.max(np.abs(values))), 3 * float(np.sqrt(np.mean(np.square(values)))))
    return CenteredNorm(vcenter=0.0, halfrange=strongest or 1.0)


def draw_greys(axes: Axes, image: np.ndarray) -> AxesImage:
    """Draw `image` (rows, columns), 0 black to 1 white, pixel by pixel, with a thin frame and no ticks."""
    return _framed(axes, axes.imshow(image, cmap="gray", vmin=0.0, vmax=1.0, interpolation="nearest"))


def draw_signed(axes: Axes, values: np.ndarray, scale: CenteredNorm) -> AxesImage:
    """Draw `values` (rows, columns) on `scale`, pixel by pixel, with a thin frame and no ticks."""
    return _framed(axes, axes.imshow(values, cmap=SIGNED_COLOURS, norm=scale, interpolation="nearest"))


def _framed(axes: Axes, drawn: AxesImage) -> AxesImage:
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_linewidth(0.6)
    return drawn


def write_numbers(axes: Axes, image: np.ndarray, *, decimals: int = 1) -> None:
    """Write into each cell of a drawn `image` (rows, columns), 0 black to 1 white, its value."""
    for (row, column), value in np.ndenumerate(image):
        colour = "white" if value < 0.55 else INK
        axes.text(column, row, f"{value:.{decimals}f}", ha="center", va="center", fontsize=7.5, color=colour)


def outline(axes: Axes, *, row: int, column: int, rows: int, columns: int, colour: str = ORANGE) -> None:
    """Outline the cells from (row, column), `rows` down and `columns` to the right, in a drawn image."""
    axes.add_patch(
        Rectangle((column - 0.5, row - 0.5), columns, rows, fill=False, edgecolor=colour, linewidth=2, clip_on=False)
    )
