"""The exercises of 03: what their mistakes are told, what the detector's judge holds against whom, and the text."""

import json
import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.kernel_detector import EDGE, EVEN, LINE, MARGIN, OTHER, OWN, SIDES
from checker.render.text import text
from checker.report import Report, Status
from course.data import PHOTOS, photo
from course.kernels import KERNELS, slide
from course.pictures.kernels import TURNED
from course.riddles import CHOICES, RIDDLE
from tests.lesson_text import unaccounted

SOURCE = (Path(__file__).resolve().parents[2] / "notebooks" / "source" / "03_kernels.py").read_text(encoding="utf-8")
PROSE = "\n".join(line.removeprefix("# ") for line in SOURCE.splitlines() if line.startswith("# "))
ANSWERS = dict(re.findall(r'^# %% answer="([^"]+)"\n(.*?)^# %% check', SOURCE, flags=re.MULTILINE | re.DOTALL))
SLUGS = [slug for slug, exercise in EXERCISES.items() if exercise.lesson == "03-kernels"]
GIVEN = {
    "np": np,
    "slide": slide,
    "IDENTITY": KERNELS["identity"],
    "LAPLACIAN": KERNELS["edge b"],
    "SOBEL_X": KERNELS["Sobel x"],
    "SOBEL_Y": KERNELS["Sobel y"],
}


