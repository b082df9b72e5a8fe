"""Probabilities as bars, with their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course.percent import percent
from course.pictures.style import BLUE, GREY, INK, Picture, draw_greys, in_house_style


@in_house_style
def probability_bars(
    probabilities: np.ndarray,
    class_names: Sequence[str],
    *,
    scores: Sequence[float] | None = None,
    image: np.ndarray | None = None,
) -> Picture:
    """A bar for each class with its percent, and their sum below; beside it the picture, where there is one.

    probabilities: (classes,); scores: (classes,), written beside the names; image: (rows, columns), 0 black to 1 white.
    """
    height = 0.26 * len(probabilities) + 0.8
    seen = "" if image is None else "Left: the picture. Right: "
    picture = Picture(
        4.6 if image is None else 6.4, height, alt=seen + spoken_bars(probabilities, class_names, scores=scores)
    )
    if image is None:
        axes = picture.add_subplot()
    else:
        left, axes = picture.subplots(1, 2, width_ratios=(1, 2))
        draw_greys(left, image)
    _draw_bars(axes, probabilities, _labels(class_names, scores))
    axes.set_xlabel(f"probability; their sum is {probabilities.sum():.3g}")
    return picture


def spoken_bars(probabilities: np.ndarray, class_names: Sequence[str], *, scores: Sequence[float] | None = None) -> str:
    """The bars in words: each class with its percent, and the sum."""
    said = [
        f"{label} {percent(share)}" for label, share in zip(_labels(class_names, scores), probabilities, strict=True)
    ]
    return f"{', '.join(said)}; sum {percent(round(float(probabilities.sum()), 6))}."


@in_house_style
def bars_side_by_side(rows: Mapping[str, np.ndarray], class_names: Sequence[str]) -> Picture:
    """Several sets of probabilities for the same classes, each under its title. rows: title -> (classes,)."""
    spoken = " ".join(f"{title}: {spoken_bars(shares, class_names)}" for title, shares in rows.items())
    picture = Picture(2.4 * len(rows), 0.24 * len(class_names) + 0.9, alt=spoken)
    for axes, (title, shares) in zip(picture.subplots(1, len(rows), squeeze=False)[0], rows.items(), strict=True):
        _draw_bars(axes, shares, class_names)
        axes.set_title(title)
    return picture


def _labels(class_names: Sequence[str], scores: Sequence[float] | None) -> list[str]:
    if scores is None:
        return list(class_names)
    return [f"{name} ({score:g})".replace("(-", "(−") for name, score in zip(class_names, scores, strict=True)]


def _draw_bars(axes: Axes, probabilities: np.ndarray, labels: Sequence[str]) -> None:
    places = np.arange(len(probabilities))
    best = int(np.argmax(probabilities))
    axes.barh(places, probabilities, color=[BLUE if place == best else GREY for place in places])
    for place, share in zip(places, probabilities, strict=True):
        axes.text(float(share) + 0.02, float(place), percent(float(share)), va="center", fontsize=8.5, color=INK)
    axes.set(xlim=(0, 1.3), xticks=(0, 0.5, 1), ylim=(len(places) - 0.5, -0.5))
    axes.set_yticks(places, labels)
    axes.tick_params(axis="y", length=0)
