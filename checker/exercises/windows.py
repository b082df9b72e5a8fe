"""What exercises about sliding windows share: arguments drawn at random, an independent reference, products in words.

NumPy and SciPy are loaded when something is drawn or computed. Pictures, kernels and maps are (rows, columns); cell
(row, column) of a map belongs to the window that begins there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


def correlate(image: Array, kernel: Array) -> Array:
    """The map of `image` under `kernel`, both (rows, columns); computed by SciPy, not as the lesson does it."""
    from scipy.ndimage import correlate as centred

    top, left = (size // 2 for size in kernel.shape)
    rows, columns = map_shape(image.shape, kernel.shape)
    whole = centred(image.astype(float), kernel.astype(float), mode="constant")
    return whole[top : top + rows, left : left + columns]  # only where no part of the window hangs over the edge


def map_shape(image: tuple[int, ...], kernel: tuple[int, ...]) -> tuple[int, int]:
    """In how many rows and columns a window of the kernel's shape can stand on the picture."""
    return image[0] - kernel[0] + 1, image[1] - kernel[1] + 1


def turned(matrix: Array) -> Array:
    """Turned by 180 degrees."""
    return matrix[::-1, ::-1]


def draw_picture(random: np.random.Generator, *shape: int, largest: int = 9) -> Array:
    """Whole numbers from 0 to `largest`, as floats."""
    return random.integers(0, largest + 1, shape).astype(float)


def draw_kernel(random: np.random.Generator, *shape: int) -> Array:
    """Whole numbers, no two of the same size, some negative: no turn, no mirror and no swap leaves it as it is."""
    import numpy as np

    rows, columns = shape
    sizes = random.permutation(np.arange(1, rows * columns + 1))
    signs = np.where(np.arange(rows * columns) % 3 == 0, -1, 1)
    return (sizes * signs).reshape(shape).astype(float)


def in_words(number: float) -> str:
    """As one would write it by hand, with a true minus: "−2.5"."""
    return f"{number:g}".replace("-", "−")


def in_brackets(number: float) -> str:
    """The same for what follows an operator: "(−2.5)"."""
    return in_words(number) if number >= 0 else f"({in_words(number)})"


def written_products(window: Array, kernel: Array) -> str:
    """How a sum of products comes about: "1×1 + 0×2 = 1"; both (rows, columns), the window's number first."""
    products = " + ".join(f"{in_words(a)}×{in_brackets(b)}" for a, b in zip(window.flat, kernel.flat, strict=True))
    return f"{products} = {in_words((window * kernel).sum())}."


def window_at(image: Array, kernel: Array, row: int, column: int) -> Array:
    """The part of the picture that lies under the kernel when its top left number is at (row, column)."""
    return image[row : row + kernel.shape[0], column : column + kernel.shape[1]]


def zeros(rows: int, columns: int) -> Array:
    """A picture or map of zeros, as floats."""
    import numpy as np

    return np.zeros((rows, columns))
