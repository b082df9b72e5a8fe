"""One step of gradient descent on a network small enough to be looked at whole: live, and still on paper."""

from __future__ import annotations

import html

import numpy as np
import traitlets

from course.pictures.live import LivePicture, script_and_style
from course.pictures.style import Picture, draw_signed, in_house_style, signed_scale
from course.small_network import (
    MAP,
    SIDE,
    STROKES,
    SmallNetwork,
    drawn_at_random,
    from_flat,
    gradient,
    loss,
    probabilities,
    stepped,
    strokes,
)

MOST_RATE = 2.0  # what the slider reaches
START = 5  # a seed whose network learns all six pictures in a few rounds


class GradientStep(LivePicture):
    """Every weight of a small network, the change that a step downhill makes to it, and what the step does to the loss.

    The pictures are those of `course.small_network.strokes`. `picture.network()` is the network as it stands now.
    """

    _esm, _css = script_and_style("gradient_step")

    title = traitlets.Unicode("One step of gradient descent").tag(sync=True)
    pictures = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)  # of 36 pixels each, row by row
    labels = traitlets.List(traitlets.Int()).tag(sync=True)
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    filters = traitlets.Int().tag(sync=True)
    weights = traitlets.List(traitlets.Float()).tag(sync=True)  # all of them, as SmallNetwork.flat() lays them
    at = traitlets.Int().tag(sync=True)  # which picture the step is for
    rate = traitlets.Float().tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)  # taken so far

    def __init__(self, network: SmallNetwork | None = None, *, at: int = 4, rate: float = 0.1) -> None:
        """network: with three classes; one drawn at random unless given. at: 0 to 5; rate: 0 to 2.

        Raises ValueError for anything else.
        """
        network = drawn_at_random(seed=START) if network is None else network
        pictures, labels = strokes()
        if len(network.dense_biases) != len(STROKES):
            raise ValueError(f"the network must have {len(STROKES)} classes, received {len(network.dense_biases)}")
        if not 0 <= at < len(pictures):
            raise ValueError(f"at must be from 0 to {len(pictures) - 1}, received {at}")
        if not 0 <= rate <= MOST_RATE:
            raise ValueError(f"rate must be from 0 to {MOST_RATE:g}, received {rate}")
        super().__init__(
            pictures=pictures.reshape(len(pictures), -1).tolist(),
            labels=labels.tolist(),
            class_names=list(STROKES),
            filters=len(network.kernels),
            weights=network.flat().tolist(),
            at=at,
            rate=rate,
        )

    def network(self) -> SmallNetwork:
        """The network as it stands now, after the steps that were taken."""
        return from_flat(np.array(self.weights), filters=self.filters, classes=len(self.class_names))

    def still(self) -> str:
        """The picture, the change of every weight as colour, and the loss before and after as a table."""
        now, after = self.network(), self._after()
        pixels, label = self._chosen()
        said = zip(self.class_names, probabilities(now, pixels), probabilities(after, pixels), strict=True)
        rows = [*said, ("loss", loss(now, pixels, label), loss(after, pixels, label))]
        rows.append(("mean loss of all", self._mean_loss(now), self._mean_loss(after)))
        cells = "".join(f"<tr><th>{html.escape(n)}</th><td>{a:.3f}</td><td>{b:.3f}</td></tr>" for n, a, b in rows)
        heads = "<tr><th></th><th>now</th><th>after this step</th></tr>"
        table = f"<table><caption>Learning rate {self.rate:g}</caption>{heads}{cells}</table>"
        return f"{changes(now, after, pixels, alt=self.alt()).html()}\n{table}"

    def alt(self) -> str:
        """Which picture, the losses before and after the step, and the largest change of each part."""
        now, after = self.network(), self._after()
        pixels, label = self._chosen()
        moved = after.flat() - now.flat()
        return (
            f"{self.title}, for picture {self.at + 1}, {self.class_names[label]}, with learning rate {self.rate:g}. "
            f"Its loss goes from {loss(now, pixels, label):.3f} to {loss(after, pixels, label):.3f}, the mean loss of "
            f"all {len(self.pictures)} pictures from {self._mean_loss(now):.3f} to {self._mean_loss(after):.3f}. "
            f"Of {moved.size} weights {np.count_nonzero(moved)} change, by {np.abs(moved).max():.3f} at most."
        )

    def _chosen(self) -> tuple[np.ndarray, int]:
        return np.array(self.pictures[self.at]).reshape(SIDE, SIDE), self.labels[self.at]

    def _after(self) -> SmallNetwork:
        now = self.network()
        return stepped(now, gradient(now, *self._chosen()), self.rate)

    def _mean_loss(self, network: SmallNetwork) -> float:
        pictures = np.array(self.pictures).reshape(-1, SIDE, SIDE)
        return float(np.mean([loss(network, *pair) for pair in zip(pictures, self.labels, strict=True)]))


@in_house_style
def changes(now: SmallNetwork, after: SmallNetwork, picture: np.ndarray, *, alt: str) -> Picture:
    """A picture (6, 6), and by how much each weight differs between two networks, in colours by sign on one scale.

    In the first row the kernels, below them what the dense layer has for each class (columns) and each map (rows).
    """
    filters, classes = len(now.kernels), len(now.dense_biases)
    scale = signed_scale(after.flat() - now.flat())
    dense = (after.dense - now.dense).reshape(MAP, MAP, filters, classes)
    names = STROKES if classes == len(STROKES) else [f"class {unit}" for unit in range(classes)]
    drawn = Picture(9.2, 1.7 * filters, alt=alt)
    axes = drawn.subplots(filters, classes + 2, squeeze=False)
    axes[0, 0].imshow(picture, cmap="gray", vmin=0, vmax=1)
    axes[0, 0].set_title("the picture")
    for filter_, row in enumerate(axes):
        draw_signed(row[1], after.kernels[filter_] - now.kernels[filter_], scale)
        row[1].set_title(f"filter {filter_ + 1}")
        for unit, place in enumerate(row[2:]):
            last = draw_signed(place, dense[:, :, filter_, unit], scale)
            place.set_title(f"{names[unit]}, map {filter_ + 1}")
    for place in axes.flat:
        place.set_xticks([])
        place.set_yticks([])
    for place in axes[1:, 0]:
        place.set_axis_off()
    drawn.colorbar(last, ax=axes, label="change by the step", shrink=0.8)
    return drawn
