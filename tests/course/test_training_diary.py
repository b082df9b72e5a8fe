"""Notes taken while a network trains. Keras is imported by the fixtures, so that leaving these out costs nothing."""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def keras():
    """Which takes seconds to load."""
    import keras

    return keras


@pytest.fixture
def model(keras):
    """Two filters of 3 x 2 on two channels."""
    keras.utils.set_random_seed(0)
    layers = keras.layers
    chain = [keras.Input((5, 5, 2)), layers.Conv2D(2, (3, 2)), layers.Flatten(), layers.Dense(3), layers.Softmax()]
    model = keras.Sequential(chain)
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


@pytest.fixture
def trained(model):
    """A diary of three epochs, the filters before them, and the model after them."""
    from course.training_diary import Diary

    random = np.random.default_rng(0)
    images = random.random((8, 5, 5, 2)).astype("float32")
    diary, before = Diary(images[0]), model.layers[0].get_weights()[0]
    model.fit(images, random.integers(0, 3, 8), epochs=3, verbose=0, callbacks=[diary])
    return diary, before, model


def test_it_notes_before_training_and_after_each_epoch(trained):
    """Four notes for three epochs; filters are rows by columns of the first channel."""
    diary, _, _ = trained
    assert (diary.filters.shape, diary.probabilities.shape) == ((4, 2, 3, 2), (4, 3))


def test_the_first_note_is_of_the_start(trained):
    """Filter by filter."""
    diary, before, _ = trained
    assert np.array_equal(diary.filters[0], before[:, :, 0].transpose(2, 0, 1))


def test_the_last_note_is_of_the_end(trained):
    """What the model says of the picture now."""
    diary, _, model = trained
    assert np.allclose(diary.probabilities[-1], model.predict(diary.image[np.newaxis], verbose=0)[0], atol=1e-6)


def test_where_classes_have_names_it_draws(model, monkeypatch):
    """One place, drawn anew after each epoch; the last picture is of the end."""
    from course.training_diary import Diary

    drawn = []

    class Place:
        def update(self, picture):
            drawn.append(picture.alt)

    def display(picture, *, display_id):
        drawn.append(picture.alt)
        return Place()

    monkeypatch.setattr("IPython.display.display", display)
    diary = Diary(np.zeros((5, 5, 2), dtype="float32"), class_names=("a", "b", "c"))
    model.fit(diary.image[np.newaxis], np.array([0]), epochs=2, verbose=0, callbacks=[diary])
    assert ["before training" in drawn[0], "after epoch 1" in drawn[1], "after epoch 2" in drawn[2], len(drawn)] == [
        True,
        True,
        True,
        3,
    ]


def test_a_second_training_is_a_second_diary(trained):
    """Nothing of the first is left."""
    diary, _, model = trained
    model.fit(diary.image[np.newaxis], np.array([0]), epochs=1, verbose=0, callbacks=[diary])
    assert len(diary.filters) == len(diary.probabilities) == 2


def test_a_network_without_filters_is_refused(keras):
    """With a word about what is missing."""
    from course.training_diary import Diary

    model = keras.Sequential([keras.Input((2, 2, 1)), keras.layers.Flatten(), keras.layers.Dense(2, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    with pytest.raises(ValueError, match="no Conv2D layer"):
        model.fit(np.zeros((1, 2, 2, 1)), np.zeros(1), verbose=0, callbacks=[Diary(np.zeros((2, 2, 1)))])
