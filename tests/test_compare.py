"""Alignment: one change is one difference, of the right kind, at the right place."""

from dataclasses import replace

from checker.architecture import Architecture, LayerSpec, activation, chain, conv2d, dense, flatten, max_pooling2d
from checker.compare import Kind, compare

REFERENCE = chain((9, 9, 1), conv2d(4, 3), activation("relu"), max_pooling2d(2), flatten(), dense(3))
OWN = LayerSpec(class_name="Own", readable=False)


def differences(*layers: LayerSpec) -> list[tuple[Kind, int]]:
    """(kind, position) of every difference between the reference and a chain of these layers."""
    return [(found.kind, found.at) for found in compare(REFERENCE, chain((9, 9, 1), *layers)).differences]


def test_equal_networks_do_not_differ():
    """Names and trainability do not count."""
    renamed = tuple(replace(layer, name="bob", trainable=False) for layer in REFERENCE.layers)
    assert differences(*renamed) == []


def test_a_missing_layer_is_one_difference():
    """The layers after it are still recognised."""
    conv, _, pool, flat, last = REFERENCE.layers
    assert differences(conv, pool, flat, last) == [(Kind.MISSING, 1)]


def test_an_extra_layer_is_one_difference():
    """It is told by the layer that it precedes."""
    conv, relu, pool, flat, last = REFERENCE.layers
    assert differences(conv, relu, pool, LayerSpec(class_name="Dropout"), flat, last) == [(Kind.EXTRA, 3)]


def test_changed_arguments_are_one_difference_with_all_of_them():
    """In the reference's order."""
    _, *rest = REFERENCE.layers
    (found,) = compare(REFERENCE, chain((9, 9, 1), conv2d(5, 3, strides=(2, 2)), *rest)).differences
    assert [(one.name, one.expected, one.received) for one in found.arguments] == [
        ("filters", 4, 5),
        ("strides", (1, 1), (2, 2)),
    ]


def test_another_class_of_the_same_sort_replaces():
    """Average pooling stands where max pooling should."""
    conv, relu, pool, flat, last = REFERENCE.layers
    assert differences(conv, relu, replace(pool, class_name="AveragePooling2D"), flat, last) == [(Kind.REPLACED, 2)]


def test_swapped_layers_are_one_move():
    """Not one missing and one extra."""
    conv, relu, pool, flat, last = REFERENCE.layers
    assert [kind for kind, _ in differences(conv, pool, relu, flat, last)] == [Kind.MOVED]


def test_a_network_of_nothing_misses_everything():
    """Every layer, in order."""
    assert differences() == [(Kind.MISSING, at) for at in range(5)]


def test_one_unreadable_layer_may_stand_for_several():
    """What is inside cannot be known, so nothing is held against it here."""
    conv, _, _, flat, last = REFERENCE.layers
    comparison = compare(REFERENCE, chain((9, 9, 1), conv, OWN, flat, last))
    assert comparison.differences == ()
    assert comparison.pairs[1].expected == (1, 2)


def test_a_wholly_unreadable_network_matches_as_a_whole():
    """It is judged by behaviour alone."""
    assert differences(OWN) == []


def test_another_input_shape_is_a_difference():
    """Told before all layers."""
    (found,) = compare(REFERENCE, replace(REFERENCE, input_shape=(8, 8, 1))).differences
    assert (found.kind, found.at) == (Kind.INPUT, -1)


def test_a_layer_that_reads_from_elsewhere_is_rewired():
    """The pooling skips the activation, which nothing reads."""
    conv, relu, pool, flat, last = REFERENCE.layers
    received = Architecture(
        input_shape=(9, 9, 1),
        layers=(conv, relu, replace(pool, inputs=(0,)), replace(flat, inputs=(2,)), replace(last, inputs=(3,))),
    )
    assert [(found.kind, found.at) for found in compare(REFERENCE, received).differences] == [(Kind.REWIRED, 2)]


def test_more_ways_than_can_be_followed_are_one():
    """Two hundred layers that each read from the two before: there are 2 ** 100 ways and more from end to end."""
    adding = [LayerSpec(class_name="Add", inputs=(at - 1, at - 2)) for at in range(2, 200)]
    conv, relu, *rest = (replace(layer, inputs=(at - 1,)) for at, layer in enumerate(REFERENCE.layers))
    received = Architecture(input_shape=(9, 9, 1), layers=(conv, relu, *adding, *rest))
    assert len(compare(REFERENCE, received).differences) >= len(adding)


def test_a_long_network_is_compared_too():
    """Thousands of layers end in differences, not in a recursion error."""
    received = chain((9, 9, 1), *REFERENCE.layers, *[activation("relu")] * 1500)
    assert len(compare(REFERENCE, received).differences) == 1500
