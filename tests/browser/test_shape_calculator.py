"""The shape calculator, used as a learner would, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from course.geometry import conv, dense, flatten, pool
from course.pictures.live import LivePicture
from course.pictures.shape_calculator import ShapeCalculator

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LENET = (conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10))


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """The calculator with two layers on a picture of 32 by 32."""
    return live_page(ShapeCalculator((32, 32, 1), LENET[:2]))


def row(live: LivePage, number: int) -> Locator:
    """The row of layer `number`, from 1."""
    return live.page.locator("tbody tr").nth(number - 1)


def results(live: LivePage, number: int) -> list[str]:
    """Shape, parameters, multiplications, sees, unseen."""
    return row(live, number).locator("td:visible").all_text_contents()[4:9]


def button(live: LivePage, name: str) -> Locator:
    """The button of this name."""
    return live.page.get_by_role("button", name=name, exact=True)


def tab_to(live: LivePage, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(40):
        live.press("Tab")
        if live.focused() == name:
            return
    raise AssertionError(f"40 presses of Tab do not reach {name!r}")


class TestEdit:
    def test_begins_with_what_it_is_given(self, live: LivePage) -> None:
        """Every column of the first layer."""
        assert results(live, 1) == ["28 × 28 × 6", "156", "117,600", "5", "0"]

    def test_arrow_key(self, live: LivePage) -> None:
        """By keyboard: one filter more, and all that follows from it."""
        tab_to(live, "filters of layer 1")
        live.press("ArrowUp")
        assert (results(live, 1)[:2], results(live, 2)[0]) == (["28 × 28 × 7", "182"], "14 × 14 × 7")

    def test_typed(self, live: LivePage) -> None:
        """A number is typed over; the kernel has it."""
        tab_to(live, "window of layer 1")
        live.press("Control+a", "3")
        assert (results(live, 1)[0], live.get("layers")[0]["k"]) == ("30 × 30 × 6", 3)

    def test_padding(self, live: LivePage) -> None:
        """By keyboard: the last choice is "same", and the map is as large as the picture."""
        tab_to(live, "padding of layer 1")
        live.press("End")
        assert (live.get("layers")[0]["p"], results(live, 1)[0]) == ("same", "32 × 32 × 6")

    def test_out_of_range(self, live: LivePage) -> None:
        """A number that is too large is put back into range when the field is left."""
        tab_to(live, "stride of layer 1")
        live.press("Control+a", "9", "9", "Tab")
        expect(live.page.get_by_label("stride of layer 1")).to_have_value("8")

    def test_picture(self, live: LivePage) -> None:
        """The picture's own size counts too, rows and columns apart."""
        live.page.get_by_label("columns").fill("40")
        assert results(live, 1)[0] == "28 × 36 × 6"

    def test_unseen(self, live: LivePage) -> None:
        """Where rows and columns differ, both are said."""
        live.page.get_by_label("columns").fill("33")
        assert results(live, 2)[4] == "0 and 1"

    def test_totals(self, live: LivePage) -> None:
        """The last row adds up."""
        assert live.page.locator("tfoot td").all_text_contents()[:2] == ["156", "117,600"]


class TestLayers:
    def test_add(self, live: LivePage) -> None:
        """By keyboard: a layer is put at the end."""
        tab_to(live, "+ flatten")
        live.press("Enter")
        assert results(live, 3)[0] == "1,176"

    def test_add_a_relu(self, live: LivePage) -> None:
        """It can be put between convolution and pooling, and leaves the shape alone."""
        button(live, "+ ReLU").click()
        button(live, "move up layer 3").click()
        assert [layer["kind"] for layer in live.get("layers")] == ["Conv2D", "ReLU", "MaxPooling2D"]
        assert results(live, 2) == ["28 × 28 × 6", "0", "0", "5", "0"]

    def test_remove(self, live: LivePage) -> None:
        """By keyboard: the layer is gone, and the focus is on the next one's button."""
        tab_to(live, "remove layer 1")
        live.press("Enter")
        assert (results(live, 1)[0], live.focused()) == ("16 × 16 × 1", "remove layer 1")

    def test_remove_the_last(self, live: LivePage) -> None:
        """Without a layer the focus is where one is added."""
        button(live, "remove layer 2").click()
        button(live, "remove layer 1").click()
        assert live.focused() == "+ convolution"

    def test_move(self, live: LivePage) -> None:
        """By keyboard: the layers change places, and the focus goes along."""
        tab_to(live, "move down layer 1")
        live.press("Enter")
        assert (results(live, 2)[0], live.focused()) == ("12 × 12 × 6", "move up layer 2")

    def test_example(self, live: LivePage) -> None:
        """A whole network is chosen."""
        live.page.get_by_label("Example").select_option("the network of lesson 10")
        assert live.page.locator("tfoot td").all_text_contents()[:2] == ["27,226", "439,336"]

    def test_at_most_twelve(self, live: LivePage) -> None:
        """There is no room for a thirteenth."""
        for _ in range(10):
            button(live, "+ convolution").click()
        expect(button(live, "+ convolution")).to_be_disabled()

    def test_problem(self, live: LivePage) -> None:
        """A window that does not fit is told in its row; what comes after waits."""
        live.page.get_by_label("rows").fill("4")
        expect(row(live, 1)).to_contain_text("✗ A window of 5 × 5 does not fit on 4 × 32.")
        expect(row(live, 2)).to_contain_text("✗ It waits for the layer above.")


class TestWords:
    def test_worked_out(self, live: LivePage) -> None:
        """The numbers of the row that has the focus are written out."""
        live.page.get_by_label("window of layer 2").focus()
        expect(live.page.locator(".shape-told li").first).to_have_text("Rows: (28 − 2) / 2 is 13, and 1 more: 14.")

    def test_said(self, live: LivePage) -> None:
        """A change is said once, with its result."""
        live.page.get_by_label("filters of layer 1").fill("8")
        expect(live.said).to_have_text("Layer 1: 28 × 28 × 8, in all 208 parameters")

    def test_drawing(self, live: LivePage) -> None:
        """The drawing says its stages in words."""
        drawing = live.page.get_by_role("img")
        expect(drawing).to_have_attribute(
            "aria-label",
            "The stages from left to right: picture 32 × 32 × 1, convolution 28 × 28 × 6, pooling 14 × 14 × 6. "
            "One number at the end has seen 6 × 6 pixels of the picture, outlined.",
        )


def test_kernel_speaks(live: LivePage) -> None:
    """What the kernel sets is shown."""
    live.set("layers", [flatten().to_dict()])
    assert results(live, 1)[0] == "1,024"


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live_page: Callable[[LivePicture], LivePage]) -> None:
    """axe finds nothing to object to, in light and in dark, with a whole network and with a problem."""
    live = live_page(ShapeCalculator((32, 32, 1), (*LENET, pool(2))))
    live.photograph("shape_calculator")
    assert live.axe() == []
