"""The layers on the way back: a convolution of many channels, and pooling that has kept where its winners stood.

Loads NumPy only when something is checked. `gradient` is always that of the loss with respect to what the layer gives,
and has its shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.capstone import LESSON, draw_maps, rows_by_loops
from checker.exercises.windows import in_words
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray
    Gradients = tuple[Array, Array, Array]

# --- convolution, backward


def _layers(random: np.random.Generator) -> Iterator[Arguments]:
    """One window; two that overlap; several images, channels and filters; not square; a window of one pixel."""
    for shape, size, filters in (
        ((1, 2, 2, 1), 2, 1),
        ((1, 2, 3, 1), 2, 1),
        ((1, 3, 4, 2), 2, 3),
        ((2, 5, 4, 3), 3, 2),
        ((3, 4, 6, 2), 2, 4),
        ((2, 2, 3, 2), 1, 2),
    ):
        maps = shape[0], shape[1] - size + 1, shape[2] - size + 1, filters
        yield draw_maps(random, *shape), draw_maps(random, size, size, shape[3], filters), draw_maps(random, *maps)


def _by_loops(x: Array, kernels: Array, gradient: Array) -> Gradients:
    """From every place of every map back to its window and to its kernel."""
    import numpy as np

    size = len(kernels)
    d_x, d_kernels, d_biases = np.zeros(x.shape), np.zeros(kernels.shape), np.zeros(kernels.shape[3])
    for image, row, column, filter_ in np.ndindex(gradient.shape):
        arrives = gradient[image, row, column, filter_]
        window = image, slice(row, row + size), slice(column, column + size)
        d_x[window] += arrives * kernels[:, :, :, filter_]
        d_kernels[:, :, :, filter_] += arrives * x[window]
        d_biases[filter_] += arrives
    return d_x, d_kernels, d_biases


def convolved_backward(
    x: Array, kernels: Array, gradient: Array, *, turned: bool = False, add: bool = True
) -> Gradients:
    """As the exercise asks for it. turned, add=False: two ways to put the windows' shares back wrongly."""
    import numpy as np

    size, (rows, columns) = len(kernels), gradient.shape[1:3]
    flat = gradient.reshape(-1, gradient.shape[3])
    d_kernels = (rows_by_loops(x, size).reshape(len(flat), -1).T @ flat).reshape(kernels.shape)
    shares = (gradient @ kernels.reshape(-1, kernels.shape[3]).T).reshape(*gradient.shape[:3], size, size, -1)
    if turned:
        shares = shares[:, :, :, ::-1, ::-1]
    d_x = np.zeros(x.shape)
    for row in range(size):
        for column in range(size):
            place = slice(None), slice(row, row + rows), slice(column, column + columns)
            d_x[place] = (d_x[place] if add else 0) + shares[:, :, :, row, column]
    return d_x, d_kernels, flat.sum(axis=0)


def _by_einsum(x: Array, kernels: Array, gradient: Array) -> list[Array]:
    import numpy as np

    size = len(kernels)
    view = np.lib.stride_tricks.sliding_window_view
    border = ((0, 0), (size - 1, size - 1), (size - 1, size - 1), (0, 0))
    around = view(np.pad(gradient, border), (size, size), axis=(1, 2))
    d_x = np.einsum("nrcfij,ijkf->nrck", around, kernels[::-1, ::-1])
    d_kernels = np.einsum("nrckij,nrcf->ijkf", view(x, (size, size), axis=(1, 2)), gradient)
    return [d_x, d_kernels.astype(np.float32), np.einsum("nrcf->f", gradient)]


def _convolution_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    _x, kernels, gradient = arguments
    size = len(kernels)
    if index[0] == 0:
        row, column = index[2:4]
        reached = [
            (r, c)
            for r in range(max(0, row - size + 1), min(row, gradient.shape[1] - 1) + 1)
            for c in range(max(0, column - size + 1), min(column, gradient.shape[2] - 1) + 1)
        ]
        windows = "1 window, which" if len(reached) == 1 else f"{len(reached)} windows; each"
        return f"This pixel lies in {windows} gives back a share for every filter. Add them up."
    if index[0] == 1:
        row, column, channel, filter_ = index[1:]
        return (
            f"This weight was used at every place in every image ({gradient[..., 0].size} in all): each pixel it met, "
            f"x[:, {row}:{row + gradient.shape[1]}, {column}:{column + gradient.shape[2]}, {channel}], times what "
            f"arrives at its place in map {filter_}, added up."
        )
    return f"What arrives at all places of map {index[1]}, of all images, added up."


