"""A list of layers to edit: shapes, parameters, multiplications and receptive fields follow."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from course.geometry import Layer, conv, dense, flatten, layers_from, pool, relu, trace
from course.pictures.live import LivePicture, script_and_style
from course.table import Cell, Table

MOST_LAYERS = 12
MOST_PIXELS, MOST_CHANNELS = 256, 64
NAMES = {"Conv2D": "convolution", "ReLU": "ReLU", "MaxPooling2D": "pooling", "Flatten": "flatten", "Dense": "dense"}

InputShape = Sequence[int]  # rows, columns, channels
EXAMPLES: tuple[tuple[str, InputShape, tuple[Layer, ...]], ...] = (
    ("one convolution", (32, 32, 1), (conv(6, 5),)),
    (
        "twice 3 × 3, then pooling",
        (32, 32, 1),
        (conv(8, 3), relu(), conv(8, 3), relu(), pool(2), conv(16, 3), relu(), conv(16, 3), relu(), pool(2)),
    ),
    (
        "the network of lesson 10",
        (32, 32, 1),
        (conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10)),
    ),
    (
        "its 5 × 5 sister, as large as LeNet-5",
        (32, 32, 1),
        (conv(6, 5), pool(2), conv(16, 5), pool(2), flatten(), dense(120), dense(84), dense(10)),
    ),
    (
        "the first layers of AlexNet",
        (224, 224, 3),
        (conv(96, 11, 4, 2), pool(3, 2), conv(256, 5, 1, "same"), pool(3, 2)),
    ),
)


class ShapeCalculator(LivePicture):
    """A picture's size and the layers behind it, open to change; what follows from them in a table and a drawing.

    What a learner has made of it is there to be read: `calculator.input_shape`, `calculator.network`.
    """

    _esm, _css = script_and_style("shape_calculator")

    title = traitlets.Unicode("Shape calculator").tag(sync=True)
    input_shape = traitlets.List(traitlets.Int()).tag(sync=True)  # rows, columns, channels
    layers = traitlets.List(traitlets.Dict()).tag(sync=True)  # Layer.to_dict() of each
    examples = traitlets.List(traitlets.Dict()).tag(sync=True)  # name, input_shape, layers

    def __init__(self, input_shape: InputShape, layers: Sequence[Layer], **traits: str) -> None:
        """input_shape: (rows, columns, channels), at most 256 × 256 × 64; layers: at most 12.

        Raises ValueError for anything else.
        """
        _check(input_shape, layers)
        examples = [
            {"name": name, "input_shape": list(shape), "layers": [layer.to_dict() for layer in network]}
            for name, shape, network in EXAMPLES
        ]
        super().__init__(
            input_shape=list(input_shape), layers=[layer.to_dict() for layer in layers], examples=examples, **traits
        )

    @property
    def network(self) -> tuple[Layer, ...]:
        """The layers as they are now."""
        return layers_from(self.layers)

    def still(self) -> str:
        """The table, as it is now."""
        return self.table()._repr_html_()

    def alt(self) -> str:
        """Every row of the table in words."""
        table = self.table()
        rows = "; ".join(_spoken(table.headings, row) for row in table.rows)
        return f"{table.caption}. {rows}. {_spoken(table.headings, table.total)}."

    def table(self) -> Table:
        """A row for each layer: its settings, and what follows from them."""
        steps = trace(self.input_shape, self.network)
        return Table(
            caption=f"{self.title}: a picture of {_times(self.input_shape)}",
            headings=("layer", "settings", "shape", "parameters", "multiplications", "one number sees", "unseen"),
            rows=[
                (NAMES[layer.kind], _settings(layer), step.problem)
                if step.shape is None
                else (
                    NAMES[layer.kind],
                    _settings(layer),
                    _times(step.shape),
                    step.parameters or 0,
                    step.multiplications or 0,
                    "all of it" if step.field is None else f"{step.field} × {step.field}",
                    _unseen(step.unseen or (0, 0)),
                )
                for layer, step in zip(self.network, steps, strict=True)
            ],
            total=(
                "in all",
                "",
                "",
                sum(step.parameters or 0 for step in steps),
                sum(step.multiplications or 0 for step in steps),
                "",
                "",
            ),
        )


def _check(input_shape: InputShape, layers: Sequence[Layer]) -> None:
    limits = (MOST_PIXELS, MOST_PIXELS, MOST_CHANNELS)
    if len(input_shape) != 3 or any(not 1 <= n <= most for n, most in zip(input_shape, limits, strict=False)):
        raise ValueError(
            f"input_shape must be (rows, columns, channels), from 1 to {limits}, received {tuple(input_shape)}"
        )
    if len(layers) > MOST_LAYERS:
        raise ValueError(f"at most {MOST_LAYERS} layers, received {len(layers)}")


def _spoken(headings: Sequence[str], row: Sequence[Cell]) -> str:
    """What a row says: layer and settings as they are, the rest with its heading."""
    plain = [f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]
    told = [f"{name} {cell}" for name, cell in zip(headings[2:], plain[2:], strict=False) if cell]
    return ", ".join([cell for cell in plain[:2] if cell] + told)


def _times(shape: Sequence[int]) -> str:
    return " × ".join(f"{size:,}" for size in shape)


def _settings(layer: Layer) -> str:
    if layer.kind == "Dense":
        return f"{layer.units} units"
    if layer.kind in ("Flatten", "ReLU"):
        return ""
    filters = f"{layer.filters} filters, " if layer.kind == "Conv2D" else ""
    return f"{filters}{layer.k} × {layer.k}, stride {layer.s}, padding {layer.p}"


def _unseen(rows_columns: tuple[int, int]) -> str:
    rows, columns = rows_columns
    return str(rows) if rows == columns else f"{rows} and {columns}"
