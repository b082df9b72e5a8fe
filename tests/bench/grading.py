"""`checker grade` against `nbgrader autograde` over the same submissions, and how it grows with their number.

Both sides run one after the other on the same cores, with as many submissions at a time as each allows. nbgrader runs a
sample in one call, with an ordinary kernel, as it does by itself.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import psutil

from checker.build import SOURCE_DIRECTORY, build_source
from checker.grading.course_layout import lay_out_course
from checker.grading.grade_submission import CALL
from checker.grading.kernel_link import KernelLink
from checker.grading.warm.start import FOR_TENSORFLOW, start_graded, start_kernel, zygote_folder
from checker.report import Report, Status
from tests.bench.timing import Row

LESSONS = Path(__file__).parents[1] / "grading" / "lessons"
LENET, WHOLE, TOY = "10-lenet", "01-to-07", "00-start-here"
LENET_COUNT, LENET_SAMPLE = 200, 5
WHOLE_COUNT, WHOLE_SAMPLE = 20, 2
WORKERS = os.cpu_count() or 1
FEW, MANY = 100, 2000
OWN_RUNS = 6
PLAIN_KERNEL = 'c.Execute.kernel_name = "python3"\n'
LONGEST, LARGEST_REPLY = 600.0, 50 * 2**20  # seconds for a cell, bytes
LOOK = 0.01  # seconds between two looks at the kernels' CPU time
SIMULATED = str(Path(__file__).with_name("simulated_grading.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds for one submission."""

    wall: float
    cpu: float


def rows() -> Iterator[Row]:
    """Each as soon as it is there."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        course = Path(name) / "course"
        _quiet_layout(course)
        yield from _against_nbgrader(course, LENET, LENET_COUNT, LENET_SAMPLE, fraction=1 / 10)
        yield _dask(course)
        yield from _against_nbgrader(course, WHOLE, WHOLE_COUNT, WHOLE_SAMPLE, fraction=1 / 6)
        yield from _many(course)


def _against_nbgrader(course: Path, lesson: str, count: int, sample: int, *, fraction: float) -> Iterator[Row]:
    """The time of a submission, and its CPU time against that of its own cells."""
    solved = course / "source" / lesson / f"{lesson}.ipynb"
    _hand_in(course, lesson, count)
    start_kernel(None).close()  # so that there is a zygote, as there is from the second submission on
    own_before = _own_cells_at_once(solved)
    ours = _cost(count, _checker("grade", str(course), lesson, "--workers", str(WORKERS)))
    own = median([*own_before, *_own_cells_at_once(solved)])  # around it: the machine may be faster at one moment
    theirs_course = course.with_name(f"{lesson}-by-nbgrader")
    ignored = shutil.ignore_patterns("submitted", "autograded", ".checker")
    shutil.copytree(course, theirs_course, ignore=ignored)
    with (theirs_course / "nbgrader_config.py").open("a") as config:
        config.write(PLAIN_KERNEL)
    _hand_in(theirs_course, lesson, sample)
    theirs = _cost(sample, [sys.executable, "-m", "nbgrader", "autograde", lesson], cwd=theirs_course)
    than = f"nbgrader autograde ({sample} in one call)"
    what = f"{lesson}: a submission of {count}, {WORKERS} at a time"
    yield Row(what=what, measured=ours.wall, than=than, against=theirs.wall, most=fraction, runs=count)
    than = f"its own cells in a warm kernel, {WORKERS} at a time (median of {2 * OWN_RUNS * WORKERS})"
    yield Row(what=f"{what}, CPU", measured=ours.cpu, than=than, against=own, most=2, runs=count)


def _dask(course: Path) -> Row:
    """The LeNet exercise again, on a Dask cluster on this machine."""
    locally = _checker("grade", str(course), LENET, "--workers", str(WORKERS), "--regrade")
    local = [_cost(LENET_COUNT, locally).wall]
    with _cluster() as address:
        dask = _cost(LENET_COUNT, _checker("grade", str(course), LENET, "--scheduler", address, "--regrade"))
    local.append(_cost(LENET_COUNT, locally).wall)  # around it: the machine may be faster at one moment
    what, than = f"{LENET}: a submission by --scheduler, {WORKERS} workers of one thread", f"--workers {WORKERS}"
    return Row(what=what, measured=dask.wall, than=than, against=median(local), most=1.25, runs=LENET_COUNT)


def _many(course: Path) -> Iterator[Row]:
    """Submissions whose results are recorded ones: all that is done around running them."""
    measured = {}
    for count in (FEW, MANY):
        each = course.with_name(f"{count}-submissions")
        shutil.copytree(course, each, ignore=shutil.ignore_patterns("submitted", "autograded", ".checker"))
        _hand_in(each, TOY, count)
        measured[count] = [json.loads(_printed(sys.executable, SIMULATED, str(each), TOY)) for _ in range(2)]
    (few, _), (many, again) = measured[FEW], measured[MANY]
    what, than = f"{MANY:,} simulated submissions", f"{FEW} of them"
    each = [one["seconds"] / count for one, count in ((many, MANY), (few, FEW))]
    yield Row(what=f"{what}, time for one", measured=each[0], than=than, against=each[1], most=1.1, runs=1)
    memory = [one["mib"] / 1000 for one in (many, few)]
    what_memory = f"{what}, most memory"
    yield Row(what=what_memory, measured=memory[0], than=than, against=memory[1], most=1.1, runs=1, unit="MiB")
    goal = 2.0 * MANY / 1000
    than = "2 s for every 1,000"
    yield Row(what=f"{what}, a second run", measured=again["seconds"], than=than, against=goal, most=1, runs=1)


# --- what is graded


def _quiet_layout(course: Path) -> None:
    """The tests' two small lessons, and seven of the course's as one assignment."""
    with tempfile.TemporaryDirectory() as name:
        code = "import sys; from pathlib import Path; from tests.bench.grading import lay_out; lay_out(*sys.argv[1:])"
        subprocess.run([sys.executable, "-c", code, str(course), name], check=True, env=_environment(), **UNHEARD)


def lay_out(directory: str, folder: str) -> None:
    """Lay the course out in `directory`. nbgrader tells all that it does; so this is called where nobody listens."""
    course = Path(directory)
    sources = Path(folder)
    for path in LESSONS.glob("*.py"):
        shutil.copy(path, sources)
    lay_out_course(course, source_dir=sources)
    lessons = [build_source(path) for path in sorted(SOURCE_DIRECTORY.glob("0[1-7]_*.py"))]
    joined = lessons[0]
    joined.cells = [cell for lesson in lessons for cell in lesson.cells]
    path = course / "source" / WHOLE / f"{WHOLE}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(joined, path)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", WHOLE, "--create"]
    subprocess.run(command, cwd=course, env=_environment(), check=True)


def _hand_in(course: Path, lesson: str, count: int) -> None:
    """The solved notebook from `count` learners."""
    solved = (course / "source" / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8")
    for number in range(count):
        path = course / "submitted" / f"learner-{number:04}" / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(solved, encoding="utf-8")


# --- what it costs

UNHEARD: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {
        **os.environ,
        **FOR_TENSORFLOW,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
    }


def _checker(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "checker", *arguments]


def _printed(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=_environment()).stdout


def _cost(count: int, command: Sequence[str], *, cwd: Path | None = None) -> Cost:
    """Of one of `count` submissions that the command grades; kernels are no children of it, and are watched."""
    began, before = time.perf_counter(), _children_cpu()
    with _kernels_cpu() as kernels:
        subprocess.run(command, cwd=cwd, env=_environment(), check=True, **UNHEARD)
    wall = time.perf_counter() - began
    return Cost(wall=wall / count, cpu=(_children_cpu() - before + kernels()) / count)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _kernels_cpu() -> Iterator[Callable[[], float]]:
    """Seconds that this user's sandboxed kernels, and their keepers, use meanwhile."""
    used: dict[str, float] = {}
    over = threading.Event()
    zygote = _zygote()
    at_first = _seconds(zygote)

    def watch() -> None:
        while not over.wait(LOOK):
            for keeper in _children(zygote):
                for process in (keeper, *_children(keeper)):
                    used[process] = max(_seconds(process), used.get(process, 0.0))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield lambda: sum(used.values()) + _seconds(zygote) - at_first
    finally:
        over.set()
        watching.join()


