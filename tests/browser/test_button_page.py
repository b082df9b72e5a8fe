"""The browser's half of the Check button, in a bare page whose kernel is played by the test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from checker.button import STATIC
from checker.render.html import block, html
from checker.report import Finding, Report, Status

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HERE = Path(__file__).parent
BARE_PAGE = (HERE / "bare_page.html").read_text(encoding="utf-8")
SCRIPT = (STATIC / "check_button.js").read_text(encoding="utf-8")
STYLE = (STATIC / "check_button.css").read_text(encoding="utf-8")

HINTS = ("Look at the kernel.", "How large is it?", "`kernel_size=8`")
SOLUTION = "layers.Conv2D(16, 8)"
START = """async ([script, state]) => {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const widget = (await import(url)).default;
    const el = document.createElement('div');
    document.getElementById('root').append(el);
    window.model = makeModel(state);
    window.stop = widget.render({ model: window.model, el });
}"""
WAITING_MS, STILL_THERE_MS = 700, 3000
WRONG = Report(
    exercise="lenet",
    title="Complete the second block",
    status=Status.FAILED,
    score=4.0,
    points=6.0,
    findings=(
        Finding(status=Status.PASSED, where="first block", message=""),
        Finding(
            status=Status.FAILED,
            where="second convolution",
            message="Its window is 5x5; 8x8 was asked for.\n  received  (10, 10, 16)\n  expected  (7, 7, 16)",
            hint="`kernel_size` is the second argument of `Conv2D`.",
        ),
        Finding(
            status=Status.FAILED, where="second activation", message='It is "relu"; "tanh" was asked for.', hint=""
        ),
        Finding(status=Status.WARNING, where="first convolution", message="Its weights are frozen.", hint="Leave it."),
    ),
)
RIGHT = Report(exercise="lenet", title="Complete the second block", status=Status.PASSED, score=6.0, points=6.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The page with the button, and a hand on the kernel's end."""

    page: Page

    def start(self, report: Report | None = None) -> None:
        """Show a button whose last verdict, if any, is `report`."""
        state = {
            "title": "Complete the second block",
            "status": str(report.status) if report else "",
            "verdict": html(report) if report else "",
            "num_hints": len(HINTS),
            "hints": [],
        }
        self.page.evaluate(START, [SCRIPT, state])

    def button(self, name: str) -> Locator:
        """The button of this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def state(self) -> Locator:
        """The line that says what goes on."""
        return self.page.locator(".checker-state")

    @property
    def verdict(self) -> Locator:
        """The live region with the verdict."""
        return self.page.locator(".checker-verdict")

    @property
    def stale(self) -> Locator:
        """The line about the cell above."""
        return self.page.locator(".checker-stale")

    def sent(self, kind: str) -> list[dict[str, Any]]:
        """The messages of this kind to the kernel so far."""
        everything: list[dict[str, Any]] = self.page.evaluate("window.sent")
        return [message for message in everything if message["kind"] == kind]

    def tell(self, **message: Any) -> None:
        """Let the kernel say something."""
        self.page.evaluate("message => window.tell(message)", message)

    def answer(self, report: Report) -> None:
        """Let the kernel answer the last press."""
        seq = self.sent("check")[-1]["seq"]
        self.tell(kind="started", seq=seq)
        self.tell(kind="verdict", seq=seq, status=str(report.status), html=html(report))

    def show_all(self) -> None:
        """Let everything be seen at once: a verdict, hints, the question about the solution, the solution, a notice."""
        self.page.evaluate("document.getElementById('answer').classList.add('jp-mod-dirty')")
        for number, hint in enumerate(HINTS, start=1):
            self.tell(kind="hint", number=number, html=block(hint))
        self.button("Show the solution").click()
        self.tell(kind="solution", text=SOLUTION)


@pytest.fixture
def bench(chromium: Browser) -> Iterator[Bench]:
    """A bare page in a clean profile, in which time stands still until the test moves it."""
    context = chromium.new_context(viewport={"width": 900, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.clock.install()
    page.set_content(BARE_PAGE)
    page.add_style_tag(content=STYLE)
    yield Bench(page=page)
    context.close()


class TestPress:
    @pytest.mark.parametrize("key", ["Enter", "Space"])
    def test_by_key(self, bench: Bench, key: str) -> None:
        """Tab reaches the button first, and a key presses it once."""
        bench.start()
        bench.page.keyboard.press("Tab")
        bench.page.keyboard.press(key)
        assert len(bench.sent("check")) == 1

    def test_by_mouse(self, bench: Bench) -> None:
        """A click presses it once."""
        bench.start()
        bench.button("Check").click()
        assert len(bench.sent("check")) == 1

    def test_says_at_once(self, bench: Bench) -> None:
        """That it is checking is said before the kernel has answered."""
        bench.start()
        bench.button("Check").click()
        expect(bench.state).to_have_text("Checking…")

    def test_spins(self, bench: Bench) -> None:
        """Something turns while it works."""
        bench.start()
        bench.button("Check").click()
        expect(bench.page.locator(".checker-spinner")).to_be_visible()

    def test_is_busy(self, bench: Bench) -> None:
        """A screen reader is told that the verdict is about to change."""
        bench.start()
        bench.button("Check").click()
        expect(bench.verdict).to_have_attribute("aria-busy", "true")

    def test_second_press(self, bench: Bench) -> None:
        """A second press while it works is ignored."""
        bench.start()
        bench.button("Check").click()
        bench.button("Check").press("Enter")
        assert len(bench.sent("check")) == 1

    def test_no_motion(self, bench: Bench) -> None:
        """Nothing turns for those who asked for no motion."""
        bench.page.emulate_media(reduced_motion="reduce")
        bench.start()
        bench.button("Check").click()
        expect(bench.page.locator(".checker-spinner")).to_have_css("animation-name", "none")

    def test_waits(self, bench: Bench) -> None:
        """When the kernel does not take the press up, it says that a cell is running."""
        bench.start()
        bench.button("Check").click()
        bench.page.clock.run_for(WAITING_MS)
        expect(bench.state).to_have_text("Waiting for the running cell to finish…")

    def test_waited(self, bench: Bench) -> None:
        """Once the kernel takes the press up, it says that it is checking."""
        bench.start()
        bench.button("Check").click()
        bench.page.clock.run_for(WAITING_MS)
        bench.tell(kind="started", seq=bench.sent("check")[0]["seq"])
        expect(bench.state).to_have_text("Checking…")

    def test_slow_check_is_not_a_running_cell(self, bench: Bench) -> None:
        """A check that has begun and takes long does not claim that a cell is running."""
        bench.start()
        bench.button("Check").click()
        bench.tell(kind="started", seq=bench.sent("check")[0]["seq"])
        bench.page.clock.run_for(WAITING_MS)
        expect(bench.state).to_have_text("Checking…")


class TestVerdict:
    def test_in_live_region(self, bench: Bench) -> None:
        """The verdict appears in a region that a screen reader reads out."""
        bench.start()
        bench.button("Check").click()
        bench.answer(WRONG)
        expect(
            bench.page.locator("[aria-live=polite][aria-busy=false]", has_text="Not quite: 4 of 6 points")
        ).to_be_visible()

    def test_replaces(self, bench: Bench) -> None:
        """A new verdict takes the old one's place."""
        bench.start(WRONG)
        bench.button("Check").click()
        bench.answer(RIGHT)
        expect(bench.verdict.get_by_role("heading")).to_have_text("✓ Right: 6 of 6 points")

    def test_keeps_the_focus(self, bench: Bench) -> None:
        """After a press by keyboard the focus stays on the button."""
        bench.start()
        bench.button("Check").press("Enter")
        bench.answer(WRONG)
        expect(bench.button("Check")).to_be_focused()

    def test_again(self, bench: Bench) -> None:
        """After a verdict it can be pressed again, under a number of its own."""
        bench.start()
        for report in (WRONG, RIGHT):
            bench.button("Check").click()
            bench.answer(report)
        assert len({message["seq"] for message in bench.sent("check")}) == 2

    def test_from_another_view(self, bench: Bench) -> None:
        """The answer to another view's press is shown, and does not end this one's wait."""
        bench.start()
        bench.button("Check").click()
        bench.tell(kind="verdict", seq="another-1", status="passed", html=html(RIGHT))
        expect(bench.verdict).to_have_attribute("aria-busy", "true")

    def test_from_before(self, bench: Bench) -> None:
        """A verdict that the kernel holds already is there from the start."""
        bench.start(WRONG)
        expect(bench.verdict).to_contain_text("Not quite: 4 of 6 points")


