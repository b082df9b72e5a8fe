"""The chart of the networks after LeNet: its bars are the counted numbers, and its words say the same."""

from course.architectures import NETWORKS, num_parameters
from course.pictures.networks_chart import networks_chart, networks_table


def widths(axes):
    """The lengths of a plot's bars, from the top."""
    return [bar.get_width() for bar in axes.patches]


def test_the_bars_are_the_counted_parameters():
    """In millions, in the order of the years."""
    left, _middle, _right = networks_chart().axes
    assert widths(left) == [num_parameters(network.architecture()) / 1e6 for network in NETWORKS]


def test_an_error_that_is_nobodys_own_has_no_bar():
    """It is not drawn as 0 percent: the row says where to look."""
    _left, _middle, right = networks_chart().axes
    assert [bool(width) for width in widths(right)] == [network.error is not None for network in NETWORKS]
    said = [text.get_text() for text in right.texts]
    assert said.count(" see the table") == sum(network.error is None for network in NETWORKS)


def test_every_network_is_told_in_words():
    """Its parameters, its depth and its error."""
    alt = networks_chart().alt
    assert "AlexNet of 2012: 61.0 million parameters, 8 layers with weights, top-5 error of an average 15.3" in alt
    assert all(network.name in alt for network in NETWORKS)


def test_the_table_names_every_source():
    """And what each error was measured on."""
    table = networks_table()
    assert [row[-1] for row in table.rows] == [network.source for network in NETWORKS]
    assert all(network.error_of in row[4] for row, network in zip(table.rows, NETWORKS, strict=True))
