"""The batch loop: whatever mini-batches a learner's function makes, they must go once through all pictures, shuffled.

There are many right answers, so the judge looks at what is asked for and not at particular numbers. Standard library
only; NumPy is loaded when something is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.exercises.training import LESSON
from checker.plain import from_plain
from checker.probe import Probe
from checker.report import Finding, Status, Verdict

if TYPE_CHECKING:
    import numpy as np

Batches = list[list[int]]
Function = Callable[[int, int, "np.random.Generator"], Any]

FUNCTION = "batches"


@dataclass(frozen=True, slots=True, kw_only=True)
class Epochs:
    """What one call was about, and what came of it: two epochs with one generator, and the first once more."""

    pictures: int
    batch_size: int
    first: Batches
    second: Batches  # the same generator went on
    again: Batches  # a new generator with the seed of the first

    def __str__(self) -> str:
        return f"{FUNCTION}({self.pictures}, {self.batch_size}, random)"


def _ask(seed: int) -> Questions:
    """A short last batch, none, one again, and nothing but one; the probe makes generators of the seeds."""
    random = Random(seed)
    sizes = (
        (16 + random.randint(2, 7), 8),
        (6 * random.randint(3, 6), 6),
        (20 + random.randint(1, 4), 5),
        (random.randint(5, 15), 16),
    )
    return {"calls": [{"tuple": [n, size, seed + n]} for n, size in sizes]}


# --- judge


def _judge(questions: Questions, answers: Answers) -> Verdict:
    if answers["state"] != "function":
        return _no_function(answers)
    asked = questions["calls"]
    found = [_fault(question, answer) for question, answer in zip(asked, answers["calls"], strict=False)]
    wrong = [fault for fault in found if fault is not None]
    if not wrong and len(found) == len(asked):
        message = "every picture once in each epoch, shuffled anew each time, the short last batch kept"
        return _verdict(Finding(status=Status.PASSED, where=FUNCTION, message=message))
    share = (len(found) - len(wrong)) / len(asked)
    return Verdict(status=Status.FAILED, share=min(share, 0.9), findings=(wrong[0] if wrong else _late(),))


def _verdict(finding: Finding) -> Verdict:
    return Verdict(status=finding.status, share=float(finding.status is Status.PASSED), findings=(finding,))


def _no_function(answers: Answers) -> Verdict:
    if answers["state"] == "not a function":
        message = f"`{FUNCTION}` is not a function but of type {answers['kind']}."
        return _verdict(_failed(message, "Run the answer cell again, then check.", "not-a-function"))
    message = f"There is no `{FUNCTION}` yet. Write its body in place of the dots, run the cell, then check again."
    return _verdict(Finding(status=Status.UNATTEMPTED, where=FUNCTION, message=message))


def _late() -> Finding:
    hint = "Is there a loop that never ends? Look at what its condition waits for."
    return _failed("The function had not come back in time, so it was stopped.", hint, "endless-loop")


def _fault(question: Mapping[str, Any], answer: Mapping[str, Any]) -> Finding | None:
    """The first thing that is wrong with one call; None where it is right."""
    if "late" in answer:
        return _late()
    if "raised" in answer:
        raised = answer["raised"]
        line = f" in the line `{raised['code']}`" if raised["code"] else ""
        message = f"It stopped with {raised['type']}{line}: {raised['message']}"
        return _failed(message, "Call it yourself: `batches(10, 4, np.random.default_rng(0))`.", "raised")
    three = from_plain(answer["value"]) if "value" in answer else None
    if isinstance(three, list) and None in three:
        return _failed("The function returns None.", "End it with `return ...`, after the loop.", "no-return")
    read = [_read(batches) for batches in three] if isinstance(three, list) else [None]
    if any(batches is None for batches in read):
        message = "What comes back is no list of batches, each a row of whole numbers."
        return _failed(message, "Begin with `result = []` and append one piece of the order after the other.", "type")
    first, second, again = (batches for batches in read if batches is not None)
    pictures, batch_size, _ = question["tuple"]
    epochs = Epochs(pictures=pictures, batch_size=batch_size, first=first, second=second, again=again)
    return next(_faults(epochs), None)


def _read(batches: Any) -> Batches | None:
    """Lists of whole numbers; None for anything else."""
    import numpy as np

    if not isinstance(batches, list):
        return None
    rows = [np.asarray(batch) for batch in batches if batch is not None]
    if len(rows) < len(batches) or any(row.ndim != 1 or row.dtype.kind not in "iu" for row in rows if row.size):
        return None
    return [row.astype(int).tolist() for row in rows]


def _faults(epochs: Epochs) -> Iterator[Finding]:
    """Everything that can be wrong with the batches, the most telling first."""
    pictures, flat = range(epochs.pictures), _flat(epochs.first)
    missing = sorted(set(pictures) - set(flat))
    if outside := sorted(set(flat) - set(pictures)):
        message = f"{epochs} holds the position {outside[0]}; there are only 0 to {epochs.pictures - 1}."
        yield _failed(message, "Positions count from 0: `random.permutation(num_images)`.", "outside")
    if len(flat) > len(set(flat)):
        twice = next(image for image in flat if flat.count(image) > 1)
        left_out = f", and {_several(missing)} not at all" if missing else ""
        message = f"{epochs}: picture {twice} comes {flat.count(twice)} times in one epoch{left_out}."
        hint = "Shuffle all positions once (`random.permutation`), then cut: nothing is drawn twice."
        yield _failed(message, hint, "same-picture-twice")
    if missing and len(missing) == epochs.pictures % epochs.batch_size:
        message = f"{epochs}: the short last batch is dropped, so {_several(missing)} not seen in this epoch."
        hint = "Let the start run up to `num_images`; a slice that reaches beyond the end is simply shorter."
        yield _failed(message, hint, "last-batch-dropped")
    if missing:
        message = f"{epochs}: {_several(missing)} not in any batch."
        yield _failed(message, "Every picture belongs to exactly one batch.", "pictures-missing")
    yield from _size_faults(epochs)
    yield from _order_faults(epochs)


def _size_faults(epochs: Epochs) -> Iterator[Finding]:
    whole, rest = divmod(epochs.pictures, epochs.batch_size)
    wanted = [epochs.batch_size] * whole + [rest] * (rest > 0)
    sizes = [len(batch) for batch in epochs.first]
    if sizes == [*wanted, 0]:
        message = f"{epochs} ends in a batch without pictures."
        yield _failed(message, "`range(0, num_images, batch_size)` stops in time.", "empty-batch")
    elif len(sizes) == epochs.batch_size != len(wanted):
        message = f"{epochs} gives {len(sizes)} batches: that is their size, not their number."
        yield _failed(message, "`batch_size` pictures belong into each batch.", "number-for-size")
    elif sizes != wanted:
        message = f"{epochs} has batches of {_listed(sizes)} pictures; {_listed(wanted)} were asked for."
        yield _failed(message, "Go in steps of `batch_size`; only the last batch may be shorter.", "batch-sizes")


def _order_faults(epochs: Epochs) -> Iterator[Finding]:
    flat = _flat(epochs.first)
    if flat == sorted(flat):
        message = f"{epochs} goes through the pictures in the order in which they are stored."
        yield _failed(message, "Cut a shuffled order: `random.permutation(num_images)`.", "no-shuffle")
    if (
        all(sorted(batch) == list(range(min(batch), max(batch) + 1)) for batch in epochs.first)
        and len(epochs.first) > 1
    ):
        message = f"{epochs}: neighbours stay together; only the batches, or the pictures in each, change places."
        yield _failed(message, "Shuffle all pictures first, then cut.", "shuffled-after-cutting")
    if epochs.first == epochs.second:
        message = f"{epochs}: the second epoch goes in the same order as the first."
        hint = "Draw the order from the generator that is given, without making a new one: it goes on by itself."
        yield _failed(message, hint, "same-order-every-epoch")
    if epochs.first != epochs.again:
        message = f"{epochs}: the same seed gave another order, so the run cannot be repeated."
        hint = "Take the generator that is given, `random.permutation(...)`, and not `np.random`."
        yield _failed(message, hint, "own-generator")


def _flat(batches: Batches) -> list[int]:
    return [image for batch in batches for image in batch]


def _several(images: Sequence[int]) -> str:
    shown = ", ".join(map(str, images[:4])) + (", ..." if len(images) > 4 else "")
    return f"picture {shown} is" if len(images) == 1 else f"pictures {shown} are"


def _listed(sizes: Sequence[int]) -> str:
    return ", ".join(map(str, sizes[:8])) + (", ..." if len(sizes) > 8 else "")


def _failed(message: str, hint: str, mistake: str) -> Finding:
    return Finding(status=Status.FAILED, where=FUNCTION, message=message, hint=hint, mistake=mistake)


# --- examples


def _pieces(order: Any, size: int) -> list[Any]:
    return [order[start : start + size] for start in range(0, len(order), size)]


def _one_by_one(num_images: int, batch_size: int, random: np.random.Generator) -> Batches:
    left, result = list(range(num_images)), [[]]  # type: list[int], Batches
    while left:
        if len(result[-1]) == batch_size:
            result.append([])
        result[-1].append(left.pop(int(random.integers(len(left)))))
    return result


def _yielded(num_images: int, batch_size: int, random: np.random.Generator) -> Iterator[Any]:
    yield from _pieces(random.random(num_images).argsort(), batch_size)


def _dropped(num_images: int, batch_size: int, random: np.random.Generator) -> list[Any]:
    order = random.permutation(num_images)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(num_images // batch_size)]


def _drawn_each_time(num_images: int, batch_size: int, random: np.random.Generator) -> list[Any]:
    return [random.integers(0, num_images, batch_size) for _ in range(-(-num_images // batch_size))]


def _own_seed(num_images: int, batch_size: int, _random: np.random.Generator) -> list[Any]:
    import numpy as np

    return _pieces(np.random.default_rng(0).permutation(num_images), batch_size)


def _unseeded(num_images: int, batch_size: int, _random: np.random.Generator) -> list[Any]:
    import numpy as np

    return _pieces(np.random.default_rng().permutation(num_images), batch_size)


def _cut_first(num_images: int, batch_size: int, random: np.random.Generator) -> list[Any]:
    return [random.permutation(batch) for batch in _pieces(list(range(num_images)), batch_size)]


def _number_for_size(num_images: int, batch_size: int, random: np.random.Generator) -> list[Any]:
    import numpy as np

    return list(np.array_split(random.permutation(num_images), batch_size))


def _is(function: Any) -> Callable[[], Mapping[str, object]]:
    return lambda: {FUNCTION: function}


WRONG: tuple[tuple[str, Any], ...] = (
    ("last-batch-dropped", _dropped),
    ("same-picture-twice", _drawn_each_time),
    ("no-shuffle", lambda n, size, _random: _pieces(list(range(n)), size)),
    ("same-order-every-epoch", _own_seed),
    ("own-generator", _unseeded),
    ("shuffled-after-cutting", _cut_first),
    ("number-for-size", _number_for_size),
    ("outside", lambda n, size, random: _pieces(random.permutation(n) + 1, size)),
    ("empty-batch", lambda n, size, random: [*_pieces(random.permutation(n), size), []]),
    ("batch-sizes", lambda n, size, random: _pieces(random.permutation(n), size)[::-1]),
    ("pictures-missing", lambda n, size, random: _pieces(random.permutation(n), size)[:1]),
    ("no-return", lambda n, size, random: print(n, size)),
    ("type", lambda n, size, random: random.permutation(n)[0]),
    ("raised", lambda n, size, random: random.permutation(n)[n]),
    ("not-a-function", 5),
)

BATCHES = Exercise(
    slug="training-batches",
    title="The batch loop",
    lesson=LESSON,
    points=3,
    ask=_ask,
    probe=Probe(kind="function", names=(FUNCTION,), settings={"adapter": "three epochs"}),
    judge=_judge,
    examples=Examples(
        right=(
            _is(_one_by_one),
            _is(_yielded),
            _is(lambda n, size, random: tuple(_pieces(random.permutation(n), size))),
        ),
        wrong=tuple((name, _is(function)) for name, function in WRONG),
    ),
    hints=(
        "Two steps: shuffle all positions, then cut the shuffled row into pieces.",
        "`random.permutation(10)` shuffles 0 to 9. `range(0, 10, 4)` gives where the pieces begin: 0, 4, 8.",
        "`order[start : start + batch_size]` is one piece. Beyond the end a slice is simply shorter, so the last batch "
        "needs no care.",
    ),
    solution="""order = random.permutation(num_images)
return [order[start : start + batch_size] for start in range(0, num_images, batch_size)]""",
)
