"""What the probabilities are compared with and asked for: labels as one-hot rows, and the k most probable classes.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.exercises.dense_places import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

# --- one-hot


def _labels(random: np.random.Generator) -> Iterator[Arguments]:
    """The last class missing, labels more than once, as many images as classes, classes left out in between."""
    import numpy as np

    yield np.array([1, 0]), 3
    yield random.permutation([0, 2, 2]), 3
    yield random.permutation([0, 1, 1, 3]), 4
    yield random.permutation([2, 2, 5]), 7
    yield np.append(random.integers(0, 10, 11), 4), 10


def _one_hot_loop(labels: np.ndarray, num_classes: int) -> np.ndarray:
    import numpy as np

    result = np.zeros((len(labels), num_classes))
    for image, label in enumerate(labels):
        result[image, label] = 1
    return result


def _marked(labels: np.ndarray, columns: np.ndarray, width: int) -> np.ndarray:
    """A 1 in each row, in the column given for it."""
    import numpy as np

    return np.eye(width)[columns] if len(labels) else np.zeros((0, width))


def _ranked(labels: np.ndarray, num_classes: int) -> np.ndarray:
    import numpy as np

    return _marked(labels, np.unique(labels, return_inverse=True)[1], num_classes)


def _one_hot_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    labels, _ = arguments
    image, column = index
    if image >= len(labels):
        return ""
    label = int(labels[image])
    right = f"column {column} has a {int(label == column)}"
    return f"Image {image} has the label {label}, so its 1 stands in column {label}; {right}."


ONE_HOT = function_exercise(
    slug="softmax-one-hot",
    title="One-hot",
    lesson=LESSON,
    points=2,
    task=Task(
        function="one_hot",
        parameters=("labels", "num_classes"),
        calls=_labels,
        reference=_one_hot_loop,
        work_out=_one_hot_worked_out,
        mistakes=(
            Mistake(
                name="counted-from-one",
                function=lambda labels, num_classes: _marked(labels, labels - 1, num_classes),
                diagnosis="The 1 stands one column too far to the left, as if classes were counted from 1.",
                hint="Class 0 has column 0: use the label as it is.",
            ),
            Mistake(
                name="one-column-late",
                function=lambda labels, num_classes: _marked(labels, (labels + 1) % num_classes, num_classes),
                diagnosis="The 1 stands one column too far to the right.",
                hint="Class 0 has column 0: use the label as it is.",
            ),
            Mistake(
                name="transposed",
                function=lambda labels, num_classes: _one_hot_loop(labels, num_classes).T,
                diagnosis="The images are the columns; they should be the rows.",
                hint="The first axis is always the images: (images, classes).",
            ),
            Mistake(
                name="classes-counted-from-labels",
                function=lambda labels, _num_classes: _one_hot_loop(labels, labels.max() + 1),
                diagnosis="There are as many columns as the largest label asks for.",
                hint="A class that none of these images shows still has its column: there are `num_classes`.",
            ),
            Mistake(
                name="labels-ranked",
                function=_ranked,
                diagnosis="The labels that occur are numbered anew, without the classes left out in between.",
                hint="A label is the number of its column, whichever other labels there are.",
            ),
            Mistake(
                name="label-for-one",
                function=lambda labels, num_classes: _one_hot_loop(labels, num_classes) * labels[:, None],
                diagnosis="The label itself is written where a 1 belongs, so class 0 vanishes.",
                hint="Write 1 in the label's column: *hot* is on or off.",
            ),
            Mistake(
                name="hot-and-cold-swapped",
                function=lambda labels, num_classes: 1 - _one_hot_loop(labels, num_classes),
                diagnosis="The right class has 0 and all others have 1.",
                hint="One is hot: begin with zeros, and set one cell in each row to 1.",
            ),
        ),
    ),
    hints=(
        "How many rows and columns should there be? One row for each image, one column for each class.",
        "Begin with zeros. In row i the 1 belongs into the column `labels[i]`.",
        "`np.zeros((len(labels), num_classes))`, then `result[np.arange(len(labels)), labels] = 1`; or a loop.",
    ),
    solution="""result = np.zeros((len(labels), num_classes))
