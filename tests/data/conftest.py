"""The maker scripts lie beside the data, outside any package; the tests import them from there."""

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "data"
sys.path.insert(0, str(FOLDER))


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder data/."""
    return FOLDER
