"""From the differences between two networks to findings in a learner's words. Pure functions; standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from checker.architecture import Architecture, LayerSpec
from checker.compare import ArgumentDifference, Difference, Kind, argument_differences
from checker.consequence import consequence
from checker.report import Finding, Status
from checker.shapes import times
from checker.words import ONLY_NAMED, OTHER_ARGUMENT, SWAPPED_ARGUMENTS, WORDS, Words

NOUNS = {
    "convolution": "convolution",
    "pooling": "pooling",
    "activation": "activation",
    "fully connected": "fully connected layer",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def explain(expected: Architecture, difference: Difference) -> list[Finding]:
    """Everything to be said about one difference, one finding for each thing to change."""
    return list(_EXPLAIN[difference.kind](expected, difference))


def place(architecture: Architecture, at: int) -> str:
    """Where a layer stands, in words: "second convolution", "flatten layer"."""
    layer = architecture.layers[at]
    same = [other for other in architecture.layers if other.kind == layer.kind]
    nth = sum(1 for other in architecture.layers[:at] if other.kind == layer.kind)
    noun = NOUNS.get(layer.kind, f"{layer.class_name} layer")
    return noun if len(same) == 1 else f"{ORDINALS[nth] if nth < len(ORDINALS) else f'{nth + 1}th'} {noun}"


def in_words(layer: LayerSpec) -> str:
    """A layer as a learner would say it: "16 filters of 8 × 8", "max pooling of 3 × 3 with stride 3 × 3"."""
    given = layer.arguments
    if layer.class_name == "Conv2D":
        return f"{given['filters']} filters of {times(given['kernel_size'])}"
    if layer.kind == "pooling" and "pool_size" in given:
        sort = "max" if layer.class_name == "MaxPooling2D" else "average"
        return f"{sort} pooling of {times(given['pool_size'])} with stride {times(given['strides'])}"
    if layer.class_name == "Activation":
        return str(given["activation"])
    if layer.class_name == "Dense":
        return f"{given['units']} units"
    return layer.class_name


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
        words = WORDS.get(layer.kind, {}).get(found.name, OTHER_ARGUMENT)
        if found.name == "activation" and str(found.received).startswith("a function of your own"):
            words = ONLY_NAMED
        finding = _finding(words, where, _value(found.expected), _value(found.received), name=found.name)
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
    if {got.class_name, want.class_name} == {"AveragePooling2D", "MaxPooling2D"}:
        kept = {"AveragePooling2D": "average", "MaxPooling2D": "largest"}
        message = (
            f"The {where} keeps the {kept[got.class_name]} of each window; the {kept[want.class_name]} was asked for."
        )
        mistake = "average-for-max" if want.class_name == "MaxPooling2D" else "max-for-average"
        others = argument_differences(want, replace(got, class_name=want.class_name))
    else:
        message = f"The {where} is a {got.class_name} layer; {in_words(want)} was asked for."
        message = _join(message, consequence(expected, difference))
        mistake = "activation" if want.kind == "activation" else "other-layer"
        others = ()
    yield Finding(
        status=Status.FAILED, where=where, message=message, hint=f"Use `{_call(want)}` here.", mistake=mistake
    )
    yield from _changed(expected, replace(difference, arguments=others))


def _missing(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    assert difference.expected is not None
    where = place(expected, difference.at)
    message = f"There is no {where}; {in_words(difference.expected)} was asked for."
    yield Finding(
        status=Status.FAILED,
        where=where,
        message=_join(message, consequence(expected, difference)),
        hint=f"Add `model.add({_call(difference.expected)})`{_after(expected, difference.at)}.",
        mistake="missing-layer",
    )


def _extra(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    assert difference.received is not None
    layer = difference.received
    name = f"{layer.class_name} layer" if layer.class_name != "Activation" else f"{in_words(layer)} activation"
    article = "an" if name[0] in "aeiouAEIOU" else "a"
    where = f"the {name}{_after(expected, difference.at)}"
    follows = consequence(expected, difference)
    if layer.class_name == "Dropout":
        follows = "It silences units at random while training, and nobody asked for that here."
    yield Finding(
        status=Status.FAILED,
        where=where.removeprefix("the "),
        message=_join(f"There is {article} {name}{_after(expected, difference.at)} that was not asked for.", follows),
        hint="Take it out.",
        mistake="dropout" if layer.class_name == "Dropout" else "extra-layer",
    )


def _moved(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    assert difference.expected is not None
    where = place(expected, difference.at)
    yield Finding(
        status=Status.FAILED,
        where=where,
        message=f"The {where} ({in_words(difference.expected)}) is there, but at the wrong place: "
        f"it belongs{_after(expected, difference.at)}. The layers run in the order in which they are added.",
        hint="Convolution first, then its activation, then the pooling.",
        mistake="layer-order",
    )
    yield from _changed(expected, difference)


def _rewired(expected: Architecture, difference: Difference) -> Iterator[Finding]:
    where = place(expected, difference.at)
    (inputs,) = difference.arguments
    names = [
        " and ".join("the model's input" if at < 0 else f"the {place(expected, at)}" for at in side) or "nothing"
        for side in (inputs.received, inputs.expected)
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
    Kind.MISSING: _missing,
    Kind.EXTRA: _extra,
    Kind.MOVED: _moved,
    Kind.REWIRED: _rewired,
    Kind.INPUT: _input,
}


def _after(expected: Architecture, at: int) -> str:
    return " at the beginning" if at == 0 else f" after the {place(expected, at - 1)}"


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
    filled = {"place": where, "expected": expected, "received": received, "name": name}
    return Finding(
        status=Status.FAILED,
        where=where,
        message=words.message.format(**filled),
        hint=words.hint.format(**filled),
        mistake=words.mistake,
    )


def _value(value: Any) -> str:
    if isinstance(value, tuple) and all(isinstance(item, int) for item in value):
        return times(value)
    return str(value)


def _call(layer: LayerSpec) -> str:
    """How the layer is written in Keras."""
    given = layer.arguments
    if layer.class_name == "Conv2D":
        return f"layers.Conv2D({given['filters']}, {_side(given['kernel_size'])})"
    if layer.class_name == "MaxPooling2D":
        return f"layers.MaxPooling2D({_side(given['pool_size'])}, strides={_side(given['strides'])})"
    if layer.class_name == "Activation":
        return f'layers.Activation("{given["activation"]}")'
    return f"layers.{layer.class_name}({', '.join(str(value) for value in given.values() if value is not True)})"


def _side(size: tuple[int, int]) -> str:
    return str(size[0]) if size[0] == size[1] else str(size)


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
