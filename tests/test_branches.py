"""One order for networks whose branches were written in another, and one form for what was joined step by step."""

from itertools import permutations

import pytest

from checker import blocks
from checker.architecture import MODEL_INPUT, Architecture, activation, conv2d
from checker.blueprint import Blueprint, add, concatenate
from checker.branches import flattened, ordered_like
from checker.compare import Kind, compare

SHAPE = (6, 6, 3)


def three_ways(*order: int, plan: Blueprint | None = None) -> Architecture:
    """Three convolutions of different sizes side by side, joined and written in this order."""
    plan = Blueprint(SHAPE) if plan is None else plan
    ends = [plan.add(conv2d(4, 1 + 2 * which, padding="same"), MODEL_INPUT) for which in order]
    plan.add(concatenate(), *ends)
    return plan.architecture()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_branches_in_any_order_are_the_same(order):
    """All six orders of three branches come back as the reference's."""
    assert ordered_like(three_ways(0, 1, 2), three_ways(*order)) == three_ways(0, 1, 2)


def test_maps_joined_step_by_step_are_joined_at_once():
    """(a, b) and then c are a, b and c."""
    plan = Blueprint(SHAPE)
    ends = [plan.add(conv2d(4, size), MODEL_INPUT) for size in (1, 3, 5)]
    first = plan.add(concatenate(), *ends[:2])
    plan.add(concatenate(), first, ends[2])
    assert [layer.inputs for layer in flattened(plan.architecture()).layers] == [(-1,), (-1,), (-1,), (0, 1, 2)]


def test_a_merge_of_a_single_thing_hands_it_on():
    """At the beginning, too, where a loop joins what came in with nothing."""
    plan = Blueprint(SHAPE)
    alone = plan.add(concatenate(), MODEL_INPUT)
    made = plan.add(conv2d(4, 1), alone)
    plan.add(concatenate(), alone, made)
    layers = flattened(plan.architecture()).layers
    assert [(layer.class_name, layer.inputs) for layer in layers] == [("Conv2D", (-1,)), ("Concatenate", (-1, 0))]


def test_a_sum_of_maps_side_by_side_stays():
    """Only like joins with like."""
    plan = Blueprint(SHAPE)
    one = plan.add(conv2d(3, 1), MODEL_INPUT)
    both = plan.add(concatenate(), one, MODEL_INPUT)
    plan.add(add(), both, both)
    assert len(flattened(plan.architecture()).layers) == 3


def test_what_the_output_does_not_need_is_left_out():
    """A branch that leads nowhere."""
    plan = Blueprint(SHAPE)
    plan.add(conv2d(9, 3), MODEL_INPUT)
    used = plan.add(conv2d(4, 1), MODEL_INPUT)
    plan.add(activation("relu"), used)
    assert [layer.class_name for layer in flattened(plan.architecture()).layers] == ["Conv2D", "Activation"]


def test_a_long_chain_is_put_in_order_too():
    """Thousands of layers end in an order, not in a recursion error."""
    plan = Blueprint(SHAPE)
    plan.add_all([activation("relu")] * 5000)
    assert len(flattened(plan.architecture()).layers) == 5000


def test_a_skip_from_the_wrong_place_is_rewired():
    """The sum reads the first activation in place of what came in."""
    reference = blocks.residual_block(SHAPE, 3, 1)
    at = next(at for at, layer in enumerate(reference.layers) if layer.class_name == "Add")
    plan = Blueprint(SHAPE)
    for position, layer in enumerate(reference.layers):
        plan.add(layer, *((layer.inputs[0], 2) if position == at else layer.inputs))
    assert [(one.kind, one.at) for one in compare(reference, plan.architecture()).differences] == [(Kind.REWIRED, at)]


def test_a_missing_branch_does_not_make_the_merge_rewired():
    """What is missing has been told."""
    kinds = {one.kind for one in compare(three_ways(0, 1, 2), three_ways(0, 2)).differences}
    assert kinds == {Kind.MISSING}


def test_an_extra_layer_on_a_branch_is_told_between_its_neighbours():
    """It precedes the merge and reads the branch's convolution."""
    plan = Blueprint(SHAPE)
    ends = [plan.add(conv2d(4, size, padding="same"), MODEL_INPUT) for size in (1, 3, 5)]
    extra = plan.add(activation("relu"), ends[1])
    plan.add(concatenate(), ends[0], extra, ends[2])
    reference = three_ways(0, 1, 2)
    (found,) = compare(reference, ordered_like(reference, plan.architecture())).differences
    assert (found.kind, found.after, found.at) == (Kind.EXTRA, 1, 3)
