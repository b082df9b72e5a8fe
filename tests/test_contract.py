"""What every exercise of the course promises, tried for each of them."""

import json

import pytest

from checker.exercise import Attempt, Exercise
from checker.exercises import EXERCISES
from checker.render.text import text
from checker.report import Report, Status
from tests.lazy_answers import LAZY

SEEDS = (0, 1, 20261124)
# Function exercises whose results are counts, places, shapes, whole pixels, or masks of 0 and 1.
WHOLE = {
    "pixels-crop", "kernels-shift", "kernels-sharpen", "geometry-output-size", "geometry-same",
    "geometry-parameters", "geometry-multiplications", "geometry-receptive-field", "geometry-leftover",
    "nonlinearity-derivative", "nonlinearity-dead", "pooling-unseen", "dense-came-from",
    "softmax-one-hot", "softmax-top-k", "training-split", "training-early-stopping",
    "inside-strongest", "inside-patch", "inside-confusion", "architectures-stack", "architectures-reduction",
}  # fmt: skip
# Whose results have one axis or none.
FLAT = {
    "convolution-window", "geometry-output-size", "geometry-same", "geometry-parameters", "geometry-multiplications",
    "geometry-receptive-field", "geometry-leftover", "nonlinearity-dead", "dense-came-from", "loss-squared",
    "loss-cross-entropy", "training-split", "training-rate", "training-early-stopping", "inside-patch",
    "architectures-stack", "architectures-reduction",
}  # fmt: skip
# Who are given no matrix.
NO_MATRIX = {
    "kernels-shift", "kernels-box", "kernels-gaussian", "geometry-output-size", "geometry-same", "geometry-parameters",
    "geometry-multiplications", "geometry-receptive-field", "geometry-leftover", "pooling-unseen",
    "pooling-average-kernels", "dense-came-from", "softmax-one-hot", "training-split", "training-batches",
    "training-rate", "training-early-stopping", "inside-patch", "inside-confusion",
    "architectures-stack", "architectures-reduction",
}  # fmt: skip
SPARED = {
    **dict.fromkeys(("trunc", "floor", "round"), WHOLE),
    "three digits": WHOLE
    - {"geometry-parameters", "geometry-multiplications", "architectures-stack", "architectures-reduction"}
    | {"training-rate"},  # the rates are powers of ten
    "transposed": FLAT | {"kernels-box", "kernels-gaussian"},  # these kernels are symmetrical
    "square only": NO_MATRIX,
}
FUNCTIONS = [slug for slug, exercise in EXERCISES.items() if exercise.probe.kind == "function"]
NETWORKS = ("digit reader", "network beside Keras")  # whose probes take a second: they are asked once
KERAS = (*NETWORKS, "model", "block")
LONG = ("capstone-backward", "capstone-convolve-backward", "capstone-loss")  # whose references take a while


def _seeds(exercise: Exercise) -> list[int]:
    """Those that make questions which no seed before them has made."""
    asked = [exercise.ask(seed) for seed in (SEEDS[:1] if exercise.probe.kind in NETWORKS else SEEDS)]
    return [seed for place, seed in enumerate(SEEDS[: len(asked)]) if asked[place] not in asked[:place]]


SEEDED = {slug: _seeds(exercise) for slug, exercise in EXERCISES.items()}


def tried():
    """Every exercise with the seeds it is tried with. One seed is for the quick tests, but where it takes long."""
    for slug, exercise in EXERCISES.items():
        slow = [pytest.mark.slow] if exercise.probe.kind in KERAS or slug in LONG else []
        first, *others = SEEDED[slug]
        yield pytest.param(slug, [first], id=slug, marks=slow)
        if others:
            yield pytest.param(slug, others, id=f"{slug}-more", marks=pytest.mark.slow)


