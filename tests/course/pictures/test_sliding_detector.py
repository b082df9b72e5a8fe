"""The sliding detector: what the browser computes against NumPy, its peaks, and what lesson 07 says of its map."""

import numpy as np
import pytest
from scipy.ndimage import label

from course import trained_network
from course.last_layers import JUMP, last_maps, one_dense_layer, softmax
from course.pictures.sliding_detector import (
    WINDOW,
    SlidingDetector,
    peaks_of,
    read_windows,
    three_digits,
    whole_percent,
)
from course.trained_network import probabilities


@pytest.fixture(scope="module")
def detector():
    """As the lesson shows it."""
    return SlidingDetector(three_digits(), place=(18, 0))


def in_the_browser(node, detector, place):
    """The ten probabilities of the window at this place, as JavaScript computes them."""
    canvas = np.frombuffer(detector.canvas, dtype="<f4")
    window = node("sliding_detector_math", "windowOf", canvas, detector.shape[1], list(place), WINDOW)
    return node("net_math", "run", detector.network, np.frombuffer(detector.weights, dtype="<f4"), window)[-1]


@pytest.mark.slow
@pytest.mark.parametrize("place", [(0, 0), (18, 0), (7, 41), (30, 72), (0, 72), (13, 20)])
def test_the_browser_says_what_numpy_says(node, place):
    """On the digits, between them, and where nothing is."""
    row, column = place
    window = three_digits()[row : row + WINDOW, column : column + WINDOW]
    expected = probabilities(window[np.newaxis, :, :, np.newaxis])[0]
    assert in_the_browser(node, SlidingDetector(three_digits()), place) == pytest.approx(expected, abs=1e-4)


@pytest.mark.slow
def test_the_map_is_what_the_browser_says_there(node, detector):
    """In every cell: the same first guess, as sure."""
    for row, line in enumerate(detector.said):
        for column, digit in enumerate(line):
            shares = in_the_browser(node, detector, (JUMP * row, JUMP * column))
            assert np.argmax(shares) == digit
            assert shares[digit] == pytest.approx(detector.surest[row][column], abs=1e-4)


def test_kernels_that_slide_say_what_the_network_says_window_by_window():
    """The lesson computes the map from the maps of the whole canvas, the class from window after window."""
    weights, biases = one_dense_layer()
    maps = last_maps(three_digits()[np.newaxis, :, :, np.newaxis])[0]
    slid = np.lib.stride_tricks.sliding_window_view(maps, (2, 2), axis=(0, 1))  # (down, across, channels, 2, 2)
    flat = slid.transpose(0, 1, 3, 4, 2).reshape(*slid.shape[:2], -1)
    assert read_windows(three_digits()) == pytest.approx(softmax(flat @ weights + biases), abs=1e-5)


@pytest.mark.parametrize(
    ("place", "nearest"),
    [([3, 5], [3, 5]), ([-1, 80], [0, 72]), ([31, -9], [30, 0]), ([2.4, 6.6], [2, 7])],
    ids=["inside", "above and right", "below and left", "between pixels"],
)
def test_the_window_stays_on_the_canvas(node, place, nearest):
    """At whole pixels."""
    assert node("sliding_detector_math", "within", place, [62, 104], WINDOW) == nearest


@pytest.mark.parametrize(
    ("place", "forwards", "found"),
    [
        ([0, 0], True, [6, 0]),
        ([6, 0], True, [0, 12]),
        ([0, 12], False, [6, 0]),
        ([3, 12], True, [18, 12]),
        ([18, 13], True, [6, 0]),
        ([0, 0], False, [18, 12]),
    ],
)
def test_from_peak_to_peak(node, place, forwards, found):
    """By columns, then by rows, and round again."""
    assert node("sliding_detector_math", "nextPeak", [[6, 0], [0, 12], [18, 12]], place, forwards) == found


@pytest.mark.parametrize(("share", "text"), [(0.0, "0"), (0.874, "87"), (0.9697, "97"), (0.99999, "99"), (1.0, "100")])
def test_whole_percent(node, share, text):
    """The same on paper and in the browser, and never rounded up to certainty."""
    assert whole_percent(share) == node("sliding_detector_math", "wholePercent", share) == text


