"""What a learner sees and does in JupyterLab: the exercise of 10-lenet, all the way, from the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from .lab import Lab
from .lenet_exercise import ANSWER, CHECK, GIVEN_LINE, NOTEBOOK, RIGHT, WRONG, answer
from .pages import TRIES, TRY_MS, NotebookPage, Watch, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lesson(context: BrowserContext, learner_lab: Lab, notebooks: str) -> Iterator[NotebookPage]:
    """The notebook, open and run up to the exercise."""
    with opened(context, learner_lab, f"{notebooks}/{NOTEBOOK}") as notebook:
        notebook.run_before(ANSWER)
        yield notebook


@pytest.fixture(scope="module")
def given(lesson: NotebookPage) -> str:
    """The answer cell as it is handed out."""
    return lesson.source(ANSWER)


@pytest.fixture
def exercise(lesson: NotebookPage, given: str) -> NotebookPage:
    """The notebook with the answer cell as handed out, both cells of the exercise run, and no hint taken."""
    lesson.put(ANSWER, given)
    lesson.run(ANSWER)
    lesson.run(CHECK)
    expect(lesson.button(CHECK, "Check")).to_be_visible()
    return lesson


def test_an_untouched_answer_is_not_attempted_yet(exercise: NotebookPage, artefacts: Path) -> None:
    """The answer as handed out is a state of its own, neither right nor wrong."""
    expect(exercise.verdict(CHECK)).to_contain_text("Not attempted yet")
    exercise.picture(artefacts, "learner-1-not-attempted", of=exercise.output(CHECK))


def test_the_right_block_is_right(exercise: NotebookPage, artefacts: Path) -> None:
    """The block that the lesson asks for, typed and checked from the keyboard, earns all points."""
    answer(exercise, RIGHT)
    expect(exercise.verdict(CHECK)).to_contain_text("Right: 6 of 6 points")
    exercise.picture(artefacts, "learner-2-right", of=exercise.output(CHECK))


def test_a_wrong_kernel_is_named_with_its_layer(exercise: NotebookPage, artefacts: Path) -> None:
    """A kernel of 5 × 5 is found in the second convolution, with what was asked for and what follows from it."""
    answer(exercise, WRONG)
    expect(exercise.verdict(CHECK)).to_contain_text(
        re.compile(r"second convolution.*5 × 5.*8 × 8.*10 × 10 × 16", re.DOTALL)
    )
    exercise.picture(artefacts, "learner-3-wrong", of=exercise.output(CHECK))


def test_an_edit_that_was_not_run_is_told(exercise: NotebookPage, artefacts: Path) -> None:
    """After an edit the button says that the cell above is to be run first, and stops saying so once it is."""
    told = exercise.cell(CHECK).get_by_text("has changed since it was run")
    exercise.type_over(ANSWER, GIVEN_LINE, WRONG)
    exercise.press(CHECK, "Check")
    expect(told).to_be_visible()
    exercise.picture(artefacts, "learner-4-not-run", of=exercise.output(CHECK))
    exercise.run(ANSWER)
    expect(told).to_have_count(0)


def test_a_second_press_judges_what_was_changed_since(exercise: NotebookPage) -> None:
    """The same button, pressed again after a change, gives the new verdict."""
    answer(exercise, RIGHT)
    expect(exercise.verdict(CHECK)).to_contain_text("Right")
    exercise.type_over(ANSWER, RIGHT.splitlines()[0], WRONG.splitlines()[0])
    exercise.run(ANSWER)
    exercise.press(CHECK, "Check")
    expect(exercise.verdict(CHECK)).to_contain_text("Not quite")


def test_the_verdict_is_read_aloud(exercise: NotebookPage) -> None:
    """The verdict appears within a live region, as a whole, so that a screen reader says it."""
    answer(exercise, WRONG)
    live = exercise.cell(CHECK).locator('[aria-live="polite"][aria-atomic="true"]')
    expect(live).to_contain_text("second convolution")


def test_hints_come_one_by_one(exercise: NotebookPage, artefacts: Path) -> None:
    """Each press shows one hint more, the third one is the last, and none shows before its press."""
    hints = exercise.cell(CHECK).locator(".checker-hint")
    counts = [hints.count()]
    for name in ("Show a hint", "Hint 2 of 3", "Hint 3 of 3"):
        exercise.press(CHECK, name)
        expect(exercise.button(CHECK, name)).to_have_count(0)
        counts.append(hints.count())
    exercise.picture(artefacts, "learner-5-hints", of=exercise.output(CHECK))
    assert counts == [0, 1, 2, 3]


def test_the_solution_waits_for_an_explicit_wish(exercise: NotebookPage, artefacts: Path) -> None:
    """Before a pass the solution is shown only to those who confirm that they want it."""
    solution = exercise.cell(CHECK).get_by_text(RIGHT.splitlines()[0])
    exercise.press(CHECK, "Show the solution")
    expect(exercise.button(CHECK, "Keep trying")).to_be_focused()
    expect(solution).to_have_count(0)
    exercise.picture(artefacts, "learner-6-solution-gate", of=exercise.output(CHECK))
    exercise.press(CHECK, "Show it anyway")
    expect(solution).to_be_visible()
    exercise.picture(artefacts, "learner-7-solution", of=exercise.output(CHECK))


def test_the_solution_is_free_after_a_pass(exercise: NotebookPage) -> None:
    """Who has passed sees the solution at the first press."""
    answer(exercise, RIGHT)
    expect(exercise.verdict(CHECK)).to_contain_text("Right")
    exercise.press(CHECK, "Show the solution")
    expect(exercise.cell(CHECK).get_by_role("region", name="The solution")).to_be_visible()


def test_the_keyboard_gets_in_and_out(exercise: NotebookPage) -> None:
    """From running the answer, Tab leads to Check; Shift+Tab leads back to the cell, and the arrow to the answer."""
    exercise.select(ANSWER)
    exercise.page.keyboard.press("Shift+Enter")
    exercise.wait_idle()
    exercise.tab_to(exercise.button(CHECK, "Check"))
    exercise.tab_to(exercise.cell(CHECK), key="Shift+Tab")
    exercise.page.keyboard.press("ArrowUp")
    expect(exercise.cell(ANSWER)).to_have_class(re.compile(r"\bjp-mod-active\b"))


def test_letters_typed_on_the_button_stay_there(exercise: NotebookPage) -> None:
    """The notebook's one-letter commands, x for cut among them, do nothing while the button has the focus."""
    exercise.select(CHECK)
    exercise.tab_to(exercise.button(CHECK, "Check"))
    for key in "xdda":
        exercise.page.keyboard.press(key)
    expect(exercise.button(CHECK, "Check")).to_be_focused()


