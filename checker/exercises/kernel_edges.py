"""Exercises of 03: sharpen, and how strong an edge is and which way it runs.

NumPy and SciPy load when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from checker.exercises.kernel_arithmetic import IDENTITY, LAPLACIAN, SOBEL_X, correlate, in_brackets, weights
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments, Function
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

LESSON = "03-kernels"
LAPLACIAN_OF_EIGHT = ((1, 1, 1), (1, -8, 1), (1, 1, 1))
WITHOUT_DOUBLED_MIDDLE = ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1))


# --- sharpen


def _sharpened(image: np.ndarray, *, amount: float, identity: float = 1.0, laplacian: Any = LAPLACIAN) -> np.ndarray:
    """identity × the picture - amount × its Laplacian, neither rounded nor kept within a range."""
    return correlate(image, identity * weights(IDENTITY) - amount * weights(laplacian))


def _sharpen_calls(random: np.random.Generator) -> Iterator[Arguments]:
    import numpy as np

    yield np.array([[10, 10, 10], [10, 20, 10], [10, 11, 10]], dtype=np.uint8), 1
    yield np.array([[10, 10, 10], [10, 12, 10], [10, 11, 10]], dtype=np.uint8), 2
    yield np.array([[10, 10, 10, 200], [10, 90, 10, 200], [10, 10, 90, 20]], dtype=np.uint8), 1
    for (rows, columns), low, high, amount in (
        ((5, 7), 100, 110, 2),
        ((6, 4), 0, 256, 1),
        ((4, 9), 120, 126, 3),
        ((5, 5), 100, 116, 0),
        ((7, 6), 0, 256, 2),
    ):
        yield random.integers(low, high, (rows, columns), dtype=np.uint8), amount
    yield _one_brighter_neighbour(random), 2.5


def _one_brighter_neighbour(random: np.random.Generator) -> np.ndarray:
    """One window. With an amount of 2.5 all stays whole and within a byte: whoever computes in bytes is right here."""
    import numpy as np

    image = np.full((3, 3), random.integers(30, 40), dtype=np.uint8)
    image[0, 1] += np.uint8(2 * random.integers(1, 5))
    return image


def _sharpen_by_loops(image: np.ndarray, amount: float) -> list[list[float]]:
    rows, columns = image.shape
    pixel = [[int(value) for value in row] for row in image]
    return [
        [
            min(255, max(0, pixel[r][c] - amount * (_around(pixel, r, c) - 4 * pixel[r][c])))
            for c in range(1, columns - 1)
        ]
        for r in range(1, rows - 1)
    ]


def _around(pixel: list[list[int]], r: int, c: int) -> int:
    return pixel[r - 1][c] + pixel[r + 1][c] + pixel[r][c - 1] + pixel[r][c + 1]


def _sharpen_by_difference(image: np.ndarray, amount: float) -> np.ndarray:
    import numpy as np

    sharp = image[1:-1, 1:-1] - amount * correlate(image, LAPLACIAN)
    return np.where(sharp < 0, 0, np.where(sharp > 255, 255, sharp)).astype(np.uint8)


def _work_out_sharpen(arguments: Arguments, index: tuple[int, ...]) -> str:
    image, amount = arguments
    r, c = (i + 1 for i in index)
    pixel = image.astype(int)
    around = [int(value) for value in (pixel[r - 1, c], pixel[r, c - 1], pixel[r, c + 1], pixel[r + 1, c])]
    laplacian = sum(around) - 4 * int(pixel[r, c])
    sharp = int(pixel[r, c]) - amount * laplacian
    kept = "" if 0 <= sharp <= 255 else f", kept within 0 to 255: {min(255, max(0, sharp)):g}"
    return (
        f"The Laplacian is {' + '.join(map(str, around))} - 4 × {pixel[r, c]} = {laplacian}; "
        f"{pixel[r, c]} - {amount} × {in_brackets(laplacian)} = {sharp:g}{kept}."
    )


def _sharpen_mistakes() -> tuple[Mistake, ...]:
    return (
        Mistake(
            name="uint8-wrap-around",
            function=lambda image, amount: _sharpened(image, amount=amount) % 256,
            diagnosis="Numbers below 0 or above 255 have wrapped around: uint8 goes on from 255 with 0, so the "
            "brightest spots turn black.",
            hint="Limit first, `np.clip(result, 0, 255)`, and only then make uint8 of it.",
        ),
        Mistake(
            name="range-forgotten",
            function=lambda image, amount: _sharpened(image, amount=amount),
            diagnosis="Some numbers lie below 0 or above 255, which no pixel can show.",
            hint="`np.clip(result, 0, 255)` keeps them within.",
        ),
        Mistake.made_in(
            _sharpen_by_difference,
            lambda sharpen: lambda image, amount: sharpen(image, -amount),
            name="laplacian-added",
            diagnosis="The Laplacian was added; it has to be taken away. Adding it evens out what should stand out.",
            hint="identity minus amount times Laplacian: mind the sign. The middle becomes larger, not smaller.",
        ),
        Mistake(
            name="identity-forgotten",
            function=lambda image, amount: _sharpened(image, amount=amount, identity=0).clip(0, 255),
            diagnosis="Only the edges are left: the picture itself was not added.",
            hint="The identity keeps the picture: the kernel is the identity minus amount times the Laplacian.",
        ),
        Mistake(
            name="amount-on-everything",
            function=lambda image, amount: _sharpened(image, amount=amount, identity=amount).clip(0, 255),
            diagnosis="`amount` multiplies the picture as well, so the whole picture changes its brightness.",
            hint="Only the Laplacian is multiplied: identity - amount * laplacian, without brackets.",
        ),
        Mistake.made_in(
            _sharpen_by_difference,
            lambda sharpen: lambda image, _amount: sharpen(image, 1),
            name="amount-forgotten",
            diagnosis="`amount` changes nothing.",
            hint="Multiply the Laplacian by it before you take it away.",
        ),
        Mistake(
            name="amount-made-whole",
            function=lambda image, amount: _sharpened(image, amount=int(amount)).clip(0, 255),
            diagnosis="Only the whole part of `amount` counts.",
            hint="An amount of 2.5 lies between 2 and 3: take it as it is, without `int`.",
        ),
        Mistake(
            name="diagonals-counted",
            function=lambda image, amount: _sharpened(image, amount=amount, laplacian=LAPLACIAN_OF_EIGHT).clip(0, 255),
            diagnosis="The four diagonal neighbours are counted too; this Laplacian has zeros in its corners.",
            hint="Take `LAPLACIAN` as it is: 0 1 0, 1 -4 1, 0 1 0.",
        ),
    )


SHARPEN = function_exercise(
    slug="kernels-sharpen",
    title="Sharpen: the identity minus the Laplacian",
    lesson=LESSON,
    points=3,
    task=Task(
        function="sharpen",
        parameters=("image", "amount"),
        calls=_sharpen_calls,
        reference=_sharpen_by_loops,
        work_out=_work_out_sharpen,
        mistakes=_sharpen_mistakes(),
    ),
    hints=(
        "First the kernel, from `IDENTITY`, `LAPLACIAN` and `amount`; then slide it; then look at the range.",
        "What is added to the picture is `amount` times the Laplacian, with a minus. And 300 is no grey.",
        "`slide(image, IDENTITY - amount * LAPLACIAN)`, and `np.clip(..., 0, 255)` around it.",
    ),
    solution="kernel = IDENTITY - amount * LAPLACIAN\nreturn np.clip(slide(image, kernel), 0, 255)",
    right=(
        lambda image, amount: _sharpened(image, amount=amount).clip(0, 255).astype("float32"),
        _sharpen_by_loops,
        _sharpen_by_difference,
    ),
)


# --- Sobel: magnitude and direction


def _slopes(image: np.ndarray, across: Any = SOBEL_X) -> tuple[np.ndarray, np.ndarray]:
    """How fast the picture becomes brighter to the right and downwards."""
    return correlate(image, across), correlate(image, weights(across).T)


def _sobel_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """A small window first; slopes in all four quarters of the circle; random pictures."""
    import numpy as np

    yield (np.array([[0.0, 3, 3], [0, 5, 1], [0, 0, 1]]),)
    for sign_down, sign_right in ((1, -1), (-1, -1), (-1, 1), (1, 1)):
        down, right = random.choice(range(1, 10), size=2, replace=False)
        rows, columns = np.indices((3, 4))
        yield (50.0 + sign_down * down * rows + sign_right * right * columns,)
    for shape in ((5, 8), (7, 4)):
        yield (_without_level_slopes(random, shape),)


def _without_level_slopes(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """A random picture of whole numbers in which no window has a slope of exactly 0, whose sign would be a matter of
    taste."""
    while True:
        image = random.integers(0, 256, shape).astype(float)
        if all(slope.all() for slope in _slopes(image)):
            return image


def _slopes_by_loops(image: np.ndarray) -> Iterator[Iterator[tuple[float, float]]]:
    rows, columns = image.shape
    for r in range(1, rows - 1):
        yield (
            (
                image[r - 1, c + 1] + 2 * image[r, c + 1] + image[r + 1, c + 1]
                - image[r - 1, c - 1] - 2 * image[r, c - 1] - image[r + 1, c - 1],
                image[r + 1, c - 1] + 2 * image[r + 1, c] + image[r + 1, c + 1]
                - image[r - 1, c - 1] - 2 * image[r - 1, c] - image[r - 1, c + 1],
            )
            for c in range(1, columns - 1)
        )  # fmt: skip


def _magnitude_by_loops(image: np.ndarray) -> list[list[float]]:
    return [[(x * x + y * y) ** 0.5 for x, y in row] for row in _slopes_by_loops(image)]


def _direction_by_loops(image: np.ndarray) -> list[list[float]]:
    from math import atan2, degrees

    return [[degrees(atan2(y, x)) for x, y in row] for row in _slopes_by_loops(image)]


def _magnitude(image: np.ndarray, across: Any = SOBEL_X) -> np.ndarray:
    import numpy as np

    return np.hypot(*_slopes(image, across))


def _magnitude_as_complex(image: np.ndarray) -> np.ndarray:
    right, down = _slopes(image)
    return abs(right + 1j * down).astype("float32")


def _angle(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.degrees(np.arctan2(y, x))


def _direction(image: np.ndarray) -> np.ndarray:
    right, down = _slopes(image)
    return _angle(down, right)


def _direction_as_complex(image: np.ndarray) -> np.ndarray:
    import numpy as np

    right, down = _slopes(image)
    return np.angle(right + 1j * down, deg=True).astype("float32")


def _direction_without_quarters(image: np.ndarray) -> np.ndarray:
    import numpy as np

    right, down = _slopes(image)
    return np.degrees(np.arctan(down / right))


def _slopes_in_words(image: np.ndarray, index: tuple[int, ...]) -> tuple[float, float, str]:
    right, down = (float(slope[index]) for slope in _slopes(image))
    return right, down, f"`SOBEL_X` gives {right:g} here and `SOBEL_Y` {down:g}"


def _work_out_magnitude(arguments: Arguments, index: tuple[int, ...]) -> str:
    right, down, told = _slopes_in_words(arguments[0], index)
    return (
        f"{told}: the root of {in_brackets(right)}² + {in_brackets(down)}² is {value_in_words(abs(right + 1j * down))}."
    )


def _work_out_direction(arguments: Arguments, index: tuple[int, ...]) -> str:
    right, down, told = _slopes_in_words(arguments[0], index)
    return f"{told}: `np.degrees(np.arctan2({down:g}, {right:g}))`."


def _of_slopes(function: Function) -> Function:
    """A function of the picture from one of its two slopes."""
    return lambda image: function(*_slopes(image))


MAGNITUDE = function_exercise(
    slug="kernels-sobel-magnitude",
    title="How strong is the edge?",
    lesson=LESSON,
    points=2,
    task=Task(
        function="edge_strength",
        parameters=("image",),
        calls=_sobel_calls,
        reference=_magnitude_by_loops,
        work_out=_work_out_magnitude,
        mistakes=(
            Mistake(
                name="absolute-value-forgotten",
                function=_of_slopes(lambda right, down: right + down),
                diagnosis="The two slopes were simply added: a fall cancels a rise, and strengths come out negative.",
                hint="Square both before you add them, and take the root: Pythagoras.",
            ),
            Mistake(
                name="absolute-values-added",
                function=_of_slopes(lambda right, down: abs(right) + abs(down)),
                diagnosis="The absolute values were added, which makes slanting edges too strong.",
                hint="The two slopes are the legs of a right triangle. How long is its third side?",
            ),
            Mistake(
                name="root-forgotten",
                function=_of_slopes(lambda right, down: right**2 + down**2),
                diagnosis="The squares were added, but the root was not taken.",
                hint="`np.sqrt(...)` around the sum, or `np.hypot(right, down)`.",
            ),
            Mistake(
                name="kernels-added",
                function=_of_slopes(lambda right, down: abs(right + down)),
                diagnosis="The two slopes were added first and made positive afterwards: where one falls and the "
                "other rises, the edge is lost.",
                hint="Square each slope for itself, then add, then take the root.",
            ),
            Mistake(
                name="one-direction-only",
                function=_of_slopes(lambda right, down: abs(right)),
                diagnosis="Only the slope to the right was used, so level edges are not seen.",
                hint="Slide `SOBEL_Y` too, and put both together.",
            ),
            Mistake(
                name="middle-not-doubled",
                function=lambda image: _magnitude(image, WITHOUT_DOUBLED_MIDDLE),
                diagnosis="The middle row or column of the kernel has ones; Sobel's has twos.",
                hint="Use `SOBEL_X` and `SOBEL_Y` as they are given.",
            ),
        ),
    ),
    hints=(
        "Slide two kernels, then put the two results together, pixel by pixel.",
        "The slope to the right and the slope downwards are the legs of a right triangle. What would Pythagoras do?",
        "The root of `right**2 + down**2`, where `right = slide(image, SOBEL_X)` and `down = slide(image, SOBEL_Y)`.",
    ),
    solution=("right = slide(image, SOBEL_X)\ndown = slide(image, SOBEL_Y)\nreturn np.sqrt(right**2 + down**2)"),
    right=(_magnitude, _magnitude_by_loops, _magnitude_as_complex),
)

DIRECTION = function_exercise(
    slug="kernels-sobel-direction",
    title="Which way does it get brighter?",
    lesson=LESSON,
    points=2,
    task=Task(
        function="edge_direction",
        parameters=("image",),
        calls=_sobel_calls,
        reference=_direction_by_loops,
        work_out=_work_out_direction,
        tolerance=1e-4,  # degrees: room for float32
        mistakes=(
            Mistake(
                name="full-turn",
                function=lambda image: _direction(image) % 360,
                diagnosis="Your angles run from 0 to 360 degrees; angles from -180 to 180 were asked for.",
                hint="`np.arctan2` gives what is asked for: upwards is negative. Leave out `% 360`.",
            ),
            Mistake(
                name="arctan2-arguments-swapped",
                function=_of_slopes(lambda right, down: _angle(right, down)),
                diagnosis="The two arguments of `arctan2` are swapped.",
                hint="`np.arctan2` takes the downward slope first, then the one to the right: y before x.",
            ),
            Mistake(
                name="radians",
                function=lambda image: _direction(image) * 3.141592653589793 / 180,
                diagnosis="These are radians, in which half a turn is 3.14; degrees were asked for.",
                hint="`np.degrees(...)` turns radians into degrees.",
            ),
            Mistake(
                name="kernel-flipped",
                function=_of_slopes(lambda right, down: _angle(-down, -right)),
                diagnosis="All arrows point the wrong way round: both kernels have their signs turned, as they do "
                "after half a turn.",
                hint="`slide` does not turn the kernel; SciPy's `convolve2d` does. Use the Sobel kernels as they are.",
            ),
            Mistake(
                name="quarter-lost",
                function=_direction_without_quarters,
                diagnosis="Left and right cannot be told apart: a fall divided by a fall looks like a rise divided "
                "by a rise.",
                hint="`np.arctan2(down, right)` looks at both signs, `np.arctan(down / right)` at their quotient only.",
            ),
            Mistake(
                name="counted-upwards",
                function=_of_slopes(lambda right, down: _angle(-down, right)),
                diagnosis="The angle is counted upwards, as in school geometry; rows are counted downwards.",
                hint="Leave the downward slope its sign: 90 degrees means brighter downwards.",
            ),
            Mistake(
                name="along-the-edge",
                function=_of_slopes(lambda right, down: _angle(right, -down)),
                diagnosis="That is the direction along the edge, a quarter turn off; across it was asked for.",
                hint="The slopes themselves are the arrow towards the brighter side: `np.arctan2(down, right)`.",
            ),
        ),
    ),
    hints=(
        "The same two slopes as before; now their angle instead of their length.",
        "`np.arctan2(y, x)` gives the angle of an arrow in radians. Which slope is x, which is y?",
        "`np.degrees(np.arctan2(down, right))`.",
    ),
    solution=(
        "right = slide(image, SOBEL_X)\ndown = slide(image, SOBEL_Y)\nreturn np.degrees(np.arctan2(down, right))"
    ),
    right=(_direction, _direction_by_loops, _direction_as_complex),
)
