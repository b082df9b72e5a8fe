"""The probe of the network that a learner writes with NumPy: what it computes, and what Keras computes beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.attempt import Answers, Attempt, Questions
from checker.plain import from_plain
from checker.probes import function
from checker.quiet import quiet_stderr


def probe(settings: Mapping[str, Any], attempt: Attempt, questions: Questions) -> Answers:
    """What the learner's function gives, and the probabilities that Keras gives for the same pictures and weights."""
    answers = function.probe(settings, attempt, questions)
    if answers["state"] != "function":
        return answers
    return {**answers, "keras": [_by_keras(*from_plain(call)) for call in questions["calls"]]}


def _by_keras(x: Any, parameters: Sequence[Any]) -> list[list[float]] | None:
    """Probabilities (images, classes) by a Keras model with these weights; None where there is no Keras."""
    try:
        with quiet_stderr():
            import keras
    except ImportError:
        return None
    layers, (first, _, second, *_rest) = keras.layers, parameters
    model = keras.Sequential([keras.Input(x.shape[1:])])
    for kernels in (first, second):
        model.add(layers.Conv2D(kernels.shape[3], kernels.shape[:2], activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    for weights, activation in zip(parameters[4::2], ("relu", "relu", "softmax"), strict=True):
        model.add(layers.Dense(weights.shape[1], activation=activation))
    model.set_weights(parameters)
    return model(x).numpy().astype(float).tolist()
