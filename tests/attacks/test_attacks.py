"""Every attack, run by the real engine in the real sandbox: no point is earned by it, nothing outside is touched."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from typing import Any

import pytest

from checker.exercises import EXERCISES
from checker.grading.grade_submission import grade_submission
from checker.grading.job import MIB, Check, Job, Limits
from tests.attacks.batch import LESSON, SLUGS, Batch, texts
from tests.attacks.everybody import ATTACKERS, CLASSES, EVERYBODY
from tests.attacks.honest import HONEST
from tests.attacks.models import IN_TRUTH, LYING, TRUE
from tests.attacks.reading import NAMED
from tests.attacks.training import TRAINED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.timeout(600),  # the first test waits for the whole batch
]
TOLD = [name for name, one in ATTACKERS.items() if one.told]
SHOWS = [name for name, one in ATTACKERS.items() if one.shows]


def earned(batch: Batch, student: str) -> dict[str, float]:
    """By exercise, what is not 0."""
    return {outcome.slug: outcome.score for outcome in batch.result(student).outcomes if outcome.score}


# --- the corpus itself


def test_every_class_has_attacks() -> None:
    """Fifty are asked for; no two have one name, so that none is lost in the batch."""
    assert sum(map(len, CLASSES.values())) == len(ATTACKERS) >= 50 and all(CLASSES.values())
    assert len(EVERYBODY) == len(ATTACKERS) + len(NAMED) + len(TRUE) + len(HONEST)


@pytest.mark.parametrize("kind", ["forging", "stealing", "exhausting", "deserialising", "breaking out"])
def test_every_attack_leaves_a_trace(kind: str) -> None:
    """Something is expected of each that only it can leave; without, a slip in its cells would look like a defence."""
    assert [name for name, one in CLASSES[kind].items() if not one.told and not one.shows] == []


@pytest.mark.parametrize("name", SHOWS)
def test_an_attack_does_what_it_is_meant_to(batch: Batch, name: str) -> None:
    """In the verdict, or in what its cells show, stands what only that attack leaves there: it is no dud."""
    assert_found(ATTACKERS[name].shows, batch.shown(name))


# --- no point is earned


@pytest.mark.parametrize("name", [name for name in ATTACKERS if name not in LYING])
def test_an_attack_earns_nothing(batch: Batch, name: str) -> None:
    """And takes no point away that the submission earned before it."""
    assert earned(batch, name) == ATTACKERS[name].earns


@pytest.mark.parametrize("name", LYING)
def test_a_model_that_lies_earns_no_more_than_what_it_is(batch: Batch, name: str) -> None:
    """What it consists of and what it computes is looked at, not what it says; and what it is in truth is no pass."""
    lie, truth = (earned(batch, student).get("lenet", 0.0) for student in (name, IN_TRUTH[name]))
    assert lie <= truth < EXERCISES["lenet"].points


@pytest.mark.parametrize("name", ATTACKERS)
def test_what_earned_nothing_says_why(batch: Batch, name: str) -> None:
    """Each exercise without points has a finding with words; a submission that could not be graded has a reason."""
    result = batch.result(name)
    failed = [outcome for outcome in result.outcomes if not outcome.score]
    assert result.failed or [bool(outcome.report["findings"][0]["message"]) for outcome in failed] == [True] * len(
        failed
    )


# --- the instructor is told


@pytest.mark.parametrize(("name", "pattern"), [(name, one) for name in TOLD for one in ATTACKERS[name].told])
def test_what_was_tried_is_told(batch: Batch, name: str, pattern: str) -> None:
    """In words, among the flags or as the reason why a run ended or could not begin."""
    assert_found(pattern, batch.told(name))


# --- honest learners


@pytest.mark.parametrize("name", [*HONEST, *NAMED])
def test_honest_work_loses_nothing(batch: Batch, name: str) -> None:
    """Full marks, in the midst of all others, whatever it looks like and whatever the learner's name is."""
    assert earned(batch, name) == EVERYBODY[name].earns


@pytest.mark.parametrize("name", HONEST)
def test_nothing_is_said_against_honest_work(batch: Batch, name: str) -> None:
    """No flag, or what is told of a notebook that is not as it was handed out."""
    told = batch.told(name).split("\n")
    assert [line for line in told if line and not any(re.search(one, line) for one in HONEST[name].told)] == []
    assert [one for one in HONEST[name].told if not any(re.search(one, line) for line in told)] == []


# --- nothing else is touched


