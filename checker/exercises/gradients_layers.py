"""Gradients through layers with weights, and through max pooling: what arrives from behind, and where it goes.

Loads NumPy and SciPy only when something is checked. `gradient` is always that of the loss with respect to what the
layer gives, and has its shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from checker.exercises.loss import LESSON
from checker.exercises.windows import draw_kernel, in_brackets, in_words, turned, zeros
from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

# --- Dense, backward


def _dense(random: np.random.Generator) -> Iterator[Arguments]:
    """One image, where nothing is to be added up; as many images as inputs as units, where any product fits; others."""
    for images, inputs, units in ((1, 2, 3), (2, 2, 2), (3, 2, 4), (3, 3, 3), (5, 4, 2)):
        yield (
            draw_kernel(random, images, inputs),
            draw_kernel(random, inputs, units),
            draw_kernel(random, images, units),
        )


def _dense_in_plain_python(x: np.ndarray, weights: np.ndarray, gradient: np.ndarray) -> tuple[np.ndarray, ...]:
    """Along every connection, of every image: what arrives at the unit goes to the input and to the weight."""
    (images, inputs), units = x.shape, weights.shape[1]
    d_x, d_weights, d_biases = zeros(images, inputs), zeros(inputs, units), zeros(1, units)[0]
    for image in range(images):
        for unit in range(units):
            arrives = gradient[image, unit]
            d_biases[unit] += arrives
            for i in range(inputs):
                d_x[image, i] += arrives * weights[i, unit]
                d_weights[i, unit] += arrives * x[image, i]
    return d_x, d_weights, d_biases


def _dense_by_matrices(x: np.ndarray, weights: np.ndarray, gradient: np.ndarray) -> tuple[np.ndarray, ...]:
    return gradient @ weights.T, x.T @ gradient, gradient.sum(axis=0)


def _dense_by_einsum(x: np.ndarray, weights: np.ndarray, gradient: np.ndarray) -> list[np.ndarray]:
    import numpy as np

    ones = np.ones(len(x))
    return [
        np.einsum("nu,iu->ni", gradient, weights),
        np.einsum("ni,nu->iu", x, gradient).astype(np.float32),
        ones @ gradient,
    ]


DENSE_BACKWARD = function_exercise(
    slug="gradients-dense",
    title="Back through Dense",
    lesson=LESSON,
    points=4,
    task=Task(
        function="dense_backward",
        parameters=("x", "weights", "gradient"),
        calls=with_fractions(_dense),
        reference=_dense_in_plain_python,
        mistakes=(
            Mistake(
                name="bias-not-summed",
                function=lambda x, w, g: (g @ w.T, x.T @ g, g),
                diagnosis="The biases' gradient has a row for every image.",
                hint="All images share the biases, so what arrives from each is added up: `gradient.sum(axis=0)`.",
            ),
            Mistake(
                name="bias-averaged",
                function=lambda x, w, g: (g @ w.T, x.T @ g, g.mean(axis=0)),
                diagnosis="The biases' gradient is averaged over the images.",
                hint="Add up. The mean is in the loss already, so it has been divided once.",
            ),
            Mistake(
                name="bias-summed-over-units",
                function=lambda x, w, g: (g @ w.T, x.T @ g, g.sum(axis=1)),
                diagnosis="The biases' gradient is added up over the units, so there is one number for each image.",
                hint="There is a bias for each *unit*: add up over the images, `axis=0`.",
            ),
            Mistake(
                name="bias-summed-over-all",
                function=lambda x, w, g: (g @ w.T, x.T @ g, g.sum()),
                diagnosis="The biases' gradient is one number for all.",
                hint="There is a bias for each unit: add up over the images only, `axis=0`.",
            ),
            Mistake(
                name="bias-keeps-an-axis",
                function=lambda x, w, g: (g @ w.T, x.T @ g, g.sum(axis=0, keepdims=True)),
                diagnosis="The biases' gradient has an axis too many.",
                hint="A gradient has the shape of what it belongs to: (units,). Leave `keepdims` out.",
            ),
            Mistake(
                name="weights-not-transposed",
                function=lambda x, w, g: (g @ w, x.T @ g, g.sum(axis=0)),
                diagnosis="On the way back to x the weights are used as on the way forward.",
                hint="Backwards a unit's gradient goes to the inputs that made it, the other way along the same "
                "weights: `gradient @ weights.T`.",
            ),
            Mistake(
                name="x-not-transposed",
                function=lambda x, w, g: (g @ w.T, x @ g, g.sum(axis=0)),
                diagnosis="x and the gradient are multiplied with x as it is.",
                hint="The sum must run over the images, so they must be the *second* axis of x: `x.T @ gradient`.",
            ),
            Mistake(
                name="weight-gradient-transposed",
                function=lambda x, w, g: (g @ w.T, g.T @ x, g.sum(axis=0)),
                diagnosis="The weights' gradient is on its side: rows and columns are swapped.",
                hint="It needs the shape of the weights, (inputs, units): `x.T @ gradient`.",
            ),
            Mistake(
                name="averaged-again",
                function=lambda x, w, g: (g @ w.T, x.T @ g / len(x), g.mean(axis=0)),
                diagnosis="What belongs to weights and biases is divided by the number of images.",
                hint="The mean is in the loss, so what arrives has been divided already. Only add up here.",
            ),
            Mistake(
                name="order-swapped",
                function=lambda x, w, g: (x.T @ g, g.sum(axis=0), g @ w.T),
                diagnosis="The three come in another order.",
                hint="First x's gradient, then the weights', then the biases'.",
            ),
        ),
    ),
    hints=(
        "A gradient has the shape of what it belongs to. Which product of two of the three arrays has the shape of x? "
        "Which has that of the weights?",
        "To x: what arrives at each unit, times the weight, added over the units. To a weight: the input times what "
        "arrives at the unit, added over the images. To a bias: what arrives, added over the images.",
        "`gradient @ weights.T`, `x.T @ gradient` and `gradient.sum(axis=0)`",
    ),
    solution="return gradient @ weights.T, x.T @ gradient, gradient.sum(axis=0)",
    right=(_dense_in_plain_python, _dense_by_einsum, _dense_by_matrices),
)

# --- convolution, backward: its kernel and bias


def _to_the_kernel(random: np.random.Generator) -> Iterator[Arguments]:
    """Pictures and what arrives at their maps; square and not, a map of one cell, a kernel of one number."""
    for picture, sides in (
        ((3, 3), (2, 2)),
        ((2, 3), (1, 2)),
        ((3, 2), (1, 1)),
        ((3, 4), (3, 4)),
        ((4, 6), (2, 4)),
        ((6, 6), (4, 4)),
    ):
        yield draw_kernel(random, *picture), draw_kernel(random, *sides)


def _kernel_scipy(image: np.ndarray, gradient: np.ndarray) -> tuple[np.ndarray, float]:
    from scipy.signal import correlate2d

    return correlate2d(image, gradient, mode="valid"), float(sum(gradient.flat))


def _kernel_by_windows(image: np.ndarray, gradient: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every window's pixels, times what arrives at its cell, added up."""
    rows, columns = image.shape[0] - gradient.shape[0] + 1, image.shape[1] - gradient.shape[1] + 1
    kernel = zeros(rows, columns)
    for row in range(gradient.shape[0]):
        for column in range(gradient.shape[1]):
            kernel += gradient[row, column] * image[row : row + rows, column : column + columns]
    return kernel, gradient.sum()


