"""Dogs, cats, boats and birds, each in several poses, no two alike.

A pose is a function that draws on a `Sketch`; `POSES` says how often each is taken. Every proportion is random, and
its range is written where it is used.
"""

from collections.abc import Callable

import numpy as np
from sketch import BOARD, Point, Sketch, Tone, rotation

SIDES = (-1, 1)  # left, right


def draw(name: str, rng: np.random.Generator) -> np.ndarray:
    """One drawing of a "dog", "cat", "boat" or "bird": uint8 (96, 96, 2), grey and opacity."""
    sketch = Sketch(rng)
    poses = POSES[name]
    pose = list(poses)[int(rng.choice(len(poses), p=list(poses.values())))]
    pose(sketch)
    return sketch.finished()


def dog_from_the_side(s: Sketch) -> None:
    """Tail up, long snout, ears that hang or stand."""
    x, y = 0.42, s.between(0.5, 0.58)
    length = s.between(0.2, 0.28)
    tail = [(x - 0.9 * length, y - 0.03), (x - 1.25 * length, y - s.between(0.02, 0.15))]
    s.stroke([*tail, (x - length * s.between(1.1, 1.5), y - s.between(0.18, 0.34))], 0.065, end_width=0.03)
    _legs(s, [x + length * k for k in (-0.75, -0.5, 0.5, 0.78)], y, s.between(0.80, 0.92), s.between(0.05, 0.075))
    s.ellipse((x, y), (1.05 * length, s.between(0.09, 0.13)), s.between(-6, 4))
    head_x, head_y = x + 1.15 * length, y - s.between(0.17, 0.25)
    s.stroke([(x + 0.75 * length, y - 0.02), (head_x, head_y)], s.between(0.13, 0.17), end_width=0.12)
    _dog_head_from_the_side(s, head_x, head_y, s.between(0.085, 0.11))


def _dog_head_from_the_side(s: Sketch, x: float, y: float, r: float) -> None:
    s.ellipse((x, y), (1.1 * r, r))
    s.ellipse((x + r * s.between(1.1, 1.5), y + 0.35 * r), (r * s.between(0.8, 1.15), 0.5 * r), 8)
    s.dot((x + 2.2 * r, y + 0.2 * r), 0.02, "dark")
    if s.chance(0.75):
        s.ellipse((x - 0.5 * r, y + 0.4 * r), (0.4 * r, r * s.between(0.8, 1.1)), s.between(-5, 25), "second")
    else:
        s.polygon([(x - 0.8 * r, y - 0.4 * r), (x - 0.5 * r, y - 1.8 * r), (x + 0.2 * r, y - 0.7 * r)])
    s.dot((x + 0.35 * r, y - 0.25 * r), 0.017)


def dog_face(s: Sketch) -> None:
    """From the front: long ears, a pale muzzle, sometimes the tongue out."""
    a, b = s.between(0.22, 0.28), s.between(0.26, 0.32)
    ear = s.between(0.1, 0.13)
    s.ellipse((0.5, 0.5), (a, b))
    for side in SIDES:
        center = (0.5 + side * a * s.between(0.95, 1.1), 0.46 + s.between(-0.03, 0.08))
        s.ellipse(center, (0.8 * ear, ear * s.between(1.6, 2.3)), side * s.between(-25, -5), "second")
    s.ellipse((0.5, 0.5 + 0.5 * b), (0.55 * a, 0.42 * b), tone="light" if s.tones["main"] < 150 else "second")
    if s.chance(0.5):
        s.ellipse((0.5, 0.5 + 0.95 * b), (0.2 * a, 0.25 * b), tone="second")
    s.ellipse((0.5, 0.5 + 0.3 * b), (0.22 * a, 0.14 * b), tone="dark")
    for side in SIDES:
        s.dot((0.5 + side * 0.42 * a, 0.5 - 0.2 * b), s.between(0.025, 0.04))


def cat_face(s: Sketch) -> None:
    """From the front: pointed ears, tall eyes, a small nose, whiskers."""
    x, y, r = 0.5, 0.55, s.between(0.27, 0.33)
    _cat_skull(s, x, y, r)
    for side in SIDES:
        s.ellipse((x + side * 0.42 * r, y - 0.12 * r), (0.14 * r, r * s.between(0.12, 0.22)), tone="mark")
        for slope in (-0.2, 0, 0.2):
            start, end = (x + side * 0.35 * r, y + 0.35 * r), (x + side * 1.45 * r, y + (0.35 + slope) * r)
            s.line(start, end, 6 / BOARD, "mark" if s.tones["main"] > 150 else "dark")
    s.polygon([(x - 0.12 * r, y + 0.2 * r), (x + 0.12 * r, y + 0.2 * r), (x, y + 0.36 * r)], "second")