def test_peaks_by_looking_around():
    """Larger than all neighbours, by brute force, on numbers of which many are equal."""
    for seed in range(20):
        numbers = np.random.default_rng(seed).integers(0, 6, (5, 7)).astype(float)
        peaks = [
            (row, column)
            for column in range(7)
            for row in range(5)
            if all(
                numbers[row, column] > numbers[r, c]
                for r in range(max(row - 1, 0), min(row + 2, 5))
                for c in range(max(column - 1, 0), min(column + 2, 7))
                if (r, c) != (row, column)
            )
        ]
        assert peaks_of(numbers) == peaks


# What lesson 07 says of the map.


def test_the_lessons_three_surest_windows_are_its_three_digits(detector):
    """Each lies in the middle of its window; all three are peaks."""
    surest = np.array(detector.surest)
    three = {(int(at) // surest.shape[1], int(at) % surest.shape[1]) for at in np.argsort(surest.ravel())[-3:]}
    assert {(JUMP * row, JUMP * column) for row, column in three} == {(18, 0), (0, 36), (30, 72)}
    assert {detector.said[row][column] for row, column in three} == {4, 1, 2}
    assert three < {tuple(peak) for peak in detector.peaks}


def test_the_lessons_seven_peaks(detector):
    """Twice a 7 that is not there, once with 97 percent."""
    assert len(detector.peaks) == 7
    sevens = [detector.surest[row][column] for row, column in detector.peaks if detector.said[row][column] == 7]
    assert [whole_percent(share) for share in sorted(sevens)] == ["88", "97"]


def test_the_lessons_other_peaks_see_parts_of_digits(detector):
    """No digit lies wholly in one of these windows, and none of them is empty."""
    canvas = three_digits()
    inked, count = label(canvas > 0, structure=np.ones((3, 3)))
    sizes = np.bincount(inked.ravel())[1:]
    assert count == 3
    others = [peak for peak in detector.peaks if tuple(peak) not in {(3, 0), (0, 6), (5, 12)}]
    for row, column in others:
        window = inked[JUMP * row : JUMP * row + WINDOW, JUMP * column : JUMP * column + WINDOW]
        seen = np.bincount(window.ravel(), minlength=4)[1:]
        assert seen.any()
        assert (seen < sizes).all()


def test_the_lessons_empty_window(detector):
    """At the upper right no pixel is lit, and a 1 is said with 22 percent."""
    assert not three_digits()[:WINDOW, -WINDOW:].any()
    assert (detector.said[0][-1], whole_percent(detector.surest[0][-1])) == (1, "22")


# What it leaves where nothing is alive, and what it refuses.


def test_the_alternative_says_window_and_map(detector):
    """The same words stand in the still picture."""
    assert "from row 18, column 0, read as 4 (> 99.9%)" in detector.alt()
    assert "from row 18: 4 > 99.9%, 8 88.7%" in detector.alt()
    assert "read as 4 (&gt; 99.9%)" in detector.still()


def test_the_kernel_reads_the_window_where_it_stands():
    """After a move, too."""
    detector = SlidingDetector(three_digits())
    detector.place = [0, 36]
    expected = trained_network.probabilities(three_digits()[np.newaxis, :WINDOW, 36 : 36 + WINDOW, np.newaxis])[0]
    assert np.array_equal(detector.probabilities(), expected)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"canvas": np.zeros((31, 40))}, "32 or more"),
        ({"canvas": np.zeros((32, 40, 1))}, "32 or more"),
        ({"canvas": np.zeros((40, 44)), "place": (9, 0)}, r"between \(0, 0\) and \(8, 12\)"),
        ({"canvas": np.zeros((40, 44)), "probabilities": np.zeros((2, 2, 10))}, r"\(2, 3, 10\) on this canvas"),
    ],
    ids=["small", "three axes", "outside", "another map"],
)
def test_bad_input_is_told(arguments, told):
    """In a line that says what is wanted."""
    with pytest.raises(ValueError, match=told):
        SlidingDetector(**arguments)
