"""What a saved model's config.json answers in the model's place: nothing is run, so there are no outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.exercise import Answers, Questions
from checker.keras_config import architecture_from_config


def probe_config(config: Mapping[str, Any], _questions: Questions) -> Answers:
    """The architecture, as the probe of a model brings it."""
    architecture = architecture_from_config(config)
    return {"state": "config", "architecture": architecture.to_dict(), "raised": None, "outputs": None, "fault": ""}
