"""Digits that are moved sideways, and what a trained network makes of them, to play with."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import traitlets

from course.percent import percent
from course.pictures.live import LivePicture, floats, script_and_style


class ShiftCurve(LivePicture):
    """A digit under a shift with the network's answer, beside the share of all test digits that it reads correctly."""

    _esm, _css = script_and_style("shift_curve")

    title = traitlets.Unicode("Digits that are moved").tag(sync=True)
    images = traitlets.Bytes().tag(sync=True)  # made by `floats`, one picture after the other
    shape = traitlets.List(traitlets.Int()).tag(sync=True)  # of one picture: rows, columns
    labels = traitlets.List(traitlets.Int()).tag(sync=True)
    shifts = traitlets.List(traitlets.Int()).tag(sync=True)  # to the right, in pixels
    # By picture and shift, one for each class.
    probabilities = traitlets.List(traitlets.List(traitlets.List(traitlets.Float()))).tag(sync=True)
    share_right = traitlets.List(traitlets.Float()).tag(sync=True)  # of all test digits, by shift, 0 to 1
    digit = traitlets.Int(0).tag(sync=True)  # which picture is shown
    shift = traitlets.Int(0).tag(sync=True)  # one of `shifts`

    def __init__(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        *,
        probabilities: np.ndarray,
        shifts: Sequence[int],
        share_right: Sequence[float],
    ) -> None:
        """Pictures to choose from, and what was measured.

        images: (pictures, rows, columns), 0 black to 1 white; labels: (pictures,). probabilities: (pictures, shifts,
        classes). shifts: whole pixels to the right, one apart, 0 among them. share_right: 0 to 1 for each shift.
        Raises ValueError where these do not fit together.
        """
        shifts = list(shifts)
        if not shifts or shifts != list(range(shifts[0], shifts[-1] + 1)) or 0 not in shifts:
            raise ValueError(f"shifts must be whole pixels, one apart, with 0 among them, received {shifts}")
        if images.ndim != 3 or probabilities.shape[:2] != (len(images), len(shifts)) or len(share_right) != len(shifts):
            raise ValueError(
                f"{len(shifts)} shifts want images (pictures, rows, columns), probabilities (pictures, {len(shifts)}, "
                f"classes) and {len(shifts)} shares, received {images.shape}, {probabilities.shape}, {len(share_right)}"
            )
        super().__init__(
            images=floats(images),
            shape=list(images.shape[1:]),
            labels=[int(label) for label in labels],
            shifts=shifts,
            probabilities=np.round(probabilities.astype(float), 4).tolist(),
            share_right=[float(share) for share in share_right],
        )

    def still(self) -> str:
        """The shares as a table."""
        heads = "".join(f"<th>{shift}</th>" for shift in self.shifts)
        shares = "".join(f"<td>{percent(share)}</td>" for share in self.share_right)
        caption = f"{html.escape(self.title)}: read correctly, by shift to the right in pixels"
        return f"<table><caption>{caption}</caption><tr>{heads}</tr><tr>{shares}</tr></table>"

    def alt(self) -> str:
        """Every share."""
        shares = ", ".join(
            f"{shift}: {percent(share)}" for shift, share in zip(self.shifts, self.share_right, strict=True)
        )
        return f"{self.title}. Test digits read correctly, by shift to the right in pixels: {shares}."
