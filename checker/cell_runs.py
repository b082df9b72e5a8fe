"""Which cells of a notebook were run, and how each ended: so that an answer is not taken from an older run.

IPython tells only of the run before; the others are noted here as they end, as plain data.
"""

from __future__ import annotations

from collections import deque
from typing import Any
from weakref import WeakKeyDictionary

from checker.attempt import CellRun
from checker.stopped_cell import raised_as_data

MOST = 500  # cells that are remembered; an older run of an answer cell counts as one that went well

_runs: WeakKeyDictionary[Any, deque[CellRun]] = WeakKeyDictionary()  # by shell


def watch(shell: Any) -> None:
    """Note every cell that `shell` runs from now on. Doing it again changes nothing."""
    if shell not in _runs:
        _runs[shell] = deque(maxlen=MOST)
        if shell.last_execution_result is not None:
            _note(shell.last_execution_result, shell)
        shell.events.register("post_run_cell", lambda result: _note(result, shell))


def runs(shell: Any) -> tuple[CellRun, ...]:
    """The cells that were run, the oldest first."""
    watch(shell)
    return tuple(_runs[shell])


def _note(result: Any, shell: Any) -> None:
    before, during = result.error_before_exec, result.error_in_exec
    source = result.info.raw_cell if result.info is not None else None
    if not isinstance(source, str):
        return
    raised = before or during
    line = 0 if before is not None else _line(during)
    _runs[shell].append(CellRun(source=_as_python(source, shell), raised=raised_as_data(raised), line=line))


def _as_python(source: str, shell: Any) -> str:
    """The cell without magics, as far as it can be told."""
    try:
        return str(shell.transform_cell(source))
    except Exception:  # not Python: it ended in an error, which says so
        return source


def _line(raised: BaseException | None) -> int:
    """The line of the cell in which it ended in an exception, from 1; 0 where it cannot be told."""
    trace = raised.__traceback__ if raised is not None else None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name.startswith("<") and "site-packages" not in code.co_filename:
            return trace.tb_lineno
        trace = trace.tb_next
    return 0
