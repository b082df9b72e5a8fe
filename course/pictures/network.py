"""A network as a strip of stages: planned, and at work on a real picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.gridspec import SubplotSpec
from matplotlib.patches import FancyBboxPatch, Rectangle

from course.percent import percent
from course.pictures.style import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    SIGNED_COLOURS,
    Picture,
    draw_greys,
    draw_signed,
    in_house_style,
    outline,
    signed_scale,
)
from course.plans import Block
from course.stages import Stage


@in_house_style
def plan(blocks: Sequence[Block]) -> Picture:
    """The stages of a network in order, from left to right, block by block; the learner's own block dashed."""
    spoken = [
        f"{block.heading}{' (to be completed)' if block.open else ''}: "
        + ", ".join(f"{kind} {setting}".strip() for kind, setting in block.stages)
        for block in blocks
    ]
    picture = Picture(9.2, 1.75, alt=f"The network from left to right. {'. '.join(spoken)}.")
    axes = picture.add_subplot()
    axes.set_axis_off()
    left = 0.0
    for block in blocks:
        left = _draw_block(axes, block, left) + 0.35
    axes.set_xlim(-0.1, left - 0.25)
    axes.set_ylim(-0.75, 1.05)
    return picture


def _draw_block(axes: Axes, block: Block, left: float) -> float:
    """Draw one block from `left` on; return where it ends. A stage is 1 wide with a gap of 0.12."""
    colour, line = (ORANGE, "--") if block.open else (BLUE, "-")
    width = 1.12 * len(block.stages) - 0.12
    axes.text(left, 0.72, block.heading, fontsize=10, fontweight="bold", color=INK)
    axes.plot([left, left + width], [0.64, 0.64], color=colour, linestyle=line, linewidth=2)
    for position, (kind, setting) in enumerate(block.stages):
        x = left + 1.12 * position
        shape = FancyBboxPatch(
            (x, -0.5),
            1,
            1,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor="white",
            edgecolor=colour,
            linestyle=line,
        )
        axes.add_patch(shape)
        axes.text(x + 0.5, 0.14, kind, ha="center", va="center", fontsize=9, fontweight="bold")
        axes.text(x + 0.5, -0.2, setting.replace(", ", "\n"), ha="center", va="center", fontsize=8)
    return left + width


@in_house_style
def pipeline(stages: Sequence[Stage], *, class_names: Sequence[str]) -> Picture:
    """Every stage's real values for one picture: maps in their order, vectors as strips, the classes' as bars.

    The first stage is the picture in greys, the last the probabilities, or the scores where the network ends in these;
    all between are signed, each stage on a scale of its own, whose ends stand in its label.
    """
    heights = [_height(stage) for stage in stages[:-1]] + [1.2]
    alt = f"A picture on its way through the network: {spoken(stages, class_names)}"
    picture = Picture(9.0, sum(heights) + 0.5, alt=alt)
    grid = picture.add_gridspec(len(stages), 2, height_ratios=heights, width_ratios=(1.25, 7))
    for row, stage in enumerate(stages):
        label = picture.add_subplot(grid[row, 0])
        label.set_axis_off()
        label.text(0, 0.5, f"{stage.name}\n{stage.shape}\n{stage.extent}", va="center", fontsize=8.5)
        if row == 0:
            _draw_start(picture, grid[row, 1], stage)
        elif row == len(stages) - 1:
            _draw_bars(picture.add_subplot(grid[row, 1]), _answers(stages), class_names)
        elif stage.values.ndim == 3:
            _draw_maps(picture, grid[row, 1], stage)
        else:
            _draw_vector(picture.add_subplot(grid[row, 1]), stage.values)
    return picture


def _height(stage: Stage) -> float:
    """Inches that a stage's row takes."""
    if stage.values.ndim != 3:
        return 0.42
    return 1.0 if stage.values.shape[2] <= 8 else 0.6


def _draw_start(picture: Picture, place: SubplotSpec, stage: Stage) -> None:
    """The picture in greys, and beside it how the colours of the rows below are to be read."""
    cells = place.subgridspec(1, 6, wspace=0.08)
    draw_greys(picture.add_subplot(cells[0]), stage.values[:, :, 0])
    legend = picture.add_subplot(cells[2:5].subgridspec(3, 1)[1])
    legend.imshow(np.linspace(-1, 1, 101)[np.newaxis], cmap=SIGNED_COLOURS, aspect="auto")
    legend.set_title("each row below has its own scale, 0 in the middle", fontsize=8.5)
    legend.set_xticks([0, 50, 100], ["−largest", "0", "+largest"], fontsize=8)
    legend.set_yticks([])


def _draw_maps(picture: Picture, place: SubplotSpec, stage: Stage) -> None:
    """All maps of a stage in a row, on one scale."""
    channels = stage.values.shape[2]
    scale = signed_scale(stage.values)
    cells = place.subgridspec(1, max(channels, 6), wspace=0.08)
    for channel in range(channels):
        draw_signed(picture.add_subplot(cells[channel]), stage.values[:, :, channel], scale)


