"""The exercises of 04 about sizes: in how many places a window can stand, and how many zeros that takes.

n is a length in pixels, k the size of a window, s its stride and p the padding on each side. The lesson's other
exercises are in geometry_layers.py, geometry_counts.py and geometry_fields.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.predictions import Prediction, WrongValue, prediction_exercise

if TYPE_CHECKING:
    import numpy as np

LESSON = "04-geometry"


# ---------------------------------------------------------------- places of a window, predicted

PLUS_ONE = "The first place is one too: count it, then the steps from there."
WHOLE_WINDOWS = "Only whole windows count. Draw the pixels and slide the window along: where does it fall off?"

PLACES_PREDICTIONS = (
    Prediction(
        name="on_7",
        where="3 on 7, stride 1",
        expected=5,
        why="The window starts on pixel 0, 1, 2, 3 or 4: that is 7 − 3 steps, and the first place.",
        hint="On which pixels can the window start, if all of it is to stand on the row?",
        wrong=(
            WrongValue(
                value=4,
                mistake="plus-one-forgotten",
                diagnosis="those are the steps from the first place to the last, 7 − 3.",
                hint=PLUS_ONE,
            ),
            WrongValue(
                value=7,
                mistake="window-hangs-over",
                diagnosis="that is one place for every pixel, and the last windows hang over the edge.",
                hint=WHOLE_WINDOWS,
            ),
            WrongValue(
                value=2,
                mistake="side-by-side",
                diagnosis="that is windows side by side; with stride 1 they overlap.",
                hint="Stride 1 means: one pixel on, then one pixel on again.",
            ),
        ),
    ),
    Prediction(
        name="on_7_stride_2",
        where="3 on 7, stride 2",
        expected=3,
        why="The window starts on pixel 0, 2 or 4.",
        hint="Take the places that you found for stride 1, and keep every second one, beginning with the first.",
        wrong=(
            WrongValue(
                value=2,
                mistake="plus-one-forgotten",
                diagnosis="those are the steps, 4 / 2.",
                hint=PLUS_ONE,
            ),
            WrongValue(
                value=5,
                mistake="stride-ignored",
                diagnosis="that is what stride 1 gives.",
                hint="With stride 2 the window moves on by two pixels at a time.",
            ),
            WrongValue(
                value=4,
                mistake="rounded-up",
                diagnosis="the fourth window would start on pixel 6 and hang over the edge.",
                hint=WHOLE_WINDOWS,
            ),
        ),
    ),
    Prediction(
        name="on_8_stride_2",
        where="3 on 8, stride 2",
        expected=3,
        why="Pixel 0, 2 or 4 once more. The eighth pixel is covered by no window: it is left over.",
        hint="The last window must stand on the row as a whole. Is one pixel more enough for another?",
        wrong=(
            WrongValue(
                value=4,
                mistake="rounded-up",
                diagnosis="the fourth window would start on pixel 6, with only two pixels under it.",
                hint=WHOLE_WINDOWS,
            ),
            WrongValue(
                value=2,
                mistake="plus-one-forgotten",
                diagnosis="those are the whole steps in 5 / 2.",
                hint=PLUS_ONE,
            ),
            WrongValue(
                value=6,
                mistake="stride-ignored",
                diagnosis="that is what stride 1 gives.",
                hint="With stride 2 the window moves on by two pixels at a time.",
            ),
        ),
    ),
    Prediction(
        name="on_7_padded",
        where="3 on 7, stride 1, padding 1",
        expected=7,
        why="The row is 9 long with a zero at each end, and 9 − 3 + 1 = 7: the map is as long as the row.",
        hint="A zero in front and a zero behind: how long is the row now?",
        wrong=(
            WrongValue(
                value=6,
                mistake="padding-counted-once",
                diagnosis="that is one zero at one end only.",
                hint="Padding 1 adds one zero at each end, two in all.",
            ),
            WrongValue(
                value=5,
                mistake="padding-ignored",
                diagnosis="that is the row without its zeros.",
                hint="The window may stand on the zeros too.",
            ),
            WrongValue(
                value=9,
                mistake="length-for-places",
                diagnosis="that is the length of the padded row, not the number of places on it.",
                hint="Now slide the window of 3 along these 9.",
            ),
        ),
    ),
)

PLACES = prediction_exercise(
    slug="geometry-places",
    title="Predict the number of places",
    lesson=LESSON,
    points=2,
    predictions=PLACES_PREDICTIONS,
    hints=(
        "Draw seven boxes in a row, and lay a strip of three along them.",
        "Write down the pixel on which the window starts, for each place. The last pixel under it must exist.",
        "7 − 3 steps and the first place; every second of them; the same again; and 7 + 2 in place of 7.",
    ),
    solution="on_7 = 5\non_7_stride_2 = 3\non_8_stride_2 = 3\non_7_padded = 7",
)

# ---------------------------------------------------------------- output size


def _size_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Every remainder of three strides, without and with padding, and the window that fits just once."""
    yield from ((7, 3, 1, 0), (7, 3, 2, 0), (8, 3, 2, 0), (6, 3, 1, 1), (6, 3, 1, 2), (4, 4, 3, 0))
    for s in (2, 3, 4):
        for remainder in range(s):
            k, p, steps = (int(random.integers(*bounds)) for bounds in ((1, 8), (0, 4), (6, 40)))
            yield k + s * steps + remainder - 2 * p, k, s, p
    yield 224, 11, 4, 2


