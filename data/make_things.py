"""Make four_things.npz: 5000 pictures of dogs, cats, boats and birds, 1250 of each, drawn by code.

Run: python data/make_things.py          (half a minute)

Every picture has its own random generator, seeded by its number, so any one of them can be drawn alone.
"""

import numpy as np
from making import arguments, npz_bytes, write
from staging import staged
from things import POSES, draw

COUNT = 5000
CLASS_NAMES = tuple(POSES)


def picture(index: int) -> tuple[np.ndarray, int]:
    """Picture number `index`, uint8 (32, 32) in 16 greys, and its label, a position in CLASS_NAMES."""
    label = index % len(CLASS_NAMES)
    rng = np.random.default_rng([4, index])
    return staged(draw(CLASS_NAMES[label], rng), rng), label


def pictures(indices: range) -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 32, 32) and labels (n,), both uint8, of the pictures with these numbers."""
    images, labels = zip(*(picture(index) for index in indices), strict=True)
    return np.stack(images), np.array(labels, dtype=np.uint8)


if __name__ == "__main__":
    options = arguments("Make four_things.npz.")
    images, labels = pictures(range(COUNT))
    write(options.into, {"four_things.npz": npz_bytes(images=images, labels=labels)})
