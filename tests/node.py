"""Functions of the pictures' modules, called from Python: what they compute is held against NumPy and SciPy."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course.pictures.bundles import STATIC
from tests.needs import skip_or_fail

SERVER = Path(__file__).parent / "node_server.mjs"
TYPED = {
    "float32": "Float32Array",
    "float64": "Float64Array",
    "uint8": "Uint8Array",
    "int8": "Int8Array",
    "int16": "Int16Array",
    "uint16": "Uint16Array",
    "int32": "Int32Array",
    "uint32": "Uint32Array",
}
DTYPES = {name: dtype for dtype, name in TYPED.items()} | {"Uint8ClampedArray": "uint8"}


class JavaScriptError(Exception):
    """The function threw; the message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node that runs as long as the tests do."""

    process: subprocess.Popen[str]

    def __call__(self, module: str, function: str, *arguments: Any) -> Any:
        """What `function` of `static/MODULE.mjs` returns. Raises JavaScriptError where it throws.

        A NumPy array goes as a flat typed array of its own type, so give its shape besides; lists go as arrays. A typed
        array comes back as a NumPy array with one axis. NaN, infinities and -0 survive both ways.
        """
        request = {"path": str(STATIC / f"{module}.mjs"), "name": function, "args": _encode(arguments)}
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise JavaScriptError(answer["error"])
        return _decode(answer["value"])


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """`node("grid_math", "sum", [1, 2])`. Without Node the tests are skipped, but never where CI=true."""
    with subprocess.Popen(
        [find_node(), str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield Node(process=process)
        assert process.stdin is not None
        process.stdin.close()


def find_node() -> str:
    """The program. Skips the test where there is none, or fails it where CI=true."""
    if shutil.which("node") is None:
        skip_or_fail("Node is not installed (Debian: apt-get install nodejs)")
    return "node"


def _encode(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {"$": TYPED[value.dtype.name], "data": _encode(value.ravel().tolist())}
    if isinstance(value, np.generic):
        return _encode(value.item())
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("$") in DTYPES:
        return np.array(_decode(value["data"]), dtype=DTYPES[value["$"]])
    if "$" in value:
        return float(value["$"].replace("Infinity", "inf"))
    return {key: _decode(item) for key, item in value.items()}
