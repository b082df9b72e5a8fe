"""Make boat.png: a sailing boat before a stone bridge, painted by code alone, 256 x 256 in colour.

Run: python data/make_boat.py          (a few seconds)

It has what kernels show well: long level and upright lines, arches, stone joints, smooth sky, rippled water, and
small things such as portholes and stays. Positions run from 0 to 1: x to the right, y downwards. A layer is a
function that takes the image so far, float (side, side, 3) with values 0..255, and returns it with the layer painted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from making import arguments, png_bytes, write
from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]

SIDE = 256
FINE = 3  # painted this many times larger, then shrunk: smooth edges
HORIZON = 0.60  # y where the water begins
SUN = (0.80, 0.17)
ARCHES = ((-0.02, 0.16, 0.20), (0.42, 0.21, 0.235), (0.86, 0.16, 0.20))  # x of the middle, half width, height
MAST, WATERLINE = 0.46, 0.715  # x of the mast, y where the boat meets the water
HULL: tuple[Point, ...] = (
    (MAST - 0.225, WATERLINE - 0.062),
    (MAST + 0.275, WATERLINE - 0.068),
    (MAST + 0.235, WATERLINE + 0.012),
    (MAST + 0.18, WATERLINE + 0.03),
    (MAST - 0.13, WATERLINE + 0.03),
    (MAST - 0.185, WATERLINE + 0.005),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Canvas:
    """Where each pixel lies, and the source of everything random. x, y: float (side, side), 0..1."""

    x: np.ndarray
    y: np.ndarray
    rng: np.random.Generator

    @property
    def side(self) -> int:
        """Pixels a side."""
        return len(self.x)

    def noise(self, cells: int, octaves: int = 5, stretch: float = 1.0) -> np.ndarray:
        """Cloudy noise, float (side, side), 0..1: ever finer random grids, added up. `stretch` widens the clouds."""
        total, weight, weights = np.zeros((self.side, self.side)), 1.0, 0.0
        for octave in range(octaves):
            rows = max(2, cells * 2**octave)
            grid = self.rng.random((rows, max(2, int(rows / stretch))), dtype=np.float32)
            total += weight * _resized(grid, self.side, self.side)
            weight, weights = 0.55 * weight, weights + weight
        return np.clip(total / weights, 0, 1)

    def inside(self, points: Sequence[Point]) -> np.ndarray:
        """Mask, bool (side, side), of a polygon."""
        return self._drawn(lambda pen, corners: pen.polygon(corners, fill=255), points)

    def along(self, points: Sequence[Point], width: float) -> np.ndarray:
        """Mask of a line through the points, `width` wide."""
        pixels = max(1, round(width * self.side))
        return self._drawn(lambda pen, corners: pen.line(corners, fill=255, width=pixels), points)

    def within(self, center: Point, radii: Point) -> np.ndarray:
        """Mask of an upright ellipse."""
        return ((self.x - center[0]) / radii[0]) ** 2 + ((self.y - center[1]) / radii[1]) ** 2 < 1

    def _drawn(self, draw: Callable[[ImageDraw.ImageDraw, list[Point]], None], points: Sequence[Point]) -> np.ndarray:
        image = Image.new("L", (self.side, self.side), 0)
        draw(ImageDraw.Draw(image), [(round(x * self.side, 3), round(y * self.side, 3)) for x, y in points])
        return np.asarray(image) > 0


def scene(side: int = SIDE, seed: int = 7) -> np.ndarray:
    """The picture, uint8 (side, side, 3)."""
    steps = np.arange(side * FINE) / (side * FINE)
    x, y = np.meshgrid(steps, steps)
    canvas = Canvas(x=x, y=y, rng=np.random.default_rng(seed))
    backdrop = bridge(hills(sky(canvas), canvas), canvas)
    with_boat = crew(hull(sails(backdrop, canvas), canvas), canvas)
    painted = foam(water(backdrop, with_boat, canvas), canvas)
    small = painted.reshape(side, FINE, side, FINE, 3).mean(axis=(1, 3))
    grain = canvas.rng.normal(0, 2.0, (side, side, 1))
    return np.clip(small + grain + 0.5, 0, 255).astype(np.uint8)


def sky(canvas: Canvas) -> np.ndarray:
    """Blue fading to peach at the horizon, the sun with its glow, clouds."""
    image = mix((96, 142, 196), (246, 222, 186), np.clip(canvas.y / HORIZON, 0, 1) ** 1.4)
    distance = np.hypot(canvas.x - SUN[0], canvas.y - SUN[1])
    image = mix(image, (255, 246, 215), 0.8 * np.clip(1 - distance / 0.32, 0, 1) ** 2.5)
    image = paint(image, distance < 0.055, (255, 252, 236))
    clouds = np.clip((canvas.noise(3, 6, 1.9) - 0.5) * 4.2, 0, 1) * np.clip(1.1 - canvas.y / HORIZON, 0, 1)
    return mix(image, (250, 250, 250), 0.85 * clouds)


def hills(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Two ranges of hills, the farther one paler."""
    for base, height, colour, bends in ((0.50, 0.07, (118, 138, 140), 4), (0.555, 0.05, (70, 96, 78), 9)):
        rise = _resized(canvas.rng.random((1, bends), dtype=np.float32), 1, canvas.side)[0] - 0.3
        trees = canvas.noise(40, 3)[0] - 0.5
        ridge = base - height * rise - 0.012 * trees
        mask = (canvas.y > ridge) & (canvas.y < HORIZON)
        image = paint(image, mask, shaded(colour, 0.75 + 0.5 * canvas.noise(40, 4)))
    return image