def _zygote() -> str:
    """The one whose parent is none: the keepers that it forked are called as it is."""
    folder = str(zygote_folder())
    named = [
        one.info for one in psutil.process_iter(["pid", "ppid", "cmdline"]) if folder in (one.info["cmdline"] or [])
    ]
    numbers = {one["pid"] for one in named}
    zygotes = [str(one["pid"]) for one in named if one["ppid"] not in numbers]
    if len(zygotes) != 1 or _children_file(zygotes[0]) is None:
        raise RuntimeError("the CPU time of sandboxed kernels cannot be measured here")
    return zygotes[0]


def _children_file(process: str) -> Path | None:
    path = Path("/proc", process, "task", process, "children")
    return path if path.is_file() else None


def _children(process: str) -> list[str]:
    with suppress(OSError):
        path = _children_file(process)
        return path.read_text().split() if path else []
    return []


def _seconds(process: str) -> float:
    try:
        fields = Path("/proc", process, "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own_cells_at_once(notebook: Path) -> list[float]:
    """In as many kernels at a time as submissions are graded, since processors share what they have."""
    with ThreadPoolExecutor(WORKERS) as kernels:
        return list(kernels.map(_own_cells, [notebook] * OWN_RUNS * WORKERS))


def _own_cells(notebook: Path) -> float:
    """CPU seconds of a solved notebook's code cells but its checks, in a kernel as each submission gets one."""
    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(start_graded(Path(folder))) as kernel,
        closing(KernelLink(kernel, most_bytes=LARGEST_REPLY)) as link,
    ):
        link.wait_until_heard(LONGEST)
        used = 0.0
        for cell in cells:
            if _is_check(cell):  # cells below may wait for its verdict
                _tell_solved(link, cell.metadata.nbgrader.grade_id.removeprefix("check-"))
                continue
            before = _cpu_of(link)
            link.run(cell.source, seconds=LONGEST)
            used += _cpu_of(link) - before
        return used


def _tell_solved(link: KernelLink, slug: str) -> None:
    report = Report(exercise=slug, title=slug, status=Status.PASSED, score=1.0, points=1.0)
    call = CALL.format(name="note", argument=repr(json.dumps(report.to_dict())))
    link.run("", seconds=LONGEST, expressions={"noted": call})


def _is_check(cell: Any) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade")) and not cell.metadata.nbgrader.solution


def _cpu_of(link: KernelLink) -> float:
    reply = link.run("", seconds=LONGEST, expressions={"cpu": "__import__('time').process_time()"})
    return float(reply.content["user_expressions"]["cpu"]["data"]["text/plain"])


@contextmanager
def _cluster() -> Iterator[str]:
    """The address of a scheduler with as many workers as there are cores."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=":0", env=FOR_TENSORFLOW) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        client.wait_for_workers(WORKERS)
        yield cluster.scheduler_address
