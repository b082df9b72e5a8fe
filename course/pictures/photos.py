"""Photographs side by side, and one of them taken apart into its channels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from course.pictures.style import Picture, draw_greys, in_house_style

CHANNELS = ("red", "green", "blue")
HEIGHT = 2.4  # inches of a picture in a row


@in_house_style
def photo_row(photos: Mapping[str, np.ndarray]) -> Picture:
    """Pictures side by side, each under its title, all equally high.

    photos: title -> (rows, columns) or (rows, columns, 3); whole numbers from 0 to 255 or fractions from 0 to 1.
    Raises ValueError for another shape.
    """
    shown = {title: _in_fractions(photo) for title, photo in photos.items()}
    widths = [photo.shape[1] / photo.shape[0] for photo in shown.values()]
    spoken = "; ".join(f"{title}: {_in_words(photo)}" for title, photo in shown.items())
    picture = Picture(
        HEIGHT * sum(widths) + 0.15 * len(widths), HEIGHT + 0.35, alt=f"Pictures from left to right. {spoken}."
    )
    grid = picture.subplots(1, len(shown), squeeze=False, width_ratios=widths)
    for axes, (title, photo) in zip(grid[0], shown.items(), strict=True):
        draw_photo(axes, photo)
        axes.set_title(title)
    return picture


@in_house_style
def rgb_split(photo: np.ndarray) -> Picture:
    """A photograph and its three channels, each as the grey picture that it is.

    photo: (rows, columns, 3), red, green, blue; whole numbers from 0 to 255 or fractions from 0 to 1.
    """
    channels = {f"channel {index}: {name}": photo[:, :, index] for index, name in enumerate(CHANNELS)}
    return photo_row({"all three": photo, **channels})


def draw_photo(axes: Axes, photo: np.ndarray) -> None:
    """Draw fractions from 0 to 1, (rows, columns) or (rows, columns, 3), with a thin frame and no ticks."""
    if photo.ndim == 2:
        draw_greys(axes, photo)
        return
    axes.imshow(photo, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])


def _in_fractions(photo: np.ndarray) -> np.ndarray:
    if photo.ndim != 2 and photo.shape[2:] != (3,):
        raise ValueError(f"a picture must have the shape (rows, columns) or (rows, columns, 3), received {photo.shape}")
    return photo / 255 if photo.dtype.kind in "iu" else photo


def _in_words(photo: np.ndarray) -> str:
    """How many pixels, and how bright it is on the average, in each channel."""
    size = f"{photo.shape[0]} by {photo.shape[1]} pixels"
    if photo.ndim == 2:
        return f"{size}, grey, {photo.mean():.2f} on the average (0 black, 1 white)"
    means = ", ".join(f"{name} {mean:.2f}" for name, mean in zip(CHANNELS, photo.mean(axis=(0, 1)), strict=True))
    return f"{size}, in colour, on the average {means} (0 none, 1 full)"
