"""The activation graph: a function to choose, the numbers that meet it, and their map before and after."""

from __future__ import annotations

import math

import numpy as np
import traitlets

from course.activations import ACTIVATIONS
from course.pictures.activations import activation_overview, overview_in_words
from course.pictures.live import LivePicture, floats, script_and_style

BRIGHTEST = 0.99  # this share of the numbers is told apart by colour; the few beyond it have the strongest


class ActivationGraph(LivePicture):
    """An activation with its slope; on its axes how many numbers of a map lie where, before and after; and the maps.

    Choosing another activation or moving the bias changes all of them at once.
    """

    _esm, _css = script_and_style("activation_graph")

    title = traitlets.Unicode("What an activation does to a map").tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)  # the map's numbers before the bias, float32, row by row
    rows = traitlets.Int().tag(sync=True)
    columns = traitlets.Int().tag(sync=True)
    activation = traitlets.Enum(list(ACTIVATIONS), "relu").tag(sync=True)
    bias = traitlets.Float(0.0).tag(sync=True)  # added to every number first
    largest = traitlets.Float().tag(sync=True)  # the number that has the maps' strongest colour
    reach = traitlets.Int().tag(sync=True)  # the x axis runs from -reach to reach

    def __init__(self, values: np.ndarray, *, activation: str = "relu", bias: float = 0.0) -> None:
        """values: (rows, columns), a feature map; activation: a name in ACTIVATIONS. Raises ValueError otherwise."""
        if values.ndim != 2 or values.size == 0:
            raise ValueError(f"values must have the shape (rows, columns), received {values.shape}")
        if activation not in ACTIVATIONS:
            raise ValueError(f"there is no activation {activation!r}; there are {', '.join(ACTIVATIONS)}")
        sizes = np.abs(values)
        super().__init__(
            values=floats(values),
            rows=values.shape[0],
            columns=values.shape[1],
            activation=activation,
            bias=bias,
            largest=float(np.quantile(sizes, BRIGHTEST)) or 1.0,
            reach=max(1, math.ceil(sizes.max())),
        )

    def still(self) -> str:
        """The graph, the counts and both maps, as an image."""
        picture = activation_overview(
            self._map(),
            kind=self.activation,
            bias=self.bias,
            largest=self.largest,
            reach=self.reach,
            title=self.title,
        )
        return picture.html()

    def alt(self) -> str:
        """The ranges before and after, and the shares that matter."""
        return overview_in_words(self._map(), kind=self.activation, bias=self.bias)

    def _map(self) -> np.ndarray:
        return np.frombuffer(self.values, dtype="<f4").reshape(self.rows, self.columns).astype(float)
