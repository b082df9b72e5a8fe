"""A live picture in a bare page, without a kernel: shown, used, photographed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
AXE_RUN = "async () => (await axe.run()).violations.map(rule => `${rule.id}: ${rule.nodes[0].html}`)"
# A trait's value, bytes as a list of numbers.
GET = """name => {
    const value = window.livePicture.model.get(name);
    return value instanceof DataView ? [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] : value;
}"""
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePage:
    """The page with the picture, and a hand on the kernel's end."""

    page: Page
    axe_script: Path
    artefacts: Path

    @property
    def root(self) -> Locator:
        """The picture itself."""
        return self.page.locator(".live-picture")

    @property
    def said(self) -> Locator:
        """What a screen reader was last given to say."""
        return self.page.locator(".live-said")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is: "Tab", "ArrowLeft", "5", "Control+End"."""
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The name that a screen reader says of what has the focus: its aria-label, its label or its text."""
        script = """() => {
            const element = document.activeElement;
            return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
        }"""
        name: str = self.page.evaluate(script)
        return name

    def get(self, trait: str) -> Any:
        """What the kernel would see in the trait; bytes as a list of numbers."""
        return self.page.evaluate(GET, trait)

    def set(self, trait: str, value: Any) -> None:
        """Let the kernel change a trait (not one of bytes)."""
        self.page.evaluate("([name, value]) => window.livePicture.model.set(name, value)", [trait, value])

    def use_theme(self, theme: str) -> None:
        """Switch to "light" or "dark"."""
        self.page.emulate_media(color_scheme=theme)

    def photograph(self, name: str) -> None:
        """Keep the picture as NAME-light.png and NAME-dark.png among the artefacts."""
        for theme in reversed(THEMES):
            self.use_theme(theme)
            self.page.screenshot(path=self.artefacts / f"{name}-{theme}.png", full_page=True)

    def axe(self) -> list[str]:
        """What is wrong for people who cannot see well, or use no mouse, in either theme: nothing, one hopes."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=self.axe_script)
        faults = []
        for theme in reversed(THEMES):
            self.use_theme(theme)
            faults += [f"{theme}: {fault}" for fault in self.page.evaluate(AXE_RUN)]
            faults += [f"{theme}: contrast {fault}" for fault in self.page.locator("main").evaluate(CONTRAST)]
        return faults

    def close(self) -> int:
        """Take the view away; returns how many listeners it leaves behind in the model."""
        script = "() => { livePicture.close(); return Object.values(livePicture.handlers).flat().length; }"
        left: int = self.page.evaluate(script)
        return left
