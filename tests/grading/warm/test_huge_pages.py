"""The zygote's memory in large pages: fewer of them, and no byte changed."""

import platform
import subprocess
import sys

import pytest

from checker.grading.warm.huge_pages import HUGE, _own_ranges

MAPS = """\
00400000-00c00000 r-xp 00000000 fe:00 1234   /usr/bin/python3
00c00000-01400000 rw-p 00000000 fe:00 1234   /usr/bin/python3
10000000-10400000 rw-p 00000000 00:00 0      [heap]
20000000-20600000 rw-p 00000000 00:00 0
20600000-20700000 rw-p 00000000 00:00 0
30000000-30800000 ---p 00000000 00:00 0
40000000-40800000 rw-s 00000000 00:00 0      /dev/zero (deleted)
50000000-50800000 rw-p 00000000 00:00 0      [stack]
"""
GATHERED = """
from pathlib import Path
from checker.grading.warm.huge_pages import HUGE, gather

def kib(name):
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))

kept = bytearray(range(256)) * (8 * HUGE // 256)
before = kib("AnonHugePages")
gather()
print(kib("AnonHugePages") - before, kept == bytearray(range(256)) * (8 * HUGE // 256))
"""


def test_only_memory_of_its_own_is_gathered():
    """Not what belongs to a file, is shared, may not be written or is too small."""
    assert list(_own_ranges(MAPS)) == [(0x10000000, 2 * HUGE), (0x20000000, 3 * HUGE)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="huge pages are gathered on Linux only")
def test_a_process_has_large_pages_afterwards_and_the_same_in_them():
    """Where Linux cannot do so on request, it goes on as it is."""
    done = subprocess.run([sys.executable, "-c", GATHERED], capture_output=True, text=True, check=True)
    more, same = done.stdout.split()
    assert same == "True"
    major, minor = (int(part) for part in platform.release().split(".")[:2])
    if (major, minor) >= (6, 1):
        assert int(more) >= 6 * HUGE // 1024
