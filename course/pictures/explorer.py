"""A trained network to look into: draw a picture, see every layer answer, and take any cell of it apart.

The counterpart of the article's figures 18, 19 and 20. It shows the learner's own model: its weights travel to the
browser once, and the forward pass is computed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets

from checker.describe import describe, is_model
from course.pictures.explorer_layers import layers_of
from course.pictures.explorer_weights import weights_of
from course.pictures.live import LivePicture, floats, script_and_style
from course.pictures.network import pipeline

if TYPE_CHECKING:
    import keras

VIEWS = ("2-D", "3-D")
SCALES = ("network", "layer", "map")  # what shares one scale of colours
MOST_PICTURES = 200


class Explorer(LivePicture):
    """Every layer of a trained network at work on a picture that is drawn or chosen.

    What is drawn is there to be read as `explorer.image`, and can be set; `explorer.selected` is the cell that is taken
    apart, as [layer, row, column, map] with layer 0 the picture, or empty.
    """

    _esm, _css = script_and_style("explorer")

    title = traitlets.Unicode("Inside your network").tag(sync=True)
    network: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)  # the layers, as in explorer_layers.py
    weights = traitlets.Bytes().tag(sync=True)
    class_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    pictures = traitlets.Bytes().tag(sync=True)  # to choose from, one after the other
    picture_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    pixel_range = traitlets.List(traitlets.Float()).tag(sync=True)  # of a pixel: the ground and the ink
    drawing = traitlets.List(traitlets.Float()).tag(sync=True)  # every pixel, row by row
    view = traitlets.Enum(VIEWS, "2-D").tag(sync=True)
    scale = traitlets.Enum(SCALES, "layer").tag(sync=True)
    hidden = traitlets.List(traitlets.Int()).tag(sync=True)  # layers that are not shown; 0 is the picture
    selected = traitlets.List(traitlets.Int()).tag(sync=True)  # layer, row, column, map
    contributions = traitlets.Int(-1).tag(sync=True)  # the class to which contributions are shown, -1: activations

    def __init__(
        self,
        model: keras.Model,
        *,
        pictures: np.ndarray | None = None,
        labels: Sequence[int] | None = None,
        class_names: Sequence[str] | None = None,
        **traits: Any,
    ) -> None:
        """model: a chain of layers that takes (rows, columns, channels) and ends in one number for each class.

        Shown are convolutions (plain, grouped, depthwise, separable, transposed), all of Keras' activations that work
        number by number or over the maps, pooling, Flatten, Reshape, Dense, zero padding, and, as after training,
        batch normalisation, rescaling and dropout; the full list is STEPS in explorer_steps.py.
        pictures: (pictures, rows, columns, channels), at most 200, to choose from; the first is shown. labels: what
        each of them is, a position in `class_names`, which name the outputs and are numbers unless given. Pixels go
        from 0 to 1, or over whatever range the pictures take where that is another.
        The model is shown as it is now; train it on, and a new explorer shows what became of it.
        Raises ValueError, in one line, for a model or pictures that cannot be shown.
        """
        if not is_model(model):
            raise ValueError(f"the explorer shows a Keras model, received {type(model).__name__}")
        architecture = describe(model)
        layers = layers_of(architecture)
        shape = tuple(size or 0 for size in architecture.input_shape or ())
        names = _class_names(class_names, classes=layers[-1]["shape"][2])
        shown = _pictures(pictures, shape)
        ground, ink = _pixel_range(shown)
        first = shown[0] if len(shown) else np.full(shape, ground)
        self._model = _copy(model)
        self._shape = shape
        self._still_of: list[float] = []  # the drawing of which `_drawn` is the still picture
        self._drawn = ("", "")
        super().__init__(
            network={"picture": list(shape), "layers": layers},
            weights=floats(weights_of(architecture, model.get_weights(), _epsilons(model))),
            class_names=names,
            pictures=floats(shown),
            picture_names=_picture_names(len(shown), labels, names),
            pixel_range=[ground, ink],
            **{"drawing": first.ravel().tolist(), **traits},
        )

    @property
    def image(self) -> np.ndarray:
        """What is drawn now: (rows, columns, channels), float32."""
        return np.array(self.drawing, dtype=np.float32).reshape(self._shape)

    @image.setter
    def image(self, image: np.ndarray) -> None:
        if np.shape(image) != self._shape:
            raise ValueError(f"the picture must have the shape {self._shape}, received {np.shape(image)}")
        self.drawing = np.asarray(image, dtype=float).ravel().tolist()

    def save(self, path: str | Path) -> Path:
        """Write the explorer as an HTML file of its own, alive without a kernel and without a network."""
        path = Path(path)
        path.write_text(self.page(), encoding="utf-8")
        return path

    def still(self) -> str:
        """Every layer's real values for the picture that is drawn now."""
        return self._drawn_still()[0]

    def alt(self) -> str:
        """Every layer with its shape and range, and the best guess."""
        return f"{self.title}. {self._drawn_still()[1]}"

    def _drawn_still(self) -> tuple[str, str]:
        """The still picture as HTML, and in words; kept for as long as the drawing is the same: it takes a second."""
        from course.inside import stages  # loads Keras, which the model needs anyway

        if self._still_of != self.drawing:
            picture = pipeline(stages(self._model, self.image), class_names=self.class_names)
            self._drawn, self._still_of = (picture.html(), picture.alt), list(self.drawing)
        return self._drawn


def _copy(model: keras.Model) -> keras.Model:
    """The model with its weights of now, which further training does not change."""
    import keras

    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return copy


def _epsilons(model: keras.Model) -> list[float]:
    """What each batch normalisation of a chain adds to its variances, in order."""
    import keras

    found: list[float] = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += _epsilons(layer)
        elif isinstance(layer, keras.layers.BatchNormalization):
            found.append(layer.epsilon)
    return found


def _class_names(names: Sequence[str] | None, *, classes: int) -> list[str]:
    chosen = [str(index) for index in range(classes)] if names is None else [str(name) for name in names]
    if len(chosen) != classes:
        raise ValueError(f"the model tells {classes} classes apart, but class_names has {len(chosen)} names")
    return chosen


def _pictures(pictures: np.ndarray | None, shape: tuple[int, ...]) -> np.ndarray:
    if pictures is None:
        return np.zeros((0, *shape), dtype=np.float32)
    if pictures.ndim != 4 or pictures.shape[1:] != shape:
        wanted = ", ".join(map(str, shape))
        raise ValueError(f"pictures must have the shape (pictures, {wanted}), received {pictures.shape}")
    if len(pictures) > MOST_PICTURES:
        raise ValueError(f"at most {MOST_PICTURES} pictures can be offered, received {len(pictures)}: give fewer")
    return pictures


def _picture_names(count: int, labels: Sequence[int] | None, class_names: list[str]) -> list[str]:
    if labels is None:
        return [f"picture {position}" for position in range(count)]
    if len(labels) != count:
        raise ValueError(f"{count} pictures need as many labels, received {len(labels)}")
    return [f"picture {position}: {class_names[int(label)]}" for position, label in enumerate(labels)]


def _pixel_range(pictures: np.ndarray) -> list[float]:
    """Ground and ink: 0 and 1, or the least and the largest pixel where the pictures leave that range."""
    if pictures.size == 0 or (pictures.min() >= 0 and pictures.max() <= 1):
        return [0.0, 1.0]
    return [float(pictures.min()), float(pictures.max())]
