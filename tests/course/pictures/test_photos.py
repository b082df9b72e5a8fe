import numpy as np
import pytest

from course.pictures.photos import photo_row, rgb_split

COLOUR = np.zeros((4, 6, 3), dtype=np.uint8)
COLOUR[:, :, 0] = 255


def drawn(picture):
    """What each plot of the picture shows, as fractions."""
    return [np.asarray(axes.images[0].get_array()) for axes in picture.axes]


def test_whole_numbers_and_fractions_look_the_same():
    """255 is 1.0."""
    whole, fractions = drawn(photo_row({"a": COLOUR, "b": COLOUR / 255}))
    np.testing.assert_array_equal(whole, fractions)


def test_each_picture_stands_under_its_title():
    """In the order in which they are given."""
    assert [axes.get_title("left") for axes in photo_row({"one": COLOUR, "two": COLOUR[:, :, 0]}).axes] == [
        "one",
        "two",
    ]


def test_a_channel_is_shown_as_greys():
    """Red is full, green and blue are empty."""
    _photo, red, green, blue = drawn(rgb_split(COLOUR))
    assert [channel.shape for channel in (red, green, blue)] == [(4, 6)] * 3
    assert (red.min(), green.max(), blue.max()) == (1, 0, 0)


def test_greys_are_not_stretched():
    """A dim picture stays dim: black is 0 and white is 1."""
    [axes] = photo_row({"dim": np.full((2, 2), 0.25)}).axes
    assert axes.images[0].get_clim() == (0, 1)


def test_the_words_hold_sizes_and_means():
    """For who cannot see it."""
    assert photo_row({"sail": COLOUR}).alt == (
        "Pictures from left to right. sail: 4 by 6 pixels, in colour, on the average red 1.00, green 0.00, blue 0.00 "
        "(0 none, 1 full)."
    )


def test_another_shape_is_refused():
    """Channels first, for instance."""
    with pytest.raises(ValueError, match=r"received \(3, 4, 6\)"):
        photo_row({"a": np.zeros((3, 4, 6))})
