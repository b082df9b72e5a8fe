"""`checker check model.keras` against loading the same file with Keras, each in fresh processes."""

import tempfile
from pathlib import Path

from tests.bench.timing import Row, medians, python, wall

SAVE_MODELS = Path(__file__).parent.parent / "save_models.py"
LOAD = "import sys, keras; keras.saving.load_model(sys.argv[1])"
RUNS = 7


def rows() -> list[Row]:
    """From the process's start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        python(str(SAVE_MODELS), folder, "right")
        path = str(Path(folder) / "right.keras")
        check, load = medians(lambda: wall("-m", "checker", "check", path), lambda: wall("-c", LOAD, path), runs=RUNS)
    than = "keras.saving.load_model of the same file"
    return [Row(what="checker check model.keras", measured=check, than=than, against=load, most=1 / 10, runs=RUNS)]
