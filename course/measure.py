"""What a lesson costs the computer: it is run, solved, in a kernel of its own.

Needs nbclient, jupytext and nbgrader, which maintainers have.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 600  # seconds that a single cell may take


def processor_seconds(source: Path) -> float:
    """Processor time that the lesson built from `source` takes with its solutions, all cores together, in seconds.

    Unlike the time on the clock this hardly depends on what else the machine does.
    Raises nbclient's CellExecutionError where a cell fails.
    """
    from nbclient import NotebookClient

    from checker.build import build_source

    before = _of_children()
    client = NotebookClient(build_source(source), timeout=LONGEST)
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=str(ROOT / "notebooks"))
    return _of_children() - before


def _of_children() -> float:
    """Of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
