"""Check the exercises in a learner's own notebook file: **this runs the notebook's code**, in a kernel on this machine.

It is meant for the learner's own work, on the learner's own machine; other people's notebooks are graded in a sandbox.

The code cells run from the top, as "Run All" does but going on after an error, down to the last check cell that is
needed; what comes after it (training, most often) does not run. Check cells do not run either: at their place the
kernel is asked for the report, which comes back as data beside whatever the notebook prints. A learner who means to
can forge it, which deceives nobody else.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any

from checker.exercises import EXERCISES
from checker.report import Report, error_report
from checker.run import find_exercise

if TYPE_CHECKING:
    from nbclient import NotebookClient

DEFAULT_TIMEOUT = 120.0  # seconds for each cell
MAX_FILE_BYTES = 100 * 2**20
NOTEBOOK_FORMAT = 4
REPORT_TYPE = "application/vnd.pixels-to-lenet.report+json"
ASK_FOR_REPORT = '__import__("checker.notebook_file", fromlist=["publish_report"]).publish_report({slug!r})'
CHECK_CALL = re.compile(r"""^\s*(?:[\w.]+\.)?check_cell\(\s*(["'])([\w-]+)\1""", re.MULTILINE)
CHECK_PREFIX = "check-"  # of a check cell's name in nbgrader's metadata
FRESH_COPY = "take a fresh copy of the notebook and copy your answers into it"


class NotebookFileError(ValueError):
    """The notebook cannot be checked; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A code cell of a notebook, with the exercise that it belongs to."""

    number: int  # among all cells, counted from 1
    source: str
    answers: str = ""  # the slug of the exercise whose answer cell this is
    checks: str = ""  # the slug of the exercise whose check cell this is

    def __str__(self) -> str:
        lines = self.source.strip().splitlines() or [""]
        return f"cell {self.number}, which begins {lines[0][:40]!r}"


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


# --- reading


def read_notebook(path: Path) -> tuple[Cell, ...]:
    """The code cells of the notebook at `path`. Raises NotebookFileError for whatever is no notebook of this course."""
    notebook = _parse(path)
    _refuse_other_formats(notebook, path.name)
    _refuse_newer_course(notebook, path.name)
    cells = notebook["cells"]
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookFileError(f"{path.name} is damaged (its cells are no list of cells): {FRESH_COPY}.")
    return tuple(_code_cell(number, cell) for number, cell in enumerate(cells, 1) if cell.get("cell_type") == "code")


def find_checks(cells: Sequence[Cell], name: str) -> Mapping[str, int]:
    """Each exercise of the notebook called `name` -> the position of its check cell in `cells`, in the cells' order.

    Raises NotebookFileError when there is none, when one stands twice, or when an answer cell has lost its check cell.
    """
    checks: dict[str, int] = {}
    for position, cell in enumerate(cells):
        if cell.checks in checks:
            first = cells[checks[cell.checks]].number
            raise NotebookFileError(
                f"{name} has two check cells for {cell.checks!r} (cells {first} and {cell.number}): delete one."
            )
        if cell.checks:
            checks[cell.checks] = position
    lost = [cell.answers for cell in cells if cell.answers and cell.answers not in checks]
    if lost:
        raise NotebookFileError(f"{name} has lost the check cell of {lost[0]!r}: {FRESH_COPY}.")
    if not checks:
        raise NotebookFileError(f"{name} has no exercise in it: `checker list` shows which notebooks have.")
    return checks


def _parse(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        raise NotebookFileError(f"There is no notebook {path.name}: check the name.")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise NotebookFileError(
                f"{path.name} is larger than {MAX_FILE_BYTES // 2**20} MiB: clear its outputs and save."
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise NotebookFileError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    except UnicodeDecodeError as fault:
        raise NotebookFileError(f"{path.name} is not a notebook (it is not text): {FRESH_COPY}.") from fault
    if not text.strip("\0 \t\r\n"):
        raise NotebookFileError(f"{path.name} is empty: {FRESH_COPY}.")
    if "\0" in text:
        raise NotebookFileError(f"{path.name} is damaged (null bytes in it, as after a full disk): {FRESH_COPY}.")
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as fault:
        place = f" in line {fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise NotebookFileError(f"{path.name} is no notebook or damaged (no JSON{place}): {FRESH_COPY}.") from fault
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise NotebookFileError(f"{path.name} is JSON, but no notebook: check the name.")
    return notebook


def _refuse_other_formats(notebook: Mapping[str, Any], name: str) -> None:
    found = notebook["nbformat"]
    if not isinstance(found, int) or found > NOTEBOOK_FORMAT:
        raise NotebookFileError(f"{name} has a format newer than this checker knows ({found!r}): update the course.")
    if found < NOTEBOOK_FORMAT:
        raise NotebookFileError(f"{name} has an old format ({found}): open it in JupyterLab, save it, check again.")
    if "cells" not in notebook:
        raise NotebookFileError(f"{name} is damaged (it has no cells): {FRESH_COPY}.")


def _refuse_newer_course(notebook: Mapping[str, Any], name: str) -> None:
    from checker import __version__

    made_for = _within(notebook, "metadata", "course", "version")
    if _numbers(made_for) > _numbers(__version__):
        raise NotebookFileError(
            f"{name} belongs to version {made_for} of the course, this checker to {__version__}: "
            "update the course (git pull, then make lab)."
        )


def _code_cell(number: int, cell: Mapping[str, Any]) -> Cell:
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    marks = _within(cell, "metadata", "nbgrader")
    marks = marks if isinstance(marks, dict) else {}
    name = str(marks.get("grade_id", ""))
    if marks.get("grade") and name.startswith(CHECK_PREFIX):
        return Cell(number=number, source=source, checks=name.removeprefix(CHECK_PREFIX))
    if marks.get("solution"):
        return Cell(number=number, source=source, answers=name)
    call = CHECK_CALL.search(source)
    return Cell(number=number, source=source, checks=call[2] if call else "")


def _within(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _numbers(version: object) -> tuple[int, ...]:
    """ "1.2.3" -> (1, 2, 3); () for what is no version."""
    match = re.match(r"\d{1,6}(?:\.\d{1,6})*", version) if isinstance(version, str) else None
    return tuple(int(number) for number in match[0].split(".")) if match else ()


# --- running


def _run(cells: Sequence[Cell], slugs: list[str], *, folder: Path, timeout: float) -> Iterator[Report]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    waiting = list(slugs)
    with _kernel(cells, folder, timeout) as client:
        for position, cell in enumerate(cells):
            if not waiting:
                return
            if cell.checks and cell.checks not in slugs:
                continue
            try:
                outputs = _execute(client, position)
            except CellTimeoutError:
                stopped = _too_long(cell, timeout)
                break
            except DeadKernelError:
                stopped = _died(cell)
                break
            if cell.checks:
                waiting.remove(cell.checks)
                yield _report(cell.checks, outputs)
    for slug in waiting:
        yield _could_not_check(slug, *stopped)


@contextmanager
def _kernel(cells: Sequence[Cell], folder: Path, timeout: float) -> Iterator[NotebookClient]:
    """A fresh kernel of this Python, in the notebook's folder, that is gone afterwards whatever happens.

    It is given sources only: outputs, tags and the kernel's name in the file have no say in how it runs.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbformat import v4

    class Client(NotebookClient):
        def process_message(self, message: Any, cell: Any, cell_index: int) -> Any:
            """Only reports and errors are needed; the rest of what an endless loop shows would fill the memory."""
            needed = message["msg_type"] in ("status", "error") or REPORT_TYPE in message["content"].get("data", {})
            return super().process_message(message, cell, cell_index) if needed else None

    sources = [ASK_FOR_REPORT.format(slug=cell.checks) if cell.checks else cell.source for cell in cells]
    client = Client(
        v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources]),
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        timeout=timeout,
        iopub_timeout=max(1, int(timeout)),
        allow_errors=True,
        shutdown_kernel="immediate",
        log=_silent_log(),
    )
    with ExitStack() as kernel:
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


def _died(cell: Cell) -> tuple[str, str]:
    return (
        f"The kernel died while a cell ran, or just before ({cell}).",
        "Look for exit() or quit(), or for data so large that the memory ran out; then check again.",
    )


def _could_not_check(slug: str, message: str, hint: str) -> Report:
    exercise = EXERCISES.get(slug)
    title, points = (exercise.title, exercise.points) if exercise else (slug, 0.0)
    return error_report(slug, message, hint=hint, title=title, points=points)
