import numpy as np
import pytest

from course.pictures.pixel_painter import PixelPainter

DRAWING = np.random.default_rng(2).integers(0, 2, (3, 5))
MATH = "pixel_painter_math"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("mirror", DRAWING[:, ::-1]),
        ("turnOver", DRAWING[::-1]),
        ("exchange", DRAWING.T),
        ("invert", 1 - DRAWING),
        ("clear", 0 * DRAWING),
    ],
)
def test_each_button_does_what_its_python_does(node, change, expected):
    """The slice beside its name."""
    np.testing.assert_array_equal(node(MATH, change, DRAWING.tolist()), expected)


def test_one_pixel_is_painted(node):
    """And no other."""
    changed = DRAWING.copy()
    changed[1, 4] = 1 - changed[1, 4]
    assert node(MATH, "painted", DRAWING.tolist(), 1, 4, int(changed[1, 4])) == changed.tolist()


def test_the_code_makes_the_drawing(node):
    """Run as Python."""
    names = {"np": np}
    exec(node(MATH, "inPython", DRAWING.tolist()), names)
    np.testing.assert_array_equal(names["glyph"], DRAWING)


def test_the_sheet_begins_dark():
    """8 rows of 8 pixels."""
    np.testing.assert_array_equal(PixelPainter().array(), np.zeros((8, 8)))


def test_a_drawing_to_begin_with_is_kept():
    """As given."""
    np.testing.assert_array_equal(PixelPainter(DRAWING).array(), DRAWING)


def test_the_still_picture_holds_every_number():
    """Row by row."""
    still = PixelPainter(DRAWING).still()
    assert [still.count(f">{value}</td>") for value in (0, 1)] == [int(np.sum(v == DRAWING)) for v in (0, 1)]


def test_the_words_hold_every_number():
    """And how many are lit."""
    alt = PixelPainter(DRAWING).alt()
    assert f"{DRAWING.sum()} of 15 pixels are lit" in alt
    assert "; ".join(" ".join(map(str, row)) for row in DRAWING) in alt


@pytest.mark.parametrize("drawing", [np.zeros(8), np.full((8, 8), 2), np.zeros((0, 8))])
def test_what_is_no_drawing_is_refused(drawing):
    """Only rows and columns of 0 and 1."""
    with pytest.raises(ValueError, match="a drawing must"):
        PixelPainter(drawing)