class TestKernelGone:
    def test_at_the_press(self, bench: Bench) -> None:
        """When the press cannot be sent, it says what to do."""
        bench.start()
        bench.page.evaluate("window.dead = true")
        bench.button("Check").click()
        expect(bench.state).to_contain_text("run the notebook from the top")

    def test_while_waiting(self, bench: Bench) -> None:
        """When the kernel dies during the check, the wait ends."""
        bench.start()
        bench.button("Check").click()
        bench.page.evaluate("window.dead = true")
        bench.page.clock.run_for(STILL_THERE_MS)
        expect(bench.verdict).to_have_attribute("aria-busy", "false")

    def test_disconnected(self, bench: Bench) -> None:
        """A button that JupyterLab has marked as disconnected says so, where sending would go unheard."""
        bench.start()
        bench.page.evaluate("document.getElementById('root').classList.add('jupyter-widgets-disconnected')")
        bench.button("Check").click()
        expect(bench.state).to_contain_text("run the notebook from the top")


class TestHints:
    def test_one_at_a_time(self, bench: Bench) -> None:
        """Each press shows one more hint, and the button counts."""
        bench.start()
        for number, name in enumerate(("Show a hint", "Hint 2 of 3", "Hint 3 of 3"), start=1):
            bench.button(name).click()
            assert bench.sent("hint")[-1] == {"kind": "hint", "number": number}
            bench.tell(kind="hint", number=number, html=block(HINTS[number - 1]))
        expect(bench.page.locator(".checker-hint")).to_have_count(3)

    def test_all_shown(self, bench: Bench) -> None:
        """After the last hint the button says so and asks for no more."""
        bench.start()
        for number, hint in enumerate(HINTS, start=1):
            bench.tell(kind="hint", number=number, html=block(hint))
        bench.button("All 3 hints shown").click(force=True)
        assert bench.sent("hint") == []

    def test_read_out(self, bench: Bench) -> None:
        """A hint appears in a region that a screen reader reads out."""
        bench.start()
        bench.tell(kind="hint", number=1, html=block(HINTS[0]))
        expect(bench.page.locator("[aria-live=polite]", has_text=HINTS[0])).to_be_visible()


