"""The picture of one step, used as a learner would, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from course.pictures.gradient_step import GradientStep
from course.pictures.live import LivePicture
from course.small_network import gradient, loss, stepped, strokes

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PICTURES, LABELS = strokes()


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """An untrained network, and a step for the fifth picture."""
    return live_page(GradientStep())


def tab_to(live: LivePage, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(30):
        live.press("Tab")
        if live.focused() == name:
            return
    raise AssertionError(f"30 presses of Tab do not reach {name!r}")


def row(live: LivePage, name: str) -> list[str]:
    """The numbers in this row of the table: now, after the step, and what they do."""
    return (
        live.page.locator(".gradient-table tr", has=live.page.get_by_role("rowheader", name=name, exact=True))
        .locator("td")
        .all_text_contents()
    )


def grid(live: LivePage, name: str) -> list[str]:
    """What stands in the cells of this grid."""
    return live.page.get_by_role("grid", name=name, exact=True).get_by_role("gridcell").all_text_contents()


def test_loss_before_and_after(live: LivePage) -> None:
    """The numbers are NumPy's."""
    network = GradientStep().network()
    after = stepped(network, gradient(network, PICTURES[4], LABELS[4]), 0.1)
    told = [f"{loss(each, PICTURES[4], LABELS[4]):.3f}" for each in (network, after)]
    assert row(live, "loss") == [*told, "falls"]


def test_change_of_every_weight(live: LivePage) -> None:
    """A filter's grid shows minus the learning rate times the gradient."""
    network = GradientStep().network()
    slopes = gradient(network, PICTURES[4], LABELS[4]).kernels[1]
    shown = [float(text.replace("−", "-")) for text in grid(live, "filter 2")]
    np.testing.assert_allclose(shown, -0.1 * slopes.ravel(), atol=0.0005)


def test_step_by_keyboard(live: LivePage) -> None:
    """After the step the network has the weights that the step led to, and it is said."""
    network = GradientStep().network()
    after = stepped(network, gradient(network, PICTURES[4], LABELS[4]), 0.1)
    tab_to(live, "Take this step")
    live.press("Enter")
    np.testing.assert_allclose(live.get("weights"), after.flat(), rtol=1e-9)
    expect(live.said).to_have_text("Step taken. The mean loss of all pictures is 1.119 now.")


def test_step_for_each_picture(live: LivePage) -> None:
    """Ten rounds by pointer, and the mean loss is a small part of what it was."""
    for _ in range(10):
        live.page.get_by_role("button", name="A step for each picture").click()
    expect(live.page.locator(".gradient-steps")).to_have_text("steps taken: 60")
    assert float(row(live, "mean loss of all")[0]) < 0.2


def test_start_again(live: LivePage) -> None:
    """Weights and count are as at the beginning."""
    before = live.get("weights")
    live.page.get_by_role("button", name="Take this step").click()
    live.page.get_by_role("button", name="Start again").click()
    assert (live.get("weights"), live.get("steps")) == (before, 0)


def test_learning_rate(live: LivePage) -> None:
    """By keyboard: ten times the rate takes the picture's loss down, and the mean loss of all up."""
    live.page.get_by_label("Learning rate").focus()
    for _ in range(18):
        live.press("ArrowRight")
    assert (live.get("rate"), row(live, "loss")[2], row(live, "mean loss of all")[2]) == (1, "falls", "grows")


def test_no_rate_no_change(live: LivePage) -> None:
    """With learning rate 0 nothing changes."""
    live.page.get_by_label("Learning rate").focus()
    live.press("Home")
    assert (row(live, "loss")[2], set(grid(live, "filter 1"))) == ("stays", {"0"})


def test_another_picture(live: LivePage) -> None:
    """By pointer on the picture, or by keyboard in the list."""
    live.page.locator(".gradient-entry").nth(2).click()
    chosen = [live.get("at")]
    live.page.get_by_label("The step is for picture").focus()
    live.press("ArrowDown")
    assert [*chosen, live.get("at")] == [2, 3]


def test_weights_shown(live: LivePage) -> None:
    """The grids show the weights themselves when asked to."""
    live.page.get_by_label("Show for every weight").select_option("weight")
    shown = [float(text.replace("−", "-")) for text in grid(live, "filter 1")]
    np.testing.assert_allclose(shown, GradientStep().network().kernels[0].ravel(), atol=0.0005)


def test_one_weight_written_out(live: LivePage) -> None:
    """The cell in focus shows how its new weight comes about."""
    live.page.get_by_role("grid", name="filter 1", exact=True).get_by_role("gridcell").nth(0).focus()
    live.press("ArrowDown", "ArrowRight")
    network = GradientStep().network()
    weight, slope = network.kernels[0, 1, 1], gradient(network, PICTURES[4], LABELS[4]).kernels[0, 1, 1]
    written = f"{weight:g} − 0.1 × {slope:.3g} = {weight - 0.1 * slope:.3g}".replace("-", "−")
    expect(live.page.locator(".gradient-sum")).to_have_text(
        f"filter 1, row 1, column 1: weight − learning rate × gradient = {written}"
    )


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


@pytest.mark.parametrize("steps", [0, 3])
def test_accessible(live: LivePage, steps: int) -> None:
    """axe finds nothing to object to, in light and in dark, at the start and after a few rounds."""
    for _ in range(steps):
        live.page.get_by_role("button", name="A step for each picture").click()
    live.photograph(f"gradient_step-{steps}")
    assert live.axe() == []
