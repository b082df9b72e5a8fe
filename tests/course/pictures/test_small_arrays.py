"""Small arrays side by side."""

import numpy as np

from course.pictures.small_arrays import WIDTH, small_arrays

PAIR = {"picture": np.eye(3), "map": np.array([[-2.5, 0.0, 4.0]])}


def texts(picture):
    """What is written into the cells, array by array."""
    return [[written.get_text() for written in axes.texts] for axes in picture.axes]


def test_every_number_is_written():
    """Into its cell, with a true minus."""
    assert texts(small_arrays(PAIR)) == [["1", "0", "0", "0", "1", "0", "0", "0", "1"], ["−2.5", "0", "4"]]


def test_every_number_is_said():
    """In the text alternative, array by array and row by row."""
    assert "picture: 1 0 0, 0 1 0, 0 0 1; map: −2.5 0 4." in small_arrays(PAIR).alt


def test_greys():
    """Only the arrays named are drawn from black to white; the others are centred on 0."""
    first, second = (axes.images[0].norm for axes in small_arrays(PAIR, greys=["picture"]).axes)
    assert ((first.vmin, first.vmax), (second.vmin, second.vmax)) == ((0, 1), (-4, 4))


def test_windows():
    """What is to be outlined is, in the array named."""
    picture = small_arrays(PAIR, windows={"map": (0, 1, 1, 2)})
    [frame] = picture.axes[1].patches
    assert (frame.get_xy(), frame.get_width(), frame.get_height()) == ((0.5, -0.5), 2, 1)


def test_wide_arrays_fit():
    """However many columns there are."""
    assert small_arrays({"wide": np.zeros((2, 60)), "more": np.zeros((3, 20))}).get_figwidth() <= WIDTH
