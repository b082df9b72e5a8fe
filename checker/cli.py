"""The command line: list, show, check, build, course, grade. `main` returns the exit code, and never raises.

Exit codes: 0 right; 1 wrong or not attempted yet; 2 could not check, bad usage included; 130 interrupted with Ctrl-C;
141 the reader of the output went away. Reports go to stdout; what prevents one is said in one line on stderr.
Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from checker.exercise import Exercise
from checker.exercises import EXERCISES
from checker.grading.command import add_command as add_grade_command
from checker.keras_file import SAVED_MODEL, check_keras_file
from checker.notebook_file import DEFAULT_TIMEOUT, check_notebook
from checker.notebook_place import NOTEBOOKS, notebook_of, typed
from checker.progress import best_so_far
from checker.render.words import SYMBOLS
from checker.report import Report, Status
from checker.run import find_exercise

RIGHT, WRONG, COULD_NOT_CHECK = 0, 1, 2
INTERRUPTED, READER_GONE = 130, 141  # 128 + SIGINT, 128 + SIGPIPE, as shells write them
EXIT_CODES = "exit codes: 0 right, 1 wrong or not attempted yet, 2 could not check"
RUNS_CODE = (
    "A notebook is checked by running its code on this machine, in its folder, as Run All does: only check notebooks "
    "whose code you would run. A .keras file is read as data and nothing in it is run."
)
LONGEST_TIMEOUT = 86_400.0  # a day
MODELS = (".keras", ".h5", ".hdf5")  # the last two, of older Keras, to be told how to save it now


class UsageError(Exception):
    """What was asked for cannot be done; the message is one line and says what to do."""


class Parser(argparse.ArgumentParser):
    """argparse's, but an error is one line, and a mistyped word gets the nearest right one."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing, so that there is one place that prints and decides the exit code."""
        raise UsageError(f"{_nearest_choice(message)} (see {self.prog} --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (default: those of the process); returns the exit code."""
    _never_fail_to_print()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be printed has no reader; Python would complain about it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return _complain("Stopped.", INTERRUPTED)
    except SystemExit as done:  # argparse's, after --help and --version
        return int(done.code or 0)
    except Exception as fault:
        if os.environ.get("CHECKER_DEBUG"):
            traceback.print_exc()
        return _complain(_explain(fault), COULD_NOT_CHECK)
    return code


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] | None = getattr(options, "command", None)
    if command is None:
        parser.print_help()
        return COULD_NOT_CHECK
    return command(options)


def _parser() -> Parser:
    parser = Parser(
        prog="checker", description="Check the course's exercises and see what to try next.", epilog=EXIT_CODES
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)

    listing = commands.add_parser("list", help="the exercises, by lesson")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(command=_list)

    show = commands.add_parser("show", help="one exercise; its hints and its solution on request")
    show.add_argument("slug", metavar="SLUG", help="the exercise's name, as `checker list` shows it")
    show.add_argument("--hint", type=int, choices=(1, 2, 3), help="1: where to look ... 3: nearly the answer")
    show.add_argument("--solution", action="store_true", help="the solution")
    show.set_defaults(command=_show)

    check = commands.add_parser(
        "check", help="check a notebook or a saved model", description=RUNS_CODE, epilog=EXIT_CODES
    )
    check.add_argument("file", metavar="FILE", type=Path, help="a notebook of the course (.ipynb) or a model (.keras)")
    check.add_argument("--exercise", metavar="SLUG", default="", help="only this exercise")
    check.add_argument("--json", action="store_true", help="the reports as JSON")
    longest = f"most seconds that one cell may run (default: {DEFAULT_TIMEOUT:g})"
    check.add_argument("--timeout", metavar="S", type=_seconds, default=DEFAULT_TIMEOUT, help=longest)
    check.set_defaults(command=_check)

    build = commands.add_parser("build", help="for maintainers: build the notebooks from notebooks/source")
    build.add_argument("--check", action="store_true", help="write nothing; say which notebooks are out of date")
    build.set_defaults(command=_build)

    course = commands.add_parser("course", help="for instructors: lay out a course for nbgrader")
    course.add_argument("directory", metavar="DIR", type=Path, help="the folder to lay it out in")
    course.set_defaults(command=_course)

    add_grade_command(commands)

    doctor = commands.add_parser("doctor", help="for instructors: what protects this machine while it grades")
    doctor.set_defaults(command=_doctor)
    return parser


