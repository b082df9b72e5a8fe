"""Shut this process in: a root of its own with what it may read, its limits, and no way back. Linux only.

Called by a process with one thread, which has just been forked, before it has read anything of a learner's.
"""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import shutil
import socket
import struct
from contextlib import suppress
from pathlib import Path

from checker.grading.warm import seccomp
from checker.grading.warm import system_calls as calls
from checker.grading.warm.box import MIB, SETTINGS, SYSTEM, WORK, Box

OPEN_TO_ALL = calls.NO_SUID | calls.NO_DEVICES
DEVICES = ("null", "zero", "full", "random", "urandom")
HOME = "/home/learner"
NEW, OLD = "/new", "/old"
MOST_FILES = 20_000  # in each folder that may be written: also an empty one takes memory
FEW_FILES = f"nr_inodes={MOST_FILES}"
NOBODY = 65534
# Of root's sandboxes each has a user, and a group of that number, of its own: Linux counts processes, and more that is
# scarce, by user, and one submission must not use up another's share. No system gives these numbers to anybody.
FIRST_USER = 1_900_000_000
NAMESPACES = ("mount", "pid", "net", "ipc", "uts")


class FolderError(Exception):
    """The folder that was given cannot be copied; the message says why."""


def leave_namespaces() -> int:
    """Own namespaces for what this process starts next. Raises OSError.

    Who is not root takes one for users, too; so does root where it has no such right, or no other user to become, as in
    many containers. The number of the user, and of the group, to be inside.
    """
    user, group = os.getuid(), os.getgid()
    if user == 0 and (inside := _unused_user()):
        with suppress(PermissionError):
            calls.unshare(*NAMESPACES)
            return inside
    calls.unshare("user", *NAMESPACES)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
    return NOBODY


def _unused_user() -> int:
    """One that goes with this process; in a container that has not so many users, nobody; 0 where it has only root."""
    tables = [Path(f"/proc/self/{kind}_map").read_text() for kind in ("uid", "gid")]
    candidates = (FIRST_USER + os.getpid(), NOBODY)
    return next((user for user in candidates if all(_is_mapped(user, table) for table in tables)), 0)


def _is_mapped(number: int, table: str) -> bool:
    rows = [[int(word) for word in line.split()] for line in table.splitlines()]
    return any(first <= number < first + count for first, _, count in rows)


def shut_in(box: Box, user: int, *, seccomp_too: bool) -> None:
    """The rest, in process 1 of the new process namespace, as `user`. Raises OSError or FolderError: it must end."""
    os.umask(0o022)  # what is built here is for another user to read
    with suppress(OSError):  # where the whole machine's memory runs out, sandboxes are ended first
        Path("/proc/self/oom_score_adj").write_text("1000")
    _begin_new_root()
    _room(box, user)
    _let_in(box, user)  # after it: the course may lie in /tmp
    _take_new_root()
    with suppress(OSError):
        socket.sethostname("sandbox")
    _wake_loopback()
    os.chdir(WORK)
    os.umask(0o077)
    _limit(box)
    calls.bound_privileges()
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    calls.drop_privileges()
    _require_readable(box)
    if seccomp_too:
        seccomp.refuse_system_calls()


def _require_readable(box: Box) -> None:
    """A Python that was installed under a strict umask: imports would fail, and learners would be blamed."""
    for place in box.readable:
        if not os.access(place, os.R_OK | os.X_OK):
            raise FolderError(f"{place} may not be read by other users, as it must be here: chmod -R a+rX {place}")


def _begin_new_root() -> None:
    """From here on the system is at OLD, and what the sandbox will see is built at NEW."""
    calls.mount("", "/", flags=calls.RECURSIVE | calls.PRIVATE)
    calls.mount("tmpfs", "/tmp", "tmpfs", OPEN_TO_ALL, "size=1m,mode=755")
    Path(f"/tmp{NEW}").mkdir()
    Path(f"/tmp{OLD}").mkdir()
    calls.mount(f"/tmp{NEW}", f"/tmp{NEW}", flags=calls.BIND)
    calls.pivot_root("/tmp", f"/tmp{OLD}")
    os.chdir("/")


def _take_new_root() -> None:
    """Leave the system behind: nothing but what is at NEW can be seen, or be made visible, any more."""
    _new("/old").mkdir()
    calls.pivot_root(NEW, f"{NEW}/old")
    os.chdir("/")
    calls.unmount("/old")
    Path("/old").rmdir()
    calls.seal("/", all_below=False)


def _new(place: str) -> Path:
    return Path(NEW + place)


def _old(place: str) -> Path:
    return Path(OLD + place)


