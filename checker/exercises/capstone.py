"""The layers of a network that look forward: windows as rows, a convolution as one product, and the loss at the end.

Loads NumPy and SciPy only when something is checked. Maps are (images, rows, columns, channels), kernels (rows,
columns, channels, filters), as in Keras.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from math import log
from typing import TYPE_CHECKING

from checker.exercises.windows import in_brackets, in_words
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray

LESSON = "13-capstone"


def draw_maps(random: np.random.Generator, *shape: int) -> Array:
    """Whole numbers, no two of the same size, a third of them negative, in any order: no mistake goes unseen."""
    import numpy as np

    count = int(np.prod(shape))
    sizes = random.permutation(np.arange(1, count + 1))
    return (sizes * np.where(np.arange(count) % 3 == 0, -1, 1)).reshape(shape).astype(float)


# --- windows as rows


def _pictures(random: np.random.Generator) -> Iterator[Arguments]:
    """One window beside another; two rows of them; several images and channels; windows of one pixel; one for all."""
    for shape, size in (
        ((1, 2, 3, 1), 2),
        ((1, 3, 4, 2), 2),
        ((2, 5, 4, 3), 2),
        ((2, 4, 6, 2), 3),
        ((2, 2, 3, 2), 1),
        ((3, 3, 3, 2), 3),
    ):
        yield draw_maps(random, *shape), size


def rows_by_loops(x: Array, size: int) -> Array:
    """The right answer, window by window."""
    import numpy as np

    images, rows, columns, channels = x.shape
    found = np.zeros((images, rows - size + 1, columns - size + 1, size * size * channels), dtype=x.dtype)
    for image, row, column in np.ndindex(found.shape[:3]):
        found[image, row, column] = x[image, row : row + size, column : column + size].ravel()
    return found


def _rows_in_order(x: Array, size: int, *order: int) -> Array:
    """The windows' numbers in another order: of rows (0), columns (1) and channels (2) of a window."""
    windows = rows_by_loops(x, size)
    whole = windows.reshape(*windows.shape[:3], size, size, x.shape[3])
    return whole.transpose(0, 1, 2, *(3 + axis for axis in order)).reshape(windows.shape)


def _rows_by_view(x: Array, size: int) -> Array:
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(*windows.shape[:3], -1)


def _rows_by_shifts(x: Array, size: int) -> Array:
    """One shifted copy of the picture for each place in the window, side by side."""
    import numpy as np

    rows, columns = x.shape[1] - size + 1, x.shape[2] - size + 1
    places = product(range(size), range(size))
    return np.concatenate([x[:, r : r + rows, c : c + columns] for r, c in places], axis=3).astype(np.float32)


def _rows_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    import numpy as np

    x, size = arguments
    image, row, column, place = index
    down, right, channel = (int(i) for i in np.unravel_index(place, (size, size, x.shape[3])))
    return (
        f"Number {place} of a row is the window's row {down}, column {right}, channel {channel}; the window begins at "
        f"row {row}, column {column}, so it is x[{image}, {row + down}, {column + right}, {channel}] = "
        f"{in_words(x[image, row + down, column + right, channel])}."
    )


