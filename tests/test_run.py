"""A check always ends in a report; the checker's own fault is never the learner's."""

import subprocess
import sys
from dataclasses import replace

import pytest

from checker.exercise import Attempt
from checker.exercises import EXERCISES
from checker.report import Report, Status, Verdict
from checker.run import UnknownExerciseError, check, find_exercise

NOTHING = Attempt(namespace={})


def test_an_unknown_exercise_is_an_error_that_names_the_nearest():
    """And says that the notebook may be newer."""
    report = check("lennet", NOTHING)
    assert report.status is Status.ERROR
    assert "'lenet'" in report.findings[0].message and "update the course" in report.findings[0].message


@pytest.mark.parametrize("name", [7, "zzz"])
def test_what_is_no_name_at_all_says_where_the_names_are(name):
    """Even a number instead of a name; not all 122 names in one line."""
    with pytest.raises(UnknownExerciseError, match="`checker list` shows them all") as caught:
        find_exercise(name)
    assert len(str(caught.value)) < 160


def test_a_fault_of_the_checker_is_an_error_not_a_failure(monkeypatch):
    """No points are taken for it in words: the report says whose fault it is."""

    def stumble(_questions, _answers):
        raise RuntimeError("oh")

    monkeypatch.setitem(EXERCISES, "start", replace(EXERCISES["start"], judge=stumble))
    report = check("start", NOTHING)
    assert report.status is Status.ERROR
    assert "fault of the checker" in report.findings[0].hint


@pytest.mark.parametrize(("status", "share"), [(Status.PASSED, 0.9), (Status.FAILED, 1.0), (Status.FAILED, 1.2)])
def test_full_marks_belong_to_a_pass_and_to_nothing_else(status, share):
    """A judge that says otherwise has a fault."""
    with pytest.raises(ValueError, match=r"share|full marks"):
        Verdict(status=status, share=share)


@pytest.mark.parametrize("slug", EXERCISES)
def test_an_empty_namespace_is_not_attempted(slug):
    """Every exercise of the course, before anything has run."""
    report = check(slug, NOTHING)
    assert (report.status, report.score) == (Status.UNATTEMPTED, 0)


def test_a_report_survives_its_dictionary():
    """to_dict and back."""
    report = check("start", Attempt(namespace={"answer": 7}))
    assert Report.from_dict(report.to_dict()) == report


def test_without_exercises_a_verdict_told_from_outside_is_given():
    """Where a submission is graded the exercises are out of sight; what the judge said so far is known."""
    script = (
        "import sys\nsys.modules['checker.exercises'] = None\n"
        "from checker import check, told_verdicts\n"
        "print(check('lenet', {}).status)\n"
        "told_verdicts.tell({**check('lenet', {}).to_dict(), 'status': 'passed'})\n"
        "print(check('lenet', {}).status)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["error", "passed"]
