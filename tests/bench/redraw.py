"""From a key press or a drag on a live picture until the page is drawn anew, in Chromium.

A new picture is one more entry of USES.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

from course import trained_network
from course.architectures import NETWORKS
from course.data import boat, digits, photo
from course.kernels import KERNELS, slide
from course.last_layers import FIELD, JUMP, last_maps, one_dense_layer
from course.pictures.activation_graph import ActivationGraph
from course.pictures.channel_pooling import ChannelPooling
from course.pictures.channel_sums import ChannelSums
from course.pictures.contribution_bars import ContributionBars
from course.pictures.explorer import Explorer
from course.pictures.filter_depth import FilterDepth
from course.pictures.gradient_step import GradientStep
from course.pictures.kernel_editor import KernelEditor
from course.pictures.live import LivePicture
from course.pictures.logit_bars import LogitBars
from course.pictures.networks_chart import NetworksChart
from course.pictures.pipeline_strip import PipelineStrip
from course.pictures.pixel_inspector import PixelInspector
from course.pictures.pixel_painter import PixelPainter
from course.pictures.pooling_grid import PoolingGrid
from course.pictures.shape_calculator import EXAMPLES, ShapeCalculator
from course.pictures.shift_curve import ShiftCurve
from course.pictures.sliding_detector import SlidingDetector, three_digits
from course.pictures.step_player import StepPlayer
from course.pictures.training_monitor import TrainingMonitor
from tests.bench.timing import Row
from tests.browser.chromium import launched
from tests.models import network, right_block

GOAL = 0.033  # seconds: two frames of a screen
TURNS = 40

# Milliseconds from each press or move until the frame that it leads to has been painted: what is posted from a frame
# arrives after the frame's painting.
CLOCK = """() => {
    const measure = (event) => {
        window.redraw = null;
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => (window.redraw = performance.now() - event.timeStamp);
            channel.port2.postMessage(0);
        });
    };
    for (const kind of ['keydown', 'pointermove']) addEventListener(kind, measure, true);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A picture, and something that is done with it again and again."""

    what: str
    picture: Callable[[], LivePicture]
    focus: str  # the selector of what takes the focus first
    act: Callable[[Page, int], None]  # with the number of the turn; what is measured is its last press or move
    goal: float = GOAL  # seconds
    share: float = 0.5  # of the turns that are to meet it: 0.5 for the median


def press(*keys_by_turn: tuple[str, ...]) -> Callable[[Page, int], None]:
    """Press keys, those of the first tuple, then those of the second, and round again."""

    def act(page: Page, turn: int) -> None:
        for key in keys_by_turn[turn % len(keys_by_turn)]:
            page.keyboard.press(key)

    return act


def _kernel_editor() -> KernelEditor:
    large = photo("coffee", grey=True)[:240, :320]
    return KernelEditor(large, first=KERNELS["unsharp 5x5"], second=KERNELS["Gaussian blur 5x5"])


def _activation_graph() -> ActivationGraph:
    return ActivationGraph(slide(photo("camera", grey=True, shrink=2), KERNELS["Sobel x"]), activation="tanh")


def _step_player() -> StepPlayer:
    image = np.arange(12 * 12).reshape(12, 12) % 5  # as large as a picture may be
    return StepPlayer(image, KERNELS["Gaussian blur 5x5"], padding=2)


def _pixel_inspector() -> PixelInspector:
    return PixelInspector(np.rint(255 * photo("coffee")).astype(np.uint8), row=100, column=100, size=12)


def _contribution_bars() -> ContributionBars:
    image = digits().x_test[2]
    weights, biases = one_dense_layer()
    return ContributionBars(
        image[:, :, 0],
        last_maps(image[np.newaxis])[0],
        weights,
        biases,
        class_names=[str(digit) for digit in range(10)],
        unit=4,
        jump=JUMP,
        field=FIELD,
    )


def _pipeline_strip() -> PipelineStrip:
    images = digits()
    runs = [trained_network.stages(image) for image in images.x_test[:TURNS]]
    return PipelineStrip(runs, images.y_test[:TURNS], class_names=images.class_names)


def _pooling_grid() -> PoolingGrid:
    return PoolingGrid(np.arange(10 * 10).reshape(10, 10) % 7, stride=1)  # as large as a map may be


def _channel_sums() -> ChannelSums:
    random = np.random.default_rng(0)
    kernels = random.normal(size=(3, 3, 3, 6))
    return ChannelSums(boat()[::2, ::2], kernels, random.normal(size=6), names=("red", "green", "blue"))


def _channel_pooling() -> ChannelPooling:
    return ChannelPooling(boat()[::2, ::2], names=("red", "green", "blue"))


def _training_monitor() -> TrainingMonitor:
    random = np.random.default_rng(0)
    return TrainingMonitor(
        loss=np.linspace(1.4, 0.1, 31).tolist(),
        watched_loss=np.linspace(1.4, 0.2, 31).tolist(),
        filters=random.normal(size=(31, 8, 5, 5)),
        probabilities=random.dirichlet(np.ones(4), size=31),
        class_names=["dog", "cat", "boat", "bird"],
        image=random.random((32, 32)),
    )


def _shift_curve() -> ShiftCurve:
    images = digits().x_test[:8, :, :, 0]
    return ShiftCurve(
        images,
        np.arange(8),
        probabilities=np.full((8, 11, 10), 0.1),
        shifts=range(-5, 6),
        share_right=[0.5] * 11,
    )


def _explorer(**traits: Any) -> LivePicture:
    model = network(right_block())
    model.set_weights(trained_network.weights())
    return Explorer(model, pictures=digits().x_test[:10], **traits)


def drag(selector: str, path: Callable[[int], tuple[float, float]]) -> Callable[[Page, int], None]:
    """Move the pointer along a path over an element, the button down all the time.

    path: from the number of the turn to a place, as shares of the element's width and height.
    """

    def act(page: Page, turn: int) -> None:
        box = page.locator(selector).bounding_box()
        assert box is not None
        right, down = path(turn)
        place = (box["x"] + right * box["width"], box["y"] + down * box["height"])
        if turn == 0:
            page.mouse.move(*place)
            page.mouse.down()
        page.mouse.move(*place)

    return act


def round_and_round(turn: int) -> tuple[float, float]:
    """On a circle about the middle."""
    return 0.5 + np.cos(0.7 * turn) / 3, 0.5 + np.sin(0.7 * turn) / 3


def to_and_fro(turn: int) -> tuple[float, float]:
    """Sideways by a tenth, and back."""
    return 0.5 + 0.1 * (turn % 2), 0.5


def cell_by_cell(turn: int) -> tuple[float, float]:
    """From each cell of an 8 × 8 grid to the next, line by line: each is met once in TURNS + 1 turns."""
    return (turn % 8 + 0.5) / 8, (turn // 8 + 0.5) / 8


USES = (
    Use(
        what="kernel editor, 5 × 5 on 240 × 320 pixels: a weight typed over",
        picture=_kernel_editor,
        focus=".live-cell >> nth=12",
        act=press(("3", "Enter"), ("4", "Enter")),
    ),
    Use(
        what="activation graph, 254 × 254 numbers through tanh: the bias moved",
        picture=_activation_graph,
        focus="input[type=range] >> nth=0",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="activation graph, the same: the bias dragged",
        picture=_activation_graph,
        focus="input[type=range] >> nth=0",
        act=drag(".activation-graph", to_and_fro),
    ),
    Use(
        what="step player, 5 × 5 on 12 × 12 pixels with padding 2: one product more",
        picture=_step_player,
        focus="button >> nth=2",
        act=press(("Enter",)),
    ),
    Use(
        what="step player, the same: a pixel typed over",
        picture=_step_player,
        focus=".live-cell >> nth=40",
        act=press(("3", "Enter"), ("4", "Enter")),
    ),
    Use(
        what="pixel inspector, 12 × 12 of 400 × 600 pixels in colour: the glass moved over its edge",
        picture=_pixel_inspector,
        focus=".live-cell >> nth=0",
        act=press(("ArrowUp",)),
    ),
    Use(
        what="pixel inspector, the same: another channel shown",
        picture=_pixel_inspector,
        focus="select",
        act=press(("ArrowDown",), ("ArrowUp",)),
    ),
    Use(
        what="pixel painter: a pixel lit or darkened",
        picture=PixelPainter,
        focus=".live-cell >> nth=0",
        act=press(("Space",)),
    ),
    Use(
        what="pixel painter, 8 × 8 pixels: a stroke from pixel to pixel",
        picture=PixelPainter,
        focus=".live-cell >> nth=0",
        act=drag(".pixel-sheet", cell_by_cell),
    ),
    Use(
        what="shape calculator, the first layers of AlexNet: the picture's columns changed",
        picture=lambda: ShapeCalculator(*EXAMPLES[-1][1:]),
        focus="input[type=number] >> nth=1",
        act=press(("ArrowUp",), ("ArrowDown",)),
    ),
    Use(
        what="filter depth, maps of 62 × 62: a filter more or less",
        picture=lambda: FilterDepth(photo("boat", shrink=4)),
        focus="input[type=range]",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="logit bars, ten classes: a score moved",
        picture=lambda: LogitBars([0.0] * 10, [str(digit) for digit in range(10)]),
        focus="input[type=range] >> nth=0",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="networks after LeNet: between ResNet-50 and ResNet-152, 156 layers",
        picture=lambda: NetworksChart(NETWORKS[5:7]),
        focus="input[type=radio] >> nth=1",
        act=press(("ArrowUp",), ("ArrowDown",)),
    ),
    Use(
        what="pipeline strip, the article's network: the next digit",
        picture=_pipeline_strip,
        focus="select",
        act=press(("ArrowDown",)),
    ),
    Use(
        what="contribution bars, 64 numbers and ten classes: another class",
        picture=_contribution_bars,
        focus="select",
        act=press(("ArrowDown",), ("ArrowUp",)),
    ),
    Use(
        what="one step: the learning rate moved",
        picture=GradientStep,
        focus="input[type=range]",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="pooling grid, 10 × 10 with 81 windows: a number typed over",
        picture=_pooling_grid,
        focus=".live-cell >> nth=40",
        act=press(("3", "Enter"), ("4", "Enter")),
    ),
    Use(
        what="shift curve: the digit moved by a pixel",
        picture=_shift_curve,
        focus="input[type=range]",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="sliding detector, a network of 27,226 parameters: the window moved by a pixel",
        picture=lambda: SlidingDetector(three_digits(), place=(18, 0)),
        focus=".detector-canvas",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="sliding detector, the same: the window dragged",
        picture=lambda: SlidingDetector(three_digits(), place=(18, 0)),
        focus=".detector-canvas",
        act=drag(".detector-canvas", round_and_round),
    ),
    Use(
        what="channel sums, three channels of 128 × 128 and six filters: another filter",
        picture=_channel_sums,
        focus="select",
        act=press(("ArrowDown",), ("ArrowUp",)),
    ),
    Use(
        what="channel sums, the same: a channel left out or added again",
        picture=_channel_sums,
        focus=".channel-row button >> nth=0",
        act=press(("Space",)),
    ),
    Use(
        what="channel sums, the same: the pointer moved over the sum",
        picture=_channel_sums,
        focus=".is-walked",
        act=drag(".is-walked", round_and_round),
    ),
    Use(
        what="channel pooling, three maps of 128 × 128: across the maps and back",
        picture=_channel_pooling,
        focus="select >> nth=0",
        act=press(("ArrowDown",), ("ArrowUp",)),
    ),
    Use(
        what="channel pooling, the same: from cell to cell",
        picture=_channel_pooling,
        focus=".is-walked >> nth=0",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="training monitor, eight filters over 30 epochs: one epoch on or back",
        picture=_training_monitor,
        focus="input[type=range]",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
    Use(
        what="explorer, a network of 27,226 parameters, a cell taken apart: a stroke, 95th percentile",
        picture=lambda: _explorer(selected=[4, 3, 3, 2]),
        focus=".explorer-sheet",
        act=drag(".explorer-sheet", round_and_round),
        goal=0.05,
        share=0.95,
    ),
    Use(
        what="explorer, the same in space, with what speaks for a class: a stroke, 95th percentile",
        picture=lambda: _explorer(selected=[4, 3, 3, 2], view="3-D", contributions=8),
        focus=".explorer-sheet",
        act=drag(".explorer-sheet", round_and_round),
        goal=0.05,
        share=0.95,
    ),
    Use(
        what="explorer: from cell to cell of the second convolution, 384 products each",
        picture=lambda: _explorer(selected=[4, 3, 3, 2]),
        focus=".explorer-stage",
        act=press(("ArrowRight",), ("ArrowLeft",)),
    ),
)


def rows() -> list[Row]:
    """One row for each use: the median of its turns, or what the share of them that it names takes at most."""
    with launched() as browser:
        return [_row(browser, use) for use in USES]


def _row(browser: Browser, use: Use) -> Row:
    page = browser.new_page()
    page.set_content(use.picture().page())
    page.wait_for_function("() => window.livePicture !== undefined")
    page.locator(use.focus).focus()
    page.evaluate(CLOCK)
    times = [_seconds(page, use, turn) for turn in range(TURNS + 1)][1:]  # the first warms up
    page.close()
    measured = float(np.quantile(times, use.share))
    return Row(
        what=use.what, measured=measured, than="the goal", against=use.goal, most=1.0, runs=TURNS, share=use.share
    )


def _seconds(page: Page, use: Use, turn: int) -> float:
    use.act(page, turn)
    page.wait_for_timeout(50)  # whatever the presses before the last one led to is over
    page.wait_for_function("() => window.redraw !== null")
    milliseconds: float = page.evaluate("window.redraw")
    return milliseconds / 1000