IM2COL = function_exercise(
    slug="capstone-im2col",
    title="Every window as a row",
    lesson=LESSON,
    points=3,
    task=Task(
        function="im2col",
        parameters=("x", "size"),
        calls=with_fractions(_pictures),
        reference=rows_by_loops,
        work_out=_rows_worked_out,
        mistakes=(
            Mistake(
                name="channels-first",
                function=lambda x, size: _rows_in_order(x, size, 2, 0, 1),
                diagnosis="All numbers of one channel stand together, then those of the next.",
                hint="The channels of one pixel stay side by side: the channel must be the window's *last* axis.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda x, size: _rows_in_order(x, size, 1, 0, 2),
                diagnosis="The windows are read down their columns.",
                hint="Read a window as you read a page: along its first row, then the second.",
            ),
            Mistake(
                name="window-turned",
                function=lambda x, size: _rows_by_loops_turned(x, size),
                diagnosis="The windows are turned by 180 degrees.",
                hint="No turn: a window's first number is that of its top left corner.",
            ),
            Mistake(
                name="side-by-side",
                function=lambda x, size: rows_by_loops(x, size)[:, ::size, ::size],
                diagnosis="The windows stand side by side.",
                hint="The next window begins one pixel further, not one window further.",
            ),
            Mistake(
                name="one-place-short",
                function=lambda x, size: rows_by_loops(x, size)[:, :-1, :-1],
                diagnosis="The last place down and the last to the right are missing.",
                hint="On n pixels a window of k has n − k + 1 places.",
            ),
            Mistake(
                name="not-in-a-row",
                function=lambda x, size: rows_by_loops(x, size).reshape(
                    len(x), x.shape[1] - size + 1, x.shape[2] - size + 1, size, size, -1
                ),
                diagnosis="The windows still have rows, columns and channels.",
                hint="Lay each window out in one row: `.reshape(images, rows, columns, -1)`.",
            ),
            Mistake(
                name="places-in-one-list",
                function=lambda x, size: rows_by_loops(x, size).reshape(-1, size * size * x.shape[3]),
                diagnosis="All windows of all images stand in one long list.",
                hint="Keep the first three axes: images, rows, columns of the places.",
            ),
        ),
    ),
    hints=(
        "How many places are there, down and to the right? And how many numbers has one window, all channels counted?",
        "`np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))` gives all windows, but look at its "
        "shape: the window's rows and columns come after the channels.",
        "`windows.transpose(0, 1, 2, 4, 5, 3)` puts the channels last. Then lay the last three axes out in one.",
    ),
    solution="""windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
images, rows, columns = windows.shape[:3]
return windows.transpose(0, 1, 2, 4, 5, 3).reshape(images, rows, columns, -1)""",
    right=(rows_by_loops, _rows_by_view, _rows_by_shifts),
)


def _rows_by_loops_turned(x: Array, size: int) -> Array:
    windows = rows_by_loops(x, size)
    whole = windows.reshape(*windows.shape[:3], size, size, -1)
    return whole[:, :, :, ::-1, ::-1].reshape(windows.shape)


# --- the convolution layer


def _layers(random: np.random.Generator) -> Iterator[Arguments]:
    """One filter on one channel, then several of both, of several images; a window of one pixel."""
    for shape, size, filters in (
        ((1, 2, 3, 1), 2, 1),
        ((1, 3, 3, 1), 2, 2),
        ((1, 3, 4, 2), 2, 3),
        ((2, 5, 4, 3), 3, 2),
        ((2, 6, 5, 2), 4, 5),
        ((3, 2, 3, 2), 1, 2),
    ):
        kernels = draw_maps(random, size, size, shape[3], filters)
        yield draw_maps(random, *shape), kernels, draw_maps(random, filters) + 0.5


def convolved_by_scipy(x: Array, kernels: Array, biases: Array) -> Array:
    """The right answer, by SciPy: each filter slides over all channels at once."""
    import numpy as np
    from scipy.signal import correlate

    maps = [
        [correlate(image, kernels[:, :, :, f], mode="valid", method="direct")[:, :, 0] for f in range(kernels.shape[3])]
        for image in x
    ]
    return np.array(maps).transpose(0, 2, 3, 1) + biases


def convolved_by_product(x: Array, kernels: Array, biases: Array) -> Array:
    """As the exercise asks for it: all windows times all kernels."""
    return _rows_by_view(x, len(kernels)) @ kernels.reshape(-1, kernels.shape[3]) + biases


def _convolved_by_einsum(x: Array, kernels: Array, biases: Array) -> Array:
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(x, kernels.shape[:2], axis=(1, 2))
    return (np.einsum("nrckij,ijkf->nrcf", windows, kernels) + biases).astype(np.float32)


