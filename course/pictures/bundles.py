"""Each live picture as one file: `static/NAME.js` and the modules it imports, joined into `static/dist/NAME.js`.

A widget's script travels as text and cannot import its neighbours. The joined files are committed, so that learners
need no Node; who changes a script runs `python -m course.pictures.bundles [NAME ...]`, which needs esbuild: `npm ci` in
tests/browser.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

STATIC = Path(__file__).parent / "static"
DIST = STATIC / "dist"
ESBUILD = Path(__file__).parents[2] / "tests" / "browser" / "node_modules" / ".bin" / "esbuild"
HEADER = "// Made by `python -m course.pictures.bundles` from {name}.js and what it imports: change those.\n"


class BundleError(Exception):
    """A picture that cannot be joined; the message says why and what to do."""


def names() -> list[str]:
    """The live pictures: every script in `static/`. What they share are modules, `*.mjs`."""
    return sorted(path.stem for path in STATIC.glob("*.js"))


def bundled(name: str) -> str:
    """The picture's script as one file, readable. Writes nothing. Raises BundleError."""
    if name not in names():
        raise BundleError(f"There is no {name}.js in course/pictures/static; there are {', '.join(names())}.")
    if not ESBUILD.exists():
        raise BundleError("esbuild is not installed: run `npm ci --ignore-scripts` in tests/browser.")
    command = [str(ESBUILD), f"{name}.js", "--bundle", "--format=esm", "--target=es2022", "--charset=utf8"]
    done = subprocess.run(command, cwd=STATIC, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise BundleError(f"{name}.js cannot be joined:\n{done.stderr.strip()}")
    return HEADER.format(name=name) + done.stdout


def build(name: str) -> bool:
    """Write `static/dist/NAME.js`; returns whether that changed it. Raises BundleError."""
    path, text = DIST / f"{name}.js", bundled(name)
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    DIST.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def main(wanted: list[str]) -> int:
    """Build the pictures of these names, or all; say what changed. Returns the exit code."""
    try:
        for name in wanted or names():
            if build(name):
                print(f"dist/{name}.js")
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
