"""A network as a strip of stages, at work on a picture that can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import traitlets

from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.network import pipeline, spoken
from course.stages import Stage

MOST_CHANNELS = 64  # more maps in a row could not be told apart


class PipelineStrip(LivePicture):
    """Every stage's real numbers, from the picture to the probabilities, for one of several pictures."""

    _esm, _css = script_and_style("pipeline_strip")

    title = traitlets.Unicode("A digit on its way through the network").tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)  # of the stages, in order
    shapes = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)  # of each stage: its sizes, as in its shape
    values = traitlets.Bytes().tag(sync=True)  # made by `floats`: all stages of the first picture, then of the second
    labels = traitlets.List(traitlets.Int()).tag(sync=True)  # of the pictures: positions in class_names
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Int(0).tag(sync=True)  # which picture is shown

    def __init__(
        self, runs: Sequence[Sequence[Stage]], labels: Sequence[int], *, class_names: Sequence[str], **traits: str
    ) -> None:
        """What a network makes of several pictures.

        runs: for each picture its stages: first the picture itself (rows, columns, 1), 0 black to 1 white, last the
        probabilities (classes,). labels: what each picture shows, a position in class_names.
        Raises ValueError where these do not fit together.
        """
        _check(runs, labels, class_names)
        self._first = tuple(runs[0])
        super().__init__(
            names=[stage.name for stage in runs[0]],
            shapes=[list(stage.values.shape) for stage in runs[0]],
            values=floats(np.concatenate([stage.values.ravel() for run in runs for stage in run])),
            labels=[int(label) for label in labels],
            class_names=list(class_names),
            **traits,
        )

    def still(self) -> str:
        """The first picture's stages, as a still strip."""
        return pipeline(self._first, class_names=self.class_names).html()

    def alt(self) -> str:
        """The first picture's stages with their shapes and extents, and what the network says."""
        return f"{self.title}: a {self.class_names[self.labels[0]]}. {spoken(self._first, self.class_names)}"


def _check(runs: Sequence[Sequence[Stage]], labels: Sequence[int], class_names: Sequence[str]) -> None:
    if not runs or len(runs) != len(labels):
        raise ValueError(f"each picture needs its stages and its label, received {len(runs)} and {len(labels)}")
    shapes = [[stage.values.shape for stage in run] for run in runs]
    if any(other != shapes[0] for other in shapes):
        raise ValueError("all pictures must go through the same stages")
    first, *between, last = shapes[0]
    if len(first) != 3 or first[2] != 1 or last != (len(class_names),):
        raise ValueError(
            f"the first stage must be the picture (rows, columns, 1) and the last one number for each of "
            f"{len(class_names)} classes, received {first} and {last}"
        )
    odd = [shape for shape in between if len(shape) not in (1, 3) or (len(shape) == 3 and shape[2] > MOST_CHANNELS)]
    if odd:
        raise ValueError(
            f"a stage must be (units,) or (rows, columns, channels) with {MOST_CHANNELS} channels at most, "
            f"received {odd[0]}"
        )