def _convolution_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    x, kernels, biases = arguments
    image, row, column, filter_ = index
    size = len(kernels)
    window, kernel = x[image, row : row + size, column : column + size], kernels[:, :, :, filter_]
    total = f"{in_words((window * kernel).sum() + biases[filter_])}"
    if window.size > 4:
        products = f"The {window.size} products make {in_words((window * kernel).sum())}"
    else:
        products = " + ".join(f"{in_words(a)}×{in_brackets(b)}" for a, b in zip(window.flat, kernel.flat, strict=True))
    return f"{products}, with the bias {in_words(biases[filter_])} that is {total}."


CONVOLVE = function_exercise(
    slug="capstone-convolve",
    title="A convolution as one product",
    lesson=LESSON,
    points=2,
    task=Task(
        function="convolve",
        parameters=("x", "kernels", "biases"),
        calls=_layers,
        reference=convolved_by_scipy,
        work_out=_convolution_worked_out,
        mistakes=(
            Mistake.made_in(
                convolved_by_scipy,
                lambda convolve: lambda x, k, b: convolve(x, k, 0 * b),
                name="bias-missing",
                diagnosis="The biases are not added.",
                hint="Each filter has one bias: `+ biases` at the end.",
            ),
            Mistake.made_in(
                convolved_by_scipy,
                lambda convolve: lambda x, k, b: convolve(x, k, b * x.shape[3]),
                name="bias-per-channel",
                diagnosis="The bias is added once for every channel.",
                hint="A filter adds its products up over all channels, and then its bias, once.",
            ),
            Mistake.made_in(
                convolved_by_scipy,
                lambda convolve: lambda x, k, b: convolve(x, k[::-1, ::-1], b),
                name="kernel-turned",
                diagnosis="The kernels are turned by 180 degrees.",
                hint="As in Keras, nothing is turned: the first number meets the window's top left corner.",
            ),
            Mistake(
                name="kernels-laid-out-wrongly",
                function=lambda x, k, b: _rows_by_view(x, len(k)) @ k.reshape(k.shape[3], -1).T + b,
                diagnosis="The kernels are cut up as if the filter were their first axis.",
                hint="The filter is the *last* axis of `kernels`: `kernels.reshape(-1, kernels.shape[-1])` puts each "
                "filter in a column.",
            ),
            Mistake(
                name="channels-averaged",
                function=lambda x, k, b: convolved_by_scipy(x, k, 0 * b) / x.shape[3] + b,
                diagnosis="The channels are averaged.",
                hint="A filter adds up over all channels: 9 pixels of 2 channels are 18 products in one sum.",
            ),
            Mistake.made_in(
                convolved_by_scipy,
                lambda convolve: lambda x, k, b: convolve(x[..., :1], k[:, :, :1], b),
                name="first-channel-only",
                diagnosis="Only the first channel counts.",
                hint="A filter reaches through all channels.",
            ),
            Mistake.made_in(
                convolved_by_scipy,
                lambda convolve: lambda x, k, b: convolve(x, k, b).clip(0),
                name="activation-included",
                diagnosis="ReLU is in it already.",
                hint="Leave ReLU for the next step: on the way back it needs a step of its own.",
            ),
        ),
    ),
    hints=(
        "`im2col` gives every window as a row. What must a matrix look like that holds a filter in each column?",
        "`windows @ matrix` multiplies every row with every column and adds up. The matrix has as many rows as a "
        "window has numbers, and a column for each filter.",
        "`im2col(x, len(kernels)) @ kernels.reshape(-1, kernels.shape[-1]) + biases`",
    ),
    solution="return im2col(x, len(kernels)) @ kernels.reshape(-1, kernels.shape[-1]) + biases",
    right=(convolved_by_scipy, convolved_by_product, _convolved_by_einsum),
)

# --- softmax and cross-entropy in one

PROPS = (
    1e-6,
    1e-7,
    1e-8,
    1e-9,
    1e-10,
    1e-12,
    1e-15,
    1e-16,
)  # what is often added to a probability, or put in its place


