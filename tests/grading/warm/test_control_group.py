"""Where control groups are made, with which limits, on folders laid out like either version's file system."""

import os
import sys

import pytest

from checker.grading.warm import control_group

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="control groups are Linux's own")
V2 = {"": "/user.slice/terminal.scope"}
V1 = {"memory": "/user.slice", "pids": "/somewhere/else", "": "/"}


@pytest.fixture
def mount(tmp_path, monkeypatch):
    """An empty file system of control groups."""
    monkeypatch.setattr(control_group, "MOUNT", tmp_path)
    return tmp_path


def test_each_controllers_own_group_is_read_from_its_line():
    """Several may stand in one line; a group's name may hold a colon."""
    text = "4:memory:/a\n3:cpu,cpuacct:/b\n1:name=systemd:/c\n0::/d:e\n"
    assert control_group._own_groups(text) == {
        "memory": "/a", "cpu": "/b", "cpuacct": "/b", "name=systemd": "/c", "": "/d:e",
    }  # fmt: skip


def test_with_version_2_the_group_is_made_beside_our_own(mount, monkeypatch):
    """In one folder with both limits."""
    monkeypatch.setattr(control_group, "_own_groups", lambda text: V2)
    (mount / "cgroup.controllers").touch()
    (mount / "user.slice").mkdir()
    group = control_group.make(10**9, 99)
    (made,) = (mount / "user.slice").glob("checker-*")
    assert [(made / file).read_text() for file in ("memory.max", "pids.max")] == ["1000000000", "99"]
    assert [name for _, name in group.places] == [made.name]


def test_with_version_1_each_limit_has_a_group_within_our_own(mount, monkeypatch):
    """Or at the top, where a container does not show ours."""
    monkeypatch.setattr(control_group, "_own_groups", lambda text: V1)
    (mount / "memory" / "user.slice").mkdir(parents=True)
    (mount / "pids").mkdir()
    control_group.make(10**9, 99)
    assert [file.read_text() for file in mount.glob("memory/user.slice/checker-*/memory.limit_in_bytes")] == [
        "1000000000"
    ]
    assert [file.read_text() for file in mount.glob("pids/checker-*/pids.max")] == ["99"]


@pytest.mark.parametrize(("version", "file"), [(V2, "memory.events"), (V1, "memory.oom_control")])
@pytest.mark.parametrize(("text", "ran_out"), [("high 3\noom_kill 0\n", False), ("oom_kill 2\n", True), ("", False)])
def test_who_ran_out_of_memory_is_known(mount, monkeypatch, version, file, text, ran_out):
    """The system counts whom it ended, in a file of the group; before it has one, nobody was."""
    monkeypatch.setattr(control_group, "_own_groups", lambda _: version)
    for folder in ("user.slice", "memory/user.slice", "pids"):
        (mount / folder).mkdir(parents=True)
    if version is V2:
        (mount / "cgroup.controllers").touch()
    group = control_group.make(10**9, 99)
    assert not group.has_run_out_of_memory()
    (made,) = mount.glob("**/user.slice/checker-*")
    (made / file).write_text(text)
    assert group.has_run_out_of_memory() is ran_out


def test_where_none_can_be_made_there_is_none_and_nothing_stays(mount, monkeypatch):
    """The second controller is missing."""
    monkeypatch.setattr(control_group, "_own_groups", lambda text: V1)
    monkeypatch.setattr(control_group, "LIMITS_V1", {"memory": "missing/limit", "processes": "pids.max"})
    (mount / "memory").mkdir()
    assert control_group.make(10**9, 99) is None
    assert list((mount / "memory").iterdir()) == []


def test_groups_of_keepers_that_are_gone_are_removed(mount):
    """Those of one that lives are not, nor what only looks similar."""
    gone, alive, other = f"checker-{2**22 + 1}-00000000", f"checker-{os.getpid()}-00000000", "checker-of-somebody"
    for name in (gone, alive, other):
        (mount / name).mkdir()
    control_group._forget_abandoned(mount)
    assert {path.name for path in mount.iterdir()} == {alive, other}
