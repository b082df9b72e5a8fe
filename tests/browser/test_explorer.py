"""The explorer, used as a learner would: drawing, looking and walking, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, expect

from course import trained_network
from course.data import digits
from course.pictures.explorer import Explorer
from course.pictures.live import LivePicture
from tests.models import keras, layers, network, right_block

from .live import LivePage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

WIDE = {"width": 1000, "height": 900}
BRIGHTNESS = """selector => {
    const canvas = document.querySelector(selector);
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels.reduce((sum, value, at) => sum + value * (at % 7 + 1), 0);
}"""  # changes when anything of the canvas does
# How many pixels within 4 of the canvas' left and right edge are painted.
INK_AT_THE_EDGE = """selector => {
    const { width, height } = document.querySelector(selector);
    const context = document.querySelector(selector).getContext('2d');
    const parts = [0, width - 4].map(x => context.getImageData(x, 0, 4, height).data);
    return parts.flatMap(pixels => [...pixels].filter((value, at) => at % 4 === 3 && value > 0)).length;
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FLAT = ".explorer-flat canvas:first-child"
MARKS = ".explorer-flat canvas:last-child"
SPACE = ".explorer-deep canvas"


@pytest.fixture(scope="module")
def explorer() -> Callable[..., Explorer]:
    """The article's network, trained, with ten digits to choose from; it begins with an 8."""
    model = network(right_block())
    model.set_weights(trained_network.weights())
    images = digits()
    order = [8, 0, 1, 2, 3, 4, 5, 6, 7, 9]
    chosen = [int(np.argmax(images.y_test == digit)) for digit in order]

    shown = Explorer(model, pictures=images.x_test[chosen], labels=images.y_test[chosen])

    def make(*, view: str = "2-D", scale: str = "layer", contributions: int = -1, **places: list[int]) -> Explorer:
        shown.set_trait("view", view)
        shown.set_trait("scale", scale)
        shown.set_trait("contributions", contributions)
        shown.set_trait("hidden", places.get("hidden", []))
        shown.set_trait("selected", places.get("selected", []))
        return shown  # the same each time: its still picture takes a second

    return make


@pytest.fixture
def live(live_page: Callable[[LivePicture], LivePage], explorer: Callable[..., Explorer]) -> LivePage:
    """The explorer in a window of a notebook's width."""
    live = live_page(explorer())
    live.page.set_viewport_size(WIDE)
    return live


def button(live: LivePage, name: str) -> Locator:
    """The button of this name."""
    return live.page.get_by_role("button", name=name, exact=True)


def heading(live: LivePage) -> Locator:
    """The name of the cell that is taken apart."""
    return live.page.locator(".explorer-cell")


def result(live: LivePage) -> Locator:
    """What comes out of the cell, in words."""
    return live.page.locator(".explorer-result").first


def total(live: LivePage) -> float:
    """The number at the end of it."""
    return float(result(live).inner_text().split("= ")[-1].replace("−", "-"))


def guess(live: LivePage) -> Locator:
    """The first guess."""
    return live.page.locator(".explorer-first")


def point(live: LivePage, layer: str, right: float, down: float = 4) -> None:
    """Point so many pixels to the right of, and below, the corner where a layer's first map begins."""
    button(live, layer).scroll_into_view_if_needed()
    row = live.page.get_by_role("listitem").filter(has=button(live, layer)).bounding_box()
    stage = live.page.locator(".explorer-stage").bounding_box()
    assert row is not None and stage is not None
    live.page.mouse.move(stage["x"] + 4 + right, row["y"] + down)


def on_sheet(live: LivePage, across: float, down: float) -> tuple[float, float]:
    """A point of the sheet, in shares of its side."""
    live.page.locator(".explorer-sheet").scroll_into_view_if_needed()
    box = live.page.locator(".explorer-sheet").bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def draw(live: LivePage, *points: tuple[float, float]) -> None:
    """A stroke through these points of the sheet."""
    mouse = live.page.mouse
    mouse.move(*on_sheet(live, *points[0]))
    mouse.down()
    for place in points[1:]:
        mouse.move(*on_sheet(live, *place), steps=8)
    mouse.up()


def drawn(live: LivePage) -> np.ndarray:
    """What the kernel sees of the drawing."""
    return np.array(live.get("drawing")).reshape(32, 32)


class TestDrawing:
    def test_begins_with_a_guess(self, live: LivePage) -> None:
        """The 8 that is there is read as an 8."""
        expect(guess(live)).to_have_text("8")

    def test_a_drawn_one_is_read(self, live: LivePage) -> None:
        """A stroke from top to bottom on an empty sheet is a 1, for network and kernel."""
        button(live, "Clear").click()
        draw(live, (0.55, 0.22), (0.5, 0.5), (0.46, 0.78))
        expect(guess(live)).to_have_text("1")
        assert drawn(live)[16, 14:18].max() == 1 and drawn(live)[:, :8].max() == 0

    def test_layers_follow_the_stroke(self, live: LivePage) -> None:
        """While the button is still down the maps change."""
        before = live.page.evaluate(BRIGHTNESS, FLAT)
        live.page.mouse.move(*on_sheet(live, 0.1, 0.1))
        live.page.mouse.down()
        live.page.mouse.move(*on_sheet(live, 0.9, 0.2), steps=5)
        live.page.evaluate(TWO_FRAMES)
        assert live.page.evaluate(BRIGHTNESS, FLAT) != before

    def test_erase(self, live: LivePage) -> None:
        """The brush takes ink away, with a name that says what it does."""
        button(live, "Erase").click()
        draw(live, (0.1, 0.3), (0.9, 0.3))
        draw(live, (0.1, 0.6), (0.9, 0.6))
        assert drawn(live)[19, 5:28].max() == 0

    def test_right_button_erases(self, live: LivePage) -> None:
        """Without the switch."""
        live.page.mouse.move(*on_sheet(live, 0.1, 0.6))
        live.page.mouse.down(button="right")
        live.page.mouse.move(*on_sheet(live, 0.9, 0.6), steps=8)
        live.page.mouse.up(button="right")
        assert drawn(live)[19, 5:28].max() == 0

    def test_brushes(self, live: LivePage) -> None:
        """A thicker brush leaves more ink."""
        inks = []
        for brush in ("fine", "very thick"):
            button(live, "Clear").click()
            live.page.get_by_label("Brush", exact=True).select_option(label=brush)
            draw(live, (0.2, 0.5), (0.8, 0.5))
            inks.append(drawn(live).sum())
        assert inks[1] > 2 * inks[0]

    def test_undo(self, live: LivePage) -> None:
        """Brings back what was there before the stroke."""
        before = drawn(live)
        draw(live, (0.1, 0.1), (0.9, 0.1))
        changed = drawn(live)
        button(live, "Undo").click()
        assert not np.array_equal(changed, before) and np.array_equal(drawn(live), before)

    def test_by_keyboard(self, live: LivePage) -> None:
        """Shift and arrows draw a line from the middle down, and the guess is said."""
        button(live, "Clear").click()
        live.page.locator(".explorer-sheet").focus()
        live.press(*["ArrowUp"] * 8, *["Shift+ArrowDown"] * 16)
        live.page.wait_for_timeout(900)
        assert (drawn(live)[8:24, 16] == 1).all()
        expect(live.said).to_contain_text("First guess 1")

    def test_choose_by_keyboard(self, live: LivePage) -> None:
        """Along the strip with arrows; Enter takes the picture."""
        button(live, "picture 0: 8").focus()
        live.press("ArrowRight", "ArrowRight", "Enter")
        expect(guess(live)).to_have_text("1")
        expect(live.said).to_contain_text("picture 2: 1")

    def test_from_the_kernel(self, live: LivePage) -> None:
        """A picture that is set in Python is shown and read."""
        zero = digits().x_test[int(np.argmax(digits().y_test == 0))]
        live.set("drawing", zero.ravel().tolist())
        expect(guess(live)).to_have_text("0")


class TestLooking:
    def test_point_at_a_convolution(self, live: LivePage) -> None:
        """Its products are written out, with bias and sum, and what it sees is told."""
        point(live, "Convolution 1", 40, 40)
        expect(heading(live)).to_contain_text("Convolution 1, map 0, row")
        expect(result(live)).to_contain_text("(25 products)")
        expect(live.page.locator(".explorer-written li")).to_have_count(5)
        expect(live.page.locator(".explorer-apart")).to_contain_text("5 × 5 = 25 pixels")

    def test_links_and_regions_are_drawn(self, live: LivePage) -> None:
        """On top of the maps, and on the sheet."""
        empty = live.page.evaluate(BRIGHTNESS, MARKS), live.page.evaluate(BRIGHTNESS, ".explorer-cover")
        live.set("selected", [4, 3, 3, 2])
        marked = live.page.evaluate(BRIGHTNESS, MARKS), live.page.evaluate(BRIGHTNESS, ".explorer-cover")
        assert empty == (0, 0) and min(marked) > 0

    def test_pooled_cell(self, live: LivePage) -> None:
        """Its 2 x 2 window with the winner, which is its output."""
        live.set("selected", [3, 6, 7, 0])
        expect(live.page.locator(".explorer-window td")).to_have_count(4)
        won = live.page.locator(".explorer-window td.is-winner")
        expect(won).to_have_count(1)
        expect(result(live)).to_contain_text(f"The largest wins: {won.inner_text().removesuffix(' ★')}, at row")

    def test_activation(self, live: LivePage) -> None:
        """What it was given, what it makes of it, and the products behind it."""
        live.set("selected", [5, 3, 3, 2])
        expect(result(live)).to_contain_text("tanh(−")
        expect(live.page.locator(".explorer-apart")).to_contain_text("(384 products)")

    def test_class(self, live: LivePage) -> None:
        """What speaks for and against a class, as signed bars, the strongest first, and the rest in two."""
        live.set("selected", [10, 0, 0, 8])
        rows = live.page.locator(".explorer-bars tr")
        expect(rows).to_have_count(10)
        values = [float(text.replace("−", "-")) for text in rows.locator("td:last-child").all_inner_texts()]
        total = float(result(live).inner_text().split("= ")[-1].replace("−", "-"))
        bias = float(
            result(live).inner_text().split(" (bias)")[0].split("products) ")[-1].replace(" ", "").replace("−", "-")
        )
        assert sum(values) + bias == pytest.approx(total, abs=0.01)

    def test_choice_of_the_map(self, live: LivePage) -> None:
        """Of a cell with many input maps, the products with each can be read."""
        live.set("selected", [4, 3, 3, 2])
        lines = live.page.locator(".explorer-written")
        before = lines.inner_text()
        live.page.get_by_label("Written out: products with", exact=True).select_option("1")
        assert lines.inner_text() != before

    def test_hold(self, live: LivePage) -> None:
        """A pressed cell stays while the pointer goes elsewhere, until Escape."""
        point(live, "Convolution 1", 40, 40)
        live.page.mouse.down()
        live.page.mouse.up()
        held = heading(live).inner_text()
        point(live, "Convolution 2", 10, 10)
        live.page.evaluate(TWO_FRAMES)
        assert (heading(live).inner_text(), button(live, "Hold").get_attribute("aria-pressed")) == (held, "true")
        live.page.locator(".explorer-stage").focus()
        live.press("Escape")
        point(live, "Convolution 2", 12, 12)
        expect(heading(live)).to_contain_text("Convolution 2, map 0")

    def test_kernel_hears_of_the_cell(self, live: LivePage) -> None:
        """Once it rests."""
        point(live, "Dense 1", 5, 5)
        live.page.wait_for_function("() => String(livePicture.model.get('selected')) === '8,0,0,0'")


class TestWalking:
    def test_reached_by_tab(self, live: LivePage) -> None:
        """After the layers' switches."""
        button(live, "Softmax").focus()
        live.press("Tab")
        assert live.focused().startswith("Arrows walk from cell to cell")

    def test_arrows(self, live: LivePage) -> None:
        """The first key finds a cell, the next ones walk; what is reached is said."""
        live.page.locator(".explorer-stage").focus()
        live.press("ArrowRight", "ArrowRight", "ArrowDown")
        expect(heading(live)).to_have_text("Convolution 1, map 0, row 15, column 15")
        expect(live.said).to_contain_text("It sees rows 15 to 19 and columns 15 to 19 of the picture")

    def test_layers_and_maps(self, live: LivePage) -> None:
        """Page Down goes on to the next layer that is shown, brackets to the next map."""
        live.set("hidden", [2])
        live.page.locator(".explorer-stage").focus()
        live.press("ArrowRight", "PageDown", "]")
        expect(heading(live)).to_have_text("Max pooling 1, map 1, row 7, column 7")

    def test_enter_holds(self, live: LivePage) -> None:
        """For who looks on with a pointer."""
        live.page.locator(".explorer-stage").focus()
        live.press("ArrowRight", "Enter")
        assert button(live, "Hold").get_attribute("aria-pressed") == "true"

    def test_letters_stay_here(self, live: LivePage) -> None:
        """Keys pressed in the picture are not the notebook's shortcuts."""
        stage = live.page.locator(".explorer-stage")
        stage.focus()
        live.press("x")
        assert stage.get_attribute("data-lm-suppress-shortcuts") == ""


class TestSettings:
    def test_hide_a_layer(self, live: LivePage) -> None:
        """By keyboard; the rest moves up, and the switch stays."""
        height = live.page.locator(".explorer-flat").bounding_box()
        button(live, "Convolution 1").focus()
        live.press("Space")
        after = live.page.locator(".explorer-flat").bounding_box()
        assert height is not None and after is not None and after["height"] < height["height"] - 30
        assert (live.get("hidden"), button(live, "Convolution 1").get_attribute("aria-pressed")) == ([1], "false")

    def test_show_it_again(self, live: LivePage) -> None:
        """With the same switch."""
        live.set("hidden", [1, 5])
        button(live, "Convolution 1").click()
        assert live.get("hidden") == [5]

    @pytest.mark.parametrize(
        ("scale", "told"),
        [
            ("map", "Every map has a scale"),
            ("network", "All layers after the picture share one"),
            ("layer", "Every layer"),
        ],
    )
    def test_scale(self, live: LivePage, scale: str, told: str) -> None:
        """Which numbers share their colours is chosen, and told."""
        live.set("scale", "map" if scale == "layer" else "layer")
        before = live.page.evaluate(BRIGHTNESS, FLAT)
        live.page.get_by_label("Scale", exact=True).select_option(scale)
        expect(live.page.locator(".explorer-told").first).to_contain_text(told)
        assert live.page.evaluate(BRIGHTNESS, FLAT) != before

    def test_one_scale_has_one_number(self, live: LivePage) -> None:
        """Raw: every layer but the picture tells the same strongest value."""
        live.set("scale", "network")
        texts = live.page.locator(".explorer-size span:last-child").all_inner_texts()[1:]
        assert len({text.split("±")[1] for text in texts}) == 1

    def test_contributions(self, live: LivePage) -> None:
        """What each layer's cells add to the score of 8; of the last Dense, the score itself."""
        live.page.get_by_label("Colours show", exact=True).select_option("8")
        sums = live.page.locator(".explorer-size span:first-child").all_inner_texts()
        live.set("selected", [10, 0, 0, 8])
        score = float(result(live).inner_text().split("= ")[-1])
        assert float(sums[10].removeprefix("sum ")) == pytest.approx(score, abs=0.01)
        assert sums[11] == "after the score"


class TestInSpace:
    @pytest.fixture
    def space(self, live: LivePage) -> LivePage:
        """The view in space, with its stage in sight."""
        live.page.get_by_label("View", exact=True).select_option("3-D")
        live.page.locator(".explorer-stage").scroll_into_view_if_needed()
        return live

    def seen(self, live: LivePage) -> int:
        """A number that changes with the view."""
        live.page.evaluate(TWO_FRAMES)
        number: int = live.page.evaluate(BRIGHTNESS, SPACE)
        return number

    def test_orbit_by_pointer(self, space: LivePage) -> None:
        """A drag turns the space and holds nothing."""
        before = self.seen(space)
        box = space.page.locator(".explorer-stage").bounding_box()
        assert box is not None
        space.page.mouse.move(box["x"] + 30, box["y"] + 60)
        space.page.mouse.down()
        space.page.mouse.move(box["x"] + 90, box["y"] + 80, steps=4)
        space.page.mouse.up()
        assert self.seen(space) != before
        assert button(space, "Hold").get_attribute("aria-pressed") == "false"

    @pytest.mark.parametrize("key", ["a", "d", "w", "s", "+", "-"])
    def test_by_keyboard(self, space: LivePage, key: str) -> None:
        """Every key changes the view, and 0 brings the first one back."""
        before = self.seen(space)
        space.page.locator(".explorer-stage").focus()
        space.press(key)
        changed = self.seen(space)
        space.press("0")
        assert changed != before and self.seen(space) == before

    @pytest.mark.parametrize("name", ["Turn left", "Tilt up", "Closer"])
    def test_by_buttons(self, space: LivePage, name: str) -> None:
        """For who has neither."""
        before = self.seen(space)
        button(space, name).click()
        assert self.seen(space) != before

    def test_wheel_scrolls_the_page(self, space: LivePage) -> None:
        """Only with Ctrl it zooms."""
        before = self.seen(space)
        space.page.locator(".explorer-stage").hover(position={"x": 20, "y": 20})
        space.page.mouse.wheel(0, 40)
        still = self.seen(space)
        space.page.keyboard.down("Control")
        space.page.mouse.wheel(0, -40)
        space.page.keyboard.up("Control")
        assert still == before and self.seen(space) != before

    def test_point_at_a_cell(self, space: LivePage) -> None:
        """Somewhere in the middle of the stage there are cells, and pointing takes one apart."""
        box = space.page.locator(".explorer-stage").bounding_box()
        assert box is not None
        for down in range(40, int(box["height"]), 12):
            space.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + down)
            space.page.evaluate(TWO_FRAMES)
        expect(heading(space)).to_contain_text(", ")

    def test_hidden_layers_leave(self, space: LivePage) -> None:
        """As in the flat view."""
        before = self.seen(space)
        button(space, "Convolution 2").click()
        assert self.seen(space) != before

    def test_pyramid(self, space: LivePage) -> None:
        """What a cell sees is drawn through all layers."""
        before = self.seen(space)
        space.set("selected", [6, 1, 1, 3])
        assert self.seen(space) != before


