"""Exercises of 01 that move pixels: cut out, mirror, channels first or last. NumPy is loaded when needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from checker.fractions_too import with_fractions
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments

if TYPE_CHECKING:
    import numpy as np

LESSON = "01-pixels"
Index = tuple[int, ...]
Image = Any  # an array, or nested lists of numbers


# ---------------------------------------------------------------- crop and mirror


def _mirrored_part(image: Image, row: int, column: int, height: int, width: int) -> Image:
    import numpy as np

    part = [[image[row + i, column + width - 1 - j] for j in range(width)] for i in range(height)]
    return np.array(part)


def _mirrored_by_flip(image: Image, row: int, column: int, height: int, width: int) -> Image:
    import numpy as np

    return np.fliplr(image[row : row + height, column : column + width])


def _mirrored_by_take(image: Image, row: int, column: int, height: int, width: int) -> Image:
    rows, columns = range(row, row + height), range(column + width - 1, column - 1, -1)
    return image.take(rows, axis=0).take(columns, axis=1)


def _part(image: Image, row: int, column: int, height: int, width: int) -> Image:
    return image[row : row + height, column : column + width]


def _flipped(image: Image) -> Image:
    import numpy as np

    return np.flip(image)


def _crop_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Whole pictures, where only the mirror matters; parts of one column, where only the crop does."""
    for shape, part in (
        ((3, 4), (1, 1, 2, 2)),
        ((3, 4), (0, 0, 3, 4)),
        ((4, 5), (2, 1, 1, 3)),
        ((5, 7), (1, 6, 2, 1)),
        ((7, 6), (3, 2, 3, 3)),
        ((6, 9), (2, 3, 3, 5)),
        ((8, 5, 3), (1, 2, 5, 2)),
        ((3, 6, 3), (0, 0, 3, 6)),
    ):
        size = shape[0] * shape[1] * (shape[2] if len(shape) > 2 else 1)
        yield random.permutation(size).reshape(shape).astype("uint8"), *part


def _crop_worked_out(arguments: Arguments, index: Index) -> str:
    _image, row, column, _height, width = arguments
    return (
        f"The part's first row is row {row}, its last column is column {column} + {width} − 1 = {column + width - 1}: "
        f"the right number comes from row {row + index[0]}, column {column + width - 1 - index[1]} of the picture."
    )


CROP = function_exercise(
    slug="pixels-crop",
    title="Cut out and mirror",
    lesson=LESSON,
    points=3,
    task=Task(
        function="mirrored_part",
        parameters=("image", "row", "column", "height", "width"),
        calls=_crop_calls,
        reference=_mirrored_part,
        work_out=_crop_worked_out,
        mistakes=(
            Mistake.made_in(
                _mirrored_by_flip,
                lambda mirrored_part: (
                    lambda image, row, column, height, width: mirrored_part(image, column, row, width, height)
                ),
                name="rows-and-columns-swapped",
                diagnosis="Rows and columns have changed places in the cut.",
                hint="Inside the brackets the rows come first: `image[rows, columns]`.",
            ),
            Mistake.made_in(
                _mirrored_by_flip,
                lambda mirrored_part: (
                    lambda image, row, column, height, width: mirrored_part(
                        image, row, column, height - row, width - column
                    )
                ),
                name="size-for-end",
                diagnosis="Height and width are taken for the places where the part ends.",
                hint="A slice is start:end. The part starts at `row`; where does it end, if it is `height` rows tall?",
            ),
            Mistake.made_in(
                _mirrored_by_flip,
                lambda mirrored_part: (
                    lambda image, row, column, height, width: mirrored_part(image, row, column, height + 1, width + 1)
                ),
                name="one-too-many",
                diagnosis="One row and one column too many are cut out.",
                hint="The end of a slice is not part of it: `3:5` are 3 and 4. Nothing has to be added.",
            ),
            Mistake.made_in(
                _mirrored_by_flip,
                lambda mirrored_part: lambda image, *part: mirrored_part(image, *part)[:, ::-1],
                name="not-mirrored",
                diagnosis="The part is cut out, but not mirrored.",
                hint="A slice with the step −1 runs backwards: `[:, ::-1]` turns the order of the columns round.",
            ),
            Mistake(
                name="upside-down",
                function=lambda image, *part: _part(image, *part)[::-1],
                diagnosis="The part is upside down: the rows have been turned round, not the columns.",
                hint="Left and right change places when the columns, the second axis, run backwards: `[:, ::-1]`.",
            ),
            Mistake(
                name="turned-round",
                function=lambda image, *part: _part(image, *part)[::-1, ::-1],
                diagnosis="The part is turned by half a turn: rows and columns both run backwards.",
                hint="Leave the rows in their order: a plain `:` in the first place.",
            ),
            Mistake(
                name="turned-round",
                function=lambda image, *part: _flipped(_part(image, *part)),
                diagnosis="The part is turned by half a turn: `np.flip` without an axis turns every axis round.",
                hint="Name the axis, `np.flip(part, axis=1)`, or write `part[:, ::-1]`.",
            ),
            Mistake(
                name="end-before-the-first",
                function=lambda image, row, column, height, width: image[
                    row : row + height, column + width - 1 : column - 1 : -1
                ],
                diagnosis="The slice runs backwards to `column - 1`, and where the part begins at column 0 that is -1, "
                "which means the last column: nothing is left.",
                hint="First cut, forwards; then turn what you have cut round: `part[:, ::-1]`.",
            ),
            Mistake(
                name="mirrored-first",
                function=lambda image, *part: _part(image[:, ::-1], *part),
                diagnosis="The whole picture is mirrored before the part is cut out, so it is another part.",
                hint="First cut, then mirror what you have cut.",
            ),
            Mistake(
                name="channels-mirrored",
                function=lambda image, *part: _part(image, *part)[..., ::-1],
                diagnosis="The last axis runs backwards: in a colour picture these are the channels, so red becomes "
                "blue.",
                hint="Count the axes from the front: `[:, ::-1]` is the second one, the columns, in every picture.",
            ),
        ),
    ),
    hints=(
        "Two steps: a slice for the part, then a slice that runs backwards.",
        "A part that is `height` rows tall and begins at `row` ends before `row + height`. The same for columns.",
        "`part = image[row : row + height, ...]` and then `part[:, ::-1]`.",
    ),
    solution="part = image[row : row + height, column : column + width]\nreturn part[:, ::-1]",
    right=(_mirrored_by_flip, _mirrored_by_take, _mirrored_part),
)


