"""The kernel editor, used as a learner would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from course.data import PHOTOS, boat
from course.kernels import KERNELS, slide
from course.pictures.kernel_editor import KernelEditor
from course.pictures.live import LivePicture

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHOTO = boat(grey=True)
# The red of every pixel of a canvas, row by row.
REDS = """canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return [...data].filter((_, index) => index % 4 === 0);
}"""


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage]) -> LivePage:
    """The boat under "edge c" (kernel A) and "Gaussian blur" (kernel B)."""
    return live_page(KernelEditor(PHOTO, shows=PHOTOS["boat"].shows))


def kernel(live: LivePage, name: str) -> Locator:
    """All that belongs to kernel A or B."""
    return live.page.get_by_role("group", name=f"Kernel {name}")


def map_of(live: LivePage, name: str) -> Locator:
    """The result of kernel A or B, or the difference, "A − B"."""
    return live.page.get_by_role("img", name=f"Result, {name}")


def reach(live: LivePage, name: str) -> None:
    """Go by Tab to the control or cell of this name."""
    for _ in range(12):
        live.press("Tab")
        if live.focused() == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def drawn(live: LivePage, name: str) -> np.ndarray:
    """The greys of a map, 0 black to 255 white."""
    canvas = map_of(live, name)
    side = int(canvas.get_attribute("width") or 0)
    return np.array(canvas.evaluate(REDS)).reshape(-1, side)


def greys(result: np.ndarray) -> np.ndarray:
    """How `result` is to be drawn: 0 black to 255 white, cut off at 0 and 1."""
    return 255 * np.clip(result, 0, 1)


class TestByKeyboard:
    def test_preset(self, live: LivePage) -> None:
        """A kernel is chosen by its name."""
        reach(live, "Kernel A")
        live.press("s")
        assert live.get("first") == KERNELS["sharpen"].tolist()

    def test_weight(self, live: LivePage) -> None:
        """A weight is typed over, and the kernel is then one's own."""
        reach(live, "row 0, column 0: −1")
        live.press("ArrowRight", "ArrowDown", "9", "Enter")
        assert live.get("first")[1][1] == 9
        expect(kernel(live, "A").get_by_label("Kernel A", exact=True)).to_have_value("your own")

    def test_size(self, live: LivePage) -> None:
        """A larger kernel begins with zeros around the smaller one."""
        reach(live, "size")
        live.press("5")
        assert live.get("first") == np.pad(KERNELS["edge c"], 1).tolist()

    def test_second_kernel(self, live: LivePage) -> None:
        """The second kernel is reached and changed without the first."""
        reach(live, "Kernel B")
        live.press("i")
        assert (live.get("first"), live.get("second")) == (KERNELS["edge c"].tolist(), KERNELS["identity"].tolist())

    def test_sum_is_said(self, live: LivePage) -> None:
        """After a change a screen reader says the kernel, its sum and what it means."""
        reach(live, "row 0, column 0: −1")
        live.press("0", "Enter")
        expect(live.said).to_have_text("Kernel A, your own: Sum 1: where the picture is even, it stays as it is.")


class TestDrawing:
    def test_greys(self, live: LivePage) -> None:
        """The map in greys shows, pixel by pixel, what the course's own code computes."""
        live.page.evaluate("() => new Promise(requestAnimationFrame)")
        np.testing.assert_allclose(drawn(live, "kernel B"), greys(slide(PHOTO, KERNELS["Gaussian blur"])), atol=1)

    def test_follows_an_edit(self, live: LivePage) -> None:
        """A changed weight is seen in the map."""
        twice = 2 * KERNELS["identity"]
        live.set("second", twice.tolist())
        expect(kernel(live, "B")).to_contain_text("Sum 2")
        live.page.evaluate("() => new Promise(requestAnimationFrame)")
        np.testing.assert_allclose(drawn(live, "kernel B"), greys(slide(PHOTO, twice)), atol=1)

    @pytest.mark.parametrize(("name", "choice"), [("edge b", "colours by sign"), ("sharpen", "greys")])
    def test_suggested_colours(self, live: LivePage, name: str, choice: str) -> None:
        """Where the weights sum to 0 the result is shown by sign, elsewhere in greys."""
        live.set("first", KERNELS[name].tolist())
        expect(kernel(live, "A").get_by_label("shown in")).to_have_value(choice)

    def test_chosen_colours(self, live: LivePage) -> None:
        """The reader's own choice stays when a weight is changed."""
        kernel(live, "A").get_by_label("shown in").select_option("greys")
        kernel(live, "A").get_by_role("gridcell").nth(4).focus()
        live.press("7", "Enter")
        expect(kernel(live, "A").get_by_label("shown in")).to_have_value("greys")

    def test_range_is_written(self, live: LivePage) -> None:
        """Below a map stand the smallest and the largest number in it."""
        result = slide(PHOTO, KERNELS["Gaussian blur"])
        expect(kernel(live, "B")).to_contain_text(f"from {result.min():.2f} to {result.max():.2f}")

    def test_no_difference(self, live: LivePage) -> None:
        """Two kernels that do the same, one of them with zeros around it, leave nothing of the difference."""
        live.set("first", KERNELS["sharpen"].tolist())
        live.set("second", np.pad(KERNELS["sharpen"], 1).tolist())
        expect(map_of(live, "A − B")).to_have_attribute(
            "aria-label", "Result, A − B: 252 rows and 252 columns of numbers from 0 to 0"
        )


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    assert live.close() == 0


def test_accessible(live: LivePage) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live.photograph("kernel_editor")
    assert live.axe() == []


def test_five_by_five(live: LivePage) -> None:
    """The largest kernels fit, with nothing for axe to object to."""
    live.set("first", KERNELS["unsharp 5x5"].tolist())
    live.set("second", KERNELS["Sobel x"].tolist())
    live.photograph("kernel_editor-5x5")
    assert live.axe() == []


def test_narrow(live: LivePage) -> None:
    """On a narrow screen the parts stand one below the other, and nothing sticks out."""
    live.page.set_viewport_size({"width": 340, "height": 700})
    live.photograph("kernel_editor-narrow")
    assert live.page.evaluate("document.documentElement.scrollWidth <= 340")