def report(slug: str, namespace: dict, seed: int = 0) -> Report:
    """The report on what a learner's cell leaves behind, questions and answers through JSON."""
    exercise = EXERCISES[slug]
    questions = json.loads(json.dumps(exercise.ask(seed), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


def mistakes(slug: str, name: str, answer: object, seed: int = 0) -> list[str]:
    """The names of what is told of an answer."""
    return [found.mistake for found in report(slug, {name: answer}, seed).findings if found.status is Status.FAILED]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_in_the_lesson_earns_all_points(slug):
    """Run as it stands there, with what the lesson has made known by then."""
    namespace = dict(GIVEN)
    exec(ANSWERS[slug], namespace)
    result = report(slug, namespace)
    assert result.status is Status.PASSED, text(result)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_that_the_button_shows_is_the_one_in_the_lesson(slug):
    """Line by line."""
    [inside] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", ANSWERS[slug], flags=re.DOTALL)
    assert dedent(inside) == EXERCISES[slug].solution


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_of_every_mistake(slug, golden):
    """Diagnosis, smallest example, worked-out number and hint, as a learner reads them."""
    told = [text(report(slug, dict(namespace()))) for _, namespace in EXERCISES[slug].examples.wrong]
    golden(f"kernels/{slug}.txt", "\n\n".join(told) + "\n")


def test_two_mistakes_at_once_are_both_told():
    """Bytes that wrap around, and an amount that changes nothing."""

    def sharpen(image, amount):
        return slide(image, KERNELS["sharpen"]) % 256

    assert mistakes("kernels-sharpen", "sharpen", sharpen) == ["uint8-wrap-around", "amount-forgotten"]


def test_convolve_of_numpy_is_told_that_it_turns_the_kernel():
    """The likeliest way to write two passes without `slide`."""

    def two_passes(image, column, row):
        across = np.array([np.convolve(line, row, mode="valid") for line in image])
        return np.array([np.convolve(line, column, mode="valid") for line in across.T]).T

    assert mistakes("kernels-separable", "two_passes", two_passes) == ["kernel-flipped"]


def test_bytes_that_wrap_around_by_themselves_are_told_so():
    """The picture is uint8, and so is what is computed from it without a thought."""

    def sharpen(image, amount):
        middle, above, below = image[1:-1, 1:-1], image[:-2, 1:-1], image[2:, 1:-1]
        left, right = image[1:-1, :-2], image[1:-1, 2:]
        with np.errstate(over="ignore"):
            return middle - amount * (above + below + left + right - np.uint8(4) * middle)

    assert mistakes("kernels-sharpen", "sharpen", sharpen) == ["uint8-wrap-around"]


def test_convolve2d_of_scipy_is_told_that_it_turns_the_kernel():
    """All arrows the wrong way round."""
    from scipy.signal import convolve2d

    def edge_direction(image):
        right, down = (convolve2d(image, KERNELS[name], mode="valid") for name in ("Sobel x", "Sobel y"))
        return np.degrees(np.arctan2(down, right))

    assert mistakes("kernels-sobel-direction", "edge_direction", edge_direction) == ["kernel-flipped"]


# ---------------------------------------------------------------- the detector

LINE_OF_THREE = np.array([[2.0, -1, -1], [-1, 2, -1], [-1, -1, 2]])
SEEDS = range(30)


def told_of_detector(kernel):
    """What is told of a diagonal's detector, seed by seed."""
    return [mistakes("kernels-diagonal", "detector", kernel, seed) for seed in SEEDS]


@pytest.mark.parametrize("factor", [1e-3, 1.0, 1e6])
def test_only_the_proportions_of_a_detector_count(factor):
    """Small weights or large ones, on any pictures."""
    assert told_of_detector(factor * LINE_OF_THREE) == [[]] * len(SEEDS)


@pytest.mark.parametrize("size", range(2, 8))
def test_a_diagonal_less_its_mean_passes_at_every_size(size):
    """Rows and columns sum to 0, whatever the size."""
    assert told_of_detector(size * np.eye(size) - 1) == [[]] * len(SEEDS)


def test_the_mirror_image_never_passes():
    """It fires on the other diagonal."""
    assert told_of_detector(np.fliplr(LINE_OF_THREE)) == [["wrong-diagonal"]] * len(SEEDS)


@pytest.mark.parametrize("name", sorted(KERNELS.keys() - {"edge a"}))
def test_no_ready_made_kernel_passes_but_edge_a(name):
    """So it cannot be had from the table without thought."""
    assert [] not in told_of_detector(KERNELS[name])


def test_random_kernels_seldom_pass():
    """At most one of twenty, even when their weights sum to 0."""
    kernels = np.random.default_rng(0).normal(size=(300, 3, 3))
    passed = [mistakes("kernels-diagonal", "detector", kernel - kernel.mean()) == [] for kernel in kernels]
    assert sum(passed) <= len(kernels) / 20


def test_every_check_has_pictures_of_every_kind():
    """The judge compares all of them."""
    shown = {picture["shows"] for picture in EXERCISES["kernels-diagonal"].ask(5)["pictures"]}
    assert shown == {OWN, OTHER, LINE, EDGE, EVEN}


# ---------------------------------------------------------------- what the text says


def test_the_riddle_is_made_of_kernels_that_the_lesson_has_shown():
    """Each choice is in the table, or one of the table after half a turn."""
    assert {name.removesuffix(TURNED) for name in (*CHOICES, *RIDDLE.values())} <= KERNELS.keys()


def test_the_nine_kernels_of_wikipedia_are_the_same_after_half_a_turn_and_the_others_are_not():
    """What the lesson says of them; the three others are the examples that can tell."""
    same = [name for name, kernel in KERNELS.items() if (kernel == kernel[::-1, ::-1]).all()]
    assert same == list(KERNELS)[:9]


def test_the_margin_is_the_one_that_the_text_names():
    """One and a half times."""
    assert "one and a half times as strongly" in PROSE.replace("\n", " ")
    assert MARGIN == 1.5


def test_the_multiplications_that_the_text_names_are_those_of_the_wide_row():
    """17 × 17 for the row that was blurred sixteen times."""
    row = np.array([1.0])
    for _ in range(16):
        row = np.convolve(row, [1, 1])
    assert f"A kernel of {len(row)} × {len(row)} costs {len(row) ** 2} multiplications" in PROSE


def test_box_and_bell_spread_the_picture_equally_wide():
    """The variance of 7 equal weights is that of the row blurred sixteen times."""
    row = np.array([1.0])
    for _ in range(16):
        row = np.convolve(row, [1, 1])
    assert variance(row / row.sum()) == pytest.approx(variance(np.full(7, 1 / 7)))


def variance(weights: np.ndarray) -> float:
    """Of the distance from the middle."""
    place = np.arange(len(weights)) - (len(weights) - 1) / 2
    return float((weights * place**2).sum())


def test_the_grain_of_the_table_excites_the_mirror_image_more():
    """What the lesson lets the learner predict about the lower left corner of the photograph."""
    coffee = photo("coffee", grey=True, shrink=2)
    own, mirrored = (
        np.abs(slide(coffee, kernel))[120:, :50].mean() for kernel in (LINE_OF_THREE, np.fliplr(LINE_OF_THREE))
    )
    assert "wooden table" in PHOTOS["coffee"].shows
    assert mirrored > 1.3 * own


def test_the_back_of_the_coat_is_blue_under_sobel_x():
    """Dark to the right of bright: the sum is negative there."""
    camera = photo("camera", shrink=2)
    slopes = slide(camera, KERNELS["Sobel x"])
    assert slopes[80, :80].min() < -2
    assert slopes[80, :80].max() < 0.5


def test_every_number_in_the_text_is_accounted_for():
    """A setting of an example, computed here, or a fact with its source."""
    bell = np.array([1, 4, 6, 4, 1])
    computed = {bell.sum(), 17**2, 260 - 256, 180, 180 // 2, *(int(side) for side in (SIDES[0], SIDES[-1]))}
    known = dict.fromkeys(computed | {*map(int, bell)}, "computed here, and the bell's own row") | {
        **dict.fromkeys((0, 1, 2, 3, 9, 10, 15, 17), "weights, sides and pixels of the examples"),
        **dict.fromkeys((255, 260), "the largest byte, and a number that is larger"),
        1968: "Sobel and Feldman's talk",
        1986: "Canny's paper",
    }
    assert unaccounted("03_kernels", known) == set()
