"""The sliding detector, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from course.pictures.live import LivePicture
from course.pictures.sliding_detector import SlidingDetector, three_digits

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def detector() -> SlidingDetector:
    """As in the lesson: the window on the 4."""
    return SlidingDetector(three_digits(), place=(18, 0))


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage], detector: SlidingDetector) -> LivePage:
    """With the focus on the canvas, reached by Tab."""
    live = live_page(detector)
    live.press("Tab")
    return live


def story(live: LivePage) -> Locator:
    """The sentence below the canvas."""
    return live.root.locator(".detector-story")


def marked(live: LivePage, inside: str) -> list[int]:
    """Where the frame stands in the canvas or the map, as [top, left] in hundredths of its height and width."""
    script = """inside => {
        const [outer, frame] = [inside, inside + " .detector-frame"]
            .map(selector => document.querySelector(selector).getBoundingClientRect());
        return [(frame.top - outer.top) / outer.height, (frame.left - outer.left) / outer.width]
            .map(part => Math.round(100 * part));
    }"""
    place: list[int] = live.page.evaluate(script, inside)
    return place


def test_begins_on_a_digit(live: LivePage) -> None:
    """With ten numbers, the first guess marked."""
    assert live.focused().startswith("Window on a canvas of 62 × 104 pixels")
    expect(story(live)).to_have_text("Window from row 18, column 0: first guess 4 with > 99.9%.")
    assert live.root.locator(".detector-row").count() == 10
    expect(live.root.locator(".detector-row").nth(4)).to_have_text("4> 99.9% ◂")


def test_arrows_move_the_window_by_a_pixel(live: LivePage) -> None:
    """And say once where it stands now and what is read there."""
    live.press("ArrowRight", "ArrowRight", "ArrowUp")
    assert live.get("place") == [17, 2]
    expect(live.said).to_contain_text("Window from row 17, column 2: first guess")
    assert live.said.inner_text() == story(live).inner_text()


def test_shift_and_arrows_move_it_to_the_next_cell_of_the_map(live: LivePage) -> None:
    """What is read there is what the map says."""
    live.press(*["Shift+ArrowRight"] * 3)
    assert live.get("place") == [18, 18]
    expect(story(live)).to_have_text("Window from row 18, column 18: first guess 7 with 88.0%.")
    assert live.root.locator(".detector-cell").nth(3 * 13 + 3).inner_text().split() == ["7", "88"]


def test_the_canvas_ends_somewhere(live: LivePage) -> None:
    """The window does not leave it."""
    live.press(*["Shift+ArrowDown"] * 3, "ArrowLeft")
    assert live.get("place") == [30, 0]


def test_the_frames_stand_where_the_window_is(live: LivePage) -> None:
    """On the canvas, and in the map below it."""
    live.set("place", [15, 36])
    expect(story(live)).to_contain_text("row 15, column 36")
    assert marked(live, ".detector-canvas") == [round(100 * 15 / 62), round(100 * 36 / 104)]
    assert marked(live, ".detector-map") == [round(100 * 2.5 / 6), round(100 * 6 / 13)]


def test_the_window_is_enlarged(live: LivePage, detector: SlidingDetector) -> None:
    """Pixel for pixel what lies in it."""
    live.set("place", [5, 40])
    expect(story(live)).to_contain_text("row 5, column 40")
    script = """() => {
        const canvas = document.querySelector(".live-map canvas");
        const bytes = [...canvas.getContext("2d").getImageData(0, 16, canvas.width, 1).data];
        return bytes.filter((_, index) => index % 4 === 0);
    }"""
    expected = 255 * three_digits()[5 + 16, 40 : 40 + 32]
    assert live.page.evaluate(script) == pytest.approx(expected.tolist(), abs=1.0)


def test_dragging_moves_the_window(live: LivePage) -> None:
    """Its middle goes where the pointer is, and the keys go on from there."""
    live.press("Tab")  # the focus is elsewhere
    box = live.root.locator(".detector-canvas").bounding_box()
    assert box is not None
    pixel = box["width"] / 104
    live.page.mouse.move(box["x"] + 20 * pixel, box["y"] + 20 * pixel)
    live.page.mouse.down()
    live.page.mouse.move(box["x"] + 52 * pixel, box["y"] + 16 * pixel)
    live.page.mouse.up()
    live.page.mouse.move(box["x"] + 90 * pixel, box["y"] + 40 * pixel)  # the button is up: the window stays
    assert live.get("place") == [0, 36]
    expect(story(live)).to_contain_text("first guess 1 with > 99.9%")
    live.press("ArrowRight")
    assert live.get("place") == [0, 37]


def test_a_click_on_the_map_moves_the_window(live: LivePage) -> None:
    """To the window that the cell stands for."""
    live.root.locator(".detector-cell").last.click()
    assert live.get("place") == [30, 72]


def test_from_peak_to_peak(live: LivePage) -> None:
    """By buttons that are reached by Tab, in both directions and round the end."""
    live.press("Tab", "Enter")
    assert (live.focused(), live.get("place")) == ("Previous peak", [30, 72])
    live.press("Tab", "Enter", "Enter")
    assert (live.focused(), live.get("place")) == ("Next peak", [18, 18])
    expect(live.said).to_have_text("Window from row 18, column 18: first guess 7 with 88.0%.")


def test_without_a_peak(live_page: Callable[[LivePicture], LivePage]) -> None:
    """The buttons leave the window where it is."""
    live = live_page(SlidingDetector(0 * three_digits()))
    live.page.get_by_text("Next peak").click()
    assert live.get("place") == [0, 0]
    expect(story(live)).to_contain_text("first guess 1 with 21.8%")


def test_looks_and_reads_well(live: LivePage) -> None:
    """Photographed in both themes; nothing for axe to find."""
    live.press("Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight")
    live.photograph("sliding-detector")
    assert live.axe() == []


def test_leaves_nothing_behind(live: LivePage) -> None:
    """No listener stays when the view goes."""
    assert live.close() == 0
