"""The judge of an exercise in which the learner writes a block of a network: compares it as a graph, and what it gives.

The order of branches does not count, nor does which of several equal spellings was used. No Keras is needed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.architecture import Architecture, Shape
from checker.block_task import BlockTask, Settings, canonical, random_maps, settings_from, stand_in
from checker.branches import ordered_like
from checker.compare import Difference, Kind, compare
from checker.exercise import Answers, Questions
from checker.explain_block import branches, explain_block
from checker.free_choices import with_the_choices_of
from checker.layer_words import do_what
from checker.report import Finding, Status, Verdict
from checker.shapes import times, trace, weight_shapes
from checker.show import with_article
from checker.stopped_cell import explain_stop

MOST_IF_WRONG = 0.75  # of the points, however little is wrong: a block with one wrong turn is another block
TOLERANCE = 0.01  # of the largest number; room for another epsilon in a normalisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One call of the learner's function, judged."""

    shape: Shape
    settings: Settings
    share: float  # of the block that is right, 0..1
    findings: tuple[Finding, ...] = ()  # what is wrong
    right_branches: tuple[str, ...] = ()


def judge_block(task: BlockTask, questions: Questions, answers: Answers) -> Verdict:
    """The verdict on the answers to these questions."""
    if answers["state"] != "function" or all("nothing" in answer for answer in answers["calls"]):
        return _no_block(task, answers)
    tried = [
        _judge_call(task, call, answer, questions["seed"])
        for call, answer in zip(questions["calls"], answers["calls"], strict=False)
    ]
    wrong = next((one for one in tried if one.findings), None)
    if wrong is None and len(tried) == len(questions["calls"]):
        return _passed(task, tried)
    assert wrong is not None  # what cut the calls short has a finding of its own
    share = sum(one.share for one in tried) / len(questions["calls"])
    return Verdict(status=Status.FAILED, share=min(share, MOST_IF_WRONG), findings=_told(task, wrong))


def _judge_call(task: BlockTask, call: Mapping[str, Any], answer: Mapping[str, Any], seed: int) -> Tried:
    shape, settings = tuple(call["shape"]), settings_from(call["settings"])
    judged = Tried(shape=shape, settings=settings, share=0.0)
    if answer.get("built") is None:
        return replace(judged, findings=(_nothing_built(task, answer),))
    reference = task.reference(shape, settings)
    received = ordered_like(reference, canonical(Architecture.from_dict(answer["built"])))
    reference = with_the_choices_of(received, reference)
    problem = next((stage.problem for stage in trace(received) if stage.problem), "")
    builds = not problem and "raised" not in answer
    differences = [replace(one, builds=builds) for one in _to_tell(reference, received, stopped="raised" in answer)]
    right = {name for name, at in branches(reference).items() if not {found.at for found in differences} & set(at)}
    findings = _with_problem(explain_block(reference, differences), problem)
    if not findings and "raised" in answer:
        findings = [_stopped(task, answer)]
    if not findings and not _computes_the_same(reference, answer["outputs"], seed):
        findings = [_computes_otherwise(received, answer)]
    num_layers = len(reference.layers)
    share = max(num_layers - len(differences), 0) / num_layers if differences else 0.5 if findings else 1.0
    return replace(judged, share=share, findings=tuple(findings), right_branches=tuple(sorted(right)))


def _to_tell(reference: Architecture, received: Architecture, *, stopped: bool) -> list[Difference]:
    """The differences, without those that only follow from where the function stopped or from what cannot be read."""
    comparison = compare(reference, received)
    found = [
        one
        for one in comparison.differences
        if not (one.kind is Kind.EXTRA and one.received is not None and not one.received.readable)
    ]
    if not stopped:
        return found
    if len(received.layers[-1].inputs) == 1:  # no merge: what lies on other branches was not brought back
        return [one for one in found if one.kind is not Kind.MISSING]
    last_there = max((pair.expected[-1] for pair in comparison.pairs), default=-1)
    return [one for one in found if one.kind is not Kind.MISSING or one.at < last_there]


def _with_problem(findings: list[Finding], problem: str) -> list[Finding]:
    """Say which layer cannot be built and why: with the first finding, which is the likely cause, or alone."""
    if not problem or any(problem in finding.message for finding in findings):
        return findings
    if findings:
        first = replace(findings[0], message=f"{findings[0].message} So the block cannot be built: {problem}")
        return [first, *findings[1:]]
    hint = "Follow the shapes along every branch: what comes out of each layer is what the next one has to work with."
    return [
        Finding(status=Status.FAILED, where="the block", message=problem, hint=hint, mistake="does-not-fit"),
    ]


