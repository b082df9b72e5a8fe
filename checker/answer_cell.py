"""Whether the cell that was to make an answer stopped before it did, so that an older run is not taken for the answer.

Standard library only; sources are parsed, not run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from checker.attempt import Attempt, CellRun

OWN_NAMES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)  # with names of their own inside


def current(attempt: Attempt, names: Collection[str]) -> tuple[Attempt, dict[str, Any] | None]:
    """The attempt without what the last run of the answer cell did not get to, and the exception that ended that run.

    `names` are the variables and functions that the answer consists of. The exception is plain data, None where the
    run went well or none is known; its "in_answer" says whether it kept one of the names from being made. What ended
    another cell, before or after, says nothing of the answer.
    """
    for run in reversed(attempt.runs):
        if not any(name in run.source for name in names):
            continue
        made = _made(run.source, names)
        if not made and not _is_added_to(run.source, names):
            continue
        if run.raised is None:
            break
        unfinished = {name for name in made if not _was_reached(run, made[name])}
        left = {name: value for name, value in attempt.namespace.items() if name not in unfinished}
        return Attempt(namespace=left, runs=attempt.runs), {**run.raised, "in_answer": bool(unfinished)}
    return attempt, None


def _was_reached(run: CellRun, last_line: int) -> bool:
    return 0 < last_line < run.line


def _made(source: str, names: Collection[str]) -> Mapping[str, int]:
    """Which of the names a cell assigns or defines, each with the line in which the first statement that does so ends.

    In what is no Python at all, an assignment is told by its look; nothing of it was run, so its line is 0.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {name: 0 for name in names if re.search(rf"^[^#\n=(]*\b{re.escape(name)}\b[^#\n=]*[=(:]", source, re.M)}
    made: dict[str, int] = {}
    for statement in tree.body:
        for name in _stored(statement):
            if name in names:
                made.setdefault(name, statement.end_lineno or statement.lineno)
    return made


def _is_added_to(source: str, names: Collection[str]) -> bool:
    """Whether a cell goes on with what another one began: `model.add(...)`."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    called = [one.value.func for one in statements if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)]
    return any(
        isinstance(method, ast.Attribute)
        and method.attr == "add"
        and isinstance(method.value, ast.Name)
        and method.value.id in names
        for method in called
    )


def _stored(statement: ast.stmt) -> Iterator[str]:
    """What the statement assigns or defines; names inside a function, a class or a comprehension are other names."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif not isinstance(node, OWN_NAMES):
            waiting += ast.iter_child_nodes(node)
