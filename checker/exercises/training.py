"""Before the training begins: three sets without a picture in common, and a scale that is taken from the first alone.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray
    Three = tuple[Array, Array, Array]

LESSON = "09-training"

# --- three sets


def _orders(random: np.random.Generator) -> Iterator[Arguments]:
    """Shuffled positions, never in order; more for one set than for another, and one set without pictures."""
    import numpy as np

    yield np.array([3, 0, 5, 1, 4, 2]), 2, 1
    for images, test, validation in ((9, 2, 3), (12, 4, 3), (30, 6, 5), (7, 2, 0)):
        yield random.permutation(images)[::-1] if images > 9 else np.roll(np.arange(images)[::-1], 2), test, validation


def _split_one_by_one(order: Array, test: int, validation: int) -> Three:
    """Dealt out like cards."""
    import numpy as np

    piles: list[list[int]] = [[], [], []]
    for place, image in enumerate(order.tolist()):
        piles[2 if place < test else 1 if place < test + validation else 0].append(image)
    train, middle, last = (np.array(pile, dtype=int) for pile in piles)
    return train, middle, last


def _in_order(order: Array, test: int, validation: int) -> Three:
    import numpy as np

    return _split_one_by_one(np.arange(len(order)), test, validation)


SPLIT = function_exercise(
    slug="training-split",
    title="Three sets, no picture in two",
    lesson=LESSON,
    points=2,
    task=Task(
        function="split",
        parameters=("order", "test", "validation"),
        calls=_orders,
        reference=_split_one_by_one,
        mistakes=(
            Mistake(
                name="train-on-everything",
                function=lambda order, test, validation: (order, order[test : test + validation], order[:test]),
                diagnosis="The network trains on all pictures, those for validation and for the test included.",
                hint="What is trained on begins where the validation pictures end: `order[test + validation :]`.",
            ),
            Mistake(
                name="validation-from-test",
                function=lambda order, test, validation: (
                    order[max(test, validation) :],
                    order[:validation],
                    order[:test],
                ),
                diagnosis="Validation and test begin at the same place, so they share pictures.",
                hint="The validation pictures begin where the test pictures end.",
            ),
            Mistake(
                name="validation-from-training",
                function=lambda order, test, validation: (order[test:], order[test : test + validation], order[:test]),
                diagnosis="The pictures for validation are among those that are trained on.",
                hint="Let the training pictures begin after the validation pictures: at `test + validation`.",
            ),
            Mistake(
                name="not-shuffled",
                function=_in_order,
                diagnosis="The sets are cut from 0, 1, 2, ... and not from `order`.",
                hint="Pictures are often stored class by class. Cut `order`, which is shuffled.",
            ),
            Mistake(
                name="sets-in-another-order",
                function=lambda order, test, validation: _split_one_by_one(order, test, validation)[::-1],
                diagnosis="The three sets come back the other way round.",
                hint="`return train, validation, test`, in this order.",
            ),
            Mistake(
                name="one-lost",
                function=lambda order, test, validation: (
                    order[test + validation + 1 :],
                    order[test : test + validation],
                    order[:test],
                ),
                diagnosis="One picture is in none of the three sets.",
                hint="A slice `a:b` ends before b, so the next one begins at b itself, not at b + 1.",
            ),
            Mistake(
                name="cut-from-the-end",
                function=lambda order, test, validation: (
                    order[: len(order) - test - validation],
                    order[len(order) - test - validation : len(order) - test],
                    order[len(order) - test :],
                ),
                diagnosis="Nothing leaks, but the test pictures are the last of `order`; the first were asked for.",
                hint="The first `test` are for the test, the next `validation` for validation.",
            ),
        ),
    ),
    hints=(
        "`order` is a shuffled row of positions. Cut it in two places.",
        "The first cut is after `test` entries. Where is the second? Each set begins where the one before ended.",
        "`order[:test]` is for the test, `order[test : test + validation]` for validation; the rest is to train on.",
    ),
    solution="return order[test + validation :], order[test : test + validation], order[:test]",
    right=(
        _split_one_by_one,
        lambda order, test, validation: [
            order[test + validation :],
            order[test : test + validation],
            order[:test],
        ],
        lambda order, test, validation: tuple(_cut(order, (test, test + validation))[::-1][i] for i in (0, 1, 2)),
    ),
)


def _cut(order: Array, places: tuple[int, int]) -> list[Array]:
    import numpy as np

    return np.split(order, places)


# --- one scale


def _two_sets(random: np.random.Generator) -> Iterator[Arguments]:
    """Pictures unlike those trained on, a pixel that never changes, a single picture; first the training set itself."""
    import numpy as np

    first = np.array([[1.0, 4.0], [3.0, 8.0]])
    yield first, first
    yield np.array([[5.0, 5.0]]), first
    yield np.array([[3.0, 0.0, 9.0], [1.0, 2.0, 6.0]]), np.array([[1.0, 0.0, 2.0], [3.0, 0.0, 8.0], [5.0, 0.0, 2.0]])
    for train, others, pixels in ((5, 3, 4), (12, 4, 6)):
        scale = random.uniform(1, 20, pixels)
        yield random.normal(5, 2, (others, pixels)) * scale, random.normal(3, 1, (train, pixels)) * scale


def _standardised_one_by_one(images: Array, train: Array) -> Array:
    """Pixel by pixel, with sums written out."""
    import numpy as np

    result = np.zeros(images.shape)
    for pixel in range(train.shape[1]):
        column = train[:, pixel].tolist()
        mean = sum(column) / len(column)
        spread = (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5
        result[:, pixel] = (images[:, pixel] - mean) / (spread if spread > 0 else 1)
    return result


def _scaled(images: Array, mean: Array, spread: Array) -> Array:
    """For a mean and a spread of any shape that fits; a spread of 0 counts as 1."""
    import numpy as np

    return (images - mean) / np.where(spread == 0, 1, spread)


def _from_everything(images: Array, train: Array) -> Array:
    import numpy as np

    both = np.concatenate([train, images])
    return _scaled(images, both.mean(axis=0), both.std(axis=0))


def _divided_by_zero(images: Array, train: Array) -> Array:
    return _divided(images - train.mean(axis=0), train.std(axis=0))


def _divided(differences: Array, by: Array) -> Array:
    """By 0 too."""
    import numpy as np

    with np.errstate(all="ignore"):
        return differences / by


def _worked_out(arguments: Arguments, index: tuple[int, ...]) -> str:
    images, train = arguments
    if len(index) != 2 or index[1] >= train.shape[1]:
        return ""
    column = train[:, index[1]]
    mean, spread = column.mean(), column.std()
    divisor = "spread 0, so 1 is taken" if spread == 0 else f"spread {value_in_words(spread)}"
    result = value_in_words((images[index] - mean) / (spread or 1))
    return (
        f"Pixel {index[1]} has the mean {value_in_words(mean)} over `train` ({divisor}): "
        f"({value_in_words(images[index])} − {value_in_words(mean)}) / {value_in_words(spread or 1.0)} = {result}."
    )


def _divided_by_a_little(images: Array, train: Array, *, little: float) -> Array:
    return _scaled(images, train.mean(axis=0), train.std(axis=0) + little)


STANDARDISE = function_exercise(
    slug="training-standardise",
    title="One scale, from the training pictures",
    lesson=LESSON,
    points=3,
    task=Task(
        function="standardise",
        parameters=("images", "train"),
        calls=_two_sets,
        reference=_standardised_one_by_one,
        work_out=_worked_out,
        mistakes=(
            Mistake(
                name="leakage",
                function=_from_everything,
                diagnosis="Mean and spread are those of `train` and `images` together: the test has leaked into them.",
                hint="Work out both numbers from `train` alone, whatever `images` are.",
            ),
            Mistake(
                name="by-its-own",
                function=lambda images, train: _scaled(images, images.mean(axis=0), images.std(axis=0)),
                diagnosis="The pictures are put on a scale of their own.",
                hint="The same grey must become the same number in every set: take mean and spread of `train`.",
            ),
            Mistake(
                name="divided-by-zero",
                function=_divided_by_zero,
                diagnosis="A pixel that is the same in all training pictures has a spread of 0, and was divided by it.",
                hint="Put 1 in place of a spread of 0: `np.where(spread == 0, 1, spread)`.",
            ),
            *(
                Mistake(
                    name="tiny-spread",
                    function=partial(_divided_by_a_little, little=little),
                    diagnosis=f"{little:g} is added to the spread, so that nothing is divided by 0; but another "
                    "picture's difference at that pixel becomes enormous.",
                    hint="Put 1 in place of a spread of 0: `np.where(spread == 0, 1, spread)`.",
                )
                for little in (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12)
            ),
            Mistake(
                name="not-divided",
                function=lambda images, train: images - train.mean(axis=0),
                diagnosis="The mean was taken away, but nothing was divided by the spread.",
                hint="Divide by `train.std(axis=0)` afterwards.",
            ),
            Mistake(
                name="mean-left-in",
                function=lambda images, train: _scaled(images, train[0] * 0, train.std(axis=0)),
                diagnosis="It was divided by the spread, but the mean was not taken away first.",
                hint="Take away `train.mean(axis=0)` before you divide.",
            ),
            Mistake(
                name="variance-for-spread",
                function=lambda images, train: _scaled(images, train.mean(axis=0), train.var(axis=0)),
                diagnosis="It was divided by the mean squared distance, not by its square root.",
                hint="The spread is `np.std`, the square root of `np.var`.",
            ),
            Mistake(
                name="one-scale-for-all-pixels",
                function=lambda images, train: _scaled(images, train.mean(), train.std()),
                diagnosis="All pixels share one mean and one spread.",
                hint="Each pixel is a column: take mean and spread along `axis=0`.",
            ),
            Mistake(
                name="per-picture",
                function=lambda images, train: _scaled(
                    images, images.mean(axis=1, keepdims=True), images.std(axis=1, keepdims=True)
                ),
                diagnosis="Mean and spread are taken along each picture, not along each pixel.",
                hint="Rows are pictures, columns are pixels: `axis=0` goes through the pictures.",
            ),
            *(
                Mistake(
                    name="one-less-in-the-spread",
                    function=function,
                    diagnosis="The spread was divided by one picture less (`ddof=1`).",
                    hint="Take `np.std` as it is: it divides by the number of pictures.",
                )
                for function in (
                    lambda images, train: _scaled(images, train.mean(axis=0), train.std(axis=0, ddof=1)),
                    lambda images, train: _divided(images - train.mean(axis=0), train.std(axis=0, ddof=1)),
                )
            ),
            *(
                Mistake(
                    name="range-for-spread",
                    function=function,
                    diagnosis="The pictures are put between the smallest and largest number of `train`, from 0 to 1.",
                    hint="Take the *mean* away, `train.mean(axis=0)`, and divide by the spread, `train.std(axis=0)`.",
                )
                for function in (
                    lambda images, train: _scaled(images, train.min(axis=0), train.max(axis=0) - train.min(axis=0)),
                    lambda images, train: _divided(images - train.min(axis=0), train.max(axis=0) - train.min(axis=0)),
                )
            ),
            Mistake(
                name="bytes-to-fractions",
                function=lambda images, _train: images / 255,
                diagnosis="The pictures are divided by 255, whatever `train` holds.",
                hint="Take the mean of `train` away, and divide by its spread; for each pixel its own.",
            ),
            Mistake(
                name="sets-exchanged",
                function=lambda images, train: _scaled(train, images.mean(axis=0), images.std(axis=0)),
                diagnosis="The training pictures were put on the scale of the others.",
                hint="`train` gives mean and spread, `images` are what is to be changed.",
            ),
        ),
    ),
    hints=(
        "Two rows of numbers are needed, the mean and the spread of each pixel. From which pictures may they come?",
        "`train.mean(axis=0)` goes through the pictures and leaves one number for each pixel. And what if a pixel is "
        "the same in all of them? Then its spread is 0.",
        "`spread = train.std(axis=0)`, then 1 where it is 0; and `(images - mean) / spread`.",
    ),
    solution="""mean = train.mean(axis=0)
spread = train.std(axis=0)
spread = np.where(spread == 0, 1, spread)
return (images - mean) / spread""",
    right=(
        _standardised_one_by_one,
        lambda images, train: _scaled(images, train.mean(0), train.std(0)).tolist(),
        lambda images, train: _scaled(images, train.sum(0) / len(train), train.var(0) ** 0.5),
    ),
)
