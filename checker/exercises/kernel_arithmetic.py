"""What the exercises of 03 compute with: the kernels that learners are given, and SciPy's sliding window.

The kernels are those of Wikipedia, "Kernel (image processing)", and Sobel's. SciPy loads when something is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

IDENTITY = ((0, 0, 0), (0, 1, 0), (0, 0, 0))
LAPLACIAN = ((0, 1, 0), (1, -4, 1), (0, 1, 0))
SOBEL_X = ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
SOBEL_Y = ((-1, -2, -1), (0, 0, 0), (1, 2, 1))


def weights(numbers: Any) -> np.ndarray:
    """A kernel of rows of numbers, as floats."""
    import numpy as np

    return np.asarray(numbers, dtype=float)


def even(value: float, *shape: int) -> np.ndarray:
    """The same weight in every cell."""
    import numpy as np

    return np.full(shape, value)


def correlate(image: Any, kernel: Any, mode: str = "valid") -> np.ndarray:
    """The kernel slid over the image without being turned: (rows - height + 1, columns - width + 1) where valid."""
    from scipy.signal import correlate2d

    result: np.ndarray = correlate2d(weights(image), weights(kernel), mode=mode)
    return result


def in_brackets(number: float) -> str:
    """A number as a factor or summand: negative ones in brackets."""
    return f"({number:g})" if number < 0 else f"{number:g}"
