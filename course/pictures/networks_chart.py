"""The networks after LeNet side by side: parameters, depth, and what was measured; and one of them layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets
from matplotlib.axes import Axes

from checker.layer_words import in_words
from checker.shapes import trace
from course.architectures import NETWORKS, Network, depth, num_parameters
from course.pictures.live import LivePicture, script_and_style
from course.pictures.style import BLUE, GREEN, GREY, VERMILION, Picture, in_house_style
from course.table import Table

ORDERS = ("year", "parameters", "depth", "error")


class NetworksChart(LivePicture):
    """Three bars for each network, in an order that is chosen; of the network that is chosen, where its parameters lie.

    Which one a learner looks at is there to be read: `chart.chosen` is its place among the networks by year,
    `chart.layer` the place of a layer among those with weights.
    """

    _esm, _css = script_and_style("networks_chart")

    title = traitlets.Unicode("The networks after LeNet").tag(sync=True)
    networks = traitlets.List(traitlets.Dict()).tag(sync=True)  # see `told`
    order = traitlets.Enum(ORDERS, "year").tag(sync=True)
    chosen = traitlets.Int(0).tag(sync=True)
    layer = traitlets.Int(0).tag(sync=True)

    def __init__(self, networks: Sequence[Network] = NETWORKS) -> None:
        """networks: one or more, by year."""
        self._given = tuple(networks)
        super().__init__(networks=[told(network) for network in networks])

    def still(self) -> str:
        """The bars of all networks."""
        return drawn_networks(self._given).html()

    def alt(self) -> str:
        """The three numbers of every network."""
        counts, layers = ([network[what] for network in self.networks] for what in ("parameters", "depth"))
        return f"{self.title}. {_spoken(self._given, counts, layers)}"


def told(network: Network) -> dict[str, object]:
    """A network as the live picture needs it: its numbers, its words, and its layers with weights from first to last.

    `parameters` of a layer counts its own; those of normalisations are what is left to the network's `parameters`.
    """
    architecture = network.architecture()
    stages = [stage for stage in trace(architecture) if stage.layer.kind in ("convolution", "fully connected")]
    return {
        "name": network.name,
        "year": network.year,
        "parameters": num_parameters(architecture),
        "depth": depth(architecture),
        "error": network.error,
        "error_of": network.error_of,
        "brought": network.brought,
        "source": network.source,
        "layers": [
            {
                "kind": "convolution" if stage.layer.kind == "convolution" else "Dense",
                "words": in_words(stage.layer),
                "parameters": stage.num_parameters,
            }
            for stage in stages
        ],
    }


@in_house_style
def drawn_networks(networks: Sequence[Network] = NETWORKS) -> Picture:
    """A row for each network, by year: its parameters in millions, its layers, and a top-5 error in percent.

    Parameters and layers are counted from the description of each network. The errors are those of averages of several
    networks; where there is none to draw, the row points to the table.
    """
    architectures = [network.architecture() for network in networks]
    counts, layers = ([count(one) for one in architectures] for count in (num_parameters, depth))
    picture = Picture(9.2, 0.34 * len(networks) + 1.1, alt=_spoken(networks, counts, layers))
    left, middle, right = picture.subplots(1, 3, sharey=True)
    _draw(left, "Parameters (millions)", [count / 1e6 for count in counts], BLUE, "{:.1f}")
    _draw(middle, "Layers with weights", layers, GREEN, "{:.0f}")
    _draw(right, "Top-5 error, averages (percent)", [network.error for network in networks], VERMILION, "{:.3g}")
    left.set_yticks(range(len(networks)), [f"{network.name}, {network.year}" for network in networks])
    left.invert_yaxis()
    return picture


def networks_table(networks: Sequence[Network] = NETWORKS) -> Table:
    """The chart's numbers with what each network brought, what its error was measured on, and the source."""
    rows = []
    for network in networks:
        architecture = network.architecture()
        error = "no number" if network.error is None else f"{network.error:g}%"
        rows.append(
            (
                f"{network.name}, {network.year}",
                network.brought,
                num_parameters(architecture),
                depth(architecture),
                f"{error}: {network.error_of}",
                network.source,
            )
        )
    return Table(
        caption="What each network brought; parameters and layers counted here, top-5 error as published",
        headings=("network", "what it brought", "parameters", "layers", "top-5 error", "source"),
        rows=rows,
    )


def _draw(axes: Axes, title: str, values: Sequence[float | None], colour: str, form: str) -> None:
    widths = [0.0 if value is None else value for value in values]
    axes.barh(range(len(values)), widths, color=colour, height=0.62)
    for row, value in enumerate(values):
        text = " see the table" if value is None else f" {form.format(value)}"
        axes.text(widths[row], row, text, va="center", fontsize=9, color=GREY if value is None else "black")
    axes.set_title(title)
    axes.set_xlim(0, 1.22 * max(widths))
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)


def _spoken(networks: Sequence[Network], counts: Sequence[int], layers: Sequence[int]) -> str:
    rows = [
        f"{network.name} of {network.year}: {count / 1e6:.1f} million parameters, {number} layers with weights, "
        + (
            "no top-5 error, see the table"
            if network.error is None
            else f"top-5 error of an average {network.error:g} percent"
        )
        for network, count, number in zip(networks, counts, layers, strict=True)
    ]
    return f"Three bar charts, a row for each network. {'; '.join(rows)}."
