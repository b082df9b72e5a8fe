"""Every attack, run by the real engine in the real sandbox: no point is earned by it, nothing outside is touched."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

import checker
from checker.exercises import EXERCISES
from checker.grading.grade_submission import grade_submission
from checker.grading.job import MIB, Check, Job, Limits, Outcome, Result
from tests.attacks import corpus

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.timeout(300),
]
MARK = f"7{os.getpid():06d}7"
LIMITS = Limits(cell_seconds=6.0, seconds=60.0, probe_seconds=20.0, answer_bytes=8 * MIB)
PYTHON = (
    corpus.VERDICT | corpus.STEALING | corpus.EXHAUSTION | corpus.DESERIALISATION | corpus.SYSTEM
)  # all go for one exercise


def run(*sources: str) -> Result:
    """A submission of these cells; one that is an exercise's name is its check cell."""
    checks = [source for source in sources if source in EXERCISES]
    cells = [_cell(number, source.replace(corpus.MARK, MARK)) for number, source in enumerate(sources)]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return grade_submission(
        Job(
            student="eve",
            assignment="attacks",
            notebook=json.dumps(notebook).encode(),
            released=[cell for cell in cells if cell["metadata"]],
            metadata={},
            checks=[Check(slug=slug, points=EXERCISES[slug].points, seed=n) for n, slug in enumerate(checks, 11)],
            limits=LIMITS,
        )
    )


def _cell(number: int, source: str) -> dict[str, Any]:
    marks = {"grade_id": f"check-{source}", "grade": True, "locked": True, "solution": False, "points": 1}
    named = source in EXERCISES
    return {
        "cell_type": "code",
        "id": f"check-{source}" if named else f"cell-{number}",
        "metadata": {"nbgrader": marks} if named else {},
        "source": f'check_cell("{source}")' if named else source,
    }


def earned(result: Result) -> Mapping[str, Outcome]:
    """What each exercise came to."""
    return {outcome.slug: outcome for outcome in result.outcomes}


@pytest.fixture
def untouched():
    """After an attack nothing of it is left on the machine: no file, no process."""
    yield
    places = [
        Path("/tmp"),
        Path(checker.__file__).parent,
        Path(sys.prefix, "lib", "python3.11", "site-packages"),
        Path("/usr"),
    ]
    assert [file for place in places for file in place.glob(f"*{MARK}*")] == []
    end = time.monotonic() + 10
    while (left := _processes()) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []


def _processes():
    found = [one for one in psutil.process_iter(["cmdline", "status"]) if MARK in " ".join(one.info["cmdline"] or [])]
    return [one for one in found if one.info["status"] != psutil.STATUS_ZOMBIE]


def test_the_corpus_has_fifty_attacks_and_more():
    """Of every class of the threat model."""
    classes = (PYTHON, corpus.READER, corpus.MODEL, corpus.TRAINED)
    assert sum(map(len, classes)) >= 50


@pytest.mark.parametrize("name", PYTHON)
def test_an_attack_earns_nothing_and_says_why(name, untouched):
    """And takes no point away that the submission earned before it."""
    outcomes = earned(run("answer = 12", "start", PYTHON[name], "convolution-map"))
    assert outcomes["start"].score == EXERCISES["start"].points
    assert outcomes["convolution-map"].score == 0
    assert outcomes["convolution-map"].report["findings"][0]["message"]


@pytest.mark.parametrize("name", corpus.READER)
def test_nothing_arrives_that_a_reader_would_run(name):
    """Only text and pictures of pixels are kept of what a submission shows."""
    notebook = json.loads(run(corpus.READER[name], "answer = 12", "start").notebook)
    kinds = {kind for cell in notebook["cells"][:2] for out in cell.get("outputs", []) for kind in out.get("data", {})}
    assert kinds <= {"text/plain", "image/png"}
    assert "\\u001b" not in json.dumps(notebook) and "\\u0007" not in json.dumps(notebook)


@pytest.fixture(scope="module")
def honest_share():
    """What a wrong block earns that does not pretend to be anything else."""
    source = corpus.LENET.format(block=corpus.WRONG_BLOCK, after="")
    return earned(run(source, "lenet"))["lenet"].score


@pytest.mark.parametrize("name", corpus.MODEL)
def test_a_model_that_lies_earns_no_more_than_an_honest_wrong_one(name, honest_share):
    """What it consists of and what it computes is looked at, not what it says."""
    outcome = earned(run(corpus.MODEL[name], "lenet"))["lenet"]
    most = EXERCISES["lenet"].points - 0.5 if "tanh" in name else honest_share
    assert outcome.score <= most


@pytest.mark.parametrize("name", corpus.TRAINED)
def test_what_was_not_trained_earns_nothing(name):
    """Weights, answers and histories from elsewhere."""
    assert earned(run(corpus.TRAINED[name], "lenet-train"))["lenet-train"].score == 0


LOOK_ALIKES = {
    "a big but fair training": (
        "import numpy as np, keras\nm = keras.Sequential([keras.Input((64,)), keras.layers.Dense(64)])\n"
        "m.compile('sgd', 'mse'); m.fit(np.ones((512, 64)), np.ones((512, 64)), epochs=20, verbose=0)\nanswer = 12\n"
    ),
    "a Lambda": "import keras\nkeras.layers.Lambda(lambda x: x)\nanswer = 12\n",
    "a warning on stderr": "import sys, warnings\nwarnings.warn('old')\nprint('W0000', file=sys.stderr)\nanswer = 12\n",
    "an own function called check": "def check(slug): return 'mine'\ndef check_cell(slug): return 0\nanswer = 12\n",
    "an input left in": "answer = 12\ninput('go on?')\n",
    "a helper written and imported": "open('own.py', 'w').write('twelve = 12')\nimport own\nanswer = own.twelve\n",
    "a subprocess": "import subprocess\nsubprocess.run(['ls'], check=True)\nanswer = 12\n",
    "threads": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(8) as pool: answer = sum(pool.map(int, [3, 4, 5]))\n"
    ),
    "many plots": (
        "import matplotlib.pyplot as plt\nfor _ in range(5):\n    plt.figure(); plt.plot([1, 2]); plt.show()\n"
        "answer = 12\n"
    ),
    "NumPy's number": "import numpy as np\nanswer = np.int64(12)\n",
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_honest_work_that_looks_odd_loses_nothing(name):
    """Full marks."""
    assert earned(run(LOOK_ALIKES[name], "start"))["start"].score == EXERCISES["start"].points
