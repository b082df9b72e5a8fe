"""The small networks of lesson 12: alike but for their blocks."""

import numpy as np

from checker.describe import describe
from course.four_nets import around, compared, without_the_skip
from course.training import History
from tests.models import layers


def test_a_network_ends_in_four_probabilities():
    """Whatever lies between."""
    model = around(lambda maps: layers.Conv2D(5, 3)(maps))
    probabilities = np.asarray(model(np.random.default_rng(0).random((3, 32, 32, 1)).astype("float32")))
    assert probabilities.shape == (3, 4)
    assert np.allclose(probabilities.sum(axis=1), 1)


def test_the_same_seed_makes_the_same_start():
    """So that only the blocks differ."""
    first, second = (around(lambda maps: without_the_skip(maps, 8, 2)).get_weights() for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_the_block_without_a_skip_has_none():
    """A chain, with the stride taken once."""
    architecture = describe(around(lambda maps: without_the_skip(maps, 8, 2)))
    assert architecture.is_chain
    assert [layer.arguments["strides"] for layer in architecture.layers if layer.class_name == "Conv2D"] == [
        (2, 2), (2, 2), (1, 1),
    ]  # fmt: skip


def test_the_table_reads_the_last_epoch():
    """Parameters and layers of the model, loss and accuracy of the run's end."""
    model = around(lambda maps: layers.Conv2D(4, 1)(maps))
    history = History(loss=(1.4, 0.5), test_loss=(1.4, 0.6), test_accuracy=(0.25, 0.8), seconds=3.2)
    assert compared({"small": (model, history)}).rows == [("small", model.count_params(), 3, "0.50", "80.0%", "3")]
