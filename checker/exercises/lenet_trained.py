"""The training exercise of 10: the learner's model, whatever it is, reads digits that it was not trained on.

What counts is what it answers when it is asked, not what a training run said of it. Loads NumPy when it is checked, and
no Keras but the learner's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.architecture import Architecture
from checker.exercise import Answers, Examples, Exercise, Questions
from checker.packed import unpack
from checker.probe import Probe
from checker.probes.digit_reader import CLASSES, MOST_WEIGHTS, SAMPLE
from checker.report import Finding, Status, Verdict
from checker.show import with_article
from checker.stopped_cell import explain_stop, is_stub
from course.article_network import LENET_REFERENCE
from course.percent import percent

if TYPE_CHECKING:
    import numpy as np

VARIABLE = "model"
GOAL = 0.93  # share of the held-out digits
CHANCE = 0.2  # below this a network does hardly better than guessing, which is right one time in ten
TRIED = 60  # of the digits: so many answers are computed again, with NumPy, from the model's own weights
AGREE = 0.95  # share of them in which both must agree: two outputs may be equal but for rounding
OWN = 0.01  # weights nearer to the course's own network than this, relative to their size, are that network's
WHERE = "your model on 1,000 digits that were kept aside"


def _judge(questions: Questions, answers: Answers) -> Verdict:
    if answers["state"] == "no model":
        return _no_model(answers)
    if answers["state"] == "no answer":
        message = f"Asked for the digits, the model ended in {answers['fault']}"
        hint = "It must take pictures of 32 × 32 with 1 channel, and give ten numbers for each."
        return _failed("cannot-run", message, hint)
    read = answers["read"]
    if read["finite"] and read["shape"] == [CLASSES] and len(read["classes"]) != _num_held_out():
        message = "The model did not answer for every digit that it was asked for."
        return _failed("cannot-run", message, "It must give one row of ten numbers for each picture.")
    if read["shape"] != [CLASSES]:
        shape = tuple(read["shape"])
        message = f"For each picture the model gives an array of shape {shape}; {(CLASSES,)} is wanted."
        return _failed("outputs", message, "Its last Dense layer needs ten units, one for each digit.")
    if not read["finite"]:
        message = "Some of the model's outputs are not numbers (nan or inf): its weights have run away."
        return _failed("not-finite", message, "Build it anew and train it with a smaller learning rate.")
    return _by_share(answers, seed=questions["seed"])


def _no_model(answers: Answers) -> Verdict:
    raised = answers["raised"]
    if raised is not None and not is_stub(raised):
        return Verdict(status=Status.FAILED, share=0.0, findings=(explain_stop(raised),))
    if answers["kind"]:
        message = f"`{VARIABLE}` is {with_article(answers['kind'])}, not a Keras model."
        return _failed("wrong-type", message, f"Run the cell that builds `{VARIABLE}` again, then train it.")
    return _unattempted(f"There is no `{VARIABLE}` yet.", "Run the cell that builds it, then train it.")


def _by_share(answers: Answers, seed: int) -> Verdict:
    right = _num_right(answers["read"]["classes"])
    num = len(answers["read"]["classes"])
    share = right / num
    told = f"It reads {right} of {num:,} rightly, {percent(share)}"
    if share >= GOAL:
        finding = Finding(status=Status.PASSED, where=WHERE, message=f"{told}; {percent(GOAL, 0)} was the goal.")
        return _not_earned(answers, seed) or Verdict(status=Status.PASSED, share=1.0, findings=(finding,))
    for name, other in answers["others"].items():
        there = _num_right(other["classes"]) / SAMPLE
        if other["finite"] and there > max(share + 0.2, 0.5):
            return _other_form(name, told, percent(there, 0))
    if answers["steps"] == 0 and share < CHANCE:
        return _unattempted("The model has not been trained yet: it guesses.", "Write the call, and run the cell.")
    if share < CHANCE:
        return _guesses(answers["read"]["classes"], told)
    message = f"{told}; the goal is {percent(GOAL, 0)}."
    hint = "Train on: run the cell again and the network goes on from where it stopped."
    earned = min((share - CHANCE / 2) / (GOAL - CHANCE / 2), 0.95)
    return _not_earned(answers, seed) or _failed("below-the-goal", message, hint, earned=earned)


def _not_earned(answers: Answers, seed: int) -> Verdict | None:
    """Nothing earned, where the model was not trained here, or where its answers cannot be shown to be its own."""
    if answers["weights"] is None:
        message = f"The model has too many weights to be computed again: more than {MOST_WEIGHTS:,}."
        return _failed("too-many-weights", message, "A network of some ten thousand reads these digits as well.")
    weights = unpack(answers["weights"])
    return _borrowed(weights) or _not_its_own(answers, weights, seed)


def _borrowed(weights: list[np.ndarray]) -> Verdict | None:
    """Not passed: the weights are those that come with the course, so nothing was trained."""
    import numpy as np

    from course import trained_network

    ours = trained_network.weights()
    if [one.shape for one in weights] != [one.shape for one in ours]:
        return None
    kernels = [(one, other) for one, other in zip(weights, ours, strict=True) if other.ndim > 1]
    if not any(np.linalg.norm(one - other) <= OWN * np.linalg.norm(other) for one, other in kernels):
        return None
    message = "These are the weights of the network that comes with the course; this exercise is about training one."
    return _failed("borrowed-weights", message, "Build the model anew, then train it with `model.fit`.")


def _not_its_own(answers: Answers, weights: list[np.ndarray], seed: int) -> Verdict | None:
    """Not passed: computed with NumPy from the model's own layers and weights, the answers are others, or none.

    A layer of the learner's own cannot be computed; but the answers may be those of the exercise's network.
    """
    import numpy as np

    from checker.forward import NoReferenceError, forward
    from course.data import digits

    places = np.random.default_rng(seed).choice(_num_held_out(), TRIED, replace=False)
    said = np.array(answers["read"]["classes"])[places]
    received = Architecture.from_dict(answers["architecture"])
    unknown = ""
    for architecture in (received, LENET_REFERENCE):
        try:
            outputs = forward(architecture, weights, digits().x_test[places])
        except NoReferenceError as fault:
            unknown = fault.layer.class_name
        except (ValueError, StopIteration):  # weights that these layers have no place for
            continue
        else:
            if outputs.shape == (TRIED, CLASSES) and (outputs.argmax(axis=1) == said).mean() >= AGREE:
                return None
    if unknown:
        message = f"What `{unknown}` does cannot be computed again here, so nothing shows that the answers are its own."
        return _failed("cannot-be-computed", message, "Build the model from layers that this lesson uses; train it.")
    message = "The model answers otherwise than its own layers and weights do when they are computed one by one."
    return _failed("not-its-own-answers", message, "Build it from Keras' own layers, as they are, then train it.")


def _num_held_out() -> int:
    from course.data import digits

    return len(digits().y_test)


def _num_right(classes: list[int]) -> int:
    """How many of the first held-out digits were read as what they are."""
    from course.data import digits

    labels = digits().y_test.tolist()
    return sum(said == label for said, label in zip(classes, labels, strict=False))


def _other_form(name: str, told: str, there: str) -> Verdict:
    if name == "inverted":
        message = f"{told}; of the same digits in black on white, {there}. It was trained on inverted pictures."
        return _failed(name, message, "Train it on `images` as they are: white strokes on black.")
    message = f"{told}; of the same digits with values from 0 to 255, {there}. It was trained on that scale."
    return _failed(name, message, "Train it on `images` as they are: from 0 to 1.")


def _guesses(classes: list[int], told: str) -> Verdict:
    (digit, times), *_ = Counter(classes).most_common(1)
    if times == len(classes):
        message = f"{told}: whatever it is shown, it says {digit}."
        hint = "Nothing has reached its weights. Build it anew, then train it as the text above says."
        return _failed("always-the-same", message, hint)
    message = f"{told}: although it was trained, it does hardly better than guessing, which is right one time in ten."
    hint = "Were the pictures and their labels in the same order, and was anything learnt at all? Look at the loss."
    return _failed("still-guessing", message, hint)


def _failed(mistake: str, message: str, hint: str, *, earned: float = 0.0) -> Verdict:
    finding = Finding(status=Status.FAILED, where=WHERE, message=message, hint=hint, mistake=mistake)
    return Verdict(status=Status.FAILED, share=earned, findings=(finding,))


def _unattempted(message: str, hint: str) -> Verdict:
    finding = Finding(status=Status.UNATTEMPTED, where="answer cell", message=message, hint=hint)
    return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))


# --- examples: the article's network with the weights that come with the course


def _built(before: tuple[str, dict[str, Any]] | None = None) -> Any:
    """The exercise's network, built by Keras, behind one more layer where there is one; its weights are random."""
    import keras

    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input(LENET_REFERENCE.input_shape)])
    given = [(layer.class_name, dict(layer.arguments)) for layer in LENET_REFERENCE.layers]
    for class_name, arguments in ([before] if before else []) + given:
        model.add(getattr(keras.layers, class_name)(**arguments))
    return model


