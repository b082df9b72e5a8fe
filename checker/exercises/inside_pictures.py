"""The exercises of 11 that change or colour a picture: occlusion, saliency, and the picture a unit likes best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from checker.exercises.inside_layers import LESSON
from checker.exercises.windows import in_brackets
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments, Function
from checker.show import value_in_words

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np

    Array: TypeAlias = np.ndarray

# ---------------------------------------------------------------- occlusion


def _occluded_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Pictures that are not square, of distinct numbers none of which is the grey; pixels left over on one axis."""
    for rows, columns, size, stride in ((2, 3, 2, 1), (4, 5, 2, 2), (5, 4, 3, 1), (7, 9, 3, 2), (9, 6, 2, 3)):
        numbers = random.permutation(rows * columns) + 1
        yield (numbers / (rows * columns + 1)).round(3).reshape(rows, columns), size, stride, 0.5004


def _occluded(picture: Array, size: int, stride: int, grey: float) -> Array:
    import numpy as np

    row, column = np.indices(picture.shape)
    rows, columns = ((side - size) // stride + 1 for side in picture.shape)
    top, left = (stride * place[:, :, np.newaxis, np.newaxis] for place in np.indices((rows, columns)))
    covered = (row >= top) & (row < top + size) & (column >= left) & (column < left + size)
    return np.where(covered, grey, picture)


Place = Callable[[int, int, int], tuple[int, int]]  # place, stride, size -> first pixel covered, first one beyond


def _cover(
    picture: Any,
    size: int,
    stride: int,
    paint: Callable[[Any, slice, slice], None],
    *,
    span: Place = lambda place, stride, size: (place * stride, place * stride + size),
    afresh: bool = True,
) -> Array:
    """One picture for each place, painted on by `paint`; `afresh`: each on a copy of its own."""
    import numpy as np

    rows, columns = ((side - size) // stride + 1 for side in picture.shape)
    result = np.zeros((rows, columns, *picture.shape))
    changed = np.array(picture)
    for place in np.ndindex(rows, columns):
        changed = np.array(picture) if afresh else changed
        paint(changed, *(slice(*span(i, stride, size)) for i in place))
        result[place] = changed
    return result


def _paint(grey: float) -> Callable[[Any, slice, slice], None]:
    def paint(changed: Any, rows: slice, columns: slice) -> None:
        changed[rows, columns] = grey

    return paint


def _add(grey: float) -> Callable[[Any, slice, slice], None]:
    def add(changed: Any, rows: slice, columns: slice) -> None:
        changed[rows, columns] += grey

    return add


def _in_loops(picture: Any, size: int, stride: int, grey: float) -> list[list[Array]]:
    result = []
    for top in range(0, len(picture) - size + 1, stride):
        result.append([picture.copy() for _ in range(0, picture.shape[1] - size + 1, stride)])
        for place, changed in enumerate(result[-1]):
            changed[top : top + size, place * stride : place * stride + size] = grey
    return result


def _everywhere(picture: Array, size: int, stride: int, grey: float) -> Array:
    """Places on every stride-th pixel, the square cut off at the edge."""
    import numpy as np

    rows, columns = (range(0, side, stride) for side in picture.shape)
    result = np.array([[picture.copy() for _ in columns] for _ in rows])
    for (i, top), (j, left) in ((a, b) for a in enumerate(rows) for b in enumerate(columns)):
        result[i, j, top : top + size, left : left + size] = grey
    return result


def _uncovered(picture: Array, size: int, stride: int, grey: float) -> Array:
    """The square is what stays, and the rest turns grey."""
    import numpy as np

    covered = _occluded(np.zeros_like(picture), size, stride, 1.0)
    return np.where(covered == 1, picture, grey)


def _work_out_occluded(arguments: Arguments, index: tuple[int, ...]) -> str:
    picture, size, stride, grey = arguments
    top, left = index[0] * stride, index[1] * stride
    row, column = index[2:]
    inside = top <= row < top + size and left <= column < left + size
    kept = value_in_words(picture[row, column])
    ends = f"so it is {value_in_words(grey)}" if inside else f"so it stays {kept}"
    return (
        f"At place ({index[0]}, {index[1]}) the square covers rows {top} to {top + size - 1} and columns {left} to "
        f"{left + size - 1}. Pixel ({row}, {column}) lies {'inside' if inside else 'outside'}, {ends}."
    )


OCCLUDED = function_exercise(
    slug="inside-occluded",
    title="Cover a part of the picture",
    lesson=LESSON,
    points=3,
    task=Task(
        function="occluded",
        parameters=("picture", "size", "stride", "grey"),
        calls=_occluded_calls,
        reference=_occluded,
        work_out=_work_out_occluded,
        mistakes=(
            Mistake(
                name="patches-pile-up",
                function=lambda picture, size, stride, grey: _cover(picture, size, stride, _paint(grey), afresh=False),
                diagnosis="Earlier squares are still there: all of them are painted on one copy.",
                hint="Begin each place with a fresh copy: `changed = picture.copy()` inside both loops.",
            ),
            Mistake(
                name="over-the-edge",
                function=_everywhere,
                diagnosis="There are also places at which the square hangs over the edge.",
                hint="Only whole squares count: `(side - size) // stride + 1` places on each axis.",
            ),
            Mistake(
                name="stride-ignored",
                function=lambda picture, size, stride, grey: _cover(
                    picture, size, stride, _paint(grey), span=lambda place, _stride, size: (place, place + size)
                ),
                diagnosis="There are as many places as there should be, but they are one pixel apart.",
                hint="At place (i, j) the square begins at row i * stride, column j * stride.",
            ),
            Mistake(
                name="one-pixel-wider",
                function=lambda picture, size, stride, grey: _cover(
                    picture,
                    size,
                    stride,
                    _paint(grey),
                    span=lambda place, stride, size: (place * stride, place * stride + size + 1),
                ),
                diagnosis="The square is one pixel too wide and too high.",
                hint="A slice ends before its second number: `top : top + size` is `size` rows.",
            ),
            Mistake(
                name="one-pixel-narrower",
                function=lambda picture, size, stride, grey: _cover(
                    picture,
                    size,
                    stride,
                    _paint(grey),
                    span=lambda place, stride, size: (place * stride, place * stride + size - 1),
                ),
                diagnosis="The square is one pixel too narrow and too low.",
                hint="A slice ends before its second number: `top : top + size` is `size` rows.",
            ),
            Mistake(
                name="grey-added",
                function=lambda picture, size, stride, grey: _cover(picture, size, stride, _add(grey)),
                diagnosis="The grey was added to what is there.",
                hint="What is covered cannot be seen any more: set the pixels with `=`, not with `+=`.",
            ),
            Mistake(
                name="inside-out",
                function=_uncovered,
                diagnosis="Everything but the square was covered.",
                hint="Start from the picture and paint the square.",
            ),
            Mistake(
                name="places-swapped",
                function=lambda picture, size, stride, grey: _occluded(picture, size, stride, grey).swapaxes(0, 1),
                diagnosis="The first axis goes to the right and the second downwards.",
                hint="The first axis says how far down the square stands: `result[i, j]`, row before column.",
            ),
            Mistake(
                name="places-in-one-row",
                function=lambda picture, size, stride, grey: _occluded(picture, size, stride, grey).reshape(
                    -1, *picture.shape
                ),
                diagnosis="All places lie on one axis.",
                hint="Two axes for the place, two for the picture: `np.zeros((rows, columns, *picture.shape))`.",
            ),
        ),
    ),
    hints=(
        "Two loops over the places, as in pooling; at each of them a whole picture comes out.",
        "Where does the square begin at place (i, j)? And which picture do you paint it on?",
        "`changed = picture.copy()`, then `changed[top : top + size, left : left + size] = grey`, and "
        "`result[i, j] = changed`.",
    ),
    solution=(
        "rows = (picture.shape[0] - size) // stride + 1\n"
        "columns = (picture.shape[1] - size) // stride + 1\n"
        "result = np.zeros((rows, columns, *picture.shape))\n"
        "for i in range(rows):\n"
        "    for j in range(columns):\n"
        "        top, left = i * stride, j * stride\n"
        "        result[i, j] = picture\n"
        "        result[i, j, top : top + size, left : left + size] = grey\n"
        "return result"
    ),
    right=(
        _in_loops,
        lambda picture, size, stride, grey: _cover(picture, size, stride, _paint(grey)),
        lambda picture, size, stride, grey: _occluded(picture, size, stride, grey).astype("float32"),
    ),
)

# ---------------------------------------------------------------- saliency


def _gradients(random: np.random.Generator) -> Iterator[Array]:
    """Large negative numbers, several channels, several pictures of different strength, one with no gradient at all."""
    import numpy as np

    yield np.array([[[[1.0], [-4.0]], [[2.0], [0.0]]]])
    for shape in ((1, 2, 3, 2), (2, 3, 2, 1), (2, 4, 5, 3), (3, 6, 4, 2)):
        strength = 10.0 ** np.arange(shape[0])[:, np.newaxis, np.newaxis, np.newaxis]
        yield strength * (random.normal(size=shape) - 0.3).round(2)
    yield np.concatenate([random.normal(size=(1, 3, 4, 2)), np.zeros((1, 3, 4, 2))])


def _scaled(strength: Array, *, axis: tuple[int, ...] = (1, 2)) -> Array:
    """Divided by its largest number on these axes; all zeros stay zeros."""
    import numpy as np

    largest = strength.max(axis=axis, keepdims=True)
    return strength / np.where(largest == 0, 1, largest)


def _scaled_by_zero_too(strength: Array) -> Array:
    import numpy as np

    with np.errstate(all="ignore"):
        return strength / strength.max(axis=(1, 2), keepdims=True)


def _saliency(gradients: Array) -> Array:
    return _scaled(abs(gradients).max(axis=3))


def _saliency_in_loops(gradients: Any) -> list[list[list[float]]]:
    result = []
    for picture in gradients:
        strength = [[max(abs(float(number)) for number in pixel) for pixel in row] for row in picture]
        largest = max(map(max, strength)) or 1.0
        result.append([[number / largest for number in row] for row in strength])
    return result


def _saliency_by_extremes(gradients: Any) -> Array:
    """The larger of the largest and of the smallest with its sign turned, in half the precision."""
    import numpy as np

    strength = np.maximum(gradients.max(axis=-1), -gradients.min(axis=-1)).astype("float32")
    largest = strength.reshape(len(strength), -1).max(axis=1)
    return strength / np.maximum(largest, np.float32(1e-30))[:, np.newaxis, np.newaxis]


def _stretched(gradients: Array) -> Array:
    """From the smallest, which becomes 0, to the largest, which becomes 1."""
    strength = abs(gradients).max(axis=3)
    return _scaled(strength - strength.min(axis=(1, 2), keepdims=True))


def _divided_by_zero(gradients: Array) -> Array:
    import numpy as np

    strength: Array = abs(gradients).max(axis=3)
    with np.errstate(invalid="ignore"):
        return strength / strength.max(axis=(1, 2), keepdims=True)


def _work_out_saliency(arguments: Arguments, index: tuple[int, ...]) -> str:
    (gradients,) = arguments
    strength = abs(gradients).max(axis=3)
    pixel, here, most = gradients[index], strength[index], strength[index[0]].max()
    numbers = ", ".join(value_in_words(number) for number in pixel)
    through = f"{value_in_words(here)} / {value_in_words(most)} = {value_in_words(here / most)}" if most else "0"
    return (
        f"The gradient there is {numbers}; without signs the largest is {value_in_words(here)}. The largest anywhere "
        f"in picture {index[0]} is {value_in_words(most)}: {through}."
    )


SALIENCY = function_exercise(
    slug="inside-saliency",
    title="From gradient to saliency",
    lesson=LESSON,
    points=3,
    task=Task(
        function="saliency",
        parameters=("gradients",),
        calls=lambda random: ((gradients,) for gradients in _gradients(random)),
        reference=_saliency,
        work_out=_work_out_saliency,
        mistakes=(
            Mistake(
                name="absolute-forgotten",
                function=lambda gradients: _scaled(gradients.max(axis=3)),
                diagnosis="The signs are still there, so a pixel that strongly lowers the score counts as weak.",
                hint="Whether up or down, what matters is how much: take `np.abs` first.",
            ),
            Mistake(
                name="absolute-too-late",
                function=lambda gradients: _scaled(abs(gradients.max(axis=3))),
                diagnosis="The signs were dropped after the maximum, which had passed over the negative numbers.",
                hint="First `np.abs`, then the maximum over the channels.",
            ),
            *(
                Mistake(
                    name="mean-for-max",
                    function=function,
                    diagnosis="The channels were averaged or added.",
                    hint="One strong channel is enough: take the largest, `.max(axis=3)`.",
                )
                for function in (
                    lambda gradients: _scaled(abs(gradients).mean(axis=3)),
                    lambda gradients: _scaled_by_zero_too(abs(gradients).mean(axis=3)),
                )
            ),
            Mistake(
                name="one-scale-for-all",
                function=lambda gradients: _scaled(abs(gradients).max(axis=3), axis=(0, 1, 2)),
                diagnosis="All pictures were divided by the largest number of all.",
                hint="Each picture by its own: `.max(axis=(1, 2), keepdims=True)`.",
            ),
            Mistake(
                name="not-scaled",
                function=lambda gradients: abs(gradients).max(axis=3),
                diagnosis="The numbers were not divided by the largest of their picture.",
                hint="The strongest pixel of each picture shall be 1.",
            ),
            Mistake(
                name="stretched",
                function=_stretched,
                diagnosis="The smallest number was taken away first, so that the weakest pixel became 0.",
                hint="0 shall mean that nothing depends on the pixel. Only divide by the largest.",
            ),
            Mistake(
                name="divided-by-zero",
                function=_divided_by_zero,
                diagnosis="A picture without any gradient was divided by 0, which is no number.",
                hint="Where the largest is 0, divide by 1: `np.where(largest > 0, largest, 1)`.",
            ),
            Mistake(
                name="max-over-rows",
                function=lambda gradients: _scaled(abs(gradients).max(axis=1)),
                diagnosis="The maximum was taken over the rows.",
                hint="The axes are (images, rows, columns, channels); the channels are axis 3.",
            ),
            Mistake(
                name="channels-kept",
                function=lambda gradients: _scaled(abs(gradients), axis=(1, 2, 3)),
                diagnosis="The channels are still there.",
                hint="One number for each pixel: the largest over its channels, `.max(axis=3)`.",
            ),
        ),
    ),
    hints=(
        "Three steps: drop the signs, go from channels to pixels, and bring each picture to 0..1.",
        "Which comes first, dropping the signs or the maximum? Over which axis? And by what is each picture divided?",
        "`np.abs(gradients).max(axis=3)`, divided by its own `.max(axis=(1, 2), keepdims=True)`, or by 1 where that is "
        "0.",
    ),
    solution=(
        "strength = np.abs(gradients).max(axis=3)\n"
        "largest = strength.max(axis=(1, 2), keepdims=True)\n"
        "return strength / np.where(largest > 0, largest, 1)"
    ),
    right=(_saliency_in_loops, _saliency_by_extremes),
)

# ---------------------------------------------------------------- a step uphill


def _climb_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Gradients much too small and much too large; steps that leave 0..1 and steps that do not.

    None is so small that it matters if something tiny is added to what it is divided by, lest that be 0.
    """
    import numpy as np

    yield np.array([[0.5, 0.2], [0.9, 0.0]]), np.array([[1.0, -1.0], [7.0, -7.0]]), 0.1
    for shape, size, rate in (((2, 3), 0.01, 0.2), ((4, 3), 5.0, 0.05), ((5, 6), 300.0, 0.5), ((3, 4, 2), 0.01, 0.1)):
        yield random.random(shape).round(2), size * random.normal(size=shape), rate


def _root_mean_square(gradient: Array) -> float:
    return float((gradient**2).mean() ** 0.5)


def _climb(picture: Array, gradient: Array, rate: float) -> Array:
    return _moved(lambda picture, gradient, rate: picture + rate * gradient / _root_mean_square(gradient))(
        picture, gradient, rate
    )


def _moved(step: Function) -> Function:
    """This step, then back between 0 and 1."""
    return lambda picture, gradient, rate: step(picture, gradient, rate).clip(0, 1)


def _climb_in_loops(picture: Any, gradient: Any, rate: float) -> Array:
    import math

    import numpy as np

    length = math.sqrt(sum(float(number) ** 2 for number in gradient.flat) / gradient.size)
    moved = [min(1.0, max(0.0, p + rate * g / length)) for p, g in zip(picture.flat, gradient.flat, strict=True)]
    return np.array(moved).reshape(picture.shape)


def _climb_by_norm(picture: Any, gradient: Any, rate: float) -> Array:
    import numpy as np

    unit = gradient * np.sqrt(gradient.size) / np.linalg.norm(gradient)
    return np.minimum(np.maximum(picture + unit * rate, 0), 1)


def _work_out_climb(arguments: Arguments, index: tuple[int, ...]) -> str:
    picture, gradient, rate = arguments
    length = _root_mean_square(gradient)
    step = picture[index] + rate * gradient[index] / length
    kept = "" if 0 <= step <= 1 else f", which is kept between 0 and 1: {value_in_words(min(1, max(0, step)))}"
    return (
        f"The root of the mean square of the gradient is {value_in_words(length)}: {value_in_words(picture[index])} + "
        f"{value_in_words(rate)} × {in_brackets(float(f'{gradient[index]:.5g}'))} / {value_in_words(length)} = "
        f"{value_in_words(step)}{kept}."
    )


CLIMB = function_exercise(
    slug="inside-climb",
    title="One step uphill",
    lesson=LESSON,
    points=2,
    task=Task(
        function="climb",
        parameters=("picture", "gradient", "rate"),
        calls=_climb_calls,
        reference=_climb,
        tolerance=1e-4,
        work_out=_work_out_climb,
        mistakes=(
            Mistake(
                name="downhill",
                function=lambda picture, gradient, rate: _climb(picture, -gradient, rate),
                diagnosis="The step goes downhill, as in training, and makes the score smaller.",
                hint="Here the score shall grow: add.",
            ),
            Mistake(
                name="not-divided",
                function=_moved(lambda picture, gradient, rate: picture + rate * gradient),
                diagnosis="The gradient was used at its full size, so the step is tiny or huge.",
                hint="Divide it by the root of its mean square, `np.sqrt(np.mean(gradient**2))`.",
            ),
            Mistake(
                name="sum-for-mean",
                function=_moved(lambda picture, gradient, rate: picture + rate * gradient / (gradient**2).sum() ** 0.5),
                diagnosis="The squares were added and not averaged, so the step shrinks as pictures grow.",
                hint="The *mean* of the squares: `np.mean(gradient**2)`.",
            ),
            Mistake(
                name="root-forgotten",
                function=_moved(lambda picture, gradient, rate: picture + rate * gradient / (gradient**2).mean()),
                diagnosis="The gradient was divided by the mean square itself.",
                hint="Take the root of it: `np.sqrt(...)`.",
            ),
            Mistake(
                name="not-kept-within",
                function=lambda picture, gradient, rate: picture + rate * gradient / _root_mean_square(gradient),
                diagnosis="Pixels became darker than black or brighter than white.",
                hint="Keep the result between 0 and 1: `np.clip(..., 0, 1)`.",
            ),
            Mistake(
                name="step-kept-within",
                function=lambda picture, gradient, rate: (
                    picture + (rate * gradient / _root_mean_square(gradient)).clip(0, 1)
                ),
                diagnosis="The step was kept between 0 and 1, not the picture.",
                hint="First add, then `np.clip(..., 0, 1)`.",
            ),
            Mistake(
                name="stretched",
                function=lambda picture, gradient, rate: _stretch(
                    picture + rate * gradient / _root_mean_square(gradient)
                ),
                diagnosis="The picture was stretched to fill 0 to 1, which changes every pixel.",
                hint="Only what lies outside is to be moved, to the nearer end: `np.clip(..., 0, 1)`.",
            ),
        ),
    ),
    hints=(
        "Three steps: how long is the gradient, one step along it, and back to what a pixel may be.",
        "Uphill is plus. How do you make the step equally long, whether the gradient is small or large?",
        "`picture + rate * gradient / np.sqrt(np.mean(gradient**2))`, then `np.clip(..., 0, 1)`.",
    ),
    solution=("length = np.sqrt(np.mean(gradient**2))\nreturn np.clip(picture + rate * gradient / length, 0, 1)"),
    right=(
        _climb_in_loops,
        _climb_by_norm,
        _moved(lambda picture, gradient, rate: picture + rate * gradient / (_root_mean_square(gradient) + 1e-8)),
        _moved(lambda picture, gradient, rate: picture + rate * gradient / ((gradient**2).mean() + 1e-8) ** 0.5),
        _moved(lambda picture, gradient, rate: picture + rate * gradient / (_root_mean_square(gradient) + 1e-6)),
    ),
)


def _stretch(values: Array) -> Array:
    return (values - values.min()) / (values.max() - values.min())
