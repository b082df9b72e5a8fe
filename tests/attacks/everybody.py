"""All who hand in: attackers of every class, and honest learners among them. By the names that they have."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.breaking_out import BREAKING_OUT
from tests.attacks.deserialising import DESERIALISING
from tests.attacks.exhausting import EXHAUSTING
from tests.attacks.forging import FORGING
from tests.attacks.honest import HONEST
from tests.attacks.models import LYING, TRUE
from tests.attacks.reading import NAMED, READING
from tests.attacks.stealing import STEALING
from tests.attacks.submission import Submission
from tests.attacks.tampering import TAMPERING

CLASSES: Mapping[str, Mapping[str, Submission]] = {
    "forging": FORGING,
    "stealing": STEALING,
    "exhausting": EXHAUSTING,
    "tampering": TAMPERING,
    "deserialising": DESERIALISING,
    "breaking out": BREAKING_OUT,
    "reading": READING,
    "models": LYING,
}
ATTACKERS: Mapping[str, Submission] = {name: one for attacks in CLASSES.values() for name, one in attacks.items()}
EVERYBODY: Mapping[str, Submission] = {**ATTACKERS, **NAMED, **TRUE, **HONEST}
