from __future__ import annotations

import re

import numpy as np
import pytest
from scipy.signal import correlate2d
from traitlets import TraitError

from course.data import boat
from course.kernels import KERNELS
from course.pictures.kernel_editor import KernelEditor, difference, kernels_compared
from tests.node import Node

RANDOM = np.random.default_rng(7)
PHOTO = RANDOM.random((11, 17)).astype(np.float32)
EVERY_KERNEL = {**KERNELS, "3 × 3 at random": RANDOM.normal(size=(3, 3)), "5 × 5 at random": RANDOM.normal(size=(5, 5))}


def as_map(values: np.ndarray) -> dict[str, object]:
    """A map as the page's arithmetic takes it."""
    return {"values": values, "rows": values.shape[0], "columns": values.shape[1]}


def as_array(found: dict[str, object]) -> np.ndarray:
    """A map of the page's arithmetic as an array."""
    return found["values"].reshape(found["rows"], found["columns"])


class TestArithmeticOfThePage:
    @pytest.mark.parametrize("name", EVERY_KERNEL)
    def test_filters_as_scipy(self, node: Node, name: str) -> None:
        """Every preset, and kernels that nothing is symmetric about, give what SciPy gives."""
        kernel = EVERY_KERNEL[name]
        found = as_array(node("kernel_editor_math", "correlate", as_map(PHOTO), kernel.tolist()))
        np.testing.assert_allclose(found, correlate2d(PHOTO.astype(float), kernel, mode="valid"), atol=1e-6)

    @pytest.mark.parametrize(("one", "other"), [("edge c", "sharpen"), ("Sobel x", "unsharp 5x5")])
    def test_subtracts_as_python(self, node: Node, one: str, other: str) -> None:
        """Results of kernels of one size, and of two sizes, are subtracted pixel from pixel of the same place."""
        results = [correlate2d(PHOTO.astype(float), KERNELS[name], mode="valid") for name in (one, other)]
        found = as_array(node("kernel_editor_math", "difference", *map(as_map, results)))
        np.testing.assert_allclose(found, difference(*results), atol=1e-12)

    def test_extent(self, node: Node) -> None:
        """The smallest and the largest value of a map."""
        assert node("kernel_editor_math", "extent", as_map(PHOTO)) == pytest.approx([PHOTO.min(), PHOTO.max()])

    def test_grows(self, node: Node) -> None:
        """A kernel of 3 × 3 becomes one of 5 × 5 that does the same."""
        grown = node("kernel_editor_math", "resized", KERNELS["Sobel y"].tolist(), 5)
        np.testing.assert_array_equal(grown, np.pad(KERNELS["Sobel y"], 1))

    def test_shrinks(self, node: Node) -> None:
        """Of a kernel of 5 × 5 the middle stays."""
        shrunk = node("kernel_editor_math", "resized", KERNELS["unsharp 5x5"].tolist(), 3)
        np.testing.assert_array_equal(shrunk, KERNELS["unsharp 5x5"][1:4, 1:4])


def test_difference_is_taken_at_the_same_place() -> None:
    """The results of identity kernels of both sizes differ nowhere."""
    results = [correlate2d(PHOTO, kernel, mode="valid") for kernel in (KERNELS["identity"], np.pad([[1.0]], 2))]
    np.testing.assert_array_equal(difference(*results), np.zeros((7, 13)))


class TestEditor:
    def test_kernels_by_name(self) -> None:
        """A kernel of the course is called by its name."""
        assert KernelEditor(PHOTO, first="Sobel x").first == KERNELS["Sobel x"].tolist()

    def test_own_kernel(self) -> None:
        """A kernel of one's own is an array."""
        assert KernelEditor(PHOTO, second=np.eye(3)).second == np.eye(3).tolist()

    def test_unknown_name(self) -> None:
        """A name that is not in the table is answered with those that are."""
        with pytest.raises(ValueError, match=re.escape("there is no kernel 'edges'; there are identity, edge a")):
            KernelEditor(PHOTO, first="edges")

    @pytest.mark.parametrize("shape", [(2, 2), (3, 5), (4, 4)])
    def test_wrong_size(self, shape: tuple[int, int]) -> None:
        """A kernel that the grid does not hold is refused."""
        with pytest.raises(ValueError, match="a kernel has 3 × 3 or 5 × 5 weights"):
            KernelEditor(PHOTO, first=np.ones(shape))

    @pytest.mark.parametrize("shape", [(256, 256, 3), (512, 512), (4, 9)])
    def test_wrong_photo(self, shape: tuple[int, ...]) -> None:
        """A photo in colour, or too large, or too small, is refused with a way to a smaller one."""
        with pytest.raises(ValueError, match=r"shrink=2.* gives a smaller one"):
            KernelEditor(np.zeros(shape))

    def test_kernel_set_later(self) -> None:
        """What is set from the notebook later is held to the same sizes."""
        editor = KernelEditor(PHOTO)
        with pytest.raises((ValueError, TraitError), match="3 × 3 or 5 × 5"):
            editor.first = [[1.0]]

    def test_alt(self) -> None:
        """The description has what the photo shows, both kernels, and the ranges that SciPy's results have."""
        alt = KernelEditor(PHOTO, shows="noise", first="Sobel x", second="identity").alt()
        sobel = correlate2d(PHOTO.astype(float), KERNELS["Sobel x"], mode="valid")
        assert "noise" in alt
        assert f"Kernel -1 0 1; -2 0 2; -1 0 1 gives from {sobel.min():.2f} to {sobel.max():.2f}" in alt

    def test_still(self) -> None:
        """The still picture is an image that carries the same description."""
        editor = KernelEditor(boat(grey=True))
        assert f'<img alt="{editor.alt()}"' in editor.still()

    def test_weights_below(self) -> None:
        """Below the still picture stand the weights that made it."""
        assert "<p>Kernel B: -1 0 1; -2 0 2; -1 0 1</p>" in KernelEditor(PHOTO, second="Sobel x").still()


def test_comparison_draws_the_results() -> None:
    """The second and third panel hold the numbers that the kernels give."""
    picture = kernels_compared(PHOTO, KERNELS["edge b"], KERNELS["sharpen"])
    drawn = [axes.images[0].get_array() for axes in picture.axes]
    np.testing.assert_allclose(drawn[1], correlate2d(PHOTO.astype(float), KERNELS["edge b"], mode="valid"), atol=1e-6)
    np.testing.assert_allclose(drawn[2], correlate2d(PHOTO.astype(float), KERNELS["sharpen"], mode="valid"), atol=1e-6)
