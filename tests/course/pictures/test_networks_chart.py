"""The chart of the networks after LeNet: its bars are the counted numbers, and its words say the same."""

import json

import pytest

from course.architectures import NETWORKS, dense_share, num_parameters
from course.pictures.networks_chart import NetworksChart, drawn_networks, networks_table


def widths(axes):
    """The lengths of a plot's bars, from the top."""
    return [bar.get_width() for bar in axes.patches]


def test_the_bars_are_the_counted_parameters():
    """In millions, in the order of the years."""
    left, _middle, _right = drawn_networks().axes
    assert widths(left) == [num_parameters(network.architecture()) / 1e6 for network in NETWORKS]


def test_an_error_that_is_nobodys_own_has_no_bar():
    """It is not drawn as 0 percent: the row says where to look."""
    _left, _middle, right = drawn_networks().axes
    assert [bool(width) for width in widths(right)] == [network.error is not None for network in NETWORKS]
    said = [text.get_text() for text in right.texts]
    assert said.count(" see the table") == sum(network.error is None for network in NETWORKS)


def test_every_network_is_told_in_words():
    """Its parameters, its depth and its error."""
    alt = drawn_networks().alt
    assert "AlexNet of 2012: 61.0 million parameters, 8 layers with weights, top-5 error of an average 15.3" in alt
    assert all(network.name in alt for network in NETWORKS)


def test_the_table_names_every_source():
    """And what each error was measured on."""
    table = networks_table()
    assert [row[-1] for row in table.rows] == [network.source for network in NETWORKS]
    assert all(network.error_of in row[4] for row, network in zip(table.rows, NETWORKS, strict=True))


@pytest.mark.parametrize("network", NetworksChart().networks, ids=lambda network: network["name"])
def test_every_layer_with_weights_is_there(network):
    """No layer has more parameters than the network, and only normalisations are left over."""
    counted = sum(layer["parameters"] for layer in network["layers"])
    assert counted == network["parameters"] or (
        counted < network["parameters"] and network["name"].startswith(("ResNet", "DenseNet"))
    )
    assert len(network["layers"]) >= network["depth"]


def test_the_browser_orders_as_is_asked(node):
    """By year and by depth upwards; what has no error comes after what has one."""
    networks = NetworksChart().networks
    by = {order: node("networks_chart_math", "inOrder", networks, order) for order in ("year", "depth", "error")}
    assert by["year"] == list(range(len(NETWORKS)))
    assert [networks[at]["depth"] for at in by["depth"]] == sorted(network["depth"] for network in networks)
    errors = [networks[at]["error"] for at in by["error"]]
    known = [error for error in errors if error is not None]
    assert errors == sorted(known) + [None] * (len(errors) - len(known))


@pytest.mark.parametrize("network", NetworksChart().networks, ids=lambda network: network["name"])
def test_the_browser_knows_the_share_of_the_dense_layers(node, network):
    """As the lesson computes it."""
    (source,) = (one for one in NETWORKS if one.name == network["name"])
    assert node("networks_chart_math", "shareOf", network, "Dense") == pytest.approx(dense_share(source.architecture()))


def test_what_is_left_over_belongs_to_normalisations(node):
    """ResNet-50: 53 normalisations of four numbers a channel."""
    (resnet,) = (network for network in NetworksChart().networks if network["name"] == "ResNet-50")
    assert node("networks_chart_math", "leftOver", resnet) == 106_240


def test_the_live_picture_is_plain_data():
    """It survives JSON, and says all numbers in words."""
    chart = NetworksChart()
    assert json.loads(json.dumps(chart.networks)) == chart.networks
    assert "AlexNet of 2012: 61.0 million parameters" in chart.alt()
    assert "<svg" in chart.still() or "<img" in chart.still()