# ---------------------------------------------------------------- channels last and first


def _move_channels(image: Image, to_front: bool) -> Image:
    import numpy as np

    if to_front:
        return np.array([[[pixel[k] for pixel in row] for row in image] for k in range(image.shape[2])])
    return np.array(
        [
            [[image[k, i, j] for k in range(image.shape[0])] for j in range(image.shape[2])]
            for i in range(image.shape[1])
        ]
    )


def _moved_by_numpy(image: Image, to_front: bool) -> Image:
    import numpy as np

    return np.moveaxis(image, -1, 0) if to_front else np.moveaxis(image, 0, -1)


def _moved_by_stack(image: Image, to_front: bool) -> Image:
    import numpy as np

    if to_front:
        return np.stack([image[:, :, k] for k in range(image.shape[2])])
    return np.stack(list(image), axis=-1)


def _reshaped(image: Image, to_front: bool) -> Image:
    first, second, third = image.shape
    return image.reshape(third, first, second) if to_front else image.reshape(second, third, first)


def _reshaped_anyhow(image: Image, _to_front: bool) -> Image:
    first, second, third = image.shape
    return image.reshape(third, first, second)


RESHAPED = "`reshape` only deals the same row of numbers out anew: the pixels are torn apart."
MOVE_THE_AXIS = "Move the axis, with all that lies along it: `np.transpose` or `np.moveaxis`."


def _channel_calls(random: np.random.Generator) -> Iterator[Arguments]:
    """Cubes too, whose shape tells nothing; and a number of channels other than three."""
    for shape, to_front in (
        ((1, 2, 3), True),
        ((3, 1, 2), False),
        ((2, 3, 3), True),
        ((3, 2, 4), False),
        ((3, 3, 3), True),
        ((3, 3, 3), False),
        ((4, 6, 2), True),
        ((5, 4, 2), False),
    ):
        yield random.permutation(shape[0] * shape[1] * shape[2]).reshape(shape).astype("float32"), to_front


def _channels_worked_out(arguments: Arguments, index: Index) -> str:
    _image, to_front = arguments
    channel, row, column = index if to_front else (index[2], index[0], index[1])
    there = (row, column, channel) if to_front else (channel, row, column)
    return f"It is channel {channel} of the pixel at row {row}, column {column}: `image[{', '.join(map(str, there))}]`."


CHANNELS = function_exercise(
    slug="pixels-channels",
    title="Channels first, channels last",
    lesson=LESSON,
    points=3,
    task=Task(
        function="move_channels",
        parameters=("image", "to_front"),
        calls=with_fractions(_channel_calls),
        reference=_move_channels,
        work_out=_channels_worked_out,
        mistakes=(
            Mistake(name="reshape-for-transpose", function=_reshaped, diagnosis=RESHAPED, hint=MOVE_THE_AXIS),
            Mistake(name="reshape-for-transpose", function=_reshaped_anyhow, diagnosis=RESHAPED, hint=MOVE_THE_AXIS),
            Mistake(
                name="rows-and-columns-swapped",
                function=lambda image, _to_front: image.T,
                diagnosis="All axes are in reverse order, so rows and columns have changed places too.",
                hint="Rows stay before columns. Tell `np.transpose` the order that you want: each axis' old place.",
            ),
            Mistake(
                name="one-way-only",
                function=lambda image, _to_front: _moved_by_numpy(image, True),
                diagnosis="The last axis goes to the front, whatever `to_front` says.",
                hint="With `to_front=False` the channels are the first axis, and are to become the last.",
            ),
            Mistake(
                name="other-way-round",
                function=lambda image, to_front: _moved_by_numpy(image, not to_front),
                diagnosis="The axes move the other way: to the front where they should go to the back, and back again.",
                hint="`np.transpose(image, order)`: `order` lists the old places. Channels are old axis 2, and are to "
                "come first.",
            ),
        ),
    ),
    hints=(
        "Which axis has to move, and where to? The other two keep their order.",
        "`np.transpose(image, (a, b, c))` takes the old places of the axes, in the new order. "
        "`np.moveaxis(image, from, to)` moves one of them.",
        "To the front: `(2, 0, 1)`, because the channels were axis 2. And back: `(1, 2, 0)`.",
    ),
    solution="order = (2, 0, 1) if to_front else (1, 2, 0)\nreturn np.transpose(image, order)",
    right=(_moved_by_numpy, _moved_by_stack, _move_channels),
)
