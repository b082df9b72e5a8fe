"""A kernel recovered from a picture and its map: one step of gradient descent, repeated by the lesson.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.training import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray


def _pictures(random: np.random.Generator) -> Iterator[Arguments]:
    """A kernel, a picture with its target, and a rate; nothing symmetric, nothing square but the first."""
    import numpy as np

    yield (
        np.array([[0.0, 1.0], [0.0, 0.0]]),
        np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]),
        np.array([[1.0, 2.0], [0.0, 5.0]]),
        0.5,
    )
    for kernel, picture, rate in (((3, 3), (6, 8), 0.1), ((2, 4), (7, 6), 0.25), ((3, 3), (9, 5), 2.0)):
        target = tuple(side - size + 1 for side, size in zip(picture, kernel, strict=True))
        yield random.normal(size=kernel), random.normal(size=picture), random.normal(size=target), rate


def _slide(picture: Array, kernel: Array) -> Array:
    """The sum of products at every place, nothing turned."""
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return np.einsum("ijkl,kl->ij", windows, kernel)


def _gradient_one_by_one(kernel: Array, picture: Array, target: Array) -> Array:
    """Of the mean of half the squared errors, weight by weight, with plain loops."""
    import numpy as np

    errors = _slide(picture, kernel) - target
    gradient = np.zeros(kernel.shape)
    for row, column in np.ndindex(*kernel.shape):
        for i, j in np.ndindex(*errors.shape):
            gradient[row, column] += errors[i, j] * picture[i + row, j + column] / errors.size
    return gradient


def _step(kernel: Array, picture: Array, target: Array, rate: float) -> Array:
    return kernel - rate * _gradient_one_by_one(kernel, picture, target)


def _error(kernel: Array, picture: Array, target: Array) -> Array:
    return _slide(picture, kernel) - target


def _worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    kernel, picture, target, rate = arguments
    if len(index) != 2 or target.size > 4:
        return ""
    row, column = index
    errors = _error(kernel, picture, target)
    seen = picture[row : row + errors.shape[0], column : column + errors.shape[1]]
    products = " + ".join(
        f"{_bracketed(error)}×{_bracketed(pixel)}" for error, pixel in zip(errors.flat, seen.flat, strict=True)
    )
    slope = float((errors * seen).mean())
    return (
        f"The errors are {value_in_words(errors)}. Times the pixels that this weight met, on average: "
        f"({products}) / {errors.size} = {_short(slope)}. So {_short(kernel[index])} − {_short(rate)}×"
        f"{_bracketed(slope)} = {_short(kernel[index] - rate * slope)}."
    )


def _short(number: float) -> str:
    return f"{number:g}".replace("-", "−")


def _bracketed(number: float) -> str:
    return _short(number) if number >= 0 else f"({_short(number)})"


def _moved(kernel: Array, picture: Array, target: Array, by: float) -> Array:
    """Against the gradient by so much of it."""
    return kernel - by * _gradient_one_by_one(kernel, picture, target)


KERNEL = function_exercise(
    slug="training-kernel-step",
    title="One step towards the kernel",
    lesson=LESSON,
    points=4,
    task=Task(
        function="kernel_step",
        parameters=("kernel", "picture", "target", "rate"),
        calls=_pictures,
        reference=_step,
        work_out=_worked_out,
        mistakes=(
            Mistake(
                name="update-with-a-plus",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, -rate),
                diagnosis="The step goes up the slope, so the loss grows.",
                hint="Take the gradient away, `kernel - rate * gradient`; and the error is map − target.",
            ),
            Mistake(
                name="rate-twice",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, rate**2),
                diagnosis="The learning rate was multiplied in twice.",
                hint="The gradient itself knows nothing of the rate. Multiply once, when the step is made.",
            ),
            Mistake(
                name="rate-forgotten",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, 1),
                diagnosis="The whole gradient was taken away, without the learning rate.",
                hint="`kernel - rate * gradient`.",
            ),
            Mistake(
                name="sum-for-mean",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, rate * target.size),
                diagnosis="The gradient was added up over all places, not averaged.",
                hint="The loss is a mean over the map, so its gradient is one too: `.mean()`.",
            ),
            Mistake(
                name="half-forgotten",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, rate * 2),
                diagnosis="The gradient is twice as large: that is the one without the ½ in the loss.",
                hint="The 2 from the square and the ½ cancel: mean of error × pixel.",
            ),
            Mistake(
                name="gradient-only",
                function=lambda kernel, picture, target, rate: _gradient_one_by_one(kernel, picture, target),
                diagnosis="That is the gradient, not the kernel after the step.",
                hint="`return kernel - rate * gradient`.",
            ),
            Mistake(
                name="change-only",
                function=lambda kernel, picture, target, rate: _moved(kernel, picture, target, rate) - kernel,
                diagnosis="That is the change alone; the old kernel is missing.",
                hint="`return kernel - rate * gradient`.",
            ),
            Mistake(
                name="kernel-flipped",
                function=lambda kernel, picture, target, rate: (
                    kernel - rate * _gradient_one_by_one(kernel, picture, target)[::-1, ::-1]
                ),
                diagnosis="The gradient was turned by half a turn: each weight got that of the opposite one.",
                hint="Weight (row, column) met the pixels that begin at (row, column) of the picture. Turn nothing.",
            ),
            Mistake(
                name="target-for-error",
                function=lambda kernel, picture, target, rate: kernel + rate * _slide(picture, target) / target.size,
                diagnosis="The target was used in place of the error: what the kernel makes now does not count.",
                hint="First slide the kernel: `error = slide(picture, kernel) - target`.",
            ),
            Mistake(
                name="one-gradient-for-all",
                function=lambda kernel, picture, target, rate: kernel - rate * _error(kernel, picture, target).mean(),
                diagnosis="Every weight was moved by the mean error: the pixels that it met are missing.",
                hint="Multiply the errors with the pixels under this weight before you take the mean.",
            ),
        ),
    ),
    hints=(
        "First the errors, map − target. Then, for each weight: which pixels did it meet, at all places of the window?",
        "The weight at (row, column) met the part of the picture that begins at (row, column) and is as large as the "
        "map. Its gradient is the mean of error × pixel over that part. That is a sliding sum again.",
        "`slide(picture, error) / error.size` is the whole gradient at once; `kernel - rate * gradient` is the step.",
    ),
    solution="""error = slide(picture, kernel) - target
gradient = slide(picture, error) / error.size
return kernel - rate * gradient""",
    right=(
        _step,
        lambda kernel, picture, target, rate: (
            kernel - rate * _slide(picture, _error(kernel, picture, target)) / target.size
        ),
        lambda kernel, picture, target, rate: _by_scipy(kernel, picture, target, rate),
    ),
)


def _by_scipy(kernel: Array, picture: Array, target: Array, rate: float) -> list[list[float]]:
    from scipy.signal import correlate2d

    error = correlate2d(picture, kernel, mode="valid") - target
    return (kernel - correlate2d(picture, error, mode="valid") * (rate / error.size)).tolist()
