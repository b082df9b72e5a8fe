"""The system calls that a sandbox refuses, by libseccomp: those that reach out of namespaces or deep into the kernel.

What a learner's code may need goes on working; everything here fails with "operation not permitted".
"""

from __future__ import annotations

import errno
import socket

REFUSED = (
    "mount", "umount2", "pivot_root", "chroot", "move_mount", "fsopen", "fsmount", "fspick", "fsconfig", "open_tree",
    "mount_setattr", "unshare", "setns", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp",
    "pidfd_getfd", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup",
    "io_uring_enter", "io_uring_register", "kexec_load", "kexec_file_load", "init_module", "finit_module",
    "delete_module", "open_by_handle_at", "name_to_handle_at", "syslog", "acct", "quotactl", "swapon", "swapoff",
    "reboot", "iopl", "ioperm", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "sethostname",
    "setdomainname", "vhangup", "nfsservctl", "lookup_dcookie", "fanotify_init", "personality", "uselib", "ustat",
    "mbind", "migrate_pages", "move_pages", "vmsplice",
    # Memory that no limit of a process counts:
    "memfd_create", "memfd_secret", "shmget",
)  # fmt: skip
NEW_NAMESPACE = 0x7E020000 | 0x00000080  # any CLONE_NEW... flag of clone(2)
# More memory for what waits in a socket, which only a control group counts: SO_SNDBUF, SO_RCVBUF, and both by force.
ROOM = (socket.SO_SNDBUF, socket.SO_RCVBUF, 32, 33)
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, 16)  # and netlink, by which addresses are looked up


def is_available() -> bool:
    """Whether libseccomp and its Python package are installed."""
    try:
        import pyseccomp  # noqa: F401 - asked whether it loads
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def refuse_system_calls() -> None:
    """Refuse them from here on, in this process and all that it starts. Raises OSError, ImportError."""
    import pyseccomp as seccomp

    denied = seccomp.ERRNO(errno.EPERM)
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    for name in REFUSED:
        try:
            rules.add_rule(denied, name)
        except (OSError, ValueError, RuntimeError):  # not a system call of this machine
            continue
    for bit in (1 << n for n in range(32) if NEW_NAMESPACE >> n & 1):
        rules.add_rule(denied, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
    # Its flags lie in memory, where a filter cannot look: the C library then takes clone.
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for option in ROOM:
        level, name = (seccomp.Arg(at, seccomp.EQ, value) for at, value in ((1, socket.SOL_SOCKET), (2, option)))
        rules.add_rule(denied, "setsockopt", level, name)
    highest = max(FAMILIES)
    for family in range(highest + 1):
        if family not in FAMILIES:
            rules.add_rule(denied, "socket", seccomp.Arg(0, seccomp.EQ, family))
    rules.add_rule(denied, "socket", seccomp.Arg(0, seccomp.GT, highest))
    rules.load()
