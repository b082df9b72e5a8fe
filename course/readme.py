"""The README's table of the lessons: `python -m course.readme` writes it, a test holds it."""

from __future__ import annotations

from pathlib import Path

from checker.exercises import EXERCISES
from course.lessons import LESSONS

ROOT = Path(__file__).parent.parent
BEGIN = "<!-- lessons: made by `python -m course.readme` -->\n"
END = "<!-- /lessons -->\n"


def lessons_table(notebooks: Path = ROOT / "notebooks") -> str:
    """Every lesson in Markdown: linked where its notebook exists, with the number of its checked exercises."""
    rows = ["| lesson | what you do there | exercises |", "|---|---|---|"]
    for lesson in LESSONS:
        title = f"{lesson.name[:2]} {lesson.title}"
        exists = (notebooks / f"{lesson.name}.ipynb").is_file()
        count = sum(exercise.lesson == lesson.name for exercise in EXERCISES.values())
        link = f"[{title}](notebooks/{lesson.name}.ipynb)" if exists else title
        rows.append(f"| {link} | {lesson.about} | {count if exists else 'coming'} |")
    return "\n".join(rows) + "\n"


def with_table(readme: str, table: str) -> str:
    """`readme` with `table` between the marks. Raises ValueError where the marks are missing."""
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"README.md has no place for the lessons: put {BEGIN.strip()} and {END.strip()} into it")
    return before + BEGIN + table + END + after


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8"), lessons_table()), encoding="utf-8")
