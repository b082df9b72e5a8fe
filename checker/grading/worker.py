"""A worker process: takes submissions to grade from its standard input, and gives results to its standard output.

    python -m checker.grading.worker FOLDER

Both ways a message is its length in bytes, in 8 bytes, and then JSON. Submissions are laid out in FOLDER. It ends when
its input does, whatever it is at: so nothing runs on when the grader is killed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from checker.grading.one_thread import ONE_THREAD

LENGTH_BYTES = 8


def main(folder: Path) -> None:
    """Grade what comes, one submission after the other."""
    os.environ.update(ONE_THREAD)
    answers = _own_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader, which then ends its workers
    jobs: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, jobs, folder), daemon=True, name="jobs").start()
    from checker.grading.grade_submission import grade_submission
    from checker.grading.job import Job

    while True:
        job = Job.from_dict(json.loads(jobs.get()))
        send(answers, answer_to(partial(grade_submission, within=folder), job))


def answer_to(grade: Any, job: Any) -> dict[str, Any]:
    """What is said of a job, as JSON-ready data: its result, or what kept it from having one."""
    try:
        return {"result": grade(job).to_dict()}
    except Exception as fault:  # the grader's own, or this machine's: the submission is not to blame
        return {"fault": f"{type(fault).__name__}: {fault}"}


def send(stream: BinaryIO, message: Any) -> None:
    """Write one message."""
    stream.write(packed(message))
    stream.flush()


def packed(message: Any) -> bytes:
    """A message as it travels."""
    content = json.dumps(message).encode()
    return len(content).to_bytes(LENGTH_BYTES) + content


def _listen(stream: BinaryIO, jobs: SimpleQueue[bytes], folder: Path) -> None:
    while len(length := stream.read(LENGTH_BYTES)) == LENGTH_BYTES:
        jobs.put(stream.read(int.from_bytes(length)))
    # The grader is gone. The kernel sees that this process ends, and ends too.
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _own_output() -> BinaryIO:
    """Standard output for messages alone: whatever prints here prints to stderr."""
    kept = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return kept


if __name__ == "__main__":
    main(Path(sys.argv[1]))
