"""How much memory a sandbox takes, read from a folder that looks like its /proc."""

import os

import pytest

from checker.grading.warm.memory_watch import bytes_in_use, exceeded

PAGE = os.sysconf("SC_PAGESIZE")


def processes(folder, *, resident, proportional):
    """Two processes, each with so many bytes."""
    for number in ("1", "2"):
        (folder / number).mkdir()
        (folder / number / "statm").write_text(f"9999 {resident // PAGE} 1 1 0 1 0\n")
        (folder / number / "smaps_rollup").write_text(f"0-1 [rollup]\nRss: 1 kB\nPss:   {proportional // 1024} kB\n")
    return folder


def test_a_small_sum_is_taken_as_it_is(tmp_path):
    """Shared pages count for each: too much rather than too little."""
    assert bytes_in_use(10**9, processes(tmp_path, resident=100 * PAGE, proportional=PAGE)) == 200 * PAGE


def test_shared_pages_count_once_where_it_matters(tmp_path):
    """Kernels share what they were forked with."""
    assert bytes_in_use(PAGE, processes(tmp_path, resident=100 * PAGE, proportional=8192)) == 16384


def test_the_whole_machines_processes_are_not_counted(tmp_path):
    """Until the sandbox is built there are those of the machine."""
    proc = processes(tmp_path, resident=100 * PAGE, proportional=100 * PAGE)
    assert exceeded(0, 0, proc)
    (proc / "self").mkdir()
    assert not exceeded(0, 0, proc)


@pytest.mark.parametrize(
    ("memory_bytes", "most", "too_much"), [(10**9, 2, ""), (10**9, 1, "processes"), (PAGE, 2, "memory")]
)
def test_too_much_is_too_much_memory_or_too_many_processes(tmp_path, memory_bytes, most, too_much):
    """Either will do, and is named."""
    proc = processes(tmp_path, resident=100 * PAGE, proportional=100 * PAGE)
    assert exceeded(memory_bytes, most, proc) == too_much


def test_a_process_that_ends_meanwhile_counts_nothing(tmp_path):
    """Its files are gone, or empty."""
    (processes(tmp_path, resident=100 * PAGE, proportional=PAGE) / "2" / "statm").write_text("")
    assert bytes_in_use(10**9, tmp_path) == 100 * PAGE
