"""Notes taken while a network trains: the filters of its first convolution, and what it says of one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras

from course.inside import layers_in_order
from course.pictures.filters_and_answer import filters_and_answer


class Diary(keras.callbacks.Callback):
    """Give it to `course.training.train` as a callback. Position 0 is before training, position n after epoch n.

    filters: (positions, filters, rows, columns), the weights of the first convolution on its first channel.
    probabilities: (positions, classes), what the network says of `image`, (rows, columns, channels).

    class_names: where they are given, the latest note is drawn in a notebook, below what is there.
    """

    def __init__(self, image: np.ndarray, *, class_names: Sequence[str] = ()) -> None:
        super().__init__()
        self.image = image
        self._class_names = tuple(class_names)
        self._place: Any = None
        self._filters: list[np.ndarray] = []
        self._probabilities: list[np.ndarray] = []

    @property
    def filters(self) -> np.ndarray:
        """All that was noted so far."""
        return np.array(self._filters)

    @property
    def probabilities(self) -> np.ndarray:
        """All that was noted so far."""
        return np.array(self._probabilities)

    def on_train_begin(self, _logs: object = None) -> None:
        """Begin anew: a second training is a second diary."""
        self._filters.clear()
        self._probabilities.clear()
        self._place = None
        self._note()

    def on_epoch_end(self, _epoch: int, _logs: object = None) -> None:
        """One more note."""
        self._note()

    def _note(self) -> None:
        convolution = next((one for one in layers_in_order(self.model) if isinstance(one, keras.layers.Conv2D)), None)
        if convolution is None:
            raise ValueError("a diary notes filters, and this network has no Conv2D layer")
        kernel = keras.ops.convert_to_numpy(convolution.kernel)  # rows, columns, channels, filters
        self._filters.append(kernel[:, :, 0].transpose(2, 0, 1))
        said = self.model(self.image[np.newaxis], training=False)
        self._probabilities.append(keras.ops.convert_to_numpy(said)[0])
        if self._class_names:
            self._draw()

    def _draw(self) -> None:
        from IPython.display import display

        picture = filters_and_answer(
            self._filters[-1],
            self._probabilities[-1],
            self.image[:, :, 0],
            class_names=self._class_names,
            epoch=len(self._filters) - 1,
        )
        if self._place is None:
            self._place = display(picture, display_id=True)
        else:
            self._place.update(picture)
