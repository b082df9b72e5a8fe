"""What the exercises of 06 share: windows on a map, right and wrong, computed otherwise than in the lesson.

Maps are (rows, columns). Windows are squares of `size` pixels a side, `stride` apart; only whole windows count. NumPy
is loaded when something is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LESSON = "06-pooling"


def windows(image: Array, size: int, stride: int) -> Array:
    """Every whole window, (rows, columns, size, size), as views that may overlap."""
    from numpy.lib.stride_tricks import sliding_window_view

    return sliding_window_view(image, (size, size))[::stride, ::stride]


def largest(image: Array, size: int, stride: int) -> Array:
    """The largest number of every window."""
    return windows(image, size, stride).max(axis=(2, 3))


def window_at(image: Array, size: int, stride: int, index: tuple[int, ...]) -> Array:
    """The window that the result's cell `index` belongs to."""
    row, column = (stride * i for i in index)
    return image[row : row + size, column : column + size]


def rounded_up(image: Array, size: int, stride: int, reduce: Callable[[Array], Any]) -> Array:
    """As if a last window that hangs over the edge counted too, with what of it lies on the map: the mistake."""
    import numpy as np

    places = [-(-(side - size) // stride) + 1 for side in image.shape]
    result = np.zeros(places)
    for index in np.ndindex(*places):
        result[index] = reduce(window_at(image, size, stride, index))
    return result


def side_by_side(image: Array, size: int, stride: int, reduce: Callable[[Array], Any]) -> Array:
    """As many windows as there should be, but one pixel apart: the mistake."""
    import numpy as np

    result = np.zeros(windows(image, size, stride).shape[:2])
    for index in np.ndindex(*result.shape):
        result[index] = reduce(window_at(image, size, 1, index))
    return result


def draw_map(random: np.random.Generator, rows: int, columns: int) -> Array:
    """Whole numbers from −9 to 9, in which the first window of 2 or 3 is negative throughout, as floats.

    No number stands twice in a window of 3, so that neighbouring windows seldom agree by chance.
    """
    import numpy as np

    pattern = np.arange(rows)[:, np.newaxis] * 3 + np.arange(columns)  # 9 numbers, different in any 3 by 3
    drawn = random.permutation(np.arange(9))[pattern % 9] * 2.0 - 8 + random.integers(0, 2, (rows, columns))
    drawn[:3, :3] = -1 - np.abs(drawn[:3, :3])
    return drawn


def in_words(number: float) -> str:
    """As one would write it by hand, with a true minus: "−2.5"; without all its zeros from a quadrillion on."""
    whole = float(number).is_integer() and abs(number) < 1e15
    return f"{number:{'.0f' if whole else 'g'}}".replace("-", "−")


def listed(window: Array) -> str:
    """The numbers of a window in reading order: "1, 5, −2, 0"."""
    return ", ".join(in_words(number) for number in window.ravel())
