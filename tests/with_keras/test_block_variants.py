"""The blocks of lesson 12 in hundreds of spellings: every one that builds what was asked for passes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.architecture import MODEL_INPUT, LayerSpec
from checker.report import Status
from tests.block_cases import CASES, Case, keras, keras_layer, verdict
from tests.models import layers


def relu(random: Random, maps: Any) -> Any:
    """ReLU, somehow."""
    forms = [layers.ReLU(), layers.Activation("relu"), keras.activations.relu, keras.ops.relu]
    return random.choice(forms)(maps)


def joined(random: Random, layer: LayerSpec, given: list[Any]) -> Any:
    """Maps added or laid side by side, in any order, at once or step by step, as a layer or as an operation."""
    given = random.sample(given, len(given))
    if len(given) > 2 and random.choice([True, False]):
        given = [joined(random, layer, given[:2]), *given[2:]]
    if layer.class_name == "Add":
        return random.choice(
            [lambda: layers.Add()(given), lambda: layers.add(given), lambda: sum(given[1:], given[0])]
        )()
    axis = random.choice([-1, 3])
    forms = [layers.Concatenate(axis=axis), lambda maps: keras.ops.concatenate(maps, axis=axis), layers.concatenate]
    return random.choice(forms)(given)


def convolved(random: Random, layer: LayerSpec, maps: Any, *, normalised: bool) -> Any:
    """A convolution, with its choices made freely where they make no difference."""
    arguments = dict(layer.arguments)
    if arguments["kernel_size"] == (1, 1):
        arguments["padding"] = random.choice(["same", "valid"])
    if normalised:
        arguments["use_bias"] = random.choice([True, False])
    made = random.choice([layers.Conv2D, layers.Convolution2D])
    return made(**arguments, kernel_initializer=random.choice(["he_normal", "zeros"]))(maps)


def variant(case: Case, random: Random) -> Any:
    """A learner's function that builds the case's block, somehow."""

    def block(maps: Any, *_settings: Any) -> Any:
        reference = case.reference
        outputs = {MODEL_INPUT: maps}
        for at, layer in enumerate(reference.layers):
            source = [outputs[where] for where in layer.inputs]
            readers = {other.class_name for other in reference.layers if at in other.inputs}
            if layer.kind == "merge":
                outputs[at] = joined(random, layer, source)
            elif layer.class_name == "Conv2D":
                outputs[at] = convolved(random, layer, source[0], normalised=readers == {"BatchNormalization"})
            elif layer.class_name == "Activation":
                outputs[at] = relu(random, source[0])
            elif layer.class_name == "BatchNormalization":
                outputs[at] = layers.BatchNormalization(epsilon=random.choice([1e-3, 1e-5]), momentum=0.9)(source[0])
            else:
                outputs[at] = keras_layer(layer)(source[0])
        return outputs[len(reference.layers) - 1]

    return block


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(seed=st.integers(0, 2**32))
def test_every_right_variant_is_accepted(case, seed):
    """All points, whatever it looks like."""
    result = verdict(case, variant(case, Random(seed)))
    assert result.status is Status.PASSED, [found.message for found in result.findings]
