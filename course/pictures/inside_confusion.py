"""A confusion matrix: what a network takes for what."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course.pictures.style import INK, Picture, in_house_style


@in_house_style
def confusion_picture(matrix: np.ndarray, class_names: Sequence[str]) -> Picture:
    """A confusion matrix, (classes, classes), rows true and columns said: the counts, mistakes shaded by how many."""
    mistakes = np.where(np.eye(len(matrix), dtype=bool), 0, matrix)
    spoken = "; ".join(
        f"{class_names[row]}: {_row_in_words(matrix[row], row, class_names)}" for row in range(len(matrix))
    )
    picture = Picture(5.6, 4.9, alt=f"Confusion matrix, a row for each true class. {spoken}.")
    axes = picture.add_subplot()
    axes.imshow(mistakes, cmap="Oranges", vmin=0, vmax=max(1, mistakes.max()) * 1.4)
    for (row, column), count in np.ndenumerate(matrix):
        weight = "bold" if row == column else "normal"
        axes.text(column, row, str(int(count)), ha="center", va="center", fontsize=9, color=INK, fontweight=weight)
    axes.set_xticks(range(len(matrix)), class_names)
    axes.set_yticks(range(len(matrix)), class_names)
    axes.set(xlabel="the network says", ylabel="it is")
    return picture


def _row_in_words(row: np.ndarray, truth: int, class_names: Sequence[str]) -> str:
    wrong = [f"{int(count)} called {class_names[c]}" for c, count in enumerate(row) if count and c != truth]
    return ", ".join([f"{int(row[truth])} right", *wrong])
