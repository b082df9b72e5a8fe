"""The article's network, already trained, computed with NumPy alone; and what it makes of digits that are shifted.

Its weights are in `data/network.npz`, made by `data/make_network.py` from the 4000 training digits; the 1000 test
digits it has never seen. No Keras is loaded.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.forward import forward
from course.article_network import LENET_REFERENCE
from course.data import FOLDER, DataFileError
from course.stages import Stage

# Of the arrays in the file: kernel (rows, columns, channels in, channels out) or (in, out), and bias (out,), per layer.
LAYERS = ("conv1", "conv2", "dense1", "dense2", "dense3")
NAMES = tuple(f"{layer}_{part}" for layer in LAYERS for part in ("kernel", "bias"))
AT_ONCE = 100  # images; more need more memory and save no time


def weights() -> list[np.ndarray]:
    """The trained weights, float32, kernel and bias of every layer in order. Raises DataFileError without the file."""
    path = FOLDER / "network.npz"
    if not path.is_file():
        raise DataFileError("data/network.npz is missing. To get it back: git checkout data/network.npz")
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            return [archive[name].astype(np.float32) for name in NAMES]
    except Exception as error:  # a damaged archive raises a dozen different ones
        raise DataFileError("data/network.npz is damaged. To get it back: git checkout data/network.npz") from error


def probabilities(images: np.ndarray) -> np.ndarray:
    """What the network says: (images, 10), each row with the sum 1. images: (images, 32, 32, 1), 0 black to 1 white."""
    trained = weights()
    parts = [forward(LENET_REFERENCE, trained, images[i : i + AT_ONCE]) for i in range(0, len(images), AT_ONCE)]
    return np.concatenate(parts)


def stages(image: np.ndarray) -> tuple[Stage, ...]:
    """The picture itself, then what each layer makes of it, in order. image: (32, 32, 1), 0 black to 1 white."""
    trained = weights()
    seen = [Stage(name="picture", values=image)]
    for number, layer in enumerate(LENET_REFERENCE.layers, start=1):
        so_far = replace(LENET_REFERENCE, layers=LENET_REFERENCE.layers[:number])
        name = f"Activation ({layer.arguments['activation']})" if layer.kind == "activation" else layer.class_name
        seen.append(Stage(name=name, values=forward(so_far, trained, image[np.newaxis])[0]))
    return tuple(seen)


def shift(images: np.ndarray, right: int, down: int = 0) -> np.ndarray:
    """Images (images, rows, columns, ...) moved by whole pixels; zeros come in, what goes over the edge is lost."""
    rows, columns = images.shape[1:3]
    right, down = max(-columns, min(columns, right)), max(-rows, min(rows, down))
    result = np.zeros_like(images)
    result[:, max(down, 0) : rows + min(down, 0), max(right, 0) : columns + min(right, 0)] = images[
        :, max(-down, 0) : rows - max(down, 0), max(-right, 0) : columns - max(right, 0)
    ]
    return result


def share_right(images: np.ndarray, labels: np.ndarray, *, shifts: Sequence[int]) -> list[float]:
    """For each shift to the right, in pixels: the share (0..1) of the images that the network reads as their labels."""
    return [float((probabilities(shift(images, right)).argmax(axis=1) == labels).mean()) for right in shifts]
