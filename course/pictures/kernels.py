"""Kernels as numbers, and what they make of a picture.

What a kernel whose weights sum to 0 makes is signed: blue below 0, white at 0, red above, on a scale on
which the few strongest cells share one colour. What the others make is grey, as the picture is, cut off at 0 (black)
and 1 (white).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.gridspec import SubplotSpec

from course.data import PHOTOS, photo
from course.kernels import KERNELS, slide
from course.pictures.style import (
    INK,
    ORANGE,
    Picture,
    draw_greys,
    draw_signed,
    in_house_style,
    signed_scale,
    strongest_scale,
)
from course.riddles import CHOICES, RIDDLE

MOST_NUMBERED = 7  # rows of a kernel whose weights are still written into its cells
LARGEST_DIVISOR = 1024
TURNED = " turned"  # ending of a kernel's name: after half a turn
# The sun in the boat picture at half its size: its rims, 1 pixel inside, as (row, column).
SUN_RIMS = {"left": (21, 95), "right": (21, 108), "upper": (15, 101), "lower": (28, 101)}


@in_house_style
def kernel_table(image: np.ndarray, kernels: Mapping[str, np.ndarray], *, shows: str, columns: int = 3) -> Picture:
    """Each kernel with its weights and their sum, and beside it what it makes of the picture.

    image: (rows, columns), 0 black to 1 white; shows: what it shows, in words. Every map has its own scale.
    """
    results = {name: slide(image, kernel) for name, kernel in kernels.items()}
    spoken = "; ".join(_spoken_result(name, kernels[name], result) for name, result in results.items())
    rows = -(-len(kernels) // columns)
    picture = Picture(9.6, 2.15 * rows, alt=f"{len(kernels)} kernels at work on a picture of {shows}: {spoken}.")
    grid = picture.add_gridspec(rows, columns)
    for position, (name, result) in enumerate(results.items()):
        _draw_entry(picture, grid[divmod(position, columns)], name, kernels[name], result)
    return picture


@in_house_style
def kernel_row(kernels: Mapping[str, np.ndarray]) -> Picture:
    """Kernels side by side, each with its weights and its name."""
    spoken = "; ".join(f"{name}: {_spoken_weights(kernel)}" for name, kernel in kernels.items())
    picture = Picture(2.1 * len(kernels), 2.2, alt=f"{len(kernels)} kernels, row by row. {spoken}.")
    axes = picture.subplots(1, len(kernels), squeeze=False)[0]
    for place, (name, kernel) in zip(axes, kernels.items(), strict=True):
        _draw_kernel(place, kernel)
        place.set_title(f"{name}{_factor(kernel)}")
    return picture


@in_house_style
def maps(image: np.ndarray, results: Mapping[str, np.ndarray], *, shows: str) -> Picture:
    """A picture in greys, and beside it signed maps made of it, all on one scale with a colour bar.

    image: (rows, columns), 0 black to 1 white; shows: what it shows, in words; results: (rows, columns) each, by name.
    """
    spoken = "; ".join(f"{name}, from {value.min():.2f} to {value.max():.2f}" for name, value in results.items())
    height = 0.4 + 9.6 / (len(results) + 1.25) * image.shape[0] / image.shape[1]
    picture = Picture(9.6, height, alt=f"Left: {shows}. Beside it, as signed maps: {spoken}.")
    first, *others = picture.subplots(1, len(results) + 1)
    draw_greys(first, image)
    first.set_title("the picture")
    scale = strongest_scale(np.concatenate([value.ravel() for value in results.values()]))
    for axes, (name, value) in zip(others, results.items(), strict=True):
        drawn = draw_signed(axes, value, scale)
        axes.set_title(name)
    picture.colorbar(drawn, ax=others, shrink=0.85, extend="both", label="sum of products")
    return picture


@in_house_style
def edge_arrows(image: np.ndarray, strength: np.ndarray, direction: np.ndarray, *, shows: str) -> Picture:
    """How strong the edges are, and an arrow towards the brighter side at the strongest place of each 8 x 8 block.

    image: (rows, columns), 0 black to 1 white; strength, direction: (rows - 2, columns - 2), direction in degrees, 0 to
    the right, 90 down. shows: what the picture shows, in words.
    """
    rows, columns = _strongest_places(strength)
    picture = Picture(
        9.6,
        0.4 + 4.7 * image.shape[0] / image.shape[1],
        alt=(
            f"Left: {shows}; {len(rows)} arrows, each across an edge towards its brighter side. "
            f"Right: how strong the edges are, from 0 (black) to {strength.max():.2f} (white)."
        ),
    )
    left, right = picture.subplots(1, 2)
    draw_greys(left, 0.6 * image[1:-1, 1:-1])
    angle = np.radians(direction[rows, columns])
    left.quiver(
        columns, rows, np.cos(angle), np.sin(angle), angles="xy", color=ORANGE, scale=32, width=0.004, headwidth=4
    )
    left.set_title("towards the brighter side")
    draw_greys(right, strength / strength.max())
    right.set_title("how strong the edge is")
    return picture


def _strongest_places(strength: np.ndarray, *, block: int = 8, least: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the strongest cell of each block, where it reaches this share of the strongest of all."""
    rows, columns = (side // block for side in strength.shape)
    blocks = strength[: rows * block, : columns * block].reshape(rows, block, columns, block).swapaxes(1, 2)
    best = blocks.reshape(rows, columns, -1).argmax(axis=2)
    r, c = np.indices((rows, columns)) * block + np.array(np.divmod(best, block))
    strong = strength[r, c] >= least * strength.max()
    return r[strong], c[strong]


@in_house_style
def riddle() -> Picture:
    """The boat under five unnamed kernels, A to E, and below them the numbered kernels to choose from."""
    boat = photo("boat", grey=True, shrink=2)
    made = {letter: slide(boat, _named(name)) for letter, name in RIDDLE.items()}
    signed = {letter: abs(_named(name).sum()) < 1e-9 for letter, name in RIDDLE.items()}
    picture = Picture(9.6, 7.9, alt=_spoken_riddle(boat, made, signed))
    grid = picture.add_gridspec(2, 1, height_ratios=(4.6, 1))
    above, below = grid[0].subgridspec(2, 3), grid[1].subgridspec(1, len(CHOICES))
    shown = {"the original": boat, **made}
    for position, (name, values) in enumerate(shown.items()):
        axes = picture.add_subplot(above[divmod(position, 3)])
        if signed.get(name, False):
            draw_signed(axes, values, strongest_scale(values))
        else:
            draw_greys(axes, values)
        axes.set_title(name)
    for position, name in enumerate(CHOICES):
        axes = picture.add_subplot(below[position])
        _draw_kernel(axes, _named(name))
        axes.set_title(f"{position + 1}{_factor(_named(name))}")
    return picture


def _named(name: str) -> np.ndarray:
    """The kernel of this name, after half a turn where the name says so."""
    kernel = KERNELS[name.removesuffix(TURNED)]
    return kernel[::-1, ::-1] if name.endswith(TURNED) else kernel


def _spoken_riddle(boat: np.ndarray, made: Mapping[str, np.ndarray], signed: Mapping[str, bool]) -> str:
    """Enough numbers to solve the riddle by ear, and no kernel's name."""
    original = f"The original: {PHOTOS['boat'].shows}, in greys; {_spoken_rims(boat, inset=0)}"
    pictures = [
        f"Picture {letter}: {'signed, red and blue' if signed[letter] else 'greys'}; {_spoken_rims(values, inset=1)}"
        for letter, values in made.items()
    ]
    choices = [f"{number}: {_spoken_weights(_named(name))}" for number, name in enumerate(CHOICES, start=1)]
    return f"{original}. {'. '.join(pictures)}. The kernels to choose from, row by row. {'. '.join(choices)}."


def _spoken_rims(values: np.ndarray, *, inset: int) -> str:
    """The values on the rims of the sun, and how much neighbours differ."""
    rims = ", ".join(
        f"{values[row - inset, column - inset]:.2f} on the {side} rim of the sun"
        for side, (row, column) in SUN_RIMS.items()
    )
    return f"{rims}, neighbours differ by {np.abs(np.diff(values, axis=1)).mean():.3f} on average"


def _draw_entry(picture: Picture, place: SubplotSpec, name: str, kernel: np.ndarray, result: np.ndarray) -> None:
    cells = place.subgridspec(1, 2, width_ratios=(1, 1.9))
    weights, made = picture.add_subplot(cells[0]), picture.add_subplot(cells[1])
    _draw_kernel(weights, kernel)
    weights.set_title(f"sum {_rounded(kernel.sum())}{_factor(kernel)}", fontsize=9)
    if abs(kernel.sum()) < 1e-9:
        scale = strongest_scale(result)
        draw_signed(made, result, scale)
        name = f"{name}, ±{scale.halfrange:.1f}"
    else:
        draw_greys(made, result)
    made.set_title(name, fontsize=10)


def _draw_kernel(axes: Axes, kernel: np.ndarray) -> None:
    """The weights in their colours, small kernels with whole numbers where a common divisor makes them whole."""
    scale = signed_scale(kernel)
    draw_signed(axes, kernel, scale)
    if max(kernel.shape) > MOST_NUMBERED:
        return
    numbers = kernel * (_divisor(kernel) or 1)
    size = 9 if max(kernel.shape) <= 3 else 5.5
    for (row, column), weight in np.ndenumerate(numbers):
        colour = "white" if abs(kernel[row, column]) > 0.65 * scale.halfrange else INK
        axes.text(column, row, _rounded(weight), ha="center", va="center", fontsize=size, color=colour)


def _divisor(kernel: np.ndarray) -> int | None:
    """The smallest number that makes all weights whole when they are multiplied by it; None where none is small."""
    for divisor in range(1, LARGEST_DIVISOR + 1):
        if np.allclose(kernel * divisor, np.round(kernel * divisor), atol=1e-6):
            return divisor
    return None


def _factor(kernel: np.ndarray) -> str:
    """What the written numbers are to be divided by: ", ÷ 16"; nothing where none are written."""
    divisor = 1 if max(kernel.shape) > MOST_NUMBERED else _divisor(kernel) or 1
    return f", ÷ {divisor}" if divisor > 1 else ""


def _rounded(weight: float) -> str:
    return f"{round(float(weight), 2):g}".replace("-", "−")


def _spoken_weights(kernel: np.ndarray) -> str:
    if max(kernel.shape) > MOST_NUMBERED:
        return f"{kernel.shape[0]} by {kernel.shape[1]} weights from {kernel.min():.2g} to {kernel.max():.2g}"
    divisor = _divisor(kernel) or 1
    rows = "; ".join(" ".join(_rounded(weight) for weight in row) for row in kernel * divisor)
    return rows if divisor == 1 else f"{rows}; all divided by {divisor}"


def _spoken_result(name: str, kernel: np.ndarray, result: np.ndarray) -> str:
    kind = "a signed map" if abs(kernel.sum()) < 1e-9 else "greys"
    return f"{name} (sum {_rounded(kernel.sum())}) gives {kind} from {result.min():.2f} to {result.max():.2f}"
