"""stderr stays quiet inside, and comes back outside."""

import os
import sys

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
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(50):
        with quiet_stderr():
            pass
    assert (len(os.listdir("/proc/self/fd")) if before else 0) == before
