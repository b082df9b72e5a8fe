"""From the differences between two networks to findings in a learner's words. Pure functions; standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from checker.architecture import MODEL_INPUT, Architecture, LayerSpec
from checker.compare import ArgumentDifference, Difference, Kind, argument_differences
from checker.consequence import consequence
from checker.layer_words import as_written, asked_for, in_words, place, shown
from checker.report import Finding, Status
from checker.shapes import times
from checker.show import with_article
from checker.words import (
    BEYOND_WORDS,
    MISSING_WORDS,
    MOVED_WORDS,
    ONLY_NAMED,
    OTHER_ARGUMENT,
    REPLACED_WORDS,
    SWAPPED_ARGUMENTS,
    WORDS,
    Words,
)

ADDING = "Add `model.add({layer})`{after}."  # how a layer is put in where the answer is a Sequential


def explain(expected: Architecture, difference: Difference, adding: str = ADDING) -> list[Finding]:
    """Everything to be said about one difference, one finding for each thing to change.

    adding: how a missing layer is put in, filled with `layer` (its call) and `after` (where it belongs).
    """
    if difference.kind is Kind.MISSING:
        return [_missing(expected, difference, adding)]
    return list(_EXPLAIN[difference.kind](expected, difference))


def _changed(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    layer, received = _both_layers(difference)
    where = place(expected, difference.at)
    changed = {found.name: found for found in difference.arguments}
    if _swapped(changed):
        del changed["filters"], changed["kernel_size"]
        finding = _finding(SWAPPED_ARGUMENTS, where, in_words(layer), in_words(received))
        follows = _follows(expected, difference, {"filters", "kernel_size"})
        yield replace(finding, message=_join(finding.message, follows))
    together = {"strides"} if _stride_follows(layer, received) else set()  # one slip of the learner's, told once
    for found in changed.values():
        if found.name in together:
            continue
        known = WORDS.get(layer.kind, {})
        words = known.get(f"{found.name}={found.expected}") or known.get(found.name, OTHER_ARGUMENT)
        if found.name == "activation" and str(found.received).startswith("a function of your own"):
            words = ONLY_NAMED
        finding = _finding(words, where, shown(found.expected), shown(found.received), name=found.name)
        follows = _follows(expected, difference, {found.name} | (together if found.name == "pool_size" else set()))
        yield replace(finding, message=_join(finding.message, follows))


def _follows(expected: Architecture, difference: Difference, names: set[str]) -> str:
    """What these arguments alone do downstream."""
    layer, received = _both_layers(difference)
    alone = replace(layer, arguments={**layer.arguments, **{name: received.arguments.get(name) for name in names}})
    return consequence(expected, replace(difference, kind=Kind.CHANGED, received=alone))


def _replaced(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    want, got = _both_layers(difference)
    where = place(expected, difference.at)
    words = REPLACED_WORDS.get((want.class_name, got.class_name))
    if words is None:
        message, mistake = f"The {where} is {with_article(got.class_name)} layer; {asked_for(want)}.", "other-layer"
        mistake = "activation" if want.kind == "activation" else mistake
    else:
        message, mistake = words.message.format(place=where), words.mistake
    same_arguments = words is not None and want.kind == "pooling"
    follows = "" if same_arguments else consequence(expected, difference)
    hint = (words.hint if words else "") or f"Use `{as_written(want)}` here."
    yield Finding(status=Status.FAILED, where=where, message=_join(message, follows), hint=hint, mistake=mistake)
    if same_arguments:
        others = argument_differences(want, replace(got, class_name=want.class_name))
        yield from _changed(expected, replace(difference, arguments=others))


def _missing(expected: Architecture, difference: Difference, adding: str) -> Finding:
    assert difference.expected is not None
    layer, where = difference.expected, place(expected, difference.at)
    words = (
        MISSING_WORDS.get(layer.name)
        or MISSING_WORDS.get(layer.class_name)
        or Words(
            mistake="missing-layer",
            message="There is no {place}; {asked_for}.",
            hint=adding.format(
                layer=as_written(layer), after=_after(expected, expected.layers[difference.at].inputs[0])
            ),
        )
    )
    message = words.message.format(place=where, expected=in_words(layer), asked_for=asked_for(layer))
    return Finding(
        status=Status.FAILED,
        where=where,
        message=_join(message, consequence(expected, difference)),
        hint=words.hint,
        mistake=words.mistake,
    )


def _extra(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    assert difference.received is not None
    layer = difference.received
    if layer.class_name in BEYOND_WORDS:
        yield _finding(BEYOND_WORDS[layer.class_name], "the whole network", "", "")
        return
    name = f"{layer.class_name} layer" if layer.class_name != "Activation" else f"{in_words(layer)} activation"
    after = _after(expected, difference.after, _branch_at(expected, difference.at))
    follows = consequence(expected, difference)
    if layer.class_name == "Dropout":
        follows = "It silences units at random while training, and nobody asked for that here."
    yield Finding(
        status=Status.FAILED,
        where=f"{name}{after}",
        message=_join(f"There is {with_article(name)}{after} that was not asked for.", follows),
        hint="Take it out.",
        mistake="dropout" if layer.class_name == "Dropout" else "extra-layer",
    )


def _moved(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    assert difference.expected is not None
    layer, where = difference.expected, place(expected, difference.at)
    after = _after(expected, layer.inputs[0])
    words = MOVED_WORDS.get(layer.class_name) or Words(
        mistake="layer-order",
        message=f"The {where} ({in_words(layer)}) is there, but at the wrong place: it belongs {{after}}. "
        "The layers run in the order in which they are added.",
        hint="Convolution first, then its activation, then the pooling."
        if expected.is_chain
        else "Follow the block from what comes in to what goes out: each layer is called on what the one before made.",
    )
    yield Finding(
        status=Status.FAILED,
        where=where,
        message=words.message.format(after=after.strip()),
        hint=words.hint,
        mistake=words.mistake,
    )
    yield from _changed(expected, difference)


def _rewired(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    where = place(expected, difference.at)
    (inputs,) = difference.arguments
    names = [
        " and ".join(_source(expected, at) for at in side) or "nothing" for side in (inputs.received, inputs.expected)
    ]
    yield Finding(
        status=Status.FAILED,
        where=where,
        message=f"The {where} reads from {names[0]}; it should read from {names[1]}.",
        hint="Follow the maps from layer to layer: what one returns is what the next is called on.",
        mistake="wiring",
    )


def _input(_expected: Architecture, difference: Difference) -> Iterator[Finding]:
    (shape,) = difference.arguments
    got = (
        "does not say what shape its input has"
        if shape.received is None
        else f"takes inputs of {times(shape.received)}"
    )
    yield Finding(
        status=Status.FAILED,
        where="input",
        message=f"The model {got}; {times(shape.expected)} was asked for (rows x columns x channels).",
        hint=f"The first line adds `keras.Input(shape={tuple(shape.expected)})`.",
        mistake="input-shape",
    )


_EXPLAIN: dict[Kind, Callable[[Architecture, Difference], Iterator[Finding]]] = {
    Kind.CHANGED: _changed,
    Kind.REPLACED: _replaced,
    Kind.EXTRA: _extra,
    Kind.MOVED: _moved,
    Kind.REWIRED: _rewired,
    Kind.INPUT: _input,
}


def _source(expected: Architecture, at: int) -> str:
    """What stands at this position, as what a layer reads."""
    if at == MODEL_INPUT:
        return "the model's input" if expected.is_chain else "what came in"
    return f"the {place(expected, at)}"


def _after(expected: Architecture, source: int, branch: str = "") -> str:
    if source == MODEL_INPUT:
        return f" at the beginning of the {branch}" if branch else " at the beginning"
    return f" after the {place(expected, source)}"


def _branch_at(expected: Architecture, at: int) -> str:
    return expected.layers[at].branch if at < len(expected.layers) else ""


def _both_layers(difference: Difference) -> tuple[LayerSpec, LayerSpec]:
    assert difference.expected is not None and difference.received is not None
    return difference.expected, difference.received


def _stride_follows(expected: LayerSpec, received: LayerSpec) -> bool:
    """Whether both strides are the pool sizes, as they are when `strides` is left out."""
    return expected.kind == "pooling" and all(
        "pool_size" in layer.arguments and layer.arguments["strides"] == layer.arguments["pool_size"]
        for layer in (expected, received)
    )


def _swapped(changed: dict[str, ArgumentDifference]) -> bool:
    filters, size = changed.get("filters"), changed.get("kernel_size")
    return (
        filters is not None
        and size is not None
        and size.expected == (filters.received,) * 2
        and size.received == (filters.expected,) * 2
    )


def _finding(words: Words, where: str, expected: str, received: str, *, name: str = "") -> Finding:
    endings = {"s": "" if received == "1" else "s", "were": "was" if expected == "1" else "were"}
    filled = {"place": where, "expected": expected, "received": received, "name": name, **endings}
    return Finding(
        status=Status.FAILED,
        where=where,
        message=words.message.format(**filled),
        hint=words.hint.format(**filled),
        mistake=words.mistake,
    )


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