BACKWARD_HINT = "The windows overlap, and a pixel in several of them gets a share from each: `+=`."

CONVOLVE_BACKWARD = function_exercise(
    slug="capstone-convolve-backward",
    title="Back through a convolution layer",
    lesson=LESSON,
    points=4,
    task=Task(
        function="convolve_backward",
        parameters=("x", "kernels", "gradient"),
        calls=with_fractions(_layers),
        reference=_by_loops,
        work_out=_convolution_worked_out,
        mistakes=(
            Mistake(
                name="overwritten",
                function=lambda x, k, g: convolved_backward(x, k, g, add=False),
                diagnosis="Where windows overlap, the last one overwrites what the others brought.",
                hint=BACKWARD_HINT,
            ),
            Mistake(
                name="kernel-turned",
                function=lambda x, k, g: convolved_backward(x, k, g, turned=True),
                diagnosis="On the way back to x the kernels are turned by 180 degrees.",
                hint="The share of the window's row r, column c comes through `kernels[r, c]`: put it back just there.",
            ),
            Mistake(
                name="kernel-gradient-averaged",
                function=lambda x, k, g: (_by_loops(x, k, g)[0], _by_loops(x, k, g)[1] / len(x), _by_loops(x, k, g)[2]),
                diagnosis="The kernels' gradient is averaged over the images.",
                hint="Add up. The mean is in the loss already, so it has been divided once.",
            ),
            Mistake(
                name="averaged-again",
                function=lambda x, k, g: (_by_loops(x, k, g)[0], *(part / len(x) for part in _by_loops(x, k, g)[1:])),
                diagnosis="What belongs to kernels and biases is divided by the number of images.",
                hint="The mean is in the loss, so what arrives has been divided already. Only add up here.",
            ),
            Mistake(
                name="bias-averaged",
                function=lambda x, k, g: (*_by_loops(x, k, g)[:2], g.mean(axis=(0, 1, 2))),
                diagnosis="The biases' gradient is averaged over all places.",
                hint="A bias is in every cell of its map: what arrives at all of them is added up.",
            ),
            Mistake(
                name="bias-of-images-only",
                function=lambda x, k, g: (*_by_loops(x, k, g)[:2], g.sum(axis=0)),
                diagnosis="The biases' gradient is added up over the images only; rows and columns are still there.",
                hint="A bias is in every cell of its map: add up over rows and columns too, `axis=(0, 1, 2)`.",
            ),
            Mistake(
                name="kernels-not-reshaped",
                function=lambda x, k, g: (
                    _by_loops(x, k, g)[0],
                    _by_loops(x, k, g)[1].reshape(-1, k.shape[3]),
                    _by_loops(x, k, g)[2],
                ),
                diagnosis="The kernels' gradient is still laid out as a matrix.",
                hint="A gradient has the shape of what it belongs to: `.reshape(kernels.shape)`.",
            ),
            Mistake(
                name="first-image-only",
                function=lambda x, k, g: (_by_loops(x, k, g)[0], *_by_loops(x[:1], k, g[:1])[1:]),
                diagnosis="For kernels and biases only the first image counts.",
                hint="All images share the kernels: add up over all of them.",
            ),
            *(
                Mistake(
                    name="order-swapped",
                    function=function,
                    diagnosis="The three come in another order.",
                    hint="First x's gradient, then the kernels', then the biases'.",
                )
                for function in (
                    lambda x, k, g: (*_by_loops(x, k, g)[1:], _by_loops(x, k, g)[0]),
                    lambda x, k, g: (*_by_loops(x, k, g)[1::-1], _by_loops(x, k, g)[2]),
                )
            ),
        ),
    ),
    hints=(
        "Forward it was rows of windows times a matrix. You know the way back through a product: it is that of Dense.",
        "With `windows` as one long list of rows and `flat = gradient.reshape(-1, filters)`: kernels get `windows.T @ "
        "flat`, biases get `flat.sum(axis=0)`, and `flat @ matrix.T` is each window's share. The shares go back to "
        "where the windows were taken from.",
        "Begin with zeros of x's shape. For each row and column of the window: `d_x[:, row : row + rows, column : "
        "column + columns] += shares[:, :, :, row, column]`.",
    ),
    solution="""size, (rows, columns) = len(kernels), gradient.shape[1:3]
flat = gradient.reshape(-1, gradient.shape[-1])
d_kernels = (im2col(x, size).reshape(len(flat), -1).T @ flat).reshape(kernels.shape)

shares = gradient @ kernels.reshape(-1, kernels.shape[-1]).T
shares = shares.reshape(*gradient.shape[:3], size, size, x.shape[-1])
d_x = np.zeros_like(x)
for row in range(size):
    for column in range(size):
        d_x[:, row : row + rows, column : column + columns] += shares[:, :, :, row, column]
return d_x, d_kernels, flat.sum(axis=0)""",
    right=(_by_loops, _by_einsum, convolved_backward),
)

