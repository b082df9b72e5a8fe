"""Pooling of several maps: its arithmetic against SciPy, and what it leaves where nothing is alive."""

import numpy as np
import pytest
from scipy import ndimage

from course.pictures.channel_pooling import ChannelPooling, pooled

SHAPE = [9, 7, 3]
MAPS = np.random.default_rng(4).integers(0, 6, SHAPE).astype("float32")  # few different numbers, so that there are ties
NAMES = ("upright", "level", "bright")
SETTINGS = [(size, kind, across) for size in (1, 2, 4) for kind in ("max", "average") for across in (False, True)]


def scipy_pooled(size, kind, across):
    """SciPy's filters stand on every pixel and centre their window: every size-th is taken, where it begins."""
    window = (size, size, MAPS.shape[2] if across else 1)
    filters = {"max": ndimage.maximum_filter, "average": ndimage.uniform_filter}
    filtered = filters[kind](MAPS, window, origin=[-(side // 2) for side in window])
    rows, columns = (side // size * size for side in MAPS.shape[:2])
    return filtered[:rows:size, :columns:size, : 1 if across else None]


@pytest.mark.parametrize(("size", "kind", "across"), SETTINGS)
def test_what_comes_out_is_scipys(node, size, kind, across):
    """In the browser and in Python: each map by itself, and one for all."""
    expected = scipy_pooled(size, kind, across)
    computed = node("channel_pooling_math", "pooledValues", MAPS.ravel(), SHAPE, size, kind, across)
    assert np.allclose(computed, expected.ravel(), atol=1e-5)
    assert np.allclose(pooled(MAPS, size, kind, across=across), expected, atol=1e-5)


def test_the_windows_behind_a_cell(node):
    """Of every map the numbers, and where the first of the largest stands."""
    windows = node("channel_pooling_math", "behind", MAPS.ravel(), SHAPE, 3, "max", [2, 1])
    for channel, told in enumerate(windows):
        window = MAPS[6:9, 3:6, channel]
        row, column = (int(at) for at in np.unravel_index(window.argmax(), window.shape))
        assert told["window"] == window.tolist()
        assert (told["inWindow"], told["onMap"]) == ([row, column], [6 + row, 3 + column])
        assert (told["largest"], told["average"]) == (window.max(), pytest.approx(window.mean()))


def test_across_the_maps_the_first_largest_comes_out(node):
    """Of equal ones; by itself each map has its own."""
    windows = [{"largest": value} for value in (1, 4, 4)]
    assert node("channel_pooling_math", "winningMaps", windows, True) == [1]
    assert node("channel_pooling_math", "winningMaps", windows, False) == [0, 1, 2]


def test_another_window_looks_at_the_same_place(node):
    """The cell of the new map that holds the old cell's first pixel."""
    assert node("channel_pooling_math", "moved", [3, 5], 4, 3) == [4, 6]


def test_the_text_alternative_has_shapes_and_numbers():
    """By itself and across, of the cell that it begins with."""
    maps = np.zeros((4, 4, 2))
    maps[2, 2], maps[3, 3] = (1.0, 8.0), (4.0, 2.0)
    assert ChannelPooling(maps, names=("upright", "level"), size=2).alt() == (
        "Maps in, maps out. The maps are upright, level. Shape 4 × 4 × 2 → 2 × 2 × 2 by max pooling, windows of 2 × 2 "
        "side by side, each map by itself; across the maps 2 × 2 × 1. "
        "Row 1, column 1: upright 4.00, level 8.00; across the maps 8.00."
    )


def test_the_still_picture_shows_all_three():
    """What goes in, what comes out of each, and what across them."""
    still = ChannelPooling(MAPS, names=NAMES, size=3).still()
    assert "level, pooled: 3 by 2 numbers" in still and "across the maps: 3 by 2 numbers" in still


@pytest.mark.parametrize(
    ("maps", "options", "message"),
    [
        (np.zeros((8, 8)), {}, "maps must be"),
        (np.zeros((200, 8, 3)), {}, "128 pixels"),
        (np.full((8, 8, 3), -1.0), {}, "0 or more"),
        (np.zeros((8, 8, 2)), {}, "each of 2 maps must have a name"),
        (np.zeros((8, 3, 3)), {"size": 4}, "size must be 1 to 3"),
        (np.zeros((8, 8, 3)), {"kind": "sum"}, "kind max or average"),
    ],
)
def test_what_cannot_be_shown_is_refused(maps, options, message):
    """With what is possible."""
    with pytest.raises(ValueError, match=message):
        ChannelPooling(maps, names=NAMES, **options)