def cat_sitting(s: Sketch) -> None:
    """A pear of a body, the tail curled beside it."""
    w = s.between(0.15, 0.2)
    tail_end = (0.5 + w * s.between(1.4, 2.2), s.between(0.45, 0.7))
    s.stroke([(0.5 + 0.4 * w, 0.88), (0.5 + 2.2 * w, 0.98), (0.5 + 2.2 * w, 0.6), tail_end], 0.06, end_width=0.04)
    s.ellipse((0.5, 0.72), (w, 0.21))
    s.polygon([(0.5 - 0.7 * w, 0.66), (0.5 - 0.35 * w, 0.42), (0.5 + 0.35 * w, 0.42), (0.5 + 0.75 * w, 0.66)])
    s.ellipse((0.5, 0.86), (1.15 * w, 0.09))
    _cat_small_head(s, 0.5 + s.between(-0.04, 0.04), 0.38, s.between(0.11, 0.14))


def cat_walking(s: Sketch) -> None:
    """Slimmer than a dog, the head low, the tail long and curved."""
    x, y = 0.44, s.between(0.56, 0.62)
    length = s.between(0.2, 0.26)
    tail = [(x - length, y - 0.02), (x - 1.7 * length, y + s.between(-0.1, 0.05))]
    tail.append((x - length * s.between(0.8, 1.3), y - s.between(0.3, 0.4)))
    tail.append((x - length * s.between(1.2, 1.9), y - s.between(0.36, 0.48)))
    s.stroke(tail, 0.045, end_width=0.035)
    _legs(s, [x + length * k for k in (-0.8, -0.55, 0.5, 0.75)], y, s.between(0.8, 0.88), s.between(0.035, 0.055))
    s.ellipse((x, y), (1.1 * length, s.between(0.07, 0.1)), s.between(-4, 3))
    _cat_small_head(s, x + 1.15 * length, y - s.between(0.08, 0.15), s.between(0.085, 0.11))


def _cat_skull(s: Sketch, x: float, y: float, r: float) -> None:
    height = s.between(0.75, 1.05)
    for side in SIDES:
        tip = (x + side * r * s.between(0.75, 0.9), y - r * (0.75 + 0.7 * height))
        s.polygon([(x + side * 0.95 * r, y - 0.25 * r), tip, (x + side * 0.15 * r, y - 0.85 * r)])
    s.ellipse((x, y), (r * s.between(1.0, 1.15), r))


def _cat_small_head(s: Sketch, x: float, y: float, r: float) -> None:
    _cat_skull(s, x, y, r)
    for side in SIDES:
        s.dot((x + side * 0.4 * r, y - 0.1 * r), 0.018)


def sailing_boat(s: Sketch) -> None:
    """One mast, a main sail, often a second one before it."""
    half, water, depth = _boat_size(s)
    mast, top = 0.5 + s.between(-0.1, 0.08), s.between(0.1, 0.22)
    s.stroke([(mast, top), (mast, water)], 0.025, "dark")
    clew = (mast + s.between(0.2, 0.34), water - 0.06 - s.between(0, 0.05))
    s.polygon([(mast + 0.02, top + 0.02), (mast + 0.02, water - 0.06), clew], "second")
    if s.chance(0.7):
        corners = [(mast - 0.03, top + s.between(0.04, 0.14)), (mast - 0.03, water - 0.06)]
        corners.append((mast - s.between(0.15, 0.3), water - 0.06))
        s.polygon(corners, "light" if s.tones["main"] < 120 else "second")
    _hull(s, half, water, depth)
    _waves(s, water + depth)


def steamer(s: Sketch) -> None:
    """One or two decks with portholes, one to three funnels, some smoke."""
    half, water, depth = _boat_size(s)
    floor, deck = water, half * s.between(0.55, 0.8)
    for level in range(int(s.rng.integers(1, 3))):
        height = s.between(0.08, 0.12)
        _block(s, 0.5, deck, floor, height, "light" if level == 0 else "second")
        for x in np.arange(0.5 - deck + 0.05, 0.5 + deck - 0.03, 0.09):
            s.dot((float(x), floor - height / 2), 0.018, "dark")
        floor, deck = floor - height, deck * s.between(0.5, 0.8)
    for x in np.linspace(0.5 - 0.6 * deck, 0.5 + 0.6 * deck, int(s.rng.integers(1, 4))):
        height = s.between(0.1, 0.18)
        _block(s, float(x), 0.035, floor, height, "second")
        if s.chance(0.3):
            s.ellipse((float(x) - 0.08, floor - height - 0.06), (0.07, 0.035), s.between(-20, 20), "light")
    _hull(s, half, water, 1.15 * depth)
    _waves(s, water + depth)


