"""The step player: its arithmetic against SciPy, and what it leaves where nothing is alive."""

import re

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from course.pictures.step_player import StepPlayer

IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
KERNEL = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
SETTINGS = [(stride, padding) for stride in (1, 2, 3) for padding in (0, 1, 2)]


@pytest.fixture(params=[(5, 5, 3, 3), (4, 7, 2, 3), (6, 3, 3, 1)], ids=str)
def pair(request):
    """A picture and a kernel of different sizes, drawn at random, the kernel with no symmetry."""
    random = np.random.default_rng(7)
    rows, columns, high, wide = request.param
    return random.integers(-5, 10, (rows, columns)), random.permutation(high * wide).reshape(high, wide) - 2


def scipy_map(image, kernel, stride, padding):
    """By SciPy."""
    return correlate2d(np.pad(image, padding), kernel, mode="valid")[::stride, ::stride]


@pytest.mark.parametrize(("stride", "padding"), SETTINGS)
def test_map_in_the_browser(node, pair, stride, padding):
    """The map is SciPy's."""
    image, kernel = pair
    computed = node("step_player_math", "featureMap", image.tolist(), kernel.tolist(), stride, padding)
    assert np.array_equal(computed, scipy_map(image, kernel, stride, padding))


@pytest.mark.parametrize(("stride", "padding"), SETTINGS)
def test_map_in_python(pair, stride, padding):
    """The map that the still picture shows is SciPy's too."""
    image, kernel = pair
    player = StepPlayer(image, kernel, stride=stride, padding=padding)
    assert np.array_equal(player.feature_map(), scipy_map(image, kernel, stride, padding))


def test_turned(node, pair):
    """Sliding the turned kernel is convolution."""
    image, kernel = pair
    kernel_turned = node("step_player_math", "turned", kernel.tolist())
    computed = node("step_player_math", "featureMap", image.tolist(), kernel_turned, 1, 0)
    assert np.array_equal(computed, convolve2d(image, kernel, mode="valid"))


def test_pad(node, pair):
    """Zeros on all four sides, as NumPy puts them."""
    image, _ = pair
    assert np.array_equal(node("step_player_math", "pad", image.tolist(), 2), np.pad(image, 2))


def scene(node, step, *, stride=1, padding=0):
    """What is to be seen of the article's picture and kernel at this step."""
    state = {"image": IMAGE.tolist(), "kernel": KERNEL.tolist(), "stride": stride, "padding": padding, "step": step}
    return node("step_player_math", "sceneAt", state)


def test_running_sums(node):
    """The sums of the first window's products, one after the other."""
    sums = [product["sum"] for product in scene(node, 0)["products"]]
    assert sums == np.cumsum(IMAGE[:3, :3] * KERNEL).tolist()


@pytest.mark.parametrize(
    ("step", "place", "shown", "known"), [(0, [0, 0], 0, 0), (9, [0, 0], 9, 1), (10, [0, 1], 0, 1), (35, [1, 0], 5, 3)]
)
def test_scene(node, step, place, shown, known):
    """Ten steps a window: nine products, and one to move on."""
    seen = scene(node, step)
    cells = np.array(seen["map"])
    assert ([seen["row"], seen["column"]], seen["shown"], int((~np.isnan(cells)).sum())) == (place, shown, known)


def test_window_follows_the_stride(node):
    """The second cell of the second row belongs to the window that begins at row 2, column 2."""
    seen = scene(node, 30, stride=2)
    assert (seen["row"], seen["column"], seen["top"], seen["left"]) == (1, 1, 2, 2)


def test_steps_end(node):
    """A step beyond the last shows the last, with the whole map."""
    assert np.array_equal(scene(node, 1000)["map"], [[4, 3, 4], [2, 4, 3], [2, 3, 4]])


@pytest.mark.parametrize(
    ("guess", "mistake"), [(10, "kernel-ignored"), (11, "kernel-flipped"), (1, "first-product"), (99, "")]
)
def test_mistake_behind_a_guess(node, guess, mistake):
    """Picture 1 2 / 3 4 and kernel 1 2 / -1 3: right is 14."""
    products = node("step_player_math", "productsAt", [[1, 2], [3, 4]], [[1, 2], [-1, 3]], 0, 0)
    assert node("step_player_math", "mistakeBehind", guess, products) == mistake


def test_still_picture_has_every_number():
    """Three tables, 25 + 9 + 9 cells."""
    assert len(re.findall("<td>", StepPlayer(IMAGE, KERNEL).still())) == 43


def test_still_picture_writes_the_first_sum_out():
    """Nine products and what they add up to, negative numbers in brackets."""
    still = StepPlayer(IMAGE, -KERNEL).still()
    assert "1×(−1) + 1×0 + 1×(−1) + 0×0 + 1×(−1) + 1×0 + 0×(−1) + 0×0 + 1×(−1) = −4." in still


def test_text_alternative_says_the_map():
    """Row by row."""
    assert "Feature map: 4 3 4; 2 4 3; 2 3 4." in StepPlayer(IMAGE, KERNEL).alt()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"image": np.ones(4)}, "must have the shape"),
        ({"image": np.ones((13, 3))}, "at most 12"),
        ({"kernel": np.ones((6, 1))}, "does not fit"),
        ({"stride": 0}, "stride must be from 1 to 3"),
        ({"padding": 3}, "padding must be from 0 to 2"),
    ],
)
def test_what_cannot_be_played_is_refused(wrong, told):
    """With one line that says what is wrong."""
    with pytest.raises(ValueError, match=told):
        StepPlayer(**{"image": IMAGE, "kernel": KERNEL, **wrong})
