"""The exercise "lenet": right answers in every form, wrong ones by name, the words of each in a golden file."""

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.render.text import text
from checker.report import Status
from checker.run import check
from tests.lenet_cases import RIGHT, WRONG
from tests.models import check_cell, check_model, keras, layers, network, right_block


@pytest.mark.filterwarnings("ignore:Do not pass an `input_shape`")
@pytest.mark.parametrize("form", RIGHT)
def test_every_right_form_passes_with_full_points(form):
    """However it is written, an answer that computes what was asked for gets all 6 points."""
    report = check_model(RIGHT[form]())
    assert (report.status, report.score) == (Status.PASSED, 6), text(report)


@pytest.mark.parametrize("name", WRONG)
def test_every_wrong_answer_is_named_at_its_layer(name, golden):
    """Each finding that costs points says where and which mistake, none is left out, none added; and in these words."""
    report = WRONG[name].report()
    told = [(found.where, found.mistake) for found in report.findings if found.status is Status.FAILED]
    assert (report.status, told) == (Status.FAILED, WRONG[name].told), text(report)
    assert 0 <= report.score < 6
    golden(f"lenet/{name}.txt", text(report) + "\n")


@pytest.mark.parametrize(
    ("name", "score"),
    [("filters", 5), ("activation", 5), ("pool-size", 4), ("missing-activation", 5), ("only-convolution", 2),
     ("separable", 5), ("transposed", 5), ("depthwise", 5), ("activation-prelu", 5),
     ("kernel-too-large", 1), ("misspelt", 2), ("first-block-edited", 5.14), ("keras-1-names", 0)],
)  # fmt: skip
def test_partial_credit_is_the_share_of_the_block_that_is_right(name, score):
    """Six facts are asked for; each that is met counts, whatever is wrong beside them counts against."""
    assert WRONG[name].report().score == pytest.approx(score, abs=0.01)


def test_an_untouched_block_is_not_attempted():
    """The stub leaves a network without a second block: no failure, no points."""
    report = check_cell()
    assert (report.status, report.score) == (Status.UNATTEMPTED, 0)


def test_the_stub_of_stock_nbgrader_is_not_attempted():
    """`raise NotImplementedError()` in the block stops the cell; that is not the learner's mistake."""

    def stub():
        raise NotImplementedError

    assert check_cell(stub).status is Status.UNATTEMPTED


def test_no_model_at_all_is_not_attempted_and_says_what_to_do():
    """Before the answer cell has run there is nothing to judge."""
    report = check("lenet", Attempt(namespace={}))
    assert (report.status, report.findings[0].mistake) == (Status.UNATTEMPTED, "no-model")
    assert "Run the answer cell" in report.findings[0].hint


def test_a_frozen_layer_is_a_warning_and_costs_nothing():
    """It is right as it stands, but will not learn."""
    model = network(right_block())
    model.layers[3].trainable = False
    report = check_model(model)
    assert (report.status, report.score) == (Status.PASSED, 6)
    assert [found.mistake for found in report.findings if found.status is Status.WARNING] == ["frozen"]


def test_a_check_leaves_the_model_and_the_random_state_alone():
    """Weights bit for bit, optimizer, loss, metrics, names; NumPy's and Keras' random numbers go on as before."""
    keras.utils.set_random_seed(5)
    expected = (np.random.rand(), keras.random.normal((2,)).numpy().tolist())
    model = RIGHT["compiled and trained"]()
    before = ([weight.copy() for weight in model.get_weights()], model.optimizer, model.loss, model.name)
    keras.utils.set_random_seed(5)
    check_model(model)
    assert (np.random.rand(), keras.random.normal((2,)).numpy().tolist()) == expected
    after = (model.get_weights(), model.optimizer, model.loss, model.name)
    assert all(np.array_equal(old, new) for old, new in zip(before[0], after[0], strict=True))
    assert after[1:] == before[1:]


@pytest.mark.filterwarnings("ignore:listen")
def test_a_check_is_quiet_on_stderr_whatever_the_model_says(capfd):
    """nbgrader would take a single line there for a failure."""

    class Talker(layers.Layer):
        def call(self, inputs):
            import os
            import sys
            import warnings

            warnings.warn("listen", stacklevel=1)
            print("to stderr", file=sys.stderr)
            os.write(2, b"and to the descriptor\n")
            return keras.ops.tanh(inputs)

    model = network([layers.Conv2D(16, 8), Talker(), layers.MaxPooling2D(3)])
    capfd.readouterr()
    assert check_model(model).status is Status.PASSED
    assert capfd.readouterr().err == ""


def test_a_model_that_fails_when_called_is_wrong_but_no_fault_of_the_checker():
    """What it raised is told."""

    class Broken(layers.Layer):
        is_broken = False

        def call(self, inputs):
            if self.is_broken:
                raise ValueError("not three")
            return keras.ops.tanh(inputs)

    model = network([layers.Conv2D(16, 8), Broken(), layers.MaxPooling2D(3)])
    Broken.is_broken = True
    report = check_model(model)
    assert report.status is Status.FAILED
    assert "not three" in report.findings[0].message
