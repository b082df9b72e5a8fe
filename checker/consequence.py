"""What one difference alone would do to the shapes and the parameters downstream, in a sentence or two.

Pure functions of plain data; standard library only.
"""

from __future__ import annotations

from dataclasses import replace

from checker.architecture import Architecture, LayerSpec
from checker.compare import Difference, Kind
from checker.shapes import Stage, times, trace


def consequence(expected: Architecture, difference: Difference) -> str:
    """What this difference alone does to the shapes downstream: a sentence or two, "" if there is nothing to say.

    Where another difference makes up for it, so that everything can be built, it is not said that something cannot.
    """
    before, after = trace(expected), trace(_with_difference(expected, difference))
    stuck = next((stage for stage in after if stage.problem), None)
    if stuck is not None and difference.builds:
        return ""
    if stuck is not None:
        at = next(index for index, stage in enumerate(after) if stage is stuck)
        own = difference.kind is not Kind.MISSING and at == difference.at
        return stuck.problem if own else f"Then the {stuck.layer.class_name} after it cannot be built: {stuck.problem}"
    if any(stage.output_shape is None for stage in after):
        return ""
    total = _total(before, after, "network" if _ends_in_probabilities(expected) else "block")
    told = [_own_output(difference, before, after), _handed_on(before, after), total]
    return " ".join(sentence for sentence in told if sentence)


def _own_output(difference: Difference, before: tuple[Stage, ...], after: tuple[Stage, ...]) -> str:
    if difference.kind not in (Kind.CHANGED, Kind.REPLACED):
        return ""
    was, now = before[difference.at].output_shape, after[difference.at].output_shape
    if was == now or was is None or now is None:
        return ""
    return f"Its output is {times(now)}{' numbers' if len(now) == 1 else ''} instead of {times(was)}."


def _handed_on(before: tuple[Stage, ...], after: tuple[Stage, ...]) -> str:
    was, now = (
        next((stage.output_shape for stage in stages if stage.layer.class_name == "Flatten"), None)
        for stages in (before, after)
    )
    if was == now or not was or not now:
        return ""
    return f"Flatten then hands on {now[0]:,} numbers instead of {was[0]:,}."


def _ends_in_probabilities(architecture: Architecture) -> bool:
    """Whether this is a whole network, and not a block of one."""
    return any(layer.arguments.get("activation") == "softmax" for layer in architecture.layers[-1:])


def _total(before: tuple[Stage, ...], after: tuple[Stage, ...], whole: str) -> str:
    if any(stage.num_parameters is None for stage in after):
        return ""
    was, now = (sum(stage.num_parameters or 0 for stage in stages) for stages in (before, after))
    return "" if was == now else f"The {whole} has {now:,} parameters instead of {was:,}."


def _with_difference(expected: Architecture, difference: Difference) -> Architecture:
    """The reference with this one difference in it."""
    at = difference.at
    if difference.kind is Kind.MISSING:
        return _without(expected, at)
    if difference.received is None:
        return expected
    if difference.kind is Kind.EXTRA:
        return _with_extra(expected, difference.received, at, difference.after)
    layers = list(expected.layers)
    layers[at] = replace(difference.received, inputs=layers[at].inputs)
    return replace(expected, layers=tuple(layers))


def _without(expected: Architecture, at: int) -> Architecture:
    """One layer less: what read it reads what it read; of a merge, the first that it joined."""
    stands_in = expected.layers[at].inputs[0]

    def now(source: int) -> int:
        source = stands_in if source == at else source
        return source - (source > at)

    return replace(
        expected,
        layers=tuple(
            replace(layer, inputs=tuple(now(source) for source in layer.inputs))
            for position, layer in enumerate(expected.layers)
            if position != at
        ),
    )


def _with_extra(expected: Architecture, extra: LayerSpec, at: int, after: int) -> Architecture:
    """One layer more, on the way from the layer at `after` to the one at `at`."""
    before = [*expected.layers[:at], replace(extra, inputs=(after,))]
    behind = [
        replace(
            layer, inputs=tuple(at if own and source == after else source + (source >= at) for source in layer.inputs)
        )
        for own, layer in ((position == 0, layer) for position, layer in enumerate(expected.layers[at:]))
    ]
    return replace(expected, layers=(*before, *behind))
