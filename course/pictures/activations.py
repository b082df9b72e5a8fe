"""Activations on paper: their graphs, what they do to a map, and where a network of two units says yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from course.activations import ACTIVATIONS, shares
from course.percent import percent
from course.pictures.style import (
    BLUE,
    GREY,
    INK,
    VERMILION,
    Picture,
    draw_signed,
    in_house_style,
    signed_scale,
)

RIVALS = ("relu", "leaky_relu", "tanh", "sigmoid")


@in_house_style
def rivals() -> Picture:
    """ReLU, leaky ReLU, tanh and sigmoid (solid) over -4..4, each with its slope (dotted) on the same axes."""
    x = np.linspace(-4, 4, 801)
    spoken = []
    picture = Picture(9.2, 2.9, alt="")
    for axes, kind in zip(picture.subplots(1, len(RIVALS), sharey=True), RIVALS, strict=True):
        activation = ACTIVATIONS[kind]
        y, slope = activation.function(x), activation.slope(x)
        _crosshair(axes)
        axes.plot(x, y, color=BLUE, linewidth=2.2, label="function")
        axes.plot(x, slope, color=VERMILION, linestyle=":", linewidth=2.2, label="slope")
        axes.set(title=activation.title, xlabel="x", ylim=(-1.3, 4.2), xticks=range(-4, 5, 2), yticks=range(-1, 5))
        spoken.append(
            f"{activation.title}: from {_number(y[0])} to {_number(y[-1])}, "
            f"its slope from {_number(slope.min())} to {_number(slope.max())}"
        )
    picture.axes[0].legend(frameon=False, loc="upper left")
    picture.alt = f"Four graphs of x from −4 to 4, each with its slope. {'. '.join(spoken)}."
    return picture


def _share(holds: np.ndarray) -> str:
    """Of how many of these it is true."""
    return percent(float(np.mean(holds)), 0)


def _number(value: float, decimals: int = 2) -> str:
    """With a real minus sign."""
    return f"{value:.{decimals}f}".replace("-", "−")


def _crosshair(axes: Axes) -> None:
    for line in (axes.axhline, axes.axvline):
        line(0, color=GREY, linewidth=0.6)


@in_house_style
def before_and_after(before: np.ndarray, after: np.ndarray, *, largest: float) -> Picture:
    """A feature map before and after an activation, in greys, and how often each value occurs.

    before, after: (rows, columns), signed numbers. In the maps -largest and below is black, 0 mid-grey, `largest` and
    above white. The bars are drawn on a logarithmic scale, for most numbers of a map lie close to 0.
    """
    spoken = [
        f"{name}, the numbers run from {_number(values.min())} to {_number(values.max())}; "
        f"{_share(values < 0)} are below 0 and {_share(values == 0)} exactly 0"
        for name, values in (("Before", before), ("After", after))
    ]
    picture = Picture(
        8.4,
        6.6,
        alt="Above, a feature map before and after, in greys: black is negative, mid-grey 0, white positive. Below, "
        f"how often each value occurs. {'. '.join(spoken)}.",
    )
    grid = picture.subplots(2, 2, height_ratios=(3.4, 1.4))
    edges = np.linspace(min(before.min(), after.min()), max(before.max(), after.max()), 61)
    for column, (name, values) in enumerate((("before", before), ("after", after))):
        shown, bars = grid[0, column], grid[1, column]
        image = shown.imshow(values, cmap="gray", vmin=-largest, vmax=largest, interpolation="nearest")
        shown.set(title=f"{name}: {_number(values.min())} to {_number(values.max())}", xticks=[], yticks=[])
        bars.hist(values.ravel(), bins=edges.tolist(), color=BLUE if column else GREY, log=True)
        bars.axvline(0, color=INK, linewidth=0.8)
        bars.set(xlabel="value", ylabel="how many (log scale)", ylim=(0.7, 2 * before.size))
        bars.set_title(f"{_share(values < 0)} below 0, {_share(values == 0)} exactly 0", fontsize=10)
    picture.colorbar(image, ax=grid[0, :], shrink=0.7)
    return picture


@in_house_style
def activation_overview(
    values: np.ndarray, *, kind: str, bias: float, largest: float, reach: float, title: str
) -> Picture:
    """What the live activation graph begins with: the graph, the numbers on it, the map before and after.

    values: (rows, columns); kind: a name in ACTIVATIONS; bias: added to every number first; largest: the value of the
    maps' strongest colour; reach: where the x axis ends on either side.
    """
    activation, moved = ACTIVATIONS[kind], values + bias
    after = activation.function(moved)
    picture = Picture(9.2, 3.9, alt=overview_in_words(values, kind=kind, bias=bias))
    picture.suptitle(title)
    grid = picture.add_gridspec(2, 3, height_ratios=(2, 1), width_ratios=(1.1, 1, 1))
    graph, bars = picture.add_subplot(grid[0, 0]), picture.add_subplot(grid[1, 0])
    x = np.linspace(-reach, reach, 401)
    _crosshair(graph)
    graph.plot(x, activation.function(x), color=BLUE, linewidth=2.2, label=activation.title)
    graph.plot(x, activation.slope(x), color=VERMILION, linestyle=":", linewidth=2.2, label="its slope")
    graph.set(xlim=(-reach, reach), ylim=(-reach, reach))
    graph.legend(frameon=False)
    bars.hist(moved.ravel(), bins=np.linspace(-reach, reach, 61).tolist(), color=GREY, log=True)
    bars.axvline(0, color=INK, linewidth=0.8)
    bars.set(xlim=(-reach, reach), xlabel="number plus bias", ylabel="how many (log scale)")
    scale = signed_scale(np.array([largest]))
    for column, (name, shown) in enumerate((("before", moved), (f"after {activation.title}", after)), start=1):
        axes = picture.add_subplot(grid[:, column])
        image = draw_signed(axes, shown, scale)
        axes.set_title(name)
    picture.colorbar(image, ax=picture.axes[2:], shrink=0.7, location="bottom")
    return picture


def overview_in_words(values: np.ndarray, *, kind: str, bias: float) -> str:
    """The same for who cannot see it: the ranges before and after, and the shares that matter."""
    moved = values + bias
    after, told = ACTIVATIONS[kind].function(moved), shares(moved, kind)
    return (
        f"{values.shape[0]} by {values.shape[1]} numbers, a feature map, with a bias of {_number(bias)}, go through "
        f"{ACTIVATIONS[kind].title}. "
        f"Before: from {_number(moved.min())} to {_number(moved.max())}, {percent(told.negative, 0)} below 0. "
        f"After: from {_number(after.min())} to {_number(after.max())}, {percent(told.zero, 0)} exactly 0. "
        f"{percent(told.flat, 0)} of the numbers lie where the graph is nearly flat."
    )


@in_house_style
def yes_and_no(network: Callable[[np.ndarray], np.ndarray], *, wanted: Sequence[bool]) -> Picture:
    """Where a network of two inputs says yes (above 1/2) and no, and its answers for (0, 0), (0, 1), (1, 0), (1, 1).

    network: (n, 2) inputs -> (n,) outputs; wanted: the four right answers, in that order.
    """
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=float)
    answers = np.asarray(network(corners), dtype=float)
    said = [f"({a:.0f}, {b:.0f}): {_number(y)}" for (a, b), y in zip(corners, answers, strict=True)]
    right = [bool(y > 0.5) == want for y, want in zip(answers, wanted, strict=True)]
    ticks = np.linspace(-0.4, 1.4, 181)
    across, up = np.meshgrid(ticks, ticks)
    outputs = np.asarray(network(np.stack([across.ravel(), up.ravel()], axis=1)), dtype=float).reshape(across.shape)
    picture = Picture(
        5.2,
        3.9,
        alt=(
            f"The plane of the two inputs; the network says yes where its output is above ½. Its outputs are "
            f"{'; '.join(said)}. {sum(right)} of 4 are right."
        ),
    )
    axes = picture.add_subplot()
    image = axes.pcolormesh(across, up, outputs - 0.5, cmap="RdBu_r", norm=signed_scale(outputs - 0.5), rasterized=True)
    axes.contour(across, up, outputs, levels=[0.5], colors=[INK], linewidths=1.5)
    for (a, b), y, want, good in zip(corners, answers, wanted, right, strict=True):
        axes.plot(a, b, "o" if want else "s", color="white", markeredgecolor=INK, markersize=11)
        label = f"{_number(y)} {'right' if good else 'wrong'}"
        axes.annotate(
            label, (a, b), xytext=(0, 11), textcoords="offset points", ha="center",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )  # fmt: skip
    axes.set(xlabel="first input", ylabel="second input", xticks=[0, 1], yticks=[0, 1], aspect="equal")
    axes.set_title("○ should be yes, □ should be no")
    picture.colorbar(image, label="output minus ½", shrink=0.8)
    return picture
