"""What was measured on a network of the clinic, in four parts: the patient's chart."""

from __future__ import annotations

from math import log

import numpy as np
from matplotlib.axes import Axes

from course.clinic import Chart
from course.pictures.style import BLUE, GREY, VERMILION, Picture, in_house_style

FIRST_STEPS, ROWS = 50, 30  # steps of the second part, test images of the third
GUESSING = log(10)  # the loss of who gives each of ten digits the same probability


@in_house_style
def chart(record: Chart) -> Picture:
    """Losses by epoch; losses of the first steps; the last activations of some test images; who is taken for whom."""
    picture = Picture(9.6, 2.9, alt=_in_words(record))
    picture.suptitle(
        f"{_who(record)}: right on {record.accuracy[-1]:.0%} of its training digits, {record.test_accuracy[-1]:.0%} of "
        f"the test digits",
        x=0.01,
        ha="left",
    )
    epochs, steps, units, confusion = picture.subplots(1, 4)
    _draw_epochs(epochs, record)
    _draw_steps(steps, record)
    _draw_units(units, record)
    _draw_confusion(confusion, record)
    return picture


def _who(record: Chart) -> str:
    return f"Patient {record.name}" if len(record.name) == 1 else f"The {record.name} network"


def _draw_epochs(axes: Axes, record: Chart) -> None:
    axes.plot(record.loss, "o-", color=BLUE, markersize=3, label="training")
    axes.plot(record.test_loss, "s--", color=VERMILION, markersize=3, label="test")
    axes.axhline(GUESSING, color=GREY, linestyle=":", linewidth=1)
    axes.set(title="Loss by epoch", xlabel="epochs", ylim=(0, 1.15 * max(3.0, *record.test_loss)))
    axes.legend(frameon=False, fontsize=8, loc="best")


def _draw_steps(axes: Axes, record: Chart) -> None:
    first = record.step_loss[:FIRST_STEPS]
    axes.plot(range(1, len(first) + 1), first, color=BLUE, linewidth=1)
    axes.axhline(GUESSING, color=GREY, linestyle=":", linewidth=1)
    axes.set(title=f"Loss, first {len(first)} steps", xlabel="steps", ylim=(0, 1.15 * max(3.0, *first)))


def _draw_units(axes: Axes, record: Chart) -> None:
    seen = record.units[:ROWS]
    axes.imshow(seen, cmap="gray", vmin=0, vmax=max(1.0, float(seen.max())), interpolation="nearest", aspect="auto")
    axes.set(title=f"Last units, {_range(seen)}", xlabel=f"{seen.shape[1]} units", ylabel=f"{len(seen)} test digits")
    axes.set_xticks([])
    axes.set_yticks([])


def _draw_confusion(axes: Axes, record: Chart) -> None:
    axes.imshow(
        record.confusion, cmap="gray_r", vmin=0, vmax=record.confusion.sum(axis=1).max(), interpolation="nearest"
    )
    axes.set(title="Taken for", xlabel="what it says", ylabel="what it is")
    axes.set_xticks(range(10))
    axes.set_yticks(range(10))
    axes.tick_params(labelsize=7, length=0)


def _range(values: np.ndarray) -> str:
    return f"{values.min():.2g} to {values.max():.2g}"


def _in_words(record: Chart) -> str:
    seen = record.units[:ROWS]
    says = record.confusion.sum(axis=0)
    common = int(says.argmax())
    first = record.step_loss[:FIRST_STEPS]
    return (
        f"{_who(record)}. Training loss {record.loss[0]:.2f} before training, {record.loss[-1]:.2f} after "
        f"{len(record.loss) - 1} epochs; test loss {record.test_loss[0]:.2f}, then {record.test_loss[-1]:.2f}. In the "
        f"first {len(first)} steps the loss is {first[0]:.2f} at first and {max(first):.2f} at most. The last "
        f"{seen.shape[1]} units of {len(seen)} test digits: {np.mean(seen == 0):.0%} are 0, the mean is "
        f"{seen.mean():.2f}, and from digit to digit a unit differs by {seen.std(axis=0).mean():.2g} on average. Right "
        f"on {record.accuracy[-1]:.0%} of the training digits and {record.test_accuracy[-1]:.0%} of the test digits. "
        f"It says {common} most often, for {says[common]} of {says.sum()}."
    )
