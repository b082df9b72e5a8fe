"""tests/system_packages.sh on machines that this one is not: each is a folder of stand-in programs as the only PATH."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent / "system_packages.sh"

Machine = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Run the script where only these programs exist: name -> shell line that each carries out."""

    def run(environment: dict[str, str] | None = None, **programs: str) -> subprocess.CompletedProcess[str]:
        for name, line in programs.items():
            program = tmp_path / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{line}\n")
            program.chmod(0o755)
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), "chromium", "node"],
            env={"PATH": str(tmp_path), **(environment or {})},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_nothing_to_do(machine: Machine) -> None:
    """With Chromium and Node there, nothing is installed and nothing said."""
    done = machine(chromium="", node="", apt_get="echo called >&2", id="echo 0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_installs_what_is_missing(machine: Machine, tmp_path: Path) -> None:
    """On Debian, root gets the missing package and no other."""
    machine(node="", apt_get=f'echo "$*" >> {tmp_path}/calls', id="echo 0")
    assert (tmp_path / "calls").read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends chromium fonts-dejavu-core",
    ]


def test_another_user_goes_through_sudo(machine: Machine, tmp_path: Path) -> None:
    """On Debian, a user whose sudo asks no password gets the missing packages too."""
    machine(apt_get="exit 1", sudo=f'echo "$*" >> {tmp_path}/calls', id="echo 1000")
    assert (tmp_path / "calls").read_text().splitlines()[-1] == (
        "-n apt-get install -y -qq --no-install-recommends chromium nodejs fonts-dejavu-core"
    )


def test_elsewhere_it_says_what_to_install(machine: Machine) -> None:
    """Where nothing can be installed it says what will be skipped, and lets the other tests run."""
    done = machine(id="echo 1000")
    assert done.returncode == 0
    assert "chromium nodejs" in done.stderr and "will be skipped" in done.stderr


def test_ci_does_not_go_on_without(machine: Machine) -> None:
    """Under CI=true a missing browser ends the run."""
    assert machine({"CI": "true"}, id="echo 1000").returncode == 1
