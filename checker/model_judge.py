"""The judge of an exercise whose answer is a Keras model: compares description and behaviour with the reference.

It has both for the reference from plain data and NumPy, so it needs no Keras, and never the learner's model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.architecture import Architecture, LayerSpec
from checker.compare import Comparison, Difference, Kind, compare
from checker.exercise import Answers, Questions
from checker.explain import explain
from checker.layer_words import do_what, in_words, place
from checker.open_block import OpenBlock, random_batch
from checker.probes.model import NOT_BUILT
from checker.report import Finding, Status, Verdict
from checker.shapes import trace, weight_shapes
from checker.stopped_cell import explain_stop, is_stub

if TYPE_CHECKING:
    import numpy as np

TOLERANCE = 1e-4  # of probabilities in float32; other right spellings differ by some 1e-7
# The same in numbers of 11 and of 8 binary digits, where they differ by a fifth of it; softsign for tanh makes 0.04.
COARSE = {"float16": 0.002, "bfloat16": 0.01}


def judge_model(block: OpenBlock, questions: Questions, answers: Answers) -> Verdict:
    """The verdict on what the probe brought back."""
    if answers["state"] == "no model":
        return _no_model(block, answers)
    received = Architecture.from_dict(answers["architecture"])
    if _contradicts_itself(received, answers):
        return Verdict(status=Status.FAILED, share=0.0, findings=(_contradiction(),))
    comparison = compare(block.reference, received)
    if _is_untouched(block, comparison, answers):
        return _unattempted(block)
    differences = [found for found in comparison.differences if not _is_about_unreadable(found, received)]
    read_only = answers["state"] == "config"
    if read_only and not differences and not received.is_readable:
        return Verdict(status=Status.ERROR, share=0.0, findings=(_not_run(received),))
    same = received.is_readable if read_only else _computes_the_same(block, questions, answers, answers["outputs"])
    beside = (*_right(block, comparison, received, trusted=same), *_frozen(received))
    if same and not differences and _is_noisy(block, questions, answers):
        share = _share(block, comparison, received, [])
        return Verdict(status=Status.FAILED, share=share, findings=(_noisy(received), *beside))
    if same and not differences:
        return Verdict(status=Status.PASSED, share=1.0, findings=beside)
    told = _without_tail(comparison, received, answers)
    wrong = _wrong(block, comparison, received, answers, told)
    return Verdict(status=Status.FAILED, share=_share(block, comparison, received, told), findings=(*wrong, *beside))


def _is_untouched(block: OpenBlock, comparison: Comparison, answers: Answers) -> bool:
    """The whole block is missing and nothing else is wrong: the learner has not begun."""
    missing, others = comparison.missing, [d for d in comparison.differences if d.kind is not Kind.MISSING]
    if others or not missing.issuperset(block.positions):
        return False
    stub_raised = answers["raised"] is not None and is_stub(answers["raised"])
    return missing == set(block.positions) or (stub_raised and min(missing) == min(block.positions))


def _unattempted(block: OpenBlock) -> Verdict:
    first = place(block.reference, block.positions[0])
    finding = Finding(
        status=Status.UNATTEMPTED,
        where=first,
        message=f"The block with the {first} is still open. Add its {len(block.positions)} layers in the answer cell, "
        "run the cell, then check again.",
    )
    return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))


def _no_model(block: OpenBlock, answers: Answers) -> Verdict:
    name, raised = block.variable, answers["raised"]
    if raised is not None and not is_stub(raised):
        return Verdict(status=Status.FAILED, share=0.0, findings=(explain_stop(raised),))
    if answers["kind"]:
        message, mistake = f"`{name}` is {answers['kind']}, not a Keras model.", "wrong-type"
        hint = f"`{name} = keras.Sequential()` makes the model; `{name}.add(...)` changes it and returns nothing."
    elif answers["others"]:
        message, mistake = f"There is a model called `{answers['others'][0]}`, but none called `{name}`.", "other-name"
        hint = f"Call it `{name}`."
    else:
        message, mistake = f"There is no `{name}` yet.", "no-model"
        hint = "Run the answer cell first (Shift+Enter), then check again."
        finding = Finding(status=Status.UNATTEMPTED, where="answer cell", message=message, hint=hint, mistake=mistake)
        return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))
    finding = Finding(status=Status.FAILED, where="answer cell", message=message, hint=hint, mistake=mistake)
    return Verdict(status=Status.FAILED, share=0.0, findings=(finding,))


def _computes_the_same(block: OpenBlock, questions: Questions, answers: Answers, outputs: Any) -> bool:
    """Whether these outputs are the reference's, as far as the type of number in which they were computed can tell."""
    import numpy as np

    from checker.forward import forward, random_weights

    weights = random_weights(block.reference, questions["seed"])
    if outputs is None or not _same_shapes(weights, answers["weight_shapes"]):
        return False
    expected = forward(block.reference, weights, random_batch(block.input_shape, questions))
    received = np.asarray(outputs, dtype="float64")
    tolerance = max(COARSE.get(dtype, TOLERANCE) for dtype in ("", *answers.get("dtypes", ())))
    return received.shape == expected.shape and bool(np.allclose(received, expected, rtol=0, atol=tolerance))


