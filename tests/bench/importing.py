"""`import checker` against `import keras`, each in fresh processes."""

from tests.bench.timing import Row, medians, python

IMPORT = "import sys, time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start); {then}"
IS_THERE = "print([name for name in ('keras', 'tensorflow', 'numpy') if name in sys.modules])"
RUNS = 7


def rows() -> list[Row]:
    """The time of the import statement itself, without Python's own start."""
    checker, keras = medians(lambda: _seconds("checker"), lambda: _seconds("keras"), runs=RUNS)
    loaded = python("-c", IMPORT.format(module="checker", then=IS_THERE)).splitlines()[1]
    if loaded != "[]":
        raise AssertionError(f"import checker loads {loaded}")
    note = "no TensorFlow, Keras or NumPy in sys.modules"
    return [
        Row(
            what="import checker",
            measured=checker,
            than="import keras",
            against=keras,
            most=1 / 20,
            runs=RUNS,
            note=note,
        )
    ]


def _seconds(module: str) -> float:
    return float(python("-c", IMPORT.format(module=module, then="")).splitlines()[0])
