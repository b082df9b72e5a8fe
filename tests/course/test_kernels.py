import numpy as np
import pytest
from scipy.signal import correlate2d

from course.kernels import KERNELS, slide

EDGES = {"edge a", "edge b", "edge c", "Sobel x", "Sobel y"}
SEPARABLE = {"identity", "edge a", "box blur", "Gaussian blur", "Gaussian blur 5x5", "Sobel x", "Sobel y"}


def test_a_window_slides_as_scipy_slides_it():
    """Pictures and kernels that are not square, and a kernel that is not the same after half a turn."""
    random = np.random.default_rng(3)
    image, kernel = random.normal(size=(7, 9)), random.normal(size=(2, 4))
    np.testing.assert_allclose(slide(image, kernel), correlate2d(image, kernel, mode="valid"), atol=1e-12)


def test_whole_numbers_do_not_wrap_around_while_sliding():
    """A picture of uint8 is added up as real numbers."""
    assert slide(np.full((2, 2), 200, dtype=np.uint8), np.ones((2, 2))) == [[800.0]]


@pytest.mark.parametrize(
    ("image", "kernel", "told"),
    [
        (np.ones((3, 3)), np.ones(3), r"kernel\[np.newaxis, :\]"),
        (np.ones((3, 3, 3)), np.ones((3, 3)), r"received the shapes \(3, 3, 3\)"),
        (np.ones((2, 3)), np.ones((3, 3)), r"a kernel of shape \(3, 3\) does not fit"),
    ],
)
def test_what_cannot_slide_is_told_in_one_line(image, kernel, told):
    """With the shapes, and what to do."""
    with pytest.raises(ValueError, match=told):
        slide(image, kernel)


@pytest.mark.parametrize("name", KERNELS)
def test_edge_kernels_sum_to_0_and_the_others_to_1(name):
    """So even grey becomes 0, or stays as it is."""
    assert KERNELS[name].sum() == pytest.approx(0 if name in EDGES else 1)


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_is_separable_when_its_rows_are_multiples_of_one(name):
    """Both blurs and edge a are, edge b, edge c, sharpen and unsharp are not."""
    assert (np.linalg.matrix_rank(KERNELS[name]) == 1) == (name in SEPARABLE)


def test_sharpen_is_identity_minus_edge_b():
    """Number by number."""
    assert (KERNELS["sharpen"] == KERNELS["identity"] - KERNELS["edge b"]).all()


def test_unsharp_is_twice_the_identity_minus_the_blur():
    """With -476/256 in the middle, turned round by the minus before it."""
    twice = np.pad([[2.0]], 2)
    np.testing.assert_allclose(KERNELS["unsharp 5x5"], twice - KERNELS["Gaussian blur 5x5"])
    assert KERNELS["unsharp 5x5"][2, 2] == 476 / 256