class TestSolution:
    def test_asks_first(self, bench: Bench) -> None:
        """Before a pass nothing is sent for until the wish is confirmed."""
        bench.start(WRONG)
        bench.button("Show the solution").click()
        assert bench.sent("solution") == []

    def test_anyway(self, bench: Bench) -> None:
        """A confirmed wish is sent as such."""
        bench.start(WRONG)
        bench.button("Show the solution").click()
        bench.button("Show it anyway").click()
        assert bench.sent("solution") == [{"kind": "solution", "anyway": True}]

    @pytest.mark.parametrize("way", ["Enter", "Escape"])
    def test_keep_trying(self, bench: Bench, way: str) -> None:
        """The question offers to keep trying first, and goes away by either key."""
        bench.start(WRONG)
        bench.button("Show the solution").click()
        bench.page.keyboard.press(way)
        expect(bench.page.locator(".checker-confirm")).to_be_hidden()

    def test_focus_comes_back(self, bench: Bench) -> None:
        """After the question the focus is where it was."""
        bench.start(WRONG)
        bench.button("Show the solution").click()
        bench.page.keyboard.press("Escape")
        expect(bench.button("Show the solution")).to_be_focused()

    def test_pass_answers_the_question(self, bench: Bench) -> None:
        """A pass takes the question away."""
        bench.start(WRONG)
        bench.button("Show the solution").click()
        bench.button("Check").click()
        bench.answer(RIGHT)
        expect(bench.page.locator(".checker-confirm")).to_be_hidden()

    def test_refused(self, bench: Bench) -> None:
        """When the kernel knows of no pass, the question is asked after all."""
        bench.start(RIGHT)
        bench.tell(kind="refused")
        expect(bench.button("Keep trying")).to_be_focused()

    def test_after_a_pass(self, bench: Bench) -> None:
        """After a pass it is sent for at once."""
        bench.start(RIGHT)
        bench.button("Show the solution").click()
        assert bench.sent("solution") == [{"kind": "solution", "anyway": False}]

    def test_shown(self, bench: Bench) -> None:
        """The solution is shown as it is to be written."""
        bench.start(RIGHT)
        bench.tell(kind="solution", text=f"{SOLUTION}\n")
        expect(bench.page.get_by_label("The solution", exact=True)).to_have_text(SOLUTION)

    def test_hidden_again(self, bench: Bench) -> None:
        """It can be put away again."""
        bench.start(RIGHT)
        bench.tell(kind="solution", text=SOLUTION)
        bench.button("Hide the solution").click()
        expect(bench.page.get_by_label("The solution", exact=True)).to_have_count(0)


