"""The pixel painter, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.pictures.live import LivePicture
from course.pictures.pixel_painter import PixelPainter

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """An empty sheet, with the focus on its first pixel."""
    live = live_page(PixelPainter())
    live.page.get_by_role("gridcell").first.focus()
    return live


def lit(live: LivePage) -> list[list[int]]:
    """The lit pixels, as [row, column], as the kernel sees them."""
    return np.argwhere(np.array(live.get("drawing"))).tolist()


def drag(live: LivePage, *cells: int) -> None:
    """Press on the first cell and move over the others, then let go."""
    mouse = live.page.mouse
    for step, cell in enumerate(cells):
        box = live.page.get_by_role("gridcell").nth(cell).bounding_box()
        assert box is not None
        mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=10)
        if step == 0:
            mouse.down()
    mouse.up()


def test_by_keyboard(live: LivePage) -> None:
    """Arrows lead to a pixel, Space lights it."""
    live.press("ArrowDown", "ArrowRight", "Space", "ArrowRight", "Space")
    assert lit(live) == [[1, 1], [1, 2]]


def test_space_darkens_again(live: LivePage) -> None:
    """Space on a lit pixel puts it out."""
    live.press("Space", "Space")
    assert lit(live) == []


def test_click(live: LivePage) -> None:
    """A click changes a pixel once, not twice."""
    live.page.get_by_role("gridcell").nth(9).click()
    assert lit(live) == [[1, 1]]


def test_drag(live: LivePage) -> None:
    """The pointer paints wherever it is moved while it is down."""
    drag(live, 10, 26, 28)
    assert lit(live) == [[1, 2], [2, 2], [3, 2], [3, 3], [3, 4]]


def test_what_is_told_of_a_change_is_how_it_is_afterwards(live: LivePage) -> None:
    """The number of lit pixels after turning light into dark, not before."""
    drag(live, 10, 26)
    count = len(lit(live))
    live.page.get_by_role("button", name="Invert").click()
    expect(live.said).to_contain_text(f"{len(lit(live))} pixels are lit")
    assert len(lit(live)) != count


def test_space_after_a_drag(live: LivePage) -> None:
    """Painting by pointer does not keep the keyboard from painting."""
    drag(live, 10, 26)
    live.page.get_by_role("gridcell").first.focus()
    live.press("Space")
    assert [0, 0] in lit(live)


def test_drag_from_a_lit_pixel(live: LivePage) -> None:
    """Whoever begins on a lit pixel wipes."""
    drag(live, 10, 26)
    drag(live, 10, 18)
    assert lit(live) == [[3, 2]]


def test_mirror(live: LivePage) -> None:
    """A button changes the whole drawing."""
    live.press("Space")
    live.page.get_by_role("button", name="Mirror").click()
    assert lit(live) == [[0, 7]]


def test_change_is_said(live: LivePage) -> None:
    """A screen reader hears what a key has done."""
    live.press("ArrowRight", "Space")
    expect(live.said).to_have_text("row 0, column 1: 1")


def test_code_makes_the_drawing(live: LivePage) -> None:
    """The Python beside it is the drawing."""
    live.press("Space", "ArrowDown", "Space")
    names: dict[str, np.ndarray] = {}
    exec(live.page.get_by_role("textbox").input_value(), {"np": np}, names)
    assert names["glyph"].tolist() == live.get("drawing")


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown."""
    live.set("drawing", [[0, 1], [1, 0]])
    expect(live.page.get_by_role("gridcell")).to_have_text(["0", "1", "1", "0"])


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    drag(live, 10, 50, 53)
    live.photograph("pixel_painter")
    assert live.axe() == []
