"""What all tests share: what lies in tests/browser/ and in tests/with_keras/ is marked so without being told."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.progress import FILE_VARIABLE
from tests.forked import Forks, running_forks
from tests.lesson_runs import solved_lesson
from tests.node import node
from tests.whole_course import whole_course

__all__ = ["node", "solved_lesson", "whole_course"]

TESTS = Path(__file__).resolve().parent
MARKS = {TESTS / "browser": "browser", TESTS / "with_keras": "slow"}
LONGEST = [  # minutes each
    TESTS / "test_notebooks.py",
    TESTS / "with_keras" / "exercises" / "test_architectures.py",
    TESTS / "data" / "test_make_features.py",
    TESTS / "browser" / "test_training.py",
    TESTS / "grading" / "test_nbgrader_round.py",
    TESTS / "grading" / "dask" / "test_dask_workers.py",
    TESTS / "browser" / "test_training_lesson.py",
    TESTS / "attacks" / "test_attacks.py",
    TESTS / "grading" / "grade" / "test_same_grades.py",
    TESTS / "with_keras" / "test_mutants.py",
    TESTS / "browser" / "test_learner.py",
    TESTS / "grading" / "warm" / "test_sandbox.py",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in these folders, so that `make check` leaves out every one of them; the longest files first.

    Each file is for one process: if it began with a long one late, all others would wait for it.
    """
    for item in items:
        for folder, mark in MARKS.items():
            if item.path.is_relative_to(folder):
                item.add_marker(mark)
    place = {path: number for number, path in enumerate(LONGEST)}
    slow = {item.path for item in items if any(item.get_closest_marker(mark) for mark in ("slow", "browser"))}
    items.sort(key=lambda item: (place.get(item.path, len(LONGEST)), item.path not in slow))


@pytest.fixture(autouse=True, scope="session")
def nobodys_progress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests' checks, in other processes too, do not enter the progress of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FILE_VARIABLE, str(tmp_path_factory.mktemp("progress") / "progress.jsonl"))
        yield


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Where `nbgrader`, and `checker` too, need not load nbgrader anew for each command."""
    with running_forks() as forks:
        yield forks


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with tests/goldens/NAME; with UPDATE_GOLDENS=1 in the environment, write it there instead."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).resolve().parent / "goldens" / name
        if os.environ.get("UPDATE_GOLDENS"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {name}: look at the text, then run once with UPDATE_GOLDENS=1"
        assert text == path.read_text(encoding="utf-8")

    return compare
