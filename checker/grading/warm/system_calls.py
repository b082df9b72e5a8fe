"""The system calls by which a process shuts itself in, of Linux, which Python has no functions for."""

from __future__ import annotations

import ctypes
import os
import platform

NEW_NAMESPACES = {  # from <sched.h>
    "mount": 0x00020000, "uts": 0x04000000, "ipc": 0x08000000, "user": 0x10000000, "pid": 0x20000000,
    "net": 0x40000000, "cgroup": 0x02000000,
}  # fmt: skip
NO_SUID, NO_DEVICES, NO_EXEC, BIND, RECURSIVE, PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18
DETACH = 2
MOUNT_SETATTR = 442  # on every kind of machine, from Linux 5.12 on
HERE, ALL_BELOW = -100, 0x8000  # AT_FDCWD, AT_RECURSIVE
READ_ONLY = 1  # MOUNT_ATTR_RDONLY
SEALED = READ_ONLY | 2 | 4  # and _NOSUID, _NODEV
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
SET_DEATH_SIGNAL, CAPBSET_DROP, SET_NO_NEW_PRIVILEGES, SET_DUMPABLE, CAP_AMBIENT = 1, 24, 38, 4, 47
LAST_CAPABILITY = 63
COLLAPSE = 25  # MADV_COLLAPSE, from Linux 6.1 on

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(*names: str) -> None:
    """Leave the namespaces of these kinds for new ones. Raises OSError."""
    _call("unshare", sum(NEW_NAMESPACES[name] for name in names))


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """As mount(2). Raises OSError."""
    _call("mount", source.encode(), target.encode(), kind.encode() or None, ctypes.c_ulong(flags), options.encode())


def seal(target: str, *, all_below: bool = True, attributes: int = SEALED) -> None:
    """Make a mount read-only, without devices and without programs that change the user. Raises OSError."""
    changed = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    flags = ALL_BELOW if all_below else 0
    _call("syscall", ctypes.c_long(MOUNT_SETATTR), HERE, target.encode(), flags, changed, ctypes.c_size_t(32))


def unmount(target: str) -> None:
    """Take a mount out of sight, at once. Raises OSError."""
    _call("umount2", target.encode(), DETACH)


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root, and what was the root `old`. Raises OSError."""
    _call("syscall", ctypes.c_long(PIVOT_ROOT[platform.machine()]), new.encode(), old.encode())


def die_with_parent(number: int) -> None:
    """Be sent this signal when the parent ends."""
    _call("prctl", SET_DEATH_SIGNAL, number, 0, 0, 0)


def bound_privileges() -> None:
    """No program that is started may gain a capability. It takes one to say so: before the user is changed."""
    _call("prctl", SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _libc.prctl(CAP_AMBIENT, 4, 0, 0, 0)  # clear all
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(CAPBSET_DROP, capability, 0, 0, 0)  # fails for those that this kernel does not know


def drop_privileges() -> None:
    """Give up every capability for good."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    _call("capset", header, (ctypes.c_uint32 * 6)())


def collapse(start: int, size: int) -> None:
    """Gather the memory from this address on, so many bytes, in huge pages. Raises OSError."""
    _call("madvise", ctypes.c_void_p(start), ctypes.c_size_t(size), COLLAPSE)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
