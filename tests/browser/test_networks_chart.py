"""The chart of the networks after LeNet, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from course.architectures import NETWORKS
from course.pictures.live import LivePicture
from course.pictures.networks_chart import NetworksChart

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """By year, the first network chosen, with the focus on the order."""
    live = live_page(NetworksChart())
    live.press("Tab")
    return live


def names(live: LivePage) -> list[str]:
    """The networks from top to bottom."""
    return [label.split(",")[0].strip() for label in live.root.locator("label.networks-row").all_inner_texts()]


def test_begins_by_year(live: LivePage) -> None:
    """With AlexNet and its first layer."""
    assert live.focused() == "In the order of"
    assert names(live) == [network.name for network in NETWORKS]
    expect(live.root.get_by_text("AlexNet: 60,965,224 parameters, 8 layers")).to_be_visible()
    expect(live.root.locator("output")).to_have_text(
        "1 of 8: convolution, 96 filters of 11 × 11; 34,944 parameters, < 0.1%"
    )


def test_another_order(live: LivePage) -> None:
    """The fewest parameters first; what has no error comes last."""
    live.press("ArrowDown")
    assert live.get("order") == "parameters"
    assert names(live)[0] == "GoogLeNet"
    live.press("End")
    assert names(live)[:2] == ["ResNet-152", "GoogLeNet"]


def test_keys_choose_a_network(live: LivePage) -> None:
    """Arrows walk from network to network, and its numbers are shown and said."""
    live.press("Tab", "ArrowDown", "ArrowDown")
    assert live.get("chosen") == 2
    expect(live.said).to_have_text("VGG-16: 138,357,544 parameters, 16 layers with weights on the longest way.")
    expect(live.root.get_by_text("Simonyan and Zisserman")).to_be_visible()
    assert live.focused().strip().startswith("VGG-16")


def test_keys_walk_along_the_layers(live: LivePage) -> None:
    """AlexNet's first Dense layer holds more than half of it; another network begins with its first layer again."""
    live.page.get_by_label("Layer", exact=True).focus()
    live.press(*["ArrowRight"] * 5)
    expect(live.root.locator("output")).to_contain_text("6 of 8: Dense, 4096 units; 37,752,832 parameters, 61.9%")
    assert live.root.locator(".networks-layers .is-here").count() == 1
    live.page.get_by_text("GoogLeNet, 2014").click()
    assert (live.get("chosen"), live.get("layer")) == (4, 0)
    expect(live.root.locator("output")).to_contain_text("1 of 58")


def test_kernel_decides_too(live: LivePage) -> None:
    """What Python sets is shown."""
    live.set("chosen", 7)
    expect(live.root.get_by_text("normalisations")).to_be_visible()
    live.set("layer", 120)
    expect(live.root.locator("output")).to_contain_text("121 of 121: Dense, 1000 units")


def test_looks_and_reads_well(live: LivePage) -> None:
    """Photographed in both themes; nothing for axe to find."""
    live.page.get_by_text("GoogLeNet, 2014").click()
    live.photograph("networks-chart")
    assert live.axe() == []


def test_leaves_nothing_behind(live: LivePage) -> None:
    """No listener stays when the view goes."""
    assert live.close() == 0
