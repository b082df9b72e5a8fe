"""The batch that most tests here look at, graded once."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks import batch as graded
from tests.attacks.everybody import EVERYBODY
from tests.needs import need_sandbox
from tests.once import made_once

SECRET = "GRADEBOOK_PASSWORD"


@pytest.fixture(scope="session")
def address() -> Iterator[tuple[str, int]]:
    """Of a server outside the sandbox that gives the answer away."""
    with graded.helper() as where:
        yield where


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory, address: tuple[str, int]) -> graded.Batch:
    """Everybody's submissions, graded by two workers, once a run; skips, with the reason, where there is no sandbox."""
    need_sandbox()

    def grade(kept: Path) -> None:
        course = tmp_path_factory.mktemp("attacked") / "course"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(SECRET, "open sesame")  # as where the gradebook is a database with a password
            batch = graded.graded_batch(course, EVERYBODY, address)
        kept.write_bytes(pickle.dumps(replace(batch, submissions={})))

    kept = made_once(tmp_path_factory, "attacked", grade)
    return replace(pickle.loads(kept.read_bytes()), submissions=EVERYBODY)
