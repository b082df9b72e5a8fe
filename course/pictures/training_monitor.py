"""A training run to walk through epoch by epoch: the loss, the filters as they evolve, the answer for one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.style import BLUE, VERMILION, Picture, draw_signed, in_house_style, signed_scale


class TrainingMonitor(LivePicture):
    """Loss curves, the first convolution's filters and the probabilities of one picture, at the epoch of the slider.

    Which epoch a learner looks at is there to be read: `monitor.epoch`.
    """

    _esm, _css = script_and_style("training_monitor")

    title = traitlets.Unicode("A training run, epoch by epoch").tag(sync=True)
    loss = traitlets.List(traitlets.Float()).tag(sync=True)  # position 0 before training, position n after epoch n
    watched_loss = traitlets.List(traitlets.Float()).tag(sync=True)  # the same positions
    watched = traitlets.Unicode("validation").tag(sync=True)  # what the second loss is measured on
    filter_shape = traitlets.List(traitlets.Int()).tag(sync=True)  # filters, rows, columns
    filters = traitlets.Bytes().tag(sync=True)  # positions x filters x rows x columns
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    probabilities = traitlets.Bytes().tag(sync=True)  # positions x classes
    image_shape = traitlets.List(traitlets.Int()).tag(sync=True)  # rows, columns
    image = traitlets.Bytes().tag(sync=True)  # 0 black to 1 white
    image_label = traitlets.Unicode("the picture").tag(sync=True)
    epoch = traitlets.Int(0).tag(sync=True)  # the position that is shown
    changes = traitlets.Bool(False).tag(sync=True)  # whether filters show only what training changed

    def __init__(
        self,
        *,
        loss: Sequence[float],
        watched_loss: Sequence[float],
        filters: np.ndarray,
        probabilities: np.ndarray,
        class_names: Sequence[str],
        image: np.ndarray,
        **traits: str,
    ) -> None:
        """All for positions 0 (before training) to the number of epochs: loss, watched_loss: in nats;
        filters: (positions, filters, rows, columns); probabilities: (positions, classes); image: (rows, columns).

        Raises ValueError where these do not fit together.
        """
        _check(loss, watched_loss, filters, probabilities, class_names, image)
        self._weights, self._shares = np.asarray(filters, dtype=float), np.asarray(probabilities, dtype=float)
        super().__init__(
            loss=[float(value) for value in loss],
            watched_loss=[float(value) for value in watched_loss],
            filter_shape=list(filters.shape[1:]),
            filters=floats(filters),
            class_names=list(class_names),
            probabilities=floats(probabilities),
            image_shape=list(image.shape),
            image=floats(image),
            **traits,
        )

    def still(self) -> str:
        """The loss curves, the filters before and after, and the probabilities of every epoch as a table."""
        return drawn_run(self.loss, self.watched_loss, self._weights, watched=self.watched).html() + self._table()

    def alt(self) -> str:
        """Where the losses begin and end, and the probabilities at both ends."""
        last = len(self.loss) - 1
        ends = "; ".join(
            f"{when}: {', '.join(f'{name} {share:.2f}' for name, share in zip(self.class_names, row, strict=True))}"
            for when, row in (("before training", self._shares[0]), (f"after epoch {last}", self._shares[last]))
        )
        return (
            f"{self.title}. {_spoken_losses(self.loss, self.watched_loss, self.watched)} Of the picture it says {ends}."
        )

    def _table(self) -> str:
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("epoch", *self.class_names))
        rows = "".join(
            f"<tr><td>{epoch}</td>{''.join(f'<td>{share:.2f}</td>' for share in row)}</tr>"
            for epoch, row in enumerate(self._shares)
        )
        caption = "What it says of the picture, epoch by epoch (0: before training)"
        return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


@in_house_style
def drawn_run(
    loss: Sequence[float], watched_loss: Sequence[float], filters: np.ndarray, *, watched: str = "validation"
) -> Picture:
    """The two losses on the left; on the right the filters before training (above) and at the end (below)."""
    picture = Picture(
        9.6,
        3.0,
        alt=(
            f"{_spoken_losses(loss, watched_loss, watched)} Beside it {filters.shape[1]} filters before and after, "
            f"weights from {filters[[0, -1]].min():.2f} to {filters[[0, -1]].max():.2f}."
        ),
    )
    left, right = picture.subfigures(1, 2, width_ratios=(1, 1.3), squeeze=False)[0]
    axes = left.subplots()
    axes.plot(loss, "o-", color=BLUE, markersize=4, label="training")
    axes.plot(watched_loss, "s--", color=VERMILION, markersize=4, label=watched)
    axes.set(xlabel="epochs (0 = before training)", ylabel="loss", ylim=(0, None))
    axes.legend(frameon=False)
    scale = signed_scale(filters[[0, -1]])
    for row, (place, name) in zip(
        right.subplots(2, filters.shape[1], squeeze=False), ((0, "before"), (-1, "after")), strict=True
    ):
        for cell, kernel in zip(row, filters[place], strict=True):
            drawn = draw_signed(cell, kernel, scale)
        row[0].set_ylabel(name)
    right.colorbar(drawn, ax=right.axes, shrink=0.8, label="weight")
    return picture


def _spoken_losses(loss: Sequence[float], watched_loss: Sequence[float], watched: str) -> str:
    return (
        f"Over {len(loss) - 1} epochs the training loss goes from {loss[0]:.2f} to {loss[-1]:.2f}, the {watched} loss "
        f"from {watched_loss[0]:.2f} to {watched_loss[-1]:.2f}."
    )


def _check(
    loss: Sequence[float],
    watched_loss: Sequence[float],
    filters: np.ndarray,
    probabilities: np.ndarray,
    class_names: Sequence[str],
    image: np.ndarray,
) -> None:
    if filters.ndim != 4 or probabilities.ndim != 2 or image.ndim != 2:
        raise ValueError(
            "filters must have the shape (positions, filters, rows, columns), probabilities (positions, classes) and "
            f"image (rows, columns), received {filters.shape}, {probabilities.shape} and {image.shape}"
        )
    positions = {len(loss), len(watched_loss), len(filters), len(probabilities)}
    if len(positions) != 1 or positions == {0}:
        raise ValueError(
            "each position needs a loss, a watched loss, filters and probabilities: "
            f"received {len(loss)}, {len(watched_loss)}, {len(filters)} and {len(probabilities)}"
        )
    if probabilities.shape[1] != len(class_names):
        raise ValueError(
            f"{probabilities.shape[1]} probabilities for {len(class_names)} classes: one for each is needed"
        )
