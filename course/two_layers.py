"""A network small enough to train in a second with NumPy alone: one hidden layer with ReLU, then softmax.

Images here are rows of numbers, (images, inputs). The loss is the mean cross-entropy of an image, in nats.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TwoLayers:
    """The parameters. A column of `hidden` belongs to one hidden unit, a column of `output` to one class."""

    hidden: np.ndarray  # (inputs, units)
    hidden_biases: np.ndarray  # (units,)
    output: np.ndarray  # (units, classes)
    output_biases: np.ndarray  # (classes,)


def alike(value: float, *, inputs: int, units: int, classes: int) -> TwoLayers:
    """Every weight is `value`, every bias 0."""
    return TwoLayers(
        hidden=np.full((inputs, units), value),
        hidden_biases=np.zeros(units),
        output=np.full((units, classes), value),
        output_biases=np.zeros(classes),
    )


def at_random(*, inputs: int, units: int, classes: int, seed: int = 0) -> TwoLayers:
    """Normal weights with the spread that suits ReLU, the square root of 2 / inputs (He et al. 2015); biases 0."""
    random = np.random.default_rng(seed)
    return TwoLayers(
        hidden=random.normal(0, (2 / inputs) ** 0.5, (inputs, units)),
        hidden_biases=np.zeros(units),
        output=random.normal(0, (2 / units) ** 0.5, (units, classes)),
        output_biases=np.zeros(classes),
    )


def probabilities(network: TwoLayers, images: np.ndarray) -> np.ndarray:
    """(images, classes), each row with the sum 1."""
    hidden = np.maximum(images @ network.hidden + network.hidden_biases, 0)
    logits = hidden @ network.output + network.output_biases
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def loss(network: TwoLayers, images: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy; nan where the weights have left all bounds."""
    with np.errstate(all="ignore"):
        right = probabilities(network, images)[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(right, 1e-12)).mean())


def share_right(network: TwoLayers, images: np.ndarray, labels: np.ndarray) -> float:
    """Share of the images (0..1) whose most probable class is theirs."""
    return float((probabilities(network, images).argmax(axis=1) == labels).mean())


def gradient(network: TwoLayers, images: np.ndarray, labels: np.ndarray) -> TwoLayers:
    """The slope of the loss for every parameter, laid out as the parameters are."""
    before = images @ network.hidden + network.hidden_biases
    at_logits = probabilities(network, images)
    at_logits[np.arange(len(labels)), labels] -= 1
    at_logits /= len(labels)
    at_hidden = (at_logits @ network.output.T) * (before > 0)
    return TwoLayers(
        hidden=images.T @ at_hidden,
        hidden_biases=at_hidden.sum(axis=0),
        output=np.maximum(before, 0).T @ at_logits,
        output_biases=at_logits.sum(axis=0),
    )


def step(network: TwoLayers, images: np.ndarray, labels: np.ndarray, rate: float) -> TwoLayers:
    """The network after one step down the slope."""
    with np.errstate(all="ignore"):  # too high a rate ends in nan; that is for the caller to see
        slope = gradient(network, images, labels)
        moved = {
            part.name: getattr(network, part.name) - rate * getattr(slope, part.name) for part in fields(TwoLayers)
        }
    return TwoLayers(**moved)


def epoch(
    network: TwoLayers, images: np.ndarray, labels: np.ndarray, batches: Iterable[np.ndarray], rate: float
) -> TwoLayers:
    """The network after one step for each batch of positions."""
    for chosen in batches:
        network = step(network, images[chosen], labels[chosen], rate)
    return network


def shuffled(images: int, batch_size: int, random: np.random.Generator) -> list[np.ndarray]:
    """Positions in a new order, in batches; the last one may be shorter."""
    order = random.permutation(images)
    return [order[start : start + batch_size] for start in range(0, images, batch_size)]


def changed(before: TwoLayers, after: TwoLayers) -> int:
    """How many parameters differ."""
    return sum(int((getattr(before, part.name) != getattr(after, part.name)).sum()) for part in fields(TwoLayers))


def different_units(network: TwoLayers) -> int:
    """How many kinds of hidden units there are, to nine digits: units with the same weights count as one."""
    return len(np.unique(network.hidden.round(9), axis=1).T)