def count_places(n: int, k: int, s: int, p: int) -> int:
    """In how many places the window can stand: the pixels on which it can start, those of the padding negative."""
    return len(range(-p, n + p - k + 1, s))


def _work_out_size(arguments: Arguments, _index: tuple[int, ...]) -> str:
    n, k, s, p = arguments
    room = n + 2 * p - k
    padded = f"{n} + 2×{p} − {k}" if p else f"{n} − {k}"
    return (
        f"{padded} = {room} pixels to move along, {room // s} whole steps of {s}, and the first place: {room // s + 1}."
    )


def _size_by_walking(n: int, k: int, s: int, p: int) -> int:
    start, places = -p, 0
    while start + k <= n + p:
        start, places = start + s, places + 1
    return places


OUTPUT_SIZE = function_exercise(
    slug="geometry-output-size",
    title="How large is the map?",
    lesson=LESSON,
    points=2,
    task=Task(
        function="output_size",
        parameters=("n", "k", "s", "p"),
        calls=_size_calls,
        reference=count_places,
        work_out=_work_out_size,
        mistakes=(
            Mistake(
                name="plus-one-inside",
                function=lambda n, k, s, p: (n + 2 * p - k + 1) // s,
                diagnosis="The 1 is added before the division, so that it is divided too.",
                hint="First the whole steps, `(n + 2 * p - k) // s`, then 1 more for the first place.",
            ),
            Mistake(
                name="fraction-kept",
                function=lambda n, k, s, p: (n + 2 * p - k) / s + 1,
                diagnosis="The fraction was kept, and a map has no half rows.",
                hint="`//` divides and drops the fraction.",
            ),
            Mistake(
                name="rounded-to-nearest",
                function=lambda n, k, s, p: round((n + 2 * p - k) / s) + 1,
                diagnosis="The fraction was rounded to the nearest whole number.",
                hint="A step that leads over the edge does not count, however little is missing: use `//`.",
            ),
            Mistake(
                name="rounded-up",
                function=lambda n, k, s, p: ceil((n + 2 * p - k) / s) + 1,
                diagnosis="The fraction was rounded up, so that a last window hangs over the edge.",
                hint="Round down: `//` does.",
            ),
            Mistake.made_in(
                count_places,
                lambda output_size: lambda n, k, s, p: output_size(n - p, k, s, p),
                name="padding-counted-once",
                diagnosis="The padding was counted on one side only.",
                hint="There are p zeros in front and p behind: 2 * p.",
            ),
            Mistake.made_in(
                count_places,
                lambda output_size: lambda n, k, s, _p: output_size(n, k, s, 0),
                name="padding-ignored",
                diagnosis="The padding was left out.",
                hint="With p zeros on each side the row is n + 2 * p long.",
            ),
            Mistake.made_in(
                count_places,
                lambda output_size: lambda n, k, _s, p: output_size(n, k, 1, p),
                name="stride-ignored",
                diagnosis="The stride was left out.",
                hint="Divide the pixels to move along by the length of a step.",
            ),
            Mistake(
                name="stride-on-the-length",
                function=lambda n, k, s, p: (n + 2 * p) // s - k + 1,
                diagnosis="The length was divided by the stride before the window was taken off.",
                hint="Take the window off first: what is left is the way it can move. That is divided into steps.",
            ),
            Mistake.made_in(
                count_places,
                lambda output_size: lambda n, k, s, p: output_size(n, k, s, p) - 1,
                name="plus-one-forgotten",
                diagnosis="The steps are counted, the first place is not.",
                hint="Add 1, after the division.",
            ),
        ),
    ),
    hints=(
        "Go back to your four predictions: you have used the rule already.",
        "How many pixels can the window move along? How many whole steps is that? And one place more.",
        "The row is n + 2p long, the window takes up k of it, `//` by s gives whole steps, then + 1.",
    ),
    solution="return (n + 2 * p - k) // s + 1",
    right=(_size_by_walking, lambda n, k, s, p: int((n + 2 * p - k) / s + 1)),
)

# ---------------------------------------------------------------- padding "same"


