"""The logit bars, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from course.pictures.live import LivePicture
from course.pictures.logit_bars import LogitBars

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """Three classes, two of them alike; the focus on the first slider."""
    live = live_page(LogitBars([0.0, 0.0, -10.0], ["dog", "cat", "boat"]))
    live.press("Tab")
    return live


def percents(live: LivePage) -> list[str]:
    """The probabilities, from top to bottom."""
    return live.root.locator(".logit-percent").all_inner_texts()


def press_button(live: LivePage, name: str) -> None:
    """By its name, with the keyboard."""
    live.page.get_by_role("button", name=name, exact=True).focus()
    live.press("Enter")


class TestKeys:
    def test_order(self, live: LivePage) -> None:
        """Tab leads from class to class, then to the buttons and the temperature."""
        names = [live.focused()]
        for _ in range(7):
            live.press("Tab")
            names.append(live.focused())
        assert names == [
            "dog", "cat", "boat", "All scores − 1", "All scores + 1", "Temperature", "Softmax twice",
            "As in the beginning",
        ]  # fmt: skip

    def test_score(self, live: LivePage) -> None:
        """A step of a slider is what the kernel has."""
        live.press("ArrowRight")
        assert live.get("logits") == [0.1, 0, -10]

    def test_ahead(self, live: LivePage) -> None:
        """The class with the largest score is told, and a screen reader is given the same."""
        live.press("Tab", "End")
        expect(live.said).to_have_text("cat is ahead with > 99.9%.")

    def test_temperature(self, live: LivePage) -> None:
        """Two steps of the temperature double it."""
        live.page.get_by_label("Temperature", exact=True).focus()
        live.press("ArrowRight", "ArrowRight")
        assert live.get("temperature") == pytest.approx(2)

    def test_twice(self, live: LivePage) -> None:
        """A second softmax of ½, ½, 0 gives e^½ to two of them: 38.4% each."""
        press_button(live, "Softmax twice")
        expect(live.root.locator(".logit-percent").first).to_contain_text("38.4%")

    def test_all_scores(self, live: LivePage) -> None:
        """The same added to all scores changes no probability."""
        before = percents(live)
        press_button(live, "All scores + 1")
        assert live.get("logits") == [1, 1, -9]
        expect(live.root.locator(".logit-percent").first).to_have_text(before[0])

    def test_end_of_the_scale(self, live: LivePage) -> None:
        """Where a slider would leave its scale nothing moves, and that is said."""
        press_button(live, "All scores − 1")
        assert live.get("logits") == [0, 0, -10]
        expect(live.said).to_have_text("Scores go from −10 to 10 here.")

    def test_start_again(self, live: LivePage) -> None:
        """All is as it was."""
        live.press("End")
        press_button(live, "As in the beginning")
        assert live.get("logits") == [0, 0, -10]


class TestSeen:
    def test_percents(self, live: LivePage) -> None:
        """Two are alike, the third has next to nothing; the first of the two is marked."""
        assert percents(live) == ["50.0% ◂", "50.0%", "< 0.1%"]

    def test_bars(self, live: LivePage) -> None:
        """Each bar is as long as its probability."""
        widths = live.root.locator(".logit-bar").evaluate_all(
            "bars => bars.map(bar => bar.firstChild.getBoundingClientRect().width / bar.clientWidth)"
        )
        assert widths == pytest.approx([0.5, 0.5, 0], abs=0.001)

    def test_sum(self, live: LivePage) -> None:
        """The sum is 100 percent after a change, too."""
        live.press("PageUp")
        expect(live.root.locator(".logit-sum")).to_have_text("Sum of the probabilities: 100.0%")

    def test_kernel_speaks(self, live: LivePage) -> None:
        """What the kernel sets is shown."""
        live.set("logits", [0, 5, 0])
        expect(live.page.get_by_label("cat", exact=True)).to_have_value("5")


class TestPointer:
    def test_drag(self, live: LivePage) -> None:
        """A press on the right end of a slider sets the highest score."""
        box = live.page.get_by_label("boat", exact=True).bounding_box()
        assert box is not None
        live.page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
        assert live.get("logits")[2] == pytest.approx(10, abs=0.2)


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live_page: Callable[[LivePicture], LivePage]) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live = live_page(LogitBars([1.0, 1.5, 4.0, 0.5], ["dog", "cat", "boat", "bird"]))
    live.photograph("logit_bars")
    assert live.axe() == []
