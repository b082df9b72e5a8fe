"""The exercises of 06 about whole layers: a batch of maps pooled, padding that never wins, an average as a convolution.

Layers work on maps (images, rows, columns, channels), as in Keras. NumPy and SciPy are loaded when something is asked
or judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from checker.exercises.pooling_windows import LESSON, draw_map, in_words, largest, listed, window_at
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

    from checker.exercises.pooling_windows import Array

# ---------------------------------------------------------------- each image and each channel by itself


def _layer_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Several channels and several images, apart and together; more images and channels than windows, and fewer."""
    for shape, size, stride in (
        ((1, 2, 3, 2), 2, 1),
        ((2, 3, 2, 1), 2, 1),
        ((2, 4, 6, 3), 2, 2),
        ((3, 5, 8, 2), 2, 3),
        ((2, 7, 6, 4), 3, 2),
    ):
        yield random.permutation(_range(shape)).reshape(shape), size, stride
        if shape == (2, 4, 6, 3):
            yield 1e3 * random.permutation(_range(shape)).reshape(shape) - 1e6, size, stride  # all of it far below 0


def _range(shape: tuple[int, ...]) -> Array:
    """As many different numbers as there are cells, negative and positive."""
    import numpy as np

    count = int(np.prod(shape))
    return np.arange(count, dtype=float) - count // 2


def _over(maps: Array, axes: tuple[int, ...], size: int, stride: int) -> Array:
    """The largest of every window on two axes of `maps`."""
    from numpy.lib.stride_tricks import sliding_window_view

    slices = tuple(slice(None, None, stride) if axis in axes else slice(None) for axis in range(4))
    chosen: Array = sliding_window_view(maps, (size, size), axis=axes)[slices].max(axis=(4, 5))
    return chosen


def _layer(maps: Array, size: int, stride: int) -> Array:
    return _over(maps, (1, 2), size, stride)


def _layer_map_by_map(maps: Any, size: int, stride: int) -> Array:
    import numpy as np

    return np.array([np.stack([largest(m[..., c], size, stride) for c in range(m.shape[-1])], axis=-1) for m in maps])


def _layer_in_loops(maps: Any, size: int, stride: int) -> Array:
    import numpy as np

    images, rows, columns, channels = maps.shape
    tops, lefts = (range(0, side - size + 1, stride) for side in (rows, columns))
    result = np.zeros((images, len(tops), len(lefts), channels), dtype=np.float32)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            result[:, i, j] = maps[:, top : top + size, left : left + size].max(axis=2).max(axis=1)
    return result


def _largest_from(start: float, maps: Array, size: int, stride: int) -> Array:
    """A search that begins with `start` instead of a number of the window."""
    return _layer(maps, size, stride).clip(start)


def _along_channels(maps: Array, size: int, stride: int) -> Array:
    """Windows over columns and channels, as if the rows were the batch; raises where they do not fit."""
    return _over(maps, (2, 3), size, stride)


def _work_out_layer(arguments: Arguments, index: tuple[int, ...]) -> str:
    maps, size, stride = arguments
    image, row, column, channel = index
    window = window_at(maps[image, :, :, channel], size, stride, (row, column))
    return (
        f"That is image {image}, row {row}, column {column}, channel {channel}. Its window lies in that image and "
        f"channel alone and holds {listed(window)}: the largest is {in_words(window.max())}."
    )


