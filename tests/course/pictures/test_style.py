import html
import re
import struct
import warnings

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.figure import Figure

from course.pictures import style
from course.pictures.words_only import WORDS_ONLY


@pytest.fixture
def picture():
    """An empty picture of 4 by 3 inches whose description needs escaping in HTML."""
    return style.Picture(4, 3, alt='two maps, "a" < "b"')


def test_a_picture_is_shown_with_its_text_alternative(picture):
    """The image in a notebook has the description as its alt attribute, escaped."""
    [alt] = re.findall(r'alt="([^"]*)"', picture._repr_mimebundle_()["text/html"])
    assert html.unescape(alt) == 'two maps, "a" < "b"'


def test_a_picture_reads_as_text_where_there_are_no_images(picture):
    """The plain text of a picture is its description."""
    assert picture._repr_mimebundle_()["text/plain"] == '[Picture] two maps, "a" < "b"'


def test_where_nobody_looks_nothing_is_drawn(picture, monkeypatch):
    """The description stands alone."""
    monkeypatch.setenv(WORDS_ONLY, "1")
    monkeypatch.setattr(picture, "png", lambda: pytest.fail("it was drawn"))
    assert picture._repr_mimebundle_() == {"text/plain": '[Picture] two maps, "a" < "b"'}


def test_a_picture_needs_a_text_alternative():
    """A picture cannot be made without saying in words what it shows."""
    with pytest.raises(TypeError, match="alt"):
        style.Picture(4, 3)


def test_a_picture_is_drawn_at_twice_the_resolution_it_is_shown_at(picture):
    """4 inches are 384 pixels on the screen and 768 in the file."""
    width_in_file = struct.unpack(">I", picture.png()[16:20])[0]
    assert (width_in_file, 'width="384"' in picture._repr_mimebundle_()["text/html"]) == (768, True)


def test_a_picture_loads_nothing_from_elsewhere(picture):
    """The image's data stands in the HTML itself."""
    assert re.findall(r'src="([^,]*),', picture._repr_mimebundle_()["text/html"]) == ["data:image/png;base64"]


@pytest.mark.parametrize("values", [[1.0, 2.0], [-5.0, 1.0], [-1.0, -2.0], [0.0, 0.0]])
def test_zero_is_in_the_middle_of_a_signed_scale(values):
    """Whatever the values, 0 is drawn in the middle colour."""
    assert style.signed_scale(np.array(values))(0.0) == 0.5


def test_a_signed_scale_holds_the_largest_value_of_either_sign():
    """The value farthest from 0 gets the end of the scale, and its opposite the other end."""
    scale = style.signed_scale(np.array([[-5.0, 1.0]]))
    assert (scale(-5.0), scale(5.0)) == (0.0, 1.0)


def test_the_middle_colour_of_the_signed_scale_is_near_white():
    """Zero looks like nothing."""
    assert min(colormaps[style.SIGNED_COLOURS](0.5)[:3]) > 0.95


def test_the_ends_of_the_signed_scale_differ_without_red_against_green():
    """A reader who cannot tell red from green tells the two ends apart by the amount of blue."""
    low, high = colormaps[style.SIGNED_COLOURS](0.0), colormaps[style.SIGNED_COLOURS](1.0)
    assert low[2] - high[2] > 0.2


def test_greys_have_a_fixed_scale():
    """A dim picture stays dim: 0 is black and 1 white whatever the values."""
    axes = Figure().add_subplot()
    drawn = style.draw_greys(axes, np.full((2, 2), 0.3))
    assert (drawn.norm.vmin, drawn.norm.vmax) == (0.0, 1.0)


def test_every_cell_gets_its_number_in_its_place():
    """The number of row 1, column 2 is written at x = 2, y = 1."""
    axes = Figure().add_subplot()
    style.write_numbers(axes, np.arange(6).reshape(2, 3) / 10)
    assert {text.get_position(): text.get_text() for text in axes.texts}[2, 1] == "0.5"


def test_the_house_style_does_not_leak():
    """Drawing a picture leaves matplotlib's own settings as they were."""
    from matplotlib import rcParams

    from course.pictures.pixels import numbered_pixels

    before = dict(rcParams)
    numbered_pixels(np.zeros((2, 2)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert dict(rcParams) == before
