"""The training monitor, used as a learner would, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.pictures.live import LivePicture
from course.pictures.training_monitor import TrainingMonitor

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

START = np.outer([1, 0, -1], [0.5, -0.25, 1])
EDGE = np.array([[0.5, 0, -0.5]] * 3)
SHARES = np.array([[0.25, 0.26, 0.24, 0.25], [0.2, 0.2, 0.5, 0.1], [0.02, 0.03, 0.9, 0.05]])


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """Two epochs of a network with eight filters, each on its way from one thing to an edge."""
    filters = np.array([[START * (1 - share) + EDGE * share * (1 + n / 8) for n in range(8)] for share in (0, 0.5, 1)])
    return live_page(
        TrainingMonitor(
            loss=[1.4, 0.7, 0.2],
            watched_loss=[1.41, 0.8, 0.4],
            filters=filters,
            probabilities=SHARES,
            class_names=["dog", "cat", "boat", "bird"],
            image=np.linspace(0, 1, 64).reshape(8, 8),
        )
    )


def shares(live: LivePage) -> list[str]:
    """The probabilities as they are written."""
    return live.page.locator(".monitor-share").all_text_contents()


def told(live: LivePage) -> str:
    """The sentence about the epoch."""
    return live.page.locator(".monitor-told").inner_text()


def tab_to(live: LivePage, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(10):
        live.press("Tab")
        if live.focused() == name:
            return
    raise AssertionError(f"10 presses of Tab do not reach {name!r}")


def test_begins_before_training(live: LivePage) -> None:
    """Guessing: a quarter for each, the cat a little ahead."""
    assert shares(live) == ["0.25", "0.26 ◂", "0.24", "0.25"]
    assert told(live).startswith("Before training: training loss 1.4, validation loss 1.41.")


def test_arrow_key_on_the_slider(live: LivePage) -> None:
    """By keyboard: one epoch on; the kernel has it, and it is said."""
    tab_to(live, "Epoch")
    live.press("ArrowRight")
    expect(live.page.locator(".monitor-share").nth(2)).to_have_text("0.50 ◂")
    assert live.get("epoch") == 1
    expect(live.said).to_have_text(
        "After epoch 1: training loss 0.7, validation loss 0.8. Of the picture it says boat, 0.5."
    )


def test_end_key(live: LivePage) -> None:
    """The last epoch at once."""
    tab_to(live, "Epoch")
    live.press("End")
    expect(live.page.locator(".monitor-share").nth(2)).to_have_text("0.90 ◂")


@pytest.mark.parametrize(("buttons", "epoch"), [(["Forward"], 1), (["Forward"] * 5, 2), (["Forward", "Back"], 0)])
def test_buttons(live: LivePage, buttons: list[str], epoch: int) -> None:
    """By keyboard: forward and back, and no further than there is."""
    for name in buttons:
        live.page.get_by_role("button", name=name, exact=True).focus()
        live.press("Enter")
    assert live.get("epoch") == epoch


def test_click_on_the_curve(live: LivePage) -> None:
    """By pointer: the right end of the curve is the last epoch."""
    chart = live.page.locator(".monitor-chart")
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] * 0.95, "y": box["height"] / 2})
    assert live.get("epoch") == 2


def test_filters_are_told_in_numbers(live: LivePage) -> None:
    """Each map says its range; one end of the first filter at the last epoch."""
    live.set("epoch", 2)
    first = live.page.get_by_role("img", name="Filter 0: weights from −0.5 to 0.5")
    expect(first).to_be_visible()


def test_filters_evolve(live: LivePage) -> None:
    """The pixels of the first map change with the epoch."""
    script = "canvas => [...canvas.getContext('2d').getImageData(0, 0, 3, 3).data]"
    canvas = live.page.locator(".monitor-filters canvas").first
    before = canvas.evaluate(script)
    live.set("epoch", 2)
    expect(live.page.get_by_role("img", name="Filter 0: weights from −0.5 to 0.5")).to_be_visible()
    assert canvas.evaluate(script) != before


def test_only_changes(live: LivePage) -> None:
    """By keyboard: before training nothing has changed."""
    tab_to(live, "Filters: only what changed")
    live.press("Enter")
    expect(live.page.get_by_role("img", name="Change of filter 0: weights from 0 to 0")).to_be_visible()
    assert live.get("changes") is True


def test_the_kernel_moves_the_slider(live: LivePage) -> None:
    """What is set in Python is seen."""
    live.set("epoch", 2)
    expect(live.page.get_by_role("slider", name="Epoch")).to_have_value("2")


def test_accessible(live: LivePage) -> None:
    """Nothing to complain of, in light and dark; photographed for people to look at."""
    live.set("epoch", 1)
    live.photograph("training-monitor")
    assert live.axe() == []


def test_leaves_nothing_behind(live: LivePage) -> None:
    """No listener stays in the model."""
    assert live.close() == 0