MAX_POOL = function_exercise(
    slug="pooling-layer",
    title="A whole pooling layer",
    lesson=LESSON,
    points=3,
    task=Task(
        function="max_pool",
        parameters=("maps", "size", "stride"),
        calls=with_fractions(_layer_calls),
        reference=_layer,
        work_out=_work_out_layer,
        mistakes=(
            Mistake.made_in(
                _layer,
                lambda max_pool: lambda maps, size, stride: max_pool(maps, size, stride).clip(0),
                name="largest-starts-at-zero",
                diagnosis="No result is below 0, as if the search for the largest began with 0.",
                hint="A map may be negative everywhere. Take `window.max(...)`, or begin with minus infinity.",
            ),
            *(
                Mistake(
                    name="largest-starts-too-high",
                    function=partial(_largest_from, start),
                    diagnosis=f"No result is below {in_words(start)}, as if the search for the largest began there.",
                    hint="A map may lie below any number. Take `window.max(...)`, or begin with minus infinity.",
                )
                for start in (-100, -999, -1000, -9999)
            ),
            Mistake(
                name="across-channels",
                function=lambda maps, size, stride: _layer(maps, size, stride).max(axis=3),
                diagnosis="The largest was taken across the channels too.",
                hint="Every map is pooled by itself: take the maximum over axes 1 and 2 of the window, not 3.",
            ),
            Mistake(
                name="across-channels",
                function=lambda maps, size, stride: (
                    0 * _layer(maps, size, stride) + _layer(maps, size, stride).max(axis=3, keepdims=True)
                ),
                diagnosis="Every channel was given the largest of all channels.",
                hint="Every map is pooled by itself: take the maximum over axes 1 and 2 of the window, not 3.",
            ),
            Mistake(
                name="across-images",
                function=lambda maps, size, stride: _layer(maps, size, stride).max(axis=0),
                diagnosis="The largest was taken across the images of the batch too.",
                hint="One image must not change what becomes of another: leave axis 0 alone.",
            ),
            Mistake(
                name="across-images",
                function=lambda maps, size, stride: (
                    0 * _layer(maps, size, stride) + _layer(maps, size, stride).max(axis=0, keepdims=True)
                ),
                diagnosis="Every image was given the largest of all images.",
                hint="One image must not change what becomes of another: leave axis 0 alone.",
            ),
            Mistake.made_in(
                _layer,
                lambda max_pool: lambda maps, size, stride: max_pool(maps[:1], size, stride),
                name="first-image-only",
                diagnosis="Only the first image was pooled.",
                hint="Take all images along: `maps[:, top : top + size, left : left + size]`.",
            ),
            Mistake.made_in(
                _layer,
                lambda max_pool: lambda maps, size, stride: max_pool(maps[..., :1], size, stride),
                name="first-channel-only",
                diagnosis="Only channel 0 was pooled.",
                hint="Leave the last axis out when you cut the window: then all channels come along.",
            ),
            Mistake(
                name="wrong-axes",
                function=_along_channels,
                diagnosis="The windows slide over columns and channels, as if the channels came first.",
                hint="The shape is (images, rows, columns, channels): windows slide over axes 1 and 2.",
            ),
            Mistake(
                name="wrong-axes",
                function=lambda maps, size, stride: _over(maps, (0, 1), size, stride),
                diagnosis="The windows slide over images and rows.",
                hint="The shape is (images, rows, columns, channels): windows slide over axes 1 and 2.",
            ),
            Mistake.made_in(
                _layer,
                lambda max_pool: lambda maps, size, stride: max_pool(maps, size, 1)[:, ::stride],
                name="stride-on-rows-only",
                diagnosis="Downwards the windows move by the stride, to the right by 1.",
                hint="Take the stride for the columns too: `column * stride`.",
            ),
            Mistake.made_in(
                _layer,
                lambda max_pool: lambda maps, size, _stride: max_pool(maps, size, size),
                name="stride-fixed-to-size",
                diagnosis="The windows stand side by side, as if the stride were always the size.",
                hint="The next window begins `stride` pixels on, however large it is.",
            ),
        ),
    ),
    hints=(
        "Four axes, and the window slides over two of them. Which?",
        "Cut the window out of all images and channels at once: `maps[:, top : top + size, left : left + size]`.",
        "It has the shape (images, size, size, channels). Its maximum over axes (1, 2) is one cell of every map.",
    ),
    solution=(
        "images, height, width, channels = maps.shape\n"
        "rows = (height - size) // stride + 1\n"
        "columns = (width - size) // stride + 1\n"
        "result = np.zeros((images, rows, columns, channels))\n"
        "for row in range(rows):\n"
        "    for column in range(columns):\n"
        "        top, left = row * stride, column * stride\n"
        "        window = maps[:, top : top + size, left : left + size]\n"
        "        result[:, row, column] = window.max(axis=(1, 2))\n"
        "return result"
    ),
    right=(_layer_map_by_map, _layer_in_loops),
)

# ---------------------------------------------------------------- padding that never wins


