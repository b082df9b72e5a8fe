"""Exhaustion: of time, memory, processes, disk, and of whoever reads what is sent."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.attacks.forging import sends
from tests.attacks.submission import Submission, after_empty

INTERRUPTED = r"cell 4 was interrupted after \d+ seconds"
WROTE = "cell 4 wrote more than it may"
MEMORY = "cell 4 ran out of memory|died while cell 4 ran, or shortly before: it took more than .* of memory"


def lay_zip_bomb(folder: Path) -> None:
    """A few hundred kilobytes that become 300 MiB."""
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        bomb.writestr("zeros", bytes(300 * 2**20))


EXHAUSTING = {
    "an endless loop": Submission(slide=after_empty("while True: pass"), told=(INTERRUPTED,)),
    "a training for hours": Submission(
        slide=after_empty("""
            import keras, numpy as np
            model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(8)])
            model.compile("sgd", "mse")
            model.fit(np.ones((64, 8)), np.ones((64, 8)), epochs=10**6, verbose=0)
            """),
        told=(INTERRUPTED,),
    ),
    "one that swallows the interrupt": Submission(
        slide=after_empty("""
            import signal
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            while True:
                try:
                    while True: pass
                except BaseException: pass
            """),
        told=("Cell 4 ran for more than .* could not be interrupted",),
    ),
    "a function that swallows the time limit": Submission(
        slide="""
        def slide(image, kernel):
            while True:
                try:
                    while True: pass
                except BaseException: pass
        """,
        shows="had not come back",
    ),
    "memory": Submission(
        slide=after_empty("import numpy as np\nhog = []\nwhile True: hog.append(np.zeros(10**8))"), told=(MEMORY,)
    ),
    "processes without end": Submission(
        slide=after_empty("import subprocess\nwhile True: subprocess.Popen(['sleep', '@MARK@'])"),
        told=("cell 4 started more processes or threads than it may",),
    ),
    "threads without end": Submission(
        slide=after_empty("""
            import threading, time
            while True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()
            """),
        told=("cell 4 started more processes or threads than it may",),
    ),
    "one line of 20 MB": Submission(
        slide=after_empty("print('x' * 20_000_000)"), told=("cell 4 showed more than is kept",)
    ),
    "printing without end": Submission(
        slide=after_empty("while True: print('x' * 1000)"), told=(INTERRUPTED, "cell 4 showed more than is kept")
    ),
    "messages to the grader without end": Submission(
        slide=after_empty("""
            from IPython.display import display
            while True: display({"application/json": "x" * 100000}, raw=True)
            """),
        told=(INTERRUPTED,),
    ),
    "pictures without end": Submission(
        slide=after_empty("""
            import base64
            from IPython.display import display
            picture = base64.b64encode(b"\\x89PNG\\r\\n\\x1a\\n" + bytes(1_500_000)).decode()
            for _ in range(60): display({"image/png": picture}, raw=True)
            """),
        told=("cell 4 showed more than is kept",),
    ),
    "one message of many parts": Submission(
        slide=after_empty("""
            import time
            thread = get_ipython().kernel.iopub_thread
            part = bytes(2**22)
            thread.schedule(lambda: thread.socket.send_multipart([part] * 1000, copy=False))
            time.sleep(3)
            """),
        told=("sent more than the grader could take in",),
    ),
    "a message that grows when it is read": Submission(
        slide=after_empty("""
            kernel = get_ipython().kernel
            many = b'{"a": [' + b'{"":0},' * 8_000_000 + b"0]}"
            sent = kernel.session.send(
                kernel.iopub_thread, "display_data", content=many, parent=get_ipython().parent_header
            )
            """),
        told=("in the kernel's place",),
    ),
    "a full disk": Submission(
        slide=after_empty("import os\nfor n in range(99): open(f'/tmp/{n}', 'wb').write(bytes(10**8))"), told=(WROTE,)
    ),
    "a full working folder": Submission(
        slide=after_empty("for n in range(99): open(f'{n}', 'wb').write(bytes(10**8))"),
        told=(f"{WROTE}|{INTERRUPTED}",),
    ),
    "one large file": Submission(slide=after_empty("open('/tmp/f', 'wb').write(bytes(300 * 2**20))"), told=(WROTE,)),
    "many files": Submission(
        slide=after_empty("for n in range(10**6): open(f'f{n}', 'w').close()"), told=(WROTE,)
    ),
    "many open files": Submission(
        slide=after_empty("kept = [open('/dev/null') for _ in range(10**5)]"), told=(WROTE,)
    ),
    "a zip bomb beside the notebook": Submission(
        slide=after_empty("import zipfile\nzipfile.ZipFile('bomb.zip').extractall()"),
        lay=lay_zip_bomb,
        told=(WROTE,),
    ),
    "a daemon that stays": Submission(
        slide=after_empty("""
            import subprocess
            daemon = subprocess.Popen(["sleep", "@MARK@"], start_new_session=True)
            """),
        below="print('started:', daemon.poll() is None)",
        shows="started: True",
    ),
    "everything killed": Submission(
        slide=after_empty("import os, signal\nos.kill(-1, signal.SIGKILL)\nprint('all that is seen')"),
        shows="No such process|all that is seen",
    ),
    "answers of 100 MB": sends("'[' + '0,' * 50_000_000 + '0]'", told=()),
    "answers nested 100,000 deep": sends("'[' * 100_000 + ']' * 100_000"),
    "an array that claims to be enormous": sends(
        "json.dumps({'state': 'function', 'calls': [{'value': {'array': {'dtype': '<f8', 'shape': [10**12],"
        " 'items': [0]}}}] * len(calls), 'raised': None})"
    ),
    "a layer of forty million units": Submission(
        slide=after_empty("""
            import keras
            keras.Sequential([keras.Input((1000,)), keras.layers.Dense(40_000_000)])
            """),
        told=(MEMORY,),
    ),
}  # fmt: skip
