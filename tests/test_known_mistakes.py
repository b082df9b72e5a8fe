"""Which mistakes are behind the outcomes of calls, right and wrong: the rules, and what the exercises tell by them."""

import json

import numpy as np
import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.exercises.convolution import correlate
from checker.function_task import Mistake, Task
from checker.known_mistakes import mistakes_behind
from checker.outcome import Outcome
from checker.probes.function import call_function
from checker.report import Status

CALLS = range(8)


def twice(x):
    """What is right in all of these tests."""
    return 2 * x


def known(name, function, change=None):
    """A mistake of this name."""
    return Mistake(name=name, function=function, diagnosis="", hint="", change=change)


def behind(function, *mistakes, right=twice, calls=CALLS):
    """The names of what is behind the outcomes of `function`, and with which call each is shown."""
    outcomes = [
        Outcome(arguments=(x,), expected=right(x), answer=call_function(function, (x,)), tolerance=1e-6, size=place)
        for place, x in enumerate(calls)
    ]
    task = Task(function="twice", parameters=("x",), calls=lambda _: (), reference=right, mistakes=mistakes)
    wrong = [outcome for outcome in outcomes if not outcome.is_right]
    named = mistakes_behind(task, wrong, [outcome for outcome in outcomes if outcome.is_right])
    return [(mistake.name, shown.arguments[0]) for mistake, shown in named]


def where(condition, change):
    """Right, but for a change to the result where the argument fulfils a condition."""
    return lambda x: change(2 * x) if condition(x) else 2 * x


def one_more(result):
    """A change to a result."""
    return result + 1


def tenfold(result):
    """Another."""
    return result * 10


EVEN_TOO_LARGE = known("even-too-large", where(lambda x: x % 2 == 0, one_more))
LARGE_TENFOLD = known("large-tenfold", where(lambda x: x > 4, tenfold))
FIVE_TENFOLD = known("five-tenfold", where(lambda x: x == 5, tenfold))


class TestOneMistake:
    def test_it_is_named_where_it_explains_every_call(self):
        """With the smallest call that shows it."""
        assert behind(where(lambda x: x > 4, tenfold), EVEN_TOO_LARGE, LARGE_TENFOLD) == [("large-tenfold", 5)]

    def test_a_call_that_came_out_right_contradicts_it(self):
        """It would have been wrong there."""
        assert behind(where(lambda x: x > 5, tenfold), LARGE_TENFOLD) == []

    def test_right_calls_are_tried_only_with_what_explains_the_wrong_ones(self):
        """What the first wrong call contradicts is asked nothing else."""
        asked = []

        def counting(x):
            asked.append(x)
            return -1

        assert behind(where(lambda x: x > 3, tenfold), known("counting", counting)) == []
        assert asked == [4]

    def test_of_two_that_fit_the_one_that_is_shown_more_often_is_named(self):
        """One merely stops where the learner's function stops."""

        def stops(words):
            return lambda x: np.ones((2, x)) @ np.ones((words, 1)) if x > 6 else 2 * x + (x > 4)

        assert behind(stops(3), known("other-words", stops(4)), known("same-words", stops(3))) == [("same-words", 5)]


