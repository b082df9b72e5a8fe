"""The batch that most tests here look at, graded once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks import batch as graded
from tests.attacks.everybody import EVERYBODY
from tests.needs import need_sandbox

SECRET = "GRADEBOOK_PASSWORD"


@pytest.fixture(scope="session")
def address() -> Iterator[tuple[str, int]]:
    """Of a server outside the sandbox that gives the answer away."""
    with graded.helper() as where:
        yield where


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory, address: tuple[str, int]) -> Iterator[graded.Batch]:
    """Everybody's submissions, graded by two workers; skips, with the reason, where no sandbox can be had."""
    need_sandbox()
    course: Path = tmp_path_factory.mktemp("attacked") / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SECRET, "open sesame")  # as where the gradebook is a database with a password
        yield graded.graded_batch(course, EVERYBODY, address)
