"""A picture as the numbers it is made of."""

from __future__ import annotations

import numpy as np

from course.pictures.style import Picture, draw_greys, in_house_style, outline, write_numbers


@in_house_style
def numbered_pixels(image: np.ndarray) -> Picture:
    """A small picture with its numbers. image: (rows, columns), 0 black to 1 white."""
    rows, columns = image.shape
    spoken = "; ".join(" ".join(f"{value:.1f}" for value in row) for row in image)
    picture = Picture(
        0.6 * columns + 0.8,
        0.6 * rows + 0.6,
        alt=f"A picture of {rows} rows and {columns} columns of pixels, 0 black to 1 white, row by row: {spoken}.",
    )
    axes = picture.add_subplot()
    draw_greys(axes, image)
    write_numbers(axes, image)
    axes.set_xticks(range(columns))
    axes.set_yticks(range(rows))
    axes.set(xlabel="column", ylabel="row")
    return picture


@in_house_style
def picture_and_numbers(image: np.ndarray, *, row: int, column: int, rows: int = 10, columns: int = 10) -> Picture:
    """A whole picture, and next to it a part of it written out as the numbers it is made of.

    image: (rows, columns), 0 black to 1 white. The part begins at (row, column) and is outlined in the whole.
    """
    part = image[row : row + rows, column : column + columns]
    height, width = image.shape
    picture = Picture(
        8.0,
        3.9,
        alt=(
            f"Left: a picture of {height} by {width} pixels with a part of {rows} by {columns} outlined, "
            f"from row {row} and column {column} on. Right: that part enlarged, each pixel with its number; "
            f"they run from {part.min():.1f} (black) to {part.max():.1f} (white)."
        ),
    )
    left, right = picture.subplots(1, 2)
    draw_greys(left, image)
    outline(left, row=row, column=column, rows=rows, columns=columns)
    left.set_title(f"the picture: {height} × {width} pixels")
    draw_greys(right, part)
    write_numbers(right, part)
    right.set_xticks(range(columns), range(column, column + columns))
    right.set_yticks(range(rows), range(row, row + rows))
    right.set(title="the outlined part, as numbers", xlabel="column", ylabel="row")
    return picture