def _is_noisy(block: OpenBlock, questions: Questions, answers: Answers) -> bool:
    """Whether a layer of the learner's own computes something else while training, as one with a Dropout in it does."""
    return "in_training" in answers and not _computes_the_same(block, questions, answers, answers["in_training"])


def _noisy(received: Architecture) -> Finding:
    own = [layer.class_name for layer in received.layers if not layer.readable]
    return Finding(
        status=Status.FAILED,
        where="the whole network",
        message=f"What {do_what(own)} is right when the network is asked, but while it is trained the same pictures "
        "give other numbers: something silences or shifts units at random, and nobody asked for that here.",
        hint="Take the Dropout, or what else acts in training only, out of the layer of your own.",
        mistake="dropout",
    )


def _same_shapes(weights: Sequence[np.ndarray], received: Sequence[Sequence[int]]) -> bool:
    """Whether the model took these weights, in whichever order."""
    return Counter(weight.shape for weight in weights) == Counter(map(tuple, received))


def _contradicts_itself(received: Architecture, answers: Answers) -> bool:
    """Whether the model's weights have other shapes than its layers say: one of the two was changed afterwards."""
    stages = trace(received)
    if not received.is_readable or "weight_shapes" not in answers or any(stage.input_shape is None for stage in stages):
        return False
    told = [weight_shapes(stage.layer, stage.input_shape or ()) for stage in stages]
    if any(shapes is None for shapes in told):
        return False
    return Counter(shape for shapes in told for shape in shapes or ()) != Counter(map(tuple, answers["weight_shapes"]))


def _contradiction() -> Finding:
    return Finding(
        status=Status.FAILED,
        where="the whole network",
        message="The weights have other shapes than the layers say of themselves, so nothing of the model can be told.",
        hint="Set a layer's arguments when you make it, not afterwards; then run the answer cell from its beginning.",
        mistake="contradicts-itself",
    )


def _is_about_unreadable(difference: Difference, received: Architecture) -> bool:
    """A difference that what the model computes can outweigh: it comes from a layer whose inside cannot be read."""
    if difference.kind is Kind.INPUT:
        return received.input_shape is None and not received.is_readable
    return difference.kind is Kind.EXTRA and difference.received is not None and not difference.received.readable


def _without_tail(comparison: Comparison, received: Architecture, answers: Answers) -> list[Difference]:
    """The differences that the learner made: where the cell stopped in an error, not the layers that came after it."""
    differences = [found for found in comparison.differences if not _is_about_unreadable(found, received)]
    if not _has_stopped(received, answers):
        return differences
    last_there = max((pair.expected[-1] for pair in comparison.pairs), default=-1)
    return [found for found in differences if found.kind is not Kind.MISSING or found.at < last_there]


def _has_stopped(received: Architecture, answers: Answers) -> bool:
    """Whether the model is only the beginning of one: the cell raised, or its last layer cannot be built."""
    problems = [bool(stage.problem) for stage in trace(received)]
    return answers["raised"] is not None or problems[-1:] == [True]


def _wrong(
    block: OpenBlock, comparison: Comparison, received: Architecture, answers: Answers, told: list[Difference]
) -> list[Finding]:
    """Everything that is wrong, in the order of the layers."""
    findings = [finding for difference in told for finding in explain(block.reference, difference)]
    stuck = next((at for at, stage in enumerate(trace(received)) if stage.problem), None)
    if stuck is not None:
        return _with_stuck(block, comparison, received, stuck, findings)
    incomplete = max(comparison.missing, default=-1) == len(block.reference.layers) - 1
    if answers["raised"] is not None and incomplete:
        findings.append(explain_stop(answers["raised"]))
    return findings or [_only_claims(received, answers)]


def _with_stuck(
    block: OpenBlock, comparison: Comparison, received: Architecture, stuck: int, findings: list[Finding]
) -> list[Finding]:
    """Say that a layer cannot be built, unless the difference that causes it has said so already."""
    problem = trace(received)[stuck].problem
    if any(problem in finding.message for finding in findings):
        return findings
    at = next((pair.expected[0] for pair in comparison.pairs if pair.received == stuck), None)
    where = f"{received.layers[stuck].class_name} layer" if at is None else place(block.reference, at)
    message = f"The {where} cannot be built: {problem}"
    hint = "Follow the shapes from the top: what comes out of each layer is what the next one has to work with."
    return [*findings, Finding(status=Status.FAILED, where=where, message=message, hint=hint, mistake="does-not-fit")]


