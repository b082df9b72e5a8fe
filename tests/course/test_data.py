"""The data sets and pictures of the course, as learners get them."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from course import data

SETS: dict[str, Callable[..., data.LabelledImages]] = {"digits": data.digits, "four_things": data.four_things}
FILES: dict[str, Callable[[], object]] = {
    "mnist5k.npz": data.digits,
    "four_things.npz": data.four_things,
    "glyphs.npz": data.glyphs,
    "boat.png": data.boat,
    "photos/camera.png": lambda: data.photo("camera"),
    "photos/coffee.png": lambda: data.photo("coffee"),
}


@pytest.fixture(scope="module", params=SETS)
def images(request: pytest.FixtureRequest) -> data.LabelledImages:
    """One of the two sets to learn from."""
    return SETS[request.param]()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that may be damaged."""
    copy = tmp_path / "data"
    shutil.copytree(data.FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(data, "FOLDER", copy)
    return copy


def linear_accuracy(images: data.LabelledImages) -> float:
    """Test accuracy of a linear classifier: ridge regression of the classes on the pixels."""

    def pixels(x: np.ndarray) -> np.ndarray:
        return np.hstack([x.reshape(len(x), -1), np.ones((len(x), 1))])

    x, targets = pixels(images.x_train), np.eye(len(images.class_names))[images.y_train]
    weights = np.linalg.solve(x.T @ x + 30 * np.eye(x.shape[1]), x.T @ targets)
    return float(np.mean((pixels(images.x_test) @ weights).argmax(axis=1) == images.y_test))


def test_images_are_32_by_32_with_one_channel(images: data.LabelledImages) -> None:
    """Both sets come in the shape that the exercise's network takes: 4000 to train, 1000 to test."""
    assert (images.x_train.shape, images.x_test.shape) == ((4000, 32, 32, 1), (1000, 32, 32, 1))


def test_one_label_for_each_image(images: data.LabelledImages) -> None:
    """There are as many labels as images."""
    assert (images.y_train.shape, images.y_test.shape) == ((4000,), (1000,))


def test_types_are_those_that_keras_wants(images: data.LabelledImages) -> None:
    """Images are float32, labels int64."""
    types = {a: getattr(images, a).dtype.name for a in ("x_train", "x_test", "y_train", "y_test")}
    assert types == {"x_train": "float32", "x_test": "float32", "y_train": "int64", "y_test": "int64"}


def test_greys_fill_the_range_from_0_to_1(images: data.LabelledImages) -> None:
    """The darkest pixel is 0, the lightest 1, on both sides of the split."""
    extremes = [(float(x.min()), float(x.max())) for x in (images.x_train, images.x_test)]
    assert extremes == [(0.0, 1.0), (0.0, 1.0)]


def test_every_class_has_the_same_share_on_both_sides(images: data.LabelledImages) -> None:
    """The split is stratified: 400 and 100 of each digit, 1000 and 250 of each thing."""
    num_classes = len(images.class_names)
    counts = np.bincount(images.y_train).tolist(), np.bincount(images.y_test).tolist()
    assert counts == ([4000 // num_classes] * num_classes, [1000 // num_classes] * num_classes)


def test_no_test_image_is_among_the_training_images(images: data.LabelledImages) -> None:
    """No image occurs twice, neither across the split nor within a side."""
    distinct = {image.tobytes() for image in (*images.x_train, *images.x_test)}
    assert len(distinct) == 5000


@pytest.mark.parametrize("side", ["y_train", "y_test"])
def test_classes_are_mixed_from_the_first_image_on(images: data.LabelledImages, side: str) -> None:
    """Of any 500 images in a row, each class has its share, give or take a half."""
    share = 500 / len(images.class_names)
    counts = [np.bincount(part, minlength=len(images.class_names)) for part in getattr(images, side).reshape(-1, 500)]
    assert 0.5 * share < np.min(counts) and np.max(counts) < 1.5 * share


@pytest.mark.parametrize("name", SETS)
def test_two_calls_give_the_same_arrays(name: str) -> None:
    """The split and the order do not change from one call to the next."""
    first, second = SETS[name](), SETS[name]()
    assert all(
        np.array_equal(getattr(first, a), getattr(second, a)) for a in ("x_train", "y_train", "x_test", "y_test")
    )


@pytest.mark.parametrize("name", SETS)
def test_an_array_that_was_changed_is_nobody_elses(name: str) -> None:
    """Whoever overwrites the images finds them whole at the next call."""
    spoilt = SETS[name]()
    spoilt.x_train[:] = -1
    assert SETS[name]().x_train.min() == 0


@pytest.mark.parametrize("name", SETS)
def test_another_seed_gives_another_order(name: str) -> None:
    """The seed decides which images are test images."""
    assert not np.array_equal(SETS[name](seed=1).x_test, SETS[name](seed=2).x_test)


@pytest.mark.parametrize("name", SETS)
def test_test_share_says_how_many_are_test_images(name: str) -> None:
    """A quarter of 5000 is 1250, or 1248 where each class must give a whole number."""
    images = SETS[name](test_share=0.25)
    per_class = round(0.25 * 5000 / len(images.class_names))
    assert np.bincount(images.y_test).tolist() == [per_class] * len(images.class_names)


@pytest.mark.parametrize("test_share", [-0.1, 0, 1, 1.5, float("nan")])
@pytest.mark.parametrize("name", SETS)
def test_a_share_out_of_range_is_refused(name: str, test_share: float) -> None:
    """Nothing, everything and more than everything are no test shares."""
    with pytest.raises(ValueError, match="test_share must lie between 0 and 1"):
        SETS[name](test_share=test_share)


@pytest.mark.parametrize("test_share", [0.0001, 0.9999])
def test_a_share_that_leaves_a_side_empty_is_refused(test_share: float) -> None:
    """Less than one image a class is no test set."""
    with pytest.raises(ValueError, match="leaves no images on one side"):
        data.digits(test_share=test_share)


def test_padding_is_black_and_as_wide_as_asked() -> None:
    """Four pixels of padding make 36 x 36 with a black frame around the same digits."""
    wide, bare = data.digits(pad=4).x_test, data.digits(pad=0).x_test
    assert np.array_equal(wide, np.pad(bare, ((0, 0), (4, 4), (4, 4), (0, 0))))


def test_negative_padding_is_refused() -> None:
    """Padding cannot cut the images."""
    with pytest.raises(ValueError, match="pad must be 0 or more pixels, received -1"):
        data.digits(pad=-1)


def test_digits_are_labelled_as_what_they_are() -> None:
    """A linear classifier reads four digits of five: images and labels belong together."""
    assert linear_accuracy(data.digits()) > 0.8


def test_four_things_are_neither_trivial_nor_hopeless_for_a_linear_classifier() -> None:
    """Well over chance, which is 0.25, and well below what a convolutional network reaches."""
    assert 0.45 < linear_accuracy(data.four_things()) < 0.85


def test_four_things_come_in_16_greys() -> None:
    """Every grey is a whole number of fifteenths."""
    fifteenths = data.four_things().x_test * 15
    assert np.allclose(fifteenths, fifteenths.round(), atol=1e-5)


def test_glyphs_have_the_shape_of_the_four_things() -> None:
    """68 pictures that a network trained on the four things can take."""
    images, labels = data.glyphs()
    assert (images.shape, images.dtype, labels.shape, labels.dtype) == ((68, 32, 32, 1), np.float32, (68,), np.int64)


def test_glyphs_show_each_of_the_four_things() -> None:
    """8 dogs, 13 cats, 19 boats, 28 birds, as the docstring says."""
    assert np.bincount(data.glyphs()[1]).tolist() == [8, 13, 19, 28]


@pytest.mark.parametrize("name", data.PHOTOS)
def test_a_photo_has_the_shape_that_is_stated(name: str) -> None:
    """Rows, columns and, in colour, three channels, in float32."""
    image = data.photo(name)
    assert (image.shape, image.dtype) == (data.PHOTOS[name].shape, np.float32)


@pytest.mark.parametrize("name", data.PHOTOS)
def test_a_photo_uses_most_of_the_range_from_0_to_1(name: str) -> None:
    """No value leaves 0..1, and there is contrast enough to see something."""
    image = data.photo(name)
    assert image.min() >= 0 and image.max() <= 1 and np.ptp(image) > 0.8


@pytest.mark.parametrize("name", data.PHOTOS)
def test_a_photo_in_grey_has_no_channels(name: str) -> None:
    """Grey pictures have the shape (rows, columns)."""
    image = data.photo(name, grey=True)
    assert (image.shape, image.dtype) == (data.PHOTOS[name].shape[:2], np.float32)


def test_grey_weighs_the_colours_as_the_eye_does() -> None:
    """0.299 red + 0.587 green + 0.114 blue, worked out at one pixel."""
    red, green, blue = data.photo("coffee")[200, 300].tolist()
    assert data.photo("coffee", grey=True)[200, 300] == pytest.approx(0.299 * red + 0.587 * green + 0.114 * blue)


def test_shrinking_takes_means_of_blocks() -> None:
    """A third of 300 x 451 is 100 x 150; its first pixel is the mean of the first nine."""
    whole, small = data.photo("chelsea"), data.photo("chelsea", shrink=3)
    assert small.shape == (100, 150, 3) and np.allclose(small[0, 0], whole[:3, :3].mean(axis=(0, 1)))


@pytest.mark.parametrize("shrink", [0, -2, 257])
def test_shrinking_to_nothing_is_refused(shrink: int) -> None:
    """At least one pixel must be left."""
    with pytest.raises(ValueError, match="shrink must be a whole number from 1 to 256, received"):
        data.photo("boat", shrink=shrink)


def test_an_unknown_photo_is_answered_with_the_known_ones() -> None:
    """A slip in the name shows the names that there are."""
    with pytest.raises(ValueError, match="there is no photo 'kamera'; there are boat, camera, "):
        data.photo("kamera")


def test_the_boat_is_the_photo_of_that_name() -> None:
    """boat() is short for photo("boat")."""
    assert np.array_equal(data.boat(grey=True), data.photo("boat", grey=True))


@pytest.mark.parametrize("name", data.PHOTOS)
def test_every_photo_has_a_text_alternative_and_a_credit(name: str) -> None:
    """What it shows and who made it are said in words."""
    assert len(data.PHOTOS[name].shows) > 15 and len(data.PHOTOS[name].credit) > 8


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_the_way_to_get_it_back(folder: Path, name: str) -> None:
    """The message has the file's name and the command, in one line."""
    (folder / name).unlink()
    with pytest.raises(
        data.DataFileError, match=rf"^data/{name} is missing\. To get it back: git checkout data/{name}$"
    ):
        FILES[name]()


def emptied(content: bytes) -> bytes:
    """A file of no bytes."""
    return content[:0]


def cut_in_half(content: bytes) -> bytes:
    """What an interrupted copy leaves."""
    return content[: len(content) // 2]


def garbled(content: bytes) -> bytes:
    """A hundred bytes in the middle overwritten."""
    middle = len(content) // 2
    return content[:middle] + b"\xaa" * 100 + content[middle + 100 :]


def replaced_by_a_web_page(content: bytes) -> bytes:
    """What a failed download leaves."""
    return b"<!DOCTYPE html><title>Not found</title>" + content[:0]


@pytest.mark.parametrize("damage", [emptied, cut_in_half, garbled, replaced_by_a_web_page])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_the_way_to_get_it_back(
    folder: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    """Whatever the damage, the message has the file's name and the command, in one line."""
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    with pytest.raises(
        data.DataFileError, match=rf"^data/{name} is damaged\. To get it back: git checkout data/{name}$"
    ):
        FILES[name]()


@pytest.mark.parametrize(
    "arrays",
    [
        {"labels": np.zeros(3, np.uint8)},
        {"images": np.zeros((3, 28, 28), np.uint8), "labels": np.zeros(4, np.uint8)},
        {"images": np.zeros((10, 28, 28), np.float32), "labels": np.arange(10, dtype=np.uint8)},
        {"images": np.zeros((11, 28, 28), np.uint8), "labels": np.arange(11, dtype=np.uint8)},
        {"images": np.zeros((10, 28, 28), object), "labels": np.arange(10, dtype=np.uint8)},
    ],
    ids=["no images", "too many labels", "not whole greys", "an eleventh digit", "Python objects"],
)
def test_an_archive_of_something_else_counts_as_damaged(folder: Path, arrays: dict[str, np.ndarray]) -> None:
    """A whole archive with the wrong arrays in it is refused, and Python objects are never loaded."""
    np.savez(folder / "mnist5k.npz", **arrays)  # type: ignore[arg-type]  # a name is an array's, not an option's
    with pytest.raises(data.DataFileError, match=r"data/mnist5k\.npz is damaged"):
        data.digits()


def test_a_photo_of_another_size_counts_as_damaged(folder: Path) -> None:
    """The picture must be the one whose shape is stated."""
    shutil.copy(folder / "photos/coffee.png", folder / "boat.png")
    with pytest.raises(data.DataFileError, match=r"data/boat\.png is damaged"):
        data.boat()


def test_importing_the_module_reads_no_file_and_loads_no_plotting() -> None:
    """A notebook that imports it waits for NumPy only."""
    program = "import sys, course.data; print({'matplotlib', 'PIL', 'keras', 'scipy'} & set(sys.modules))"
    process = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == "set()"