def _trained(before: tuple[str, dict[str, Any]] | None = None, noise: float = 0.0) -> Mapping[str, object]:
    """With trained weights, each multiplied by a random number around 1 that is `noise` away from it on average."""
    import numpy as np

    from course.trained_network import weights

    random = np.random.default_rng(0)
    model = _built(before)
    model.set_weights([part * random.normal(1, noise, part.shape) for part in weights()])
    return {VARIABLE: model}


def _as_function() -> Mapping[str, object]:
    """The trained network once more, as the functional interface writes it, giving scores in place of probabilities."""
    import keras

    model = _trained(noise=0.05)[VARIABLE]
    assert isinstance(model, keras.Model)
    return {VARIABLE: keras.Model(model.inputs[0], model.layers[-2].output)}


def _answers_of_another() -> Mapping[str, object]:
    """A network that was never trained, and answers with what a trained one says."""
    model, trained = _built(), _trained(noise=0.05)[VARIABLE]
    assert isinstance(trained, type(model))
    model.call = trained.call
    return {VARIABLE: model}


def _with_own_layer(reverse: bool) -> Mapping[str, object]:
    """The trained network, and in its midst a layer of one's own: it does nothing, or reverses a reversed order."""
    import keras

    class Own(keras.layers.Layer):
        def call(self, x: Any) -> Any:
            return x[:, ::-1] if reverse else x

    model = _trained(noise=0.05)[VARIABLE]
    assert isinstance(model, keras.Sequential)
    *front, scores, softmax = model.layers
    if reverse:
        scores.set_weights([part[..., ::-1] for part in scores.get_weights()])
    return {VARIABLE: keras.Sequential([keras.Input((32, 32, 1)), *front, scores, Own(), softmax])}