class TestTwoMistakes:
    def test_each_may_explain_calls_by_itself(self):
        """Neither explains them all."""
        both = lambda x: 20 * x if x == 5 else 2 * x + (x % 2 == 0)  # noqa: E731
        assert behind(both, EVEN_TOO_LARGE, FIVE_TENFOLD) == [("even-too-large", 0), ("five-tenfold", 5)]

    def test_their_differences_may_add_up(self):
        """Where both make one, and neither by itself gives what came; here 1 and nine times the right result."""
        both = lambda x: 2 * x + (x % 2 == 0) + (x > 4) * 18 * x  # noqa: E731
        assert behind(both, EVEN_TOO_LARGE, LARGE_TENFOLD) == [("even-too-large", 0), ("large-tenfold", 5)]

    def test_their_differences_may_add_up_in_one_of_several_results(self):
        """Each for itself."""
        pair = lambda x: (np.array([x, 1.0]), np.array([0.0]))  # noqa: E731
        first = known("first", lambda x: (pair(x)[0] + x, pair(x)[1]))
        second = known("second", lambda x: (pair(x)[0], pair(x)[1] + 1))
        found = behind(lambda x: (pair(x)[0] + x, pair(x)[1] + 1), first, second, right=pair)
        assert found == [("first", 1), ("second", 0)]

    def test_one_may_be_made_in_the_other(self):
        """The last number is left out, and what is left is turned: neither is a difference that could be added."""
        row = lambda n: np.arange(n + 2.0)  # noqa: E731
        shorter = lambda function: lambda n: function(n)[:-1]  # noqa: E731
        mistakes = known("shorter", shorter(row), shorter), known("turned", lambda n: row(n)[::-1])
        assert behind(lambda n: row(n)[::-1][:-1], *mistakes, right=row) == [("shorter", 0), ("turned", 0)]

    def test_the_one_that_stops_hides_the_other(self):
        """No result came, so nothing of the other can be seen in this call."""

        def stops(x):
            return np.ones(x) @ np.ones(99) if x == 4 else 2 * x

        found = behind(lambda x: stops(x) + (x % 2 == 0), known("stops", stops), EVEN_TOO_LARGE)
        assert found == [("stops", 4), ("even-too-large", 0)]

    def test_a_wrong_call_that_neither_explains_contradicts_them(self):
        """However well they explain all others."""
        both = lambda x: -1 if x == 7 else 20 * x if x == 5 else 2 * x + (x % 2 == 0)  # noqa: E731
        assert behind(both, EVEN_TOO_LARGE, FIVE_TENFOLD) == []

    def test_a_right_call_contradicts_them(self):
        """Whichever of the two would have been wrong there."""
        both = lambda x: 20 * x if x == 5 else 2 * x + (x % 2 == 0 and x > 0)  # noqa: E731
        assert behind(both, EVEN_TOO_LARGE, FIVE_TENFOLD) == []

    def test_one_wrong_call_is_not_enough(self):
        """Differences may add up to it by chance; with a second such call it is none."""
        one, other = known("one", where(lambda x: x > 5, one_more)), known("other", where(lambda x: x > 5, tenfold))
        both = lambda x: 20 * x + 1 if x > 5 else 2 * x  # noqa: E731
        assert behind(both, one, other, calls=range(7)) == []
        assert behind(both, one, other, calls=range(8)) == [("one", 6), ("other", 6)]

    def test_each_must_be_shown_by_a_call_that_the_other_does_not_explain(self):
        """Two that stop alike say nothing of the one that gives what is right elsewhere."""

        def stops(words):
            return lambda x: np.ones((2, x)) @ np.ones((words, 1)) if x > 6 else 2 * x

        learner = lambda x: stops(3)(x) + (x % 2 == 0)  # noqa: E731
        assert behind(learner, EVEN_TOO_LARGE, known("stops-otherwise", stops(4))) == []

    def test_two_pairs_that_explain_as_much_are_not_told(self):
        """Nobody knows which of them it is."""
        three = [known(f"{share}-more", lambda x, share=share: 2 * x + share) for share in (1, 2, 3, 4)]
        assert behind(lambda x: 2 * x + 5, *three) == []
        assert behind(lambda x: 2 * x + 5, *three[:2], three[3]) == [("1-more", 0), ("4-more", 0)]

    def test_the_pair_that_explains_more_is_told(self):
        """A second one merely stops where the learner's function stops."""

        def stops(words):
            return lambda x: np.ones((2, x)) @ np.ones((words, 1)) if x == 7 else 2 * x + (x == 5)

        learner = lambda x: stops(3)(x) + (x % 2 == 0)  # noqa: E731
        mistakes = known("other-words", stops(4)), EVEN_TOO_LARGE, known("same-words", stops(3))
        assert behind(learner, *mistakes) == [("even-too-large", 0), ("same-words", 5)]

    def test_two_ways_to_make_one_mistake_are_not_two_mistakes(self):
        """They have one name."""
        both = lambda x: 20 * x if x == 5 else 2 * x + (x % 2 == 0)  # noqa: E731
        assert behind(both, EVEN_TOO_LARGE, known("even-too-large", FIVE_TENFOLD.function)) == []


def told(slug, function):
    """The mistakes that an exercise of the course names in the learner's function."""
    exercise = EXERCISES[slug]
    (name,) = exercise.probe.names
    questions = json.loads(json.dumps(exercise.ask(0), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace={name: function}), questions), allow_nan=False))
    return [found.mistake for found in exercise.report(questions, answers).findings if found.status is Status.FAILED]


def maps(images, kernel, stride, padding):
    """The right answer to convolution-batch."""
    return np.stack([correlate(np.pad(image, padding), kernel) for image in images])[:, ::stride, ::stride]


def pooled(image, size, stride, kind):
    """The right answer to pooling-map."""
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride]
    return getattr(windows, {"average": "mean"}.get(kind, kind))(axis=(2, 3))


def softmax(logits):
    """The course's own."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@pytest.mark.parametrize(
    ("slug", "function"),
    [
        ("convolution-linear", lambda before, kernel, c, b: abs(c) * before + b * kernel.sum()),
        ("convolution-batch", lambda x, kernel, stride, p: maps(x, kernel, 1 if stride == 3 else stride, p)),
        ("pooling-map", lambda image, size, stride, kind: pooled(image, size, min(size, stride), kind)),
        ("softmax-temperature", lambda logits, temperature: softmax(logits / max(temperature, 1))),
    ],
)
def test_a_mistake_that_right_calls_contradict_is_not_told(slug, function):
    """The contrast is used, the stride too, and so is the temperature; only not everywhere."""
    assert told(slug, function) == [""]


@pytest.mark.parametrize(
    ("slug", "function", "mistakes"),
    [
        ("geometry-output-size", lambda n, k, s, p: (n + p - k) // s, ["padding-counted-once", "plus-one-forgotten"]),
        ("geometry-parameters", lambda _, f, k: k[0] * k[1] * f, ["bias-missing", "channels-forgotten"]),
        ("convolution-map", lambda x, k: correlate(x, k[::-1, ::-1])[:-1, :-1], ["kernel-flipped", "off-by-one"]),
        ("dense-layer", lambda x, weights, _: (x @ weights).clip(0), ["bias-missing", "relu-added"]),
        (
            "convolution-batch",
            lambda x, kernel, stride, _: maps(x, kernel[::-1, ::-1], stride, 0),
            ["kernel-flipped", "padding-forgotten"],
        ),
        (
            "pooling-map",
            lambda image, size, stride, kind: pooled(image, size, stride, "max").T,
            ["kind-ignored", "rows-and-columns-swapped"],
        ),
    ],
)
def test_two_mistakes_at_once_are_told(slug, function, mistakes):
    """Whether or not a call isolates each of them; in the order in which the exercise has them."""
    assert told(slug, function) == mistakes
