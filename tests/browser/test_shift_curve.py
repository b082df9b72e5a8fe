"""The shift curve, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.data import digits
from course.pictures.live import LivePicture
from course.pictures.shift_curve import ShiftCurve
from course.trained_network import probabilities, shift

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHIFTS = range(-1, 4)
SHARES = [0.932, 0.956, 0.956, 0.9, 0.77]


@pytest.fixture(scope="module")
def curve() -> ShiftCurve:
    """Three test digits, five shifts."""
    images = digits()
    said = [probabilities(shift(images.x_test[:3], right)) for right in SHIFTS]
    return ShiftCurve(
        images.x_test[:3, :, :, 0],
        images.y_test[:3],
        probabilities=np.stack(said, axis=1),
        shifts=SHIFTS,
        share_right=SHARES,
    )


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage], curve: ShiftCurve) -> LivePage:
    """The first digit, not moved, with the focus on the shift."""
    live = live_page(curve)
    live.page.get_by_label("Shift", exact=True).focus()
    return live


def test_begins_without_a_shift(live: LivePage) -> None:
    """The share that is read where the digits were trained to stand."""
    expect(live.page.locator(".live-story")).to_have_text(
        "Not moved: this 0 is rightly read as 0 (100.0%). Of all test digits 95.6% are read correctly."
    )


def test_a_key_moves_the_digit(live: LivePage) -> None:
    """And says what that does, to screen readers too."""
    live.press("ArrowRight", "ArrowRight", "ArrowRight")
    expect(live.said).to_contain_text("Moved 3 px to the right")
    expect(live.page.locator(".live-story")).to_contain_text("Of all test digits 77.0% are read correctly.")


def test_the_picture_is_moved(live: LivePage) -> None:
    """Each pixel of the canvas is what its left neighbour was."""
    row = """() => {
        const canvas = document.querySelector("canvas");
        const bytes = [...canvas.getContext("2d").getImageData(0, 16, canvas.width, 1).data];
        return bytes.filter((_, index) => index % 4 === 0);
    }"""
    before = live.page.evaluate(row)
    live.press("ArrowRight")
    assert live.page.evaluate(row) == [0, *before[:-1]]


def test_the_marked_bar_is_the_shift(live: LivePage) -> None:
    """The one to the left of the middle, with its number."""
    live.press("ArrowLeft")
    chart = live.page.locator(".shift-chart").nth(1)
    expect(chart.locator(".shift-column").first).to_have_text("93%−1")


def test_another_digit(live: LivePage, curve: ShiftCurve) -> None:
    """Chosen by keyboard."""
    live.page.get_by_label("Digit", exact=True).focus()
    live.press("ArrowDown")
    expect(live.page.locator(".live-story")).to_contain_text(f"this {curve.labels[1]} is")


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown, its control included."""
    live.set("shift", 2)
    assert live.page.get_by_label("Shift", exact=True).input_value() == "2"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.press("ArrowRight", "ArrowRight")
    live.photograph("shift_curve")
    assert live.axe() == []
