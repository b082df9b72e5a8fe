"""The clinic: five networks that failed in training, each to be told what is wrong with it, from a closed list.

A wrong diagnosis is answered with the evidence against it. Standard library only. The networks themselves, and what
was measured on them, are in `course.clinic`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.exercise import Answers, Examples, Exercise, Questions
from checker.probe import Probe
from checker.probes.variables import UNSET, state_of
from checker.report import Finding, Status, Verdict

ZERO, TWICE, RATE_HIGH, SIGMOID = "zero start", "softmax twice", "learning rate too high", "sigmoids that never start"
SHUFFLED, PLUS, OVERFITTING, RATE_LOW = "shuffled labels", "plus for minus", "overfitting", "learning rate too low"

DIAGNOSES = (ZERO, TWICE, RATE_HIGH, SIGMOID, SHUFFLED, PLUS, OVERFITTING, RATE_LOW)

RIGHT = {"patient_a": TWICE, "patient_b": SIGMOID, "patient_c": SHUFFLED, "patient_d": ZERO, "patient_e": RATE_HIGH}

WHY = {
    "patient_a": "It reads well and still has a loss of more than 1.46: no probability gets above 0.232, which is "
    "softmax of a 1 among nine 0s, and minus the logarithm of that is 1.46.",
    "patient_b": "Every unit gives a middling number, the same for every digit: the sigmoids pass hardly anything on, "
    "so the scores know nothing of the picture and hardly anything comes back.",
    "patient_c": "It learns its own examples and nothing else: with labels that have nothing to do with the pictures "
    "there is nothing else to be learnt.",
    "patient_d": "With all weights 0 every activation is 0, forward and for ever: the biases of the scores are all "
    "that can change, so all it learns is which digit is most common.",
    "patient_e": "The loss leaps in the first steps. One of them threw the weights so far that the units died, and "
    "what is dead passes nothing back.",
}

# Patient -> wrong diagnosis -> what speaks against it.
AGAINST: Mapping[str, Mapping[str, str]] = {
    "patient_a": {
        ZERO: "A network whose weights start at 0 stays at chance; this one reads most test digits.",
        RATE_HIGH: "No leap in the first steps, and it reads most test digits: long steps do not look like that.",
        SIGMOID: "It has started: it reads most test digits, and its activations differ from digit to digit.",
        SHUFFLED: "It reads most test digits, which nobody learns from shuffled labels.",
        PLUS: "The loss falls. With a plus it would grow from the first step on.",
        OVERFITTING: "Training and test loss lie close together; overfitting drives them apart.",
        RATE_LOW: "It is right on most training digits, so it has come a long way. Why is its loss so high?",
    },
    "patient_b": {
        ZERO: "Its activations are not 0 but middling, and before training its loss is not ln 10 exactly, as it is "
        "where all scores are 0.",
        TWICE: "It is at chance. Softmax twice makes learning slow, but the digits are still read.",
        RATE_HIGH: "Too long a step of a ReLU network leaves dead units, which are 0. Here no unit is 0.",
        SHUFFLED: "It does not even learn its own training digits; shuffled labels can be learnt by heart.",
        PLUS: "The loss stays near ln 10. With a plus it would grow without end.",
        OVERFITTING: "Training digits are read no better than test digits: nothing is learnt by heart.",
        RATE_LOW: "A longer step does not help here: every picture gives the same activations, so look at these.",
    },
    "patient_c": {
        ZERO: "The training loss falls far, which it cannot where the weights start at 0.",
        TWICE: "The training loss falls below 1.46, which is as low as it gets with softmax twice.",
        RATE_HIGH: "The training loss falls steadily, and its units are alive.",
        SIGMOID: "It has started: it reads most of its training digits.",
        PLUS: "The training loss falls. With a plus it would grow from the first step on.",
        OVERFITTING: "It does learn by heart. But a network that overfits still reads most test digits; this one is at "
        "chance: what it learnt has nothing to do with digits.",
        RATE_LOW: "It has come far on its training digits. Longer steps would only get it there sooner.",
    },
    "patient_d": {
        TWICE: "It is at chance. Softmax twice makes learning slow, but the digits are still read.",
        RATE_HIGH: "There is no leap in the first steps: the loss begins at ln 10 exactly, and stays there.",
        SIGMOID: "Sigmoids give middling numbers; here every activation is exactly 0.",
        SHUFFLED: "It does not even learn its own training digits; shuffled labels can be learnt by heart.",
        PLUS: "The loss stays at ln 10. With a plus it would grow without end.",
        OVERFITTING: "Training digits are read no better than test digits: nothing is learnt by heart.",
        RATE_LOW: "Slow or not, its activations are exactly 0 for every digit; no step is short enough to cause that.",
    },
    "patient_e": {
        ZERO: "Before training its loss is not ln 10, so its scores were not all 0; the zeros came later.",
        TWICE: "It is at chance. Softmax twice makes learning slow, but the digits are still read.",
        SIGMOID: "Sigmoids give middling numbers; here the activations are 0, as only ReLU makes them.",
        SHUFFLED: "It does not even learn its own training digits; shuffled labels can be learnt by heart.",
        PLUS: "With a plus the loss would go on growing; here it leaps, falls back, and stays.",
        OVERFITTING: "Training digits are read no better than test digits: nothing is learnt by heart.",
        RATE_LOW: "Look at the first steps: the loss leaps there. Short steps do not make a loss leap.",
    },
}
CHOOSE = "The list: " + ", ".join(f'"{diagnosis}"' for diagnosis in DIAGNOSES) + "."


def judge(_questions: Questions, answers: Answers) -> Verdict:
    """One finding a patient; a fifth of the points for each right diagnosis."""
    read = {patient: state_of(answers, patient) for patient in RIGHT}
    if all(answer["state"] == UNSET for answer in read.values()):
        message = "No diagnosis yet. Put one from the list in place of each row of dots, run the cell, check again."
        finding = Finding(status=Status.UNATTEMPTED, where="answer cell", message=message)
        return Verdict(status=Status.UNATTEMPTED, share=0.0, findings=(finding,))
    findings = tuple(_judge_patient(patient, answer) for patient, answer in read.items())
    right = sum(finding.status is Status.PASSED for finding in findings)
    status = Status.PASSED if right == len(RIGHT) else Status.FAILED
    return Verdict(status=status, share=right / len(RIGHT), findings=findings)


def _judge_patient(patient: str, answer: Mapping[str, Any]) -> Finding:
    if answer["state"] == UNSET:
        return _failed(patient, "left-open", f"`{patient}` is still open.", "Choose from the list in the text.")
    said = answer.get("value")
    if not isinstance(said, str):
        kind = answer.get("kind", "no text")
        message = f"`{patient}` is {kind}; a text from the list is wanted."
        return _failed(patient, "wrong-type", message, CHOOSE)
    diagnosis = _from_list(said)
    if diagnosis is None:
        return _failed(patient, "not-on-the-list", f'"{said[:200]}" is not on the list.', CHOOSE)
    if diagnosis == RIGHT[patient]:
        return Finding(status=Status.PASSED, where=_who(patient), message=f"{diagnosis}. {WHY[patient]}")
    hint = "Look at the patient's chart again, all four parts, and compare with the healthy network's."
    return _failed(patient, _name(diagnosis), f"{diagnosis}? {AGAINST[patient][diagnosis]}", hint)


def _from_list(text: str) -> str | None:
    """The diagnosis that is meant, whatever its capitals, blanks and hyphens; None where none is."""

    def plain(words: str) -> str:
        return " ".join(words.lower().replace("-", " ").split()).replace("overfitting", "over fitting")

    return next((diagnosis for diagnosis in DIAGNOSES if plain(diagnosis) == plain(text)), None)


def _name(diagnosis: str) -> str:
    return "not-" + diagnosis.replace(" ", "-")


def _who(patient: str) -> str:
    return f"patient {patient[-1].upper()}"


def _failed(patient: str, mistake: str, message: str, hint: str) -> Finding:
    return Finding(status=Status.FAILED, where=_who(patient), message=message, hint=hint, mistake=mistake)


def _but(**answers: object) -> Callable[[], Mapping[str, object]]:
    """An example: the right diagnoses, except for these."""
    return lambda: {**RIGHT, **answers}


CLINIC = Exercise(
    slug="capstone-clinic",
    title="Five networks, five diagnoses",
    lesson="13-capstone",
    points=5,
    ask=lambda _seed: {},
    probe=Probe(kind="variables", names=tuple(RIGHT)),
    judge=judge,
    examples=Examples(
        right=(
            _but(),
            _but(**{patient: f" {diagnosis.upper()}" for patient, diagnosis in RIGHT.items()}),
            _but(**{patient: diagnosis.replace(" ", "-") for patient, diagnosis in RIGHT.items()}),
        ),
        wrong=(
            *((_name(wrong), _but(**{patient: wrong})) for patient, against in AGAINST.items() for wrong in against),
            ("left-open", _but(patient_b=...)),
            ("wrong-type", _but(patient_c=3)),
            ("not-on-the-list", _but(patient_a="a cold")),
        ),
    ),
    hints=(
        "Sort the five first: which reads test digits at all? Which reads at least its own training digits?",
        "Three never get away from ln 10. Their activations tell them apart: exactly 0 from the start, 0 after a "
        "leap, or middling and the same for every digit.",
        "A loss that cannot fall below 1.46 although the digits are read is that of probabilities which went "
        "through softmax again. Good on training digits and at chance on test digits: the labels do not belong to the "
        "pictures.",
    ),
    solution="\n".join(f'{patient} = "{diagnosis}"' for patient, diagnosis in RIGHT.items()),
)
