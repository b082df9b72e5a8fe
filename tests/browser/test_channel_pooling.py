"""Pooling of several maps, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.pictures.channel_pooling import ChannelPooling
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAMES = ("upright edges", "level edges", "brightness")
MAPS = np.random.default_rng(8).permutation(26 * 22 * 3).reshape(26, 22, 3) / 100  # no number twice


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """Windows of 4 × 4: 6 × 5 cells come out of each map."""
    live = live_page(ChannelPooling(MAPS, names=NAMES))
    live.set("place", [2, 1])
    return live


def story(live: LivePage) -> Locator:
    """What is said of the cell."""
    return live.root.locator(".pooled-story")


def winners(live: LivePage) -> list[str]:
    """The names of the outlined numbers, map by map."""
    return [cell.get_attribute("aria-label") or "" for cell in live.root.locator(".is-winner").all()]


def largest(row: int, column: int, channel: int) -> tuple[float, int, int]:
    """Of the 4 × 4 numbers behind a cell: the number, and its row and column on the map."""
    window = MAPS[4 * row : 4 * row + 4, 4 * column : 4 * column + 4, channel]
    i, j = np.unravel_index(window.argmax(), window.shape)
    return float(window.max()), 4 * row + int(i), 4 * column + int(j)


def test_walking_outlines_each_winner(live: LivePage) -> None:
    """By arrows on a pooled map: in every map the number that comes out, with its place."""
    live.press("Tab", "Tab", "Tab", "Tab", "Tab")  # past three controls and a window
    assert live.focused().startswith("upright edges, pooled.")
    live.press("ArrowDown", "ArrowRight")
    found = [largest(3, 2, channel) for channel in range(3)]
    assert live.get("place") == [3, 2]
    expect(story(live)).to_contain_text("Row 3, column 2: of the 16 numbers in each map, the largest:")
    assert winners(live) == [f"row {row}, column {column}: {value:g}, it comes out" for value, row, column in found]
    value, row, column = found[2]
    expect(live.said).to_contain_text(f"brightness {value:g} (from row {row}, column {column})")


def test_across_the_maps(live: LivePage) -> None:
    """By keyboard: one map comes out, and of 48 numbers one is outlined."""
    live.press("Tab", "ArrowDown")
    value, row, column = max(largest(2, 1, channel) for channel in range(3))
    expect(live.root.locator(".is-walked:visible")).to_have_count(1)
    expect(live.root).to_contain_text("Shape 26 × 22 × 3 → 6 × 5 × 1: 3 maps in, 1 map out.")
    expect(story(live)).to_contain_text(f"the largest of all 48 numbers is {value:g}, in ")
    assert winners(live) == [f"row {row}, column {column}: {value:g}, it comes out"]
    expect(live.said).to_contain_text("1 map out")


def test_average(live: LivePage) -> None:
    """Nobody wins; each map's average, and across the maps that of all 48."""
    live.press("Tab", "Tab", "ArrowDown")
    means = MAPS[8:12, 4:8].mean(axis=(0, 1))
    expect(story(live)).to_contain_text("the average: upright edges")
    told = [float(part.split()[-1].rstrip(".")) for part in story(live).inner_text().split(";")]
    assert told == pytest.approx(means, abs=0.0051)
    assert winners(live) == []
    live.set("across", True)
    expect(story(live)).to_contain_text("the average of all 48 numbers is")
    assert float(story(live).inner_text().split()[-1].rstrip(".")) == pytest.approx(means.mean(), abs=0.0051)


def test_another_window_stays_where_it_was(live: LivePage) -> None:
    """Of 2 × 2: four numbers each, from the same place of the maps."""
    live.press("Tab", "Tab", "Tab", "ArrowDown", "ArrowDown")
    expect(live.root).to_contain_text("Shape 26 × 22 × 3 → 13 × 11 × 3: 3 maps in, 3 maps out.")
    expect(story(live)).to_contain_text("of the 4 numbers in each map")
    window = live.page.get_by_role("grid", name="level edges: the window").get_by_role("gridcell")
    place = live.get("place")
    assert [float(text) for text in window.all_inner_texts()] == pytest.approx(
        MAPS[2 * place[0] : 2 * place[0] + 2, 2 * place[1] : 2 * place[1] + 2, 1].ravel()
    )


def test_hovering_takes_the_cell_below(live: LivePage) -> None:
    """Over any of the pooled maps."""
    box = live.root.locator(".is-walked").nth(1).bounding_box()
    assert box is not None
    live.page.mouse.move(box["x"] + 4.5 / 5 * box["width"], box["y"] + 0.5 / 6 * box["height"])
    expect(story(live)).to_contain_text("Row 0, column 4:")


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown, in its controls too."""
    live.set("kind", "average")
    live.set("size", 1)
    expect(story(live)).to_contain_text("of the 1 number in each map")
    assert live.page.get_by_label("Kind", exact=True).input_value() == "average"
    assert live.page.get_by_label("Window (1 to", exact=False).input_value() == "1"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_fits_a_narrow_page(live: LivePage) -> None:
    """What goes in and what comes out of it stay side by side."""
    live.page.set_viewport_size({"width": 400, "height": 900})
    assert live.page.evaluate("document.documentElement.scrollWidth") == 400
    row = live.root.locator(".pooled-row").first
    tops = [box["y"] for canvas in row.locator("canvas").all() if (box := canvas.bounding_box())]
    assert tops[0] == tops[1]


@pytest.mark.parametrize("across", [False, True], ids=["each", "across"])
def test_accessible(live: LivePage, across: bool) -> None:
    """axe finds nothing to object to, in light and in dark, with the focus on what comes out."""
    live.set("across", across)
    live.root.locator(".is-walked:visible").first.focus()
    live.photograph("channel_pooling_across" if across else "channel_pooling")
    assert live.axe() == []