def _doctor(_options: argparse.Namespace) -> int:
    from checker.grading.doctor import layers, report

    found = list(layers())
    print(report(found))
    return int(any(layer.missing for layer in found))


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_TIMEOUT:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0 and up to {LONGEST_TIMEOUT:g}")
    return seconds


# --- the commands


def _list(options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps([_facts(exercise) for exercise in EXERCISES.values()], indent=2, ensure_ascii=False))
        return RIGHT
    slugs = max(map(len, EXERCISES), default=0)
    titles = max((len(exercise.title) for exercise in EXERCISES.values()), default=0)
    best = best_so_far()
    for lesson in dict.fromkeys(exercise.lesson for exercise in EXERCISES.values()):
        print(f"{lesson}.ipynb")
        for exercise in EXERCISES.values():
            if exercise.lesson == lesson:
                mark = SYMBOLS[best.get(exercise.slug, Status.UNATTEMPTED)]
                print(f"{mark} {exercise.slug:<{slugs}}  {exercise.title:<{titles}}  {_points(exercise.points)}")
    passed = sum(best.get(slug) is Status.PASSED for slug in EXERCISES)
    print(f"{SYMBOLS[Status.PASSED]} solved: {passed} of {len(EXERCISES)}")
    return RIGHT


def _show(options: argparse.Namespace) -> int:
    exercise = find_exercise(options.slug)
    if options.hint:
        print(exercise.hints[options.hint - 1])
    if options.solution:
        print(exercise.solution.rstrip())
    if not options.hint and not options.solution:
        slug, notebook = exercise.slug, notebook_of(exercise)
        print(f"{exercise.title} ({slug}), {_points(exercise.points)}")
        print(f"Where: {notebook}. Check it there with its button, or with: checker check {notebook}")
        print(f"Hints: checker show {slug} --hint 1 (2, 3). The solution: checker show {slug} --solution")
    return RIGHT


def _check(options: argparse.Namespace) -> int:
    file: Path = options.file
    _refuse_what_is_no_file(file)
    ending = file.suffix.lower()
    if ending == ".ipynb":
        reports = check_notebook(file, slug=options.exercise, timeout=options.timeout)
    elif ending in MODELS or file.is_dir():
        reports = (check_keras_file(file, _exercise_for_models(options.exercise)),)
    else:
        readable = "notebooks (.ipynb) and saved models (.keras) can"
        raise UsageError(f"{file.name} cannot be checked; {readable}.{_example_in(file.parent)}")
    _print_reports(file, reports, as_json=options.json)
    return _exit_code(reports)


def _build(options: argparse.Namespace) -> int:
    from checker import build

    changed = build.outdated() if options.check else build.build_all()
    for path in changed:
        print(f"{path.name} {'is out of date: run `checker build`' if options.check else 'built'}")
    if not changed:
        print("Every notebook is what its source says.")
    return WRONG if options.check and changed else RIGHT


def _course(options: argparse.Namespace) -> int:
    from checker.grading.course_layout import lay_out_course
    from checker.grading.warm.provisioner import install_kernelspec

    install_kernelspec()  # for nbgrader, which starts kernels by their name
    layout = lay_out_course(options.directory)
    for name in layout.changed:
        print(f"{name}: written")
    for name in layout.unchanged:
        print(f"{name}: was up to date")
    print(f"The course lies in {layout.directory}; README.md there says how to hand it out and grade it.")
    for refusal in layout.refused:
        _complain(refusal, COULD_NOT_CHECK)
    return COULD_NOT_CHECK if layout.refused else RIGHT


def _exercise_for_models(slug: str) -> Exercise:
    """The exercise called `slug`, or the only one that a saved model can answer."""
    readers = [name for name, exercise in EXERCISES.items() if exercise.probe_config]
    if not slug and len(readers) != 1:
        raise UsageError(f"Say which exercise the model is for: --exercise {' or '.join(readers)}")
    return find_exercise(slug or readers[0])


