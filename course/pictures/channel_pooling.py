"""Several maps and what pooling makes of them: each by itself, or across them.

The counterpart of the article's figure 11.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.map_rows import map_rows

METHODS = {"max": "max", "average": "mean"}
MOST_PIXELS, MOST_MAPS, LARGEST_SIZE = 128, 6, 5


class ChannelPooling(LivePicture):
    """Maps and what comes out of them, windows side by side; a cell of what comes out shows the windows behind it.

    In Python `across` says whether all maps are pooled together, `kind` is "max" or "average", `size` the rows and
    columns of the window, and `place` the cell that is explained, [row, column]; they can be read and set.
    """

    _esm, _css = script_and_style("channel_pooling")

    title = traitlets.Unicode("Maps in, maps out").tag(sync=True)
    maps = traitlets.Bytes().tag(sync=True)  # floats() of (rows, columns, maps)
    shape = traitlets.List(traitlets.Int()).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)  # of the maps
    across = traitlets.Bool(False).tag(sync=True)
    kind = traitlets.Enum(tuple(METHODS)).tag(sync=True)
    size = traitlets.Int().tag(sync=True)
    largest_size = traitlets.Int().tag(sync=True)
    place = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, maps: np.ndarray, *, names: Sequence[str], size: int = 4, kind: str = "max") -> None:
        """maps: (rows, columns, maps), numbers of 0 or more, as after ReLU; names: of the maps.

        It begins where every map has much to say. Raises ValueError where these do not fit together.
        """
        maps = np.asarray(maps, dtype=float)
        if maps.ndim != 3 or not maps.size or max(maps.shape[:2]) > MOST_PIXELS or maps.shape[2] > MOST_MAPS:
            raise ValueError(
                f"maps must be (rows, columns, maps), {MOST_PIXELS} pixels and {MOST_MAPS} maps at most, "
                f"received {maps.shape}"
            )
        if maps.min() < 0:
            raise ValueError(f"maps must have numbers of 0 or more, as after ReLU, received {maps.min():g}")
        if len(names) != maps.shape[2]:
            raise ValueError(f"each of {maps.shape[2]} maps must have a name, received {len(names)}")
        largest_size = min(LARGEST_SIZE, *maps.shape[:2])
        if not 1 <= size <= largest_size or kind not in METHODS:
            raise ValueError(f"size must be 1 to {largest_size} and kind max or average, received {size} and {kind!r}")
        self._maps = maps
        after = pooled(maps, size, kind)
        least = (after / np.maximum(after.max(axis=(0, 1)), 1e-9)).min(axis=2)  # of the shares of each map's largest
        super().__init__(
            maps=floats(maps),
            shape=list(maps.shape),
            names=list(names),
            kind=kind,
            size=size,
            largest_size=largest_size,
            place=[int(at) for at in np.unravel_index(least.argmax(), least.shape)],
        )

    def still(self) -> str:
        """The maps, below them each of them pooled, and what is pooled across them."""
        by_itself, together = (pooled(self._maps, self.size, self.kind, across=across) for across in (False, True))
        before = {name: self._maps[:, :, at] for at, name in enumerate(self.names)}
        after = {f"{name}, pooled": by_itself[:, :, at] for at, name in enumerate(self.names)}
        drawn = map_rows([before, {**after, "across the maps": together[:, :, 0]}], shows="several channels")
        return f"{drawn.html()}<p>{self._words()}</p>"

    def alt(self) -> str:
        """What is pooled, the shapes, and the numbers of one cell."""
        return f"{self.title}. The maps are {', '.join(self.names)}. {self._words()}"

    def _words(self) -> str:
        row, column = self.place
        after = pooled(self._maps, self.size, self.kind)
        single = pooled(self._maps, self.size, self.kind, across=True)
        told = ", ".join(f"{name} {value:.2f}" for name, value in zip(self.names, after[row, column], strict=True))
        way = f"{self.kind} pooling, windows of {self.size} × {self.size} side by side"
        shapes = " → ".join(" × ".join(map(str, shape)) for shape in (self._maps.shape, after.shape))
        return (
            f"Shape {shapes} by {way}, each map by itself; across the maps {' × '.join(map(str, single.shape))}. "
            f"Row {row}, column {column}: {told}; across the maps {single[row, column, 0]:.2f}."
        )


def pooled(maps: np.ndarray, size: int, kind: str, *, across: bool = False) -> np.ndarray:
    """What comes out of windows of size × size side by side; only whole windows count.

    maps: (rows, columns, maps). Returns (rows // size, columns // size, maps), with `across` one map for all of them.
    """
    rows, columns = (side // size for side in maps.shape[:2])
    windows = maps[: rows * size, : columns * size].reshape(rows, size, columns, size, maps.shape[2])
    result: np.ndarray = getattr(windows, METHODS[kind])(axis=(1, 3, 4) if across else (1, 3))
    return result[:, :, np.newaxis] if across else result
