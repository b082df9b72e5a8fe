import re

import numpy as np
import pytest

from course.pictures.pixel_inspector import PixelInspector

RANDOM = np.random.default_rng(1)
COLOUR = RANDOM.integers(0, 256, (9, 14, 3), dtype=np.uint8)
GREY = RANDOM.integers(0, 256, (4, 6), dtype=np.uint8)
MATH = "pixel_inspector_math"


def plain(image):
    """An image as the page has it."""
    channels = 1 if image.ndim == 2 else 3
    return {"pixels": image, "rows": image.shape[0], "columns": image.shape[1], "channels": channels}


class TestArithmetic:
    @pytest.mark.parametrize(("view", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
    def test_a_channel_is_what_numpy_cuts_out(self, node, view, channel):
        """At every place of a part."""
        part = {"top": 2, "left": 3, "rows": 4, "columns": 5}
        numbers = node(MATH, "numbersIn", plain(COLOUR), view, part)
        np.testing.assert_array_equal(np.array(numbers)[..., 0], COLOUR[2:6, 3:8, channel])

    def test_colour_is_all_three(self, node):
        """Red, green, blue, in this order."""
        part = {"top": 0, "left": 0, "rows": 9, "columns": 14}
        np.testing.assert_array_equal(node(MATH, "numbersIn", plain(COLOUR), "colour", part), COLOUR)

    def test_grey_is_the_luma_of_the_lesson(self, node):
        """The weights of the exercise, rounded to whole numbers."""
        luma = np.floor(COLOUR @ np.array([0.299, 0.587, 0.114]) + 0.5)
        part = {"top": 0, "left": 0, "rows": 9, "columns": 14}
        np.testing.assert_array_equal(np.array(node(MATH, "numbersIn", plain(COLOUR), "grey", part))[..., 0], luma)

    def test_a_grey_picture_has_one_number(self, node):
        """And nothing to choose."""
        part = {"top": 1, "left": 2, "rows": 2, "columns": 2}
        np.testing.assert_array_equal(
            np.array(node(MATH, "numbersIn", plain(GREY), "grey", part))[..., 0], GREY[1:3, 2:4]
        )
        assert node(MATH, "views", 1) == [["grey", "grey"]]

    def test_colour_is_drawn_as_it_is(self, node):
        """Opaque."""
        drawn = node(MATH, "drawn", plain(COLOUR), "colour").reshape(9, 14, 4)
        np.testing.assert_array_equal(drawn[..., :3], COLOUR)
        assert (drawn[..., 3] == 255).all()

    @pytest.mark.parametrize("view", ["red", "green", "blue", "grey"])
    def test_a_view_of_one_number_is_drawn_as_greys(self, node, view):
        """The same number as in the magnified part, three times."""
        part = {"top": 0, "left": 0, "rows": 9, "columns": 14}
        numbers = np.array(node(MATH, "numbersIn", plain(COLOUR), view, part))
        drawn = node(MATH, "drawn", plain(COLOUR), view).reshape(9, 14, 4)
        np.testing.assert_array_equal(drawn[..., :3], np.repeat(numbers, 3, axis=2))

    def test_a_grey_picture_is_drawn_as_it_is(self, node):
        """Its one channel, three times."""
        drawn = node(MATH, "drawn", plain(GREY), "grey").reshape(4, 6, 4)
        np.testing.assert_array_equal(drawn[..., :3], np.repeat(GREY[..., np.newaxis], 3, axis=2))

    @pytest.mark.parametrize(
        ("top", "left", "expected"),
        [(3, 2, (1, 2)), (-5, -1, (0, 0)), (99, 99, (1, 6)), (0, 6, (0, 6))],
    )
    def test_the_part_stays_within_the_picture(self, node, top, left, expected):
        """9 rows and 14 columns, a part of 8."""
        part = node(MATH, "within", plain(COLOUR), top, left, 8)
        assert (part["top"], part["left"], part["rows"], part["columns"]) == (*expected, 8, 8)

    def test_a_small_picture_is_its_own_part(self, node):
        """Nothing is added to it."""
        part = node(MATH, "within", plain(GREY), 3, 3, 8)
        assert part == {"top": 0, "left": 0, "rows": 4, "columns": 6}


class TestPython:
    def test_the_picture_comes_back(self):
        """Bytes and sizes hold all of it."""
        np.testing.assert_array_equal(PixelInspector(COLOUR).image(), COLOUR)

    def test_a_view_of_an_array_comes_back(self):
        """Mirrored by a slice, whose numbers lie backwards in memory."""
        np.testing.assert_array_equal(PixelInspector(GREY[:, ::-1]).image(), GREY[:, ::-1])

    def test_the_part_is_moved_into_the_picture(self):
        """However far out it is asked for."""
        inspector = PixelInspector(COLOUR, row=99, column=-4)
        assert (inspector.row, inspector.column) == (1, 0)

    def test_the_still_picture_holds_the_numbers_of_the_part(self):
        """Each pixel in a cell of a table."""
        still = PixelInspector(COLOUR, row=1, column=6).still()
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", still)
        assert cells == [" ".join(map(str, pixel)) for pixel in COLOUR[1:9, 6:14].reshape(-1, 3)]

    def test_the_still_picture_shows_the_whole_with_words(self):
        """The photograph itself, with a text alternative."""
        assert re.search(
            '<img alt="A boat: 9 rows of 14 pixels, in colour"', PixelInspector(COLOUR, shows="A boat").still()
        )

    def test_a_small_picture_is_not_shown_twice(self):
        """Its numbers are all there is."""
        assert "<img" not in PixelInspector(GREY).still()

    def test_the_words_hold_every_number(self):
        """Row by row."""
        lines = "; ".join(", ".join(map(str, row)) for row in GREY)
        assert PixelInspector(GREY).alt().endswith(f"row by row: {lines}.")

    @pytest.mark.parametrize(
        ("image", "told"),
        [
            (GREY / 255, "must be uint8, received float64"),
            (np.zeros((3, 4, 6), dtype=np.uint8), r"received \(3, 4, 6\)"),
            (np.zeros((0, 4), dtype=np.uint8), r"received \(0, 4\)"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, image, told):
        """With what was received."""
        with pytest.raises(ValueError, match=told):
            PixelInspector(image)
