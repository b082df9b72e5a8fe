"""From the differences between two blocks with branches to findings: what is missing as a whole is told as a whole.

Pure functions of plain data; standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.architecture import Architecture
from checker.compare import Difference, Kind
from checker.explain import explain
from checker.layer_words import in_words
from checker.report import Finding, Status
from checker.words import BRANCH_MISSING_WORDS, OTHER_BRANCH_MISSING

ADDING = "Put `{layer}`{after}."


def explain_block(reference: Architecture, differences: Sequence[Difference]) -> list[Finding]:
    """Everything that is wrong, in the order of the reference, a branch that is missing altogether told once."""
    gone = {found.at for found in differences if found.kind is Kind.MISSING}
    whole = {name: branch for name, branch in branches(reference).items() if gone.issuperset(branch)}
    findings: list[Finding] = []
    for difference in differences:
        name = _branch_of(reference, difference) if difference.kind is Kind.MISSING else ""
        if name in whole:
            if difference.at == whole[name][0] and not _joins_nothing(reference, whole[name], gone):
                findings.append(_missing_branch(reference, name, whole[name]))
        elif not _is_told_with_another(reference, difference, gone):
            findings += explain(reference, difference, ADDING)
    return findings


def _is_told_with_another(reference: Architecture, difference: Difference, gone: set[int]) -> bool:
    """Whether a missing layer follows from one told before: the activation of a missing layer, one more merge."""
    if difference.kind is not Kind.MISSING:
        return False
    layer = reference.layers[difference.at]
    if layer.kind == "activation":
        return layer.inputs[0] in gone and reference.layers[layer.inputs[0]].kind != "merge"
    return layer.kind == "merge" and any(
        reference.layers[at].does_the_same_as(layer) for at in gone if at < difference.at
    )


def branches(reference: Architecture) -> dict[str, list[int]]:
    """The positions of the layers of each branch that has a name."""
    found: dict[str, list[int]] = {}
    for at, layer in enumerate(reference.layers):
        if layer.branch:
            found.setdefault(layer.branch, []).append(at)
    return found


def _branch_of(reference: Architecture, difference: Difference) -> str:
    return reference.layers[difference.at].branch


def _joins_nothing(reference: Architecture, branch: Sequence[int], gone: set[int]) -> bool:
    """Whether the merge that the branch leads to is missing too: that has been told, and this follows."""
    return any(branch[-1] in reference.layers[at].inputs for at in gone if at not in branch)


def _missing_branch(reference: Architecture, name: str, branch: Sequence[int]) -> Finding:
    words = BRANCH_MISSING_WORDS.get(name, OTHER_BRANCH_MISSING)
    expected = ", then ".join(in_words(reference.layers[at]) for at in branch)
    return Finding(
        status=Status.FAILED,
        where=name,
        message=words.message.format(place=name, expected=expected),
        hint=words.hint,
        mistake=words.mistake,
    )
