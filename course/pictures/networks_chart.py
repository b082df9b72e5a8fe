"""The networks after LeNet side by side: parameters, depth, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from course.architectures import NETWORKS, Network, depth, num_parameters
from course.pictures.style import BLUE, GREEN, GREY, VERMILION, Picture, in_house_style
from course.table import Table


@in_house_style
def networks_chart(networks: Sequence[Network] = NETWORKS) -> Picture:
    """A row for each network, by year: its parameters in millions, its layers, and a top-5 error in percent.

    Parameters and layers are counted from the description of each network. The errors are those of averages of several
    networks; where there is none to draw, the row points to the table.
    """
    counts = [num_parameters(network.architecture()) for network in networks]
    layers = [depth(network.architecture()) for network in networks]
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
        error = "no number" if network.error is None else f"{network.error:g} %"
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
