"""The pixel inspector, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.data import boat
from course.pictures.live import LivePicture
from course.pictures.pixel_inspector import PixelInspector

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOAT = np.rint(255 * boat()).astype(np.uint8)
SMALL = np.arange(24, dtype=np.uint8).reshape(4, 6)


def in_words(row: int, column: int) -> str:
    """What the picture should say of a pixel of the boat."""
    red, green, blue = BOAT[row, column]
    return f"row {row}, column {column}: red {red}, green {green}, blue {blue}"


def label(row: int, column: int) -> str:
    """What a screen reader should say of a pixel of the boat."""
    red, green, blue = BOAT[row, column]
    return f"row {row}, column {column}: {red} {green} {blue} (red, green, blue)"


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """The boat, with the glass on rows 100 to 107 and columns 90 to 97, and the focus on its first pixel."""
    live = live_page(PixelInspector(BOAT, row=100, column=90))
    live.page.get_by_role("gridcell").first.focus()
    return live


class TestWalk:
    def test_by_tab_alone(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """Four presses lead from what is shown past both sliders to the pixels."""
        live = live_page(PixelInspector(BOAT, row=100, column=90))
        seen = []
        for _ in range(4):
            live.press("Tab")
            seen.append(live.focused())
        assert seen == ["Shown", "First row", "First column", label(100, 90)]

    def test_inside(self, live: LivePage) -> None:
        """The arrows lead from pixel to pixel, each with its place in the whole picture."""
        live.press("ArrowDown", "ArrowRight")
        assert live.focused() == label(101, 91)

    def test_readout(self, live: LivePage) -> None:
        """What has the focus can be read below the picture."""
        live.press("ArrowRight")
        expect(live.page.locator(".pixel-readout")).to_have_text(in_words(100, 91))

    @pytest.mark.parametrize(("key", "corner"), [("ArrowUp", [99, 90]), ("ArrowLeft", [100, 89])])
    def test_over_the_edge(self, live: LivePage, key: str, corner: list[int]) -> None:
        """At the edge of the glass an arrow moves the glass."""
        live.press(key)
        assert [live.get("row"), live.get("column")] == corner

    def test_over_the_edge_is_said(self, live: LivePage) -> None:
        """A screen reader hears the pixel that has come under the focus."""
        live.press("ArrowUp")
        expect(live.said).to_have_text(in_words(99, 90))

    def test_end_of_the_picture(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """At the edge of the whole picture nothing moves, and that is said."""
        live = live_page(PixelInspector(BOAT))
        live.page.get_by_role("gridcell").first.focus()
        live.press("ArrowUp")
        expect(live.said).to_have_text("The picture ends here.")
        assert (live.get("row"), live.get("column")) == (0, 0)


class TestPointer:
    def test_hover(self, live: LivePage) -> None:
        """The pixel under the pointer is read out, with its place in the whole picture."""
        live.page.get_by_role("gridcell").nth(8 * 3 + 2).hover()
        expect(live.page.locator(".pixel-readout")).to_have_text(in_words(103, 92))

    def test_point_into_the_picture(self, live: LivePage) -> None:
        """A click into the whole picture takes the glass there."""
        live.page.locator(".pixel-whole").click(position={"x": 161, "y": 81})
        assert (live.get("row"), live.get("column")) == (64 - 4, 128 - 4)

    def test_frame_stays_within(self, live: LivePage) -> None:
        """Near the corner the glass stops at the edge."""
        live.page.locator(".pixel-whole").click(position={"x": 318, "y": 318})
        assert (live.get("row"), live.get("column")) == (248, 248)


class TestShown:
    @pytest.mark.parametrize(("view", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
    def test_one_channel(self, live: LivePage, view: str, channel: int) -> None:
        """One channel alone has one number a pixel."""
        live.page.get_by_label("Shown").select_option(view)
        expect(live.page.get_by_role("gridcell").first).to_have_text(str(BOAT[100, 90, channel]))

    def test_channel_in_the_whole_picture(self, live: LivePage) -> None:
        """The whole picture is drawn in the channel's greys."""
        live.page.get_by_label("Shown").select_option("red")
        drawn = live.page.locator("canvas").evaluate(
            "canvas => [...canvas.getContext('2d').getImageData(90, 100, 1, 1).data]"
        )
        assert drawn == [int(BOAT[100, 90, 0])] * 3 + [255]

    def test_kernel_speaks(self, live: LivePage) -> None:
        """What the kernel sets is shown."""
        live.set("row", 30)
        expect(live.page.get_by_role("gridcell").first).to_have_attribute("aria-label", label(30, 90))


def test_small_picture_whole(live_page: Callable[[LivePicture], LivePage]) -> None:
    """A picture that fits under the glass needs no second one beside it."""
    live = live_page(PixelInspector(SMALL))
    assert (live.page.get_by_role("gridcell").count(), live.page.locator("canvas").count()) == (24, 0)


def test_small_picture_numbers(live_page: Callable[[LivePicture], LivePage]) -> None:
    """Each pixel carries its number, row by row."""
    live = live_page(PixelInspector(SMALL))
    expect(live.page.get_by_role("gridcell")).to_have_text([str(value) for value in SMALL.ravel()])


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.photograph("pixel_inspector")
    assert live.axe() == []
