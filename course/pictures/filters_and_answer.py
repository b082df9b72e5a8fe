"""Where a network stands in its training: the filters of its first convolution, and what it says of one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course.pictures.style import BLUE, INK, Picture, draw_greys, draw_signed, in_house_style, signed_scale


@in_house_style
def filters_and_answer(
    filters: np.ndarray, probabilities: np.ndarray, image: np.ndarray, *, class_names: Sequence[str], epoch: int
) -> Picture:
    """The picture, a bar for each class, and the filters on one scale.

    filters: (filters, rows, columns); probabilities: (classes,); image: (rows, columns), 0 black to 1 white;
    epoch: how many are done, 0 before training.
    """
    when = "before training" if epoch == 0 else f"after epoch {epoch}"
    said = ", ".join(f"{name} {share:.2f}" for name, share in zip(class_names, probabilities, strict=True))
    picture = Picture(
        9.6,
        1.7,
        alt=(
            f"What the network says of one picture {when}: {said}. Beside it its {len(filters)} filters, weights from "
            f"{filters.min():.2f} to {filters.max():.2f}."
        ),
    )
    left, right = picture.subfigures(1, 2, width_ratios=(1, 1.6), squeeze=False)[0]
    shown, bars = left.subplots(1, 2)
    draw_greys(shown, image)
    shown.set_title(when)
    bars.barh(class_names, probabilities, color=BLUE)
    bars.invert_yaxis()
    bars.set(xlim=(0, 1), xticks=(0, 1))
    for row, share in enumerate(probabilities):
        inside = share > 0.5
        where, colour = ("right", "white") if inside else ("left", INK)
        bars.text(share + (-0.03 if inside else 0.03), row, f"{share:.2f}", ha=where, va="center", color=colour)
    scale = signed_scale(filters)
    for axes, kernel in zip(right.subplots(2, -(-len(filters) // 2), squeeze=False).flat, filters, strict=False):
        draw_signed(axes, kernel, scale)
    for axes in right.axes[len(filters) :]:
        axes.set_axis_off()
    return picture
