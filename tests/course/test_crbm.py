"""The convolutional restricted Boltzmann machine, against plain sums."""

from __future__ import annotations

import numpy as np
import pytest

from course.crbm import BLOCK, Layer, Settings, learn, on_probabilities, painted, pooled, update


def small_layer(*, spread: float | None = 0.5, channels: int = 2) -> Layer:
    """Three kernels of 3 × 3."""
    random = np.random.default_rng(1)
    return Layer(
        kernels=random.normal(size=(3, 3, 3, channels)).astype(np.float32),
        biases=random.normal(size=3).astype(np.float32),
        background=np.zeros(channels, np.float32),
        spread=spread,
    )


def patches(count: int = 2, rows: int = 6, columns: int = 8, channels: int = 2) -> np.ndarray:
    """With 4 × 6 places for a kernel of 3 × 3."""
    return np.random.default_rng(2).normal(size=(count, rows, columns, channels)).astype(np.float32)


def test_an_answer_is_on_as_its_block_says():
    """The power of what speaks for it, over 1 and the sum of the powers in its block."""
    layer, seen = small_layer(), patches()
    row, column, filter_ = 1, 4, 2  # in the block that begins at row 0, column 4
    powers = {
        (r, c): np.exp(
            ((seen[1, r : r + 3, c : c + 3] * layer.kernels[filter_]).sum() + layer.biases[filter_]) / layer.spread**2
        )
        for r in (0, 1)
        for c in (4, 5)
    }
    expected = powers[row, column] / (1 + sum(powers.values()))
    assert on_probabilities(layer, seen)[1, row, column, filter_] == pytest.approx(expected, rel=1e-4)


def test_pooled_is_the_sum_of_each_block():
    """The probability that anything in it is on."""
    layer, seen = small_layer(), patches()
    on = on_probabilities(layer, seen)
    blocks = on.reshape(2, 2, BLOCK, 3, BLOCK, 3).sum(axis=(2, 4))
    assert np.allclose(pooled(layer, seen), blocks, atol=1e-6)


def test_a_huge_drive_is_a_certainty_and_no_overflow():
    """The exponential never sees it."""
    layer = small_layer(spread=0.01)
    assert np.isfinite(on_probabilities(layer, 100 * patches())).all()


def test_one_answer_paints_its_kernel_at_its_place():
    """And nothing elsewhere."""
    layer = small_layer()
    on = np.zeros((1, 4, 6, 3), np.float32)
    on[0, 2, 3, 1] = 1
    expected = np.zeros((1, 6, 8, 2))
    expected[0, 2:5, 3:6] = layer.kernels[1]
    assert np.allclose(painted(layer, on), expected)


def test_pictures_of_on_and_off_are_painted_as_probabilities():
    """Where nothing is on, the background's."""
    layer = small_layer(spread=None)
    assert np.allclose(painted(layer, np.zeros((1, 4, 6, 3), np.float32)), 0.5)


def test_the_change_of_a_kernel_is_what_the_answers_saw_less_what_they_painted(monkeypatch):
    """On the average over all places, with nothing drawn at random."""
    from course import crbm

    monkeypatch.setattr(crbm, "_drawn", lambda probabilities, _random: probabilities)
    layer, seen = small_layer(), patches()
    settings = Settings(rate=1.0, sparsity=0.0, pull=0.0, decay=0.0)
    change = update(layer, seen, settings, np.random.default_rng(0))
    before = on_probabilities(layer, seen)
    painting = painted(layer, before)
    after = on_probabilities(layer, painting)
    expected = np.zeros_like(layer.kernels)
    for place in np.ndindex(2, 4, 6):
        picture, row, column = place
        window = np.s_[picture, row : row + 3, column : column + 3]
        expected += before[place][:, None, None, None] * seen[window]
        expected -= after[place][:, None, None, None] * painting[window]
    assert np.allclose(change.kernels, expected / (2 * 4 * 6), atol=1e-4)


def test_at_most_one_answer_of_a_block_is_drawn():
    """As often as its probability says, to within what chance allows of 20,000 draws."""
    from course.crbm import _drawn

    block = np.array([[0.1, 0.2], [0.05, 0.4]], np.float32)[..., np.newaxis]
    drawn = _drawn(np.broadcast_to(block, (20_000, 2, 2, 1)), np.random.default_rng(0))
    assert drawn.sum(axis=(1, 2)).max() == 1
    assert np.allclose(drawn.mean(axis=0), block, atol=0.012)


def test_what_is_learnt_paints_better():
    """Stripes of one direction, 150 updates: less is missing from the painting than at the start."""
    random = np.random.default_rng(0)

    def draw() -> np.ndarray:
        phases = random.uniform(0, 2 * np.pi, (4, 1, 1, 1))
        columns = np.arange(14)[np.newaxis, np.newaxis, :, np.newaxis]
        return (0.4 * np.sin(1.5 * columns + phases) * np.ones((1, 14, 1, 1))).astype(np.float32)

    start = Layer(
        kernels=(0.01 * random.normal(size=(4, 5, 5, 1))).astype(np.float32),
        biases=np.zeros(4, np.float32),
        background=np.zeros(1, np.float32),
        spread=0.2,
    )

    def missing(layer: Layer) -> float:
        seen = draw()
        return float(((seen - painted(layer, on_probabilities(layer, seen))) ** 2).mean())

    settings = Settings(rate=0.05, sparsity=0.05, pull=1.0, decay=0.001)
    *_, learnt = learn(start, draw, lambda _done: settings, random, updates=150)
    assert missing(learnt) < 0.6 * missing(start)
