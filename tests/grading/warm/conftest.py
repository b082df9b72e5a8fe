"""What the sandbox's tests need of the machine."""

import pytest

from tests.needs import need_sandbox


@pytest.fixture(scope="session")
def sandbox_here():
    """Skips, with the reason, where no sandbox can be had."""
    need_sandbox()