def _scores(random: np.random.Generator) -> Iterator[Arguments]:
    """Two classes by hand; several images, of which two may have the same label; scores beyond what exp can take."""
    import numpy as np

    yield np.array([[2.0, 0.0]]), np.array([1])
    yield np.array([[1.0, -1.0, 0.5], [0.0, 2.0, -2.0]]), np.array([2, 1])
    for images, classes in ((4, 3), (3, 3), (6, 10)):
        yield random.normal(scale=2, size=(images, classes)), np.arange(images)[::-1] % classes
    yield np.array([[0.0, 800.0], [-900.0, 0.0]]), np.array([0, 1])


def _loss_by_scipy(logits: Array, labels: Array) -> tuple[float, Array]:
    import numpy as np
    from scipy.special import log_softmax, softmax

    losses = [-row[label] for row, label in zip(log_softmax(logits, axis=1), labels, strict=True)]
    return float(np.mean(losses)), (softmax(logits, axis=1) - np.eye(logits.shape[1])[labels]) / len(labels)


def _loss_step_by_step(logits: Array, labels: Array) -> tuple[float, Array]:
    import numpy as np

    gradient, total = np.zeros(logits.shape), 0.0
    for image, label in enumerate(labels):
        row = logits[image] - max(logits[image])
        powers = np.exp(row)
        total += np.log(sum(powers)) - row[label]
        gradient[image] = powers / sum(powers)
        gradient[image, label] -= 1
    return total / len(labels), gradient / len(labels)


def _loss_in_one_go(logits: Array, labels: Array) -> tuple[Array, Array]:
    import numpy as np

    logs = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    target = labels[:, np.newaxis] == np.arange(logits.shape[1])
    return -logs[target].mean(), ((np.exp(logs) - target) / len(logits)).astype(np.float32)


def _probabilities(logits: Array, axis: int = 1) -> Array:
    import numpy as np

    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def _one_hot(logits: Array, labels: Array) -> Array:
    import numpy as np

    return np.eye(logits.shape[1])[labels]


def _log_of_zero(logits: Array, labels: Array) -> tuple[float, Array]:
    """Right until a probability becomes 0, whose logarithm is minus infinity."""
    import numpy as np

    with np.errstate(divide="ignore"):
        logs = np.log(_probabilities(logits))
    return float(-logs[np.arange(len(labels)), labels].mean()), _loss_by_scipy(logits, labels)[1]


def _overflow(logits: Array, labels: Array) -> tuple[float, Array]:
    """Softmax with nothing taken away."""
    import numpy as np

    with np.errstate(all="ignore"):
        powers = np.exp(logits)
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        losses = -np.log(probabilities)[np.arange(len(labels)), labels]
    return float(losses.mean()), (probabilities - _one_hot(logits, labels)) / len(labels)


def _overflow_of_the_sum(logits: Array, labels: Array) -> tuple[float, Array]:
    """The logarithm of softmax, without anything taken away; the gradient made of it."""
    import numpy as np

    with np.errstate(all="ignore"):
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    losses = -logs[np.arange(len(labels)), labels]
    return float(losses.mean()), (np.exp(logs) - _one_hot(logits, labels)) / len(labels)


def _overflow_of_the_gradient(logits: Array, labels: Array) -> tuple[float, Array]:
    """The loss is right; the gradient is made of exponentials with nothing taken away."""
    return _loss_by_scipy(logits, labels)[0], _overflow(logits, labels)[1]


def _one_maximum(logits: Array, labels: Array) -> tuple[float, Array]:
    """Softmax with the largest of all scores taken away: it becomes 0 / 0 where a row lies far below."""
    import numpy as np

    with np.errstate(all="ignore"):
        powers = np.exp(logits - logits.max())
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        losses = -np.log(probabilities)[np.arange(len(labels)), labels]
    return float(losses.mean()), (probabilities - _one_hot(logits, labels)) / len(labels)


