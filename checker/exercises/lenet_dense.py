"""The repair of 10: three Dense layers in a row are one affine map; what it takes that they are more.

Any activation between them will do that bends each number for itself, also two, and with a dropout or a normalisation
beside it. Loads no Keras.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from checker.architecture import Architecture, LayerSpec, activation, chain, dense
from checker.exercise import Answers, Examples, Exercise, Questions
from checker.layer_words import place
from checker.model_judge import judge_model
from checker.open_block import OpenBlock
from checker.probe import Probe
from checker.report import Finding, Status, Verdict

UNITS = (120, 100, 10)
WHERE = "between the Dense layers"
BEND = activation("relu")  # stands for all of them
BESIDE = ("Dropout", "GaussianDropout", "AlphaDropout", "GaussianNoise", "BatchNormalization")  # allowed between them

CLASSIFIER = OpenBlock(
    reference=chain((64,), dense(120), BEND, dense(100), BEND, dense(10), activation("softmax")),
    positions=(0, 1, 2, 3),
    asked={0: ("units",), 1: ("activation",), 2: ("units",), 3: ("activation",)},
    variable="classifier",
)


def _judge(questions: Questions, answers: Answers) -> Verdict:
    """What can go wrong between the layers is told here; all the rest as for every other model."""
    if answers["state"] != "config":
        return judge_model(CLASSIFIER, questions, answers)
    received = Architecture.from_dict(answers["architecture"])
    if not received.is_chain:
        return judge_model(CLASSIFIER, questions, answers)
    fault = _fault(_gaps(received))
    if fault is not None:
        share = 0.25 if fault.mistake == "one-gap-left" else 0.0
        return Verdict(status=Status.FAILED, share=share, findings=(fault,))
    verdict = judge_model(CLASSIFIER, questions, {**answers, "architecture": _told_alike(received).to_dict()})
    if verdict.status is Status.PASSED:
        return replace(verdict, findings=(_passed(received),))
    # It was judged with another activation than the learner's: none of theirs is to be praised as that one.
    return replace(verdict, findings=tuple(found for found in verdict.findings if not _praises_a_bend(found)))


def _praises_a_bend(found: Finding) -> bool:
    bends = [at for at in CLASSIFIER.positions if CLASSIFIER.reference.layers[at].kind == "activation"]
    return found.status is Status.PASSED and found.where in [place(CLASSIFIER.reference, at) for at in bends]


def _gaps(received: Architecture) -> list[list[LayerSpec]]:
    """The layers after the first and after the second Dense; none where there are not three of the sizes asked for."""
    places = [at for at, layer in enumerate(received.layers) if layer.class_name == "Dense"]
    if tuple(received.layers[at].arguments["units"] for at in places) != UNITS:
        return []
    return [list(received.layers[before + 1 : after]) for before, after in pairwise(places)]


def _fault(gaps: list[list[LayerSpec]]) -> Finding | None:
    """What is wrong between the Dense layers; None if nothing is, or if it cannot be told from their descriptions."""
    if not gaps or not all(layer.readable for gap in gaps for layer in gap):
        return None
    bent = [any(layer.kind == "activation" for layer in gap) for gap in gaps]
    if not any(bent):
        return _failed(
            "still-linear",
            "Nothing bends the numbers between the Dense layers, so the three are one affine map still: 20,910 "
            "parameters do the work of 650.",
            'An activation after each of the first two, for instance `layers.Dense(120, activation="relu")`.',
        )
    if not all(bent):
        alone, units = ("first", "120 and 100") if not bent[0] else ("second", "100 and 10")
        return _failed(
            "one-gap-left",
            f"Between Dense {units} there is nothing yet: these two are one affine map still.",
            f"An activation after the {alone} Dense layer, too.",
        )
    if any(layer.arguments.get("activation") == "softmax" for gap in gaps for layer in gap):
        return _failed(
            "softmax-between",
            "A softmax stands between the Dense layers: it squeezes all numbers so that they add up to 1, and little "
            "of them is left to learn from.",
            "softmax belongs at the very end. In between take one that bends each number for itself: ReLU or tanh.",
        )
    return None


def _told_alike(received: Architecture) -> Architecture:
    """The same with what bends between two Dense layers told as the one activation that stands for all of them.

    What may stand beside it is left out. A chain comes in and a chain goes out.
    """
    dense_at = [at for at, layer in enumerate(received.layers) if layer.class_name == "Dense"]
    if len(dense_at) < 2:
        return received
    first, last = dense_at[0], dense_at[-1]
    told: list[LayerSpec] = []
    for layer in received.layers[first:last]:
        if layer.kind == "activation" and told[-1] != BEND:
            told.append(BEND)
        elif layer.kind != "activation" and layer.class_name not in BESIDE:
            told.append(layer)
    layers = (*received.layers[:first], *told, *received.layers[last:])
    return replace(received, layers=tuple(replace(layer, inputs=(at - 1,)) for at, layer in enumerate(layers)))


def _passed(received: Architecture) -> Finding:
    spoken = ", ".join(
        f"Dense {layer.arguments['units']}"
        if layer.class_name == "Dense"
        else str(layer.arguments.get("activation", layer.class_name))
        for layer in received.layers
    )
    message = f"{spoken}: each Dense layer gets something bent, so no two of them are one."
    return Finding(status=Status.PASSED, where=WHERE, message=message)


def _failed(mistake: str, message: str, hint: str) -> Finding:
    return Finding(status=Status.FAILED, where=WHERE, message=message, hint=hint, mistake=mistake)


def _built(*block: tuple[str, dict[str, Any]]) -> Callable[[], Mapping[str, object]]:
    """A classifier of these layers (Keras class, arguments) before Dense 10 and softmax, built by Keras when called."""

    def build() -> Mapping[str, object]:
        import keras

        last = (("Dense", {"units": 10}), ("Activation", {"activation": "softmax"}))
        model = keras.Sequential([keras.Input((64,))])
        for class_name, arguments in (*block, *last):
            model.add(getattr(keras.layers, class_name)(**arguments))
        return {CLASSIFIER.variable: model}

    return build


def _dense(units: int, **more: Any) -> tuple[str, dict[str, Any]]:
    return "Dense", {"units": units, **more}


def _act(name: str) -> tuple[str, dict[str, Any]]:
    return "Activation", {"activation": name}


DENSE = Exercise(
    slug="lenet-dense",
    title="Repair the Dense layers",
    lesson="10-lenet",
    points=2,
    ask=lambda seed: {"seed": seed, "batch_size": 1},
    probe=Probe(kind="model", names=(CLASSIFIER.variable,)),  # described, not run: any activation will do
    judge=_judge,
    examples=Examples(
        right=(
            _built(_dense(120, activation="relu"), _dense(100, activation="relu")),
            _built(_dense(120), _act("tanh"), _dense(100), _act("sigmoid")),
            _built(_dense(120), ("LeakyReLU", {}), _dense(100, activation="gelu")),
            _built(_dense(120, activation="relu"), ("Dropout", {"rate": 0.2}), _dense(100, activation="relu")),
            _built(_dense(120), ("BatchNormalization", {}), _act("tanh"), _dense(100, activation="tanh"), _act("relu")),
        ),
        wrong=(
            ("still-linear", _built(_dense(120), _dense(100))),
            ("still-linear", _built(_dense(120, activation="linear"), _dense(100, activation="linear"))),
            ("one-gap-left", _built(_dense(120, activation="relu"), _dense(100))),
            ("one-gap-left", _built(_dense(120), _dense(100), _act("relu"))),
            ("softmax-between", _built(_dense(120, activation="softmax"), _dense(100, activation="softmax"))),
            ("one-gap-left", _built(_dense(120), ("Dropout", {"rate": 0.2}), _dense(100, activation="relu"))),
            ("units", _built(_dense(128, activation="relu"), _dense(100, activation="relu"))),
            ("units", _built(_dense(128, activation="tanh"), _dense(100, activation="tanh"))),
            ("extra-layer", _built(_dense(120, activation="relu"), ("Flatten", {}), _dense(100, activation="relu"))),
        ),
    ),
    hints=(
        "Multiplying by a matrix and then by another is multiplying by a third. What could stand between the two?",
        "The two blocks of the network have it: after each convolution there is something that bends every number.",
        'A Dense layer takes it as an argument: `layers.Dense(120, activation="relu")`. The first two need one.',
    ),
    solution=(
        'classifier.add(layers.Dense(120, activation="relu"))\nclassifier.add(layers.Dense(100, activation="relu"))'
    ),
)
