"""The exercises of 04 about whole layers: several channels in, several filters out.

Pictures are (rows, columns, channels), kernels (rows, columns, channels, filters) as in Keras; s is the stride, p the
padding on each side. NumPy and SciPy are loaded when something is asked or judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from checker.exercises.geometry import LESSON, count_places
from checker.exercises.windows import draw_picture, in_brackets, in_words
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np


# ---------------------------------------------------------------- several channels


def _kernel(random: np.random.Generator, *shape: int) -> np.ndarray:
    """Small whole numbers, the first of them larger: no kernel is its own mirror image."""
    kernel = random.integers(-2, 3, shape).astype(float)
    kernel[0, 0] += 4
    return kernel


def _channels_calls(random: np.random.Generator) -> Iterator[Arguments]:
    yield draw_picture(random, 3, 3, 2), _kernel(random, 2, 2, 2)
    yield draw_picture(random, 5, 6, 1), _kernel(random, 2, 3, 1)
    yield draw_picture(random, 5, 7, 3), _kernel(random, 3, 2, 3)
    yield draw_picture(random, 4, 6, 5), _kernel(random, 1, 1, 5)
    yield 1e6 * random.normal(size=(8, 5, 4)), random.normal(size=(3, 3, 4))


def _correlate(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Through SciPy: on three axes at once, of which the last has room for a single place."""
    from scipy.signal import correlate

    return correlate(image, kernel, mode="valid", method="direct")[:, :, 0]