class TestTouch:
    @pytest.fixture
    def touched(self, chromium: Browser, explorer: Callable[..., Explorer]) -> Iterator[LivePage]:
        """The explorer on a page that fingers touch."""
        context = chromium.new_context(viewport=WIDE, has_touch=True)
        page = context.new_page()
        page.set_content(explorer().page())
        page.wait_for_function("() => window.livePicture !== undefined")
        yield LivePage(page=page, axe_script=Path(), artefacts=Path())
        context.close()

    @staticmethod
    def fingers(live: LivePage, *moments: list[tuple[float, float]]) -> None:
        """Put fingers down, move them from moment to moment, each at a point of the page, and take them off."""
        cdp = live.page.context.new_cdp_session(live.page)

        def send(kind: str, places: list[tuple[float, float]]) -> None:
            points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
            cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        send("touchStart", moments[0])
        for places in moments[1:]:
            send("touchMove", places)
        send("touchEnd", [])

    def test_a_stroke_draws_a_one(self, touched: LivePage) -> None:
        """From top to bottom; the page stays where it is."""
        button(touched, "Clear").click()
        way = np.linspace((0.55, 0.22), (0.46, 0.78), 8)
        self.fingers(touched, *[[on_sheet(touched, across, down)] for across, down in way.tolist()])
        expect(guess(touched)).to_have_text("1")
        assert touched.page.evaluate("() => scrollY") == 0
        assert drawn(touched)[16, 14:18].max() == 1 and drawn(touched)[:, :8].max() == 0

    def test_a_tap_selects_a_cell(self, touched: LivePage) -> None:
        """And holds it, for a finger cannot point without pressing."""
        stage = touched.page.locator(".explorer-stage")
        stage.scroll_into_view_if_needed()
        corner, row = stage.bounding_box(), touched.page.get_by_role("listitem").nth(1).bounding_box()
        assert corner is not None and row is not None
        touched.page.touchscreen.tap(corner["x"] + 44, row["y"] + 40)
        expect(heading(touched)).to_contain_text("Convolution 1, map 0, row")
        assert button(touched, "Hold").get_attribute("aria-pressed") == "true"

    def test_a_pinch_zooms_in_space(self, touched: LivePage) -> None:
        """Two fingers that part bring the layers nearer, and take no cell apart."""
        touched.page.get_by_label("View", exact=True).select_option("3-D")
        stage = touched.page.locator(".explorer-stage")
        stage.scroll_into_view_if_needed()
        box = stage.bounding_box()
        assert box is not None
        touched.page.evaluate(TWO_FRAMES)
        far = touched.page.evaluate(INK_AT_THE_EDGE, SPACE)
        middle = box["x"] + box["width"] / 2
        down = box["y"] + 150
        self.fingers(touched, *[[(middle - apart, down), (middle + apart, down)] for apart in (20, 40, 70, 100)])
        touched.page.evaluate(TWO_FRAMES)
        assert far == 0 < touched.page.evaluate(INK_AT_THE_EDGE, SPACE)
        assert heading(touched).inner_text() == "Take a cell apart"


