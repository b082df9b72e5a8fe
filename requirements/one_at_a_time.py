"""Run a command while nobody else runs one under the same lock: `python one_at_a_time.py LOCK COMMAND...`.

Two `make lab` at once would write into one environment. The system gives the lock back whatever ends this program.
"""

import subprocess
import sys
from pathlib import Path


def main(lock: str, *command: str) -> int:
    """Wait until the file `lock` is free, run `command`, return its exit code."""
    import fcntl

    path = Path(lock)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                "Another make is setting the course up; this one waits until it is done.", file=sys.stderr, flush=True
            )
            fcntl.flock(held, fcntl.LOCK_EX)
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
