"""The sandboxed kernel started by its name alone, by the tools that instructors have."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

from checker.grading.warm.provisioner import KERNEL_NAME, install_kernelspec

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.slow,
    pytest.mark.usefixtures("sandbox_here"),
]


@pytest.fixture(autouse=True)
def known(tmp_path, monkeypatch):
    """The kernelspec, where Jupyter looks."""
    install_kernelspec(tmp_path / "prefix")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "prefix" / "share" / "jupyter"))


def executed(*sources, **options):
    """What each cell showed: text, or the name of an exception."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name=KERNEL_NAME, allow_errors=True, **options).execute()
    return ["".join(out.get("text", out.get("ename", "")) for out in cell.outputs).strip() for cell in notebook.cells]


def test_nbclient_runs_a_notebook_in_the_sandbox():
    """As process 1, in a copy of its folder."""
    assert executed("import os; print(os.getpid(), os.getcwd())", "1 / 0") == ["1 /work-copy", "ZeroDivisionError"]


def test_nbclient_interrupts_it():
    """And goes on with the next cell."""
    shown = executed("while True: pass", "print('next')", timeout=2, interrupt_on_timeout=True)
    assert shown == ["KeyboardInterrupt", "next"]


def test_papermill_runs_a_notebook_in_the_sandbox(tmp_path):
    """With a parameter, as papermill has them; what cannot be had in the sandbox is an error in the notebook."""
    cells = [
        nbformat.v4.new_code_cell("limit = 1", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import os; print(os.getpid(), os.getcwd(), limit)"),
        nbformat.v4.new_code_cell("open('/etc/passwd', 'a')"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "in.ipynb")
    options = ("--kernel", KERNEL_NAME, "--language", "python", "--parameters", "limit", "7")
    command = [sys.executable, "-m", "papermill", *options, "in.ipynb", "out.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    ran = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    shown = [output for cell in ran if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text.strip() for output in shown if output.output_type == "stream"] == ["1 /work-copy 7"]
    assert (done.returncode, [output.ename for output in shown if "ename" in output]) == (1, ["PermissionError"])


def test_nbgrader_without_any_setting_of_the_courses_grades_in_it(tmp_path, monkeypatch):
    """A course of somebody else's, with the kernel's name in its configuration."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader starts programs there
    (tmp_path / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'plain'\nc.Execute.kernel_name = {KERNEL_NAME!r}\n"
    )
    answer = nbformat.v4.new_code_cell("import os\nx = os.getpid()", metadata=_marks("answer", solution=True))
    check = nbformat.v4.new_code_cell(
        "assert (x, os.getcwd()) == (1, '/work-copy')", metadata=_marks("check", points=2)
    )
    for place in (tmp_path / "source" / "one", tmp_path / "submitted" / "ada" / "one"):
        place.mkdir(parents=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[answer, check]), place / "one.ipynb")
    for command in ("generate_assignment", "autograde", "export"):
        arguments = [] if command == "export" else ["one"]
        subprocess.run([sys.executable, "-m", "nbgrader", command, *arguments], cwd=tmp_path, check=True)
    with (tmp_path / "grades.csv").open(newline="") as file:
        assert [float(row["score"]) for row in csv.DictReader(file)] == [2.0]


def _marks(name, *, solution=False, points=None):
    """nbgrader's, of a cell."""
    marks = {"schema_version": 3, "grade_id": name, "solution": solution, "task": False}
    return {
        "nbgrader": {**marks, "grade": not solution, "locked": not solution, **({"points": points} if points else {})}
    }


def test_a_kernel_manager_restarts_and_shuts_it_down():
    """By jupyter_client's own calls."""
    manager, client = start_new_kernel(kernel_name=KERNEL_NAME)
    try:
        client.execute_interactive("x = 1", timeout=30)
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        reply = client.execute_interactive("x", timeout=30)
        assert reply["content"]["ename"] == "NameError"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert not manager.is_alive()


def test_elsewhere_than_on_linux_the_ordinary_kernel_runs(monkeypatch, caplog):
    """And one line says that nothing is protected."""
    monkeypatch.setattr("checker.grading.warm.provisioner.sys.platform", "darwin")
    assert executed("import os; print(os.getpid() > 1)") == ["True"]