def _computes_the_same(reference: Architecture, outputs: Any, seed: int) -> bool:
    """Whether the outputs are those of the reference, in whatever order their channels come."""
    import numpy as np

    from checker.forward import forward

    if outputs is None:
        return False
    assert reference.input_shape is not None
    shapes = [
        shape for stage in trace(reference) for shape in weight_shapes(stage.layer, stage.input_shape or ()) or ()
    ]
    weights = [stand_in(shape, seed) for shape in shapes]
    expected = forward(reference, weights, random_maps(reference.input_shape, seed))
    received = np.asarray(outputs, dtype="float64")
    if received.shape != expected.shape:
        return False
    tolerance = TOLERANCE * float(np.abs(expected).max())
    want, got = (array.reshape(-1, array.shape[-1]).T for array in (expected, received))
    apart = np.abs(want[:, np.newaxis] - got).max(axis=2)  # every channel from every other
    return bool((apart.min(axis=0) <= tolerance).all() and (apart.min(axis=1) <= tolerance).all())


def _told(task: BlockTask, wrong: Tried) -> tuple[Finding, ...]:
    """What is wrong with one call, beginning with which call it was; then what is right in it."""
    called = f"`{task.call_in_words(wrong.settings)}` on maps of {times(wrong.shape)}"
    first = replace(wrong.findings[0], message=f"{wrong.findings[0].message} (Tried: {called}.)")
    right = tuple(Finding(status=Status.PASSED, where=name, message="as asked for.") for name in wrong.right_branches)
    return (first, *wrong.findings[1:], *right)


def _passed(task: BlockTask, tried: Sequence[Tried]) -> Verdict:
    message = (
        f"right for all {len(tried)} calls that were tried, the first being {task.call_in_words(tried[0].settings)}."
    )
    return Verdict(
        status=Status.PASSED,
        share=1.0,
        findings=(Finding(status=Status.PASSED, where=f"`{task.function}`", message=message),),
    )


def _no_block(task: BlockTask, answers: Answers) -> Verdict:
    name = task.function
    if answers["state"] == "not a function":
        message = f"`{name}` is {with_article(answers['kind'])}, not a function."
        hint = f"Write it as `def {name}({', '.join(['maps', *task.settings])}):`."
        finding = Finding(status=Status.FAILED, where="answer cell", message=message, hint=hint, mistake="wrong-type")
        return Verdict(status=Status.FAILED, share=0.0, findings=(finding,))
    if answers["state"] == "function":
        message = f"`{name}` gives nothing back."
        hint = "Build the block, then `return` the maps that come out of it."
        finding = Finding(
            status=Status.FAILED, where="answer cell", message=message, hint=hint, mistake="nothing-returned"
        )
        return Verdict(status=Status.FAILED, share=0.0, findings=(finding,))
    message = f"There is no `{name}` yet." if answers["state"] == "missing" else f"`{name}` is still open."
    hint = "Write the function in the answer cell, run the cell (Shift+Enter), then check again."
    finding = Finding(status=Status.UNATTEMPTED, where="answer cell", message=message, hint=hint)
    return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))


def _nothing_built(task: BlockTask, answer: Mapping[str, Any]) -> Finding:
    """Why there is no block to look at."""
    if answer.get("raised"):
        return _stopped(task, answer)
    if "several" in answer:
        message, mistake = f"`{task.function}` gives back {answer['several']} things instead of one.", "not-joined"
        hint = "Join the branches, and give back what comes of it."
    elif "late" in answer:
        message, mistake = f"`{task.function}` was stopped after {answer['late']:.0f} seconds.", "never-ends"
        hint = "Is there a loop that does not end?"
    elif "unconnected" in answer:
        message, mistake = "What comes out does not depend on the maps that came in.", "not-connected"
        hint = "Call the first layer of each branch on `maps`; make no `keras.Input` inside."
    elif "other" in answer:
        message, mistake = f"`{task.function}` gives back a {answer['other']}, not maps.", "wrong-type"
        hint = "A layer is called on maps: `layers.Conv2D(...)(maps)`. What that gives is what to return."
    else:
        message, mistake = f"`{task.function}` gives nothing back for these settings.", "nothing-returned"
        hint = "Every way through the function ends in a `return`."
    return Finding(status=Status.FAILED, where="answer cell", message=message, hint=hint, mistake=mistake)


def _stopped(task: BlockTask, answer: Mapping[str, Any]) -> Finding:
    """The function ended in an exception that no layer's shape explains."""
    known = explain_stop(answer["raised"])
    if known.mistake != "cell-raised":
        return known
    kind, first_line = answer["raised"]["type"], (answer["raised"]["message"].splitlines() or [""])[0]
    return replace(known, message=f"`{task.function}` stopped with {with_article(kind)}: {first_line}")


def _computes_otherwise(received: Architecture, answer: Mapping[str, Any]) -> Finding:
    own = [layer.class_name for layer in received.layers if not layer.readable]
    inside = f"What {do_what(own)} cannot be read, so the block was judged by what it computes: w" if own else "W"
    message = f"{inside}ith the same weights and the same maps it does not give the numbers that were asked for."
    if answer["fault"]:
        message += f" Running it ended in {answer['fault']}"
    return Finding(
        status=Status.FAILED,
        where="the whole block",
        message=message,
        hint="Build the block from Keras' own layers.",
        mistake="computes-something-else",
    )
