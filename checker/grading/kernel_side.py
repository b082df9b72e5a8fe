"""What runs in the kernel of a submission that is graded: it has the probes answer, and decides nothing.

An IPython extension, which the kernel loads as it starts: from then on it is noted which cells are run.

It knows no exercise, and so no solution. Whatever comes from here may be forged by the learner's code, which by that
can only answer: the judge is in another process.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from checker import cell_runs
from checker.attempt import Attempt
from checker.notebook import running_shell
from checker.probe import Probe
from checker.quiet import quiet_stderr
from checker.told_verdicts import tell

ANSWERS_TYPE = "application/vnd.pixels-to-lenet.answers"


class Data:
    """Text that travels under a type of its own, unchanged by how the learner lets values be shown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        return {ANSWERS_TYPE: self.text}


def load_ipython_extension(shell: Any) -> None:
    """Watch which cells are run from here on."""
    cell_runs.watch(shell)


def answer(request: str) -> Data:
    """What the learner has to say to `request`, JSON with a probe and its questions. Raises whatever goes wrong."""
    asked: dict[str, Any] = json.loads(request)
    shell = running_shell()
    with quiet_stderr():
        answers = Probe.from_dict(asked["probe"])(
            Attempt(namespace=shell.user_ns, runs=cell_runs.runs(shell)), asked["questions"]
        )
    return Data(json.dumps(answers))


def note(report: str) -> Data:
    """Tell the notebook's later cells, which may ask for it, what the judge said of an exercise."""
    tell(json.loads(report))
    return Data("")
