"""Put a drawing into a picture: turned, scaled, moved, before a background, with noise."""

import numpy as np
from PIL import Image
from sketch import rotation

LIGHTEST = 15  # 16 greys keep the archive small


def staged(drawing: np.ndarray, rng: np.random.Generator, *, side: int = 32) -> np.ndarray:
    """One picture, uint8 (side, side) in 16 greys (0, 17, 34 .. 255), of a drawing (n, n, 2) of grey and opacity.

    Half of the drawings are mirrored; then each is turned by up to 8 degrees, scaled to between 80 and 100% of the
    picture, stretched and slanted a little, and moved as far as there is room.
    """
    fine = 2 * side  # twice the size, then shrunk: smooth edges
    if rng.random() < 0.5:
        drawing = drawing[:, ::-1]
    ink, cover = _placed(drawing, rng, fine)
    picture = ink + _background(ink, cover, rng) * (1 - cover)
    picture = picture.reshape(side, 2, side, 2).mean(axis=(1, 3))
    picture = 0.5 + (picture - 0.5) * rng.uniform(0.75, 1.0) + rng.uniform(-0.08, 0.08)
    picture += rng.normal(0, 0.03 * rng.random(), picture.shape)
    levels = np.floor(np.clip(picture, 0, 1) * LIGHTEST + 0.5)
    return (levels * (255 // LIGHTEST)).astype(np.uint8)


def _placed(drawing: np.ndarray, rng: np.random.Generator, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Grey times opacity, and opacity, each 0..1 and (side, side), after a random affine map."""
    angle, scale = rng.uniform(-8, 8), rng.uniform(0.8, 1.0)
    stretch, slant = rng.uniform(0.85, 1.15), rng.uniform(-0.12, 0.12)
    matrix = rotation(angle) @ np.array([[1, slant], [0, 1]]) @ np.diag([scale * stretch, scale / stretch])
    matrix *= side / len(drawing)
    room = (1 - scale) / 2 * side + 1
    center = side / 2 + rng.uniform(-room, room, 2)
    grey, opacity = drawing[..., 0] / 255, drawing[..., 1] / 255
    return _transformed(grey * opacity, matrix, center, side), _transformed(opacity, matrix, center, side)


def _transformed(plane: np.ndarray, matrix: np.ndarray, center: np.ndarray, side: int) -> np.ndarray:
    """`plane` drawn through `matrix` with its middle at `center`: float (side, side), bilinear."""
    (a, b), (c, d) = matrix
    back = np.array([[d, -b], [-c, a]]) / (a * d - b * c)  # Pillow asks where each pixel comes from
    start = len(plane) / 2 - back @ center
    steps = [round(float(v), 9) for v in (*back[0], start[0], *back[1], start[1])]
    image = Image.fromarray(plane.astype(np.float32))
    return np.asarray(image.transform((side, side), Image.Transform.AFFINE, steps, Image.Resampling.BILINEAR), float)


def _background(ink: np.ndarray, cover: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light, darkening or lightening downwards, faintly clouded; redrawn until the drawing stands out from it."""
    side = len(ink)
    down = np.linspace(-0.5, 0.5, side)[:, np.newaxis]
    for _ in range(8):
        ground = rng.uniform(0.5, 1.0) + down * rng.uniform(-0.3, 0.3)
        ground = ground + _clouds(rng, side, int(rng.integers(2, 7))) * 0.16 * rng.random()
        if np.abs(ink - ground * cover).sum() > 0.2 * cover.sum():
            break
    return ground


def _clouds(rng: np.random.Generator, side: int, cells: int) -> np.ndarray:
    """Smooth noise, float (side, side), about -0.5..0.5: a random grid of cells x cells, blown up."""
    grid = Image.fromarray(rng.integers(0, 256, (cells, cells), dtype=np.uint8))
    return np.asarray(grid.resize((side, side), Image.Resampling.BICUBIC), float) / 255 - 0.5
