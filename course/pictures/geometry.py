"""Windows on a row, channels that are summed, and what a number at the end of some layers has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course.geometry import Layer, trace
from course.pictures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    VERMILION,
    Picture,
    draw_greys,
    draw_signed,
    in_house_style,
    outline,
    signed_scale,
)

PURPLE = "#AA4499"  # Okabe and Ito's, darkened so that white is read on it
FIELD_COLOURS = (BLUE, VERMILION, GREEN, PURPLE)
WINDOW_WORDS = {"Conv2D": "convolution {0} × {0}", "MaxPooling2D": "pooling {0} × {0}"}


@in_house_style
def places_on_a_row(n: int, k: int, s: int, *, before: int = 0, after: int = 0) -> Picture:
    """A row of n pixels, with zeros before and after it, and below it every place of a window of k with stride s.

    Pixels that lie under no window are hatched. Raises ValueError where the window does not fit.
    """
    starts = list(range(-before, n + after - k + 1, s))
    if not starts:
        raise ValueError(f"a window of {k} does not fit on {before} + {n} + {after}")
    covered = {start + offset for start in starts for offset in range(k)}
    picture = Picture(
        0.42 * (before + n + after) + 1.9,
        0.27 * len(starts) + 0.75,
        alt=_spoken_places(n, k, s, before, after, starts, len(set(range(n)) - covered)),
    )
    axes = picture.add_subplot()
    for pixel in range(-before, n + after):
        _draw_pixel(axes, pixel, real=0 <= pixel < n, hatched=pixel not in covered)
    for place, start in enumerate(starts):
        axes.add_patch(Rectangle((start + 0.04, -0.85 - 0.6 * place), k - 0.08, 0.42, color=BLUE))
        axes.text(n + after + 0.25, -0.64 - 0.6 * place, f"place {place}", va="center", fontsize=9)
    axes.set_xlim(-before - 0.2, n + after + 2.4)
    axes.set_ylim(-0.7 - 0.6 * len(starts), 1.15)
    axes.set_aspect("equal")
    axes.set_axis_off()
    return picture


def _spoken_places(n: int, k: int, s: int, before: int, after: int, starts: Sequence[int], left_over: int) -> str:
    zeros = f", with {before} zeros before and {after} after it" if before or after else ""
    rest = f" Pixels under no window: {left_over}." if left_over else ""
    return (
        f"A row of {n} pixels{zeros}. Below it a window of {k} with stride {s} in its {len(starts)} places; it starts "
        f"at {', '.join(str(start).replace('-', '−') for start in starts)}.{rest}"
    )


def _draw_pixel(axes: Axes, pixel: int, *, real: bool, hatched: bool) -> None:
    """A pixel with its number, or a dashed zero."""
    cell = Rectangle((pixel, 0), 1, 1, facecolor="white", edgecolor=INK if real else GREY)
    cell.set(linestyle="-" if real else "--", hatch="////" if hatched else None)
    axes.add_patch(cell)
    told = axes.text(pixel + 0.5, 0.5, str(pixel) if real else "0", ha="center", va="center", fontsize=10)
    told.set(color=INK if real else GREY, style="normal" if real else "italic")
    if hatched:
        told.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})


@in_house_style
def summed_channels(image: np.ndarray, maps: np.ndarray, *, names: Sequence[str], bias: float = 0.0) -> Picture:
    """A picture, the map that each channel makes with its own sheet of the kernel, and their sum.

    image: (rows, columns, 1 or 3), 0..1; maps: (rows, columns, channels), signed, all drawn on one scale; names: of the
    channels; bias: is added to the sum.
    """
    total = maps.sum(axis=2) + bias
    scale = signed_scale(np.concatenate([maps.ravel(), total.ravel()]))
    spoken = ", ".join(f"{name} from {_range(maps[:, :, c])}" for c, name in enumerate(names))
    picture = Picture(
        9.2,
        2.5,
        alt=f"A picture, then the map of each channel ({spoken}), and last their sum, from {_range(total)}.",
    )
    places = picture.subplots(1, len(names) + 2)
    places[0].imshow(image, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    places[0].set_title("picture")
    places[0].set_axis_off()
    for axes, name, values in zip(places[1:], (*names, "sum"), (*np.moveaxis(maps, 2, 0), total), strict=True):
        drawn = draw_signed(axes, values, scale)
        axes.set_title(name)
    picture.colorbar(drawn, ax=places[-1], shrink=0.8)
    return picture


def _range(values: np.ndarray) -> str:
    return f"{values.min():.1f} to {values.max():.1f}".replace("-", "−")


@in_house_style
def stacked_maps(image: np.ndarray, maps: np.ndarray, *, names: Sequence[str]) -> Picture:
    """A picture and the maps that a layer makes of it, one for each filter, each on its own scale.

    image: (rows, columns, 1 or 3), 0..1; maps: (rows, columns, filters), signed; names: of the filters.
    """
    spoken = "; ".join(f"{name}, values from {_range(maps[:, :, f])}" for f, name in enumerate(names))
    picture = Picture(
        2.1 * (len(names) + 1),
        2.6,
        alt=f"A picture and the {len(names)} maps that one layer makes of it: {spoken}.",
    )
    places = picture.subplots(1, len(names) + 1)
    places[0].imshow(image, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    places[0].set_title("picture")
    places[0].set_axis_off()
    for f, axes in enumerate(places[1:]):
        scale = signed_scale(maps[:, :, f])
        drawn = draw_signed(axes, maps[:, :, f], scale)
        axes.set_title(f"map {f}: {names[f]}\n±{scale.halfrange:.1f}", fontsize=9)
    bar = picture.colorbar(drawn, ax=places[-1], shrink=0.8)
    bar.set_ticks([-scale.halfrange, 0, scale.halfrange], labels=["−", "0", "+"])
    return picture


@in_house_style
def fields_on(image: np.ndarray, networks: Mapping[str, Sequence[Layer]]) -> Picture:
    """For each network: the picture, what the first number after each layer has seen of it, and what nobody has.

    image: (rows, columns), 0..1; networks: a name -> layers without padding, windows no smaller than their strides.
    """
    shape = (*image.shape, 1)
    traced = {name: trace(shape, layers) for name, layers in networks.items()}
    spoken = [
        f"{name}: the first number after each layer sees squares of {', '.join(str(step.field) for step in steps)} "
        f"pixels; {steps[-1].unseen[0] if steps[-1].unseen else 0} rows and columns at the end are seen by none"
        for name, steps in traced.items()
    ]
    picture = Picture(4.3 * len(networks), 6.0, alt=f"The same picture for each network. {'. '.join(spoken)}.")
    for axes, (name, steps) in zip(np.ravel(picture.subplots(1, len(networks))), traced.items(), strict=True):
        draw_greys(axes, image)
        axes.set_title(name)
        for layer, step, colour in zip(networks[name], steps, FIELD_COLOURS, strict=False):
            _draw_field(axes, step.field or 0, colour, WINDOW_WORDS[layer.kind].format(layer.k))
        _hatch_unseen(axes, image.shape, steps[-1].unseen or (0, 0))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), frameon=False, fontsize=9)
    return picture


def _draw_field(axes: Axes, side: int, colour: str, after: str) -> None:
    """A square in the upper left corner with its number, and its line in the legend."""
    outline(axes, row=0, column=0, rows=side, columns=side, colour=colour)
    axes.plot([], [], color=colour, linewidth=3, label=f"{side} × {side} seen after {after}")
    told = axes.text(side - 0.6, side - 0.7, str(side), ha="right", va="bottom", fontsize=8, color="white")
    told.set_bbox({"facecolor": colour, "edgecolor": "none", "pad": 1})


def _hatch_unseen(axes: Axes, shape: tuple[int, ...], unseen: tuple[int, int]) -> None:
    rows, columns = shape
    below = Rectangle((-0.5, rows - unseen[0] - 0.5), columns, unseen[0])
    beside = Rectangle((columns - unseen[1] - 0.5, -0.5), unseen[1], rows - unseen[0])
    for patch in (below, beside):
        patch.set(facecolor=GREY, edgecolor="white", hatch="////", linewidth=0)
        axes.add_patch(patch)
