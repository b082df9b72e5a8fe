"""Honest work that looks odd: it loses nothing, and nothing is said against it but what has to be looked at."""

from __future__ import annotations

from pathlib import Path

from tests.attacks.submission import FULL, RIGHT, Notebook, Submission
from tests.attacks.training import LENET


def honest(start: str = "answer = 12", **more: object) -> Submission:
    """Right answers to the first two exercises."""
    return Submission(start=start, **{"slide": RIGHT, "earns": FULL, **more})  # type: ignore[arg-type]


def _helper_cell(notebook: Notebook) -> None:
    cell = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(1, {**cell, "source": "def twelve(): return 12"})


def _swap_exercises(notebook: Notebook) -> None:
    cells = notebook["cells"]
    cells[1:5] = [*cells[3:5], *cells[1:3]]


def _move_imports(notebook: Notebook) -> None:
    cells = notebook["cells"]
    cells[0]["id"] = "moved"
    cells.insert(3, cells.pop(0))


def _rename(folder: Path) -> None:
    next(folder.glob("*.ipynb")).rename(folder / "my answers (2).ipynb")


HONEST = {
    "honest": honest(),
    "a big but fair training": honest(
        """
        import numpy as np, keras
        m = keras.Sequential([keras.Input((64,)), keras.layers.Dense(64)])
        m.compile("sgd", "mse")
        m.fit(np.ones((512, 64)), np.ones((512, 64)), epochs=5, verbose=0)
        answer = 12
        """
    ),
    "a Lambda in a network": honest(
        lenet=LENET.format(
            block="layers.Conv2D(16, 8), layers.Lambda(lambda x: keras.ops.tanh(x)), layers.MaxPooling2D(3),", after=""
        ),
        earns={**FULL, "lenet": 6.0},
    ),
    "a Lambda": honest("import keras\nkeras.layers.Lambda(lambda x: x)\nanswer = 12\n"),
    "a warning on stderr": honest(
        "import sys, warnings\nwarnings.warn('old')\nprint('W0000', file=sys.stderr)\nanswer = 12\n"
    ),
    "TensorFlow's own log": honest(
        """
        import os, tensorflow as tf
        os.write(2, b"2026-05-01 I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is ...\\n")
        tf.get_logger().warning("5 out of the last 5 calls triggered tf.function retracing.")
        tf.print("on stderr:", tf.constant(12))
        answer = 12
        """,
        slide="import tensorflow as tf\n"
        + RIGHT.replace("return", "tf.get_logger().error('retracing'); tf.print(1); return"),
    ),
    "a slow machine": honest(
        "import time\ntime.sleep(2)\nanswer = 12\n",
        slide="import time\n" + RIGHT.replace("return", "time.sleep(0.05); return"),
    ),
    "two exercises the other way round": honest(change=_swap_exercises, told=("^marked cells in another order$",)),
    "the imports moved": honest(change=_move_imports),
    "a notebook renamed": honest("answer = 6 + 6", lay=_rename, told=("^notebook renamed$",)),
    "the map of the course": honest("from course.lessons import course_map\ncourse_map()\nanswer = 12\n"),
    "an own function called check": honest(
        "def check(slug): return 'mine'\ndef check_cell(slug): return 0\nanswer = 12\n"
    ),
    "an input left in": honest("answer = 12\ninput('go on?')\n"),
    "a helper written and imported": honest(
        "open('own.py', 'w').write('twelve = 12')\nimport own\nanswer = own.twelve\n"
    ),
    "a helper file handed in": honest(
        "from helper import twelve\nanswer = twelve\n", files={"helper.py": b"twelve = 12"}
    ),
    "a helper cell": honest("answer = twelve()", change=_helper_cell),
    "a subprocess": honest("import subprocess\nsubprocess.run(['ls'], check=True)\nanswer = 12\n"),
    "threads": honest(
        """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(8) as pool: answer = sum(pool.map(int, [3, 4, 5]))
        """
    ),
    "many plots": honest(
        """
        import matplotlib.pyplot as plt
        for _ in range(5):
            plt.figure(); plt.plot([1, 2]); plt.show()
        answer = 12
        """
    ),
    "NumPy's number": honest("import numpy as np\nanswer = np.int64(12)\n"),
    "a magic and a shell command": honest("%matplotlib inline\n!ls\nanswer = 12\n"),
    "something in another script": honest("# שלום, 你好 👩‍👩‍👧\nanswer = 12\n"),
}  # fmt: skip
