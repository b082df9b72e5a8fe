"""The pipeline strip, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.data import digits
from course.pictures.live import LivePicture
from course.pictures.pipeline_strip import PipelineStrip
from course.trained_network import stages

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAID_BY_FIRST_CANVAS = """() => {
    const canvas = document.querySelector(".strip-row canvas");
    const bytes = [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data];
    return bytes.filter((_, index) => index % 4 === 0);
}"""


@pytest.fixture(scope="module")
def strip() -> PipelineStrip:
    """Three test digits in the trained network."""
    images = digits()
    runs = [stages(image) for image in images.x_test[:3]]
    return PipelineStrip(runs, images.y_test[:3], class_names=images.class_names)


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage], strip: PipelineStrip) -> LivePage:
    """The first digit, with the focus on the choice."""
    live = live_page(strip)
    live.page.get_by_label("Picture", exact=True).focus()
    return live


def test_every_stage_has_a_row(live: LivePage, strip: PipelineStrip) -> None:
    """With its name and shape, and a picture that tells both and the extent."""
    expect(live.page.locator(".strip-row")).to_have_count(len(strip.names))
    first = live.page.locator(".strip-maps").nth(1)
    assert (first.get_attribute("aria-label") or "").startswith("Conv2D, 28 × 28 × 6, −")


def test_another_digit_by_keyboard(live: LivePage, strip: PipelineStrip) -> None:
    """The arrow chooses the next one; what the network says of it is shown and said."""
    live.press("ArrowDown")
    expect(live.page.locator(".strip-story")).to_contain_text(f"This {strip.labels[1]} is")
    expect(live.said).to_contain_text(f"This {strip.labels[1]} is")


def test_next_by_pointer_comes_round(live: LivePage) -> None:
    """After the last digit the first comes again."""
    for _ in range(3):
        live.page.get_by_role("button", name="Next").click()
    assert live.get("chosen") == 0


def test_the_picture_is_the_chosen_digit(live: LivePage) -> None:
    """Pixel by pixel."""
    live.press("ArrowDown")
    expected = np.round(255 * digits().x_test[1].ravel())
    assert np.abs(np.array(live.page.evaluate(SAID_BY_FIRST_CANVAS)) - expected).max() <= 1


def test_the_bars_are_the_probabilities(live: LivePage, strip: PipelineStrip) -> None:
    """The marked bar is the answer."""
    said = stages(digits().x_test[0])[-1].values
    marked = live.page.locator(".strip-column", has=live.page.locator(".is-marked"))
    expect(marked).to_contain_text(str(int(said.argmax())))
    expect(marked).to_have_count(1)
    expect(live.page.locator(".strip-story")).to_contain_text("The 10 bars add up to 1.")


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown, its control included."""
    live.set("chosen", 2)
    assert live.page.get_by_label("Picture", exact=True).input_value() == "2"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.photograph("pipeline_strip")
    assert live.axe() == []
