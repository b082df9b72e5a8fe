"""Make curves.npz: six training runs on the four things, each with a story of its own, for lesson 09 to be read.

Run: python data/make_curves.py          (a minute; needs TensorFlow)

Nothing is drawn by hand: each curve was measured. After every epoch the network is evaluated on the pictures that it
trains on and on the validation pictures, at the end on the test pictures, which play no other part. The same machine
gives the same bytes; another processor or TensorFlow ends in other curves, and "rate too high" may look otherwise.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
from making import HERE, arguments, npz_bytes, write

sys.path.insert(0, str(HERE.parent))  # the course, which need not be installed
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from course.data import LabelledImages, four_things

EPOCHS, BATCH_SIZE = 30, 32
VALIDATION_FROM = 3000  # of the 4000 training pictures, those from here on are for validation


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How one network is trained: on how many pictures, by which optimizer, and whether validation is a cheat."""

    pictures: int
    optimizer: str
    rate: float
    leaks: bool = False  # whether half of the pictures trained on serve as validation pictures
    seed: int = 0


RUNS = {
    "good": Run(pictures=3000, optimizer="Adam", rate=3e-4),
    "overfitting": Run(pictures=160, optimizer="Adam", rate=2e-3, seed=3),
    "rate too high": Run(pictures=2000, optimizer="SGD", rate=0.3),
    "rate too low": Run(pictures=800, optimizer="Adam", rate=3e-5),
    "leakage": Run(pictures=160, optimizer="Adam", rate=2e-3, leaks=True, seed=4),
    "dead": Run(pictures=800, optimizer="Adam", rate=0.02),
}


def measured(run: Run, things: LabelledImages, *, epochs: int = EPOCHS) -> tuple[list[float], list[float], float]:
    """Mean cross-entropy, in nats: training and validation, before training and after every epoch; and the test."""
    import keras
    import tensorflow as tf

    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(run.seed)
    model = _network()
    optimizer = getattr(keras.optimizers, run.optimizer)(run.rate)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
    train = things.x_train[: run.pictures], things.y_train[: run.pictures]
    kept = things.x_train[VALIDATION_FROM:], things.y_train[VALIDATION_FROM:]
    validation = (train[0][::2], train[1][::2]) if run.leaks else kept
    losses: tuple[list[float], list[float]] = ([], [])
    for epoch in range(epochs + 1):
        if epoch:
            model.fit(*train, batch_size=BATCH_SIZE, verbose=0)
        for row, (images, labels) in zip(losses, (train, validation), strict=True):
            row.append(model.evaluate(images, labels, verbose=0))
    return *losses, model.evaluate(things.x_test, things.y_test, verbose=0)


def _network() -> Any:
    """The network of lesson 09: 29,348 parameters."""
    from keras import Input, Sequential, layers

    return Sequential(
        [
            Input((32, 32, 1)),
            layers.Conv2D(8, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(4, activation="softmax"),
        ]
    )


def archive(curves: dict[str, tuple[list[float], list[float], float]]) -> bytes:
    """names (runs,), train and validation (runs, epochs + 1), test (runs,)."""
    train, validation, test = (np.array(part, dtype=np.float32) for part in zip(*curves.values(), strict=True))
    return npz_bytes(names=np.array(list(curves)), train=train, validation=validation, test=test)


if __name__ == "__main__":
    options = arguments("Make curves.npz.")
    pictures = four_things()
    write(options.into, {"curves.npz": archive({name: measured(run, pictures) for name, run in RUNS.items()})})
