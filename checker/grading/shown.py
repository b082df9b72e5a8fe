"""What a submission's cells showed, made safe to open: text without escapes, pictures that are pictures, and no more.

Markup, scripts and widgets of the learner's are left out: whoever reads a submission must not be played by it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from checker.grading.job import MIB
from checker.render.words import readable

PNG = b"\x89PNG\r\n\x1a\n"
MOST_PICTURE_BYTES = 2 * MIB
MOST_PICTURES = 20  # of one cell
MOST_OUTPUTS = 200  # of one cell
LEFT_OUT = "... More was shown than is kept. ...\n"
MOST_TRACEBACK_LINES = 200
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # controls; marks that turn text around


class CellOutputs:
    """The outputs of one cell, as they come, up to a number of bytes of text and of pictures."""

    def __init__(self, *, most_bytes: int, most_picture_bytes: int, folder: str = "") -> None:
        """`folder` is where the submission runs; its name is kept out of what is shown."""
        self.used = 0  # bytes of text
        self.used_by_pictures = 0  # bytes, as they travel
        self.cut = False
        self._most, self._most_picture_bytes, self._folder, self._pictures = most_bytes, most_picture_bytes, folder, 0
        self._outputs: list[dict[str, Any]] = []

    def take(self, kind: str, content: Mapping[str, Any]) -> None:
        """Take one message of the kernel's."""
        if kind == "clear_output":
            self._outputs.clear()
        elif kind == "stream":
            self._take_stream(content)
        elif kind in ("display_data", "execute_result"):
            self._take_data(kind, content)
        elif kind == "error":
            self._take_error(content)

    def as_cells_outputs(self) -> list[dict[str, Any]]:
        """What a notebook holds of them."""
        outputs = [self._cleaned(output) for output in self._outputs]
        if self.cut:
            outputs.append({"output_type": "stream", "name": "stdout", "text": LEFT_OUT})
        return outputs

    def _take_stream(self, content: Mapping[str, Any]) -> None:
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        text = self._room_for(content.get("text"))
        last = self._outputs[-1] if self._outputs else {}
        if text and last.get("output_type") == "stream" and last["name"] == name:
            last["pieces"].append(text)
        elif text:
            self._add({"output_type": "stream", "name": name, "pieces": [text]})

    def _take_data(self, kind: str, content: Mapping[str, Any]) -> None:
        shown = content.get("data")
        shown = shown if isinstance(shown, dict) else {}
        data: dict[str, str] = {}
        if text := self._room_for(shown.get("text/plain")):
            data["text/plain"] = text
        picture = shown.get("image/png")
        if isinstance(picture, str) and is_picture(picture) and self._has_room_for(picture):
            data["image/png"] = picture
        if data:
            self._add({"output_type": kind, "data": data, "metadata": {}})

    def _take_error(self, content: Mapping[str, Any]) -> None:
        trace = content.get("traceback")
        lines = trace[-MOST_TRACEBACK_LINES:] if isinstance(trace, list) else []
        kept = [self._room_for(line) for line in lines]
        name, value = (self._room_for(content.get(part))[:1000] for part in ("ename", "evalue"))
        self._add({"output_type": "error", "ename": name, "evalue": value, "traceback": kept})

    def _add(self, output: dict[str, Any]) -> None:
        if len(self._outputs) < MOST_OUTPUTS:
            self._outputs.append(output)
        else:
            self.cut = True

    def _has_room_for(self, picture: str) -> bool:
        """Whether a picture is kept, too; then its room is taken."""
        fits = self.used_by_pictures + len(picture) <= self._most_picture_bytes
        if not fits or self._pictures == MOST_PICTURES or len(self._outputs) == MOST_OUTPUTS:
            self.cut = True
            return False
        self._pictures += 1
        self.used_by_pictures += len(picture)
        return True

    def _room_for(self, text: object) -> str:
        """As much of a text as there is room for."""
        if not isinstance(text, str):
            return ""
        left = max(0, self._most - self.used)
        kept = text[:left]
        self.used += len(kept.encode("utf-8", "replace"))
        self.cut = self.cut or len(kept) < len(text)
        return kept

    def _cleaned(self, output: Mapping[str, Any]) -> dict[str, Any]:
        if "pieces" in output:
            text = "".join(output["pieces"])
            return {"output_type": "stream", "name": output["name"], "text": self._clean(text) + "\n"}
        if output["output_type"] == "error":
            trace = [self._clean(line) for line in output["traceback"]]
            return {
                "output_type": "error",
                "ename": self._clean(output["ename"]),
                "evalue": self._clean(output["evalue"]),
                "traceback": trace,
            }
        data = dict(output["data"])
        if "text/plain" in data:
            data["text/plain"] = self._clean(data["text/plain"])
        return {**output, "data": data}

    def _clean(self, text: str) -> str:
        text = text.replace(self._folder, ".") if self._folder else text
        return readable(text, longest=max(1, self._most))


def is_picture(data: object) -> bool:
    """Whether this is base64 of a PNG picture of a bearable size."""
    if not isinstance(data, str) or len(data) > MOST_PICTURE_BYTES:
        return False
    try:
        return b64decode("".join(data.split()), validate=True).startswith(PNG)
    except ValueError:
        return False


def harmless_markdown(text: str) -> str:
    """A learner's markdown whose tags are text, and whose formulas do nothing but show.

    Links lead to web pages or are text: nbconvert lets `javascript:` through. Pictures become links: one from elsewhere
    would be fetched unasked, and its server told who reads.
    """
    text = UNSEEN.sub("", text)
    text = re.sub(r"<(?=[A-Za-z/!?])", "< ", text)
    text = re.sub(r"!(?=\[)", "! ", text)
    text = re.sub(r"\](?=\((?!https?://|#)|:(?!\s*https?://))", "] ", text)
    return re.sub(r"\\(?=(?:href|require|class|style|cssId|data|unicode|includegraphics|html\w*)\b)", r"\\ ", text)
