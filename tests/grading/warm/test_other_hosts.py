"""The sandbox where root may less than usual, as in many containers: on a machine that lets a user have namespaces."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress

import psutil
import pytest

from checker.grading.warm import start
from tests.needs import skip_or_fail

SCRIPT = """
import json, sys
from pathlib import Path
from checker.grading.kernel_link import KernelLink
from checker.grading.warm import start

start._newest = lambda: sys.argv[1]  # a zygote with these rights, rather than one that runs already
kernel = start.start_kernel(None)
link = KernelLink(kernel, most_bytes=10**6)
link.wait_until_heard(20)
link.run(sys.argv[2], seconds=60, show=lambda kind, content: print(content.get("text", ""), end=""))
link.close()
kernel.close()
"""
ATTEMPTS = """
import errno, json, os

def refused(attempt, *arguments):
    try:
        attempt(*arguments)
    except OSError as fault:
        return errno.errorcode[fault.errno]
    return "done"

status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines())
print(json.dumps({
    "user": os.getuid(),
    "capabilities": status["CapEff"],
    "settings of the machine": refused(os.open, "/proc/sys/kernel/core_pattern", os.O_WRONLY),
    "its own score": refused(os.open, "/proc/self/oom_score_adj", os.O_WRONLY),
    "who may write to a device": refused(os.chmod, "/dev/null", 0o666),
    "system": refused(os.open, "/usr/x", os.O_WRONLY | os.O_CREAT),
    "device": refused(os.open, "/dev/null", os.O_WRONLY),
    "own folder": refused(os.open, "x", os.O_WRONLY | os.O_CREAT),
}))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("sandbox_here"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.skipif(os.getuid() != 0, reason="only root can have less rights than root"),
    pytest.mark.skipif(not (shutil.which("unshare") and shutil.which("setpriv")), reason="util-linux is not installed"),
]


@pytest.fixture
def version(monkeypatch):
    """Of a zygote for this test alone, which ends with it."""
    version = f"of-test-{os.getpid()}-{os.urandom(4).hex()}"
    monkeypatch.setattr(start, "_newest", lambda: version)
    yield version
    folder = str(start.zygote_folder())
    for process in psutil.process_iter(["cmdline"]):
        if folder in (process.info["cmdline"] or []):
            with suppress(psutil.NoSuchProcess):  # a keeper, with its kernel
                process.kill()
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "rights",
    [
        ["setpriv", "--bounding-set=-sys_admin"],
        ["unshare", "--user", "--map-root-user"],
        ["prlimit", "--memlock=65536", "--nofile=512", "setpriv", "--bounding-set=-sys_admin,-sys_resource"],
    ],
    ids=["without-the-right-to-mount", "with-no-other-user", "with-limits-of-its-own"],
)
def test_root_with_less_rights_has_the_same_sandbox(version, rights):
    """Outside it is root all the same, so what belongs to root is mounted read-only."""
    if subprocess.run(["unshare", "--user", "--map-root-user", "true"], check=False).returncode:
        skip_or_fail("this machine gives nobody a user namespace")
    command = [*rights, sys.executable, "-c", SCRIPT, version, ATTEMPTS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "user": 65534,
        "capabilities": "0" * 16,
        "settings of the machine": "EROFS",
        "its own score": "EROFS",
        "who may write to a device": "EROFS",
        "system": "EROFS",
        "device": "done",
        "own folder": "done",
    }
