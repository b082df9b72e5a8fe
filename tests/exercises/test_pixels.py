"""The exercises of 01: what the contract does not say of every exercise alike."""

import json
import re
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.pixel_glyph import is_letter_l
from checker.exercises.pixel_readings import PICTURE, PLOT_A, PLOT_B
from checker.render.text import text
from checker.report import Report, Status
from course.pictures.scales import misleading_pair
from tests.lesson_text import unaccounted

SOURCE = (Path(__file__).resolve().parents[2] / "notebooks" / "source" / "01_pixels.py").read_text(encoding="utf-8")
PIXELS = {slug: exercise for slug, exercise in EXERCISES.items() if exercise.lesson == "01-pixels"}
PICTURE_ARRAY = np.array(PICTURE)


def report(slug: str, **namespace: object) -> Report:
    """The report on these variables, questions and answers through JSON."""
    questions = json.loads(json.dumps(PIXELS[slug].ask(0)))
    answers = json.loads(json.dumps(PIXELS[slug].probe(Attempt(namespace=namespace), questions)))
    return PIXELS[slug].report(questions, answers)


def mistakes(slug: str, **namespace: object) -> list[str]:
    """The names of what these variables are told."""
    return [found.mistake for found in report(slug, **namespace).findings if found.status is Status.FAILED]


@pytest.mark.parametrize("slug", PIXELS)
def test_the_solution_shown_is_the_one_of_the_notebook(slug):
    """What stands between the marks of the answer cell."""
    [cell] = re.findall(rf'^# %% answer="{slug}"\n(.*?)(?=^# %%)', SOURCE, flags=re.MULTILINE | re.DOTALL)
    [between] = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cell, flags=re.DOTALL)
    assert dedent(between) == PIXELS[slug].solution


@pytest.mark.parametrize("slug", PIXELS)
def test_the_words_for_every_mistake(slug, golden):
    """Read them in the golden file: what is said to each wrong answer that the exercise knows."""
    told = [f"{name}\n\n{text(report(slug, **namespace()))}" for name, namespace in PIXELS[slug].examples.wrong]
    golden(f"pixels/{slug}.txt", "\n\n----------\n\n".join(told) + "\n")


class TestReadings:
    def test_the_notebook_shows_the_picture_that_is_asked_about(self):
        """Number by number."""
        [shown] = re.findall(r"^picture = np\.array\(\n(.*?)^\)", SOURCE, flags=re.MULTILINE | re.DOTALL)
        assert json.loads(shown.replace(",\n    ]", "]")) == PICTURE_ARRAY.tolist()

    def test_the_darkest_pixel_is_where_it_is_said_to_be(self):
        """And there is no other as dark."""
        darkest = PICTURE_ARRAY.min()
        assert np.argwhere(darkest >= PICTURE_ARRAY).tolist() == [[3, 5]]

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (PICTURE[3][2], "columns-first"),
            (PICTURE[1][2], "counted-from-one"),
            (PICTURE_ARRAY[::-1][2, 3], "counted-from-below"),
        ],
    )
    def test_a_pixel_read_wrongly_is_told_how(self, value, told):
        """The wrong values are what those mistakes find in this very picture."""
        assert mistakes("pixels-read", size=(4, 6), pixel=value, darkest=(3, 5)) == [told]

    def test_the_plots_are_those_that_are_asked_about(self):
        """The notebook draws them from the pictures' module."""
        pair = {name: array.tolist() for name, array in misleading_pair().items()}
        assert pair == {"A": np.array(PLOT_A).tolist(), "B": np.array(PLOT_B).tolist()}

    def test_the_middle_cell_of_b_is_half_way_up_its_scale(self):
        """As its question says."""
        b = np.array(PLOT_B)
        assert 2 * b[1, 1] == b.min() + b.max()


class TestBrighten:
    def test_clipping_too_late_is_told_as_what_it_is(self):
        """The most usual attempt."""
        assert mistakes("pixels-brighten", brighten=lambda image, amount: np.clip(image + amount, 0, 255)) == [
            "uint8-wrap-around"
        ]

    def test_right_numbers_in_another_type_earn_most_points(self):
        """Of an array of int, or of lists of lists."""

        def by_lists(image, amount):
            return np.clip(image.astype(int) + amount, 0, 255).tolist()

        def as_int(image, amount):
            return np.clip(image.astype(int) + amount, 0, 255)

        for function, told in ((by_lists, "not-an-array"), (as_int, "dtype")):
            result = report("pixels-brighten", brighten=function)
            assert ([found.mistake for found in result.findings], result.score) == ([told], 2.25)

    def test_a_picture_changed_in_place_is_told(self):
        """Whoever called the function still needs it."""

        def in_place(image, amount):
            image[:] = np.clip(image.astype(int) + amount, 0, 255)
            return image

        assert mistakes("pixels-brighten", brighten=in_place) == ["modified-input"]


