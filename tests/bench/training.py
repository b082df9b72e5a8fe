"""The training of 10 as a learner starts it, on two cores: from the call until the last curve is drawn."""

import json
import os
import time

from tests.bench.checking import RIGHT
from tests.bench.timing import Row, python

GOAL = 60.0  # seconds
CORES = 2
EPOCHS = 8  # as many as the lesson's solution


def rows() -> list[Row]:
    """One run: it is long enough to be much the same every time."""
    seconds = json.loads(python("-c", "from tests.bench import training; training.seconds()").splitlines()[-1])
    what = f"training LeNet for {EPOCHS} epochs as in lesson 10, on at most {CORES} cores"
    return [Row(what=what, measured=seconds, than="the goal", against=GOAL, most=1.0, runs=1)]


def seconds() -> None:
    """Print how long the lesson's own call takes in this process."""
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    from course.data import digits
    from course.training import train

    made: dict = {}
    exec(RIGHT, made)
    images = digits()
    start = time.perf_counter()
    train(made["model"], images, epochs=EPOCHS)
    print(json.dumps(time.perf_counter() - start))
