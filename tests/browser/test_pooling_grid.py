"""The pooling grid, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.pictures.live import LivePicture
from course.pictures.pooling_grid import PoolingGrid

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VALUES = np.array([[1.0, 3, 0, 2, 1], [6, 2, 4, 2, 0], [0, 1, 7, 6, 0], [2, 9, 3, 8, -4]])


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """Windows of 2 with stride 2; the last column is in none."""
    return live_page(PoolingGrid(VALUES))


def cells(live: LivePage, grid: str) -> Locator:
    """The cells of one of the two grids."""
    return live.page.get_by_role("grid", name=grid, exact=True).get_by_role("gridcell")


def marked(live: LivePage, grid: str, mark: str) -> list[str]:
    """The names of the cells that bear a mark."""
    place = live.page.get_by_role("grid", name=grid, exact=True).locator(f".is-{mark}")
    return [cell.get_attribute("aria-label").split(":")[0] for cell in place.all()]


def test_pooled(live: LivePage) -> None:
    """The largest of every window."""
    expect(cells(live, "The pooled map")).to_have_text(["6", "4", "9", "8"])


def test_winners_are_outlined(live: LivePage) -> None:
    """One cell for each window."""
    assert marked(live, "The map", "winner") == [
        "row 1, column 0",
        "row 1, column 2",
        "row 3, column 1",
        "row 3, column 3",
    ]


def test_a_winner_says_so(live: LivePage) -> None:
    """To a screen reader, as does what lies in no window."""
    names = [cells(live, "The map").nth(number).get_attribute("aria-label") for number in (5, 4)]
    assert names == ["row 1, column 0: 6, the largest of its window", "row 0, column 4: 1, in no window"]


def test_walking_the_pooled_map_shows_the_window(live: LivePage) -> None:
    """Its four cells in the map, and in words how the number comes about."""
    cells(live, "The pooled map").first.focus()
    live.press("ArrowRight")
    assert marked(live, "The map", "window") == [f"row {row}, column {column}" for row in (0, 1) for column in (2, 3)]
    expect(live.page.locator(".live-story")).to_have_text(
        "Pooled row 0, column 1: its window holds 0, 2, 4, 2; the largest is 4, at row 1, column 2; "
        "the others are dropped."
    )


def test_an_edit_is_pooled(live: LivePage) -> None:
    """Typed over a number: the window has another winner."""
    live.page.get_by_label("Kind", exact=True).focus()
    cells(live, "The map").first.focus()
    live.press("9", "Enter")
    expect(cells(live, "The pooled map").first).to_have_text("9")


def test_kind(live: LivePage) -> None:
    """By keyboard to the average."""
    live.page.get_by_label("Kind", exact=True).focus()
    live.press("a")
    expect(cells(live, "The pooled map")).to_have_text(["3", "2", "3", "6"])


def test_stride(live: LivePage) -> None:
    """Overlapping windows: three rows of four."""
    live.page.get_by_label("Stride (1 to", exact=False).focus()
    live.press("ArrowDown")
    expect(cells(live, "The pooled map")).to_have_count(12)


def test_size(live: LivePage) -> None:
    """A larger window leaves one row over, and reads across two windows of before."""
    live.page.get_by_label("Window (1 to", exact=False).focus()
    live.press("ArrowUp")
    expect(cells(live, "The pooled map")).to_have_text(["7", "7"])


def test_shift_moves_the_numbers(live: LivePage) -> None:
    """One pixel to the right; zeros come in."""
    live.page.get_by_label("Shift to the right", exact=True).focus()
    live.press("ArrowRight")
    expect(cells(live, "The map").first).to_have_text("0")


def test_shift_tells_what_changed(live: LivePage) -> None:
    """Marked in the pooled map, counted below, and said."""
    live.page.get_by_label("Shift to the right", exact=True).focus()
    live.press("ArrowRight")
    assert marked(live, "The pooled map", "changed") == ["row 1, column 0", "row 1, column 1"]
    expect(live.said).to_contain_text("2 of 4 pooled numbers changed by the shift")


def test_an_edit_of_a_shifted_map_keeps_what_is_seen(live: LivePage) -> None:
    """The shift begins again from there."""
    live.page.get_by_label("Shift to the right", exact=True).focus()
    live.press("ArrowRight")
    cells(live, "The map").first.focus()
    live.press("5", "Enter")
    assert (live.get("shift"), live.get("values")[0]) == (0, [5, 1, 3, 0, 2])


def test_pointer(live: LivePage) -> None:
    """A click on a pooled cell shows its window."""
    cells(live, "The pooled map").nth(3).click()
    assert marked(live, "The map", "window")[0] == "row 2, column 2"


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown, its control included."""
    live.set("kind", "sum")
    expect(cells(live, "The pooled map")).to_have_text(["12", "8", "12", "24"])
    assert live.page.get_by_label("Kind", exact=True).input_value() == "sum"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark, with every mark to be seen."""
    live.page.get_by_label("Shift to the right", exact=True).focus()
    live.press("ArrowRight")
    live.photograph("pooling_grid")
    assert live.axe() == []
