from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest

from course.pictures.style import SIGNED_COLOURS, strongest_scale
from tests.node import Node

HEAVY = np.array([0.1, -0.2, 0.1, 0.05, -0.1, 0.2, 0.1, 0.0, 0.1, -0.1, 9.0])


@pytest.mark.parametrize("share", np.linspace(-1, 1, 21))
def test_signed_colours_are_those_of_the_still_pictures(node: Node, share: float) -> None:
    """A value has the same colour on the page as in a plot of the course, to what a table of 256 colours allows."""
    expected = np.array(mpl.colormaps[SIGNED_COLOURS]((share + 1) / 2)[:3]) * 255
    np.testing.assert_allclose(node("maps", "signedColour", 2 * share, 2), expected, atol=3)


def test_zero_is_in_the_middle(node: Node) -> None:
    """0 is the neutral grey-white whatever the largest value."""
    assert node("maps", "signedColour", 0, 7) == [247, 247, 247]


def test_beyond_the_scale(node: Node) -> None:
    """A value beyond the scale has its last colour."""
    assert node("maps", "signedColour", 9, 2) == node("maps", "signedColour", 2, 2)


def test_not_a_number(node: Node) -> None:
    """NaN has a colour that is on no scale."""
    assert node("maps", "signedColour", float("nan"), 1) == [128, 128, 128]


def test_grey(node: Node) -> None:
    """Greys run from low, black, to high, white."""
    assert [node("maps", "greyColour", value, 10, 20)[0] for value in (5, 10, 15, 20, 25)] == [0, 0, 128, 255, 255]


@pytest.mark.parametrize("values", [HEAVY, np.zeros(4), np.array([1.0, -1.0, 1.0])], ids=["heavy", "zeros", "even"])
def test_strongest_colour_is_that_of_the_still_pictures(node: Node, values: np.ndarray) -> None:
    """Where a few values tower above the rest, the page and the plots cut the scale at the same value."""
    assert node("maps", "strongestOf", values) == pytest.approx(strongest_scale(values).halfrange)


@pytest.mark.parametrize("level", [0, 60, 117, 118, 180, 255])
def test_ink_is_readable(node: Node, level: int) -> None:
    """A number on a grey of any level has the contrast that WCAG 2 AA asks for."""
    style = node("maps", "cellStyle", [level, level, level])
    share = level / 255
    ground = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    ink = {"#000": 0.0, "#fff": 1.0}[style["color"]]
    assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5
