"""What the sandbox's tests need of the machine."""

import pytest

from checker.grading.warm.start import is_protected
from tests.needs import skip_or_fail


@pytest.fixture(scope="session")
def sandbox_here():
    """Skips, with the reason, where no sandbox can be had."""
    protected, why = is_protected()
    if not protected:
        skip_or_fail(f"no sandbox on this machine: {why}")