def _only_claims(received: Architecture, answers: Answers) -> Finding:
    """Nothing differs by description, yet the model does not compute what was asked for."""
    own = [layer.class_name for layer in received.layers if not layer.readable]
    if answers["fault"] == NOT_BUILT:
        return Finding(
            status=Status.FAILED,
            where="the whole network",
            message="The model has no weights yet, because it has never seen a picture, so it could not be tried out.",
            hint="Call it once on an empty picture: `model(keras.ops.zeros((1, 32, 32, 1)))`.",
            mistake="not-built",
        )
    if own:
        message = (
            f"What {do_what(own)} cannot be read, so the model was judged by what it computes: "
            "with the same weights and the same pictures it does not give the numbers that were asked for."
        )
    else:
        message = (
            "The model describes itself as asked for, but with the same weights and the same pictures it does not give "
            "the same numbers."
        )
    if answers["fault"]:
        message += f" Running it ended in {answers['fault']}"
    return Finding(
        status=Status.FAILED,
        where="the whole network",
        message=message,
        hint="Build the block from Keras' own layers.",
        mistake="computes-something-else",
    )


def _not_run(received: Architecture) -> Finding:
    own = sorted({layer.class_name for layer in received.layers if not layer.readable})
    return Finding(
        status=Status.ERROR,
        where="the file",
        message=f"The model in this file contains {' and '.join(own)}: what that does can only be told by running its "
        "code, and code from a file is never run here.",
        hint="Check it from the notebook in which it was built.",
    )


def _frozen(received: Architecture) -> list[Finding]:
    frozen = [stage.layer.name for stage in trace(received) if stage.num_parameters and not stage.layer.trainable]
    if not frozen:
        return []
    return [
        Finding(
            status=Status.WARNING,
            where=", ".join(frozen),
            message="Frozen (`trainable = False`): right as it stands, but training will not change it.",
            hint="Set `trainable = True` before you train.",
            mistake="frozen",
        )
    ]


def _right(block: OpenBlock, comparison: Comparison, received: Architecture, *, trusted: bool) -> list[Finding]:
    """What is right in the block, so that a learner knows what to leave alone; `trusted`: what cannot be read, too."""
    wrong = {difference.at for difference in comparison.differences if difference.kind is not Kind.EXTRA}
    findings = []
    for pair in comparison.pairs:
        for at in pair.expected:
            readable = received.layers[pair.received].readable
            if at in block.positions and at not in wrong and (readable or trusted):
                told = in_words(block.reference.layers[at])
                message = f"{told}, as asked for." if readable else f"{told}, by what it computes."
                findings.append(Finding(status=Status.PASSED, where=place(block.reference, at), message=message))
    return findings


def _share(block: OpenBlock, comparison: Comparison, received: Architecture, told: list[Difference]) -> float:
    """The share of the block that is right: facts asked for and met, out of those and of what is wrong beside them."""
    layers = {pair.expected[0]: received.layers[pair.received] for pair in comparison.pairs}
    layers |= {d.at: d.received for d in comparison.differences if d.kind is Kind.MOVED and d.received is not None}
    replaced = {found.at for found in comparison.differences if found.kind is Kind.REPLACED}
    met = sum(_num_met(block, at, layers, is_replaced=at in replaced) for at in block.asked)
    beside = sum(_num_beside(block, difference) for difference in told)
    share = met / (block.num_facts + beside)
    return min(share, 1 - 1 / (2 * block.num_facts))  # a model that only claims to be right never earns all


def _num_met(block: OpenBlock, at: int, layers: Mapping[int, LayerSpec], *, is_replaced: bool) -> int:
    """How many of the facts asked for at this position are met: of another layer than the one asked for, never all."""
    names = block.asked[at]
    return min(sum(_is_met(block, at, name, layers) for name in names), len(names) - is_replaced)


def _is_met(block: OpenBlock, at: int, name: str, layers: Mapping[int, LayerSpec]) -> bool:
    layer, expected = layers.get(at), block.reference.layers[at]
    if layer is None or not layer.readable:
        return False
    if name == "class_name":
        return bool(layer.class_name == expected.class_name)
    return bool(layer.arguments.get(name) == expected.arguments[name])


def _num_beside(block: OpenBlock, difference: Difference) -> int:
    """How many things a difference gets wrong that are not among the facts asked for."""
    asked = block.asked.get(difference.at, ()) if difference.kind in (Kind.CHANGED, Kind.MOVED) else ()
    unasked = sum(found.name not in asked for found in difference.arguments)
    if difference.kind is Kind.CHANGED:
        return unasked
    if difference.kind is Kind.MOVED:
        return 1 + unasked
    return 0 if difference.at in block.asked and difference.kind in (Kind.MISSING, Kind.REPLACED) else 1
