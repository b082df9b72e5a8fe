import numpy as np
import pytest

from course.data import photo
from course.kernels import KERNELS
from course.pictures.kernels import SUN_RIMS, edge_arrows, kernel_row, kernel_table, maps, riddle
from course.riddles import CHOICES, RIDDLE

IMAGE = np.outer(np.linspace(0, 1, 20), np.linspace(0, 1, 24))


def titles(picture) -> list[str]:
    """What stands above each part of a picture."""
    return [axes.get_title(loc="left") for axes in picture.axes if axes.get_title(loc="left")]


def numbers(axes) -> list[str]:
    """What is written into the cells, row by row."""
    return [written.get_text() for written in axes.texts]


def test_a_table_shows_weights_sum_and_divisor_of_each_kernel():
    """Whole numbers, and what they are to be divided by."""
    picture = kernel_table(IMAGE, {"Gaussian blur": KERNELS["Gaussian blur"]}, shows="a slope")
    assert numbers(picture.axes[0]) == ["1", "2", "1", "2", "4", "2", "1", "2", "1"]
    assert titles(picture) == ["sum 1, ÷ 16", "Gaussian blur"]


def test_what_sums_to_0_is_drawn_in_colours_centred_on_0():
    """With the end of its scale in the title."""
    picture = kernel_table(IMAGE, {"Sobel x": KERNELS["Sobel x"]}, shows="a slope")
    [drawn] = picture.axes[1].images
    assert (drawn.get_cmap().name, drawn.norm.vcenter) == ("RdBu_r", 0)
    assert titles(picture)[1] == f"Sobel x, ±{drawn.norm.halfrange:.1f}"


def test_what_sums_to_1_is_drawn_in_greys():
    """From 0 to 1, as the picture is."""
    picture = kernel_table(IMAGE, {"box blur": KERNELS["box blur"]}, shows="a slope")
    [drawn] = picture.axes[1].images
    assert (drawn.get_cmap().name, drawn.get_clim()) == ("gray", (0, 1))


def test_a_row_of_kernels_is_spoken_number_by_number():
    """With the divisor."""
    assert "box blur: 1 1 1; 1 1 1; 1 1 1; all divided by 9" in kernel_row({"box blur": KERNELS["box blur"]}).alt


def test_a_large_kernel_is_spoken_by_its_size():
    """Hundreds of numbers are no help."""
    picture = kernel_row({"wide": np.full((21, 21), 1 / 441)})
    assert "wide: 21 by 21 weights from 0.0023 to 0.0023" in picture.alt
    assert numbers(picture.axes[0]) == []


def test_maps_share_one_scale():
    """So that their colours can be compared."""
    picture = maps(IMAGE, {"weak": IMAGE - 0.5, "strong": 3 * IMAGE}, shows="a slope")
    weak, strong = (picture.axes[place].images[0].norm for place in (1, 2))
    assert weak.halfrange == strong.halfrange


@pytest.mark.parametrize(("angle", "step"), [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (-90, (0, -1))])
def test_an_arrow_points_as_its_angle_says(angle, step):
    """0 to the right, 90 down."""
    strength = np.zeros((16, 16))
    strength[3, 4] = 1
    picture = edge_arrows(np.zeros((18, 18)), strength, np.full((16, 16), float(angle)), shows="nothing")
    [arrows] = [part for part in picture.axes[0].collections if hasattr(part, "U")]
    assert np.allclose((arrows.U[0], arrows.V[0]), step, atol=1e-12)


def test_an_arrow_stands_at_the_strongest_place_of_its_block():
    """Column and row of it."""
    strength = np.zeros((16, 16))
    strength[3, 4] = 1
    picture = edge_arrows(np.zeros((18, 18)), strength, np.zeros((16, 16)), shows="nothing")
    [arrows] = [part for part in picture.axes[0].collections if hasattr(part, "U")]
    assert arrows.get_offsets().tolist() == [[4, 3]]


def test_the_riddle_shows_every_picture_and_every_choice():
    """The original, the letters, and the numbers."""
    shown = titles(riddle())
    assert shown[: len(RIDDLE) + 1] == ["the original", *RIDDLE]
    assert [title.split(",")[0] for title in shown[len(RIDDLE) + 1 :]] == [str(n + 1) for n in range(len(CHOICES))]


def test_the_description_of_the_riddle_names_no_kernel():
    """Who listens has to find out, too."""
    alt = riddle().alt
    assert [name for name in CHOICES if name in alt] == []


def test_the_description_of_the_riddle_tells_the_sign_on_the_rims_of_the_sun():
    """What a picture made by the turned kernel can be told by."""
    described = next(part for part in riddle().alt.split("Picture ") if part.startswith("D"))
    assert described.startswith("D: signed, red and blue; -")


@pytest.mark.parametrize("side", SUN_RIMS)
def test_the_rims_of_the_sun_lie_within_it_and_close_to_the_sky(side):
    """Bright there, and darker two pixels further out."""
    boat = photo("boat", grey=True, shrink=2)
    row, column = SUN_RIMS[side]
    out = {"left": (0, -2), "right": (0, 2), "upper": (-2, 0), "lower": (2, 0)}[side]
    assert boat[row, column] - boat[row + out[0], column + out[1]] > 0.1