def motor_boat(s: Sketch) -> None:
    """A low cabin on a hull that lifts its bow."""
    half, water, depth = _boat_size(s)
    cabin = [
        (0.5 - half * s.between(0.3, 0.6), water),
        (0.5 - half * s.between(0.1, 0.3), water - s.between(0.1, 0.18)),
    ]
    s.polygon([*cabin, (0.5 + 0.2 * half, water - s.between(0.08, 0.12)), (0.5 + 0.35 * half, water)], "second")
    bow = (0.5 + 1.1 * half, water - s.between(0.03, 0.09))
    s.polygon([(0.5 - half, water - 0.02), bow, (0.5 + 0.6 * half, water + depth), (0.5 - half, water + depth)])
    _waves(s, water + depth)


def rowing_boat(s: Sketch) -> None:
    """Somebody sits in it, an oar in the water."""
    half, water, depth = _boat_size(s)
    s.stroke([(0.5, water - 0.1), (0.5, water + 0.02)], 0.11, "second")
    s.dot((0.5, water - 0.2), 0.06, "second")
    stern, bow = (0.5 - half, water - s.between(0.03, 0.08)), (0.5 + half, water - s.between(0.03, 0.08))
    rim = [stern, (0.5 - 0.6 * half, water + 0.02), (0.5 + 0.6 * half, water + 0.02), bow]
    s.polygon([*rim, (0.5 + 0.6 * half, water + depth), (0.5 - 0.6 * half, water + depth)])
    reach = s.between(0.2, 0.3) * (1 if s.chance(0.5) else -1)
    s.stroke([(0.5, water - 0.06), (0.5 + reach, water + depth + s.between(0.04, 0.1))], 0.025, "dark")
    _waves(s, water + depth)


def _boat_size(s: Sketch) -> tuple[float, float, float]:
    """Half the length, the height of the rim, the depth of the hull below it."""
    return s.between(0.3, 0.42), s.between(0.66, 0.74), s.between(0.1, 0.16)


def _hull(s: Sketch, half: float, water: float, depth: float) -> None:
    stern, bow = (0.5 - half, water - s.between(0, 0.04)), (0.5 + half, water - s.between(0, 0.06))
    keel = [(0.5 + half - s.between(0.08, 0.2), water + depth), (0.5 - half + s.between(0.04, 0.14), water + depth)]
    s.polygon([stern, bow, *keel])


def _block(s: Sketch, x: float, half: float, floor: float, height: float, tone: Tone) -> None:
    top, foot = floor - height, floor + 0.02
    s.polygon([(x - half, top), (x + half, top), (x + half, foot), (x - half, foot)], tone)


def _waves(s: Sketch, y: float) -> None:
    if s.chance(0.4):
        for x in np.arange(0.1, 0.9, 0.16).tolist():
            s.stroke([(x, y + 0.05), (x + 0.04, y + 0.01), (x + 0.08, y + 0.05)], 0.025, "second")


def bird_perched(s: Sketch) -> None:
    """From the side: body aslant, wing folded, thin legs."""
    x, y, angle = 0.48, 0.52, s.between(-40, -10)
    a, b = s.between(0.2, 0.25), s.between(0.11, 0.15)
    cos, sin = (float(v) for v in rotation(angle)[:, 0])
    tail_x, tail_y = x - 1.9 * a * cos, y - 1.9 * a * sin + s.between(-0.04, 0.06)
    rump = (x - 0.7 * a * cos, y - 0.7 * a * sin)
    tail = [(rump[0], rump[1] - 0.05), (tail_x, tail_y - 0.03), (tail_x - 0.01, tail_y + 0.05)]
    s.polygon([*tail, (rump[0] + 0.02, rump[1] + 0.07)])
    for shift in (-0.03, 0.06):
        s.stroke([(x + shift, y + 0.8 * b), (x + shift + 0.02, y + b + s.between(0.1, 0.2))], 0.022, "dark")
    s.ellipse((x, y), (a, b), angle)
    r, head = s.between(0.08, 0.11), (x + 0.95 * a * cos, y + 0.95 * a * sin - 0.05)
    s.dot(head, r, "main")
    _beak(s, head, r, s.between(-10, 15), s.between(0.2, 0.9))
    s.ellipse((x - 0.04, y), (0.7 * a, 0.55 * b), angle - s.between(-5, 15), "second")
    s.dot((head[0] + 0.25 * r, head[1] - 0.2 * r), 0.017)


def bird_flying(s: Sketch) -> None:
    """From the side: one long wing raised, often the far one lowered."""
    angle = s.between(-20, 10)
    if s.chance(0.6):
        _wing(s, (0.5, 0.58), (s.between(0.25, 0.5), s.between(0.85, 0.98)))
    s.ellipse((0.5, 0.56), (0.2, 0.075), angle)
    s.polygon([(0.36, 0.54), (0.14, 0.52 - s.between(0, 0.06)), (0.18, 0.6), (0.14, 0.68), (0.36, 0.62)])
    head = (0.68, 0.5 + 0.0035 * angle)
    s.dot(head, 0.065, "main")
    _beak(s, head, 0.065, angle / 2, 1.0)
    s.dot((head[0] + 0.015, head[1] - 0.015), 0.014)
    _wing(s, (0.5, 0.55), (s.between(0.2, 0.5), s.between(0.08, 0.2)))


