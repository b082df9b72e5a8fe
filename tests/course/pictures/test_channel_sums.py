"""The channel sums: their arithmetic against SciPy, and what they leave where nothing is alive."""

import numpy as np
import pytest
from scipy.signal import correlate

from course.pictures.channel_sums import ChannelSums, equation

SHAPE, SIZE, FILTERS = [6, 7, 3], [3, 2], 4
RANDOM = np.random.default_rng(5)
CHANNELS = RANDOM.normal(size=SHAPE).astype("float32")
KERNELS = RANDOM.normal(size=(*SIZE, SHAPE[2], FILTERS)).astype("float32")
BIASES = np.array([0.5, -1.0, 0.0, 2.0], dtype="float32")
WEIGHTS = np.concatenate([KERNELS.ravel(), BIASES])
NAMES = ("red", "green", "blue")


def test_the_whole_sum_is_scipys(node):
    """A kernel as deep as the channels, oblong and without symmetry, and the bias of its own filter."""
    computed = node("channel_sums_math", "mapOf", SHAPE, SIZE, FILTERS, WEIGHTS, CHANNELS.ravel(), 1, [True] * 3)
    expected = correlate(CHANNELS, KERNELS[..., 1], mode="valid")[..., 0] + BIASES[1]
    assert np.allclose(computed, expected.ravel(), atol=1e-5)


def test_a_channel_that_is_left_out_is_missing(node):
    """By what it alone gives."""
    computed = node(
        "channel_sums_math", "mapOf", SHAPE, SIZE, FILTERS, WEIGHTS, CHANNELS.ravel(), 3, [True, False, True]
    )
    expected = sum(correlate(CHANNELS[..., c], KERNELS[..., c, 3], mode="valid") for c in (0, 2)) + BIASES[3]
    assert np.allclose(computed, expected.ravel(), atol=1e-5)


def test_a_cell_is_taken_apart(node):
    """For each channel its window, its sheet, and the sum of their products."""
    cells = node("channel_sums_math", "taken", SHAPE, SIZE, FILTERS, WEIGHTS, CHANNELS.ravel(), [2, 4], 2)
    for channel, cell in enumerate(cells):
        window, sheet = CHANNELS[2:5, 4:6, channel], KERNELS[..., channel, 2]
        assert np.allclose(cell["window"], window) and np.allclose(cell["kernel"], sheet)
        assert cell["part"] == pytest.approx(float((window * sheet).sum()), abs=1e-6)


def test_the_scale_holds_every_sum(node):
    """Of any of the channels: the largest cell has 3 + 1 above 0, and 2 with the bias below."""
    parts = [np.array([3.0, 0.5]), np.array([1.0, -1.5]), np.array([-2.0, 0.0])]
    assert node("channel_sums_math", "reach", parts, -0.25) == 4


SUMS = [
    ((0.5, 0.25, -0.13), 0.0),
    ((-0.76, 0.104, -0.104), 0.1),
    ((0.334, 0.334, 0.334), 0.0),  # rounded they add up to 0.99
    ((-0.001, 2.0, 0.0), -3.5),
]


@pytest.mark.parametrize(("parts", "bias"), SUMS)
def test_the_addition_is_written_alike(node, parts, bias):
    """In the browser and in the still picture."""
    assert node("channel_sums_math", "equation", list(NAMES), list(parts), bias) == equation(NAMES, parts, bias)


def test_the_addition_is_exact_or_says_that_it_is_not():
    """Negative numbers in brackets, a bias of 0 left out."""
    assert equation(NAMES, (0.81, -0.12, -0.2), 0.0) == "red 0.81 + green (−0.12) + blue (−0.2) = 0.49"
    assert equation(NAMES, (0.334, 0.334, 0.334), 0.5) == "red 0.33 + green 0.33 + blue 0.33 + bias 0.5 ≈ 1.5"


def test_without_any_channel_the_bias_is_left(node):
    """Even one of 0."""
    assert node("channel_sums_math", "equation", [], [], 0) == "bias 0 = 0"


@pytest.fixture
def picture():
    """One filter that looks for red, on a picture with a single red pixel, and a bias."""
    image = np.full((4, 5, 3), 0.5)
    image[1, 2] = 1.0, 0.0, 0.0
    kernels = np.array([1.0, -0.5, -0.5]).reshape(1, 1, 3, 1)
    return ChannelSums(image, kernels, [0.25], names=NAMES)


def test_it_begins_at_the_largest_sum(picture):
    """Where there is something to see."""
    assert picture.place == [1, 2]


def test_the_browser_is_given_what_makes_the_still_parts(node, picture):
    """The kernels' last axis varies fastest in the bytes, and the biases come last."""
    channels, weights = (np.frombuffer(data, dtype="<f4") for data in (picture.channels, picture.weights))
    computed = node("channel_sums_math", "mapOf", [4, 5, 3], [1, 1], 1, weights, channels, 0, [True] * 3)
    assert np.allclose(computed, picture.parts(0).sum(axis=2).ravel() + 0.25)


def test_the_text_alternative_writes_the_addition(picture):
    """Of the cell that it begins with, after the shapes."""
    assert picture.alt() == (
        "Added up across the channels. Shape 4 × 5 × 3, filters of 1 × 1 × 3; shown is filter 0, 1 of 1. "
        "Row 1, column 2 of the sum: red 1 + green 0 + blue 0 + bias 0.25 = 1.25."
    )


def test_the_still_picture_shows_parts_and_sum(picture):
    """With the bias among the sum, and the addition below it."""
    assert "last their sum, from 0.2 to 1.2" in picture.still() and "= 1.25." in picture.still()


@pytest.mark.parametrize(
    ("channels", "kernels", "names", "message"),
    [
        ((8, 8, 3), (3, 3, 3), NAMES, "kernels must be"),
        ((8, 8, 2), (3, 3, 3, 1), NAMES, "kernels must be"),
        ((8, 8, 3), (6, 6, 3, 1), NAMES, "5 × 5 at most"),
        ((2, 8, 3), (3, 3, 3, 1), NAMES, "must fit"),
        ((200, 8, 3), (3, 3, 3, 1), NAMES, "128 pixels"),
        ((8, 8, 3), (3, 3, 3, 1), ("red",), "a name for each of 3 channels"),
    ],
)
def test_what_cannot_be_shown_is_refused(channels, kernels, names, message):
    """With what is possible."""
    with pytest.raises(ValueError, match=message):
        ChannelSums(np.zeros((8, 8, 3)), np.zeros(kernels), names=names, channels=np.zeros(channels))