def _one_maximum_of_the_sum(logits: Array, labels: Array) -> tuple[float, Array]:
    """The logarithm of softmax with the largest of all scores taken away; the gradient made of it."""
    return _overflow_of_the_sum(logits - logits.max(), labels)


def _losses(logits: Array, labels: Array) -> Array:
    """Of each image."""
    import numpy as np

    return np.array([_loss_by_scipy(logits[[at]], labels[[at]])[0] for at in range(len(labels))])


def _log_propped_up(logits: Array, labels: Array, *, least: float, added: bool) -> tuple[float, Array]:
    """Right until a probability comes near `least`, which is added to it, or put in place of what is smaller."""
    import numpy as np

    probabilities = _probabilities(logits)
    logs = np.log(probabilities + least if added else np.maximum(probabilities, least))
    return float(-logs[np.arange(len(labels)), labels].mean()), _loss_by_scipy(logits, labels)[1]


def _softmax_twice(logits: Array, labels: Array) -> tuple[float, Array]:
    return _loss_by_scipy(_probabilities(logits), labels)


def _loss_of_columns(logits: Array, labels: Array) -> tuple[float, Array]:
    """Softmax over the images instead of the classes."""
    import numpy as np
    from scipy.special import log_softmax

    logs, gradient = log_softmax(logits, axis=0), _probabilities(logits, axis=0) - _one_hot(logits, labels)
    return float(-logs[np.arange(len(labels)), labels].mean()), gradient / len(labels)


def _loss_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    logits, labels = arguments
    probabilities = _probabilities(logits)
    if index[0] == 0:
        return (
            "For one image: the logarithm of the sum of all e to the power of a score, less the score of the right "
            "class. Then the mean over the images."
        )
    _, image, k = index
    probability = value_in_words(probabilities[image, k])
    target = int(labels[image] == k)
    return f"Probability {probability} minus target {target}, divided by the number of images, {len(labels)}."