def bridge(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Three stone arches under a deck that rises towards the middle; their thickness lies in shade."""
    x, y = canvas.x, canvas.y
    deck = 0.335 - 0.05 * (1 - ((x - 0.5) / 0.5) ** 2)
    opening, behind, ring = (np.zeros(x.shape, dtype=bool) for _ in range(3))
    for middle, half, height in ARCHES:
        opening |= canvas.within((middle, HORIZON), (half, height))
        behind |= canvas.within((middle + 0.03, HORIZON + 0.004), (half, height))
        ring |= canvas.within((middle, HORIZON), (half + 0.028, height + 0.028))
    stone = paint(masonry(canvas), ring & (y < HORIZON), arch_stones(canvas))
    stone = shaded(stone, np.where(y < deck + 0.028, 1.12, np.where(y < deck + 0.036, 0.55, 1.0)))
    body = (y > deck) & (y < HORIZON + 0.012)
    image = paint(image, body & ~opening, stone)
    return paint(image, body & opening & ~behind & (y < HORIZON), 0.42 * stone)


def masonry(canvas: Canvas) -> np.ndarray:
    """Courses of stones, every second one shifted by half a stone, with dark joints."""
    across, down = 26 * canvas.x, 52 * canvas.y
    row = np.floor(down).astype(int)
    across = across + 0.5 * (row % 2)
    tone = canvas.rng.random((52, 27))[row, np.floor(across).astype(int)]
    joint = (down % 1 < 0.13) | (across % 1 < 0.07)
    stone = mix((150, 132, 112), (196, 180, 156), tone)
    return shaded(stone, (0.82 + 0.36 * canvas.noise(60, 4)) * np.where(joint, 0.68, 1))


def arch_stones(canvas: Canvas) -> np.ndarray:
    """The wedge-shaped stones around each arch: joints point to the middle of the nearest arch."""
    middles = np.array([middle for middle, _, _ in ARCHES])
    nearest = middles[np.abs(canvas.x[..., np.newaxis] - middles).argmin(axis=-1)]
    angle = np.arctan2(canvas.y - HORIZON, canvas.x - nearest)
    stone = mix((182, 170, 150), (212, 200, 178), (angle * 8) % 1 > 0.12)
    return shaded(stone, 0.85 + 0.3 * canvas.noise(60, 4))


def sails(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Mast, white main sail with seams, red fore sail, stays, boom and a pennant."""
    foot = WATERLINE - 0.075
    cloth = 0.93 + 0.14 * canvas.noise(30, 4)
    image = paint(image, canvas.along([(MAST, 0.20), (MAST, WATERLINE - 0.04)], 0.011), (74, 52, 36))
    main = [*bulged((MAST + 0.012, 0.225), (MAST + 0.235, foot - 0.01), 0.035), (MAST + 0.012, foot)]
    image = paint(image, canvas.inside(main), shaded(graded(canvas, main, (252, 246, 232), (206, 188, 164), 25), cloth))
    fore = [*bulged((MAST - 0.014, 0.25), (MAST - 0.165, foot), -0.012), (MAST - 0.014, foot - 0.01)]
    image = paint(image, canvas.inside(fore), shaded(graded(canvas, fore, (214, 92, 66), (150, 48, 40), 160), cloth))
    for share in (0.2, 0.4, 0.6, 0.8):
        y = 0.225 + share * (foot - 0.01 - 0.225)
        end = MAST + 0.012 + 0.223 * share + 0.035 * np.sin(np.pi * share)
        image = paint(image, canvas.along([(MAST + 0.012, y), (end, y + 0.012)], 0.0028), (176, 160, 140))
    for end_x, end_y in ((MAST - 0.215, WATERLINE - 0.055), (MAST + 0.262, WATERLINE - 0.06)):
        image = paint(image, canvas.along([(MAST, 0.20), (end_x, end_y)], 0.003), (60, 50, 44))
    image = paint(image, canvas.along([(MAST, foot + 0.003), (MAST + 0.24, foot - 0.005)], 0.008), (86, 60, 40))
    return paint(image, canvas.inside([(MAST, 0.195), (MAST + 0.05, 0.21), (MAST, 0.226)]), (196, 40, 44))


def hull(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Planks, a pale rail, four portholes with brass rims, a cabin with three windows."""
    planks = 1 - 0.22 * ((canvas.y / 0.017) % 1 < 0.14)
    wood = graded(canvas, HULL, (150, 96, 56), (78, 44, 26), 80)
    wood = shaded(wood, planks * (0.9 + 0.2 * canvas.noise(50, 3, 6)))
    image = paint(image, canvas.inside(HULL), wood)
    image = paint(image, canvas.along(HULL[:2], 0.012), (236, 226, 206))
    for x in (MAST - 0.1 + 0.075 * k for k in range(4)):
        image = paint(image, canvas.within((x, WATERLINE - 0.025), (0.011, 0.011)), (226, 206, 160))
        image = paint(image, canvas.within((x, WATERLINE - 0.025), (0.007, 0.007)), (34, 40, 48))
    deck, roof = WATERLINE - 0.068, WATERLINE - 0.115
    cabin = [(MAST + 0.05, deck), (MAST + 0.07, roof), (MAST + 0.165, roof), (MAST + 0.19, deck)]
    image = paint(image, canvas.inside(cabin), (232, 224, 208))
    for x in (MAST + 0.085 + 0.035 * k for k in range(3)):
        image = paint(image, canvas.within((x, WATERLINE - 0.091), (0.009, 0.009)), (40, 52, 66))
    return image


def crew(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Somebody in a blue coat, in front of the red sail."""
    x, seat, shoulder = MAST - 0.10, WATERLINE - 0.065, WATERLINE - 0.12
    coat = [(x - 0.022, seat), (x - 0.016, shoulder), (x + 0.016, shoulder), (x + 0.022, seat)]
    image = paint(image, canvas.inside(coat), (40, 62, 110))
    return paint(image, canvas.within((x, WATERLINE - 0.136), (0.015, 0.016)), (214, 166, 132))


def water(backdrop: np.ndarray, with_boat: np.ndarray, canvas: Canvas) -> np.ndarray:
    """Everything above the water, mirrored and shaken by ripples that grow towards the viewer; the sun glitters."""
    x, y = canvas.x, canvas.y
    near = np.clip((y - HORIZON) / (1 - HORIZON), 0, 1)
    ripple = canvas.noise(26, 5, 7) - 0.5
    fine = np.sin(260 * y * np.maximum(near, 0.05) ** -0.35 + 36 * canvas.noise(6, 3, 3))
    shake = x + (0.10 * ripple + 0.004 * fine) * (0.25 + near)
    mirrored = sampled(backdrop, shake, 2 * HORIZON - y + 0.05 * ripple * (0.3 + near))
    boat = np.abs(with_boat - backdrop).sum(axis=-1) > 2
    below = 2 * (WATERLINE + 0.024) - y + 0.06 * ripple * (0.3 + near)  # the boat mirrors where it floats
    mirrored = paint(mirrored, sampled(boat, shake, below) & (y > WATERLINE), sampled(with_boat, shake, below))
    surface = mix(mirrored, (30, 66, 84), np.full(x.shape, 0.42))
    surface = shaded(surface, 1 + 0.55 * ripple * (1.2 - 0.4 * near) + 0.10 * fine * np.maximum(near, 0.1))
    glitter = np.clip((canvas.noise(34, 4, 6) - 0.6) * 7, 0, 1) * np.exp(-(((x - SUN[0]) / 0.13) ** 2))
    surface = mix(surface, (255, 246, 214), 0.8 * glitter)
    return paint(with_boat, (y > HORIZON) & ~boat, surface)


def foam(image: np.ndarray, canvas: Canvas) -> np.ndarray:
    """White water along the hull."""
    beside = (canvas.x > MAST - 0.21) & (canvas.x < MAST + 0.25)
    line = np.exp(-(((canvas.y - WATERLINE - 0.032) / 0.012) ** 2)) * beside
    return mix(image, (240, 244, 244), 0.8 * line * np.clip((canvas.noise(50, 4, 5) - 0.45) * 5, 0, 1))


def mix(start: np.ndarray | Colour, end: np.ndarray | Colour, share: np.ndarray) -> np.ndarray:
    """`start` where `share`, (side, side), is 0; `end` where it is 1; in between, in between."""
    first, last = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    return first + (last - first) * share[..., np.newaxis]


def shaded(colours: np.ndarray | Colour, light: np.ndarray) -> np.ndarray:
    """The colours times `light`, (side, side)."""
    return np.clip(np.asarray(colours, dtype=float) * light[..., np.newaxis], 0, 255)


def paint(image: np.ndarray, mask: np.ndarray, colours: np.ndarray | Colour) -> np.ndarray:
    """`image` with `colours` where the mask is True."""
    return np.where(mask[..., np.newaxis], np.asarray(colours, dtype=float), image)


def graded(canvas: Canvas, points: Sequence[Point], start: Colour, end: Colour, angle: float) -> np.ndarray:
    """From one colour to another across a polygon, in the direction `angle` (degrees, 90 is down)."""
    direction = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    reach = np.asarray(points) @ direction
    along = canvas.x * direction[0] + canvas.y * direction[1]
    return mix(start, end, np.clip((along - reach.min()) / (reach.max() - reach.min()), 0, 1))


def bulged(start: Point, end: Point, bulge: float) -> list[Point]:
    """Points from start to end along an arc that swells by `bulge` in x."""
    return [
        (start[0] + (end[0] - start[0]) * t + bulge * np.sin(np.pi * t), start[1] + (end[1] - start[1]) * t)
        for t in np.linspace(0, 1, 16).tolist()
    ]


def sampled(image: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The pixels of `image` that lie at (x, y); past the edge, the pixel on the edge."""
    side = len(image)
    return image[np.clip(y * side, 0, side - 1).astype(int), np.clip(x * side, 0, side - 1).astype(int)]


def _resized(grid: np.ndarray, rows: int, columns: int) -> np.ndarray:
    return np.asarray(Image.fromarray(grid).resize((columns, rows), Image.Resampling.BICUBIC), dtype=float)


if __name__ == "__main__":
    options = arguments("Make boat.png.")
    write(options.into, {"boat.png": png_bytes(scene())})