class TestOtherNetworks:
    def test_very_many_products(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """The strongest are written out, and how many more there are."""
        model = keras.Sequential([keras.Input((50, 50, 1)), layers.Flatten(), layers.Dense(2)])
        live = live_page(Explorer(model))
        live.set("selected", [2, 0, 0, 0])
        expect(live.page.locator(".explorer-written li")).to_have_count(2001)
        expect(live.page.locator(".explorer-written li").last).to_have_text("and 500 more")

    def test_colour_without_softmax(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """Three channels, padding, a stride, average pooling; scores in place of probabilities."""
        model = keras.Sequential(
            [
                keras.Input((24, 20, 3)),
                layers.Conv2D(20, 3, padding="same", strides=2, activation="leaky_relu"),
                layers.AveragePooling2D(2, padding="same"),
                layers.Flatten(),
                layers.Dense(4),
            ]
        )
        pictures = np.random.default_rng(0).random((3, 24, 20, 3), dtype="float32")
        live = live_page(Explorer(model, pictures=pictures, class_names=["dog", "cat", "boat", "bird"]))
        live.page.set_viewport_size(WIDE)
        live.set("selected", [3, 5, 4, 7])
        expect(result(live)).to_contain_text("Their average: (")
        expect(live.page.locator(".explorer-guess")).to_contain_text("score")
        live.photograph("explorer-colour")

    def test_each_map_by_itself(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """Of depthwise and separable convolutions: the products that are written out add up to what comes out."""
        keras.utils.set_random_seed(3)
        model = keras.Sequential(
            [
                keras.Input((20, 20, 3)),
                layers.DepthwiseConv2D(3, depth_multiplier=2, bias_initializer="normal"),
                layers.SeparableConv2D(5, 3, strides=2, padding="same", activation="relu"),
                layers.BatchNormalization(),
                layers.ZeroPadding2D(1),
                layers.Flatten(),
                layers.Dense(4, activation="softmax"),
            ]
        )
        pictures = np.random.default_rng(0).random((3, 20, 20, 3), dtype="float32")
        live = live_page(Explorer(model, pictures=pictures))
        live.page.set_viewport_size(WIDE)
        apart = live.page.locator(".explorer-apart")
        live.set("selected", [1, 7, 4, 3])
        expect(heading(live)).to_have_text("Depthwise convolution, map 3, row 7, column 4")
        expect(apart).to_contain_text("It reads map 1 of Picture and no other.")
        expect(apart).to_contain_text("It sees rows 7 to 9 and columns 4 to 6 of the picture: 3 × 3 = 9 pixels.")
        kept = float(np.asarray(model.layers[0](pictures[:1]))[0, 7, 4, 3])
        bias = float(np.asarray(model.layers[0].bias)[3])
        assert self.written_out(live, rows=3) + bias == pytest.approx(kept, abs=0.02)
        assert total(live) == pytest.approx(kept, abs=0.001)
        live.set("selected", [2, 3, 2, 4])
        expect(result(live)).to_contain_text("(9 products), without a bias")
        expect(apart).to_contain_text("5 × 5 = 25 pixels")
        live.photograph("explorer-depthwise")
        live.set("selected", [3, 3, 2, 4])
        expect(heading(live)).to_have_text("Separable pointwise, map 4, row 3, column 2")
        assert self.written_out(live, rows=6) == pytest.approx(total(live), abs=0.02)  # the bias is 0
        expect(apart).to_contain_text("5 × 5 = 25 pixels")

    def written_out(self, live: LivePage, *, rows: int) -> float:
        """The sum of all products that are written out, each worked out anew."""
        lines = live.page.locator(".explorer-written li")
        expect(lines).to_have_count(rows)
        sums = [line.split(": ")[1].split(" = ")[0].replace("−", "-") for line in lines.all_inner_texts()]
        factors = [product.split(" × ") for line in sums for product in line.split(" + ")]
        return sum(float(value.strip("()")) * float(weight.strip("()")) for value, weight in factors)

    def test_padding(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """A cell of zero padding comes from nowhere; nothing is marked on the sheet, and nothing breaks in space."""
        model = keras.Sequential(
            [keras.Input((9, 9, 1)), layers.ZeroPadding2D(2), layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(2)]
        )
        live = live_page(Explorer(model))
        for view in ("2-D", "3-D"):
            live.set("view", view)
            live.set("selected", [1, 0, 5, 0])
            expect(live.page.locator(".explorer-apart")).to_have_text(
                "Padding: 0, whatever is drawn.It sees nothing of the picture."
            )
            assert live.page.evaluate(BRIGHTNESS, ".explorer-cover") == 0
            live.set("selected", [1, 3, 5, 0])
            expect(live.page.locator(".explorer-apart")).to_contain_text("The number of map 0, row 1, column 3: 0.")

    def test_names_find_room(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """However long, no layer's name and numbers run into the next ones, hidden or not."""
        halves = [layers.SeparableConv2D(4, 3, padding="same") for _ in range(3)]
        model = keras.Sequential([keras.Input((9, 9, 1)), *halves, layers.Flatten(), layers.Dense(2)])
        live = live_page(Explorer(model))
        live.page.set_viewport_size(WIDE)
        for hidden in ([], [1, 2]):
            live.set("hidden", hidden)
            boxes = [item.bounding_box() for item in live.page.locator(".explorer-layers li").all()]
            ends = [(box["y"], box["y"] + box["height"]) for box in boxes if box is not None]
            assert all(end <= start for (_, end), (start, _) in pairwise(ends))

    def test_no_pictures(self, live_page: Callable[[LivePicture], LivePage]) -> None:
        """An empty sheet to begin with, and no strip."""
        model = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
        live = live_page(Explorer(model, class_names=["cat"]))
        expect(live.page.locator(".explorer-strip")).to_have_count(0)
        draw(live, (0.2, 0.2), (0.8, 0.8))
        assert max(live.get("drawing")) == 1


def test_saved_file(chromium: Browser, explorer: Callable[..., Explorer], tmp_path: Path) -> None:
    """Opened from the disk with the network cut, it reads what is drawn."""
    path = explorer().save(tmp_path / "mine.html")
    context = chromium.new_context(viewport=WIDE, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => window.livePicture !== undefined")
    live = LivePage(page=page, axe_script=Path(), artefacts=Path())
    button(live, "picture 4: 3").click()
    expect(guess(live)).to_have_text("3")
    button(live, "Clear").click()
    draw(live, (0.55, 0.22), (0.5, 0.5), (0.46, 0.78))
    expect(guess(live)).to_have_text("1")
    context.close()


def test_leaves_nothing(live: LivePage) -> None:
    """A view that is taken away leaves no listener behind."""
    live.set("selected", [4, 3, 3, 2])
    assert live.close() == 0


@pytest.mark.parametrize(
    ("name", "traits"),
    [
        ("flat", {"selected": [4, 3, 3, 2]}),
        ("pooled", {"selected": [3, 6, 7, 0], "hidden": [2, 7]}),
        ("class", {"selected": [11, 0, 0, 8], "contributions": 8}),
        ("space", {"selected": [6, 1, 1, 9], "view": "3-D"}),
        ("nothing", {"scale": "network"}),
    ],
)
def test_accessible(
    live_page: Callable[[LivePicture], LivePage],
    explorer: Callable[..., Explorer],
    name: str,
    traits: dict[str, object],
) -> None:
    """axe finds nothing to object to, in light and in dark."""
    live = live_page(explorer(**traits))
    live.page.set_viewport_size(WIDE)
    live.photograph(f"explorer-{name}")
    assert live.axe() == []