def _let_in(box: Box, user: int) -> None:
    """What may be read, at its own place, and nothing of it writable."""
    for place in (*SYSTEM, *SETTINGS):
        if _old(place).is_symlink():
            _new(place).parent.mkdir(parents=True, exist_ok=True)
            _new(place).symlink_to(_old(place).readlink())
        elif _old(place).exists():
            _bind(place)
    for place in box.readable:
        _bind(place)
    for place in box.hidden:
        if _new(place).is_dir():
            calls.mount("tmpfs", NEW + place, "tmpfs", OPEN_TO_ALL, "size=4k,mode=555")
            calls.seal(NEW + place)
    _new("/etc").mkdir(exist_ok=True)
    for name, text in (
        ("passwd", f"learner:x:{user}:{user}::{HOME}:/bin/sh\n"),
        ("group", f"learner:x:{user}:\n"),
        ("hosts", "127.0.0.1 localhost\n"),
    ):
        _new(f"/etc/{name}").write_text(text)


def _bind(place: str) -> None:
    if _old(place).is_dir():
        _new(place).mkdir(parents=True, exist_ok=True)
    else:
        _new(place).parent.mkdir(parents=True, exist_ok=True)
        _new(place).touch()
    calls.mount(OLD + place, NEW + place, flags=calls.BIND | calls.RECURSIVE)
    calls.seal(NEW + place)


def _room(box: Box, user: int) -> None:
    """What may be written: the copy of the submission, home, /tmp; all of it in memory, and gone afterwards."""
    half = box.disk_bytes // 2
    for place, size in ((WORK, box.disk_bytes), ("/tmp", half), (HOME, half)):
        _new(place).mkdir(parents=True)
        calls.mount("tmpfs", NEW + place, "tmpfs", OPEN_TO_ALL, f"size={size},{FEW_FILES},mode=700")
        _give(_new(place), user)
    if box.folder:
        _bring(box, user)
    _new("/dev/shm").mkdir(parents=True)
    for device in DEVICES:
        _new(f"/dev/{device}").touch()
        calls.mount(f"{OLD}/dev/{device}", f"{NEW}/dev/{device}", flags=calls.BIND)
        calls.seal(f"{NEW}/dev/{device}", attributes=calls.READ_ONLY)  # who owns it may change who may write, else
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _new(f"/dev/{name}").symlink_to(f"/proc/self/fd/{number}")
    _new("/dev/fd").symlink_to("/proc/self/fd")
    calls.mount("tmpfs", f"{NEW}/dev/shm", "tmpfs", OPEN_TO_ALL, f"size={half},{FEW_FILES},mode=1777")
    _terminals()
    _new("/proc").mkdir()
    calls.mount("proc", f"{NEW}/proc", "proc", OPEN_TO_ALL | calls.NO_EXEC)
    calls.seal(f"{NEW}/proc")  # the machine's settings are there: who is root outside might change them, else


def _bring(box: Box, user: int) -> None:
    try:
        _copy(_old(box.folder), _new(WORK), user)
    except RecursionError:
        raise FolderError(f"The folders in {box.folder} lie too deep in each other: it was not run.") from None
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise FolderError(f"{box.folder} cannot be copied for its run: {fault.strerror}.") from None
        most = f"{box.disk_bytes // MIB} MiB or {MOST_FILES} files"
        raise FolderError(f"{box.folder} holds more than {most}, which is the most for a run.") from None


def _terminals() -> None:
    """Of its own, a few: IPython runs `!command` in one."""
    _new("/dev/pts").mkdir()
    with suppress(OSError):
        options = "newinstance,ptmxmode=0666,mode=0600,max=32"
        calls.mount("devpts", f"{NEW}/dev/pts", "devpts", calls.NO_SUID | calls.NO_EXEC, options)
        _new("/dev/ptmx").symlink_to("pts/ptmx")


def _copy(source: Path, target: Path, user: int) -> None:
    """Files and folders; a link is left out, wherever it leads."""
    for entry in source.iterdir():
        place = target / entry.name
        if entry.is_symlink():
            continue
        if entry.is_dir():
            place.mkdir(mode=0o700)
            _copy(entry, place, user)
        elif entry.is_file():
            shutil.copyfile(entry, place, follow_symlinks=False)
            place.chmod(0o600)
        else:
            continue
        _give(place, user)


def _give(place: Path, user: int) -> None:
    """To the user that will be inside."""
    if os.getuid() == 0:
        os.chown(place, user, user)


def _wake_loopback() -> None:
    """Its own 127.0.0.1 works; there is no other network."""
    with suppress(OSError), socket.socket() as any_socket:
        request = struct.pack("16sH14x", b"lo", 1)  # IFF_UP, by SIOCSIFFLAGS
        fcntl.ioctl(any_socket, 0x8914, request)


def _limit(box: Box) -> None:
    for kind, most in (
        (resource.RLIMIT_DATA, box.memory_bytes),
        (resource.RLIMIT_CPU, box.cpu_seconds),
        (resource.RLIMIT_NPROC, box.processes),
        (resource.RLIMIT_FSIZE, box.file_bytes),
        (resource.RLIMIT_NOFILE, box.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, MIB),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        allowed = resource.getrlimit(kind)[1]  # by whoever cares for this machine: it may be lowered only
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (least, least))
