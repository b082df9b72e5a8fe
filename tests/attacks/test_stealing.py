"""What is stolen is there to be stolen: run unprotected, in a course that lies open, each thief finds something."""

from __future__ import annotations

import json
import os
import py_compile
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.exercises import windows
from tests.attacks.batch import LESSON, Batch, fill, filled
from tests.attacks.conftest import SECRET
from tests.attacks.stealing import STEALING

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc and namespaces are Linux's own"),
    pytest.mark.timeout(600),
]
# What they find is not the answer to the exercise.
OTHER_PREY = {
    "the judge asked", "the gradebook", "the environment", "another process's environment",
    "files that other processes have open", "modules that are loaded", "questions kept from one call for the next",
}  # fmt: skip


@pytest.fixture(scope="module")
def naive(batch: Batch, address: tuple[str, int]) -> dict[str, Any]:
    """What the naive grader says of each: which share is right, and what was printed."""
    places = filled("nobody", address)
    py_compile.compile(windows.__file__)  # as it is wherever Python may keep what it has compiled
    asked = {
        "folder": str(batch.course / "submitted" / "honest" / LESSON),
        "submissions": {name: [fill(one.slide, places), fill(one.below, places)] for name, one in STEALING.items()},
    }
    with (batch.course / "gradebook.db").open("rb"):  # as a grader has it
        done = subprocess.run(
            [sys.executable, "-m", "tests.attacks.naive_grader"],
            input=json.dumps(asked),
            cwd=Path(__file__).parents[2],
            env={**os.environ, SECRET: "open sesame"},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", STEALING)
def test_a_thief_finds_its_prey_where_nothing_is_protected(naive: dict[str, Any], name: str) -> None:
    """More than nothing. In the sandbox the same cells find nothing: test_attacks has each tell so."""
    assert "prey: " in naive[name]["printed"] and "prey: 0" not in naive[name]["printed"], naive[name]["printed"]


@pytest.mark.parametrize("name", [name for name in STEALING if name not in OTHER_PREY])
def test_what_is_found_is_the_answer(naive: dict[str, Any], name: str) -> None:
    """Full marks from the naive grader."""
    assert naive[name]["share"] == 1.0
