"""The files that say what is installed agree with one another."""

import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import LONGEST

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]

# Each lock with the extra that it pins, and the smaller lock that it agrees with.
EXTRA_OF = {"lab.lock": "cpu", "gpu.lock": "gpu", "grade.lock": "grade", "dev.lock": "dev", "conda.txt": "cpu"}
SMALLER = {"gpu.lock": "lab.lock", "grade.lock": "lab.lock", "dev.lock": "grade.lock"}
LOCKS = sorted(EXTRA_OF)
HASHED_LOCKS = sorted(set(LOCKS) - {"conda.txt"})

# TensorFlow's build is what lab.lock and gpu.lock differ by, so the marker beside it may differ too.
TENSORFLOW = {"tensorflow", "tensorflow-cpu"}


def read_lock(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a lock with its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "requirements" / name).read_text(), flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    return [(Requirement(entry.partition(" --hash=")[0]), re.findall(r"--hash=(\S+)", entry)) for entry in entries]


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Name -> (version specifier, marker) of every requirement of a lock."""
    found = {}
    for requirement, _ in read_lock(name):
        found[canonicalize_name(requirement.name)] = (str(requirement.specifier), str(requirement.marker or ""))
    return found


def requirements_of(extra: str) -> list[Requirement]:
    """The top-level requirements of an extra, those of the extras it includes and of the project itself with them."""
    found = [Requirement(line) for line in PROJECT["dependencies"]]
    for requirement in map(Requirement, EXTRAS[extra]):
        if requirement.name == PROJECT["name"]:
            found += [inner for name in requirement.extras for inner in requirements_of(name)]
        else:
            found.append(requirement)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock: str) -> None:
    """Everything that an extra asks for is in its lock, at a version that it allows."""
    locked = pins(lock)
    unmet = []
    for requirement in requirements_of(EXTRA_OF[lock]):
        specifier, _ = locked.get(canonicalize_name(requirement.name), ("", ""))
        if not specifier or Version(specifier.removeprefix("==")) not in requirement.specifier:
            unmet.append(f"{requirement} (locked: {specifier or 'not at all'})")
    assert unmet == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned(lock: str) -> None:
    """A lock names one exact version of each package."""
    loose = [
        str(requirement)
        for requirement, _ in read_lock(lock)
        if not re.fullmatch(r"==[\w.]+", str(requirement.specifier))
    ]
    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_package_has_two_versions(lock: str) -> None:
    """All Pythons and systems get the same one, though a package may have an extra on some systems only."""
    named = {(canonicalize_name(requirement.name), str(requirement.specifier)) for requirement, _ in read_lock(lock)}
    assert sorted(name for name, _ in named) == sorted({name for name, _ in named})


@pytest.mark.parametrize("lock", HASHED_LOCKS)
def test_extras_are_locked(lock: str) -> None:
    """Else older releases of pip take the newest version of what a package wants with an extra."""
    (jsonschema,) = (requirement for requirement, _ in read_lock(lock) if requirement.name == "jsonschema")
    assert jsonschema.extras == {"format-nongpl"}


@pytest.mark.parametrize("lock", HASHED_LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    """Each requirement of a lock carries at least one SHA-256."""
    bare = [
        str(requirement)
        for requirement, hashes in read_lock(lock)
        if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)
    ]
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_in_a_lock(lock: str) -> None:
    """A lock names no registry and no folder of the machine that made it."""
    text = (ROOT / "requirements" / lock).read_text()
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url.*|--find-links.*|(?<![\w.])/\w\S*", text) == []


@pytest.mark.parametrize(("larger", "smaller"), SMALLER.items())
def test_larger_lock_has_the_versions_of_the_smaller(larger: str, smaller: str) -> None:
    """Adding an extra to an environment changes no version that is already there."""
    large, small = pins(larger), pins(smaller)
    shared = small.keys() - TENSORFLOW
    assert {name: large.get(name, ("missing", ""))[0] for name in shared} == {name: small[name][0] for name in shared}


def test_conda_gets_the_locked_versions() -> None:
    """conda.txt is lab.lock without the hashes."""
    assert pins("conda.txt") == pins("lab.lock")


def test_environment_installs_the_learners_extra_at_the_locked_versions() -> None:
    """environment.yml asks pip for the extra that `make lab` installs, held to the versions in conda.txt."""
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip_lines = next(entry["pip"] for entry in dependencies if isinstance(entry, dict))
    assert pip_lines == ["--constraint requirements/conda.txt", "--editable .[cpu]"]


def test_environment_has_a_python_that_the_project_supports() -> None:
    """environment.yml and pyproject.toml agree about Python."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python = next(entry for entry in environment["dependencies"] if str(entry).startswith("python="))
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python.partition("=")[2])


@pytest.mark.parametrize("lock", ["lab.lock", "gpu.lock", "conda.txt"])
def test_learner_gets_no_tool_of_instructors_or_maintainers(lock: str) -> None:
    """A learner's environment has no nbgrader, jupytext, Dask, playwright or pytest."""
    assert (
        pins(lock).keys() & {"nbgrader", "jupytext", "dask", "distributed", "playwright", "pytest", "mypy", "ruff"}
        == set()
    )


