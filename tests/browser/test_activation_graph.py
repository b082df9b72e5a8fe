"""The activation graph, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.data import photo
from course.kernels import KERNELS, slide
from course.pictures.activation_graph import ActivationGraph
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VALUES = np.array([[-2.0, -1.0, -0.5, 0.5], [0.25, 1.0, 1.5, 2.5]])


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """A map of eight numbers, three of them negative; the focus on the first control."""
    live = live_page(ActivationGraph(VALUES))
    live.press("Tab")
    return live


def graph(live: LivePage) -> Locator:
    """The drawing with the curve."""
    return live.root.locator("svg")


class TestKeys:
    def test_order(self, live: LivePage) -> None:
        """Tab leads to the activation, the bias and the place to look at."""
        names = [live.focused()]
        for _ in range(2):
            live.press("Tab")
            names.append(live.focused())
        assert names == ["Activation", "Bias (added first)", "Look at x ="]

    def test_choose(self, live: LivePage) -> None:
        """Another activation is what the kernel has, and the sentence below follows."""
        live.press("ArrowDown", "ArrowDown")
        assert live.get("activation") == "tanh"
        expect(live.root).to_contain_text("tanh: 0% are exactly 0 after")

    def test_bias(self, live: LivePage) -> None:
        """A step of the bias moves every number: −2 + 0.05 is the least one now."""
        live.press("Tab", "ArrowRight")
        assert live.get("bias") == 0.05
        expect(live.root.locator("figcaption").first).to_have_text("before: −1.95 to 2.55")

    def test_look(self, live: LivePage) -> None:
        """The place to look at is told with the function's value and slope."""
        live.press("Tab", "Tab", "Home")
        expect(live.root).to_contain_text("At x = −3: ReLU gives 0, its slope is 0.")

    def test_say(self, live: LivePage) -> None:
        """A screen reader is told what has become of the numbers."""
        live.press("Tab", "End")
        expect(live.said).to_have_text(
            "0% of the numbers are below 0 before. ReLU: 0% are exactly 0 after; 0% lie where the graph is nearly flat."
        )


class TestPointer:
    def test_drag(self, live: LivePage) -> None:
        """Dragged half its x axis to the right, the graph's numbers are 3 larger."""
        box = graph(live).bounding_box()
        assert box is not None
        middle = box["y"] + 100
        live.page.mouse.move(box["x"] + 100, middle)
        live.page.mouse.down()
        live.page.mouse.move(box["x"] + 225, middle, steps=5)
        live.page.mouse.up()
        assert live.get("bias") == pytest.approx(3, abs=0.02)

    def test_let_go(self, live: LivePage) -> None:
        """After the button is let go the bias stays."""
        graph(live).hover()
        live.page.mouse.move(300, 300)
        assert live.get("bias") == 0


class TestSeen:
    def test_begins(self, live: LivePage) -> None:
        """What is told in the beginning is so: three of eight numbers are negative, and become 0."""
        expect(live.root).to_contain_text("38% of the numbers are below 0 before. ReLU: 38% are exactly 0 after")

    def test_graph_in_words(self, live: LivePage) -> None:
        """The drawing says what it shows."""
        expect(graph(live)).to_have_attribute("aria-label", "Graph of ReLU with its slope. " + told(live))

    def test_after(self, live: LivePage) -> None:
        """After ReLU the negative numbers' pixels are the white of 0, and only theirs."""
        colours = live.page.evaluate(
            """() => {
                const canvas = document.querySelectorAll('canvas')[1];
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                return [0, 1, 2, 3].map(pixel => [...data.slice(4 * pixel, 4 * pixel + 3)].join(' '));
            }"""
        )
        assert [colour == "247 247 247" for colour in colours] == [True, True, True, False]

    def test_kernel_speaks(self, live: LivePage) -> None:
        """What the kernel sets is shown."""
        live.set("activation", "sigmoid")
        expect(live.page.get_by_label("Activation", exact=True)).to_have_value("sigmoid")


def told(live: LivePage) -> str:
    """The sentence below the pictures."""
    return live.root.locator(".activation-told").first.inner_text()


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live_page: Callable[[LivePicture], LivePage]) -> None:
    """axe finds nothing to object to, in light and in dark, with the boat's upright edges."""
    edges = slide(photo("boat", grey=True, shrink=2), KERNELS["Sobel x"])
    live = live_page(ActivationGraph(edges, bias=-0.2))
    live.photograph("activation_graph")
    assert live.axe() == []
