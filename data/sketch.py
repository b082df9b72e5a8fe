"""A small drawing board: ellipses, polygons and strokes in a few random greys, on a transparent square.

Coordinates run from 0 to 1: x to the right, y downwards; angles are in degrees, clockwise. The same random generator
always gives the same drawing, whatever the processor: coordinates are rounded before they are drawn, so the last
digit of a sine does not matter.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

Point = tuple[float, float]
Tone = Literal["main", "second", "mark", "light", "dark"]

BOARD = 384  # pixels a side while drawing; shrinking afterwards makes smooth edges
SIDE = 96  # pixels a side when done


class Sketch:
    """One drawing: its random palette, whether its shapes are outlined, and what has been drawn so far."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        main = int(rng.uniform(20, 190))
        contrast = rng.uniform(50, 90) * (-1 if main > 105 else 1)
        self.tones: dict[Tone, int] = {
            "main": main,  # body, hull
            "second": int(np.clip(main + contrast, 0, 255)),  # ears, wings, sails
            "mark": 0 if main > 70 else 255,  # eyes
            "light": 235,
            "dark": 15,
        }
        self._outline_width = int(rng.integers(6, 12)) if self.chance(0.35) else 0
        self._image = Image.new("LA", (BOARD, BOARD), (0, 0))
        self._pen = ImageDraw.Draw(self._image)

    def between(self, low: float, high: float) -> float:
        """A random number from `low` to `high`."""
        return float(self.rng.uniform(low, high))

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return bool(self.rng.random() < probability)

    def polygon(self, points: Sequence[Point], tone: Tone = "main") -> None:
        """A filled polygon, outlined in black where this drawing is an outlined one."""
        corners = [_pixels(point) for point in points]
        self._pen.polygon(corners, fill=(self.tones[tone], 255))
        if self._outline_width:
            self._pen.line([*corners, *corners[:2]], fill=(0, 255), width=self._outline_width, joint="curve")

    def ellipse(self, center: Point, radii: tuple[float, float], angle: float = 0.0, tone: Tone = "main") -> None:
        """A filled ellipse; `angle` turns its first radius away from the horizontal."""
        around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        unturned = np.stack([radii[0] * np.cos(around), radii[1] * np.sin(around)], axis=1)
        turned = unturned @ rotation(angle).T + center
        self.polygon([(float(x), float(y)) for x, y in turned], tone)

    def dot(self, center: Point, radius: float, tone: Tone = "mark") -> None:
        """A filled circle without an outline."""
        (x, y), reach = _pixels(center), radius * BOARD
        self._pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=(self.tones[tone], 255))

    def stroke(self, points: Sequence[Point], width: float, tone: Tone = "main", end_width: float = 0.0) -> None:
        """A smooth line (Bezier curve) steered by 2 to 4 points; tapers to `end_width` where that is given."""
        widths = np.linspace(width, end_width or width, 40)
        for (x, y), across in zip(bezier(points, len(widths)), widths, strict=True):
            self.dot((x, y), across / 2, tone)

    def line(self, start: Point, end: Point, width: float, tone: Tone = "mark") -> None:
        """A straight thin line."""
        self._pen.line([_pixels(start), _pixels(end)], fill=(self.tones[tone], 255), width=round(width * BOARD))

    def finished(self) -> np.ndarray:
        """The drawing, cropped and centred: uint8 (SIDE, SIDE, 2), grey and opacity."""
        return centered(self._image)


def centered(image: Image.Image) -> np.ndarray:
    """What an "LA" image (grey, opacity) shows, cropped, in the middle of a square: uint8 (SIDE, SIDE, 2)."""
    drawn = image.crop(image.getchannel("A").getbbox())
    side = max(drawn.size)
    square = Image.new("LA", (side, side), (0, 0))
    square.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    return np.asarray(square.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def rotation(angle: float) -> np.ndarray:
    """The (2, 2) matrix that turns a column (x, y) by `angle` degrees, clockwise on the board."""
    cos, sin = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    return np.array([[cos, -sin], [sin, cos]])


def bezier(points: Sequence[Point], count: int) -> np.ndarray:
    """`count` points (count, 2) along the Bezier curve of the control points (De Casteljau's construction)."""
    along = np.linspace(0, 1, count)[:, np.newaxis]
    curves = [np.broadcast_to(np.asarray(point, dtype=float), (count, 2)) for point in points]
    while len(curves) > 1:
        curves = [start + (end - start) * along for start, end in pairwise(curves)]
    return curves[0]


def _pixels(point: Point) -> Point:
    return round(point[0] * BOARD, 3), round(point[1] * BOARD, 3)
