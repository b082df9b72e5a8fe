"""The end of a network: what each number of its last maps adds to the score of a class, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets
from matplotlib.axes import Axes

from course.last_layers import contributions, place_of
from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.style import INK, ORANGE, Picture, draw_greys, in_house_style, outline

FOR, AGAINST = "#d6604d", "#4393c3"  # of the signed scale: told apart by colour-blind readers too, and by up and down


class ContributionBars(LivePicture):
    """A picture, the last maps that a network makes of it, and the flat row as bars: weight times number, signed.

    Choosing a position shows the cell that it came from, and the pixels that this cell looks at. `unit` is the class
    whose score is taken apart, `position` what is chosen.
    """

    _esm, _css = script_and_style("contribution_bars")

    title = traitlets.Unicode("What adds up to a score").tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    picture_shape = traitlets.List(traitlets.Int()).tag(sync=True)  # rows, columns
    shows = traitlets.Unicode().tag(sync=True)
    features = traitlets.Bytes().tag(sync=True)  # the maps as a flat row
    shape = traitlets.List(traitlets.Int()).tag(sync=True)  # of the maps: rows, columns, channels
    weights = traitlets.Bytes().tag(sync=True)  # (inputs, units), row by row
    biases = traitlets.List(traitlets.Float()).tag(sync=True)
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    unit = traitlets.Int(0).tag(sync=True)
    position = traitlets.Int(0).tag(sync=True)
    jump = traitlets.Int().tag(sync=True)  # pixels from a cell to the next
    field = traitlets.Int().tag(sync=True)  # pixels across that a cell looks at

    def __init__(
        self,
        picture: np.ndarray,
        maps: np.ndarray,
        weights: np.ndarray,
        biases: np.ndarray,
        *,
        class_names: Sequence[str],
        unit: int,
        jump: int,
        field: int,
        shows: str = "the picture",
    ) -> None:
        """picture: (rows, columns), 0 black to 1 white; maps: (rows, columns, channels), what the network makes of it.

        weights: (rows x columns x channels, classes); biases: (classes,); unit: the class to begin with. The cell in
        row r and column c looks at `field` x `field` pixels from row r x jump and column c x jump on.
        Raises ValueError for shapes that do not fit together.
        """
        if picture.ndim != 2 or maps.ndim != 3:
            raise ValueError(
                f"a picture (rows, columns) and maps (rows, columns, channels) are needed, received {picture.shape} "
                f"and {maps.shape}"
            )
        if weights.shape != (maps.size, len(biases)) or len(class_names) != len(biases):
            raise ValueError(
                f"{maps.size} numbers and {len(class_names)} classes want weights of the shape "
                f"({maps.size}, {len(class_names)}) and as many biases, received {weights.shape} and {len(biases)}"
            )
        if not 0 <= unit < len(class_names):
            raise ValueError(f"unit must be from 0 to {len(class_names) - 1}, received {unit}")
        self._picture, self._maps, self._weights = picture, maps, weights
        super().__init__(
            picture=floats(picture),
            picture_shape=list(picture.shape),
            shows=shows,
            features=floats(maps),
            shape=list(maps.shape),
            weights=floats(weights),
            biases=[float(bias) for bias in biases],
            class_names=list(class_names),
            unit=unit,
            position=int(np.argmax(contributions(maps.ravel(), weights, unit))),
            jump=jump,
            field=field,
        )

    def still(self) -> str:
        """The picture with the pixels of the chosen cell outlined, and all contributions as bars."""
        return self._drawn().html()

    def alt(self) -> str:
        """Where the chosen position comes from, and what adds up to the score."""
        return self._drawn().alt

    def _drawn(self) -> Picture:
        values = contributions(self._maps.ravel(), self._weights, self.unit)
        place = place_of(self.position, self._maps.shape)
        corner = (self.jump * place[0], self.jump * place[1])
        return _score_taken_apart(
            self._picture,
            values,
            corner=corner,
            field=self.field,
            chosen=self.position,
            alt=f"{self.title}. {self._chosen_in_words(values, place)} {self._total_in_words(values)}",
        )

    def _chosen_in_words(self, values: np.ndarray, place: tuple[int, int, int]) -> str:
        row, column, channel = place
        number, weight = self._maps[place], self._weights[self.position, self.unit]
        return (
            f"Position {self.position} comes from row {row}, column {column}, channel {channel}. There stands "
            f"{number:.2f}; times its weight {weight:.2f} it adds {values[self.position]:.2f} to the score of "
            f"{self.class_names[self.unit]}."
        )

    def _total_in_words(self, values: np.ndarray) -> str:
        bias = self.biases[self.unit]
        return (
            f"Score of {self.class_names[self.unit]}: {values[values > 0].sum():.2f} for it, "
            f"{values[values < 0].sum():.2f} against it, bias {bias:.2f}; together {values.sum() + bias:.2f}."
        )


@in_house_style
def _score_taken_apart(
    picture: np.ndarray, values: np.ndarray, *, corner: tuple[int, int], field: int, chosen: int, alt: str
) -> Picture:
    drawn = Picture(9.2, 2.6, alt=alt)
    left, right = drawn.subplots(1, 2, width_ratios=(1, 4))
    draw_greys(left, picture)
    outline(left, row=corner[0], column=corner[1], rows=field, columns=field)
    left.set_title(f"seen from position {chosen}")
    _draw_contributions(right, values, chosen)
    return drawn


def _draw_contributions(axes: Axes, values: np.ndarray, chosen: int) -> None:
    axes.bar(np.arange(len(values)), values, color=[FOR if value > 0 else AGAINST for value in values])
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.axvspan(chosen - 0.5, chosen + 0.5, facecolor="none", edgecolor=ORANGE, linewidth=2)
    axes.set(xlabel="position in the row", ylabel="weight × number", xlim=(-1, len(values)))