def test_everybody_is_graded(batch: Batch) -> None:
    """Every submission of the batch has its row, and none failed by the grader's own fault."""
    assert {row.student for row in batch.graded.rows} == set(EVERYBODY)
    assert [student for student in EVERYBODY if batch.result(student).again] == []
    assert batch.graded.unrecorded == ""


def test_the_gradebook_holds_what_was_earned_and_no_more(batch: Batch) -> None:
    """By student and exercise, exactly the scores that are expected; nothing that the attackers wrote."""
    with closing(sqlite3.connect(batch.course / "gradebook.db")) as book:
        found = book.execute(
            "select student.id, base_cell.name, grade.auto_score, grade.manual_score, grade.extra_credit from grade"
            " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " join student on student.id = submitted_assignment.student_id"
            " join base_cell on base_cell.id = grade.cell_id"
        ).fetchall()
    lenet = {name: earned(batch, name) for name in EVERYBODY}  # for these see above
    expected = {name: lenet[name] if one.lenet else dict(one.earns) for name, one in EVERYBODY.items()}
    assert sorted(found) == sorted(
        (name, f"check-{slug}", expected[name].get(slug, 0.0), None, None) for name in EVERYBODY for slug in SLUGS
    )


def test_files_of_the_course_are_as_they_were(batch: Batch) -> None:
    """Sources, releases, settings and all that was handed in: byte for byte."""
    before, after = batch.files
    assert after == before and len(before) > len(EVERYBODY)


def test_the_gradebook_asks_what_it_asked(batch: Batch) -> None:
    """Its tables, and what stands in those about the assignment itself: cells, points, kinds."""
    before, after = batch.asked
    assert after == before and before[1]["assignment"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_nothing_is_left_on_the_machine(batch: Batch, name: str) -> None:
    """No file and no process."""
    mark = batch.marks[name]
    assert [left for left in (*batch.left_files, *batch.left_processes) if mark in left] == []


@pytest.mark.parametrize("name", [name for name, one in EVERYBODY.items() if one.earns])
def test_the_kept_notebook_has_the_releases_marks(batch: Batch, name: str) -> None:
    """Whatever was done to a notebook: each marked cell of the release once, by name, and the release's metadata."""
    kept, release = batch.notebook(name), batch.graded.assignment
    marked = [(cell["id"], cell["metadata"]["nbgrader"]) for cell in kept["cells"] if cell["metadata"]]
    expected = [(cell["id"], cell["metadata"]["nbgrader"]) for cell in release.released if cell["metadata"]]
    assert sorted(marked, key=str) == sorted(expected, key=str) and kept["metadata"] == release.metadata


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_kept_notebook_gives_nothing_away(batch: Batch, name: str) -> None:
    """What goes back to the learner: no place on this machine, no secret of the grader's, no line of the exercises."""
    kept = "\n".join(texts(batch.notebook(name)["cells"]))
    assert not [secret for secret in (str(batch.course), "open sesame", "def correlate(", "worker-") if secret in kept]


def assert_found(pattern: str, text: str) -> None:
    """With a message that shows both."""
    assert re.search(pattern, text), f"{pattern!r} is not in:\n{text[-3000:]}"


# --- the exercise about training, whose attackers need TensorFlow's full run

TRAINING = Limits(cell_seconds=20.0, seconds=60.0, probe_seconds=40.0, answer_bytes=8 * MIB)


def run(source: str, slug: str) -> dict[str, Any]:
    """What the exercise `slug` comes to for this answer: score and state."""
    marks = {"grade_id": f"check-{slug}", "grade": True, "locked": True, "solution": False, "points": 1}
    answer = {"cell_type": "code", "id": "answer", "metadata": {}, "source": source}
    check = {"cell_type": "code", "id": f"check-{slug}", "metadata": {"nbgrader": marks}, "source": "check"}
    notebook = {"cells": [answer, check], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    job = Job(
        student="eve",
        assignment=LESSON,
        notebook=json.dumps(notebook).encode(),
        released=[check],
        metadata={},
        checks=[Check(slug=slug, points=EXERCISES[slug].points, seed=11)],
        limits=TRAINING,
    )
    (outcome,) = grade_submission(job).outcomes
    return {"score": outcome.score, "state": outcome.state, "findings": outcome.report["findings"]}


@pytest.mark.parametrize("name", TRAINED)
def test_what_was_not_trained_earns_nothing(name: str) -> None:
    """Weights, answers and histories from elsewhere; and it is told as what it is."""
    source, mistake = TRAINED[name]
    outcome = run(source, "lenet-train")
    assert (outcome["score"], outcome["findings"][0]["mistake"]) == (0, mistake), outcome