def _padded_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Without padding, with some, with more on a larger window; negative at the edges, by little and by a lot."""
    import numpy as np

    yield -np.arange(1.0, 5).reshape(2, 2)[::-1], 2, 1, 1
    yield draw_map(random, 4, 4) - 1e9, 3, 2, 1
    yield 1e300 * (draw_map(random, 4, 5) - 10), 3, 2, 1
    for rows, columns, size, stride, padding in ((3, 4, 2, 2, 0), (5, 6, 3, 2, 1), (4, 7, 3, 3, 2), (6, 5, 4, 1, 3)):
        yield draw_map(random, rows, columns) - 3, size, stride, padding


def _padded(image: Array, size: int, stride: int, padding: int) -> Array:
    """Without padding the map: for every window the part of it that lies on the map."""
    import numpy as np

    tops, lefts = (range(-padding, side + padding - size + 1, stride) for side in image.shape)
    return np.array([[image[_part(t, size), _part(s, size)].max() for s in lefts] for t in tops])


def _part(start: int, size: int) -> slice:
    return slice(max(start, 0), start + size)


def _padded_with(value: float | None) -> Callable[[Array, int, int, int], Array]:
    """Max pooling with this number all around the map; None: the smallest of the map itself."""

    def pool(image: Array, size: int, stride: int, padding: int) -> Array:
        import numpy as np

        around = float(image.min()) if value is None else value
        return largest(np.pad(image.astype(float), padding, constant_values=around), size, stride)

    return pool


def _padded_by_mode(mode: Literal["wrap", "reflect", "symmetric"]) -> Callable[[Array, int, int, int], Array]:
    """Max pooling with the map's own numbers around it."""

    def pool(image: Array, size: int, stride: int, padding: int) -> Array:
        import numpy as np

        return largest(np.pad(image, padding, mode=mode), size, stride)

    return pool


def _padded_on(before: bool) -> Callable[[Array, int, int, int], Array]:
    """Padding at two of the four edges, or twice as much at all of them."""

    def pool(image: Array, size: int, stride: int, padding: int) -> Array:
        import numpy as np

        widths = (padding, 0) if before else (2 * padding, 2 * padding)
        padded = np.pad(image.astype(float), (widths, widths), constant_values=-np.inf)
        return largest(padded, size, stride)

    return pool


