"""The contribution bars, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.data import digits
from course.last_layers import FIELD, JUMP, last_maps, one_dense_layer
from course.pictures.contribution_bars import ContributionBars
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MAPS = np.array([[[1.0, -1.0], [0.5, 0.0]]])  # one row, two columns, two channels
WEIGHTS = np.array([[1.0, 0.0], [2.0, 1.0], [4.0, -1.0], [1.0, 1.0]])


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """Four numbers and two classes, at first the strongest number of the dog; the focus on the class."""
    bars = ContributionBars(
        np.linspace(0, 1, 64).reshape(8, 8), MAPS, WEIGHTS, np.array([0.5, 0.0]),
        class_names=("dog", "cat"), unit=0, jump=2, field=6,
    )  # fmt: skip
    live = live_page(bars)
    live.press("Tab")
    return live


class TestKeys:
    def test_order(self, live: LivePage) -> None:
        """Tab leads to the class, the position and two buttons."""
        names = [live.focused()]
        for _ in range(3):
            live.press("Tab")
            names.append(live.focused())
        assert names == ["Score of", "Position in the row", "Strongest for it", "Strongest against it"]

    def test_class(self, live: LivePage) -> None:
        """Another class is what the kernel has, and its score is told."""
        live.press("ArrowDown")
        assert live.get("unit") == 1
        expect(live.said).to_have_text("Score of cat: 0 for it, −1.5 against it, bias 0; together −1.5.")

    def test_position(self, live: LivePage) -> None:
        """The place that a position comes from, and what it adds."""
        live.press("Tab", "Home")
        assert live.get("position") == 0
        expect(live.said).to_have_text(
            "Position 0 comes from row 0, column 0, channel 0. There stands 1; times its weight 1 it adds 1 to the "
            "score of dog."
        )

    def test_strongest(self, live: LivePage) -> None:
        """The number that speaks most against the class."""
        live.press("Tab", "Tab", "Tab", "Enter")
        assert live.get("position") == 1


class TestPointer:
    def test_cell(self, live: LivePage) -> None:
        """A press on a cell of a map chooses its position in the row: the fourth."""
        live.root.locator(".is-cell").nth(3).click()
        assert live.get("position") == 3

    def test_bar(self, live: LivePage) -> None:
        """A press on a bar chooses it."""
        live.root.locator(".is-for").nth(0).click()
        assert live.get("position") == 0


class TestSeen:
    def test_total(self, live: LivePage) -> None:
        """For, against, bias and score: 1 − 2 + 2 + 0 + ½."""
        expect(live.root).to_contain_text("Score of dog: 3 for it, −2 against it, bias 0.5; together 1.5.")

    def test_up_and_down(self, live: LivePage) -> None:
        """What speaks for the class stands above the line, what against it hangs below."""
        above = live.root.locator(".is-for").first.bounding_box()
        below = live.root.locator(".is-against").first.bounding_box()
        assert above is not None and below is not None
        assert above["y"] + above["height"] <= below["y"] + 1

    def test_field(self, live: LivePage) -> None:
        """The frame on the picture begins one jump of 2 pixels, a quarter of the picture, from the left."""
        frame = live.root.locator(".contribution-field").bounding_box()
        seen = live.root.locator("canvas").bounding_box()
        assert frame is not None and seen is not None
        assert (frame["x"] - seen["x"]) / seen["width"] == pytest.approx(0.25, abs=0.02)

    def test_kernel_speaks(self, live: LivePage) -> None:
        """What the kernel sets is shown."""
        live.set("unit", 1)
        expect(live.page.get_by_label("Score of", exact=True)).to_have_value("1")


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live_page: Callable[[LivePicture], LivePage]) -> None:
    """axe finds nothing to object to, in light and in dark, with the trained network's own numbers."""
    image = digits().x_test[2]
    weights, biases = one_dense_layer()
    names = [str(digit) for digit in range(10)]
    bars = ContributionBars(
        image[:, :, 0], last_maps(image[np.newaxis])[0], weights, biases,
        class_names=names, unit=4, jump=JUMP, field=FIELD, shows="a handwritten 4",
    )  # fmt: skip
    live = live_page(bars)
    live.photograph("contribution_bars")
    assert live.axe() == []
