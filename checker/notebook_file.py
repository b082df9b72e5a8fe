"""Check the exercises in a learner's own notebook file: **this runs the notebook's code**, in a kernel on this machine.

It is meant for the learner's own work, on the learner's own machine; other people's notebooks are graded in a sandbox.

The code cells run from the top, as "Run All" does but going on after an error, down to the last check cell that is
needed; what comes after it (training, most often) does not run. Check cells do not run either: at their place the
kernel is asked for the report, which comes back as data beside whatever the notebook prints. A learner who means to
can forge it, which deceives nobody else.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any

from checker.cell_stops import Stop, line_that_ends_python, place, stop_of, with_stops
from checker.exercises import EXERCISES
from checker.notebook_cells import Cell, NotebookFileError, find_checks, read_notebook
from checker.report import Report, error_report
from checker.run import find_exercise

if TYPE_CHECKING:
    from nbclient import NotebookClient

DEFAULT_TIMEOUT = 120.0  # seconds for each cell
REPORT_TYPE = "application/vnd.pixels-to-lenet.report+json"
ASK_FOR_REPORT = '__import__("checker.notebook_file", fromlist=["publish_report"]).publish_report({slug!r})'


def check_notebook(path: str | Path, *, slug: str = "", timeout: float = DEFAULT_TIMEOUT) -> tuple[Report, ...]:
    """Run the notebook at `path` and check its exercises, or only `slug`; one report each, in the notebook's order.

    No cell may run longer than `timeout` seconds. What happens while it runs (an endless loop, a kernel that dies) is
    in the reports, with status error; those made before stay. Raises NotebookFileError for what is no notebook of the
    course, and UnknownExerciseError when there is no exercise `slug`.
    """
    if slug:
        find_exercise(slug)
    path = Path(path)
    cells = read_notebook(path)
    checks = find_checks(cells, path.name)
    if slug and slug not in checks:
        raise NotebookFileError(f"{path.name} has no exercise {slug!r}; it has {', '.join(map(repr, checks))}.")
    return tuple(_run(cells, [slug] if slug else list(checks), folder=path.resolve().parent, timeout=timeout))


def publish_report(slug: str) -> None:
    """In a kernel: check the exercise `slug` and send the report to whoever runs the notebook."""
    from IPython import get_ipython

    from checker.notebook import check

    get_ipython().display_pub.publish({REPORT_TYPE: check(slug).to_dict()})


def _run(cells: Sequence[Cell], slugs: list[str], *, folder: Path, timeout: float) -> Iterator[Report]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    waiting = list(slugs)
    stops: list[Stop] = []
    with _kernel(cells, folder, timeout) as client:
        for position, cell in enumerate(cells):
            if not waiting:
                return
            if cell.checks and cell.checks not in slugs:
                continue
            try:
                outputs = _execute(client, position)
            except CellTimeoutError:
                ending = _too_long(cell, timeout)
                break
            except DeadKernelError:
                ending = _died(cell)
                break
            if cell.checks:
                waiting.remove(cell.checks)
                yield with_stops(_report(cell.checks, outputs), stops)
            elif stop := stop_of(cell, outputs):
                stops.append(stop)
            if client.ends:
                ending = _ended(cell)
                break
    for slug in waiting:
        yield _could_not_check(slug, *ending)


@contextmanager
def _kernel(cells: Sequence[Cell], folder: Path, timeout: float) -> Iterator[Any]:
    """A fresh kernel of this Python, in the notebook's folder, that is gone afterwards whatever happens.

    It is given sources only: outputs, tags and the kernel's name in the file have no say in how it runs.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbformat import v4

    class Client(NotebookClient):
        ends = False  # exit() or quit() was called: the kernel goes on for a tenth of a second, and then is gone

        def process_message(self, message: Any, cell: Any, cell_index: int) -> Any:
            """Only reports and errors are needed; the rest of what an endless loop shows would fill the memory."""
            needed = message["msg_type"] in ("status", "error") or REPORT_TYPE in message["content"].get("data", {})
            return super().process_message(message, cell, cell_index) if needed else None

    sources = [ASK_FOR_REPORT.format(slug=cell.checks) if cell.checks else cell.source for cell in cells]

    async def note_exit(execute_reply: Any, **_: Any) -> None:
        client.ends = any(ask.get("source") == "ask_exit" for ask in execute_reply["content"].get("payload", ()))

    client = Client(
        v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources]),
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        timeout=timeout,
        iopub_timeout=max(1, int(timeout)),
        allow_errors=True,
        on_cell_executed=note_exit,
        shutdown_kernel="immediate",
        log=_silent_log(),
    )
    with ExitStack() as kernel, warnings.catch_warnings():
        # Where the home folder cannot be written, IPython says so, and does without.
        warnings.filterwarnings("ignore", message="IPython parent")
        try:
            kernel.enter_context(client.setup_kernel(stdout=DEVNULL, stderr=DEVNULL))
        except (RuntimeError, NoSuchKernel) as fault:
            raise NotebookFileError(f"No kernel could be started ({fault}): run `make lab` to repair it.") from fault
        yield client