def _draw_vector(axes: Axes, values: np.ndarray) -> None:
    """A vector as one row of cells."""
    axes.imshow(
        values[np.newaxis], cmap=SIGNED_COLOURS, norm=signed_scale(values), aspect="auto", interpolation="nearest"
    )
    axes.set_xticks([])
    axes.set_yticks([])


def _draw_bars(axes: Axes, answers: np.ndarray, class_names: Sequence[str]) -> None:
    positions = np.arange(len(answers))
    best = int(answers.argmax())
    axes.bar(positions, answers, color=[BLUE if position == best else GREY for position in positions])
    axes.set_xticks(positions, class_names)
    axes.set_yticks([])
    if _are_probabilities(answers):
        axes.set_ylim(0, 1.25)
    else:
        axes.axhline(0, color=GREY, linewidth=0.8)
        axes.margins(y=0.25)
    for position, label in enumerate(_labels(answers)):
        above = answers[position] >= 0
        axes.annotate(
            label,
            (position, answers[position]),
            xytext=(0, 2 if above else -2),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=7.5,
        )


def _are_probabilities(answers: np.ndarray) -> bool:
    return bool(answers.min() >= 0 and abs(answers.sum() - 1) < 0.001)


def _labels(answers: np.ndarray) -> list[str]:
    return [*map(percent if _are_probabilities(answers) else _signed, answers)]


def _answers(stages: Sequence[Stage]) -> np.ndarray:
    """The last stage's numbers, (classes,): a network may also end in maps of a single cell."""
    return stages[-1].values.ravel()


def spoken(stages: Sequence[Stage], class_names: Sequence[str]) -> str:
    """Every stage with its shape and extent, and the class of which the network is the surest."""
    steps = "; ".join(f"{stage.name}, {stage.shape}, values from {stage.extent}" for stage in stages)
    answers = _answers(stages)
    best = int(answers.argmax())
    what = "probability" if _are_probabilities(answers) else "score"
    return f"{steps}. The highest {what}, {_labels(answers)[best]}, is for {class_names[best]}."


@in_house_style
def pool_windows(values: np.ndarray, *, size: int, stride: int) -> Picture:
    """A map with its pooling windows outlined and the cells that no window reaches hatched; next to it the result.

    values: (rows, columns), signed. Max pooling without padding.
    """
    rows, columns = ((side - size) // stride + 1 for side in values.shape)
    reached = ((rows - 1) * stride + size, (columns - 1) * stride + size)
    pooled = np.array(
        [
            [values[r * stride : r * stride + size, c * stride : c * stride + size].max() for c in range(columns)]
            for r in range(rows)
        ]
    )
    largest = ", ".join(f"{value:.2f}" for value in pooled.ravel())
    unused = values.size - reached[0] * reached[1]
    picture = Picture(
        7.6,
        3.4,
        alt=(
            f"Left: a map of {values.shape[0]} by {values.shape[1]} numbers with {rows} by {columns} windows "
            f"of {size} by {size} outlined; {unused} cells in the last rows and columns lie in no window and are "
            f"hatched. Right: the {rows} by {columns} largest values: {largest}."
        ),
    )
    left, right = picture.subplots(1, 2, width_ratios=(1.7, 1))
    scale = signed_scale(values)
    for axes, numbers in ((left, values), (right, pooled)):
        drawn = draw_signed(axes, numbers, scale)
        _write_signed(axes, numbers, scale.halfrange)
    for row in range(rows):
        for column in range(columns):
            outline(left, row=row * stride, column=column * stride, rows=size, columns=size)
    _hatch(left, values.shape, reached)
    left.set_title(f"before: {values.shape[0]} × {values.shape[1]} (hatched: in no window)")
    right.set_title(f"after: {rows} × {columns}")
    picture.colorbar(drawn, ax=right, label="activation", shrink=0.7)
    return picture


def _write_signed(axes: Axes, values: np.ndarray, halfrange: float) -> None:
    for (row, column), value in np.ndenumerate(values):
        colour = "white" if abs(value) > 0.6 * halfrange else INK
        axes.text(column, row, _signed(value), ha="center", va="center", fontsize=7, color=colour)


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _hatch(axes: Axes, shape: tuple[int, ...], reached: tuple[int, int]) -> None:
    """Hatch what lies below and to the right of what the windows reach."""
    below = Rectangle((-0.5, reached[0] - 0.5), shape[1], shape[0] - reached[0])
    beside = Rectangle((reached[1] - 0.5, -0.5), shape[1] - reached[1], reached[0])
    for patch in (below, beside):
        patch.set(fill=False, hatch="////", edgecolor=INK, linewidth=0, alpha=0.6)
        axes.add_patch(patch)
