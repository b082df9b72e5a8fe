"""The filter-depth slider, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from course.data import boat
from course.pictures.filter_depth import FilterDepth
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """A small boat and three of eight filters, with the focus on the slider."""
    live = live_page(FilterDepth(boat()[::4, ::4]))
    live.press("Tab")
    return live


def test_one_more(live: LivePage) -> None:
    """By keyboard: a fourth map, and shape and parameters follow."""
    live.press("ArrowRight")
    expect(live.page.locator(".filter-told")).to_have_text(
        "Shape 64 × 64 × 3 → 62 × 62 × 4. Parameters: (3 × 3 × 3 + 1) × 4 = 112."
    )
    expect(live.page.locator("figure:visible")).to_have_count(5)


def test_all_and_one(live: LivePage) -> None:
    """End shows all eight, Home a single one; the kernel has the number."""
    live.press("End")
    expect(live.page.locator("figure:visible")).to_have_count(9)
    live.press("Home")
    assert live.get("filters") == 1


def test_said(live: LivePage) -> None:
    """What follows is said once."""
    live.press("Home")
    expect(live.said).to_have_text("Shape 64 × 64 × 3 → 62 × 62 × 1. Parameters: (3 × 3 × 3 + 1) × 1 = 28.")


def test_drawn(live: LivePage) -> None:
    """A map is drawn in more than one colour."""
    script = "canvas => new Set(canvas.getContext('2d').getImageData(0, 0, 62, 62).data).size"
    assert live.page.locator("canvas").nth(1).evaluate(script) > 50


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown."""
    live.set("filters", 2)
    expect(live.page.locator("figure:visible")).to_have_count(3)


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.photograph("filter_depth")
    assert live.axe() == []