LOSS = function_exercise(
    slug="capstone-loss",
    title="Softmax and cross-entropy in one",
    lesson=LESSON,
    points=3,
    task=Task(
        function="softmax_cross_entropy",
        parameters=("logits", "labels"),
        calls=_scores,
        reference=_loss_by_scipy,
        work_out=_loss_worked_out,
        mistakes=(
            Mistake(
                name="log-of-zero",
                function=_log_of_zero,
                diagnosis="A probability became 0, and the logarithm of 0 is minus infinity.",
                hint="Never take the logarithm of a probability: `shifted - np.log(np.exp(shifted).sum(axis=1, "
                "keepdims=True))` is the logarithm of softmax, and stays finite.",
            ),
            *(
                Mistake(
                    name="overflow",
                    function=function,
                    diagnosis="The exponential of a large score is too large for a number, and what is made of it is "
                    "infinite or NaN, not a number.",
                    hint="Take each row's largest score away first: softmax stays the same, and no exponential is "
                    "larger than 1. `shifted = logits - logits.max(axis=1, keepdims=True)`",
                )
                for function in (_overflow, _overflow_of_the_sum, _overflow_of_the_gradient)
            ),
            *(
                Mistake(
                    name="one-maximum-for-all",
                    function=function,
                    diagnosis="The largest of all scores is taken away. In a row that lies far below it every "
                    "exponential becomes 0, and 0 / 0 is no number.",
                    hint="Each row's own largest score: `logits - logits.max(axis=1, keepdims=True)`",
                )
                for function in (_one_maximum, _one_maximum_of_the_sum)
            ),
            *(
                Mistake(
                    name="logarithm-propped-up",
                    function=partial(_log_propped_up, least=least, added=added),
                    diagnosis=f"A probability that became 0 counts as {least:g}, so a loss cannot grow beyond "
                    f"{-log(least):.1f}.",
                    hint="Nothing has to be added or cut off: `shifted - np.log(np.exp(shifted).sum(axis=1, "
                    "keepdims=True))` is the logarithm of softmax, and stays right however small it is.",
                )
                for least, added in product(PROPS, (False, True))
            ),
            Mistake(
                name="softmax-twice",
                function=_softmax_twice,
                diagnosis="Softmax is applied to probabilities: once too often.",
                hint="What comes in are scores. Softmax once, then the loss.",
            ),
            Mistake(
                name="softmax-over-images",
                function=_loss_of_columns,
                diagnosis="Softmax runs over the images: the columns have the sum 1, not the rows.",
                hint="Each image has probabilities of its own: `axis=1`, in the maximum and in the sum.",
            ),
            Mistake(
                name="gradient-not-averaged",
                function=lambda z, y: (_loss_by_scipy(z, y)[0], _loss_by_scipy(z, y)[1] * len(y)),
                diagnosis="The loss is the mean over the images, but the gradient is that of their sum.",
                hint="Divide the gradient by the number of images, too.",
            ),
            Mistake(
                name="sum-for-mean",
                function=lambda z, y: tuple(part * len(y) for part in _loss_by_scipy(z, y)),
                diagnosis="Loss and gradient are added up over the images.",
                hint="The mean is asked for: divide both by `len(labels)`.",
            ),
            Mistake(
                name="loss-summed",
                function=lambda z, y: (_loss_by_scipy(z, y)[0] * len(y), _loss_by_scipy(z, y)[1]),
                diagnosis="The loss is added up over the images, but the gradient is that of their mean.",
                hint="Take the mean of the losses, too.",
            ),
            Mistake(
                name="loss-of-each-image",
                function=lambda z, y: (_losses(z, y), _loss_by_scipy(z, y)[1]),
                diagnosis="Each image's loss stands for itself.",
                hint="One number is asked for: the mean of them.",
            ),
            Mistake(
                name="loss-sign-lost",
                function=lambda z, y: (-_loss_by_scipy(z, y)[0], _loss_by_scipy(z, y)[1]),
                diagnosis="The loss has its sign turned: the logarithm of a probability is negative, a loss is not.",
                hint="Minus the mean of the right classes' logarithms.",
            ),
            Mistake(
                name="target-not-taken-away",
                function=lambda z, y: (_loss_by_scipy(z, y)[0], _probabilities(z) / len(y)),
                diagnosis="The gradient is made of the probabilities alone.",
                hint="Probability minus target: take 1 away at the right class of each image.",
            ),
            Mistake(
                name="one-from-all",
                function=lambda z, y: (_loss_by_scipy(z, y)[0], (_probabilities(z) - 1) / len(y)),
                diagnosis="1 is taken away from every class.",
                hint="Only the right class has the target 1: `gradient[np.arange(len(labels)), labels] -= 1`.",
            ),
            Mistake(
                name="sign-turned",
                function=lambda z, y: (_loss_by_scipy(z, y)[0], -_loss_by_scipy(z, y)[1]),
                diagnosis="The gradient has its sign turned: it points downhill.",
                hint="Probability minus target, not target minus probability.",
            ),
            Mistake(
                name="order-swapped",
                function=lambda z, y: _loss_by_scipy(z, y)[::-1],
                diagnosis="The gradient comes first.",
                hint="First the loss, then the gradient.",
            ),
        ),
    ),
    hints=(
        "You wrote both in earlier notebooks: softmax, cross-entropy, and the gradient through both.",
        "Take each row's largest score away first. The logarithm of softmax is then `shifted - "
        "np.log(np.exp(shifted).sum(axis=1, keepdims=True))`.",
        "The loss is minus the mean of `logs[np.arange(len(labels)), labels]`. The gradient is `np.exp(logs)`, with 1 "
        "taken away at those same places, divided by the number of images.",
    ),
    solution="""shifted = logits - logits.max(axis=1, keepdims=True)
logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
right_ones = np.arange(len(labels)), labels
gradient = np.exp(logs)
gradient[right_ones] -= 1
return -logs[right_ones].mean(), gradient / len(labels)""",
    right=(_loss_by_scipy, _loss_step_by_step, _loss_in_one_go),
)
