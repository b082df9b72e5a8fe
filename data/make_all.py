"""Make every file of this folder again and say which ones come out as `README.md` states.

Run: python data/make_all.py --fonts FOLDER_WITH_THE_FONTS          (into a temporary folder; a minute, online)
     python data/make_all.py --fonts FOLDER_WITH_THE_FONTS --into data          (replaces the files)

Drawn files depend on Pillow, compressed ones on zlib: another version may give other bytes. Made with Pillow 13.0 and
zlib 1.2.13. The network and the curves depend on TensorFlow and on the processor, too: see make_network.py.
"""

import re
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from making import HERE, sha256

SCRIPTS = (
    "make_digits.py",
    "make_things.py",
    "make_boat.py",
    "make_photos.py",
    "make_features.py",
    "make_glyphs.py",
    "make_network.py",
    "make_curves.py",
)


def stated_checksums(readme: str) -> dict[str, str]:
    """File name -> sha256, from the rows "| `name` | ... | `sha256` |" of the table in README.md."""
    return dict(re.findall(r"^\| `([\w./]+)` \|.*\| `([0-9a-f]{64})` \|$", readme, re.MULTILINE))


def make(folder: Path, fonts: Path) -> None:
    """Run every maker script; its files go to `folder`."""
    for script in SCRIPTS:
        extra = ["--fonts", str(fonts)] if script == "make_glyphs.py" else []
        subprocess.run([sys.executable, str(HERE / script), "--into", str(folder), *extra], check=True)


def different(folder: Path, stated: dict[str, str]) -> list[str]:
    """Names of the files in `folder` that are missing or have another sha256 than stated."""
    return [
        name for name in stated if not (folder / name).is_file() or sha256((folder / name).read_bytes()) != stated[name]
    ]


if __name__ == "__main__":
    parser = ArgumentParser(description="Make every file again.")
    parser.add_argument("--fonts", type=Path, required=True, help="folder that holds the fonts, at any depth")
    parser.add_argument("--into", type=Path, help="folder to write to (default: a temporary one)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.into or Path(temporary)
        make(folder, options.fonts)
        others = different(folder, stated_checksums((HERE / "README.md").read_text(encoding="utf-8")))
    sys.exit(f"differ from README.md: {', '.join(others)}" if others else 0)