@pytest.mark.parametrize(
    ("system", "machine", "expected"),
    [
        ("linux", "x86_64", "tensorflow-cpu"),
        ("linux", "aarch64", "tensorflow"),
        ("darwin", "arm64", "tensorflow"),
        ("win32", "AMD64", "tensorflow"),
    ],
)
def test_each_system_gets_one_tensorflow(system: str, machine: str, expected: str) -> None:
    """The CPU build goes to 64-bit x86 Linux, the one published build to every other system."""
    here = {"sys_platform": system, "platform_machine": machine}
    chosen = [
        requirement.name
        for requirement, _ in read_lock("lab.lock")
        if requirement.name in TENSORFLOW and (requirement.marker is None or requirement.marker.evaluate(here))
    ]
    assert chosen == [expected]


def test_gpu_lock_brings_the_graphics_libraries() -> None:
    """gpu.lock holds the full build with NVIDIA's libraries, and not the CPU build."""
    names = pins("gpu.lock").keys()
    assert "tensorflow" in names and "tensorflow-cpu" not in names and any(name.startswith("nvidia-") for name in names)


@pytest.mark.parametrize("path", sorted((ROOT / "jupyter").rglob("*.json")), ids=lambda path: path.name)
def test_jupyter_settings_are_json(path: Path) -> None:
    """JupyterLab ignores a broken settings file without a word, so this test reads each."""
    assert isinstance(json.loads(path.read_text()), dict)


def test_help_names_every_command() -> None:
    """`make help` mentions each target that is meant to be typed."""
    makefile = (ROOT / "Makefile").read_text()
    commands = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE).group(1).split()
    printed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [command for command in commands if command != "help" and f"make {command} " not in printed] == []


def test_readme_names_only_commands_that_there_are() -> None:
    """Every `make ...` that the README mentions is a target of the Makefile."""
    commands = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE).group(1).split()
    mentioned = re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(), flags=re.MULTILINE)
    assert set(mentioned) <= set(commands) and "update" in mentioned


def test_wrong_tensorflow_is_named() -> None:
    """`make lab TENSORFLOW=...` with an unknown build says which there are, and does nothing."""
    run = subprocess.run(["make", "lab", "TENSORFLOW=tpu"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode != 0 and "write TENSORFLOW=cpu or TENSORFLOW=gpu" in run.stderr


@pytest.mark.parametrize("target", ["lab", "grade", "test", "check", "update"])
@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_python_that_does_not_fit_is_named(tmp_path: Path, target: str, python: str) -> None:
    """A Python that was asked for and is too old, too new or not there is named, and nothing is made."""
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    command = ["make", f"PYTHON={python}", target]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = f"{python} is no Python 3.11, 3.12 or 3.13: give another"
    assert (said in run.stderr, [path.name for path in tmp_path.iterdir()]) == (True, ["Makefile"])


def test_one_setting_up_waits_for_the_other(tmp_path: Path) -> None:
    """Of two commands under the same lock the second begins after the first has ended."""
    locked = [sys.executable, ROOT / "requirements" / "one_at_a_time.py", tmp_path / "build" / "lock", sys.executable]
    log = tmp_path / "log"
    code = (
        "import sys, time; f = open(sys.argv[1], 'a'); f.write('begin '); f.flush(); time.sleep(0.5); f.write('end ')"
    )
    runs = [subprocess.Popen([*locked, "-c", code, log], stderr=subprocess.DEVNULL) for _ in range(2)]
    assert ([run.wait() for run in runs], log.read_text()) == ([0, 0], "begin end begin end ")


def test_what_is_set_up_is_not_set_up_again(tmp_path: Path) -> None:
    """`make lab` installs once, and the second time only starts JupyterLab; after a new lock it installs again."""
    for name in ("Makefile", "pyproject.toml", "requirements/lab.lock", "requirements/one_at_a_time.py"):
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    python, said = tmp_path / ".venv" / "bin" / "python", tmp_path / "said"
    python.parent.mkdir(parents=True)
    python.write_text(
        f'#!/bin/sh\ncase "$1" in *.py) exec {sys.executable} "$@";; -m) echo "$2" >> {said};; esac\n', encoding="utf-8"
    )
    python.chmod(0o755)
    (tmp_path / ".venv" / ".made").touch()

    def started() -> list[str]:
        said.write_text("", encoding="utf-8")
        subprocess.run(["make", "lab"], cwd=tmp_path, capture_output=True, check=True)
        return said.read_text(encoding="utf-8").split()

    assert [started(), started()] == [["pip", "pip", "jupyterlab"], ["jupyterlab"]]
    soon = time.time() + 10
    os.utime(tmp_path / "requirements" / "lab.lock", (soon, soon))
    assert started() == ["pip", "pip", "jupyterlab"]


def test_missing_python_is_named() -> None:
    """`make lab` on a machine without a Python that fits says which ones do."""
    command = ["make", "-C", str(ROOT), "VENV=build/none", "PYTHON=", "build/none/.made"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode != 0 and "No Python 3.11, 3.12 or 3.13 found" in run.stderr


def test_the_files_that_are_begun_first_are_there():
    """One that was renamed would be begun somewhere among the others."""
    assert [path for path in LONGEST if not path.is_file()] == []
