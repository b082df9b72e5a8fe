"""The six training runs that lesson 09 has read."""

from __future__ import annotations

import numpy as np
import pytest

from checker.exercises.training_predictions import STORIES
from course import training_runs
from course.data import DataFileError
from course.riddles import CURVES


@pytest.fixture(scope="module")
def runs():
    """By their story: training, validation, the test at the end."""
    found = training_runs.training_runs()
    return dict(zip(found.names, zip(found.train, found.validation, found.test, strict=True), strict=True))


def test_every_story_is_told_by_one_run(runs):
    """And every run is shown once, under a letter."""
    assert set(runs) == set(STORIES) == set(CURVES.values()) and len(CURVES) == len(STORIES)


def test_the_good_run(runs):
    """Both losses fall far, all the way, and the test agrees with the validation."""
    train, validation, test = runs["good"]
    assert (np.diff(train) < 0.02).all() and validation[-1] < 0.25 and abs(test - validation[-1]) < 0.05


def test_the_overfitting_run(runs):
    """Training falls to almost nothing; validation turns and climbs by a fifth or more."""
    train, validation, _ = runs["overfitting"]
    assert train[-1] < 0.05 and validation[-1] > 1.2 * validation.min() and 5 < validation.argmin() < 25


def test_the_run_with_too_high_a_rate(runs):
    """The training loss jumps up by more than a half, and more than once."""
    train, _, _ = runs["rate too high"]
    assert (np.diff(train) > 0.5).sum() >= 2


def test_the_run_with_too_low_a_rate(runs):
    """Both losses fall at every epoch but the smallest ripples, and are still near guessing at the end."""
    for losses in runs["rate too low"][:2]:
        assert (np.diff(losses) < 0.005).all() and 1.1 < losses[-1] < 1.3


def test_the_leaking_run(runs):
    """Validation never parts from training, and the test is ten times as bad."""
    train, validation, test = runs["leakage"]
    assert np.abs(train - validation).max() < 0.06 and test > 10 * validation[-1]


def test_the_dead_run(runs):
    """After the first epoch it stays where guessing is."""
    for losses in runs["dead"][:2]:
        assert np.abs(losses[1:] - np.log(4)).max() < 0.01


def test_a_missing_file_is_told(tmp_path, monkeypatch):
    """With the command that brings it back."""
    monkeypatch.setattr(training_runs, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=r"missing\. To get it back: git checkout data/curves\.npz"):
        training_runs.training_runs()


def test_a_damaged_file_is_told(tmp_path, monkeypatch):
    """Not as one of NumPy's many exceptions."""
    (tmp_path / "curves.npz").write_bytes(b"no archive")
    monkeypatch.setattr(training_runs, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match="damaged"):
        training_runs.training_runs()
