from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.node import JavaScriptError, Node, find_node

HERE = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.test.mjs")), ids=lambda path: path.name)
def test_modules(path: Path) -> None:
    """The tests that are written in JavaScript pass, and there are some."""
    done = subprocess.run([find_node(), "--test", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "# pass 0" not in done.stdout, done.stdout + done.stderr


class TestCall:
    def test_plain(self, node: Node) -> None:
        """Lists go and a number comes back."""
        assert node("number_map_math", "total", [[1, 2], [3, 4]]) == 10

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), -0.0])
    def test_what_json_has_no_word_for(self, node: Node, value: float) -> None:
        """NaN, infinities and the sign of 0 survive both ways."""
        np.testing.assert_equal(node("kernel_editor_math", "resized", [[value]], 1), [[value]])

    def test_typed_array(self, node: Node) -> None:
        """A NumPy array goes as a typed array, and one comes back as a NumPy array."""
        found = node("kernel_editor_math", "cropped", {"values": np.ones(9), "rows": 3, "columns": 3}, 1)
        assert found["values"].dtype == np.float64 and found["values"].tolist() == [1]

    def test_fault(self, node: Node) -> None:
        """What a function throws is told, and the next call works."""
        with pytest.raises(JavaScriptError, match="TypeError"):
            node("number_map_math", "total", 5)
        assert node("number_map_math", "total", [[1]]) == 1

    def test_unknown_function(self, node: Node) -> None:
        """A function that is not there is named."""
        with pytest.raises(JavaScriptError, match="no function totals"):
            node("number_map_math", "totals")
