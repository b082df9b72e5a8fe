"""stderr stays quiet inside, and comes back outside."""

import os
import sys
from pathlib import Path

import pytest

from checker.quiet import quiet_stderr


def test_nothing_reaches_stderr_inside(capfd):
    """Neither Python's stderr nor the file descriptor."""
    with quiet_stderr():
        print("python", file=sys.stderr)
        os.write(2, b"descriptor\n")
    assert capfd.readouterr().err == ""


def test_stderr_comes_back_after_an_exception(capfd):
    """The learner's own messages are theirs again."""
    with pytest.raises(KeyError), quiet_stderr():
        raise KeyError
    print("after", file=sys.stderr)
    os.write(2, b"and after\n")
    assert capfd.readouterr().err.split() == ["after", "and", "after"]


def test_no_descriptor_is_left_open():
    """A thousand checks must not run out of files."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list a process's open files")
    before = len(list(descriptors.iterdir()))
    for _ in range(50):
        with quiet_stderr():
            pass
    assert len(list(descriptors.iterdir())) == before
