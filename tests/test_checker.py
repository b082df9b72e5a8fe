"""What `import checker` gives, and what it does not load."""

import subprocess
import sys

import pytest

import checker

HEAVY = ("IPython", "anywidget", "dask", "ipywidgets", "keras", "nbformat", "nbgrader", "numpy", "tensorflow")


@pytest.mark.slow
def test_import_is_light():
    """Importing the package loads none of the large ones."""
    code = f"import sys, checker; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["check", "check_button", "Report"])
def test_exports(name):
    """What the package says it exports is there, and goes by that name."""
    assert getattr(checker, name).__name__ == name


def test_unknown_name():
    """A name that the package does not have is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        checker.chekc  # noqa: B018 - the access is what is tested
