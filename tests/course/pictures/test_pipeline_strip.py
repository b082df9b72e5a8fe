"""The pipeline strip: its arithmetic against NumPy, and what it leaves where nothing is alive."""

from __future__ import annotations

import numpy as np
import pytest

from course.pictures.pipeline_strip import PipelineStrip
from course.stages import Stage

SHAPES = [(4, 3, 1), (2, 3, 5), (7,), (2,)]


def run(seed: int, shapes=SHAPES) -> list[Stage]:
    """The stages of one picture, at random; the last are probabilities."""
    random = np.random.default_rng(seed)
    values = [random.normal(size=shape).astype("float32") for shape in shapes]
    values[-1] = np.exp(values[-1]) / np.exp(values[-1]).sum()
    return [Stage(name=f"stage {number}", values=array) for number, array in enumerate(values)]


def strip(runs=None, labels=(1, 0), class_names=("cat", "dog")) -> PipelineStrip:
    """Two pictures, four stages, two classes."""
    return PipelineStrip([run(0), run(1)] if runs is None else runs, labels, class_names=class_names)


@pytest.mark.parametrize("stage", range(len(SHAPES)))
@pytest.mark.parametrize("chosen", [0, 1])
def test_each_stage_is_found_among_all_numbers(node, chosen, stage):
    """Of the picture that was chosen."""
    values = np.frombuffer(strip().values, dtype="<f4")
    found = node("pipeline_strip_math", "stageValues", values, [list(shape) for shape in SHAPES], chosen, stage)
    assert np.array_equal(found, run(chosen)[stage].values.ravel())


@pytest.mark.parametrize("channel", range(5))
def test_a_channel_is_a_map(node, channel):
    """As NumPy takes it out of the array."""
    values = run(0)[1].values
    taken = node("pipeline_strip_math", "channelOf", values.ravel(), [2, 3, 5], channel)
    assert np.array_equal(taken, values[:, :, channel].ravel())


@pytest.mark.parametrize("values", [[0.5], [-1.0, 3.0, 2.0], [-2.0, -1.0]])
def test_the_extent_is_the_lowest_and_the_highest(node, values):
    """Whatever their signs."""
    assert node("pipeline_strip_math", "extentOf", np.float32(values)) == [min(values), max(values)]


def test_the_alternative_names_every_stage():
    """With its shape, its extent, and what the network says in the end."""
    stages = run(0)
    told = strip().alt()
    assert "a dog. stage 0, 4 × 3 × 1, values from" in told
    assert all(f"{stage.name}, {stage.shape}, values from {stage.extent}" in told for stage in stages)
    assert told.endswith(f"is for {('cat', 'dog')[int(stages[-1].values.argmax())]}.")


def test_the_still_picture_is_the_strip_of_the_first():
    """With a text alternative of its own."""
    assert 'alt="A picture on its way through the network: stage 0, 4 × 3 × 1' in strip().still()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"runs": []}, "each picture needs its stages and its label, received 0 and 2"),
        ({"labels": (1,)}, "received 2 and 1"),
        ({"runs": [run(0), run(1)[:-1]]}, "the same stages"),
        ({"class_names": ("a", "b", "c")}, r"each of 3 classes, received \(4, 3, 1\) and \(2,\)"),
        ({"runs": [run(0, [(4, 3, 2), (2,)])] * 2}, r"must be the picture .* received \(4, 3, 2\)"),
        ({"runs": [run(0, [(4, 3, 1), (2, 2), (2,)])] * 2}, r"must be \(units,\) or .* received \(2, 2\)"),
        ({"runs": [run(0, [(4, 3, 1), (2, 2, 65), (2,)])] * 2}, r"64 channels at most, received \(2, 2, 65\)"),
    ],
)
def test_bad_input_is_told(changed, told):
    """In a line that says what is wanted."""
    with pytest.raises(ValueError, match=told):
        strip(**changed)
