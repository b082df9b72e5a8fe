"""Choices that validation makes and the test does not: the learning rate, and the epoch to stop at.

Loads NumPy only when something is checked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from checker.exercises.training import LESSON
from checker.function_exercise import Mistake, Task, function_exercise
from checker.function_task import Arguments
from checker.show import value_in_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray
    Losses = Mapping[str, Array]

# --- the learning rate


def _sweeps(random: np.random.Generator) -> Iterator[Arguments]:
    """Three losses each that disagree about the best rate; in the later ones some runs have diverged.

    In the first, validation and test together disagree with the validation alone, in the second with the test alone.
    """
    import numpy as np

    rates = np.array([0.0001, 0.001, 0.01, 0.1, 1.0, 10.0])
    yield rates[1:4], _three(np.array([0.9, 0.5, 0.2]), np.array([0.9, 0.6, 1.1]), np.array([0.2, 0.7, 1.3]))
    yield (
        rates[:4],
        _three(np.array([1.2, 0.8, 0.1, 0.4]), np.array([1.2, 0.7, 0.9, 1.5]), np.array([1.1, 0.65, 0.6, 1.6])),
    )
    for best in random.permutation(6).tolist():  # each rate once: always the same one is right seldom
        sound = int(random.integers(max(best + 1, 3), 7))
        others = [place for place in random.permutation(sound).tolist() if place != best]
        train, validation, test = (_losses(random, 6, lowest) for lowest in (others[0], best, others[1]))
        for losses in (train, validation, test):
            losses[sound:] = math.nan
        yield rates, _three(train, validation, test)


def _three(train: Array, validation: Array, test: Array) -> Losses:
    return {"train": train, "validation": validation, "test": test}


def _losses(random: np.random.Generator, number: int, lowest: int) -> Array:
    """Different losses, the lowest at a given place."""
    losses = 0.5 + random.permutation(number) / 4
    losses[lowest] = 0.25
    return losses


def _lowest_one_by_one(rates: Array, losses: Losses) -> float:
    best, lowest = rates[0], math.inf
    for rate, loss in zip(rates.tolist(), losses["validation"].tolist(), strict=True):
        if loss < lowest:
            best, lowest = rate, loss
    return best


def _at_lowest(rates: Array, of_these: Array) -> float:
    import numpy as np

    return float(rates[np.nanargmin(of_these)])


def _at_plain_argmin(rates: Array, losses: Losses) -> float:
    import numpy as np

    return float(rates[np.argmin(losses["validation"])])


def _at_highest(rates: Array, losses: Losses) -> float:
    import numpy as np

    return float(rates[np.nanargmax(losses["validation"])])


def _place(_rates: Array, losses: Losses) -> int:
    import numpy as np

    return int(np.nanargmin(losses["validation"]))


def _loss_itself(_rates: Array, losses: Losses) -> float:
    import numpy as np

    return float(np.nanmin(losses["validation"]))


def _rate_worked_out(arguments: Arguments, _index: tuple[int, ...]) -> str:
    rates, losses = arguments
    best = _lowest_one_by_one(*arguments)
    at = rates.tolist().index(best)
    lowest = value_in_words(losses["validation"][at])
    return f"The lowest validation loss is {lowest}, and it belongs to the rate {best:g}."


RATE = function_exercise(
    slug="training-rate",
    title="Choose the learning rate",
    lesson=LESSON,
    points=2,
    task=Task(
        function="best_rate",
        parameters=("rates", "losses"),
        calls=_sweeps,
        reference=_lowest_one_by_one,
        work_out=_rate_worked_out,
        mistakes=(
            Mistake(
                name="test-used-to-choose",
                function=lambda rates, losses: _at_lowest(rates, losses["test"]),
                diagnosis="The rate was chosen by the test loss. After that the test is no test any more.",
                hint='Choose by `losses["validation"]`. The test only says, at the very end, how good the choice was.',
            ),
            Mistake(
                name="test-used-too",
                function=lambda rates, losses: _at_lowest(rates, losses["validation"] + losses["test"]),
                diagnosis="The rate was chosen by validation and test loss together. After that the test is none.",
                hint='Choose by `losses["validation"]` alone. The test has no say in it, not even half of one.',
            ),
            Mistake(
                name="training-loss-used-to-choose",
                function=lambda rates, losses: _at_lowest(rates, losses["train"]),
                diagnosis="The rate was chosen by the training loss, which learning by heart makes low, too.",
                hint="Choose by the validation loss: pictures that the network has not trained on.",
            ),
            Mistake(
                name="argmax-for-argmin",
                function=_at_highest,
                diagnosis="That is the rate with the highest loss.",
                hint="Of a loss, less is better: look for the smallest.",
            ),
            Mistake(
                name="nan-chosen",
                function=_at_plain_argmin,
                diagnosis="A run that diverged was chosen: `np.argmin` takes nan, not a number, for the smallest.",
                hint="`np.nanargmin` passes over nan.",
            ),
            Mistake(
                name="place-for-rate",
                function=_place,
                diagnosis="That is the place in the row, not the rate.",
                hint="Look up the rate there: `rates[place]`.",
            ),
            Mistake(
                name="loss-for-rate",
                function=_loss_itself,
                diagnosis="That is the lowest loss, not the rate that reached it.",
                hint="Ask for its place (`argmin`), and take the rate from there.",
            ),
            Mistake(
                name="first-rate",
                function=lambda rates, _losses: float(rates[0]),
                diagnosis="That is the first rate, whatever its loss.",
                hint="Look for the place of the smallest validation loss.",
            ),
        ),
    ),
    hints=(
        "Three rows of losses are given. Which of them may be used to choose?",
        'The smallest of `losses["validation"]` has a place; the rate at the same place is wanted. Some runs have '
        "diverged: their loss is nan, not a number.",
        '`np.nanargmin(losses["validation"])` is the place, and passes over nan.',
    ),
    solution='return rates[np.nanargmin(losses["validation"])]',
    right=(
        _lowest_one_by_one,
        lambda rates, losses: _at_lowest(rates, losses["validation"]),
        lambda rates, losses: min(
            (loss, rate) for rate, loss in zip(rates, losses["validation"], strict=True) if not math.isnan(loss)
        )[1],
    ),
)

# --- early stopping


def _runs(random: np.random.Generator) -> Iterator[Arguments]:
    """Stopped for good, stopped before something better, interrupted by an improvement, a tie, and never stopped."""
    import numpy as np

    yield np.array([0.9, 0.6, 0.7, 0.8, 0.9]), 2
    yield np.array([0.9, 0.5, 0.6, 0.7, 0.2, 0.1]), 2
    yield np.array([0.9, 0.7, 0.8, 0.6, 0.7, 0.65, 0.64, 0.63]), 3
    yield np.array([0.8, 0.6, 0.6, 0.7, 0.7, 0.5]), 2
    yield np.array([0.9, 0.95, 0.7, 0.75, 0.6, 0.65, 0.5, 0.55, 0.4]), 3
    yield np.array([0.9, 0.8, 0.7, 0.75, 0.6, 0.5]), 2
    yield np.array([0.5, 0.8, 0.7, 0.6, 0.9, 0.4]), 1
    down = np.cumsum(random.uniform(0.01, 0.05, int(random.integers(4, 12))))[::-1]
    yield np.concatenate([down, down[-1] + random.permutation(9) / 50 + 0.01]), int(random.integers(3, 6))


def _stopped(losses: Array, patience: int) -> tuple[int, int]:
    """As it happens: epoch after epoch, with what is known by then."""
    best = 0
    for epoch, loss in enumerate(losses.tolist()):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(losses) - 1


def _stopping(
    *,
    improved: Callable[[Array, int, int], bool] = lambda losses, epoch, best: bool(losses[epoch] < losses[best]),
    extra: int = 0,
    never_reset: bool = False,
) -> Callable[[Array, int], tuple[int, int]]:
    """Early stopping with one thing changed: what counts as better, or when it is enough."""

    def stop(losses: Array, patience: int) -> tuple[int, int]:
        best = waited = 0
        for epoch in range(1, len(losses)):
            if improved(losses, epoch, best):
                best, waited = epoch, waited if never_reset else 0
            else:
                waited += 1
            if waited >= patience + extra:
                return best, epoch
        return best, len(losses) - 1

    return stop


def _with_foresight(losses: Array, patience: int) -> tuple[int, int]:
    return int(losses.argmin()), _stopped(losses, patience)[1]


def _last_for_best(losses: Array, patience: int) -> tuple[int, int]:
    return (_stopped(losses, patience)[1],) * 2


def _counted_from_one(losses: Array, patience: int) -> tuple[int, int]:
    best, last = _stopped(losses, patience)
    return best + 1, last + 1


def _stopped_by_windows(losses: Array, patience: int) -> tuple[int, int]:
    """For every epoch: has none of the last few been better than all before?"""
    for epoch in range(patience, len(losses)):
        before = losses[: epoch - patience + 1]
        if losses[epoch - patience + 1 : epoch + 1].min() >= before.min():
            return int(before.argmin()), epoch
    return int(losses.argmin()), len(losses) - 1


EARLY = function_exercise(
    slug="training-early-stopping",
    title="Stop in time",
    lesson=LESSON,
    points=3,
    task=Task(
        function="stop_early",
        parameters=("validation_losses", "patience"),
        calls=_runs,
        reference=_stopped,
        mistakes=(
            Mistake(
                name="patience-one-too-many",
                function=_stopping(extra=1),
                diagnosis="The training goes on for one epoch more than `patience` allows.",
                hint="Stop as soon as `patience` epochs in a row have brought nothing better: `>=`, not `>`.",
            ),
            Mistake(
                name="patience-one-too-few",
                function=lambda losses, patience: _stopping()(losses, max(patience - 1, 1)),
                diagnosis="The training stops one epoch too soon.",
                hint="Count an epoch after it has brought nothing better: 1 at the first one after the best.",
            ),
            Mistake(
                name="last-for-best",
                function=_last_for_best,
                diagnosis="The last epoch is returned as the best, so its weights would be kept.",
                hint="Remember the epoch with the lowest loss so far: its weights are to be restored.",
            ),
            Mistake(
                name="looks-ahead",
                function=_with_foresight,
                diagnosis="The best epoch is looked for among all, also those after the stop, which never happened.",
                hint="Only losses up to the stop are known. Go through them in order.",
            ),
            Mistake(
                name="never-stops",
                function=lambda losses, patience: (int(losses.argmin()), len(losses) - 1),
                diagnosis="The whole row is used: the training never stops early.",
                hint="Count the epochs since the best one, and return when there are `patience` of them.",
            ),
            Mistake(
                name="compared-with-the-epoch-before",
                function=_stopping(improved=lambda losses, epoch, best: bool(losses[epoch] < losses[epoch - 1])),
                diagnosis="Each loss is compared with the one before it, so any small recovery counts as better.",
                hint="Compare with the best loss so far.",
            ),
            Mistake(
                name="equal-counts-as-better",
                function=_stopping(improved=lambda losses, epoch, best: bool(losses[epoch] <= losses[best])),
                diagnosis="An epoch that is only as good as the best counts as better.",
                hint="Better means less: `<`, not `<=`.",
            ),
            Mistake(
                name="counter-not-reset",
                function=_stopping(never_reset=True),
                diagnosis="The epochs without improvement are counted all together, not in a row.",
                hint="Set the count back to 0 whenever there is a new best.",
            ),
            Mistake(
                name="highest-for-lowest",
                function=_stopping(improved=lambda losses, epoch, best: bool(losses[epoch] > losses[best])),
                diagnosis="A higher loss counts as better.",
                hint="Of a loss, less is better.",
            ),
            Mistake(
                name="counted-from-one",
                function=_counted_from_one,
                diagnosis="Both epochs are counted from 1.",
                hint="The first loss belongs to epoch 0, as everywhere in Python.",
            ),
            Mistake(
                name="exchanged",
                function=lambda losses, patience: _stopped(losses, patience)[::-1],
                diagnosis="The two epochs are in each other's place.",
                hint="`return best, last`.",
            ),
        ),
    ),
    hints=(
        "Go through the losses in order, as if you were training, and keep in mind the best epoch so far.",
        "At each epoch: is it better than the best? Then it is the new best. If not: how many epochs ago was the best?",
        "`if epoch - best == patience: return best, epoch`; after the loop `return best, len(validation_losses) - 1`.",
    ),
    solution="""best = 0
for epoch, loss in enumerate(validation_losses):
    if loss < validation_losses[best]:
        best = epoch
    if epoch - best == patience:
        return best, epoch
return best, len(validation_losses) - 1""",
    right=(_stopped, _stopping(), _stopped_by_windows, lambda losses, patience: list(_stopped(losses, patience))),
)
