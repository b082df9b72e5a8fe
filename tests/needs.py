"""What a test needs and a machine may not have."""

from __future__ import annotations

import os

import pytest


def skip_or_fail(missing: str) -> None:
    """Skip the test on a person's machine, fail it where CI=true. `missing` says what is not there, and what to do."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)


def need_sandbox() -> None:
    """Skip, or fail, with the reason, where no sandbox can be had."""
    from checker.grading.warm.start import is_protected

    protected, why = is_protected()
    if not protected:
        skip_or_fail(f"no sandbox on this machine: {why}")
