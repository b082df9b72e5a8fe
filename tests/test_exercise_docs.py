"""The example in docs/exercises.md is an exercise: what it says of every exercise holds for it."""

from pathlib import Path

import pytest

from checker.attempt import Attempt
from checker.report import Status

EXERCISES = Path(__file__).resolve().parent.parent / "docs" / "exercises.md"
SEEDS = (0, 1, 2)


@pytest.fixture(scope="module")
def fade():
    """The exercise, made from the page's text."""
    _, _, rest = EXERCISES.read_text(encoding="utf-8").partition("<!-- example:")
    code = rest.partition("```python\n")[2].partition("```\n")[0]
    made = {}
    exec(code, made)
    return made["FADE"]


def verdict(exercise, namespace, seed):
    """The report on this answer."""
    questions = exercise.ask(seed)
    return exercise.report(questions, exercise.probe(Attempt(namespace=namespace), questions))


@pytest.mark.parametrize("seed", SEEDS)
def test_its_solution_is_right(fade, seed):
    """The solution passes with full points."""
    made = {}
    exec(f"def fade(image, share):\n    {fade.solution}", made)
    assert verdict(fade, made, seed).score == fade.points


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("number", [0, 1])
def test_its_other_right_answers_are_right(fade, number, seed):
    """Right answers in other styles pass."""
    assert verdict(fade, fade.examples.right[number](), seed).status is Status.PASSED


@pytest.mark.parametrize("seed", SEEDS)
def test_its_mistake_is_told_by_its_name(fade, seed):
    """The mistake is told as what it is."""
    ((name, wrong),) = fade.examples.wrong
    assert [finding.mistake for finding in verdict(fade, wrong(), seed).findings] == [name]


def test_nothing_written_is_not_attempted(fade):
    """An answer cell that is still open is no failure."""
    assert verdict(fade, {}, 0).status is Status.UNATTEMPTED