def test_a_negative_in_floats_earns_most_points():
    """What is drawn next would be no picture of bytes."""
    assert mistakes("pixels-invert", invert=lambda image: 255.0 - image) == ["dtype"]


class TestCrop:
    @pytest.mark.parametrize(
        ("function", "told"),
        [
            (lambda i, r, c, h, w: i[r:h, c:w], ["size-for-end", "not-mirrored"]),
            (lambda i, r, c, h, w: i[c : c + w, r : r + h], ["rows-and-columns-swapped", "not-mirrored"]),
            (lambda i, r, c, h, w: i[r : r + h + 1, c : c + w + 1], ["one-too-many", "not-mirrored"]),
        ],
    )
    def test_two_mistakes_at_once_are_both_told(self, function, told):
        """A wrong cut, and no mirror."""
        assert mistakes("pixels-crop", mirrored_part=function) == told


def test_a_reshape_that_goes_one_way_only_is_told_as_a_reshape():
    """The graver of the two mistakes."""
    assert mistakes(
        "pixels-channels", move_channels=lambda image, to_front: image.reshape(image.shape[2], *image.shape[:2])
    ) == ["reshape-for-transpose"]


class TestGlyph:
    @staticmethod
    def drawn(*lines: str) -> np.ndarray:
        """A drawing from lines of dots and hashes."""
        return np.array([[mark == "#" for mark in line] for line in lines])

    @pytest.mark.parametrize(
        "lines",
        [
            ("#..", "#..", "#..", "##."),
            ("##...", "##...", "##...", "#####", "#####", "#####"),
            ("....", ".#..", ".#..", ".#..", ".#..", ".###", "...."),
        ],
    )
    def test_letters(self, lines):
        """Thin, thick, anywhere."""
        assert is_letter_l(self.drawn(*lines))

    @pytest.mark.parametrize(
        "lines",
        [
            ("#", "#", "#", "#"),
            ("#..", "#..", "###"),
            ("#...", "#...", "#...", "####"),
            ("###.", "###.", "###.", "###.", "####"),
            ("#..#", "#...", "#...", "#...", "###."),
            ("#.#", "#.#", "#.#", "#.#", "###"),
            ("....", "....", "....", "...."),
        ],
    )
    def test_no_letters(self, lines):
        """A bar, too small, too wide, too fat, a stray pixel, a U, nothing."""
        assert not is_letter_l(self.drawn(*lines))

    def test_a_text_is_told_what_was_asked_for(self):
        """Not stumbled over."""
        assert mistakes("pixels-glyph", glyph="L") == ["not-a-picture"]

    def test_a_dark_sheet_is_not_attempted(self):
        """As the answer cell leaves it."""
        assert report("pixels-glyph", glyph=np.zeros((8, 8))).status is Status.UNATTEMPTED

    def test_a_sheet_without_numbers_is_told_what_it_holds(self):
        """NaN is neither lit nor dark."""
        glyph = np.zeros((8, 8))
        glyph[1:7, 2] = np.nan
        [told] = [found.message for found in report("pixels-glyph", glyph=glyph).findings]
        assert told.endswith("what it holds is 0 and nan.")

    def test_two_faults_are_both_told(self):
        """255 for 1, and the foot on the wrong side."""
        glyph = np.zeros((8, 8))
        glyph[1:7, 5] = glyph[6, 2:6] = 255
        assert mistakes("pixels-glyph", glyph=glyph) == ["not-0-and-1", "mirrored"]


def test_every_number_in_the_lesson_is_accounted_for():
    """A number stands in the text only if it is computed here, or a fact with its source."""
    greys = 2**8
    computed = {0, 1, 2, 3, greys, greys - 1, 250 + 10, 8, 250, 10, 240, 128}
    facts = {
        *("0.299", "0.587", "0.114"),  # ITU-R BT.601, the weights of luma
        "601",  # its number
        *("0.0", "1.0"),  # black and full, as fractions
        *("23", "59", "00"),  # a clock before midnight
        "45",  # what stands at [0, 3] of the picture
    }
    assert PICTURE[0][3] == 45
    assert unaccounted("01_pixels", computed | facts) == set()
