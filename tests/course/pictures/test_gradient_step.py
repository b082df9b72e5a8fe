"""The picture of one step: its arithmetic is NumPy's, and what it says where nothing is alive is so."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course.pictures.gradient_step import GradientStep
from course.small_network import drawn_at_random, gradient, loss, probabilities, stepped, strokes
from tests.node import Node

MODULE = "gradient_step_math"
CASES = [(filters, seed) for filters in (1, 2, 3) for seed in (0, 1)]


@pytest.mark.parametrize(("filters", "seed"), CASES)
class TestArithmetic:
    def given(self, filters: int, seed: int) -> tuple:
        """A network, a picture of random greys, and both as JavaScript takes them."""
        network = drawn_at_random(filters=filters, seed=seed)
        picture = np.random.default_rng(seed).random((6, 6)).round(2)
        sizes = {"filters": filters, "classes": 3}
        return network, picture, network.flat().tolist(), picture.ravel().tolist(), sizes

    def test_probabilities(self, node: Node, filters: int, seed: int) -> None:
        """What the network says."""
        network, picture, weights, pixels, sizes = self.given(filters, seed)
        found = node(MODULE, "forward", weights, pixels, sizes)["probabilities"]
        np.testing.assert_allclose(found, probabilities(network, picture), rtol=1e-12)

    def test_loss(self, node: Node, filters: int, seed: int) -> None:
        """Its cross-entropy."""
        network, picture, weights, pixels, sizes = self.given(filters, seed)
        assert node(MODULE, "lossOf", weights, pixels, 2, sizes) == pytest.approx(loss(network, picture, 2), rel=1e-12)

    def test_gradient(self, node: Node, filters: int, seed: int) -> None:
        """Every weight's gradient."""
        network, picture, weights, pixels, sizes = self.given(filters, seed)
        found = node(MODULE, "gradient", weights, pixels, 1, sizes)
        np.testing.assert_allclose(found, gradient(network, picture, 1).flat(), rtol=1e-10, atol=1e-15)

    def test_step(self, node: Node, filters: int, seed: int) -> None:
        """Every weight after a step."""
        network, picture, weights, _, _ = self.given(filters, seed)
        slopes = gradient(network, picture, 0)
        found = node(MODULE, "stepped", weights, slopes.flat().tolist(), 0.25)
        np.testing.assert_allclose(found, stepped(network, slopes, 0.25).flat(), rtol=1e-12)

    def test_once_through(self, node: Node, filters: int, seed: int) -> None:
        """Every weight after a step for each of the six pictures, one after the other."""
        network, _, weights, _, sizes = self.given(filters, seed)
        pictures, labels = strokes()
        flat = pictures.reshape(6, -1).tolist()
        found = node(MODULE, "onceThrough", weights, flat, labels.tolist(), sizes, 0.1)
        for picture, label in zip(pictures, labels, strict=True):
            network = stepped(network, gradient(network, picture, label), 0.1)
        np.testing.assert_allclose(found, network.flat(), rtol=1e-9, atol=1e-14)


class TestStill:
    def test_loss_before_and_after(self) -> None:
        """The table has the loss of the picture now and after the step."""
        shown = GradientStep()
        network, (pictures, labels) = shown.network(), strokes()
        after = stepped(network, gradient(network, pictures[4], labels[4]), 0.1)
        losses = [f"{loss(each, pictures[4], labels[4]):.3f}" for each in (network, after)]
        assert re.findall(r"<tr><th>loss</th><td>(.*?)</td><td>(.*?)</td></tr>", shown.still()) == [tuple(losses)]

    def test_alt(self) -> None:
        """The words name the picture, the losses and how many weights change."""
        words = GradientStep(at=0, rate=0.5).alt()
        assert "picture 1, upright, with learning rate 0.5" in words
        assert "Its loss goes from 1.017 to " in words
        assert "Of 119 weights 30 change" in words

    def test_nothing_moves(self) -> None:
        """With learning rate 0 no weight changes."""
        assert "Of 119 weights 0 change" in GradientStep(rate=0).alt()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"at": 6}, "at must be from 0 to 5, received 6"),
        ({"rate": -0.1}, "rate must be from 0 to 2, received -0.1"),
        ({"network": drawn_at_random(classes=4)}, "the network must have 3 classes, received 4"),
    ],
)
def test_faults(given: dict, told: str) -> None:
    """What cannot be shown is told in a line."""
    with pytest.raises(ValueError, match=told):
        GradientStep(**given)