def _wing(s: Sketch, root: Point, tip: Point) -> None:
    """A swept wing: a rounded front edge from the shoulder to the tip, three feathers behind."""
    (x, y), (tip_x, tip_y) = root, tip
    rise, sweep = tip_y - y, s.between(0.1, 0.16)
    front = [(x + 0.11, y), (x + 0.1, y + 0.45 * rise), (tip_x + 0.08, y + 0.85 * rise), (tip_x, tip_y)]
    feathers: list[Point] = []
    for share in (0.75, 0.5, 0.25):
        along = tip_x + (x - 0.08 - tip_x) * (1 - share)
        feathers.append((along - 0.3 * sweep, y + (share + 0.1) * rise))
        feathers.append((along + 0.5 * sweep, y + share * rise))
    s.polygon([*front, *feathers, (x - 0.12, y)], "second")


def bird_swimming(s: Sketch) -> None:
    """A duck or, with a longer neck, a swan."""
    neck = s.between(0.1, 0.3)
    s.polygon([(0.2, 0.62), (0.12, 0.48), (0.34, 0.58)])
    s.ellipse((0.45, 0.68), (0.28, 0.14), -4)
    throat = [(0.64, 0.64), (0.76, 0.62 - 0.5 * neck), (0.64 + s.between(-0.04, 0.04), 0.6 - neck)]
    s.stroke(throat, s.between(0.07, 0.11))
    r, head = s.between(0.075, 0.1), (0.66, 0.57 - neck)
    s.dot(head, r, "main")
    _beak(s, head, r, s.between(0, 20), s.between(0.2, 0.9))
    s.ellipse((0.4, 0.66), (0.18, 0.08), -10, "second")
    s.dot((head[0] + 0.2 * r, head[1] - 0.2 * r), 0.017)


def bird_facing(s: Sketch) -> None:
    """An owl, or a penguin with smaller eyes, from the front."""
    a, b = s.between(0.19, 0.25), s.between(0.28, 0.34)
    penguin = s.chance(0.4)
    for side in SIDES:
        s.ellipse((0.5 + side * 0.95 * a, 0.58), (0.28 * a, 0.65 * b), side * s.between(-20, -5), "second")
        s.stroke([(0.5 + side * 0.4 * a, 0.5 + 0.85 * b), (0.5 + side * 0.5 * a, 0.5 + 1.1 * b)], 0.05, "dark")
    s.ellipse((0.5, 0.5), (a, b))
    if penguin or s.chance(0.5):
        s.ellipse((0.5, 0.5 + 0.25 * b), (0.65 * a, 0.6 * b), tone="light" if s.tones["main"] < 140 else "second")
    eye = 0.18 if penguin else s.between(0.3, 0.42)
    for side in SIDES:
        center = (0.5 + side * 0.42 * a, 0.5 - 0.42 * b)
        s.ellipse(center, (eye * a, eye * a), tone="light")
        s.dot(center, 0.5 * eye * a, "dark")
    beak = [(0.5 - 0.18 * a, 0.5 - 0.3 * b), (0.5 + 0.18 * a, 0.5 - 0.3 * b), (0.5, 0.5 - 0.05 * b)]
    s.polygon(beak, "dark" if s.tones["main"] > 90 else "light")


def _beak(s: Sketch, head: Point, r: float, angle: float, length: float) -> None:
    """A triangle that points `angle` degrees below the horizontal; `length` in head radii past the head."""
    corners = np.array([(0.7 * r, -0.45 * r), ((1.6 + length) * r, 0), (0.7 * r, 0.45 * r)])
    turned = corners @ rotation(angle).T + head
    s.polygon([(float(x), float(y)) for x, y in turned], "second")


def _legs(s: Sketch, feet: list[float], top: float, ground: float, width: float) -> None:
    for x in feet:
        s.stroke([(x, top), (x + s.between(-0.05, 0.05), ground)], 1.15 * width, end_width=width)


POSES: dict[str, dict[Callable[[Sketch], None], float]] = {
    "dog": {dog_from_the_side: 0.6, dog_face: 0.4},
    "cat": {cat_face: 0.35, cat_sitting: 0.3, cat_walking: 0.35},
    "boat": {sailing_boat: 0.45, steamer: 0.3, motor_boat: 0.15, rowing_boat: 0.1},
    "bird": {bird_perched: 0.4, bird_flying: 0.2, bird_swimming: 0.2, bird_facing: 0.2},
}
