"""The kernels of the course by name, and the window that slides over a picture.

The first nine are those of Wikipedia, "Kernel (image processing)", with its names; Sobel's (1968) and the emboss kernel
are the course's examples of kernels that are not the same after half a turn.
"""

from __future__ import annotations

import numpy as np

# 1 4 6 4 1 by 1 4 6 4 1: the weights of a 5x5 Gaussian blur before they are divided by their sum, 256.
_BINOMIAL_5X5 = np.outer((1, 4, 6, 4, 1), (1, 4, 6, 4, 1))
_MIDDLE_5X5 = np.pad([[1.0]], 2)

KERNELS: dict[str, np.ndarray] = {
    "identity": np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "edge a": np.array([[1.0, 0, -1], [0, 0, 0], [-1, 0, 1]]),
    "edge b": np.array([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    "edge c": np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "sharpen": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "box blur": np.ones((3, 3)) / 9,
    "Gaussian blur": np.array([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    "Gaussian blur 5x5": _BINOMIAL_5X5 / 256,
    "unsharp 5x5": -(_BINOMIAL_5X5 - 512 * _MIDDLE_5X5) / 256,
    "Sobel x": np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "Sobel y": np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]]),
    "emboss": np.array([[-2.0, -1, 0], [-1, 1, 1], [0, 1, 2]]),
}
LAPLACIAN = KERNELS["edge b"]


def slide(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide `kernel` over `image` with stride 1, without padding and without turning it: the sum of products.

    image: (rows, columns), any numbers; kernel: (height, width). Returns float64, (rows - height + 1, columns - width +
    1). This is what `Conv2D` of Keras does, and what mathematics calls cross-correlation.

    Raises ValueError where either is not two-dimensional, or the kernel does not fit on the image.
    """
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            f"slide wants two arrays with rows and columns, received the shapes {image.shape} and {kernel.shape}; "
            "a single row is kernel[np.newaxis, :], a single column kernel[:, np.newaxis]"
        )
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError(f"a kernel of shape {kernel.shape} does not fit on a picture of shape {image.shape}")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("rcij,ij->rc", windows, kernel)