def _silent_log() -> logging.Logger:
    log = logging.Logger("checker.notebook_file")
    log.addHandler(logging.NullHandler())
    return log


def _execute(client: NotebookClient, position: int) -> list[Mapping[str, Any]]:
    return list(client.execute_cell(client.nb.cells[position], position).outputs)


def _report(slug: str, outputs: Sequence[Mapping[str, Any]]) -> Report:
    """The report among what the kernel sent back at the place of the check cell."""
    sent = next((output["data"][REPORT_TYPE] for output in outputs if REPORT_TYPE in output.get("data", {})), None)
    error = next((output for output in outputs if output["output_type"] == "error"), None)
    if sent is None and error is not None and error["ename"] == "SystemExit":
        hint = "Take `exit()`, `quit()` and `sys.exit()` out of what you wrote, then check again."
        return _could_not_check(slug, "Your code ended the program while it was being checked.", hint)
    if sent is None and error is not None:
        said = f"{error['ename']}: {error['evalue']}"
        hint = (
            "Run `make lab`, in case the course is not installed for this Python. Is there a file checker.py beside "
            "the notebook? It hides the course's checker: rename it."
        )
        return _could_not_check(slug, f"The notebook's kernel could not run the checker ({said}).", hint)
    try:
        report = Report.from_dict(sent or {})
    except (KeyError, TypeError, ValueError):
        report = None
    if report is None or report.exercise != slug:
        hint = "Does a cell change display or get_ipython? Take that out, then check again."
        return _could_not_check(slug, "The notebook's kernel sent no report of this exercise.", hint)
    return report


def _too_long(cell: Cell, timeout: float) -> tuple[str, str]:
    return (
        f"A cell ran longer than {timeout:g} seconds and was stopped ({cell}).",
        f"Look for a loop that never ends. If the cell only needs longer, allow it more: --timeout {5 * timeout:g}.",
    )


def _ended(cell: Cell) -> tuple[str, str]:
    where = f"while {cell.checks!r} was checked" if cell.checks else f"in {place(cell, line_that_ends_python(cell))}"
    return (
        f"Python was ended by `exit()` or `quit()`, {where}. No cell after it can run.",
        "Take it out: a cell is done with its last line, a function with `return`.",
    )


def _died(cell: Cell) -> tuple[str, str]:
    return (
        f"The kernel died while a cell ran, or just before ({cell}).",
        "Look for `os._exit()`, or for data so large that the memory ran out; then check again.",
    )


def _could_not_check(slug: str, message: str, hint: str) -> Report:
    exercise = EXERCISES.get(slug)
    title, points = (exercise.title, exercise.points) if exercise else (slug, 0.0)
    return error_report(slug, message, hint=hint, title=title, points=points)
