"""What happens inside a network. Keras is imported by the fixtures, so that leaving these tests out costs nothing."""

import numpy as np
import pytest

pytestmark = pytest.mark.slow

IMAGE = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8, 1)


@pytest.fixture(scope="module")
def inside():
    """The module under test, which loads Keras."""
    from course import inside

    return inside


@pytest.fixture(scope="module")
def model(inside):
    """A small network with a nested block and a fused activation."""
    layers = inside.keras.layers
    block = inside.keras.Sequential([layers.Conv2D(2, 3, activation="relu"), layers.MaxPooling2D(2)])
    return inside.keras.Sequential([inside.keras.Input((8, 8, 1)), block, layers.Flatten(), layers.Dense(3)])


def test_every_layer_is_a_stage_after_the_picture(inside, model):
    """The nested block is opened, and a fused activation is named."""
    named = [stage.name for stage in inside.stages(model, IMAGE)]
    assert named == ["picture", "Conv2D (relu)", "MaxPooling2D", "Flatten", "Dense"]


def test_a_stage_knows_its_shape(inside, model):
    """The shape is that of one picture, written for readers."""
    shapes = [stage.shape for stage in inside.stages(model, IMAGE)]
    assert shapes == ["8 × 8 × 1", "6 × 6 × 2", "3 × 3 × 2", "18", "3"]


def test_the_last_stage_is_what_the_model_says(inside, model):
    """Layer by layer gives the same as all at once."""
    said = model.predict(IMAGE[np.newaxis], verbose=0)[0]
    assert inside.stages(model, IMAGE)[-1].values == pytest.approx(said)


def test_a_model_that_is_no_chain_is_refused(inside):
    """With a shortcut around a layer, layer by layer is not what the model does."""
    layers = inside.keras.layers
    start = inside.keras.Input((8, 8, 1))
    flat = layers.Flatten()(start)
    shortcut = inside.keras.Model(start, layers.Add()([layers.Dense(64)(flat), flat]))
    with pytest.raises(ValueError, match="not a plain chain of layers"):
        inside.stages(shortcut, IMAGE)


def test_a_model_that_runs_its_layers_otherwise_is_refused(inside):
    """A model with a `call` of its own may do something else than its layers say in order."""
    keras = inside.keras

    class Halved(keras.Model):
        def __init__(self):
            super().__init__()
            self.flat, self.dense = keras.layers.Flatten(), keras.layers.Dense(3)

        def call(self, images):
            return self.dense(self.flat(images)) / 2

    with pytest.raises(ValueError, match="not a plain chain of layers"):
        inside.stages(Halved(), IMAGE)


def test_parameters_are_counted_layer_by_layer(inside, model):
    """2 filters of 3 by 3 and 2 biases; 18 by 3 weights and 3 biases."""
    table = inside.parameter_table(model)
    assert [row[2:] for row in table.rows] == [("3 × 3 × 1 × 2 + 2", 20), ("", 0), ("", 0), ("18 × 3 + 3", 57)]


def test_the_total_is_the_models_own_count(inside, model):
    """The table's last row agrees with Keras."""
    assert inside.parameter_table(model).total[-1] == model.count_params() == 77


def test_a_chain_can_be_followed(inside, model, capsys):
    """Nothing needs to be said."""
    assert inside.can_be_followed(model, IMAGE)
    assert capsys.readouterr().out == ""


def test_what_cannot_be_followed_is_told_politely(inside, capsys):
    """A subclass is a right answer, so it must not end in a traceback."""
    keras = inside.keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.flatten, self.dense = keras.layers.Flatten(), keras.layers.Dense(3)

        def call(self, inputs):
            return self.dense(self.flatten(inputs)) / 2

    assert not inside.can_be_followed(Own(), IMAGE)
    assert "It is right as it is" in capsys.readouterr().out


def test_another_classifier_stands_behind_fresh_layers(inside, model):
    """The layers up to Flatten are there with other weights, then the classifier; the model keeps its own."""
    layers = inside.keras.layers
    before = model.get_weights()
    classifier = inside.keras.Sequential([inside.keras.Input((18,)), layers.Dense(4), layers.Dense(2)])
    made = inside.with_classifier(model, classifier)
    assert [layer.count_params() for layer in inside.layers_in_order(made)] == [20, 0, 0, 76, 10]
    assert not np.array_equal(made.get_weights()[0], before[0])
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))


def test_without_a_flatten_there_is_no_place_for_a_classifier(inside):
    """Told in one line."""
    layers = inside.keras.layers
    model = inside.keras.Sequential([inside.keras.Input((8, 8, 1)), layers.Conv2D(2, 3)])
    with pytest.raises(ValueError, match="no Flatten"):
        inside.with_classifier(model, model)
