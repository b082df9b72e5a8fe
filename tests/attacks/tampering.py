"""Tampering with what is handed in: the notebook's cells and marks, the file itself, and what lies beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from checker.grading.flags import MOST_NAMES
from tests.attacks.submission import FULL, RIGHT, Notebook, Submission, after_empty

START, MAP = "check-start", "check-convolution-map"
NOT_GRADED: dict[str, float] = {}
MARKED = "marks changed"
EDITED = "locked cell edited"


def cell(notebook: Notebook, name: str) -> dict[str, Any]:
    """The one with this id."""
    return next(one for one in notebook["cells"] if one["id"] == name)


def changed(change: Callable[[Notebook], Any], *told: str, **more: Any) -> Submission:
    """`change` alters the notebook; what it returns is left alone."""

    def apply(notebook: Notebook) -> None:
        change(notebook)

    return Submission(change=apply, told=told, **more)


def replaced(by: Callable[[Notebook], bytes], told: str) -> Submission:
    """Handed in is `by(notebook)`, which cannot be graded."""
    return Submission(change=by, told=(told,), earns=NOT_GRADED)


def marks(**changes: Any) -> Callable[[Notebook], None]:
    """Set marks of both check cells."""

    def change(notebook: Notebook) -> None:
        for name in (START, MAP):
            cell(notebook, name)["metadata"]["nbgrader"].update(changes)

    return change


def _code(name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": 1,
    }


def _score_output() -> list[dict[str, Any]]:
    return [{"output_type": "execute_result", "data": {"text/plain": "3.0"}, "metadata": {}, "execution_count": 1}]


def _rewrite(notebook: Notebook) -> None:
    cell(notebook, MAP)["source"] = "3.0"


def _retype(notebook: Notebook) -> None:
    check = cell(notebook, MAP)
    check.update(cell_type="markdown", source="3.0")


def _delete(notebook: Notebook) -> None:
    notebook["cells"] = [one for one in notebook["cells"] if not one["id"].startswith("check-")]


def _delete_marks(notebook: Notebook) -> None:
    for one in notebook["cells"]:
        one["metadata"] = {}
        one["id"] = f"x-{one['id']}"


def _copy_check(notebook: Notebook) -> None:
    copy = deepcopy(cell(notebook, MAP))
    copy.update(id="copy", source="3.0", outputs=_score_output())
    notebook["cells"] += [copy, deepcopy(copy)]


def _copy_answer(notebook: Notebook) -> None:
    notebook["cells"].insert(1, deepcopy(cell(notebook, "convolution-map")))


def _same_ids(notebook: Notebook) -> None:
    for one in notebook["cells"]:
        one["id"] = MAP


def _swap_names(notebook: Notebook) -> None:
    first, second = cell(notebook, START), cell(notebook, MAP)
    first["id"], second["id"] = MAP, START
    first["metadata"]["nbgrader"]["grade_id"], second["metadata"]["nbgrader"]["grade_id"] = MAP, START


def _reorder(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def _checks_first(notebook: Notebook) -> None:
    notebook["cells"].sort(key=lambda one: not one["id"].startswith("check-"))


def _add_grades(notebook: Notebook) -> None:
    graded = {"grade": True, "locked": True, "solution": False, "points": 100, "schema_version": 3}
    notebook["cells"] += [
        {**_code("bonus", "100.0", grade_id="bonus", **graded), "outputs": _score_output()},
        _code("check-lenet-train", "100.0", grade_id="check-lenet-train", **graded),
        _code("task", "", grade_id="task", task=True, **graded),
    ]


def _odd_marks(notebook: Notebook) -> None:
    odd: tuple[Any, ...] = ([], {"grade_id": []}, {"grade_id": {"x": 1}, "points": "NaN"}, None, "check-start", 3.0)
    for one, value in zip(notebook["cells"], odd, strict=False):
        one["metadata"]["nbgrader"] = value


def _forge_outputs(notebook: Notebook) -> None:
    for one in notebook["cells"]:
        if one["cell_type"] == "code":
            one["outputs"], one["execution_count"] = _score_output(), 1


def _kernelspec(notebook: Notebook) -> None:
    notebook["metadata"] = {
        "kernelspec": {"name": "bash", "display_name": "x", "argv": ["/bin/sh", "-c", "touch /tmp/@MARK@"]},
        "nbgrader": {"points": 99},
        "course": {"name": "another"},
    }


def _odd_cell(notebook: Notebook) -> None:
    notebook["cells"].append({"cell_type": "judge", "source": "3.0"})


def _odd_source(notebook: Notebook) -> None:
    cell(notebook, "convolution-map")["source"] = [{"text": "x"}]


def _surrogate(notebook: Notebook) -> None:
    cell(notebook, "convolution-map")["source"] += "# \ud800"


def _huge_cell(notebook: Notebook) -> None:
    cell(notebook, "convolution-map")["source"] += "#" * 5_000_000


def _as_json(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode()


def _with(**changes: Any) -> Callable[[Notebook], bytes]:
    return lambda notebook: _as_json({**notebook, **changes})


CELLS = {
    "points raised": changed(marks(points=100), MARKED),
    "points that are negative": changed(marks(points=-5), MARKED),
    "points that are no number": changed(marks(points="NaN"), MARKED),
    "checks marked as answers": changed(marks(solution=True, grade=False, locked=False), MARKED),
    "checks that are not graded": changed(marks(grade=False), MARKED),
    "a check rewritten": changed(_rewrite, rf"{EDITED} \({MAP}\)"),
    "a check made text": changed(_retype, "type of cell changed", EDITED),
    "checks deleted": changed(_delete, "cell missing"),
    "all marks deleted": changed(_delete_marks, "cell missing", earns=NOT_GRADED),
    "a check copied": changed(_copy_check, rf"cell copied \({MAP}\)", EDITED, earns={"start": 1.0}),
    "an answer copied": changed(_copy_answer, r"cell copied \(convolution-map\)"),
    "one id for all cells": changed(_same_ids, "cells? copied|cell missing|marks changed|another order"),
    "two checks with their names swapped": changed(_swap_names, EDITED, "another order"),
    "all cells reversed": changed(_reorder, "another order", earns=NOT_GRADED),
    "checks before their answers": changed(_checks_first, "another order", earns=NOT_GRADED),
    "cells that are graded added": changed(
        _add_grades, r"cells marked as graded \(\d\) that the release does not have"
    ),
    "marks of other types": changed(_odd_marks, MARKED),
    "scores in the outputs": changed(_forge_outputs),
    "another kernel": changed(_kernelspec),
    "half a character": changed(_surrogate),
    "a cell of five megabytes": changed(_huge_cell),
    "an odd cell": changed(_odd_cell, r"cell 8 is no cell", earns=NOT_GRADED),
    "a source that is no text": changed(_odd_source, "holds something that is no text", earns=NOT_GRADED),
}

FILES = {
    "no JSON": replaced(lambda _: b"print('hello')", "it is no JSON"),
    "half a notebook": replaced(lambda notebook: _as_json(notebook)[:700], "it is no JSON"),
    "null bytes": replaced(lambda notebook: _as_json(notebook)[:50] + bytes(200), "null bytes"),
    "nothing": replaced(lambda _: b"", "the notebook is empty"),
    "no Unicode": replaced(lambda notebook: b"\xff\xfe" + _as_json(notebook), "no text in UTF-8"),
    "a list": replaced(lambda _: b"[1, 2]", "JSON, but no notebook"),
    "lists within lists, 100,000 deep": replaced(lambda _: b"[" * 100_000 + b"]" * 100_000, "it is no JSON"),
    "an old format": replaced(_with(nbformat=3), "an old format"),
    "a format to come": replaced(_with(nbformat=5), "a newer format"),
    "a format that is no number": replaced(_with(nbformat="4"), "JSON, but no notebook"),
    "a format that is true": replaced(_with(nbformat=True), "an old format|no notebook"),
    "cells that are no list": replaced(_with(cells={"0": {}}), "no list of cells"),
    "six thousand cells": replaced(
        lambda notebook: _as_json({**notebook, "cells": notebook["cells"] * 900}), "far too many"
    ),
    "a number with a million digits": replaced(lambda _: b'{"nbformat": ' + b"4" * 10**6 + b"}", "it is no JSON"),
    "fifty-one megabytes": replaced(lambda notebook: _as_json(notebook) + b" " * 51 * 2**20, "larger than 50 MiB"),
}


def _link_notebook(folder: Path) -> None:
    (path := next(folder.glob("*.ipynb"))).unlink()
    path.symlink_to(folder.parent.parent / "honest" / folder.name / path.name)


def _link_out(folder: Path) -> None:
    (folder / "gradebook.db").symlink_to(folder.parent.parent.parent / "gradebook.db")
    (folder / "everything").symlink_to("/")


def _link_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(folder.parent.parent / "honest" / folder.name)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")


def _many_files(folder: Path) -> None:
    for number in range(400):
        (folder / f"{number}.txt").touch()


def _two_notebooks(folder: Path) -> None:
    path = next(folder.glob("*.ipynb"))
    path.rename(folder / "a.ipynb")
    (folder / "b.ipynb").write_bytes((folder / "a.ipynb").read_bytes())


def _no_notebook(folder: Path) -> None:
    next(folder.glob("*.ipynb")).rename(folder / "answers.txt")


def _forge_timestamp(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 UTC")
    (folder / "submission_secret.txt").write_bytes(b"\xff" * 10**6)


def _deep_folders(folder: Path) -> None:
    (folder / "/".join("a" * 250)).mkdir(parents=True)


LENT = RIGHT + "# to be copied\n"
HIJACK = b"open('/tmp/@MARK@', 'w')\nraise SystemExit('taken over')\n"
MODULES = ("numpy.py", "checker.py", "json.py", "keras.py", "zmq.py", "sitecustomize.py", "usercustomize.py", "x.pth")
PACKAGES = (
    "numpy/__init__.py", "checker/__init__.py", "checker/grading/kernel_side.py", "json/__init__.py",
    "IPython/__init__.py", "ipykernel/__init__.py", "scipy/__init__.py", "course/data.py",
)  # fmt: skip
SETTINGS = (
    ".ipython/profile_default/startup/x.py", ".ipython/profile_default/ipython_kernel_config.py", "ipython_config.py",
    "ipython_kernel_config.py", ".jupyter/jupyter_config.py", ".config/matplotlib/matplotlibrc", "matplotlibrc",
    ".keras/keras.json",
)  # fmt: skip
FINDS = """
import os, sys
import json, numpy, keras, checker.grading.kernel_side, checker.probes.block, course.stages
from_here = [name for name, module in list(sys.modules.items()) if os.getcwd() in str(getattr(module, "__file__", ""))]
print("own:", from_here, os.path.exists("/tmp/@MARK@"))
"""


def hijacks(*paths: str) -> Submission:
    """Programs in the places of modules or of settings."""
    return Submission(
        files=dict.fromkeys(paths, HIJACK),
        slide=after_empty(FINDS),
        told=(rf"own file beside the notebook \(.* and {len(paths) - MOST_NAMES} more",),
        shows=r"own: \[\] False",
    )


BESIDE = {
    "own modules": hijacks(*MODULES),
    "own packages": hijacks(*PACKAGES),
    "own settings": hijacks(*SETTINGS),
    "files by the dozen, with long names, such that nothing else is told": Submission(
        files={f"numpy.{'a' * 150}.{number}.py": b"" for number in range(45)},
        slide=after_empty("import checker.grading\n'user_expressions'"),
        told=(r"\(numpy.* and 42 more\)", r"reaches into the checker \(checker", "changes how cells are run"),
    ),
    "a link in the notebook's place": Submission(lay=_link_notebook, told=("symlink", "no notebook"), earns=NOT_GRADED),
    "a link in the folder's place": Submission(
        lay=_link_folder, told=("a link, which is not followed",), earns=NOT_GRADED
    ),
    "links beside the notebook": Submission(lay=_link_out, told=("symlink",)),
    "pipes": Submission(lay=_pipe, told=("a pipe, socket or device",)),
    "four hundred files": Submission(lay=_many_files, told=("more than 300 files",), earns=NOT_GRADED),
    "two notebooks": Submission(lay=_two_notebooks, told=("there are 2 notebooks",), earns=NOT_GRADED),
    "no notebook": Submission(lay=_no_notebook, told=("there is no notebook",), earns=NOT_GRADED),
    "a forged time": Submission(lay=_forge_timestamp),
    "folders within folders": Submission(lay=_deep_folders),
    "a notebook": Submission(slide=LENT, earns=FULL, told=("the very same notebook as the same notebook again",)),
    "the same notebook again": Submission(slide=LENT, earns=FULL, told=("the very same notebook as a notebook",)),
}  # fmt: skip

TAMPERING = CELLS | FILES | BESIDE
