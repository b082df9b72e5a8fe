"""Make features.npz: what two layers learn from the course's photographs without labels, as pictures.

Run: python data/make_features.py          (two minutes; needs NumPy)

The first layer is that of lesson 11, given more time. The second has 24 filters of 6 x 6 and reads the first one's
pooled answers. The same machine gives the same bytes at every run; on another, rounding differs, so answers are drawn
that differ, and other filters come out, of the same kind.
"""

import sys
from collections import deque
from collections.abc import Iterator

import numpy as np
from making import HERE, arguments, npz_bytes, write

sys.path.insert(0, str(HERE.parent))  # the course, which need not be installed

from course.crbm import BLOCK, Layer, Settings, learn, pooled
from course.photo_features import draw_patches, first_layer, photographs

SEED = 0
UPDATES = (3000, 2000)  # of the first layer, of the second
FILTERS, SIDE = 24, 6  # of the second layer
LARGE = 87  # pixels of a patch's side; the first layer makes 39 x 39 blocks of it
PART = 25  # blocks of a part's side, from which the second layer learns: 20 places for a kernel of 6
BATCH, BANK, FRESH = 4, 12, 3  # parts of an update; sets of answers kept at hand; updates until one of them is replaced


def second_layer(first: Layer, random: np.random.Generator, *, updates: int) -> Layer:
    """The second layer after its updates: kernels (24, 6, 6, filters of the first)."""
    answers = _answers(first, random)
    share = next(answers).mean(axis=(0, 1, 2))
    layer = Layer(
        kernels=(0.02 * random.normal(size=(FILTERS, SIDE, SIDE, len(first.kernels)))).astype(np.float32),
        biases=np.full(FILTERS, -3, np.float32),
        background=np.log(share / (1 - share)).astype(np.float32),
    )

    def settings(done: float) -> Settings:
        return Settings(rate=0.1 - 0.08 * done, sparsity=0.01, pull=2.0, decay=0.002, keeps_background=False)

    (learnt,) = deque(learn(layer, lambda: next(answers), settings, random, updates=updates), maxlen=1)
    return learnt


def _answers(first: Layer, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Parts of the first layer's pooled answers, (4, 25, 25, filters), without end."""
    images = photographs()

    def fresh() -> np.ndarray:
        patches = draw_patches(images, random, count=6 * BATCH, side=LARGE)
        richest = np.argsort(-patches.var(axis=(1, 2, 3)))[: 2 * BATCH]  # most of a large patch is often bare
        return pooled(first, patches[richest])

    bank = [fresh() for _ in range(BANK)]
    number = 0
    while True:
        if number % FRESH == 0:
            bank[random.integers(BANK)] = fresh()
        chosen = bank[random.integers(BANK)]
        yield chosen[random.permutation(len(chosen))[:BATCH], :PART, :PART]
        number += 1


def as_pictures(first: Layer, second: Layer) -> np.ndarray:
    """What each filter of the second layer looks for: (filters, 20, 20), the first one's kernels where it wants them.

    Only weights above the filter's mean count: they are raised to the power 1.5, so that the strongest stand out.
    """
    _filters, rows, columns, _channels = second.kernels.shape
    side = first.kernels.shape[1]
    wanted = np.maximum(second.kernels - second.kernels.mean(axis=(1, 2, 3), keepdims=True), 0) ** 1.5
    pictures = np.zeros((len(wanted), BLOCK * (rows - 1) + side, BLOCK * (columns - 1) + side), np.float32)
    for row in range(rows):
        for column in range(columns):
            place = np.s_[:, BLOCK * row : BLOCK * row + side, BLOCK * column : BLOCK * column + side]
            pictures[place] += np.tensordot(wanted[:, row, column], first.kernels[..., 0], axes=1)
    return pictures


def in_bytes(pictures: np.ndarray) -> np.ndarray:
    """int8, each picture's largest number, or its smallest, as 127 or -127."""
    return np.round(127 * pictures / np.abs(pictures).max(axis=(1, 2), keepdims=True)).astype(np.int8)


def features(*, updates: tuple[int, int] = UPDATES, seed: int = SEED) -> dict[str, np.ndarray]:
    """The arrays of features.npz."""
    *_, first = first_layer(updates=updates[0], seed=seed)
    second = second_layer(first, np.random.default_rng(seed + 1), updates=updates[1])
    return {"first": in_bytes(first.kernels[..., 0]), "second": in_bytes(as_pictures(first, second))}


if __name__ == "__main__":
    options = arguments("Make features.npz.")
    write(options.into, {"features.npz": npz_bytes(**features())})
