"""Scores to be moved with sliders, and the probabilities that softmax makes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import traitlets

from course.last_layers import softmax
from course.pictures.live import LivePicture, script_and_style
from course.pictures.probability_bars import probability_bars, spoken_bars

MOST = 10.0  # scores go from -MOST to MOST
TEMPERATURES = (1 / 16, 16.0)  # from, to


class LogitBars(LivePicture):
    """A slider for the score of each class and a bar for its probability, with their sum; a temperature; softmax twice.

    What a learner sets is there to be read: `bars.logits`, `bars.temperature`, `bars.twice`.
    """

    _esm, _css = script_and_style("logit_bars")

    title = traitlets.Unicode("Scores and their probabilities").tag(sync=True)
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    logits = traitlets.List(traitlets.Float()).tag(sync=True)  # a score for each class
    temperature = traitlets.Float(1.0).tag(sync=True)  # the scores are divided by it
    twice = traitlets.Bool(False).tag(sync=True)  # whether a second softmax follows

    def __init__(
        self, logits: Sequence[float], class_names: Sequence[str], *, temperature: float = 1.0, twice: bool = False
    ) -> None:
        """logits: a score from -10 to 10 for each of the class names, two or more; temperature: 1/16 to 16.

        Raises ValueError otherwise.
        """
        if len(logits) != len(class_names) or len(logits) < 2:
            raise ValueError(f"a score for each class is needed: {len(logits)} scores, {len(class_names)} classes")
        if not all(math.isfinite(score) and abs(score) <= MOST for score in logits):
            raise ValueError(f"scores must lie between -{MOST:g} and {MOST:g}, received {list(logits)}")
        if not TEMPERATURES[0] <= temperature <= TEMPERATURES[1]:
            raise ValueError(f"temperature must lie between 1/16 and 16, received {temperature}")
        super().__init__(
            logits=[float(score) for score in logits],
            class_names=list(class_names),
            temperature=float(temperature),
            twice=twice,
        )

    def probabilities(self) -> np.ndarray:
        """The probabilities as they are shown now, (classes,)."""
        once = softmax(np.array(self.logits), self.temperature)
        return softmax(once) if self.twice else once

    def still(self) -> str:
        """The bars, with every score and the sum."""
        return probability_bars(self.probabilities(), self.class_names, scores=self.logits).html()

    def alt(self) -> str:
        """Every score and every probability, the temperature, and the sum."""
        again = ", softmax twice" if self.twice else ""
        bars = spoken_bars(self.probabilities(), self.class_names, scores=self.logits)
        return f"{self.title} at temperature {self.temperature:g}{again}: {bars}"
