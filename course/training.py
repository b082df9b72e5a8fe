"""Train a network while the learner watches: a progress bar, and curves that grow with every epoch."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from checker.quiet import quiet_stderr
from course.data import LabelledImages
from course.percent import percent
from course.pictures.curves import training_curves

with quiet_stderr():
    import keras

BATCH_SIZE = 32
STEPS_PER_EXECUTION = 5  # without a return to Python between them, which takes a quarter of the time
REDRAW_SECONDS = 0.15  # the bar moves at most this often


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a training run measured. Position 0 is before the first step, position n after epoch n.

    loss, test_loss: mean cross-entropy an image, in nats; from position 1 on, `loss` is the mean over the batches of
    that epoch, taken while the weights were changing. test_accuracy: share of test images classified correctly.
    """

    loss: tuple[float, ...]
    test_loss: tuple[float, ...]
    test_accuracy: tuple[float, ...]
    seconds: float


def train(
    model: keras.Model,
    digits: LabelledImages,
    *,
    epochs: int = 8,
    optimizer: keras.optimizers.Optimizer | None = None,
    bar: float = 0.93,
    seed: int = 0,
    live: bool = True,
    watched: str = "test",
    callbacks: Sequence[keras.callbacks.Callback] = (),
) -> History:
    """Train `model` on the training images and measure it on the test images after every epoch.

    optimizer: Adam with a learning rate of 0.001 unless another is given. bar: the test accuracy (0..1) drawn as the
    line to reach; nothing depends on it. seed: the order of the images, so that a run can be repeated.
    live: in a notebook, show bar and curves; otherwise one printed line an epoch.
    watched: what to call the images that it is measured on, where they are not for the test: "validation".
    callbacks: more of Keras' callbacks, such as `course.training_diary.Diary`.

    The model is compiled anew, and goes on from the weights it has. Raises TypeError for what is not a Keras model,
    ValueError for one that does not fit the images and their classes.
    """
    _require_fit(model, digits, epochs)
    keras.utils.set_random_seed(seed)
    model.compile(
        optimizer=optimizer or keras.optimizers.Adam(learning_rate=1e-3),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=STEPS_PER_EXECUTION,
    )
    batches = -(-len(digits.x_train) // BATCH_SIZE)
    screen = _NotebookScreen(bar, watched) if live and _in_notebook() else _PrintedLines()
    watcher = _Watcher(screen, epochs=epochs, batches=batches, watched=watched)
    watcher.start(model.evaluate(digits.x_train, digits.y_train, verbose=0)[0], *_measure(model, digits))
    model.fit(
        digits.x_train,
        digits.y_train,
        batch_size=BATCH_SIZE,
        epochs=epochs,
        validation_data=(digits.x_test, digits.y_test),
        callbacks=[watcher, *callbacks],
        verbose=0,
    )
    return watcher.history()


def _measure(model: keras.Model, digits: LabelledImages) -> tuple[float, float]:
    loss, accuracy = model.evaluate(digits.x_test, digits.y_test, verbose=0)
    return loss, accuracy


def _require_fit(model: object, digits: LabelledImages, epochs: int) -> None:
    if not isinstance(model, keras.Model):
        raise TypeError(f"train needs a Keras model, received {type(model).__name__}")
    if epochs < 1:
        raise ValueError(f"epochs must be 1 or more, received {epochs}")
    classes = len(digits.class_names)
    received = tuple(model(digits.x_train[:1]).shape)
    if received != (1, classes):
        raise ValueError(
            f"train needs a network with {classes} outputs for an image, one for each class; "
            f"this one gives {received[1:]}"
        )


def _in_notebook() -> bool:
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a training run is: a bar in a notebook, a line of text elsewhere."""

    epochs: int
    done: float  # epochs done, with the fraction of the current one
    loss: float
    test_accuracy: float  # at the end of the last whole epoch
    seconds: float
    watched: str = "test"

    def __str__(self) -> str:
        return (
            f"{self._where()}: loss {self.loss:.3f}, {self.watched} images right {percent(self.test_accuracy)}, "
            f"{self.seconds:.0f} s"
        )

    def __repr__(self) -> str:
        return str(self)

    def _where(self) -> str:
        if self.done == 0:
            return "Before training"
        if self.done == int(self.done):
            return f"After epoch {self.done:.0f} of {self.epochs}"
        return f"In epoch {int(self.done) + 1} of {self.epochs}"

    def _repr_html_(self) -> str:
        return (
            f'<div style="display: flex; gap: 1em; align-items: center; font-variant-numeric: tabular-nums">'
            f'<progress max="{self.epochs}" value="{self.done:.3f}" aria-label="Training progress" style="width: 14em">'
            f"</progress><span>{self}</span></div>"
        )


class _PrintedLines:
    """Where there is nothing to draw on: one line an epoch."""

    def progress(self, progress: Progress) -> None:
        if progress.done == int(progress.done) and progress.done > 0:
            print(progress)

    def curves(self, watcher: _Watcher) -> None:
        pass


class _NotebookScreen:
    """Two places below the cell, drawn anew as the training goes on. What is drawn last stays in a saved notebook."""

    def __init__(self, bar: float, watched: str) -> None:
        self._bar = bar
        self._watched = watched
        self._places: dict[str, object] = {}

    def progress(self, progress: Progress) -> None:
        self._draw("progress", progress)

    def curves(self, watcher: _Watcher) -> None:
        curves = training_curves(
            loss=watcher.loss,
            test_loss=watcher.test_loss,
            test_accuracy=watcher.test_accuracy,
            epochs=watcher.epochs,
            bar=self._bar,
            watched=self._watched,
        )
        self._draw("curves", curves)

    def _draw(self, place: str, shown: object) -> None:
        from IPython.display import display

        if place in self._places:
            self._places[place].update(shown)  # type: ignore[attr-defined]
        else:
            self._places[place] = display(shown, display_id=True)


class _Watcher(keras.callbacks.Callback):
    """Collects what Keras measures and passes it to the screen."""

    def __init__(self, screen: _NotebookScreen | _PrintedLines, *, epochs: int, batches: int, watched: str) -> None:
        super().__init__()
        self.epochs = epochs
        self.loss: list[float] = []
        self.test_loss: list[float] = []
        self.test_accuracy: list[float] = []
        self._screen = screen
        self._batches = batches
        self._watched = watched
        self._began = self._drawn = time.monotonic()

    def start(self, loss: float, test_loss: float, test_accuracy: float) -> None:
        """Note and show what holds before the first step."""
        self._note(loss, test_loss, test_accuracy)
        self._show(0.0, loss)
        self._screen.curves(self)

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        if time.monotonic() - self._drawn >= REDRAW_SECONDS and batch + 1 < self._batches:
            self._show(len(self.loss) - 1 + (batch + 1) / self._batches, (logs or {})["loss"])

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        measured = logs or {}
        self._note(measured["loss"], measured["val_loss"], measured["val_accuracy"])
        self._show(float(epoch + 1), measured["loss"])
        self._screen.curves(self)

    def history(self) -> History:
        return History(
            loss=tuple(self.loss),
            test_loss=tuple(self.test_loss),
            test_accuracy=tuple(self.test_accuracy),
            seconds=time.monotonic() - self._began,
        )

    def _note(self, loss: float, test_loss: float, test_accuracy: float) -> None:
        self.loss.append(float(loss))
        self.test_loss.append(float(test_loss))
        self.test_accuracy.append(float(test_accuracy))

    def _show(self, done: float, loss: float) -> None:
        self._drawn = time.monotonic()
        self._screen.progress(
            Progress(
                epochs=self.epochs,
                done=done,
                loss=float(loss),
                test_accuracy=self.test_accuracy[-1],
                seconds=self._drawn - self._began,
                watched=self._watched,
            )
        )
