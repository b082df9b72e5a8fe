"""What the doctor says of this machine, and of one where something is missing."""

import sys

import pytest

from checker.cli import main
from checker.grading.doctor import Layer, layers, report


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own")
def test_every_layer_is_told_with_what_it_protects(capsys):
    """The exit code says whether all are there."""
    code = main(["doctor"])
    said = capsys.readouterr().out
    found = list(layers())
    assert [layer.name for layer in found if layer.name not in said] == []
    assert code == int(any(layer.missing for layer in found))


def test_a_missing_layer_is_told_with_how_to_get_it():
    """And whether grading needs it."""
    layer = Layer(name="own namespaces", protects="files", missing="not permitted", get="Ask root.")
    assert report([layer]).splitlines() == [
        "✗ own namespaces: protects files",
        "    missing: not permitted",
        "    to get it: Ask root.",
        "    `checker grade` needs it.",
    ]


def test_elsewhere_than_on_linux_there_is_no_sandbox(monkeypatch):
    """And the doctor says where there is."""
    monkeypatch.setattr("checker.grading.doctor.sys.platform", "darwin")
    found = list(layers())
    assert found[0].missing == "this is darwin" and "Linux" in found[0].get