def test_a_press_while_a_cell_runs_waits_for_it(exercise: NotebookPage) -> None:
    """While the kernel is busy the button says that it waits, and then gives its verdict."""
    exercise.type_over(ANSWER, GIVEN_LINE, RIGHT)
    exercise.run(ANSWER)
    exercise.start("import time; time.sleep(3)")
    exercise.press(CHECK, "Check")
    expect(exercise.cell(CHECK).get_by_text("Waiting for the running cell")).to_be_visible()
    expect(exercise.verdict(CHECK)).to_contain_text("Right")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_everything_is_readable_in_both_themes(exercise: NotebookPage, artefacts: Path, theme: str) -> None:
    """All text of the check has the contrast that WCAG 2 AA asks for."""
    answer(exercise, WRONG)
    expect(exercise.verdict(CHECK)).to_contain_text("Not quite")
    exercise.press(CHECK, "Show a hint")
    exercise.press(CHECK, "Show the solution")
    exercise.put(ANSWER, WRONG)
    exercise.use_theme(theme)
    expect(exercise.cell(CHECK).get_by_text("has changed since it was run")).to_be_visible()
    exercise.picture(artefacts, f"learner-8-{theme.split()[-1].lower()}", of=exercise.output(CHECK))
    outputs = exercise.output(CHECK).locator(".jp-OutputArea-output").all()  # without the application's own prompts
    faults = [fault for output in outputs for fault in output.evaluate(CONTRAST)]
    exercise.use_theme("JupyterLab Light")
    assert faults == []


def test_the_saved_file_holds_the_last_verdict(exercise: NotebookPage) -> None:
    """What Check said last is in the file as plain text, for whoever opens it without a kernel."""
    answer(exercise, WRONG)
    expect(exercise.verdict(CHECK)).to_contain_text("Not quite")
    saved = exercise.save()
    check = next(cell for cell in saved.cells if cell.id == CHECK)
    texts = [output.get("data", {}).get("text/plain", "") for output in check.outputs]
    assert any("Not quite" in text and "5 × 5" in text for text in texts)


def test_a_notebook_opened_again_shows_the_last_verdict(
    exercise: NotebookPage, context: BrowserContext, learner_lab: Lab, artefacts: Path
) -> None:
    """Opened again without being run, the notebook shows what Check said last, and no broken widget."""
    answer(exercise, WRONG)
    expect(exercise.verdict(CHECK)).to_contain_text("Not quite")
    for _ in range(TRIES):  # the verdict is seen a moment before it has reached the notebook's outputs
        exercise.save()
        if "Not quite" in exercise.path.read_text(encoding="utf-8"):
            break
        exercise.page.wait_for_timeout(TRY_MS)
    copy = learner_lab.root / "opened-again.ipynb"
    copy.write_bytes(exercise.path.read_bytes())
    with opened(context, learner_lab, copy.name) as again:
        again.select(CHECK)
        expect(again.cell(CHECK).get_by_text("Not quite")).to_be_visible()
        expect(again.page.get_by_text("Error displaying widget").filter(visible=True)).to_have_count(0)
        again.picture(artefacts, "learner-9-opened-again", of=again.output(CHECK))


def test_a_restarted_kernel_is_told(exercise: NotebookPage, artefacts: Path) -> None:
    """The button of a kernel that is gone says what to run again, rather than nothing."""
    exercise.restart()
    exercise.press(CHECK, "Check")
    expect(exercise.cell(CHECK).get_by_text("run the notebook from the top")).to_be_visible()
    exercise.picture(artefacts, "learner-10-restarted", of=exercise.output(CHECK))
    exercise.run_before(ANSWER)


@pytest.mark.usefixtures("lesson")
def test_nothing_went_wrong_unseen(watch: Watch) -> None:
    """In all of the above: no error on the console, and no request to anywhere but this machine."""
    assert (watch.errors, watch.elsewhere) == ([], [])