result[np.arange(len(labels)), labels] = 1
return result""",
    right=(
        _one_hot_loop,
        lambda labels, num_classes: [[int(label == column) for column in range(num_classes)] for label in labels],
        lambda labels, num_classes: labels[:, None] == _counted(num_classes),
        lambda labels, num_classes: _marked(labels, labels, num_classes).astype("float32"),
    ),
)


def _counted(number: int) -> np.ndarray:
    import numpy as np

    return np.arange(number)


# --- the k most probable


def _rows_with_ties(random: np.random.Generator) -> Iterator[Arguments]:
    """Rows that add up to 1, first without equal numbers, then with some."""
    import numpy as np

    def rows(*tenths: tuple[int, ...]) -> np.ndarray:
        return np.array([random.permutation(row) for row in tenths]) / 10

    yield rows((1, 3, 6)), 2
    yield rows((1, 3, 6), (0, 2, 8)), 1
    yield rows((1, 2, 3, 4), (0, 2, 3, 5), (0, 1, 2, 7)), 3
    yield np.array([[0.2, 0.3, 0.2, 0.3]]), 2
    yield rows((2, 2, 2, 1, 3), (1, 1, 1, 1, 6), (0, 0, 0, 5, 5)), 4
    yield np.append(rows((1, 3, 6)), np.full((1, 3), 1 / 3), axis=0), 3


def _top_k_one_by_one(probabilities: np.ndarray, k: int) -> np.ndarray:
    """The largest, then the largest of the rest, and so on; of equal ones the first."""
    import numpy as np

    found: list[list[int]] = []
    for row in probabilities.tolist():
        left = dict(enumerate(row))
        found.append([])
        for _ in range(k):
            best = max(left, key=lambda place: (left[place], -place))
            found[-1].append(best)
            del left[best]
    return np.array(found)


def _ordered(probabilities: np.ndarray) -> np.ndarray:
    """All classes of each row from the most to the least probable, equal ones by their number."""
    import numpy as np

    return np.argsort(-probabilities, axis=-1, kind="stable")


def _ascending(probabilities: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.argsort(probabilities, axis=-1, kind="stable")


def _across_images(probabilities: np.ndarray, k: int) -> np.ndarray:
    import numpy as np

    return np.argsort(-probabilities, axis=0, kind="stable")[:k]


def _images_mixed(probabilities: np.ndarray, k: int) -> np.ndarray:
    import numpy as np

    return np.argsort(-probabilities, axis=None, kind="stable")[:k]


def _values(probabilities: np.ndarray, k: int) -> np.ndarray:
    import numpy as np

    return -np.sort(-probabilities, axis=-1)[:, :k]


def _top_k_worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    probabilities, _ = arguments
    row = probabilities[index[0]]
    order = ", ".join(f"class {place} ({value_in_words(row[place])})" for place in _ordered(row))
    return f"In order, image {index[0]} has {order}."


TOP_K = function_exercise(
    slug="softmax-top-k",
    title="The k most probable",
    lesson=LESSON,
    points=3,
    task=Task(
        function="top_k",
        parameters=("probabilities", "k"),
        calls=_rows_with_ties,
        reference=_top_k_one_by_one,
        work_out=_top_k_worked_out,
        mistakes=(
            Mistake(
                name="least-probable",
                function=lambda probabilities, k: _ascending(probabilities)[:, :k],
                diagnosis="These are the *least* probable classes: `argsort` begins with the smallest.",
                hint="Sort the negative probabilities: `np.argsort(-probabilities, ...)` begins with the largest.",
            ),
            Mistake(
                name="best-last",
                function=lambda probabilities, k: _ascending(probabilities)[:, -k:],
                diagnosis="The right classes, mostly, but from the least to the most probable of them.",
                hint="The most probable comes first: sort the negative probabilities and take the first k.",
            ),
            Mistake(
                name="ties-turned-round",
                function=lambda probabilities, k: _ascending(probabilities)[:, ::-1][:, :k],
                diagnosis="Of equal probabilities the larger class number comes first.",
                hint="Turning a sorted row round turns equal ones round, too. Sort the negative probabilities in place "
                'of it, with `kind="stable"`, which leaves equal ones in their order.',
            ),
            Mistake(
                name="order-lost",
                function=lambda probabilities, k: _sorted_rows(_ordered(probabilities)[:, :k]),
                diagnosis="The right classes, but in the order of their numbers.",
                hint="The most probable comes first, whatever its number.",
            ),
            Mistake(
                name="values-for-places",
                function=_values,
                diagnosis="These are the probabilities; the numbers of the classes were asked for.",
                hint="`np.sort` gives the values, `np.argsort` gives the places at which they stand.",
            ),
            Mistake(
                name="across-images",
                function=_across_images,
                diagnosis="The images are compared with each other, class by class.",
                hint="Each image has its own order: sort along the classes, `axis=-1`, and take the first k columns.",
            ),
            Mistake(
                name="images-mixed",
                function=_images_mixed,
                diagnosis="All images are sorted as one long row.",
                hint="Each image has its own order: sort along the classes, `axis=-1`.",
            ),
            Mistake(
                name="all-classes",
                function=lambda probabilities, _k: _ordered(probabilities),
                diagnosis="All classes come back; only the first k were asked for.",
                hint="Take the first k columns: `[:, :k]`.",
            ),
        ),
    ),
    hints=(
        "`np.argsort` gives the places of the numbers in order. Which end does it begin with?",
        'The smallest negative number belongs to the largest number. And `kind="stable"` leaves equal ones in order.',
        '`np.argsort(-probabilities, axis=-1, kind="stable")`, and of that the first k columns.',
    ),
    solution="""order = np.argsort(-probabilities, axis=-1, kind="stable")
return order[:, :k]""",
    right=(
        _top_k_one_by_one,
        lambda probabilities, k: [sorted(range(len(row)), key=lambda c: -row[c])[:k] for row in probabilities.tolist()],
        lambda probabilities, k: _ordered(probabilities.astype("float32"))[:, :k].astype(float),
    ),
)


def _sorted_rows(places: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.sort(places, axis=-1)
