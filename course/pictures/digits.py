"""Handwritten digits, and what a network says of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from course.percent import percent
from course.pictures.style import (
    BLUE,
    GREY,
    VERMILION,
    Picture,
    draw_greys,
    in_house_style,
)


@in_house_style
def digit_row(images: np.ndarray, labels: Sequence[int]) -> Picture:
    """One example of each class side by side.

    images: (images, rows, columns, 1), 0 black to 1 white; labels: (images,), what each one shows. The first image of
    each class is taken.
    """
    classes = sorted({int(label) for label in labels})
    names = ", ".join(map(str, classes))
    picture = Picture(8.0, 1.15, alt=f"One handwritten example of each digit, white on black: {names}.")
    for axes, digit in zip(picture.subplots(1, len(classes)), classes, strict=True):
        draw_greys(axes, images[int(np.argmax(np.asarray(labels) == digit)), :, :, 0])
        axes.set_title(str(digit), loc="center")
    return picture


def honest_choice(right: np.ndarray, *, at_random: int = 9, wrong: int = 3, seed: int = 0) -> np.ndarray:
    """Which images to show: some drawn at random, then the first wrongly classified ones that were not drawn.

    right: (images,), whether each image was classified correctly. Returns the images' positions, fewer than asked for
    when there are not enough.
    """
    drawn = np.random.default_rng(seed).permutation(len(right))[:at_random]
    missed = np.setdiff1d(np.flatnonzero(~right), drawn)[:wrong]
    return np.concatenate([drawn, missed])


@in_house_style
def verdicts(images: np.ndarray, labels: np.ndarray, probabilities: np.ndarray, *, columns: int = 3) -> Picture:
    """What a network says of each image: its answer, all its probabilities, and where it is wrong.

    images: (images, rows, columns, 1), 0 black to 1 white; labels: (images,); probabilities: (images, classes), each
    row summing to 1.
    """
    said = probabilities.argmax(axis=1)
    spoken = [
        f"a {label} taken for a {answer} ({percent(row[answer], 0)}{'' if label == answer else ', wrong'})"
        for label, answer, row in zip(labels, said, probabilities, strict=True)
    ]
    rows = -(-len(images) // columns)
    picture = Picture(
        9.0, 1.62 * rows, alt=f"{len(images)} digits and what the network says of them: {'; '.join(spoken)}."
    )
    grid = picture.add_gridspec(rows, columns, wspace=0.1, hspace=0.12)
    for position in range(len(images)):
        cell = grid[divmod(position, columns)].subgridspec(1, 2, wspace=0.08)
        seen, bars = picture.add_subplot(cell[0]), picture.add_subplot(cell[1])
        draw_greys(seen, images[position, :, :, 0])
        truth, answer = int(labels[position]), int(said[position])
        _draw_probabilities(bars, probabilities[position], truth=truth)
        bars.set_title(percent(probabilities[position, answer], 0), fontsize=10)
        _draw_verdict(seen, truth=truth, answer=answer)
    return picture


def _draw_probabilities(axes: Axes, probabilities: np.ndarray, *, truth: int) -> None:
    """A bar for each class, the true one in blue; as high as the image beside it."""
    classes = np.arange(len(probabilities))
    axes.barh(classes, probabilities, color=[BLUE if digit == truth else GREY for digit in classes])
    axes.set_xlim(0, 1)
    axes.set_ylim(len(probabilities) - 0.5, -0.5)
    axes.set_box_aspect(1)
    axes.set_yticks(classes)
    axes.set_xticks([])
    axes.tick_params(axis="y", labelsize=8, length=0, pad=1)
    axes.spines["bottom"].set_visible(False)


def _draw_verdict(axes: Axes, *, truth: int, answer: int) -> None:
    """The verdict in words above the image; a wrong one is also framed, so that colour is not all that tells it."""
    if answer == truth:
        axes.set_title(f"says {answer}", fontsize=10)
        return
    axes.set_title(f"✗ says {answer}, is {truth}", fontsize=10, color=VERMILION, fontweight="bold")
    for spine in axes.spines.values():
        spine.set_edgecolor(VERMILION)
        spine.set_linewidth(2.5)
