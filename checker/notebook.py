"""Checks inside a notebook: `check` gives a report; `check_cell` shows the button and gives nbgrader the score."""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker import cell_runs, progress, run
from checker.exercise import Attempt
from checker.render.html import html
from checker.render.text import text
from checker.report import Report, Status, error_report

if TYPE_CHECKING:
    from checker.button import CheckButton


class Score(float):
    """What a check cell returns: the score, which shows itself as the plain number that nbgrader reads.

    Always a finite number within 0..points; full marks only for a pass.
    """

    points: float

    def __new__(cls, report: Report) -> Score:
        """The score of `report`, or 0.0 where it cannot be one."""
        score = super().__new__(cls, _earned(report))
        score.points = float(report.points)
        return score

    def _repr_html_(self) -> str:
        told = f"Score when this cell was last run: {float(self)} of {self.points:g}"
        return f'<p class="checker-score"><small>{told}</small></p>'


def check(slug: str, namespace: Mapping[str, object] | None = None) -> Report:
    """The report on the exercise `slug`: on the notebook's variables, or on `namespace` where that is given.

    Never raises: what cannot be checked is a report with the status error that says what to do.
    """
    shell = running_shell()
    if shell is not None:
        _register_formatters(shell)
    if namespace is not None and not isinstance(namespace, Mapping):
        return error_report(
            str(slug),
            f"The second argument must be a dictionary from names to values, received {type(namespace).__name__}.",
            hint=_by_name(slug),
        )
    if namespace is not None:
        return run.check(slug, Attempt(namespace=namespace))
    if shell is None:
        return error_report(str(slug), "There is no notebook here to look into.", hint=_by_name(slug))
    return noted(run.check(slug, Attempt(namespace=shell.user_ns, runs=cell_runs.runs(shell))))


def noted(report: Report) -> Report:
    """`report`, after it has been noted in the learner's progress, as far as that can be written."""
    with contextlib.suppress(OSError):  # the verdict is what counts
        progress.record(report)
    return report


def check_cell(slug: str) -> Score:
    """Show the Check button with the verdict of this moment, and return the score.

    Whatever goes wrong, the result is a score (0.0 then) and the reason is shown.
    """
    try:
        report = check(slug)
    except (Exception, SystemExit) as fault:
        report = error_report(str(slug), f"The checker stumbled ({type(fault).__name__}).", hint=run.ISSUE_HINT)
    _show(slug, report)
    return Score(report)


def check_button(slug: str) -> CheckButton:
    """The Check button alone, to be shown where one likes. Raises UnknownExerciseError; needs anywidget."""
    from checker.button import CheckButton

    return CheckButton(slug, check=check)


def running_shell() -> Any:
    """The IPython shell that runs this code, or None. Does not load IPython: a running shell has done so."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


if (_shell := running_shell()) is not None:  # the cells of a notebook that imports this are watched from here on
    cell_runs.watch(_shell)


def _by_name(slug: str) -> str:
    return f'Write `check("{slug}", {{"model": model}})`.'


def _earned(report: Report) -> float:
    """The score as nbgrader can take it: NaN, negative or too large numbers are full marks to it, or a crash."""
    score, points = float(report.score), float(report.points)
    if report.status is Status.ERROR or not math.isfinite(score) or not 0.0 <= score <= points:
        return 0.0
    if score == points and report.status is not Status.PASSED:
        return 0.0
    return score


def _register_formatters(shell: Any) -> None:
    """Let IPython show a report as a page or as text. Doing it again changes nothing."""
    page, plain = (shell.display_formatter.formatters[kind] for kind in ("text/html", "text/plain"))
    page.for_type(Report, html)
    plain.for_type(Report, lambda report, printer, _cycle: printer.text(text(report)))
    # A setting of the learner's for all floats, such as `%precision 0`, must not round the score.
    plain.for_type(Score, lambda score, printer, _cycle: printer.text(repr(float(score))))


def _show(slug: str, report: Report) -> None:
    shell = running_shell()
    if shell is None:
        print(text(report))
        return
    try:
        _show_button(slug, report, shell)
    except Exception:  # no widgets here, or broken ones: the verdict is what counts
        from IPython.display import display

        display({"text/html": html(report), "text/plain": text(report)}, raw=True)


def _show_button(slug: str, report: Report, shell: Any) -> None:
    if getattr(shell, "kernel", None) is None:
        raise RuntimeError("a button needs a kernel to talk to")
    from IPython.display import display

    from checker.button import CheckButton

    display(CheckButton(slug, check=check, report=report))