def _work_out_padded(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, size, stride, padding = arguments
    top, left = (stride * i - padding for i in index)
    real = image[_part(top, size), _part(left, size)]
    beside = size * size - real.size
    where = f"Of that window's {size * size} cells {beside} lie beside the map" if beside else "That window lies inside"
    return f"{where}; on the map it holds {listed(real)}, of which {in_words(real.max())} is the largest."


PADDED = function_exercise(
    slug="pooling-padding",
    title="Padding that never wins",
    lesson=LESSON,
    points=2,
    task=Task(
        function="padded_max_pool",
        parameters=("image", "size", "stride", "padding"),
        calls=with_fractions(_padded_calls),
        reference=_padded,
        work_out=_work_out_padded,
        mistakes=(
            Mistake(
                name="zero-padding",
                function=_padded_with(0),
                diagnosis="The map was padded with 0, and 0 is larger than every negative number.",
                hint="Pad with a number that no number on the map is smaller than: `constant_values=-np.inf`.",
            ),
            Mistake(
                name="not-small-enough",
                function=_padded_with(-1),
                diagnosis="The map was padded with −1, which still wins against smaller numbers.",
                hint="Only one number is smaller than every other: `-np.inf`.",
            ),
            Mistake(
                name="not-small-enough",
                function=_padded_with(-999),
                diagnosis="The map was padded with −999, which still wins against smaller numbers.",
                hint="Only one number is smaller than every other: `-np.inf`.",
            ),
            Mistake(
                name="not-small-enough",
                function=_padded_with(-1e10),
                diagnosis="The map was padded with −10,000,000,000, and even there smaller numbers can stand.",
                hint="Only one number is smaller than every other: `-np.inf`.",
            ),
            Mistake(
                name="padded-with-infinity",
                function=_padded_with(float("inf")),
                diagnosis="The map was padded with +∞, which wins everywhere.",
                hint="Mind the sign: `-np.inf`.",
            ),
            Mistake(
                name="padded-with-nan",
                function=_padded_with(float("nan")),
                diagnosis="The map was padded with NaN, and the maximum of NaN and a number is NaN.",
                hint="Pad with `-np.inf`.",
            ),
            *(
                Mistake(
                    name="padded-with-the-map",
                    function=_padded_by_mode(mode),
                    diagnosis=f'The map was padded with numbers of its own (`mode="{mode}"`), and one that lies '
                    "outside of the window can win in it.",
                    hint="Pad with one number that never wins: `constant_values=-np.inf`, without a `mode`.",
                )
                for mode in ("wrap", "reflect", "symmetric")
            ),
            Mistake(
                name="padding-ignored",
                function=lambda image, size, stride, _padding: largest(image, size, stride),
                diagnosis="There is no padding.",
                hint="`np.pad(image, padding, constant_values=...)` puts `padding` cells around the map.",
            ),
            Mistake(
                name="padding-counted-once",
                function=_padded_on(before=True),
                diagnosis="The padding stands above and on the left only.",
                hint="`np.pad(image, padding, ...)` pads all four sides.",
            ),
            Mistake(
                name="padding-counted-twice",
                function=_padded_on(before=False),
                diagnosis="There is twice as much padding as was asked for.",
                hint="`padding` cells on each side, not on each side of each side.",
            ),
        ),
    ),
    hints=(
        "Padding must never be the largest. Which number can a maximum never prefer?",
        "Minus infinity: `-np.inf`. `np.pad` writes it around the map with the option `constant_values`.",
        "Pad first, then hand the padded map to your own `pool`.",
    ),
    solution='padded = np.pad(image, padding, constant_values=-np.inf)\nreturn pool(padded, size, stride, "max")',
    right=(_padded_with(float("-inf")), _padded_with(None)),
)

# ---------------------------------------------------------------- an average is a convolution


def _kernel_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Sizes with one channel and with several; there is little else to ask."""
    yield from ((2, 1), (2, 2), (1, 3), (3, 1))
    for size in (3, 4, 5):
        yield size, int(random.integers(2, 7))


def _kernels(size: int, channels: int) -> Array:
    import numpy as np

    flat = [1 / size**2 if read == made else 0.0 for read in range(channels) for made in range(channels)]
    return np.array(flat * size**2).reshape(size, size, channels, channels)


def _kernels_in_loops(size: int, channels: int) -> Array:
    import numpy as np

    kernels = np.zeros((size, size, channels, channels), dtype=np.float32)
    for channel in range(channels):
        kernels[:, :, channel, channel] = 1 / size**2
    return kernels


def _kernels_by_broadcasting(size: int, channels: int) -> Array:
    import numpy as np

    return np.ones((size, size, 1, 1)) / size**2 * np.eye(channels)


def _filled(value: Callable[[int, int], float], *, only_channels: bool = False) -> Callable[[int, int], Array]:
    """The same number everywhere; or only (size, size, channels) of them."""

    def kernels(size: int, channels: int) -> Array:
        import numpy as np

        shape = (size, size, channels) if only_channels else (size, size, channels, channels)
        return np.full(shape, value(size, channels))

    return kernels


def _work_out_kernel(arguments: Arguments, index: tuple[int, ...]) -> str:
    size = arguments[0]
    read, made = index[2:]
    if read == made:
        weight = f"it reads the channel that it makes, and each of its {size} × {size} pixels counts 1 / {size**2}"
    else:
        weight = "what is in another channel must not count, so the weight is 0"
    return f"That weight reads channel {read} for the map that filter {made} makes: {weight}."


AVERAGE_KERNELS = function_exercise(
    slug="pooling-average-kernels",
    title="The average as a convolution",
    lesson=LESSON,
    points=3,
    task=Task(
        function="average_kernels",
        parameters=("size", "channels"),
        calls=_kernel_calls,
        reference=_kernels,
        work_out=_work_out_kernel,
        mistakes=(
            Mistake(
                name="channels-mixed",
                function=_filled(lambda size, _channels: 1 / size**2),
                diagnosis="Every filter reads every channel, so the maps are mixed.",
                hint="Filter c must read channel c alone: everywhere else the weight is 0.",
            ),
            Mistake(
                name="channels-averaged",
                function=_filled(lambda size, channels: 1 / (size**2 * channels)),
                diagnosis="Every filter takes the average over all channels.",
                hint="Filter c must read channel c alone, with weights of 1 / size².",
            ),
            Mistake(
                name="divided-by-the-side",
                function=lambda size, channels: size * _kernels(size, channels),
                diagnosis="The weights are 1 / size; a window holds size² pixels.",
                hint="The weights of one filter must sum to 1.",
            ),
            Mistake(
                name="not-divided",
                function=lambda size, channels: size**2 * _kernels(size, channels),
                diagnosis="The weights are 1: that is sum pooling.",
                hint="An average divides by the number of pixels in the window: the weights are 1 / size².",
            ),
            Mistake(
                name="one-kernel-for-all",
                function=_filled(lambda size, _channels: 1 / size**2, only_channels=True),
                diagnosis="There are three axes; a convolution layer's kernels have four.",
                hint="(rows, columns, channels that come in, filters): as many filters as channels.",
            ),
        ),
    ),
    hints=(
        "Begin with one channel: which weights make the sum of products the average of the window?",
        "All of them 1 / size². With several channels, filter c must leave all channels but c alone: weight 0.",
        "Zeros of shape (size, size, channels, channels); then fill `kernels[:, :, c, c]` for every c.",
    ),
    solution=(
        "kernels = np.zeros((size, size, channels, channels))\n"
        "for channel in range(channels):\n"
        "    kernels[:, :, channel, channel] = 1 / size**2\n"
        "return kernels"
    ),
    right=(_kernels_in_loops, _kernels_by_broadcasting),
)