# --- what is printed


def _print_reports(file: Path, reports: Sequence[Report], *, as_json: bool) -> None:
    if as_json:
        plain = {
            "file": str(file),
            "score": sum(report.score for report in reports),
            "points": sum(report.points for report in reports),
            "reports": [report.to_dict() for report in reports],
        }
        print(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    from checker.render.text import text

    print("\n\n".join(text(report).rstrip() for report in reports))


def _exit_code(reports: Iterable[Report]) -> int:
    found = {report.status for report in reports}
    if Status.ERROR in found:
        return COULD_NOT_CHECK
    return RIGHT if found == {Status.PASSED} else WRONG


def _facts(exercise: Exercise) -> dict[str, object]:
    return {
        "slug": exercise.slug,
        "title": exercise.title,
        "lesson": exercise.lesson,
        "points": exercise.points,
    }


def _points(points: float) -> str:
    return f"{points:g} {'point' if points == 1 else 'points'}"


# --- what goes wrong


def _complain(message: str, code: int) -> int:
    """Say `message` on stderr, as one line without control characters, which a file's content could smuggle in."""
    line = "".join(letter if letter.isprintable() else " " for letter in message)
    print(f"checker: {' '.join(line.split())}", file=sys.stderr)
    return code


def _explain(fault: Exception) -> str:
    """One line on `fault`: its own words where it is a message to people, else that the checker is at fault."""
    if isinstance(fault, ModuleNotFoundError):
        extra = "grade" if fault.name in ("nbgrader", "jupytext") else "lab"
        return f"{fault.name} is not installed, and this command needs it: run `make {extra}` first."
    if isinstance(fault, PermissionError) and fault.filename:
        return f"{fault.filename} may not be read or written by you: look at its permissions with `ls -ld`."
    if isinstance(fault, OSError):
        return f"{fault.filename or 'A file'} cannot be read or written: {fault.strerror or fault}."
    if type(fault).__module__.startswith("checker."):  # the checker's own exceptions are messages to people
        return str(fault)
    return f"the checker stumbled ({type(fault).__name__}: {fault}). CHECKER_DEBUG=1 shows where; please report it."


def _nearest_choice(message: str) -> str:
    """argparse's message; for a mistyped word with the nearest right one instead of the list of all."""
    start, found, rest = message.partition("invalid choice: ")
    wrong, listed, choices = rest.partition(" (choose from ")
    if not found or not listed:
        return message
    words = [choice.strip("' ") for choice in choices.rstrip(")").split(",")]
    near = _did_you_mean(wrong.strip("'"), words) or f" There are: {', '.join(words)}."
    return f"{wrong} is no {start.removeprefix('argument ').strip(': ').lower()} here.{near}"


def _did_you_mean(word: str, words: Iterable[str]) -> str:
    return _meant(get_close_matches(word, list(words), n=3, cutoff=0.5))


def _meant(near: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _refuse_what_is_no_file(path: Path) -> None:
    """Raises UsageError, saying what there is instead. A folder that older Keras wrote is left to who reads models."""
    if path.is_dir() and not (path / SAVED_MODEL).exists():
        raise UsageError(f"{path} is a folder: give one notebook or model.{_example_in(path)}")
    if path.is_symlink() and not path.exists():
        raise UsageError(f"{path} is a link to {path.readlink()}, which is not there: give the file itself.")
    if not path.exists():
        known = {file.name: file for folder in (NOTEBOOKS, path.parent) for file in _checkable(folder)}
        near = [path.name] if path.name in known else get_close_matches(path.name, known, n=2, cutoff=0.75)
        raise UsageError(f"There is no file {path}.{_meant([typed(known[name]) for name in near])}")


def _example_in(folder: Path) -> str:
    """A file in `folder` that can be checked; else nothing."""
    files = sorted(_checkable(folder))
    return f" For example: checker check {typed(files[0])}" if files else ""


def _checkable(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix in (".ipynb", ".keras") and path.is_file()]
    except OSError:  # no folder, or none that may be looked into
        return []


def _never_fail_to_print() -> None:
    """A terminal that knows no × gets a question mark instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _version() -> str:
    from checker import __version__

    return f"checker {__version__}"
