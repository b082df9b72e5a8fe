"""Rows of small pictures, such as the patches that excite each filter most."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course.pictures.style import Picture, draw_greys, in_house_style

PATCH = 0.8  # inches of a patch
BETWEEN = "#9FB4C7"  # neither black nor white, so that every patch ends visibly
GAP = 0.06  # of a patch's side, between two of them
FINE = 30  # pixels of a patch's side, at least about


@in_house_style
def patch_rows(rows: Mapping[str, np.ndarray], *, shows: str) -> Picture:
    """A row of patches under each name, for a filter the one that excites it most on the left.

    rows: name -> (patches, rows, columns), 0 black to 1 white. shows: what they are, in words.
    """
    across = max(len(patches) for patches in rows.values())
    spoken = "; ".join(f"{name}: {_mean_in_words(patches)}" for name, patches in rows.items())
    alt = f"{shows}, in {len(rows)} rows. Ink on the average: {spoken}."
    margin = 0.6 + 0.09 * max(map(len, rows))  # inches for the names
    picture = Picture(PATCH * across + margin, PATCH * len(rows) + 0.1, alt=alt)
    for axes, (name, patches) in zip(picture.subplots(len(rows), squeeze=False)[:, 0], rows.items(), strict=True):
        draw_greys(axes, _side_by_side(patches))
        axes.set_facecolor(BETWEEN)
        axes.spines[:].set_visible(False)
        axes.set_ylabel(name, rotation=0, ha="right", va="center")
    return picture


def _side_by_side(patches: np.ndarray) -> np.ndarray:
    """One picture of all, NaN, which stays empty, around each; pixels are repeated, so that gaps can be narrow."""
    repeats = max(1, FINE // patches.shape[1])
    large = patches.repeat(repeats, axis=1).repeat(repeats, axis=2)
    gap = round(GAP * large.shape[2])
    framed = np.pad(large, ((0, 0), (gap, gap), (0, gap)), constant_values=np.nan)
    return np.pad(np.hstack(list(framed)), ((0, 0), (gap, 0)), constant_values=np.nan)


def _mean_in_words(patches: np.ndarray) -> str:
    """Where it is, in nine fields named as one would point at them."""
    mean = patches.mean(axis=0)
    rows, columns = (np.array_split(np.arange(side), 3) for side in mean.shape)
    means = {
        f"{down} {across}".strip(): mean[np.ix_(r, c)].mean()
        for down, r in zip(("top", "middle", "bottom"), rows, strict=True)
        for across, c in zip(("left", "", "right"), columns, strict=True)
    }
    brightest, darkest = max(means, key=lambda field: means[field]), min(means, key=lambda field: means[field])
    return f"brightest {brightest} ({means[brightest]:.2f}), darkest {darkest} ({means[darkest]:.2f})"
