"""The sandbox for a user who is not root: by namespaces that any user may have."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOME = "computes or commands or libseccomp or nobody or network or sees or writes or memory or beside or killed"
USER = 4321  # of nobody on this machine
# Root's home, where this Python may be, is closed to others. In a mount namespace of its own it is open.
AS_USER = """
set -e
mkdir -p "$SCRATCH/home"
mount --bind "$HOME" "$SCRATCH/home"
mount -t tmpfs -o mode=755 none "$HOME"
for entry in "$SCRATCH"/home/.[!.]* "$SCRATCH"/home/*; do
    name=$(basename "$entry")
    if [ -d "$entry" ]; then mkdir "$HOME/$name" && mount --rbind "$entry" "$HOME/$name"; fi
done
cd "$ROOT"
exec setpriv --reuid=$USER_ID --regid=$USER_ID --clear-groups env HOME="$SCRATCH/own" "$@"
"""


@pytest.fixture
def scratch():
    """A folder that another user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own")
@pytest.mark.skipif(os.getuid() != 0, reason="who is not root runs the other tests of the sandbox as such a user")
@pytest.mark.skipif(not (shutil.which("unshare") and shutil.which("setpriv")), reason="util-linux is not installed")
def test_the_sandbox_holds_for_an_ordinary_user_too(scratch):
    """The tests of the sandbox, run by one."""
    scratch.chmod(0o755)
    own = scratch / "own"
    own.mkdir()
    os.chown(own, USER, USER)
    pytest_there = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", SOME,
        f"--basetemp={own / 'tests'}", "tests/grading/warm/test_sandbox.py",
    ]  # fmt: skip
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", AS_USER, "sh", *pytest_there],
        env={
            **os.environ,
            "HOME": pwd.getpwuid(0).pw_dir,
            "TMPDIR": str(own),
            "SCRATCH": str(scratch),
            "ROOT": str(ROOT),
            "USER_ID": str(USER),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "passed" in done.stdout and "skipped" not in done.stdout