def _same_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Odd and even windows, strides that divide the length and not, and windows smaller than their stride."""
    yield from ((5, 3, 1), (6, 3, 2), (7, 3, 2), (5, 2, 1), (8, 1, 3), (6, 2, 4))
    for s in (1, 2, 3, 4):
        for k in random.choice(range(2, 12), size=3, replace=False):
            yield int(random.integers(12, 60)), int(k), s
    yield 224, 11, 4


def _same_by_trying(n: int, k: int, s: int) -> tuple[int, int]:
    """The fewest zeros with which the window stands in ceil(n / s) places, found by adding one after the other."""
    wanted, zeros = len(range(0, n, s)), 0
    while len(range(0, n + zeros - k + 1, s)) < wanted:
        zeros += 1
    return zeros // 2, zeros - zeros // 2


def _same_total(n: int, k: int, s: int) -> int:
    return (ceil(n / s) - 1) * s + k - n


def _halves(zeros: int) -> tuple[int, int]:
    return zeros // 2, zeros - zeros // 2


def _work_out_same(arguments: Arguments, _index: tuple[int, ...]) -> str:
    n, k, s = arguments
    places, zeros = ceil(n / s), _same_total(n, k, s)
    before, after = _halves(max(zeros, 0))
    reach = (places - 1) * s + k
    missing = (
        f"{reach}, {reach} − {n} = {zeros} more than there are"
        if zeros > 0
        else f"{reach}, which {n} pixels hold without any zero"
    )
    return (
        f"{places} places are wanted ({n} / {s}, rounded up); the last window ends after "
        f"({places} − 1) × {s} + {k} = {missing}: {before} before, {after} after."
    )


SAME_PADDING = function_exercise(
    slug="geometry-same",
    title="Padding as Keras does it",
    lesson=LESSON,
    points=3,
    task=Task(
        function="same_padding",
        parameters=("n", "k", "s"),
        calls=_same_calls,
        reference=_same_by_trying,
        work_out=_work_out_same,
        mistakes=(
            Mistake(
                name="more-zeros-in-front",
                function=lambda n, k, s: _halves(max(_same_total(n, k, s), 0))[::-1],
                diagnosis="Where the zeros do not halve, the odd one stands in front; Keras puts it at the end.",
                hint="`before = zeros // 2`, and what is left comes after.",
            ),
            Mistake(
                name="negative-padding",
                function=lambda n, k, s: _halves(_same_total(n, k, s)),
                diagnosis="Where the window is smaller than the stride, a negative number of zeros comes out.",
                hint="No zeros are needed there: `max(..., 0)`.",
            ),
            Mistake(
                name="odd-zero-lost",
                function=lambda n, k, s: (max(_same_total(n, k, s), 0) // 2,) * 2,
                diagnosis="Both sides get half of the zeros, rounded down, so an odd one is lost.",
                hint="What is left comes after: `before = zeros // 2`, and `zeros - before` behind.",
            ),
            Mistake(
                name="half-a-window-each-side",
                function=lambda _n, k, _s: (k // 2, k // 2),
                diagnosis="Half a window was put on each side. That is right for odd windows with stride 1 only.",
                hint="Work out how far the last window reaches, and take off the n pixels that are there.",
            ),
            Mistake(
                name="stride-ignored",
                function=lambda _n, k, _s: _halves(k - 1),
                diagnosis="k − 1 zeros were taken, which is what stride 1 needs.",
                hint="With a stride, n / s places (rounded up) are wanted. How far does the last window reach?",
            ),
            Mistake(
                name="rounded-down",
                function=lambda n, k, s: _halves(max((n // s - 1) * s + k - n, 0)),
                diagnosis='The number of places was rounded down; "same" rounds up, so that no pixel is left over.',
                hint="`-(-n // s)` or `math.ceil(n / s)` rounds up.",
            ),
            Mistake(
                name="all-zeros-on-each-side",
                function=lambda n, k, s: (max(_same_total(n, k, s), 0),) * 2,
                diagnosis="All the zeros were put on each side.",
                hint="The zeros are shared out: half before, half after.",
            ),
            Mistake(
                name="only-the-sum",
                function=lambda n, k, s: max(_same_total(n, k, s), 0),
                diagnosis="That is one number, all the zeros together.",
                hint="Return two numbers, `before, after`.",
            ),
        ),
    ),
    hints=(
        "Begin at the end: how many places are wanted? n / s, rounded up.",
        "How many pixels do these places need? From the first pixel of the first window to the last of the last.",
        "zeros = max((places - 1) * s + k - n, 0); zeros // 2 of them in front, the others behind.",
    ),
    solution=(
        "places = math.ceil(n / s)\n"
        "zeros = max((places - 1) * s + k - n, 0)\n"
        "before = zeros // 2\n"
        "return before, zeros - before"
    ),
    right=(
        lambda n, k, s: list(_halves(max(k - s if n % s == 0 else k - n % s, 0))),  # as TensorFlow's guide puts it
        lambda n, k, s: (max(_same_total(n, k, s), 0) // 2, (max(_same_total(n, k, s), 0) + 1) // 2),
    ),
)
