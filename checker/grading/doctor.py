"""`checker doctor`: which layers protect this machine from the submissions it grades, and what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the protection."""

    name: str
    protects: str
    missing: str = ""  # why it is not there; "" where it is
    get: str = ""  # how to get it
    needed: bool = True  # whether `checker grade` refuses to run without it


def layers() -> Iterator[Layer]:
    """Every layer, tried out on this machine as this user."""
    yield from _own_view()
    yield Layer(
        name="refused system calls",
        protects="the system's kernel from calls that no exercise needs",
        missing=_unless(_has_seccomp, "libseccomp or its Python package is not installed"),
        get="Debian and Ubuntu: apt install libseccomp2; then `make grade`, which installs pyseccomp.",
        needed=False,
    )
    yield Layer(
        name="limits for all processes of a submission together",
        protects="memory from a submission that takes much of it at once (without, a look five times a second must do, "
        "which does not see what waits in sockets)",
        missing=_unless(_has_control_group, "this user may not make control groups"),
        get="Grade as root, or in a session with delegated groups: systemd-run --user --scope --property=Delegate=yes "
        "checker grade ...",
        needed=False,
    )


def _own_view() -> Iterator[Layer]:
    linux = sys.platform.startswith("linux")
    yield Layer(
        name="Linux",
        protects="everything below: a sandbox is made of what Linux offers",
        missing="" if linux else f"this is {sys.platform}",
        get="Grade on Linux: a virtual machine, WSL or a server will do.",
    )
    if not linux:
        return
    from checker.grading.warm.start import is_protected

    protected, why = is_protected()
    yield Layer(
        name="own namespaces",
        protects="files, other submissions, the gradebook, the network and every other process",
        missing="" if protected else why,
        get="Debian and Ubuntu: sysctl -w kernel.unprivileged_userns_clone=1 (Ubuntu 24 and later: "
        "kernel.apparmor_restrict_unprivileged_userns=0). In a container: --security-opt seccomp=unconfined "
        "--security-opt systempaths=unconfined, or grade as root. Linux 5.12 or later is needed.",
    )


def _unless(there: Callable[[], bool], reason: str) -> str:
    return "" if there() else reason


def _has_seccomp() -> bool:
    from checker.grading.warm import seccomp

    return seccomp.is_available()


def _has_control_group() -> bool:
    from checker.grading.warm import control_group

    return control_group.is_available()


def report(found: list[Layer]) -> str:
    """The layers in words."""
    lines = []
    for layer in found:
        lines.append(f"{'✗' if layer.missing else '✓'} {layer.name}: protects {layer.protects}")
        if layer.missing:
            lines.append(f"    missing: {layer.missing}")
            lines.append(f"    to get it: {layer.get}")
            lines.append(
                "    " + ("`checker grade` needs it." if layer.needed else "`checker grade` works without it.")
            )
    return "\n".join(lines)
