"""The channel sums, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.data import boat
from course.pictures.channel_sums import ChannelSums
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOAT = boat()[::4, ::4]
NAMES = ("red", "green", "blue")
KERNELS = np.zeros((3, 3, 3, 2))
KERNELS[:, :, :, 0] = np.array([1, -0.5, -0.5]) / 9  # the mean of red less half of the other two
KERNELS[1, 1, :, 1] = 1, 1, 1  # the sum of the pixel in the middle


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """A small boat under two filters, the second with a bias."""
    picture = ChannelSums(BOAT, KERNELS, [0.0, 0.25], names=NAMES, filters=["reddish", "middle"])
    live = live_page(picture)
    live.set("place", [20, 30])
    return live


def story(live: LivePage) -> Locator:
    """The addition in words."""
    return live.root.locator(".channel-story")


def walk(live: LivePage) -> None:
    """Put the focus on the sum: Tab, past the choice of the filter."""
    live.press("Tab", "Tab")
    assert live.focused().startswith("The sum of all channels.")


def expected(row: int, column: int) -> list[str]:
    """What each channel's mean adds with the first filter, as it is written."""
    means = BOAT[row : row + 3, column : column + 3].mean(axis=(0, 1), dtype=float) * (1, -0.5, -0.5)
    return [f"{abs(mean):.2f}".rstrip("0") for mean in means]


def test_walking_writes_the_addition(live: LivePage) -> None:
    """By arrows, and by eight with Shift; the numbers are NumPy's."""
    walk(live)
    live.press("ArrowRight", "Shift+ArrowDown")
    red, green, blue = expected(28, 31)
    start = f"Row 28, column 31 of the sum: red {red} + green (−{green}) + blue (−{blue})"
    expect(story(live)).to_contain_text(start)
    expect(live.said).to_contain_text(start)
    assert live.get("place") == [28, 31]


def test_walking_ends_at_the_edge(live: LivePage) -> None:
    """62 rows and columns: the last are 61."""
    live.set("place", [60, 60])
    walk(live)
    live.press("Shift+ArrowDown", "Shift+ArrowRight", "ArrowRight")
    assert live.get("place") == [61, 61]


def test_hovering_takes_the_cell_below(live: LivePage) -> None:
    """Without a button."""
    box = live.root.locator(".is-walked").bounding_box()
    assert box is not None
    live.page.mouse.move(box["x"] + 10.5 / 62 * box["width"], box["y"] + 40.5 / 62 * box["height"])
    expect(story(live)).to_contain_text("Row 40, column 10 of the sum")


def test_the_window_is_written_out(live: LivePage) -> None:
    """Each channel's own pixels, and to a screen reader each product."""
    window = live.page.get_by_role("grid", name="green: the window").get_by_role("gridcell")
    pixels = BOAT[20:23, 30:33, 1].ravel()
    product = f"{pixels[4]:.2f}; times its weight: {pixels[4]:.2f} × −0.06 = −{pixels[4] / 18:.2f}"
    expect(window.nth(4)).to_have_attribute("aria-label", product)  # once it is drawn
    assert [float(text) for text in window.all_inner_texts()] == pytest.approx(pixels, abs=0.0051)


def test_a_channel_is_switched_off(live: LivePage) -> None:
    """By keyboard: the sum is told without it and with it, and drawn anew."""
    whole = pixels(live)
    live.page.get_by_role("button", name="add red").focus()
    live.press("Space")
    _, green, blue = expected(20, 30)
    expect(story(live)).to_contain_text(f"of the sum, without red: green −{green} + blue (−{blue})")
    expect(story(live)).to_contain_text("With every channel it is")
    assert live.get("off") == [0]
    assert pixels(live) != whole
    live.press("Space")
    expect(story(live)).not_to_contain_text("without")
    assert pixels(live) == whole


def pixels(live: LivePage) -> list[int]:
    """One line of the sum as it is drawn."""
    line: list[int] = live.root.locator(".is-walked canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(0, 30, canvas.width, 1).data]"
    )
    return line


def test_another_filter(live: LivePage) -> None:
    """Its sheets, its map and its bias."""
    live.press("Tab", "ArrowDown")
    middle = BOAT[21, 31].sum() + 0.25
    expect(story(live)).to_contain_text("+ bias 0.25")
    assert float(story(live).inner_text().split()[-1].rstrip(".")) == pytest.approx(middle, abs=0.0051)
    sheet = live.page.get_by_role("grid", name="blue: the filter's sheet").get_by_role("gridcell")
    assert sheet.all_inner_texts() == ["0", "0", "0", "0", "1", "0", "0", "0", "0"]


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown, in its control too."""
    live.set("filter", 1)
    live.set("off", [1, 2])
    expect(story(live)).to_contain_text("without green and blue")
    assert live.page.get_by_label("Filter", exact=True).input_value() == "1"
    assert live.page.get_by_role("button", name="add green").get_attribute("aria-pressed") == "false"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_fits_a_narrow_page(live: LivePage) -> None:
    """Nothing stands out to the right of it."""
    live.page.set_viewport_size({"width": 400, "height": 900})
    assert live.page.evaluate("document.documentElement.scrollWidth") == 400


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark, with the focus on the sum and a channel off."""
    live.set("off", [2])
    walk(live)
    live.photograph("channel_sums")
    assert live.axe() == []