def _kernel_by_view(image: np.ndarray, gradient: np.ndarray) -> list[np.ndarray]:
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(image, gradient.shape)
    return [np.einsum("abrc,rc->ab", windows, gradient), gradient.sum().astype(np.float32)]


def _kernel_only(image: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    return _kernel_by_windows(image, gradient)[0]


def _first_window(image: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    rows, columns = image.shape[0] - gradient.shape[0] + 1, image.shape[1] - gradient.shape[1] + 1
    return gradient[0, 0] * image[:rows, :columns]


KERNEL_BACKWARD = function_exercise(
    slug="gradients-kernel",
    title="Back to the kernel",
    lesson=LESSON,
    points=4,
    task=Task(
        function="kernel_backward",
        parameters=("image", "gradient"),
        calls=with_fractions(_to_the_kernel),
        reference=_kernel_scipy,
        mistakes=(
            Mistake(
                name="gradient-turned",
                function=lambda image, g: (_kernel_only(image, turned(g)), g.sum()),
                diagnosis="What arrives is turned by 180 degrees before it slides over the picture.",
                hint="Forward the kernel slides without a turn, and so does the gradient here.",
            ),
            Mistake(
                name="kernel-turned",
                function=lambda image, g: (turned(_kernel_only(image, g)), g.sum()),
                diagnosis="The kernel's gradient is turned by 180 degrees.",
                hint="The kernel's top left number meets the top left pixel of every window: no turn.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda image, g: (_kernel_only(image, g).T, g.sum()),
                diagnosis="Rows and columns of the kernel's gradient are swapped.",
                hint="Rows first: `[row, column]` in both.",
            ),
            Mistake(
                name="first-window-only",
                function=lambda image, g: (_first_window(image, g), g.sum()),
                diagnosis="Only the first window is counted.",
                hint="The kernel is used at *every* place. Add up what comes from all of them, with `+=`.",
            ),
            Mistake(
                name="averaged",
                function=lambda image, g: (_kernel_only(image, g) / g.size, g.mean()),
                diagnosis="What comes from the windows is averaged.",
                hint="Each window adds its share to the loss, so the shares are added up, not averaged.",
            ),
            Mistake(
                name="bias-averaged",
                function=lambda image, g: (_kernel_only(image, g), g.mean()),
                diagnosis="The bias's gradient is a mean.",
                hint="The bias is in every cell of the map. What arrives at all of them is added up: `gradient.sum()`.",
            ),
            Mistake(
                name="bias-not-summed",
                function=lambda image, g: (_kernel_only(image, g), g),
                diagnosis="The bias's gradient is a whole map.",
                hint="There is one bias for all cells. What arrives at all of them is added up: `gradient.sum()`.",
            ),
            Mistake(
                name="bias-counted-only",
                function=lambda image, g: (_kernel_only(image, g), g.size),
                diagnosis="For the bias the cells are counted; what arrives at them is lost.",
                hint="Add up what arrives: `gradient.sum()`.",
            ),
            Mistake(
                name="bias-forgotten",
                function=lambda image, g: (_kernel_only(image, g), 0.0),
                diagnosis="The bias's gradient is 0.",
                hint="The bias is in every cell of the map. Add up what arrives: `gradient.sum()`.",
            ),
            Mistake(
                name="order-swapped",
                function=lambda image, g: (g.sum(), _kernel_only(image, g)),
                diagnosis="The bias comes first.",
                hint="First the kernel's gradient, then the bias's.",
            ),
        ),
    ),
    hints=(
        "Which pixels does the kernel's top left number meet, and what arrives at the cells that it helps to make?",
        "Every window gives its pixels, times what arrives at its cell. Add up over all windows; begin with zeros of "
        "the kernel's size: picture rows − map rows + 1, and the columns likewise.",
        "For each cell of `gradient`: `d_kernel += gradient[row, column] * image[row : row + rows, column : column + "
        "columns]`. The bias gets `gradient.sum()`.",
    ),
    solution="""rows = image.shape[0] - gradient.shape[0] + 1
columns = image.shape[1] - gradient.shape[1] + 1
d_kernel = np.zeros((rows, columns))
for row in range(gradient.shape[0]):
    for column in range(gradient.shape[1]):
        d_kernel += gradient[row, column] * image[row : row + rows, column : column + columns]
return d_kernel, gradient.sum()""",
    right=(_kernel_scipy, _kernel_by_view, _kernel_by_windows),
)

# --- convolution, backward: its picture


def _to_the_picture(random: np.random.Generator) -> Iterator[Arguments]:
    """Kernels that no turn leaves as they are, and what arrives at their maps; square and not."""
    for kernel, sides in (
        ((1, 2), (1, 2)),
        ((2, 2), (1, 2)),
        ((2, 2), (2, 2)),
        ((2, 3), (3, 2)),
        ((3, 3), (4, 4)),
        ((3, 1), (2, 5)),
    ):
        yield draw_kernel(random, *kernel), draw_kernel(random, *sides)


def _picture_scipy(kernel: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    from scipy.signal import convolve2d

    found: np.ndarray = convolve2d(gradient, kernel, mode="full")
    return found


def _picture_by_stamps(kernel: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """The kernel laid down at every place, times what arrives there, and added up."""
    (rows, columns), (map_rows, map_columns) = kernel.shape, gradient.shape
    picture = zeros(map_rows + rows - 1, map_columns + columns - 1)
    for row in range(map_rows):
        for column in range(map_columns):
            picture[row : row + rows, column : column + columns] += gradient[row, column] * kernel
    return picture


def _picture_by_sliding(kernel: np.ndarray, gradient: np.ndarray) -> list[list[float]]:
    """The turned kernel slides over what arrives, with zeros all round it."""
    import numpy as np

    rows, columns = kernel.shape
    padded = np.pad(gradient, ((rows - 1, rows - 1), (columns - 1, columns - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * turned(kernel)).sum(axis=(2, 3)).tolist()


def _overwritten(kernel: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    (rows, columns), (map_rows, map_columns) = kernel.shape, gradient.shape
    picture = zeros(map_rows + rows - 1, map_columns + columns - 1)
    for row in range(map_rows):
        for column in range(map_columns):
            picture[row : row + rows, column : column + columns] = gradient[row, column] * kernel
    return picture


def _ones(array: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.ones_like(array)


def _picture_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    """All windows in which this pixel lies: what arrives at each, times the number that lay on the pixel."""
    kernel, gradient = arguments
    row, column = index
    products = [
        f"{in_words(gradient[r, c])}×{in_brackets(kernel[row - r, column - c])}"
        for r in range(gradient.shape[0])
        for c in range(gradient.shape[1])
        if 0 <= row - r < kernel.shape[0] and 0 <= column - c < kernel.shape[1]
    ]
    total = in_words(_picture_by_stamps(kernel, gradient)[index])
    written = " + ".join(products)
    return f"For each window that holds this pixel, what arrives times the kernel's number there: {written} = {total}."


PICTURE_BACKWARD = function_exercise(
    slug="gradients-picture",
    title="Back to the picture",
    lesson=LESSON,
    points=4,
    task=Task(
        function="picture_backward",
        parameters=("kernel", "gradient"),
        calls=with_fractions(_to_the_picture),
        reference=_picture_scipy,
        work_out=_picture_worked_out,
        mistakes=(
            Mistake(
                name="kernel-turned",
                function=lambda kernel, g: _picture_by_stamps(turned(kernel), g),
                diagnosis="The kernel lies the wrong way round, turned by 180 degrees.",
                hint="Laid down as a stamp it lies as it is. (Slid over the padded gradient it must be turned.)",
            ),
            Mistake(
                name="overwritten",
                function=_overwritten,
                diagnosis="Where windows overlap, the last one overwrites what the others have brought.",
                hint="A pixel lies in several windows, and all of them count: `+=` in place of `=`.",
            ),
            Mistake(
                name="gradient-ignored",
                function=lambda kernel, g: _picture_by_stamps(kernel, _ones(g)),
                diagnosis="The kernel is laid down everywhere with the same strength; what arrives is lost.",
                hint="Multiply each stamp by what arrives at its cell, `gradient[row, column]`.",
            ),
            Mistake(
                name="kernel-ignored",
                function=lambda kernel, g: _picture_by_stamps(_ones(kernel), g),
                diagnosis="What arrives at a cell is passed on to all pixels of its window alike.",
                hint="A pixel's share is the kernel's number that lay on it: multiply by the kernel.",
            ),
            Mistake(
                name="gradient-turned",
                function=lambda kernel, g: _picture_by_stamps(kernel, turned(g)),
                diagnosis="What arrives is turned by 180 degrees.",
                hint="The window at row 0, column 0 gets `gradient[0, 0]`.",
            ),
            Mistake(
                name="cut-to-the-map",
                function=lambda kernel, g: _picture_by_stamps(kernel, g)[: g.shape[0], : g.shape[1]],
                diagnosis="That has the size of the map.",
                hint="The picture is larger: map rows + kernel rows − 1, and the columns likewise.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda kernel, g: _picture_by_stamps(kernel, g).T,
                diagnosis="Rows and columns are swapped.",
                hint="Rows first: `[row, column]` everywhere.",
            ),
        ),
    ),
    hints=(
        "In which windows does one pixel lie, and which number of the kernel lay on it each time?",
        "Begin with zeros of the picture's size: map rows + kernel rows − 1, and the columns likewise. Every cell of "
        "the map gives back to its window the kernel, times what arrives there.",
        "For each cell: `d_image[row : row + rows, column : column + columns] += gradient[row, column] * kernel`",
    ),
    solution="""rows, columns = kernel.shape
map_rows, map_columns = gradient.shape
d_image = np.zeros((map_rows + rows - 1, map_columns + columns - 1))
for row in range(map_rows):
    for column in range(map_columns):
        d_image[row : row + rows, column : column + columns] += gradient[row, column] * kernel
return d_image""",
    right=(_picture_scipy, _picture_by_sliding, _picture_by_stamps),
)

# --- max pooling, backward


def _to_unpool(random: np.random.Generator) -> Iterator[Arguments]:
    """No window has two largest, but largest ones occur in other windows too; leftover rows and columns; negatives."""
    import numpy as np

    yield np.array([[1.0, 5.0, 5.0, 0.0], [2.0, 3.0, 9.0, 4.0]]), np.array([[10.0, -20.0]]), 2
    yield np.array([[0.0, 3.0], [1.0, 2.0], [4.0, 6.0], [5.0, 7.0]]), np.array([[0.5], [-3.0]]), 2  # on the last lines
    for shape, size in (((4, 4), 2), ((5, 4), 2), ((2, 7), 2), ((6, 9), 3), ((7, 8), 3)):
        rows, columns = shape[0] // size, shape[1] // size
        within = [random.permutation(size * size) for _ in range(rows * columns)]  # the same numbers in every window
        blocks = np.array(within).reshape(rows, columns, size, size).swapaxes(1, 2)
        x = np.full(shape, 50.0)  # what no window holds is larger than all
        x[: rows * size, : columns * size] = blocks.reshape(rows * size, columns * size) - size
        x[:size, :size] -= 10  # all negative
        x[size:, -size:] += 1  # larger than its neighbours' largest, which occurs here too
        yield x, draw_kernel(random, rows, columns), size


def _unpooled(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    """Window by window, cell by cell, in plain loops."""
    passed = zeros(*x.shape)
    for row in range(gradient.shape[0]):
        for column in range(gradient.shape[1]):
            cells = [(row * size + r, column * size + c) for r in range(size) for c in range(size)]
            passed[max(cells, key=lambda cell: x[cell])] = gradient[row, column]
    return passed


def _spread(gradient: np.ndarray, size: int, shape: tuple[int, ...]) -> np.ndarray:
    """Every number of `gradient` in all cells of its window, 0 in what is left over."""
    spread = zeros(*shape)
    wide = gradient.repeat(size, axis=0).repeat(size, axis=1)
    spread[: wide.shape[0], : wide.shape[1]] = wide
    return spread


def _largest(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    rows, columns = gradient.shape
    cut = x[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return cut.max(axis=(1, 3))


def _unpooled_by_mask(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    return _spread(gradient, size, x.shape) * (x == _spread(_largest(x, gradient, size), size, x.shape))


def _unpooled_by_argmax(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    import numpy as np

    passed = np.zeros(x.shape, dtype=np.float32)
    for row, column in np.ndindex(gradient.shape):
        top, left = row * size, column * size
        r, c = np.unravel_index(np.argmax(x[top : top + size, left : left + size]), (size, size))
        passed[top + r, left + c] += gradient[row, column]
    return passed


def _row_for_column(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    passed = zeros(*x.shape)
    for row in range(gradient.shape[0]):
        for column in range(gradient.shape[1]):
            top, left = row * size, column * size
            across, down = divmod(int(x[top : top + size, left : left + size].argmax()), size)
            passed[top + down, left + across] = gradient[row, column]
    return passed


def _place_of_the_window(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    passed = zeros(*x.shape)
    for row, column in product(*map(range, gradient.shape)):
        window = x[row * size : (row + 1) * size, column * size : (column + 1) * size]
        passed[divmod(int(window.argmax()), size)] = gradient[row, column]
    return passed


def _number_of_the_window(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    passed = zeros(*x.shape)
    for row, column in product(*map(range, gradient.shape)):
        window = x[row * size : (row + 1) * size, column * size : (column + 1) * size]
        passed.flat[int(window.argmax())] = gradient[row, column]
    return passed


def _places(x: np.ndarray) -> np.ndarray:
    """0, 1, 2... in reading order."""
    import numpy as np

    return np.arange(x.size).reshape(x.shape)


def _to_every_such_number(x: np.ndarray, gradient: np.ndarray, size: int) -> np.ndarray:
    import numpy as np

    return _spread(gradient, size, x.shape) * np.isin(x, _largest(x, gradient, size))


def _unpooled_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    x, gradient, size = arguments
    row, column = (place // size for place in index)
    if row >= gradient.shape[0] or column >= gradient.shape[1]:
        return "This cell lies in no window: it is left over, so nothing arrives."
    window = x[row * size : (row + 1) * size, column * size : (column + 1) * size]
    is_largest = x[index] == window.max()
    arrives = in_words(gradient[row, column]) if is_largest else "0"
    return (
        f"Its window holds {' '.join(map(in_words, window.flat))}; the largest is {in_words(window.max())}, and this "
        f"cell is {'that one' if is_largest else 'another'}, so {arrives} arrives."
    )


POOL_BACKWARD = function_exercise(
    slug="gradients-pooling",
    title="Back through max pooling",
    lesson=LESSON,
    points=3,
    task=Task(
        function="pool_backward",
        parameters=("x", "gradient", "size"),
        calls=with_fractions(_to_unpool),
        reference=_unpooled,
        work_out=_unpooled_worked_out,
        mistakes=(
            Mistake(
                name="to-every-maximum",
                function=_to_every_such_number,
                diagnosis="Every number that is the largest of *some* window gets something, wherever it stands.",
                hint="Compare each number with the largest of its own window only.",
            ),
            Mistake(
                name="to-every-cell",
                function=lambda x, g, size: _spread(g, size, x.shape),
                diagnosis="All cells of a window get what arrives.",
                hint="Only the largest has been passed on, so only its cell gets something; the others get 0.",
            ),
            Mistake(
                name="shared-out",
                function=lambda x, g, size: _spread(g, size, x.shape) / size**2,
                diagnosis="What arrives is shared out among all cells, as for average pooling.",
                hint="Max pooling has passed on one cell. That one gets everything.",
            ),
            Mistake(
                name="to-the-largest-of-all",
                function=lambda x, g, size: _spread(g, size, x.shape) * (x == _largest(x, g, size).max()),
                diagnosis="Only the largest number of the whole map gets something.",
                hint="Every window has a largest cell of its own.",
            ),
            Mistake(
                name="to-the-first-cell",
                function=lambda x, g, size: _unpooled(-_places(x), g, size),
                diagnosis="The first cell of each window gets what arrives, whichever is the largest.",
                hint="Look in x for the largest cell of the window.",
            ),
            Mistake(
                name="rows-and-columns-swapped",
                function=_row_for_column,
                diagnosis="Within the window the row and the column of the largest are swapped.",
                hint="`np.unravel_index(window.argmax(), window.shape)` gives the row first, then the column.",
            ),
            *(
                Mistake(
                    name="place-within-the-window",
                    function=function,
                    diagnosis="The place of the largest is counted within its window, and used as a place in x.",
                    hint="Add the window's first row and column: `d_x[top + r, left + c]`.",
                )
                for function in (_place_of_the_window, _number_of_the_window)
            ),
            Mistake(
                name="to-the-smallest",
                function=lambda x, g, size: _unpooled(-x, g, size),
                diagnosis="The smallest cell of each window gets what arrives.",
                hint="Max pooling keeps the largest.",
            ),
            Mistake(
                name="multiplied-by-the-value",
                function=lambda x, g, size: x * _unpooled_by_mask(x, g, size),
                diagnosis="What arrives is multiplied by the largest number.",
                hint="The largest cell is passed on as it is: a nudge of 1 there is a nudge of 1 behind.",
            ),
            Mistake(
                name="gradient-ignored",
                function=lambda x, g, size: _unpooled(x, _ones(g), size),
                diagnosis="The largest cells get 1; what arrives is lost.",
                hint="Put `gradient[row, column]` there.",
            ),
            Mistake(
                name="leftover-cut-off",
                function=lambda x, g, size: _unpooled(x, g, size)[: len(g) * size, : g.shape[1] * size],
                diagnosis="Rows and columns that are left over are missing.",
                hint="The gradient has the shape of x. What lies in no window gets 0: begin with `np.zeros(x.shape)`.",
            ),
        ),
    ),
    hints=(
        "If a cell that is not the largest is nudged a little, does what comes out of its window change?",
        "Begin with zeros of x's shape. In every window find the largest number, and put there what arrives.",
        "`np.unravel_index(window.argmax(), window.shape)` is the row and the column of the largest within its window; "
        "add the window's first row and column.",
    ),
    solution="""d_x = np.zeros(x.shape)
for row in range(gradient.shape[0]):
    for column in range(gradient.shape[1]):
        top, left = row * size, column * size
        window = x[top : top + size, left : left + size]
        r, c = np.unravel_index(window.argmax(), window.shape)
        d_x[top + r, left + c] = gradient[row, column]
return d_x""",
    right=(_unpooled, _unpooled_by_mask, _unpooled_by_argmax),
)
