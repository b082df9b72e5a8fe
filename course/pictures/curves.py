"""How a training run went, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence

from course.percent import percent
from course.pictures.style import BLUE, GREEN, GREY, VERMILION, Picture, in_house_style


@in_house_style
def training_curves(
    *,
    loss: Sequence[float],
    test_loss: Sequence[float],
    test_accuracy: Sequence[float],
    epochs: int,
    bar: float,
    watched: str = "test",
) -> Picture:
    """Loss on the left, share of test images classified correctly on the right.

    loss, test_loss: mean cross-entropy an image, in nats; test_accuracy: 0..1. Position 0 is before training, position
    n after epoch n. epochs: how many there will be, so that the axis keeps still while the curve grows.
    bar: the accuracy to reach, drawn as a dashed line.
    watched: what to call the images of `test_loss` and `test_accuracy` where they are not for the test.
    """
    done = len(loss) - 1
    picture = Picture(
        8.0,
        2.9,
        alt=(
            f"Curves over {done} of {epochs} epochs. "
            f"Training loss went from {loss[0]:.2f} to {loss[-1]:.2f}, "
            f"{watched} loss from {test_loss[0]:.2f} to {test_loss[-1]:.2f}. "
            f"{watched.capitalize()} accuracy went "
            f"from {percent(test_accuracy[0])} to {percent(test_accuracy[-1])}; the goal is {percent(bar, 0)}."
        ),
    )
    left, right = picture.subplots(1, 2)
    for axes in (left, right):
        axes.set_xlim(0, epochs)
        axes.set_xticks(range(0, epochs + 1, max(1, epochs // 8)))
        axes.set_xlabel("epochs (0 = before training)")
        axes.grid(alpha=0.25)
    steps = range(len(loss))
    left.plot(steps, loss, "o-", color=BLUE, markersize=4, label="training images")
    left.plot(steps, test_loss, "s--", color=VERMILION, markersize=4, label=f"{watched} images")
    left.set(title="Loss (lower is better)", ylabel="cross-entropy", ylim=(0, 1.1 * max(*loss, *test_loss)))
    left.legend(frameon=False)
    right.plot(steps, [100 * share for share in test_accuracy], "s-", color=GREEN, markersize=4)
    right.axhline(100 * bar, color=GREY, linestyle="--", linewidth=1)
    right.text(epochs, 100 * bar - 2, f"goal: {percent(bar, 0)}", ha="right", va="top", color=GREY)
    right.set(
        title=f"{watched.capitalize()} images right: {percent(test_accuracy[-1])}", ylabel="percent", ylim=(0, 100)
    )
    return picture
