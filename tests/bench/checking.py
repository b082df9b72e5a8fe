"""A check of the LeNet exercise where everything is loaded already: in an IPython shell, and in a real kernel."""

import json
import time
from statistics import median
from subprocess import DEVNULL

from tests.bench.timing import Row, python

GOAL = 0.050  # seconds
PROCESSES = 3
CHECKS = 30  # in each process
NETWORK = """
from keras import Input, Sequential, layers
model = Sequential([Input((32, 32, 1)), layers.Conv2D(6, 5), layers.Activation("relu"), layers.MaxPooling2D(2)])
{block}
for layer in (layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10), layers.Activation("softmax")):
    model.add(layer)
"""
RIGHT = NETWORK.format(
    block='for layer in (layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3)): model.add(layer)'
)
WRONG = NETWORK.format(
    block='for layer in (layers.Conv2D(8, 8), layers.Activation("relu"), layers.AveragePooling2D(3)): model.add(layer)'
)


def rows() -> list[Row]:
    """Medians of the processes' medians."""
    shells = [
        json.loads(python("-c", "from tests.bench import checking; checking.in_a_shell()")) for _ in range(PROCESSES)
    ]
    kernels = [_in_a_kernel() for _ in range(PROCESSES)]
    return [
        _row("check of a right answer, warm, in an IPython shell", [times["passed"] for times in shells]),
        _row("check of a wrong answer, warm, in an IPython shell", [times["failed"] for times in shells]),
        _row("check cell, warm, asked of a real kernel and answered", kernels),
    ]


def _row(what: str, times: list[float]) -> Row:
    return Row(what=what, measured=median(times), than="the goal", against=GOAL, most=1.0, runs=PROCESSES * CHECKS)


def in_a_shell() -> None:
    """Print the median seconds of a check of a right and of a wrong answer, by status, in a shell of this process."""
    from IPython.core.interactiveshell import InteractiveShell

    from checker import check
    from checker.quiet import quiet_tensorflow

    quiet_tensorflow()
    shell = InteractiveShell.instance()
    found = {}
    for source in (RIGHT, WRONG):
        shell.run_cell(source).raise_error()
        report = check("lenet")  # warms up
        found[str(report.status)] = median(_seconds(lambda: check("lenet")) for _ in range(CHECKS))
    print(json.dumps(found))


def _in_a_kernel() -> float:
    """The median seconds from the request to run the check cell until the kernel is idle again, button shown."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3", stderr=DEVNULL)
    try:
        _execute(client, RIGHT)
        _execute(client, "from checker.notebook import check_cell\ncheck_cell('lenet')")
        return median(_seconds(lambda: _execute(client, "check_cell('lenet')")) for _ in range(CHECKS))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _execute(client, source: str) -> None:
    reply = client.execute_interactive(source, output_hook=lambda _: None, timeout=120)
    if reply["content"]["status"] != "ok":
        raise AssertionError(reply["content"])


def _seconds(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
