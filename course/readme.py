"""The README's table of the lessons: `python -m course.readme` writes it, a test holds it.

`python -m course.readme --measure [LESSON ...]` first runs these lessons, or all of them, with their solutions, and
notes in `course/seconds.json` what each took.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from checker.exercises import EXERCISES
from course.lessons import LESSONS, Lesson

ROOT = Path(__file__).parent.parent
SECONDS = ROOT / "course" / "seconds.json"
BEGIN = "<!-- lessons: made by `python -m course.readme` -->\n"
END = "<!-- /lessons -->\n"
HEADINGS = ("lesson", "what you do there", "to play with", "exercises", "your time", "the computer's")


def noted_seconds() -> dict[str, int]:
    """Seconds of processor time that each lesson took when it was last measured, by the lesson's name."""
    noted: dict[str, int] = json.loads(SECONDS.read_text(encoding="utf-8"))
    return noted


def lessons_table(seconds: Mapping[str, int], notebooks: Path = ROOT / "notebooks") -> str:
    """Every lesson in Markdown: linked where its notebook exists, with what there is in it and what it takes.

    seconds: of processor time, by the lesson's name; a lesson that is not among them has not been measured.
    """
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(_row(lesson, seconds, notebooks) for lesson in LESSONS)]
    whole, exercises = sum(lesson.minutes for lesson in LESSONS), len(EXERCISES)
    lines.append(("all", "", "", str(exercises), f"{round(whole / 60)} h", _share(sum(seconds.values()))))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(lesson: Lesson, seconds: Mapping[str, int], notebooks: Path) -> tuple[str, ...]:
    title = f"{lesson.name[:2]} {lesson.title}"
    if not (notebooks / lesson.file).is_file():
        return title, lesson.about, lesson.picture, "coming", "", ""
    count = sum(exercise.lesson == lesson.name for exercise in EXERCISES.values())
    share = _share(seconds[lesson.name]) if lesson.name in seconds else ""
    return f"[{title}](notebooks/{lesson.file})", lesson.about, lesson.picture, str(count), lesson.duration, share


def _share(seconds: int) -> str:
    """The computer's share: 8 s, 2 min 5 s."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def with_table(readme: str, table: str) -> str:
    """`readme` with `table` between the marks. Raises ValueError where the marks are missing."""
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"README.md has no place for the lessons: put {BEGIN.strip()} and {END.strip()} into it")
    return before + BEGIN + table + END + after


def note_seconds(names: list[str]) -> None:
    """Run these lessons, or all that there are, and note what each takes. Raises ValueError for an unknown one."""
    from course.measure import processor_seconds

    sources = {lesson.name: ROOT / "notebooks" / "source" / f"{lesson.name.replace('-', '_')}.py" for lesson in LESSONS}
    if unknown := set(names) - sources.keys():
        raise ValueError(f"there is no lesson {min(unknown)}; there are {', '.join(sources)}")
    noted = noted_seconds() if SECONDS.is_file() else {}
    for name in names or [name for name, source in sources.items() if source.is_file()]:
        noted[name] = round(processor_seconds(sources[name]))
        print(f"{name}: {noted[name]} s", flush=True)
    in_order = {name: noted[name] for name in sources if name in noted}
    SECONDS.write_text(json.dumps(in_order, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Measure where that is asked for, then write the table."""
    if arguments[:1] == ["--measure"]:
        note_seconds(arguments[1:])
    elif arguments:
        raise ValueError(f"unknown: {' '.join(arguments)}; there is `--measure`, with the names of lessons after it")
    path = ROOT / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8"), lessons_table(noted_seconds())), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ValueError as fault:
        sys.exit(f"course.readme: {fault}")
