"""The small array, used as a learner would; with it the grid that other pictures share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.pictures.live import LivePicture
from course.pictures.number_map import NumberMap

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VALUES = np.array([[1.0, -2.0, 0.0], [0.25, 4.0, -1.5]])


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """A small array of two rows and three columns, with the focus on its first cell."""
    live = live_page(NumberMap(VALUES))
    live.press("Tab")
    return live


class TestWalk:
    def test_first_cell(self, live: LivePage) -> None:
        """Tab reaches the first cell, which says where it is and what is in it."""
        assert live.focused() == "row 0, column 0: 1"

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            (["ArrowRight"], "row 0, column 1: −2"),
            (["ArrowDown"], "row 1, column 0: 0.25"),
            (["ArrowUp"], "row 0, column 0: 1"),
            (["End"], "row 0, column 2: 0"),
            (["End", "Home"], "row 0, column 0: 1"),
            (["Control+End"], "row 1, column 2: −1.5"),
            (["Control+End", "Control+Home"], "row 0, column 0: 1"),
        ],
    )
    def test_keys(self, live: LivePage, keys: list[str], expected: str) -> None:
        """Arrows, Home and End walk through the grid and stop at its edge."""
        live.press(*keys)
        assert live.focused() == expected

    def test_one_stop(self, live: LivePage) -> None:
        """The grid is one stop of the Tab key, at the cell where it was left."""
        live.press("ArrowRight", "Tab", "Shift+Tab")
        assert live.focused() == "row 0, column 1: −2"


class TestEdit:
    def test_type(self, live: LivePage) -> None:
        """What is typed over a cell and confirmed is what the kernel has."""
        live.press("ArrowDown", "-", "3", ".", "5", "Enter")
        assert live.get("values") == [[1, -2, 0], [-3.5, 4, -1.5]]

    def test_fraction(self, live: LivePage) -> None:
        """A fraction is understood."""
        live.press("1", "/", "4", "Enter")
        assert live.get("values")[0][0] == 0.25

    def test_stays(self, live: LivePage) -> None:
        """After an edit the focus is on the same cell."""
        live.press("7", "Enter")
        assert live.focused() == "row 0, column 0: 7"

    def test_escape(self, live: LivePage) -> None:
        """Escape drops the edit."""
        live.press("7", "Escape")
        assert live.get("values")[0][0] == 1

    def test_leaving_keeps(self, live: LivePage) -> None:
        """Tab out of an edit keeps it."""
        live.press("7", "Tab")
        assert live.get("values")[0][0] == 7

    def test_delete(self, live: LivePage) -> None:
        """Delete writes 0."""
        live.press("Delete")
        assert live.get("values")[0][0] == 0

    def test_no_number(self, live: LivePage) -> None:
        """What is no number is said, and changes nothing."""
        live.press("Enter", "a", "b", "Enter")
        expect(live.said).to_have_text("ab is not a number; it stays 1")
        assert live.get("values")[0][0] == 1

    def test_pointer(self, live: LivePage) -> None:
        """A double click begins an edit."""
        live.page.get_by_role("gridcell").nth(4).dblclick()
        live.press("9", "Enter")
        assert live.get("values")[1][1] == 9


def test_sum_follows(live: LivePage) -> None:
    """An edit changes the sum, and a screen reader says it."""
    live.press("9", "Enter")
    expect(live.said).to_have_text("Sum: 9.75")


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown."""
    live.set("values", [[5, 6]])
    expect(live.page.get_by_role("gridcell")).to_have_text(["5", "6"])


@pytest.mark.parametrize(("key", "kept"), [("x", True), ("Enter", True), ("Control+s", False)])
def test_notebook_keys(live: LivePage, key: str, kept: bool) -> None:
    """Plain keys are kept from the notebook, where x cuts the cell; those with Ctrl are not."""
    cell = live.page.get_by_role("gridcell").first
    live.press(key)
    assert (cell.get_attribute("data-lm-suppress-shortcuts") is not None) is kept


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.photograph("number_map")
    assert live.axe() == []