def _products(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Every product at every place: (rows, columns, channels, kernel rows, kernel columns)."""
    from numpy.lib.stride_tricks import sliding_window_view

    return sliding_window_view(image, kernel.shape[:2], axis=(0, 1)) * kernel.transpose(2, 0, 1)


def _convolve_in_loops(image: Any, kernel: Any) -> list[list[float]]:
    """Plain loops over places, rows, columns and channels."""
    height, width, channels = kernel.shape
    return [
        [
            sum(
                float(image[row + i, column + j, channel] * kernel[i, j, channel])
                for i in range(height)
                for j in range(width)
                for channel in range(channels)
            )
            for column in range(image.shape[1] - width + 1)
        ]
        for row in range(image.shape[0] - height + 1)
    ]


def _convolve_map_by_map(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """One flat convolution for each channel, in single precision; then the sum."""
    from scipy.signal import correlate2d

    maps = [correlate2d(image[..., c], kernel[..., c], mode="valid") for c in range(kernel.shape[2])]
    return sum(maps[1:], start=maps[0])


def _channel_sums(window: np.ndarray, kernel: np.ndarray) -> str:
    """What each channel contributes: "channel 0: 1×2 + 3×1 = 5; channel 1: ..."."""
    told = []
    for channel in range(kernel.shape[2]):
        pairs = zip(window[..., channel].ravel(), kernel[..., channel].ravel(), strict=True)
        products = " + ".join(f"{in_brackets(pixel)}×{in_brackets(weight)}" for pixel, weight in pairs)
        total = in_words((window[..., channel] * kernel[..., channel]).sum())
        told.append(f"channel {channel}: {f'{products} = ' if kernel.size <= 27 else ''}{total}")
    return "; ".join(told)


def _work_out_channels(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, kernel = arguments
    row, column = index
    window = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
    return f"Pixel × weight in {_channel_sums(window, kernel)}. Together {in_words((window * kernel).sum())}."


SEVERAL_CHANNELS = function_exercise(
    slug="geometry-channels",
    title="A kernel as deep as the picture",
    lesson=LESSON,
    points=3,
    task=Task(
        function="convolve",
        parameters=("image", "kernel"),
        calls=with_fractions(_channels_calls),
        reference=_correlate,
        work_out=_work_out_channels,
        mistakes=(
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image, kernel) / kernel.shape[2],
                name="channels-averaged",
                diagnosis="The channels were averaged.",
                hint="Add them up; nothing is divided.",
            ),
            Mistake(
                name="channels-kept",
                function=lambda image, kernel: _products(image, kernel).sum(axis=(3, 4)),
                diagnosis="There is one map for each channel, and nothing has added them up.",
                hint="One kernel makes one map: add all products of a window, those of every channel.",
            ),
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image[..., :1], kernel[..., :1]),
                name="first-channel-only",
                diagnosis="Only channel 0 was used.",
                hint="`image[row:row + height, column:column + width]`, without a third index, takes all channels.",
            ),
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image[..., -1:], kernel[..., -1:]),
                name="last-channel-only",
                diagnosis="Only the last channel is left: each has taken the place of the one before it.",
                hint="Add the channels up, with `+=` in a loop; or multiply whole windows and take one `.sum()`.",
            ),
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image, 0 * kernel + kernel[..., :1]),
                name="one-sheet-of-the-kernel",
                diagnosis="Every channel was multiplied by the kernel's first sheet.",
                hint="The kernel has a sheet of its own for each channel: `kernel[:, :, channel]`.",
            ),
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image, kernel[::-1, ::-1]),
                name="kernel-flipped",
                diagnosis="The kernel was turned round, rows and columns.",
                hint="Networks take it as it stands: top left meets top left.",
            ),
            Mistake.made_in(
                _correlate,
                lambda convolve: lambda image, kernel: convolve(image, kernel[::-1, ::-1, ::-1]),
                name="kernel-flipped",
                diagnosis="The kernel was turned round on all three axes, as `scipy.signal.convolve` does.",
                hint="Networks take it as it stands: top left meets top left, channel 0 meets channel 0.",
            ),
        ),
    ),
    hints=(
        "Look at one window first: what shape has `image[0:height, 0:width]`, and what shape the kernel?",
        "They have the same shape, channels included. So multiply them as they are, and add up everything.",
        "Two loops over the places; in them `(window * kernel).sum()`, where window holds all channels.",
    ),
    solution=(
        "height, width, _ = kernel.shape\n"
        "rows = image.shape[0] - height + 1\n"
        "columns = image.shape[1] - width + 1\n"
        "result = np.zeros((rows, columns))\n"
        "for row in range(rows):\n"
        "    for column in range(columns):\n"
        "        window = image[row : row + height, column : column + width]\n"
        "        result[row, column] = (window * kernel).sum()\n"
        "return result"
    ),
    right=(
        _convolve_in_loops,
        _convolve_map_by_map,
        lambda image, kernel: _products(image, kernel).sum(axis=(2, 3, 4)),
    ),
)

# ---------------------------------------------------------------- depth: a whole layer


def _depth_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """image, kernels, biases, s, p: channels, padding, stride (there without biases) alone, then together."""
    for image, kernels, s, p, biased in (
        ((3, 3, 1), (2, 2, 1, 2), 1, 0, True),
        ((3, 3, 2), (2, 2, 2, 1), 1, 0, True),
        ((3, 4, 2), (2, 2, 2, 3), 1, 1, True),
        ((6, 9, 1), (3, 2, 1, 2), 2, 0, False),
        ((7, 6, 3), (3, 3, 3, 4), 3, 2, True),
        ((9, 8, 2), (1, 3, 2, 5), 2, 1, True),
    ):
        biases = random.permutation(range(1, kernels[3] + 1)) * float(biased)
        yield draw_picture(random, *image), _kernel(random, *kernels), biases, s, p


def _layer_through_scipy(image: np.ndarray, kernels: np.ndarray, biases: np.ndarray, s: int, p: int) -> np.ndarray:
    """Every filter through SciPy with stride 1; then every s-th place is taken."""
    import numpy as np

    padded = np.pad(image, ((p, p), (p, p), (0, 0)))
    maps = [_correlate(padded, kernels[..., f])[::s, ::s] + biases[f] for f in range(kernels.shape[3])]
    return np.stack(maps, axis=-1)


def _layer(image: Any, kernels: Any, biases: Any, s: int, p: int, *, around: Any = None) -> np.ndarray:
    """The layer by one tensor product; around: the padding on each axis, where it is to be another than p."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    padded = np.pad(image, ((p, p), (p, p), (0, 0)) if around is None else around)
    windows = sliding_window_view(padded, kernels.shape[:2], axis=(0, 1))[::s, ::s]
    return np.tensordot(windows, kernels, axes=((3, 4, 2), (0, 1, 2))) + biases


def _layer_in_loops(image: Any, kernels: Any, biases: Any, s: int, p: int) -> np.ndarray:
    """No padded picture: places outside the picture are skipped. In single precision."""
    import numpy as np

    height, width, _, filters = kernels.shape
    rows, columns = (count_places(n, k, s, p) for n, k in zip(image.shape[:2], (height, width), strict=True))
    result = np.zeros((rows, columns, filters), dtype=np.float32)
    for row, column, i, j in np.ndindex(rows, columns, height, width):
        y, x = row * s + i - p, column * s + j - p
        if 0 <= y < image.shape[0] and 0 <= x < image.shape[1]:
            result[row, column] += image[y, x] @ kernels[i, j]
    return result + np.asarray(biases, dtype=np.float32)


def _padded_channels_too(image: Any, kernels: Any, biases: Any, s: int, p: int) -> np.ndarray:
    """np.pad(image, p) pads every axis, and a loop over the kernel's channels then reads shifted ones."""
    import numpy as np

    return _layer(np.pad(image, p)[..., : kernels.shape[2]], kernels, biases, s, 0)


def _raises_where_padded(image: Any, kernels: Any, biases: Any, s: int, p: int) -> np.ndarray:
    """The same, multiplying whole windows: the shapes do not fit any more."""
    import numpy as np

    if p:
        rows, columns = kernels.shape[:2]
        np.pad(image, p)[:rows, :columns] * kernels[..., 0]  # what NumPy refuses
    return _layer(image, kernels, biases, s, p)


def _stride_on_pixels(image: Any, kernels: Any, biases: Any, s: int, p: int) -> np.ndarray:
    """Raises ValueError where the kernel is larger than what is left."""
    import numpy as np

    return _layer(np.pad(image, ((p, p), (p, p), (0, 0)))[::s, ::s], kernels, biases, 1, 0)


def _neighbours_for_strides(image: Any, kernels: Any, biases: Any, s: int, p: int) -> np.ndarray:
    """As many places as there should be, but next to each other."""
    rows, columns, _ = _layer(image, kernels, biases, s, p).shape
    return _layer(image, kernels, biases, 1, p)[:rows, :columns]


def _work_out_depth(arguments: Arguments, index: tuple[int, ...]) -> str:
    import numpy as np

    image, kernels, biases, s, p = arguments
    padded = np.pad(image, ((p, p), (p, p), (0, 0)))
    row, column, f = index
    window = padded[row * s : row * s + kernels.shape[0], column * s : column * s + kernels.shape[1]]
    total = (window * kernels[..., f]).sum()
    return (
        f"That is filter {f} at row {row}, column {column}. "
        f"Pixel × weight in {_channel_sums(window, kernels[..., f])}. "
        f"Together {in_words(total)}, and the bias {in_words(biases[f])}: {in_words(total + biases[f])}."
    )


DEPTH = function_exercise(
    slug="geometry-depth",
    title="A whole convolution layer",
    lesson=LESSON,
    points=4,
    task=Task(
        function="conv_layer",
        parameters=("image", "kernels", "biases", "s", "p"),
        calls=with_fractions(_depth_calls),
        reference=_layer_through_scipy,
        work_out=_work_out_depth,
        mistakes=(
            Mistake.made_in(
                _layer,
                lambda conv_layer: (
                    lambda image, kernels, biases, s, p: conv_layer(image, kernels, biases, s, p).clip(0)
                ),
                name="activation-included",
                diagnosis="Negative numbers have become 0: ReLU is in it already.",
                hint="ReLU comes in the next notebook. Leave the numbers as they are.",
            ),
            Mistake(
                name="pixels-skipped",
                function=_stride_on_pixels,
                diagnosis="The stride leaves out pixels of the picture, and the window slides over what is left.",
                hint="The window's own pixels stay next to each other: slide first, then take every s-th place.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: lambda image, kernels, biases, s, p: conv_layer(image, kernels, 0 * biases, s, p),
                name="bias-missing",
                diagnosis="The biases were not added.",
                hint="Each filter adds its own bias to every number of its map: `+ biases[f]`.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: (
                    lambda image, kernels, biases, s, p: conv_layer(image, kernels, biases * image.shape[2], s, p)
                ),
                name="bias-per-channel",
                diagnosis="The bias was added once for each channel.",
                hint="Add up the channels first, then the bias, once.",
            ),
            Mistake(
                name="padding-on-channels",
                function=_padded_channels_too,
                diagnosis="The channels were padded too.",
                hint="Rows and columns only: `np.pad(image, ((p, p), (p, p), (0, 0)))`.",
            ),
            Mistake(
                name="padding-on-channels",
                function=_raises_where_padded,
                diagnosis="It works without padding, and with padding the shapes do not fit any more. "
                "So it goes when `np.pad(image, p)` pads the channels too.",
                hint="Rows and columns only: `np.pad(image, ((p, p), (p, p), (0, 0)))`.",
            ),
            Mistake(
                name="padding-counted-once",
                function=lambda image, kernels, biases, s, p: _layer(
                    image, kernels, biases, s, p, around=((p, 0), (p, 0), (0, 0))
                ),
                diagnosis="The zeros stand above and on the left only.",
                hint="p rows above and p below, p columns on the left and p on the right.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: lambda image, kernels, biases, s, _p: conv_layer(image, kernels, biases, s, 0),
                name="padding-ignored",
                diagnosis="There is no padding.",
                hint="Put p rows and columns of zeros around the picture first: `np.pad`.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: lambda image, kernels, biases, s, p: conv_layer(image, kernels, biases, 1, p)[::s],
                name="stride-on-rows-only",
                diagnosis="The stride was taken on the rows only.",
                hint="The window moves by s to the right as well: `column * s`.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: lambda image, kernels, biases, _s, p: conv_layer(image, kernels, biases, 1, p),
                name="stride-ignored",
                diagnosis="The stride was left out.",
                hint="Place (row, column) of the map belongs to the window that starts at (row * s, column * s).",
            ),
            Mistake(
                name="windows-next-to-each-other",
                function=_neighbours_for_strides,
                diagnosis="The map has the right size, but its windows stand next to each other.",
                hint="Place (row, column) of the map belongs to the window that starts at (row * s, column * s).",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: (
                    lambda image, kernels, biases, s, p: conv_layer(image, kernels, biases, s, p).transpose(2, 0, 1)
                ),
                name="filters-first",
                diagnosis="The maps lie on the first axis.",
                hint="Rows, columns, then filters: `np.stack(maps, axis=-1)`, or fill `result[row, column, f]`.",
            ),
            Mistake.made_in(
                _layer,
                lambda conv_layer: (
                    lambda image, kernels, biases, s, p: conv_layer(image, kernels, biases, s, p).sum(axis=2)
                ),
                name="filters-summed",
                diagnosis="The maps of all filters were added up into one.",
                hint="Channels that come in are summed; the filters' maps are stacked.",
            ),
        ),
    ),
    hints=(
        "You have `convolve`: it makes one map from one kernel. Filter f is `kernels[:, :, :, f]`.",
        "Pad rows and columns first. Then one map for each filter, of every s-th place, plus that filter's bias. "
        "In the end, stack the maps.",
        "`convolve(padded, kernels[:, :, :, f])[::s, ::s] + biases[f]` for every f, then `np.stack(maps, axis=-1)`.",
    ),
    solution=(
        "padded = np.pad(image, ((p, p), (p, p), (0, 0)))\n"
        "maps = []\n"
        "for f in range(kernels.shape[3]):\n"
        "    maps.append(convolve(padded, kernels[:, :, :, f])[::s, ::s] + biases[f])\n"
        "return np.stack(maps, axis=-1)"
    ),
    right=(_layer, _layer_in_loops),
)