# --- pooling, forward: the largest of 2 × 2, and which of the four it was


def _to_pool(random: np.random.Generator) -> Iterator[Arguments]:
    """One window; one of negative numbers; windows of equal numbers, as ReLU leaves them; channels and images."""
    import numpy as np

    yield (np.array([[[[1.0], [3.0]], [[4.0], [2.0]]]]),)
    yield (np.array([[[[-4.0], [-1.0]], [[-3.0], [-2.0]]]]),)
    yield (draw_maps(random, 1, 2, 4, 1),)
    yield (draw_maps(random, 2, 4, 6, 3),)
    yield (draw_maps(random, 3, 6, 2, 2).clip(0),)
    yield (np.zeros((1, 4, 4, 2)),)


def _pooled_by_loops(x: Array) -> tuple[Array, Array]:
    import numpy as np

    images, rows, columns, channels = x.shape
    pooled = np.zeros((images, rows // 2, columns // 2, channels))
    winners = np.zeros(pooled.shape, dtype=int)
    for image, row, column, channel in np.ndindex(pooled.shape):
        four = [x[image, 2 * row + r, 2 * column + c, channel] for r in (0, 1) for c in (0, 1)]
        pooled[image, row, column, channel] = max(four)
        winners[image, row, column, channel] = four.index(max(four))
    return pooled, winners


def quarters(x: Array, order: tuple[int, ...] = (0, 1, 2, 3)) -> Array:
    """The four numbers of each window along a new last axis, in reading order unless another is given."""
    import numpy as np

    corners = (x[:, ::2, ::2], x[:, ::2, 1::2], x[:, 1::2, ::2], x[:, 1::2, 1::2])
    return np.stack([corners[place] for place in order], axis=-1)


def pooled_by_quarters(x: Array) -> tuple[Array, Array]:
    """The largest of each window, and its place among the four."""
    four = quarters(x)
    return four.max(axis=-1), four.argmax(axis=-1)


def _pooled_by_reshape(x: Array) -> list[Array]:
    import numpy as np

    images, rows, columns, channels = x.shape
    four = x.reshape(images, rows // 2, 2, columns // 2, 2, channels).transpose(0, 1, 3, 5, 2, 4)
    four = four.reshape(images, rows // 2, columns // 2, channels, 4)
    winners = four.argmax(axis=-1)
    return [np.take_along_axis(four, winners[..., np.newaxis], axis=-1)[..., 0], winners.astype(np.uint8)]


def _last_of_equals(x: Array) -> tuple[Array, Array]:
    four = quarters(x)
    return four.max(axis=-1), 3 - four[..., ::-1].argmax(axis=-1)


def _four_in_a_line(x: Array) -> tuple[Array, Array]:
    """Cut up by reshape alone: four neighbours along a row, where a window was meant."""
    images, rows, columns, channels = x.shape
    four = x.reshape(images, rows // 2, columns // 2, channels, 4)
    return four.max(axis=-1), four.argmax(axis=-1)


def _pooling_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    (x,) = arguments
    which, image, row, column, channel = index
    four = [x[image, 2 * row + r, 2 * column + c, channel] for r in (0, 1) for c in (0, 1)]
    what = "the largest" if which == 0 else "the first place where the largest stands, counted from 0,"
    right = in_words(max(four)) if which == 0 else str(four.index(max(four)))
    return f"The window holds {', '.join(map(in_words, four))}, read as a page: {what} is {right}."


WINNERS_KEPT = function_exercise(
    slug="capstone-pool",
    title="The largest, and where it stood",
    lesson=LESSON,
    points=2,
    task=Task(
        function="max_pool",
        parameters=("x",),
        calls=with_fractions(_to_pool),
        reference=_pooled_by_loops,
        work_out=_pooling_worked_out,
        mistakes=(
            Mistake(
                name="places-down-the-columns",
                function=lambda x: (quarters(x).max(axis=-1), quarters(x, (0, 2, 1, 3)).argmax(axis=-1)),
                diagnosis="The places are counted down the columns.",
                hint="Count as you read: top left 0, top right 1, bottom left 2, bottom right 3.",
            ),
            Mistake(
                name="last-of-equals",
                function=_last_of_equals,
                diagnosis="Of equal numbers the last one wins.",
                hint="After ReLU many windows hold nothing but zeros. The first is asked for, as `argmax` gives it.",
            ),
            Mistake(
                name="places-from-1",
                function=lambda x: (quarters(x).max(axis=-1), quarters(x).argmax(axis=-1) + 1),
                diagnosis="The places are counted from 1.",
                hint="Python counts from 0: top left is 0, bottom right is 3.",
            ),
            Mistake(
                name="average-for-max",
                function=lambda x: (quarters(x).mean(axis=-1), quarters(x).argmax(axis=-1)),
                diagnosis="The mean of the four is passed on.",
                hint="*Max* pooling keeps the largest.",
            ),
            Mistake(
                name="never-below-0",
                function=lambda x: (quarters(x).max(axis=-1).clip(0), quarters(x).argmax(axis=-1)),
                diagnosis="Windows that hold only negative numbers give 0.",
                hint="Compare the four with each other and with nothing else. No zero stands round them.",
            ),
            Mistake(
                name="four-in-a-line",
                function=_four_in_a_line,
                diagnosis="`reshape` alone takes four numbers that follow each other, not those of a window.",
                hint="`x.reshape(images, rows // 2, 2, columns // 2, 2, channels)` first; axes 2 and 4 are the window.",
            ),
            Mistake(
                name="pooled-over-channels",
                function=lambda x: (
                    quarters(x).max(axis=(3, 4))[..., None],
                    quarters(x).max(axis=3).argmax(axis=-1)[..., None],
                ),
                diagnosis="The largest is taken over the channels as well.",
                hint="Every channel is pooled for itself: as many come out as went in.",
            ),
            Mistake(
                name="order-swapped",
                function=lambda x: pooled_by_quarters(x)[::-1],
                diagnosis="The places come first.",
                hint="First the largest numbers, then their places.",
            ),
        ),
    ),
    hints=(
        "A window of 2 × 2 has four corners. `x[:, ::2, ::2]` is the top left corner of all windows at once.",
        "Stack the four corners along a new last axis, in reading order, with `np.stack([...], axis=-1)`.",
        "`four.max(axis=-1), four.argmax(axis=-1)`; the corners begin at rows 0, 0, 1, 1 and columns 0, 1, 0, 1.",
    ),
    solution="""four = np.stack([x[:, ::2, ::2], x[:, ::2, 1::2], x[:, 1::2, ::2], x[:, 1::2, 1::2]], axis=-1)
return four.max(axis=-1), four.argmax(axis=-1)""",
    right=(_pooled_by_loops, _pooled_by_reshape, pooled_by_quarters),
)

# --- pooling, backward


def _to_unpool(random: np.random.Generator) -> Iterator[Arguments]:
    """One window; all four places; several images and channels; not square."""
    import numpy as np

    yield np.array([[[[2]]]]), np.array([[[[5.0]]]])
    for shape in ((1, 1, 4, 1), (1, 2, 3, 2), (2, 3, 2, 3), (3, 4, 5, 2)):
        count = int(np.prod(shape))
        yield random.permutation(np.arange(count) % 4).reshape(shape), draw_maps(random, *shape)


def _unpooled_by_loops(winners: Array, gradient: Array) -> Array:
    import numpy as np

    images, rows, columns, channels = gradient.shape
    d_x = np.zeros((images, 2 * rows, 2 * columns, channels))
    for image, row, column, channel in np.ndindex(gradient.shape):
        down, right = divmod(int(winners[image, row, column, channel]), 2)
        d_x[image, 2 * row + down, 2 * column + right, channel] = gradient[image, row, column, channel]
    return d_x


def unpooled_by_quarters(winners: Array, gradient: Array, corners: tuple[int, ...] = (0, 1, 2, 3)) -> Array:
    """What arrives goes to one corner of each window; `corners`: which place means which corner."""
    import numpy as np

    images, rows, columns, channels = gradient.shape
    d_x = np.zeros((images, 2 * rows, 2 * columns, channels), dtype=gradient.dtype)
    for place, corner in enumerate(corners):
        d_x[:, corner // 2 :: 2, corner % 2 :: 2] = gradient * (winners == place)
    return d_x


def _unpooled_by_reshape(winners: Array, gradient: Array) -> list[object]:
    import numpy as np

    images, rows, columns, channels = gradient.shape
    four = np.where(winners[..., np.newaxis] == np.arange(4), gradient[..., np.newaxis], 0).astype(np.float32)
    whole = four.reshape(images, rows, columns, channels, 2, 2).transpose(0, 1, 4, 2, 5, 3)
    return whole.reshape(images, 2 * rows, 2 * columns, channels).tolist()


def _spread(gradient: Array) -> Array:
    return gradient.repeat(2, axis=1).repeat(2, axis=2)


def _not_untangled(winners: Array, gradient: Array) -> Array:
    """The four of each window side by side, cut into rows by reshape alone."""
    import numpy as np

    images, rows, columns, channels = gradient.shape
    four = np.where(winners[..., np.newaxis] == np.arange(4), gradient[..., np.newaxis], 0)
    return four.reshape(images, 2 * rows, 2 * columns, channels)


def _unpooling_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    winners, gradient = arguments
    image, row, column, channel = index
    window = image, row // 2, column // 2, channel
    place, winner = 2 * (row % 2) + column % 2, int(winners[window])
    arrives = in_words(gradient[window]) if place == winner else "0"
    return f"This cell is place {place} of its window, and place {winner} won, so {arrives} arrives."


WINNERS_BACKWARD = function_exercise(
    slug="capstone-pool-backward",
    title="Back to the winners",
    lesson=LESSON,
    points=2,
    task=Task(
        function="max_pool_backward",
        parameters=("winners", "gradient"),
        calls=with_fractions(_to_unpool),
        reference=_unpooled_by_loops,
        work_out=_unpooling_worked_out,
        mistakes=(
            Mistake(
                name="to-every-cell",
                function=lambda winners, gradient: _spread(gradient),
                diagnosis="All four cells of a window get what arrives.",
                hint="Only the winner was passed on, so only its cell gets something.",
            ),
            Mistake(
                name="shared-out",
                function=lambda winners, gradient: _spread(gradient) / 4,
                diagnosis="What arrives is shared out among the four cells, as for average pooling.",
                hint="The winner gets everything, the other three 0.",
            ),
            Mistake(
                name="to-the-first-cell",
                function=lambda winners, gradient: unpooled_by_quarters(0 * winners, gradient),
                diagnosis="The top left cell gets what arrives, whichever place won.",
                hint="`winners` says which of the four it is.",
            ),
            Mistake(
                name="places-down-the-columns",
                function=lambda winners, gradient: unpooled_by_quarters(winners, gradient, (0, 2, 1, 3)),
                diagnosis="The places are counted down the columns: 1 and 2 have changed places.",
                hint="Place 1 is top right: row 0, column 1. Place 2 is bottom left.",
            ),
            Mistake(
                name="not-untangled",
                function=_not_untangled,
                diagnosis="The four cells of each window follow each other, instead of lying two by two.",
                hint="Write to each corner of all windows at once: `d_x[:, row::2, column::2] = ...`.",
            ),
            Mistake(
                name="places-for-gradient",
                function=lambda winners, gradient: unpooled_by_quarters(winners, winners),
                diagnosis="The places are written down where what arrives should be.",
                hint="`winners` says where, `gradient` says what.",
            ),
            Mistake(
                name="ones-for-gradient",
                function=lambda winners, gradient: unpooled_by_quarters(winners, 0 * gradient + 1),
                diagnosis="The winners get 1; what arrives is lost.",
                hint="Put `gradient` there, where the place has won.",
            ),
        ),
    ),
    hints=(
        "What comes out is twice as high and twice as wide as `gradient`, and mostly zeros.",
        "Take the four corners one after the other. `gradient * (winners == 1)` is what goes to the top right corners.",
        "For row and column in 0 and 1: `d_x[:, row::2, column::2] = gradient * (winners == 2 * row + column)`.",
    ),
    solution="""images, rows, columns, channels = gradient.shape
d_x = np.zeros((images, 2 * rows, 2 * columns, channels), dtype=gradient.dtype)
for row in (0, 1):
    for column in (0, 1):
        d_x[:, row::2, column::2] = gradient * (winners == 2 * row + column)
return d_x""",
    right=(_unpooled_by_loops, _unpooled_by_reshape, unpooled_by_quarters),
)
