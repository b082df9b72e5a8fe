"""Kernels, or larger features made of them, in a sheet; and how far each of them is a stripe of one direction."""

from __future__ import annotations

import numpy as np

from course.pictures.style import Picture, draw_signed, in_house_style, signed_scale

COLUMNS = 8  # features side by side
GAP = 1  # pixels between two of them


@in_house_style
def feature_sheet(features: np.ndarray, *, name: str, columns: int = COLUMNS) -> Picture:
    """Features, (features, rows, columns), each on a signed scale of its own: only its shape counts.

    name: what they are, in the plural.
    """
    spoken = ", ".join(_direction(feature) for feature in features)
    alt = (
        f"{len(features)} {name}, {features.shape[1]} by {features.shape[2]} numbers each, in reading order. "
        f"How far each is a stripe of one direction, and which: {spoken}."
    )
    lines = -(-len(features) // columns)
    picture = Picture(0.9 * columns, 0.9 * lines, alt=alt)
    tiles = _tiled(features, columns)
    axes = picture.add_subplot()
    draw_signed(axes, tiles, signed_scale(np.ones(1)))
    axes.set_axis_off()
    return picture


def _tiled(features: np.ndarray, columns: int) -> np.ndarray:
    """One picture of all, each with its largest number at 1 or -1; NaN, which stays white, between them."""
    lines = -(-len(features) // columns)
    rows, across = (side + GAP for side in features.shape[1:])
    tiles = np.full((lines * rows - GAP, columns * across - GAP), np.nan)
    for index, feature in enumerate(features):
        top, left = (index // columns) * rows, (index % columns) * across
        scaled = feature / (np.abs(feature).max() or 1)
        tiles[top : top + rows - GAP, left : left + across - GAP] = scaled
    return tiles


def _direction(feature: np.ndarray) -> str:
    share, angle = orientation(feature)
    return f"{share:.0%} at {angle:.0f} degrees"


def orientation(feature: np.ndarray) -> tuple[float, float]:
    """How far `feature` (rows, columns) changes along one direction only, 0 to 1, and the direction of its stripes.

    From the structure tensor of its gradients: 1 for a straight stripe or edge, 0 for a round spot; noise lies low. The
    direction is in degrees from level, anticlockwise, 0 to 180.
    """
    down, right = np.gradient(np.asarray(feature, float))
    across, upright, both = (right**2).sum(), (down**2).sum(), (right * down).sum()
    if across + upright == 0:
        return 0.0, 0.0
    share = np.hypot(across - upright, 2 * both) / (across + upright)
    steepest = np.degrees(np.arctan2(2 * both, across - upright)) / 2  # clockwise, since rows are counted downwards
    return float(share), float((90 - steepest) % 180)
