"""The script that measures the six training runs."""

from __future__ import annotations

import make_curves
import numpy as np
import pytest
from make_curves import RUNS

from course.data import four_things
from course.training_runs import training_runs

pytestmark = pytest.mark.slow

EPOCHS = 2


@pytest.fixture(scope="module", params=["overfitting", "leakage", "rate too low"])
def beginning(request):
    """The first epochs of a run, and which one it is."""
    return request.param, make_curves.measured(RUNS[request.param], four_things(), epochs=EPOCHS)


def test_the_script_measures_the_runs_that_are_committed(beginning):
    """The first epochs, to what adding up in another order may change."""
    name, (train, validation, _) = beginning
    runs = training_runs()
    place = runs.names.index(name)
    assert np.allclose(train, runs.train[place][: EPOCHS + 1], atol=0.02)
    assert np.allclose(validation, runs.validation[place][: EPOCHS + 1], atol=0.02)


def test_the_dead_run_is_dead():
    """After five epochs at its rate no unit of some layer lets anything through, on any picture."""
    import keras

    things, run = four_things(), RUNS["dead"]
    keras.utils.set_random_seed(run.seed)
    model = make_curves._network()
    model.compile(getattr(keras.optimizers, run.optimizer)(run.rate), "sparse_categorical_crossentropy")
    model.fit(things.x_train[: run.pictures], things.y_train[: run.pictures], batch_size=32, epochs=5, verbose=0)
    relus = [layer.output for layer in model.layers if "relu" in str(getattr(layer, "activation", ""))]
    seen = keras.Model(model.inputs, relus).predict(things.x_train[: run.pictures], verbose=0)
    assert any((values == 0).all() for values in seen)
