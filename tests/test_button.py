"""The kernel's half of the Check button: what it answers, what it keeps to itself, and what it saves."""

import json
import threading
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from checker.button import WIDGET_VIEW, CheckButton
from checker.exercises import EXERCISES
from checker.report import Report, Status
from checker.run import UnknownExerciseError

SLUG = "start"
HINTS, SOLUTION = EXERCISES[SLUG].hints, EXERCISES[SLUG].solution


def report(status):
    """A report of this status on the exercise."""
    score = 1.0 if status is Status.PASSED else 0.0
    return Report(exercise=SLUG, title="A check to try out", status=status, score=score, points=1.0)


class Front:
    """A button, and the page that talks to it."""

    def __init__(self, *statuses, begin=None):
        """The checks to come turn out as `statuses`, the one at the start as `begin`."""
        self.outcomes = iter(statuses)
        self.sent = []
        begin = None if begin is None else report(begin)
        self.button = CheckButton(SLUG, check=lambda _slug: report(next(self.outcomes)), report=begin)
        self.button.send = self.sent.append

    def say(self, message):
        """Send a message to the kernel; the answers to it."""
        del self.sent[:]
        self.button._handle_custom_msg(message, [])
        return list(self.sent)


@pytest.fixture(autouse=True)
def shell(tmp_path, monkeypatch):
    """A running IPython shell that keeps no history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    with capture_output():  # a message on the page's behalf may show something
        yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


def test_unknown_exercise():
    """A button for an exercise that does not exist is refused by name."""
    with pytest.raises(UnknownExerciseError, match="'start'"):
        CheckButton("strat", check=report)


class TestCheck:
    def test_answers(self):
        """A press is answered twice, with its own number: that the check has begun, and the verdict."""
        answers = Front(Status.PASSED).say({"kind": "check", "seq": "a-1"})
        assert [(answer["kind"], answer["seq"]) for answer in answers] == [("started", "a-1"), ("verdict", "a-1")]

    def test_verdict(self):
        """The verdict comes as a status and a page."""
        _, verdict = Front(Status.FAILED).say({"kind": "check", "seq": "a-1"})
        assert (verdict["status"], "Not quite: 0 of 1 point" in verdict["html"]) == ("failed", True)

    def test_saved_first(self, monkeypatch):
        """Whoever sees the verdict may save at once: by then it is where the file is written from."""
        front = Front(Status.FAILED)
        seen = []
        monkeypatch.setattr("IPython.display.publish_display_data", lambda data, **_: seen.append(data["text/plain"]))
        front.button.send = lambda answer: seen.append(answer["kind"])
        front.button.observe(lambda change: seen.append(change["name"]), ["status", "verdict"])
        front.button._handle_custom_msg({"kind": "check", "seq": "a-1"}, [])
        assert [one.split(":")[0] for one in seen] == ["started", "✗ Not quite", "status", "verdict", "verdict"]

    def test_again(self):
        """Each press is a check of its own."""
        front = Front(Status.FAILED, Status.PASSED)
        verdicts = [front.say({"kind": "check", "seq": str(press)})[1]["status"] for press in range(2)]
        assert verdicts == ["failed", "passed"]

    @pytest.mark.parametrize("fault", [RuntimeError("boo"), SystemExit(1)])
    def test_stumbles(self, fault):
        """A check that raises ends in a verdict too, which says that it was the checker's fault."""

        def check(_slug):
            raise fault

        front = Front()
        front.button._check = check
        *_, verdict = front.say({"kind": "check", "seq": "a-1"})
        assert (verdict["kind"], verdict["status"]) == ("verdict", "error")

    @pytest.mark.parametrize("message", [None, [], "check", {}, {"kind": "dance"}, {"kind": ["check"]}])
    def test_nonsense(self, message):
        """What is no message of the page's is passed over."""
        assert Front().say(message) == []

    def test_waits_for_the_running_cell(self, shell, monkeypatch):
        """A press that comes in another thread is left for the thread that runs the cells."""
        left = []
        kernel = SimpleNamespace(io_loop=SimpleNamespace(add_callback=left.append))
        monkeypatch.setattr(type(shell), "kernel", kernel, raising=False)
        front = Front(Status.PASSED)
        thread = threading.Thread(target=front.say, args=[{"kind": "check", "seq": "a-1"}])
        thread.start()
        thread.join()
        before = list(front.sent)
        left[0]()
        assert (before, [answer["kind"] for answer in front.sent]) == ([], ["started", "verdict"])