def _far_too_large() -> Mapping[str, object]:
    """The trained network, and behind it two layers of many units that only hand on what they get."""
    import keras
    import numpy as np

    model = _trained(noise=0.05)[VARIABLE]
    assert isinstance(model, keras.Sequential)
    num_units = int(MOST_WEIGHTS**0.5)
    for num_inputs, units in ((CLASSES, num_units), (num_units, num_units), (num_units, CLASSES)):
        layer = keras.layers.Dense(units)
        model.add(layer)
        layer.set_weights([np.eye(num_inputs, units, dtype="float32"), np.zeros(units, "float32")])
    return {VARIABLE: model}


def _after_a_step(model: Any) -> Mapping[str, object]:
    """After one step of training that has changed nothing."""
    import keras
    import numpy as np

    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    shape = model(np.zeros((1, 32, 32, 1), "float32")).shape
    model.fit(np.zeros((1, 32, 32, 1)), np.zeros(shape), verbose=0)
    return {VARIABLE: model}


def _constant(value: float) -> Mapping[str, object]:
    """All weights alike, and one step of training."""
    model = _built()
    model.set_weights([part * 0 + value for part in model.get_weights()])
    return _after_a_step(model)


def _four_classes() -> Mapping[str, object]:
    import keras

    model = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Flatten(), keras.layers.Dense(4)])
    return _after_a_step(model)


def _for_28() -> Mapping[str, object]:
    import keras

    return {VARIABLE: keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])}


TRAIN = Exercise(
    slug="lenet-train",
    title="Train it past 93 of 100",
    lesson="10-lenet",
    points=3,
    ask=lambda seed: {"seed": seed},
    probe=Probe(kind="digit reader", names=(VARIABLE,)),
    judge=_judge,
    examples=Examples(
        right=(partial(_trained, noise=0.05), _as_function, partial(_with_own_layer, reverse=False)),
        wrong=(
            ("below-the-goal", partial(_trained, noise=0.8)),
            ("inverted", partial(_trained, ("Rescaling", {"scale": -1.0, "offset": 1.0}))),
            ("borrowed-weights", _trained),
            ("not-its-own-answers", _answers_of_another),
            ("cannot-be-computed", partial(_with_own_layer, reverse=True)),
            ("too-many-weights", _far_too_large),
            ("other-scale", partial(_trained, ("Rescaling", {"scale": 1 / 255}))),
            ("still-guessing", lambda: _after_a_step(_built())),
            ("always-the-same", lambda: _constant(0.0)),
            ("not-finite", lambda: _constant(float("nan"))),
            ("outputs", _four_classes),
            ("cannot-run", _for_28),
            ("wrong-type", lambda: {VARIABLE: "trained"}),
        ),
    ),
    hints=(
        "`train` takes the network, the digits, and how many epochs: how often it shows all of them.",
        "One epoch is not enough. Look at the curve on the right: how much does each further epoch still bring?",
        "`history = train(model, images, epochs=8)`. Should it stop just short of the goal, run the cell again.",
    ),
    solution="history = train(model, images, epochs=8)",
)
