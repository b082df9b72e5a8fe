"""Features of photographs, learnt without labels: a first layer while you watch, and a second that learnt beforehand.

The learning itself is in course/crbm.py. NumPy alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from course.crbm import Layer, Settings, learn
from course.data import FOLDER, DataFileError, photo

PHOTOS = ("camera", "astronaut", "coffee", "chelsea", "grass", "gravel", "rocket")
FILTERS, SIDE = 24, 10  # kernels of the first layer, and their rows and columns
PATCH = 41  # pixels of a patch's side: 32 places for a kernel of 10, which is 16 blocks
BATCH = 4  # patches of one update
UPDATES = 1800
SHOWN = 10  # how often the layer is handed out while it learns
SETTINGS = Settings(rate=0.02, sparsity=0.003)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What two layers had learnt, as pictures; each with the largest number, or the smallest, at 1 or -1.

    first: (24, 10, 10), the kernels. second: (24, 20, 20), for each filter of the second layer the sum of the kernels
    of the first where it wants them, as strongly as it wants them; only weights above the filter's mean are counted.
    """

    first: np.ndarray
    second: np.ndarray


def learnt_features() -> Features:
    """Those in `data/features.npz`, made by `data/make_features.py`. Raises DataFileError where the file is missing."""
    path = FOLDER / "features.npz"
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            return Features(first=archive["first"] / np.float32(127), second=archive["second"] / np.float32(127))
    except Exception as error:  # a damaged archive raises a dozen different ones
        raise DataFileError(
            "data/features.npz is missing or damaged. To get it back: git checkout data/features.npz"
        ) from error


def whitened(image: np.ndarray) -> np.ndarray:
    """A grey photograph (rows, columns) with all spatial frequencies equally strong, up to the finest, which is noise.

    In photographs broad shades outweigh edges by far; this evens them out. The mean is 0, the variance 0.1, and 6
    pixels are cut off on every side, where the transform meets the edge.
    """
    rows, columns = np.fft.fftfreq(image.shape[0]), np.fft.fftfreq(image.shape[1])
    frequency = np.hypot(rows[:, np.newaxis], columns)
    gain = frequency * np.exp(-((frequency / 0.4) ** 4))
    even = np.real(np.fft.ifft2(np.fft.fft2(image - image.mean()) * gain))[6:-6, 6:-6]
    return (even / even.std() * np.sqrt(0.1)).astype(np.float32)


def photographs() -> list[np.ndarray]:
    """The course's photographs, grey and whitened."""
    return [whitened(photo(name, grey=True)) for name in PHOTOS]


def draw_patches(images: Sequence[np.ndarray], random: np.random.Generator, *, count: int, side: int) -> np.ndarray:
    """`count` patches (count, side, side, 1) of random places of random pictures, half of them mirrored.

    Three times as many are drawn, and one third, the flattest, is never taken: nothing is to be learnt from bare sky.
    """
    drawn = []
    for _ in range(3 * count):
        image = images[int(random.integers(len(images)))]
        top, left = (random.integers(n - side + 1) for n in image.shape)
        patch = image[top : top + side, left : left + side]
        drawn.append(patch[:, ::-1] if random.random() < 0.5 else patch)
    richest = np.argsort([-patch.var() for patch in drawn])[: 2 * count]
    chosen = np.stack([drawn[position] for position in random.permutation(richest)[:count]])
    return (chosen - chosen.mean(axis=(1, 2), keepdims=True))[..., np.newaxis]


def first_layer(*, updates: int = UPDATES, seed: int = 0) -> Iterator[Layer]:
    """The first layer, learning from the course's photographs: at the start, then SHOWN times on the way to the end."""
    random = np.random.default_rng(seed)
    images = photographs()
    layer = Layer(
        kernels=(0.01 * random.normal(size=(FILTERS, SIDE, SIDE, 1))).astype(np.float32),
        biases=np.full(FILTERS, -0.01, np.float32),
        background=np.zeros(1, np.float32),
        spread=0.2,
    )
    yield layer
    layers = learn(
        layer,
        lambda: draw_patches(images, random, count=BATCH, side=PATCH),
        lambda _done: SETTINGS,
        random,
        updates=updates,
        prepare=_tightened,
    )
    for number, layer in enumerate(layers, start=1):
        if number * SHOWN // updates > (number - 1) * SHOWN // updates:
            yield layer


def _tightened(layer: Layer, done: float) -> Layer:
    """Paintings must come closer and closer; and even grey, of which whitened pictures have none, moves no kernel."""
    kernels = layer.kernels - layer.kernels.mean(axis=(1, 2, 3), keepdims=True)
    return replace(layer, kernels=kernels, spread=0.2 - 0.1 * min(1.0, 1.3 * done))