class TestHints:
    def test_one_at_a_time(self):
        """Each of the hints comes when it is asked for in turn."""
        front = Front()
        answers = [front.say({"kind": "hint", "number": number}) for number in (1, 2, 3)]
        assert [hint["html"] for (hint,) in answers] == [
            f'<p style="margin: 0; padding: 0;">{hint}</p>' for hint in HINTS
        ]

    @pytest.mark.parametrize("number", [0, -1, 2, 4, 1.0, "1", None])
    def test_not_out_of_turn(self, number):
        """A hint whose turn it is not stays where it is."""
        assert Front().say({"kind": "hint", "number": number}) == []

    def test_kept_for_a_new_view(self):
        """Hints that were given are there when the notebook is opened again beside its kernel."""
        front = Front()
        front.say({"kind": "hint", "number": 1})
        assert [HINTS[0] in hint for hint in front.button.hints] == [True]


class TestSolution:
    def test_after_a_pass(self):
        """After a pass the solution is given for the asking."""
        front = Front(begin=Status.PASSED)
        assert front.say({"kind": "solution", "anyway": False}) == [{"kind": "solution", "text": SOLUTION}]

    @pytest.mark.parametrize("begin", [None, Status.FAILED, Status.UNATTEMPTED, Status.ERROR])
    def test_not_before(self, begin):
        """Before a pass the solution is not given just so."""
        assert Front(begin=begin).say({"kind": "solution", "anyway": False}) == [{"kind": "refused"}]

    def test_anyway(self):
        """Who insists is given it."""
        front = Front(begin=Status.FAILED)
        assert front.say({"kind": "solution", "anyway": True}) == [{"kind": "solution", "text": SOLUTION}]

    def test_not_after_a_pass_undone(self):
        """After a pass that a later check took back it is not given just so."""
        front = Front(Status.FAILED, begin=Status.PASSED)
        front.say({"kind": "check", "seq": "a-1"})
        assert front.say({"kind": "solution", "anyway": False}) == [{"kind": "refused"}]


def test_state_gives_nothing_away():
    """Neither hints nor solution are in the state that the page holds and a notebook may save."""
    state = json.dumps(Front(begin=Status.PASSED).button.get_state())
    assert [secret for secret in (*HINTS, SOLUTION) if secret in state] == []


class TestSaved:
    def outputs(self, shell, front):
        """What showing the button puts out: [bundle, transient] each."""
        with capture_output() as shown:
            shell.display_formatter.format(front.button)
        return [(output.data, output.transient) for output in shown.outputs]

    def test_shown_as_two(self, shell):
        """The button and the verdict are two outputs, so that a new verdict does not make the button anew."""
        (button, _), (verdict, _) = self.outputs(shell, Front(begin=Status.FAILED))
        assert (WIDGET_VIEW in button, sorted(verdict)) == (True, ["text/html", "text/plain"])

    def test_updated(self, shell):
        """A press updates the output in which the verdict is saved."""
        front = Front(Status.PASSED, begin=Status.FAILED)
        place = self.outputs(shell, front)[1][1]["display_id"]
        with capture_output() as shown:
            front.say({"kind": "check", "seq": "a-1"})
        (output,) = shown.outputs
        assert (output.transient["display_id"], output.update) == (place, True)

    def test_newest(self):
        """What is saved after a press is the newest verdict."""
        front = Front(Status.PASSED, begin=Status.FAILED)
        with capture_output() as shown:
            front.say({"kind": "check", "seq": "a-1"})
        assert shown.outputs[0].data["text/plain"].startswith("✓ Right: 1 of 1 point")

    def test_bundle(self):
        """Where a bundle is asked for, the button comes with the verdict for places without widgets."""
        data, _ = Front(begin=Status.FAILED).button._repr_mimebundle_()
        assert sorted(data) == [WIDGET_VIEW, "text/html", "text/plain"]

    def test_before_the_first_check(self):
        """Before the first check the saved text says so."""
        data, _ = Front().button._repr_mimebundle_()
        assert data["text/plain"] == "Not checked yet."
