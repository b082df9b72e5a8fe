"""Exercises of 01 that change what pixels hold: brighter, inverted, colour to grey. NumPy is loaded when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod
from typing import TYPE_CHECKING, Any

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

LESSON = "01-pixels"
Index = tuple[int, ...]
Image = Any  # an array, or nested lists of numbers


def _every_number(image: Image, change: Callable[[int], int]) -> Image:
    """Nested lists of what `change` makes of each number, whether pixels are grey or have three channels."""
    return [_every_number(part, change) for part in image] if image.ndim else change(int(image))


def _pixel_by_pixel(image: Image, change: Callable[[Any], int]) -> Image:
    """What a loop over rows and columns makes of a grey picture; raises TypeError where a pixel has three channels."""
    changed = image.copy()
    for row in range(image.shape[0]):
        for column in range(image.shape[1]):
            changed[row, column] = change(int(image[row, column]))
    return changed


GREY_ONLY = "In a grey picture `image[row, column]` is one number; in a colour picture it is three."
ALL_AT_ONCE = "Compute with the whole array at once, without a loop: that works whatever its shape."

# ---------------------------------------------------------------- brighten


def _brighten(image: Image, amount: int) -> Image:
    return _every_number(image, lambda value: _clipped(value + amount))


def _clipped(value: int) -> int:
    return min(max(value, 0), 255)


def _brightened_by_float(image: Image, amount: int) -> Image:
    import numpy as np

    brighter = image.astype(np.float32) + amount
    brighter[brighter > 255] = 255
    brighter[brighter < 0] = 0
    return brighter.astype("uint8")


def _brightened_by_loop(image: Image, amount: int) -> Image:
    import numpy as np

    brighter = image.copy()
    for index in np.ndindex(image.shape):
        brighter[index] = _clipped(int(image[index]) + amount)
    return brighter


def _wrapped_on_return(image: Image, amount: int) -> Image:
    import numpy as np

    return (image.astype(int) + amount).astype(np.uint8)


def _one_end(image: Image, amount: int) -> Image:
    import numpy as np

    return np.minimum(image.astype(int) + amount, 255)


def _one_end_then_wrapped(image: Image, amount: int) -> Image:
    import numpy as np

    return _one_end(image, amount).astype(np.uint8)


def _only_brightened_where_room(image: Image, amount: int) -> Image:
    import numpy as np

    brighter = image.astype(int) + amount
    return np.where((brighter >= 0) & (brighter <= 255), brighter, image)


def _brighten_calls(random: np.random.Generator) -> Iterator[Arguments]:
    dark, light = int(random.integers(1, 9)), int(random.integers(247, 255))
    small = random.integers(60, 190, (2, 3)).astype("uint8")
    small[0, 1], small[1, 2] = light, dark
    yield small, 20
    yield small, -20
    grey = ((5, 7), 90), ((7, 4), 0), ((3, 8), -90), ((6, 3), 255), ((1, 9), -255)
    for shape, amount in (*grey, ((3, 4, 3), 60), ((4, 2, 3), -60)):
        image = random.integers(0, 256, shape).astype("uint8")
        image.ravel()[:3] = 0, 255, 128
        yield image, amount


def _brighten_worked_out(arguments: Arguments, index: Index) -> str:
    image, amount = arguments
    value = int(image[index]) + amount
    beyond = f", which is {'more than 255' if value > 255 else 'less than 0'}, so {_clipped(value)}"
    sign = "+" if amount >= 0 else "−"
    return f"{int(image[index])} {sign} {abs(amount)} = {value}{beyond if _clipped(value) != value else ''}."


ONE_END = "The sum is kept from going over 255, but not from going under 0."
TWO_ENDS = "With a negative `amount` the picture gets darker: hold the sum at 0 as well. `np.clip` has both ends."

BRIGHTEN = function_exercise(
    slug="pixels-brighten",
    title="Make a picture brighter",
    lesson=LESSON,
    points=3,
    task=Task(
        function="brighten",
        parameters=("image", "amount"),
        calls=_brighten_calls,
        reference=_brighten,
        work_out=_brighten_worked_out,
        dtype="uint8",
        mistakes=(
            Mistake(name="one-end", function=_one_end, diagnosis=ONE_END, hint=TWO_ENDS),
            Mistake(name="one-end", function=_one_end_then_wrapped, diagnosis=ONE_END, hint=TWO_ENDS),
            Mistake(
                name="uint8-wrap-around",
                function=lambda image, amount: image + amount,
                diagnosis="The sum is computed in uint8, where 255 is followed by 0 and nothing is below 0.",
                hint="Clipping afterwards comes too late: the sum is spoilt by then. Make room first, with "
                "`image.astype(int)`, then add, then clip.",
            ),
            Mistake(
                name="wrapped-on-return",
                function=_wrapped_on_return,
                diagnosis="The sum is right, but it goes back into uint8 while some of it lies beyond 0 or 255.",
                hint="Between adding and converting, hold the values within 0 and 255: `np.clip(..., 0, 255)`.",
            ),
            Mistake(
                name="not-clipped",
                function=lambda image, amount: image.astype(int) + amount,
                diagnosis="The sum is not held within 0 and 255.",
                hint="A pixel cannot be brighter than 255 or darker than 0: `np.clip(..., 0, 255)`.",
            ),
            Mistake(
                name="left-as-it-was",
                function=_only_brightened_where_room,
                diagnosis="Pixels that would go beyond 0 or 255 are left as they were.",
                hint="They are to become as bright (255) or as dark (0) as can be.",
            ),
            Mistake(
                name="grey-only",
                function=lambda image, amount: _pixel_by_pixel(image, lambda value: _clipped(value + amount)),
                diagnosis=GREY_ONLY,
                hint=ALL_AT_ONCE,
            ),
        ),
    ),
    hints=(
        "What is 250 + 10 in an array of uint8? You have seen it in the cell above.",
        "Three steps: into a type with room, add, then hold within 0 and 255. Only then back to uint8.",
        "`image.astype(int) + amount` has room. `np.clip(values, 0, 255)` holds both ends. `.astype(np.uint8)` last.",
    ),
    solution="roomy = image.astype(int) + amount\nreturn np.clip(roomy, 0, 255).astype(np.uint8)",
    right=(_brightened_by_float, _brightened_by_loop),
)


# ---------------------------------------------------------------- invert


def _inverted_by_loop(image: Image) -> Image:
    import numpy as np

    inverted = image.copy()
    for index in np.ndindex(image.shape):
        inverted[index] = 255 - int(image[index])
    return inverted


def _inverted_by_bits(image: Image) -> Image:
    return ~image


def _invert_calls(random: np.random.Generator) -> Iterator[Arguments]:
    small = random.integers(1, 200, (2, 3)).astype("uint8")
    small[0, 0], small[1, 2] = 40, 200
    yield (small,)
    for shape in ((1, 9), (5, 2), (4, 7), (3, 2, 3)):
        yield (random.permutation(256)[: prod(shape)].reshape(shape).astype("uint8"),)
    yield (random.integers(0, 2, (3, 4)).astype("uint8") * 255,)


INVERT = function_exercise(
    slug="pixels-invert",
    title="Turn black to white",
    lesson=LESSON,
    points=2,
    task=Task(
        function="invert",
        parameters=("image",),
        calls=_invert_calls,
        reference=lambda image: _every_number(image, lambda value: 255 - value),
        dtype="uint8",
        work_out=lambda arguments, index: f"255 − {int(arguments[0][index])} = {255 - int(arguments[0][index])}.",
        mistakes=(
            Mistake(
                name="one-minus",
                function=lambda image: 1 - image,
                diagnosis="The pixels are taken from 1, as if they ran from 0 to 1, and uint8 wraps around.",
                hint="These pixels run from 0 to 255: what has to become of 0, and what of 255?",
            ),
            Mistake(
                name="fractions-for-bytes",
                function=lambda image: 1 - image / 255,
                diagnosis="The result runs from 0 to 1; the picture runs from 0 to 255, and so should its opposite.",
                hint="Take the pixels from 255, without dividing.",
            ),
            Mistake(
                name="minus-sign",
                function=lambda image: -image,
                diagnosis="Only the sign is changed, and uint8 has no negative numbers: it wraps around.",
                hint="How far is a pixel from white? That far its opposite is from black.",
            ),
            Mistake(
                name="from-256",
                function=lambda image: 256 - image,
                diagnosis="The pixels are taken from 256. There are 256 greys, but the largest is 255.",
                hint="0 has to become 255. What has to be written in place of 256?",
            ),
            Mistake(
                name="from-the-largest",
                function=lambda image: image.max() - image,
                diagnosis="The pixels are taken from the brightest in this picture, which need not be white.",
                hint="Black has to become white (255), whatever else is in the picture.",
            ),
            Mistake(
                name="turned-over",
                function=lambda image: image[::-1],
                diagnosis="The picture is turned upside down; its greys are the same as before.",
                hint="Every pixel stays in its place and changes its value.",
            ),
            Mistake(
                name="grey-only",
                function=lambda image: _pixel_by_pixel(image, lambda value: 255 - value),
                diagnosis=GREY_ONLY,
                hint=ALL_AT_ONCE,
            ),
        ),
    ),
    hints=(
        "What has to become of 0? What of 255? What of 100?",
        "A pixel and its opposite have the same sum everywhere: 0 and 255, 100 and 155.",
        "Take the whole array from that sum. No loop is needed, and uint8 is large enough.",
    ),
    solution="return 255 - image",
    right=(_inverted_by_loop, _inverted_by_bits),
)


# ---------------------------------------------------------------- from colour to grey

REC_601 = (0.299, 0.587, 0.114)  # ITU-R BT.601, luma of television pictures
REC_709 = (0.2126, 0.7152, 0.0722)  # ITU-R BT.709, for screens with other primaries


def _weighted(image: Image, weights: tuple[float, ...]) -> Image:
    return sum(weight * image[..., channel] for channel, weight in enumerate(weights))


def _grey(image: Image) -> Image:
    return [[sum(w * float(v) for w, v in zip(REC_601, pixel, strict=True)) for pixel in row] for row in image]


def _grey_by_matrix_product(image: Image) -> Image:
    import numpy as np

    return image.astype(np.float32) @ np.array(REC_601, dtype=np.float32)


def _grey_by_einsum(image: Image) -> Image:
    import numpy as np

    return np.einsum("rck,k->rc", image, REC_601)


def _grey_calls(random: np.random.Generator) -> Iterator[Arguments]:
    import numpy as np

    yield (np.array([[[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]]),)
    for shape in ((2, 2, 3), (3, 5, 3), (6, 4, 3), (1, 7, 3)):
        yield (random.integers(0, 101, shape) / 100,)
    yield (np.full((3, 3, 3), 0.75),)


def _grey_worked_out(arguments: Arguments, index: Index) -> str:
    pixel = [float(value) for value in arguments[0][index[:2]]]
    terms = " + ".join(f"{weight} × {value:g}" for weight, value in zip(REC_601, pixel, strict=True))
    return f"{terms} = {sum(w * v for w, v in zip(REC_601, pixel, strict=True)):.4g}."


GREY = function_exercise(
    slug="pixels-grey",
    title="From colour to grey",
    lesson=LESSON,
    points=3,
    task=Task(
        function="to_grey",
        parameters=("image",),
        calls=_grey_calls,
        reference=_grey,
        tolerance=1e-5,
        work_out=_grey_worked_out,
        mistakes=(
            Mistake(
                name="plain-mean",
                function=lambda image: image.mean(axis=-1),
                diagnosis="The three channels count the same.",
                hint="The eye does not weigh them alike: add 0.299 times red, 0.587 times green, 0.114 times blue.",
            ),
            Mistake(
                name="bgr-order",
                function=lambda image: _weighted(image, REC_601[::-1]),
                diagnosis="Red and blue have changed places, as if the channels were blue, green, red.",
                hint="Channel 0 is red, 1 is green, 2 is blue. (Some libraries, such as OpenCV, have them the other "
                "way round.)",
            ),
            Mistake(
                name="other-weights",
                function=lambda image: _weighted(image, REC_709),
                diagnosis="These are the weights of another standard, BT.709: 0.2126, 0.7152, 0.0722.",
                hint="A sound choice, but not the one of this exercise: 0.299, 0.587, 0.114.",
            ),
            Mistake(
                name="rows-for-channels",
                function=lambda image: sum(weight * image[channel] for channel, weight in enumerate(REC_601)),
                diagnosis="`image[0]` is the top row of the picture, not its red channel.",
                hint="The channels are the last axis here: `image[:, :, 0]` is red.",
            ),
            Mistake(
                name="sum-without-weights",
                function=lambda image: image.sum(axis=-1),
                diagnosis="The three channels are added without their weights, so white becomes 3.",
                hint="Multiply each channel by its weight before adding. The weights sum to 1: white stays 1.",
            ),
            Mistake(
                name="brightest-channel",
                function=lambda image: image.max(axis=-1),
                diagnosis="The largest of the three channels is taken.",
                hint="All three count: 0.299 of red, 0.587 of green, 0.114 of blue.",
            ),
            Mistake(
                name="channels-kept",
                function=lambda image: _weighted(image, REC_601)[..., None],
                diagnosis="The result still has a channel axis.",
                hint="A grey picture is rows × columns here, as `image[:, :, 0]` is. `image[:, :, :1]` has three axes.",
            ),
            Mistake(
                name="weights-without-sum",
                function=lambda image: image * list(REC_601),
                diagnosis="The channels are multiplied by their weights, but not added.",
                hint="Add along the last axis: `.sum(axis=-1)`.",
            ),
        ),
    ),
    hints=(
        "`image[:, :, 0]` is the whole red channel, a matrix of rows × columns. Which are the other two?",
        "Each channel times its own weight, then the three matrices added. No loop is needed.",
        "0.299 times `image[:, :, 0]`, plus 0.587 times `image[:, :, 1]`, plus the same for blue with 0.114.",
    ),
    solution="return 0.299 * image[:, :, 0] + 0.587 * image[:, :, 1] + 0.114 * image[:, :, 2]",
    right=(_grey, _grey_by_matrix_product, _grey_by_einsum),
)
