"""Training that can be watched. Keras is imported by the fixtures, so that leaving these tests out costs nothing."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from course.data import LabelledImages

if TYPE_CHECKING:
    from course.training import History

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def training():
    """The module under test, which loads Keras."""
    from course import training

    return training


@pytest.fixture(scope="module")
def images():
    """64 images to learn from and 32 to test on, 4 by 4: bright ones are of class 1, dark ones of class 0."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 96)
    pictures = (0.8 * labels[:, None, None, None] + 0.2 * rng.random((96, 4, 4, 1))).astype(np.float32)
    return LabelledImages(
        x_train=pictures[:64],
        y_train=labels[:64],
        x_test=pictures[64:],
        y_test=labels[64:],
        class_names=("dark", "bright"),
    )


def network(training):
    """A network with one Dense layer, the same start every time."""
    training.keras.utils.set_random_seed(3)
    layers = training.keras.layers
    return training.keras.Sequential(
        [training.keras.Input((4, 4, 1)), layers.Flatten(), layers.Dense(2), layers.Softmax()]
    )


@pytest.fixture
def model(training):
    """The network, to be trained by one test."""
    return network(training)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What comes of a training of twenty epochs, on images called "validation"."""

    untrained: float  # the loss on the test images beforehand, as Keras measures it
    history: History
    ended: list[int]  # the epochs whose ends a callback of ours was told
    printed: str


@pytest.fixture(scope="module")
def run(training, images):
    """One training, at which several tests look."""
    model, ended, printed = network(training), [], io.StringIO()
    model.compile(loss="sparse_categorical_crossentropy")
    untrained = model.evaluate(images.x_test, images.y_test, verbose=0)
    callback = training.keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: ended.append(epoch))
    with contextlib.redirect_stdout(printed):
        history = training.train(model, images, epochs=20, watched="validation", callbacks=[callback])
    return Run(untrained=untrained, history=history, ended=ended, printed=printed.getvalue())


def test_training_lowers_the_loss(run):
    """What is easy to learn is learnt."""
    assert run.history.test_loss[-1] < run.history.test_loss[0]


def test_the_history_begins_before_training(run):
    """Position 0 is what the untrained network does, position n what it does after epoch n."""
    history = run.history
    assert history.test_loss[0] == pytest.approx(run.untrained)
    assert len(history.loss) == len(history.test_loss) == len(history.test_accuracy) == 21


def test_what_it_is_measured_on_has_its_name(run):
    """Images held back to choose by are not called test images."""
    assert "validation images right" in run.printed


def test_more_callbacks_are_called(run):
    """Once for every epoch."""
    assert run.ended == list(range(20))


def test_a_run_can_be_repeated(training, model, images):
    """The same start gives the same history to the last digit, whatever was drawn at random in between."""
    start = model.get_weights()
    histories = []
    for disturbance in (11, 22):
        model.set_weights(start)
        training.keras.utils.set_random_seed(disturbance)
        histories.append(training.train(model, images, epochs=2).loss)
    assert histories[0] == histories[1]


def test_the_optimizer_given_is_the_one_used(training, model, images):
    """With a learning rate of 0 nothing is learnt."""
    before = model.get_weights()
    training.train(model, images, epochs=1, optimizer=training.keras.optimizers.SGD(learning_rate=0.0))
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))


def test_outside_a_notebook_an_epoch_is_a_line(training, model, images, capfd):
    """Where there is nothing to draw on, each epoch prints one line, and nothing goes to stderr."""
    training.train(model, images, epochs=2)
    printed, complained = capfd.readouterr()
    assert [line.split(":")[0] for line in printed.splitlines()] == ["After epoch 1 of 2", "After epoch 2 of 2"]
    assert complained == ""


def test_what_is_not_a_model_is_refused(training, images):
    """A clear line says what was received."""
    with pytest.raises(TypeError, match="train needs a Keras model, received str"):
        training.train("model", images)


def test_a_model_with_too_many_outputs_is_refused(training, images):
    """The line says how many classes there are."""
    layers = training.keras.layers
    network = training.keras.Sequential([layers.Flatten(), layers.Dense(3)])
    with pytest.raises(ValueError, match=r"2 outputs for an image.*\(3,\)"):
        training.train(network, images)


def test_no_epochs_are_refused(training, model, images):
    """Training for no time is a slip."""
    with pytest.raises(ValueError, match="epochs must be 1 or more, received 0"):
        training.train(model, images, epochs=0)


def test_progress_is_an_element_that_screen_readers_know(training):
    """The bar is HTML's own, with its value and a label."""
    progress = training.Progress(epochs=4, done=1.5, loss=0.25, test_accuracy=0.9, seconds=3.0)
    assert '<progress max="4" value="1.500" aria-label="Training progress"' in progress._repr_html_()


@pytest.mark.parametrize(
    ("done", "where"), [(0.0, "Before training"), (0.4, "In epoch 1 of 4"), (2.0, "After epoch 2 of 4")]
)
def test_progress_says_where_it_is(training, done, where):
    """Before, within and after an epoch have words of their own."""
    assert str(training.Progress(epochs=4, done=done, loss=1, test_accuracy=0, seconds=0)).startswith(where + ":")


LIVE = """
from checker.quiet import quiet_stderr
with quiet_stderr():
    import keras
import numpy as np
from course.data import LabelledImages
from course.training import train
x, y = np.random.default_rng(0).random((64, 4, 4, 1)), np.arange(64) % 2
images = LabelledImages(x_train=x, y_train=y, x_test=x, y_test=y, class_names=("a", "b"))
layers = keras.layers
model = keras.Sequential([layers.Flatten(), layers.Dense(2, activation="softmax")])
history = train(model, images, epochs=3)
"""


@pytest.fixture(scope="module")
def messages():
    """Everything that a real kernel says while it trains for three epochs."""
    from jupyter_client.manager import start_new_kernel

    heard = []
    manager, client = start_new_kernel()
    try:
        reply = client.execute_interactive(LIVE, output_hook=heard.append, timeout=120)
        assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return heard


def of_kind(messages, kind):
    """The contents of the messages of one kind, in order."""
    return [message["content"] for message in messages if message["msg_type"] == kind]


def test_bar_and_curves_have_one_place_each(messages):
    """However often they are drawn, two outputs are made."""
    assert len(of_kind(messages, "display_data")) == 2


def test_the_curves_are_redrawn_after_every_epoch(messages):
    """Three epochs update the curves' place three times."""
    curves = of_kind(messages, "display_data")[1]["transient"]["display_id"]
    updates = [update["transient"]["display_id"] for update in of_kind(messages, "update_display_data")]
    assert updates.count(curves) == 3


def test_what_stays_in_a_saved_notebook_is_the_end(messages):
    """The last words of bar and curves are those after the last epoch."""
    bar, curves = (update["data"]["text/plain"] for update in of_kind(messages, "update_display_data")[-2:])
    assert bar.startswith("After epoch 3 of 3:")
    assert curves.startswith("[Picture] Curves over 3 of 3 epochs.")


def test_training_in_a_notebook_is_silent_on_stderr(messages):
    """One line there would cost the learner the marks of a graded cell."""
    assert [stream["text"] for stream in of_kind(messages, "stream") if stream["name"] == "stderr"] == []