def report(exercise: Exercise, namespace: dict[str, object], seed: int) -> Report:
    """As a grader would make it: questions and answers go through JSON on their way."""
    questions = json.loads(json.dumps(exercise.ask(seed), allow_nan=False))
    answers = json.loads(json.dumps(exercise.probe(Attempt(namespace=namespace), questions), allow_nan=False))
    return exercise.report(questions, answers)


@pytest.mark.parametrize("slug", EXERCISES)
def test_an_exercise_is_registered_under_its_own_slug(slug):
    """The registry's key and the exercise agree."""
    assert EXERCISES[slug].slug == slug


@pytest.mark.parametrize("slug", EXERCISES)
def test_an_exercise_ships_two_right_answers_and_mistakes(slug):
    """In other styles than the solution's; and a function can be got wrong in three ways at least."""
    exercise = EXERCISES[slug]
    mistakes = {name for name, _ in exercise.examples.wrong}
    assert len(exercise.examples.right) >= 2
    assert len(mistakes) >= (3 if exercise.probe.kind == "function" else 1)


@pytest.mark.parametrize("slug", EXERCISES)
def test_nothing_at_all_is_not_attempted_and_earns_nothing(slug):
    """Before the answer cell has run."""
    result = report(EXERCISES[slug], {}, 0)
    assert (result.status, result.score) == (Status.UNATTEMPTED, 0)


@pytest.mark.parametrize(("slug", "seeds"), list(tried()))
def test_every_right_answer_earns_full_points(slug, seeds):
    """Whatever the questions."""
    exercise = EXERCISES[slug]
    for number, namespace in enumerate(exercise.examples.right):
        for seed in seeds:
            result = report(exercise, dict(namespace()), seed)
            earned = (result.status, result.score)
            assert earned == (Status.PASSED, exercise.points), f"right answer {number}, seed {seed}:\n{text(result)}"


@pytest.mark.parametrize(("slug", "seeds"), list(tried()))
def test_every_mistake_is_told_by_its_own_name_with_a_hint(slug, seeds):
    """Whatever the questions; and it never earns all points."""
    exercise = EXERCISES[slug]
    for name, namespace in exercise.examples.wrong:
        for seed in seeds:
            result = report(exercise, dict(namespace()), seed)
            told = [found for found in result.findings if found.status is Status.FAILED]
            what = f"{name}, seed {seed}:\n{text(result)}"
            assert result.status is Status.FAILED and result.score < exercise.points, what
            assert [found.mistake for found in told] == [name], what
            assert told[0].hint, what


@pytest.mark.slow
@pytest.mark.parametrize("slug", FUNCTIONS)
def test_a_lazy_answer_passes_only_where_it_is_right_by_nature(slug):
    """Cut down, negated, transposed, always the same, zeros, or for squares only; the exceptions are listed above."""
    exercise = EXERCISES[slug]
    (name,) = exercise.probe.names
    for lazy, made_lazy in LAZY.items():
        answer = made_lazy(exercise.examples.right[0]()[name])
        passed = report(exercise, {name: answer}, 0).status is Status.PASSED
        assert passed == (slug in SPARED.get(lazy, ())), lazy


@pytest.mark.parametrize("slug", FUNCTIONS)
def test_answers_learnt_by_heart_do_not_pass(slug):
    """What was right for one seed's questions, given again for another's."""
    exercise, kept = EXERCISES[slug], []
    (name,) = exercise.probe.names
    right = exercise.examples.right[0]()[name]
    report(exercise, {name: lambda *arguments: kept.append(right(*arguments)) or kept[-1]}, 0)
    given = iter(kept)
    result = report(exercise, {name: lambda *_arguments: next(given, 0)}, 1)
    assert result.status is Status.FAILED


@pytest.mark.parametrize("slug", EXERCISES)
def test_the_three_hints_differ(slug):
    """Where to look, what to think of, nearly the answer."""
    assert len({hint.strip() for hint in EXERCISES[slug].hints} - {""}) == 3
