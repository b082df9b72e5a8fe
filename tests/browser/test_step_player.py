"""The step player, used as a learner would, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.pictures.live import LivePicture
from course.pictures.step_player import StepPlayer

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
KERNEL = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
LOPSIDED = np.array([[1, 2, -1], [0, 3, 0], [0, 0, -4]])
PERIOD = KERNEL.size + 1  # steps from one window to the next


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """The article's picture and kernel."""
    return live_page(StepPlayer(IMAGE, KERNEL))


def button(live: LivePage, name: str) -> Locator:
    """The button of this name."""
    return live.page.get_by_role("button", name=name, exact=True)


def cells(live: LivePage, grid: str) -> list[str]:
    """What stands in the cells of this grid."""
    return live.page.get_by_role("grid", name=grid).get_by_role("gridcell").all_text_contents()


def tab_to(live: LivePage, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(20):
        live.press("Tab")
        if live.focused() == name:
            return
    raise AssertionError(f"20 presses of Tab do not reach {name!r}")


class TestSteps:
    def test_begins_with_nothing(self, live: LivePage) -> None:
        """No cell of the map is given away."""
        assert cells(live, "Feature map") == [""] * 9

    def test_products_one_by_one(self, live: LivePage) -> None:
        """By keyboard: every press writes out one more product, and the sum so far."""
        tab_to(live, "Next product")
        live.press("Enter", "Enter", "Space")
        expect(live.page.locator(".step-total")).to_have_text("So far: 1 + 0 + 1 = 2")

    def test_running_sum(self, live: LivePage) -> None:
        """At the end of each row of products stands what they add up to."""
        for _ in range(9):
            button(live, "Next product").click()
        expect(live.page.locator(".step-running")).to_have_text(["→ 2", "→ 3", "→ 4"])

    def test_sum_becomes_a_cell(self, live: LivePage) -> None:
        """With the last product the sum is a cell of the map."""
        live.set("step", 9)
        assert cells(live, "Feature map") == ["4"] + [""] * 8

    def test_next_window(self, live: LivePage) -> None:
        """The window moves on, and nothing of its sum is shown."""
        button(live, "Next window").click()
        expect(live.page.locator(".step-products caption")).to_contain_text("row 0, column 1")
        expect(live.page.locator(".step-total")).to_have_text("Nothing added yet.")

    def test_next_window_at_the_end(self, live: LivePage) -> None:
        """After the last window its sum is shown, and the map is the one that NumPy computes."""
        for _ in range(9):
            button(live, "Next window").click()
        assert cells(live, "Feature map") == ["4", "3", "4", "2", "4", "3", "2", "3", "4"]

    def test_back(self, live: LivePage) -> None:
        """Back undoes a product."""
        live.set("step", 5)
        button(live, "Back").click()
        assert live.get("step") == 4

    def test_start_again(self, live: LivePage) -> None:
        """Everything is as at the beginning."""
        live.set("step", 25)
        button(live, "Start again").click()
        assert live.get("step") == 0

    def test_cell_of_the_map(self, live: LivePage) -> None:
        """A press on a cell of the map puts the window there."""
        live.page.get_by_role("grid", name="Feature map").get_by_role("gridcell").nth(5).click()
        assert live.get("step") == 5 * PERIOD

    def test_what_is_said(self, live: LivePage) -> None:
        """A screen reader hears the product and the sum so far."""
        button(live, "Next product").click()
        expect(live.said).to_have_text("1 times 1 is 1. So far 1.")


class TestPlay:
    def test_plays_and_pauses(self, live: LivePage) -> None:
        """By keyboard; the button says what it does next."""
        tab_to(live, "Play")
        live.press("Space")
        live.page.wait_for_function("() => window.livePicture.model.get('step') >= 2")
        live.press("Space")
        assert (live.focused(), live.get("step") >= 2) == ("Play", True)

    def test_does_not_play_by_itself(self, live: LivePage) -> None:
        """Nothing moves before it is asked to."""
        live.page.wait_for_timeout(1500)
        assert live.get("step") == 0

    def test_stops_at_the_end(self, live: LivePage) -> None:
        """The button offers to play again."""
        live.set("step", 9 * PERIOD - 3)
        button(live, "Play").click()
        expect(button(live, "Pause")).to_be_visible()
        expect(button(live, "Play")).to_be_visible()
        assert live.get("step") == 9 * PERIOD - 1

    def test_a_step_by_hand_pauses(self, live: LivePage) -> None:
        """Who steps does not want to be overtaken."""
        button(live, "Play").click()
        button(live, "Next product").click()
        expect(button(live, "Play")).to_be_visible()

    def test_reduced_motion(self, live: LivePage) -> None:
        """Who asks for less motion is not offered to play, and what plays stops."""
        button(live, "Play").click()
        live.page.emulate_media(reduced_motion="reduce")
        expect(button(live, "Pause")).to_be_hidden()
        expect(button(live, "Play")).to_be_hidden()
        reached = live.get("step")
        live.page.wait_for_timeout(1500)
        assert live.get("step") == reached


class TestPrediction:
    def guess(self, live: LivePage, text: str) -> Locator:
        """Type a prediction and press Enter; what is said of it."""
        live.page.get_by_label("Predict the sum").fill(text)
        live.press("Enter")
        return live.page.locator(".step-verdict")

    def test_right(self, live: LivePage) -> None:
        """A right prediction fills the cell in."""
        expect(self.guess(live, "4")).to_have_text("Right, it is 4.")
        assert cells(live, "Feature map")[0] == "4"

    def test_wrong(self, live: LivePage) -> None:
        """A wrong one is told so, and nothing is given away."""
        expect(self.guess(live, "5")).to_have_text("Not 5. Step through the products, or try again.")
        assert cells(live, "Feature map")[0] == ""

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("10", "without the kernel"),
            ("11", "turned round"),
            ("1", "the first product only"),
            ("2 apples", "A number is wanted"),
        ],
    )
    def test_mistakes(self, live_page: Callable[[LivePicture], LivePage], text: str, told: str) -> None:
        """What a wrong number is made of is named; right is 1 + 4 - 3 + 12."""
        live = live_page(StepPlayer(np.array([[1, 2], [3, 4]]), np.array([[1, 2], [-1, 3]])))
        expect(self.guess(live, text)).to_contain_text(told)

    def test_forgotten_with_the_window(self, live: LivePage) -> None:
        """At the next window the field is empty again."""
        self.guess(live, "5")
        button(live, "Next window").click()
        expect(live.page.get_by_label("Predict the sum for row 0, column 1")).to_have_value("")


