"""Six training runs to read, and what a sweep of learning rates found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from matplotlib.axes import Axes

from course.pictures.style import (
    BLUE,
    GREY,
    INK,
    VERMILION,
    Picture,
    draw_greys,
    draw_signed,
    in_house_style,
    signed_scale,
)
from course.training_runs import Runs

GUESSING = log(4)  # the loss of who gives each of four classes the same probability


@in_house_style
def six_curves(runs: Runs, letters: Mapping[str, str]) -> Picture:
    """Training and validation loss of each run, and a diamond: the loss on fresh pictures at the end.

    letters: under which letter to show which run.
    """
    places = {letter: runs.names.index(name) for letter, name in letters.items()}
    spoken = " ".join(_spoken(letter, runs, place) for letter, place in places.items())
    picture = Picture(9.6, 5.0, alt=f"{len(places)} training runs; guessing has a loss of 1.386. {spoken}")
    for axes, (letter, place) in zip(picture.subplots(2, 3).flat, places.items(), strict=True):
        _draw(axes, runs.train[place], runs.validation[place], float(runs.test[place]))
        axes.set_title(letter)
    first = picture.axes[0]
    first.set_ylabel("loss")
    picture.legend(*first.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False)
    return picture


def _draw(axes: Axes, train: np.ndarray, validation: np.ndarray, test: float) -> None:
    axes.axhline(GUESSING, color=GREY, linewidth=1, linestyle=":", label="guessing, ln 4")
    axes.plot(train, color=BLUE, label="training")
    axes.plot(validation, "--", color=VERMILION, label="validation")
    axes.plot([len(train) - 1], [test], "D", color=INK, markersize=7, label="fresh pictures, at the end", clip_on=False)
    axes.set(ylim=(0, 2), xlabel="epochs")


def _spoken(letter: str, runs: Runs, place: int) -> str:
    """Every third epoch in numbers, enough to read the curve by ear."""
    train, validation = (", ".join(f"{loss:.2f}" for loss in row[place][::3]) for row in (runs.train, runs.validation))
    return (
        f"{letter}, every third epoch from 0 on: training {train}; validation {validation}; fresh pictures at the end "
        f"{runs.test[place]:.2f}."
    )


@in_house_style
def losses_of(runs: Mapping[str, Sequence[float]], *, mark: Mapping[str, int] | None = None) -> Picture:
    """The losses of some runs, epoch by epoch, told apart by their line and a label; `mark`: an epoch to point out."""
    spoken = "; ".join(f"{name}: {', '.join(f'{loss:.2f}' for loss in row)}" for name, row in runs.items())
    marked = "".join(f" Marked in {name}: epoch {epoch}." for name, epoch in (mark or {}).items())
    picture = Picture(7.0, 3.0, alt=f"Losses, epoch by epoch. {spoken}.{marked}")
    axes = picture.subplots()
    styles = ("-", "--", ":", "-.")
    for number, (name, row) in enumerate(runs.items()):
        (line,) = axes.plot(row, styles[number % 4], label=name, color=(BLUE, VERMILION, INK, GREY)[number % 4])
        if mark and name in mark:
            axes.plot([mark[name]], [row[mark[name]]], "D", color=line.get_color(), markersize=8)
            axes.annotate(f"epoch {mark[name]}", (mark[name], row[mark[name]]), (0, 12), textcoords="offset points")
    axes.set(xlabel="epochs (0 = before training)", ylabel="loss")
    axes.legend(frameon=False)
    return picture


@in_house_style
def things_row(images: np.ndarray, labels: np.ndarray, class_names: Sequence[str], *, each: int = 3) -> Picture:
    """The first `each` pictures of every class side by side, under their names.

    images: (images, rows, columns, 1), 0 black to 1 white.
    """
    chosen = [place for label in range(len(class_names)) for place in np.flatnonzero(labels == label)[:each]]
    picture = Picture(9.6, 1.2, alt=f"{each} drawings each of: {', '.join(class_names)}. 32 by 32 pixels, in greys.")
    for axes, place in zip(picture.subplots(1, len(chosen)), chosen, strict=True):
        draw_greys(axes, images[place, :, :, 0])
        axes.set_title(class_names[labels[place]], loc="center")
    return picture


@in_house_style
def mean_and_spread(mean: np.ndarray, spread: np.ndarray, image: np.ndarray, standardised: np.ndarray) -> Picture:
    """Mean and spread of every pixel, and a picture before and after. All: (rows, columns)."""
    picture = Picture(
        9.6,
        2.5,
        alt=(
            f"Four pictures. The mean of every pixel, from {mean.min():.2f} to {mean.max():.2f}; the spread of every "
            f"pixel, from {spread.min():.2f} to {spread.max():.2f}; one drawing, in greys from 0 to 1; and the same "
            f"drawing standardised, from {standardised.min():.1f} to {standardised.max():.1f}, with 0 where it is "
            "as the mean."
        ),
    )
    places = picture.subplots(1, 4)
    for axes, (title, values) in zip(
        places, {"mean": mean, "spread": spread, "a drawing": image}.items(), strict=False
    ):
        draw_greys(axes, values)
        axes.set_title(title)
    drawn = draw_signed(places[3], standardised, signed_scale(standardised))
    places[3].set_title("standardised")
    picture.colorbar(drawn, ax=places[3], shrink=0.8)
    return picture