class TestCellAbove:
    CHANGED = "The cell above has changed since it was run. Run it first (Shift+Enter), then press Check."
    NOT_RUN = "The cell above has not been run yet. Run it first (Shift+Enter), then press Check."

    def test_run_as_it_stands(self, bench: Bench) -> None:
        """Nothing is said of a cell that was run as it stands."""
        bench.start()
        bench.button("Check").click()
        expect(bench.stale).to_be_empty()

    def test_edited(self, bench: Bench) -> None:
        """It tells as soon as the cell above is edited."""
        bench.start()
        bench.page.clock.run_for(1)
        bench.page.evaluate("document.getElementById('answer').classList.add('jp-mod-dirty')")
        expect(bench.stale).to_have_text(self.CHANGED)

    def test_not_run(self, bench: Bench) -> None:
        """It tells that the cell above was never run."""
        bench.page.evaluate("document.querySelector('.jp-InputPrompt').textContent = '[ ]:'")
        bench.start()
        bench.page.clock.run_for(1)
        expect(bench.stale).to_have_text(self.NOT_RUN)

    def test_run_again(self, bench: Bench) -> None:
        """The notice goes once the cell has been run."""
        bench.start()
        bench.page.evaluate("document.getElementById('answer').classList.add('jp-mod-dirty')")
        bench.page.clock.run_for(1)
        bench.page.evaluate("document.getElementById('answer').classList.remove('jp-mod-dirty')")
        expect(bench.stale).to_be_empty()

    def test_elsewhere(self, bench: Bench) -> None:
        """Where there are no such cells nothing is said."""
        bench.page.evaluate("document.querySelectorAll('.jp-Cell').forEach(cell => cell.className = '')")
        bench.start()
        bench.button("Check").click()
        expect(bench.stale).to_be_empty()


class TestKeys:
    MARKED = "document.activeElement.hasAttribute('data-lm-suppress-shortcuts')"

    @pytest.mark.parametrize(("key", "kept"), [("x", True), ("Enter", True), ("Control+s", False), ("Meta+s", False)])
    def test_marked(self, bench: Bench, key: str, kept: bool) -> None:
        """Plain keys are kept from the notebook, where x cuts the cell; those with Ctrl or Command are not."""
        bench.start()
        bench.button("Check").focus()
        bench.page.keyboard.press(key)
        assert bench.page.evaluate(self.MARKED) is kept

    def test_ring(self, bench: Bench) -> None:
        """Who goes by keyboard sees where the focus is."""
        bench.start()
        bench.page.keyboard.press("Tab")
        expect(bench.button("Check")).to_have_css("outline-width", "3px")


def test_cleans_up(bench: Bench) -> None:
    """A view that is taken away leaves no listener behind."""
    bench.start()
    bench.page.evaluate("window.stop()")
    assert bench.page.evaluate("window.listeners()") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("report", [WRONG, RIGHT], ids=["wrong", "right"])
def test_accessible(bench: Bench, axe: Path, artefacts: Path, theme: str, report: Report) -> None:
    """axe finds nothing to object to, contrast included, with everything shown that can be shown."""
    bench.page.evaluate("light => (document.body.dataset.jpThemeLight = light)", str(theme == "light").lower())
    bench.start(report)
    bench.page.clock.run_for(1)
    bench.show_all()
    bench.page.screenshot(path=artefacts / f"button-{report.status}-{theme}.png")
    bench.page.add_script_tag(path=axe)
    found = bench.page.evaluate("async () => (await axe.run()).violations.map(rule => [rule.id, rule.nodes[0].html])")
    assert found == []