class TestChange:
    def test_edit_the_picture(self, live: LivePage) -> None:
        """What is typed into the picture is what the kernel has."""
        tab_to(live, "row 0, column 0: 1")
        live.press("9", "Enter")
        assert live.get("image")[0] == [9, 1, 1, 0, 0]

    def test_edit_the_kernel(self, live: LivePage) -> None:
        """An edit of the kernel changes the products."""
        live.set("step", 1)
        live.page.get_by_role("grid", name="Kernel").get_by_role("gridcell").first.dblclick()
        live.press("-", "2", "Enter")
        expect(live.page.locator(".step-total")).to_have_text("So far: −2 = −2")

    def test_stride(self, live: LivePage) -> None:
        """With stride 2 the map has two rows and columns, and begins anew."""
        live.set("step", 30)
        live.page.get_by_label("stride").focus()
        live.press("ArrowRight")
        assert (len(cells(live, "Feature map")), live.get("step")) == (4, 0)

    def test_padding(self, live: LivePage) -> None:
        """Zeros around the picture: it is 7 x 7 then, and the map as large as the picture was."""
        live.page.get_by_label("padding").focus()
        live.press("ArrowRight")
        assert (len(cells(live, "Picture")), len(cells(live, "Feature map"))) == (49, 25)

    def test_padding_stays_0(self, live: LivePage) -> None:
        """What is typed into the padding is not taken."""
        live.set("padding", 1)
        live.page.get_by_role("grid", name="Picture").get_by_role("gridcell").first.dblclick()
        live.press("5", "Enter")
        expect(live.said).to_have_text("This is padding: it stays 0.")
        assert (live.get("image"), cells(live, "Picture")[0]) == (IMAGE.tolist(), "0")

    def test_turn_the_kernel(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """By 180 degrees."""
        live = live_page(StepPlayer(IMAGE, LOPSIDED))
        button(live, "Turn the kernel by 180°").click()
        assert live.get("kernel") == LOPSIDED[::-1, ::-1].tolist()

    def test_turn_the_articles_kernel(self, live: LivePage) -> None:
        """It stays the same, and it is said."""
        button(live, "Turn the kernel by 180°").click()
        expect(live.page.locator(".step-note")).to_have_text("Turned, this kernel is the same as before.")


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away while it plays leaves no listener behind, and plays no more."""
    button(live, "Play").click()
    assert live.close() == 0
    reached = live.get("step")
    live.page.wait_for_timeout(1500)
    assert live.get("step") == reached


@pytest.mark.parametrize("padding", [0, 2])
def test_accessible(live_page: Callable[[LivePicture], LivePage], padding: int) -> None:
    """axe finds nothing to object to, in light and in dark, with negative numbers and a step under way."""
    live = live_page(StepPlayer(IMAGE, LOPSIDED, padding=padding))
    live.set("step", PERIOD * 4 + 5)
    live.photograph(f"step_player-padding-{padding}")
    assert live.axe() == []
