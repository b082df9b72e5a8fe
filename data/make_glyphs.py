"""Make glyphs.npz: 68 dogs, cats, boats and birds by other hands, to test what was learned from `four_things.npz`.

Run: apt-get install fonts-noto-color-emoji fonts-noto-core fonts-symbola
     python data/make_glyphs.py --fonts FOLDER_WITH_THE_FONTS

The glyphs are staged as the drawings are: same size, same backgrounds, same noise; only the hand differs.
"""

from argparse import ArgumentParser
from pathlib import Path

import numpy as np
from make_things import CLASS_NAMES
from making import HERE, checked, npz_bytes, write
from PIL import Image, ImageDraw, ImageFont
from sketch import centered
from staging import staged

SIZE = 109  # pixels; the only size in which Noto Color Emoji comes

FONT_SHA256 = {
    "NotoColorEmoji.ttf": "e5899ed38b8ed83e08bd3ac5de09791e9d19d288333a796de1d35ad17396f1ec",
    "NotoSansSymbols2-Regular.ttf": "876598db5f1e3bef2bc77c4d94c5b0d5d2c1620be4878a06f18fb5434e331688",
    "NotoSansSymbols-Regular.ttf": "24b615ceb7d50a2c09060664ca9e24a160c9beb6bfca0563e8359369a4bc0993",
    "Symbola_hint.ttf": "af8bd8cc9c808272034651cb5ebf6c38370ae536fe631eb89462f127f11e793f",
}

GLYPHS = {
    "NotoColorEmoji.ttf": {
        "dog": "🐕🐶🐩🦮",
        "cat": "🐈🐱😺😸😼😿",
        "boat": "⛵🚤🛥⛴🚢🛳🚣🛶",
        "bird": "🐦🦅🦆🦢🦉🐓🐔🐤🐥🐧🦃🦜🕊🦩🦤",
    },
    "NotoSansSymbols2-Regular.ttf": {"dog": "🐕", "cat": "🐈", "boat": "🛥🛳", "bird": "🐦🕊"},
    "NotoSansSymbols-Regular.ttf": {"boat": "⛵⛴"},
    "Symbola_hint.ttf": {
        "dog": "🐕🐶🐩",
        "cat": "🐈🐱😺😸😼😿",
        "boat": "⛵🚤🛥⛴🚢🛳🚣",
        "bird": "🐦🦅🦆🦉🐓🐔🐤🐥🐧🦃🕊",
    },
}


def rendered(glyph: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """The glyph as a drawing: uint8 (96, 96, 2), grey and opacity."""
    board = Image.new("RGBA", (3 * SIZE, 3 * SIZE), (0, 0, 0, 0))
    ImageDraw.Draw(board).text((SIZE, SIZE), glyph, font=font, fill=(0, 0, 0, 255), embedded_color=True)
    return centered(board.convert("LA"))


def pictures(fonts: Path) -> tuple[np.ndarray, np.ndarray]:
    """Images (68, 32, 32) and labels (68,), both uint8, in the order of GLYPHS; `fonts` is searched, at any depth."""
    images: list[np.ndarray] = []
    labels: list[int] = []
    for name, glyphs in GLYPHS.items():
        font = ImageFont.truetype(str(found(fonts, name)), SIZE)
        for label, glyph in ((CLASS_NAMES.index(kind), glyph) for kind in glyphs for glyph in glyphs[kind]):
            images.append(staged(rendered(glyph, font), np.random.default_rng([5, len(images)])))
            labels.append(label)
    return np.stack(images), np.array(labels, dtype=np.uint8)


def found(fonts: Path, name: str) -> Path:
    """Path of the font file; raises SystemExit where it is missing or another version."""
    for path in fonts.rglob(name):
        checked(path, FONT_SHA256[name])
        return path
    raise SystemExit(f"{name} is not in {fonts}: install the fonts named at the top of this script.")


if __name__ == "__main__":
    parser = ArgumentParser(description="Make glyphs.npz.")
    parser.add_argument("--fonts", type=Path, required=True, help="folder that holds the fonts, at any depth")
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write to (default: the script's own)")
    options = parser.parse_args()
    images, labels = pictures(options.fonts)
    write(options.into, {"glyphs.npz": npz_bytes(images=images, labels=labels)})
