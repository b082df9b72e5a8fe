"""The sandbox, from inside: what a learner's code sees, what it may do, and what is left of it afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from checker.grading.kernel_link import KernelDiedError, KernelLink
from checker.grading.warm import control_group, seccomp, start
from checker.grading.warm.box import answers_folder, python_folders
from checker.grading.warm.start import WarmKernelError, start_graded, start_kernel, zygote_folder

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's own"),
    pytest.mark.slow,
    pytest.mark.usefixtures("sandbox_here"),
]
FILTERED = pytest.mark.skipif(
    not seccomp.is_available(), reason="no libseccomp, or no pyseccomp: `checker doctor` tells"
)
SMALL = {"memory_bytes": 1500 * 2**20, "processes": 64, "file_bytes": 20 * 2**20, "disk_bytes": 64 * 2**20}


class Inside:
    """A kernel in its sandbox, and what it printed or raised."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.link = KernelLink(kernel, most_bytes=2**22)
        self.link.wait_until_heard(20)

    def run(self, code, seconds=30):
        """What a cell printed, and after that the exception that ended it."""
        said = []

        def show(kind, content):
            if kind == "stream":
                said.append(content["text"])
            if kind == "error":
                said.append(f"{content['ename']}: {content['evalue']}")

        self.link.run(code, seconds=seconds, show=show)
        return "".join(said).strip()

    def close(self):
        """Hang up."""
        self.link.close()
        self.kernel.close()


@pytest.fixture
def inside(tmp_path):
    """A kernel for a submission, with tight limits."""
    (tmp_path / "helper.py").write_text("answer = 42\n")
    (tmp_path / "link").symlink_to("/etc/passwd")
    kernel = Inside(start_kernel(tmp_path, limits=SMALL))
    yield kernel
    kernel.close()


def test_it_computes_as_any_kernel(inside):
    """NumPy, Keras with training, and a module of the learner's own beside the notebook."""
    assert inside.run("from helper import answer; print(answer)") == "42"
    code = (
        "import keras, numpy as np\n"
        "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "model.compile('sgd', 'mse')\n"
        "print(model.fit(np.ones((8, 4)), np.ones((8, 2)), verbose=0).history['loss'][0] > 0)"
    )
    assert inside.run(code, seconds=120).endswith("True")


def test_it_runs_commands_as_any_kernel(inside):
    """IPython's own way needs a terminal."""
    assert inside.run("!echo from the shell") == "from the shell"


def test_it_sees_its_own_copy_and_nothing_else_of_the_machine(inside):
    """No home, no temporary files of others, no repository; a link that was handed in is not there."""
    assert inside.run("import os; print(sorted(os.listdir('.')))") == "['helper.py']"
    assert inside.run("print(sorted(os.listdir('/tmp')))").startswith("[")
    root = Path(__file__).resolve().parents[3]
    for place in (root / "tests", root / "notebooks", root / ".git", Path("/var"), Path("/etc/shadow"), Path("/srv")):
        assert inside.run(f"print(os.path.exists({str(place)!r}))") == "False", place


def test_what_it_writes_stays_inside(inside, tmp_path):
    """Its folder is a copy; the system is read-only."""
    name = f"/tmp/of-the-sandbox-{os.getpid()}"
    inside.run(f"open('helper.py', 'w').write('changed'); open({name!r}, 'w').write('x')")
    assert inside.run(f"print(open({name!r}).read())") == "x"
    assert (tmp_path / "helper.py").read_text() == "answer = 42\n"
    assert not Path(name).exists()
    for place in ("/usr/x", f"{sys.prefix}/x", "/etc/passwd", "/x", Path(__file__).parents[3] / "checker" / "x.py"):
        said = inside.run(f"open({str(place)!r}, 'w')")
        assert "Error" in said, place


def test_exercises_can_be_kept_out_of_sight(tmp_path):
    """Where a submission is graded, their folder is empty, and memory holds none of them."""
    kernel = Inside(start_graded(tmp_path))
    try:
        assert kernel.run("import checker, os; print(os.listdir(checker.__path__[0] + '/exercises'))") == "[]"
        assert kernel.run("import checker.exercises; print(checker.exercises.EXERCISES)").startswith("AttributeError")
        kernel.run("import gc, sys")
        assert kernel.run("print([m for m in sys.modules if 'exercises' in m and m != 'checker.exercises'])") == "[]"
    finally:
        kernel.close()


def test_there_is_no_network(inside):
    """Neither the host's own address nor any other; its own works."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        inside.run("import socket")
        port = listening.getsockname()[1]
        assert "Error" in inside.run(f"socket.create_connection(('127.0.0.1', {port}), 2)")
    assert "Error" in inside.run("socket.create_connection(('10.0.0.1', 80), 2)")
    own = "s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname(), 2); print('own')"
    assert inside.run(own) == "own"


def test_it_is_nobody_without_privileges(inside):
    """No capability, and none to be gained."""
    status = dict(
        line.split(":", 1) for line in inside.run("print(open('/proc/self/status').read())").splitlines() if ":" in line
    )
    assert {status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert status["NoNewPrivs"].strip() == "1"


@FILTERED
def test_system_calls_that_no_exercise_needs_are_refused(inside):
    """New namespaces, looking into other processes, and ways out of the network's namespace."""
    inside.run("import ctypes; libc = ctypes.CDLL(None, use_errno=True)")
    assert inside.run("print(libc.unshare(0x10000000), ctypes.get_errno())") == "-1 1"
    assert inside.run("print(libc.ptrace(16, 1, 0, 0), ctypes.get_errno())") == "-1 1"
    assert "Error" in inside.run("import socket; socket.socket(socket.AF_VSOCK)")


MOUNTING = """
import ctypes, errno, os, sys
libc = ctypes.CDLL(None, use_errno=True)
hidden, = (argument.encode() for argument in sys.argv[1:])

def tried(name, *arguments):
    return "done" if getattr(libc, name)(*arguments) == 0 else errno.errorcode[ctypes.get_errno()]

print(
    tried("unshare", 0x10000000 | 0x20000),
    tried("umount2", hidden, 0),
    tried("umount2", hidden, 2),
    tried("mount", None, b"/usr", None, ctypes.c_ulong(32 | 4096), None),
    tried("mount", None, b"/proc", None, ctypes.c_ulong(32 | 4096), None),
    tried("mount", b"proc", b"/tmp", b"proc", ctypes.c_ulong(0), None),
    os.listdir(hidden),
)
"""


def test_without_libseccomp_what_is_hidden_stays_hidden(tmp_path, monkeypatch):
    """Also from a user namespace of the learner's own: nothing is unmounted, made writable, or mounted from outside."""
    monkeypatch.setattr("checker.grading.warm.start.seccomp.is_available", lambda: False)
    kernel = Inside(start_graded(tmp_path))
    try:
        attempt = [sys.executable, "-c", MOUNTING, answers_folder()]
        said = kernel.run(f"import subprocess; print(subprocess.check_output({attempt!r}, text=True))")
        left, *tried, seen = said.split(" ")
        if left != "done":
            pytest.skip("this machine gives nobody a user namespace: there is nothing to try")
        assert "done" not in tried
        assert seen == "[]"
    finally:
        kernel.close()


def test_it_sees_no_other_process_and_no_secret(inside, monkeypatch):
    """Process 1 is itself; nothing that was open stays open; the environment holds what was given."""
    assert inside.run("import os; print(os.getpid(), [p for p in os.listdir('/proc') if p.isdigit()])") == "1 ['1']"
    assert "PASSWORD" not in inside.run("print(dict(os.environ))")
    links = inside.run("print({os.readlink(f'/proc/self/fd/{n}').split(':')[0] for n in os.listdir('/proc/self/fd')"
                       " if os.path.exists(f'/proc/self/fd/{n}')})")  # fmt: skip
    assert "/work" not in links.replace("/work-copy", "") and ".db" not in links


def test_memory_is_limited(inside):
    """A hog ends in a MemoryError, or its kernel is ended; the machine goes on."""
    try:
        assert "MemoryError" in inside.run("x = [bytearray(2**20) for _ in range(4000)]")
    except KernelDiedError:
        assert not inside.kernel.is_alive()


def test_memory_is_limited_also_of_several_processes(inside):
    """Each of them within its own limit."""
    code = (
        "import os, pathlib, time\nalive = set()\nfor number in range(5):\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        x = bytearray(os.urandom(2**20)) * 600\n"
        "        pathlib.Path(f'has-{os.getpid()}').touch()\n"
        "        time.sleep(600)\n"
        "    alive.add(child)\n"
        "while not all(os.path.exists(f'has-{child}') for child in alive):\n"
        "    alive -= {child for child in alive if os.waitpid(child, os.WNOHANG)[0]}\n"
        "    time.sleep(0.1)\n"
        "print(len(alive))"
    )
    try:
        assert int(inside.run(code, seconds=60)) <= 2
    except KernelDiedError:
        assert not inside.kernel.is_alive()


def test_memory_is_limited_also_where_processes_share_it(inside):
    """What no process's own limit counts."""
    code = (
        "import mmap\nshared = mmap.mmap(-1, 3 * 2**30)\n"
        "for place in range(0, 3 * 2**30, 4096): shared[place] = 1\nprint('all of it')"
    )
    with pytest.raises(KernelDiedError):
        print(inside.run(code, seconds=120))
    assert not inside.kernel.is_alive()
    assert inside.kernel.ending() == f"it took more than {SMALL['memory_bytes'] // 2**20:,} MiB of memory"


def test_where_the_machines_memory_runs_out_sandboxes_end_first(inside):
    """Rather than the grader; and none of them can take that back."""
    score = "/proc/self/oom_score_adj"
    assert inside.run(f"print(open({score!r}).read()); open({score!r}, 'w')").startswith("1000\n\nOSError")


@FILTERED
def test_memory_that_nothing_counts_is_not_to_be_had(inside):
    """Files in memory without a name, and the oldest kind of shared memory."""
    assert "PermissionError" in inside.run("import os; os.memfd_create('x')")
    assert inside.run("import ctypes; print(ctypes.CDLL(None).shmget(0, 2**30, 0o1600))") == "-1"
    sockets = "import socket\none, other = socket.socketpair()\n"
    for option in ("SO_SNDBUF", "SO_RCVBUF"):
        said = inside.run(f"{sockets}one.setsockopt(socket.SOL_SOCKET, socket.{option}, 2**30)")
        assert "PermissionError" in said


def test_a_fork_bomb_leaves_the_kernels_beside_it_alone(inside, tmp_path):
    """What one submission may start is not taken from another's."""
    other = Inside(start_kernel(tmp_path, limits=SMALL))
    try:
        bomb = "import subprocess\nwhile True: subprocess.Popen(['sleep', '600'])"
        assert "BlockingIOError" in inside.run(bomb, seconds=60)
        start = (
            "import threading\nfor _ in range(30): threading.Thread(target=threading.Event().wait, daemon=True).start()"
        )
        assert other.run(start + "\nprint('all')") == "all"
    finally:
        other.close()


def test_disk_and_files_are_limited(inside):
    """The working folder is full before the machine is; one file may be so large."""
    assert "OSError" in inside.run("for i in range(99): open(f'f{i}', 'wb').write(bytes(10**7))")
    assert "Error" in inside.run("open('/tmp/large', 'wb').write(bytes(30 * 2**20))")
    assert "OSError" in inside.run("for i in range(30000): open(f'/dev/shm/e{i}', 'w').close(); open(f'n{i}', 'w')")


def test_processes_are_limited_and_die_with_the_kernel(inside):
    """A fork bomb fails; daemons that left their group are gone when the kernel is."""
    mark = f"sleep {os.getpid()}77"
    said = inside.run(f"import subprocess\nfor i in range(200): subprocess.Popen('setsid {mark} &', shell=True)")
    assert "Error" in said or said == ""
    assert 0 < _running(mark) <= 64
    inside.kernel.close()
    _until(lambda: _running(mark) == 0)


def test_nothing_outside_can_be_killed(inside):
    """kill -9 -1 reaches what is inside only."""
    try:
        inside.run("import os, signal; os.kill(-1, signal.SIGKILL)")
    except KernelDiedError:
        pass
    assert _running("warm.zygote") >= 1


def test_an_endless_loop_is_interrupted(inside):
    """By a signal, as in JupyterLab."""
    assert inside.run("while True: pass", seconds=1).startswith("KeyboardInterrupt")


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("import os\nos._exit(3)", "it ended by itself, with exit code 3"),
        ("import ctypes\nctypes.string_at(0)", "it was ended by SIGSEGV"),
        (
            "import resource as r\nr.setrlimit(r.RLIMIT_CPU, (1, 1))\nwhile True: pass",
            "it was ended by SIGKILL",
        ),
    ],
)
def test_a_kernel_that_ends_is_noticed(inside, end, told):
    """Also how it ended."""
    with pytest.raises(KernelDiedError):
        inside.run(end)
    assert not inside.kernel.is_alive()
    assert told in inside.kernel.ending()


def test_processor_time_is_limited(tmp_path):
    """And that it was used up is told."""
    busy = Inside(start_kernel(tmp_path, limits={**SMALL, "cpu_seconds": 2}))
    try:
        with pytest.raises(KernelDiedError):
            busy.run("while True: pass", seconds=60)
        assert not busy.kernel.is_alive()
        assert busy.kernel.ending() == "it used all of its 2 seconds of processor time"
    finally:
        busy.close()


def test_time_is_limited_where_nobody_else_does(tmp_path):
    """Also that of a kernel which does nothing."""
    idle = Inside(start_kernel(tmp_path, limits={**SMALL, "wall_seconds": 2}))
    try:
        _until(lambda: not idle.kernel.is_alive())
        assert idle.kernel.ending() == "it ran for 2 seconds, which is the most it may"
    finally:
        idle.close()


def test_a_polite_exit_is_no_end(inside):
    """As in every notebook."""
    inside.run("import sys; sys.exit(1)")
    assert inside.run("print('still here')") == "still here"


def test_a_graded_notebook_puts_pictures_in_words(tmp_path):
    """Drawing them takes longer than all else, and nobody looks."""
    kernel = Inside(start_graded(tmp_path))
    try:
        picture = "from course.pictures.style import Picture\nprint(Picture(2, 2, alt='two dots')._repr_mimebundle_())"
        assert kernel.run(picture) == "{'text/plain': '[Picture] two dots'}"
    finally:
        kernel.close()


def test_random_numbers_differ_between_kernels(tmp_path):
    """All of them were forked from one state."""
    drawn = []
    for _ in range(2):
        kernel = Inside(start_kernel(tmp_path))
        drawn.append(kernel.run("import random, numpy as np; print(random.random(), np.random.random())"))
        kernel.close()
    assert drawn[0] != drawn[1]


def test_the_zygote_may_die(tmp_path):
    """Kernels that it has forked go on, and the next request starts another."""
    first = Inside(start_kernel(tmp_path))
    mine = [one for one in psutil.process_iter(["cmdline"]) if str(zygote_folder()) in (one.info["cmdline"] or [])]
    for process in [one for one in mine if one.parent() not in mine]:  # not the keepers, which it has forked
        os.kill(process.pid, signal.SIGKILL)
    assert first.run("print('on')") == "on"
    second = Inside(start_kernel(tmp_path))
    assert second.run("print('again')") == "again"
    first.close()
    second.close()


def test_whoever_lets_nobody_read_new_files_has_a_sandbox_that_can_be_read(tmp_path, monkeypatch):
    """The process that forks takes its umask from whoever asked first."""
    monkeypatch.setattr("checker.grading.warm.start._newest", lambda: os.getpid())  # a zygote for this test alone
    before = os.umask(0o077)
    try:
        kernel = Inside(start_kernel(tmp_path))
    finally:
        os.umask(before)
    mine = [one for one in psutil.process_iter(["cmdline"]) if str(zygote_folder()) in (one.info["cmdline"] or [])]
    assert kernel.run("import keras.applications; print(len(open('/etc/passwd').read()) > 0)") == "True"
    kernel.close()
    for process in mine:
        with suppress(psutil.NoSuchProcess):  # the keeper, with its kernel
            process.kill()
    shutil.rmtree(zygote_folder())


@pytest.mark.skipif(os.getuid() != 0 or not control_group.is_available(), reason="no control groups can be made here")
def test_no_control_group_is_left_behind(tmp_path):
    """Each kernel's is taken away once the kernel has ended."""
    kernel = Inside(start_kernel(tmp_path))
    own = kernel.run("print(open('/proc/self/cgroup').read())").splitlines()
    names = {Path(line).name for line in own if "checker-" in line}
    kernel.close()
    assert names
    _until(lambda: not [path for name in names for path in control_group.MOUNT.rglob(name)])


def test_a_kernel_ends_with_its_keeper(inside):
    """Killed, so that it could end nothing."""
    mark = f"sleep {os.getpid()}99"
    inside.run(f"import subprocess; started = subprocess.Popen({mark.split()!r})")
    _keeper(mark).kill()
    _until(lambda: not inside.kernel.is_alive())
    _until(lambda: not _running(mark))


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user's sandbox runs as that user, who may read it")
def test_a_python_that_others_may_not_read_is_named(tmp_path, monkeypatch):
    """Rather than that each learner's imports fail."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("checker.grading.warm.start.python_folders", lambda: (*python_folders(), str(closed)))
    with pytest.raises(WarmKernelError, match=r"closed may not be read by other users.*chmod"):
        start_kernel(None)


def test_a_folder_that_is_too_large_is_refused_with_the_reason(tmp_path):
    """It is not this machine that lacks something."""
    (tmp_path / "large").write_bytes(bytes(65 * 2**20))
    with pytest.raises(WarmKernelError, match=r"holds more than 64 MiB or 20000 files, which is the most for a run\.$"):
        start_kernel(tmp_path, limits=SMALL)


@pytest.mark.parametrize("rest", [b"", b"it ended by itself, with exit code 1"])
def test_how_a_refused_kernel_ended_is_not_part_of_the_reason(monkeypatch, rest):
    """Its keeper may say so in the same breath."""
    monkeypatch.setattr(start, "_answered", lambda *_: (socket.socket(), b"uToo large.\n" + rest))
    with pytest.raises(WarmKernelError, match=r"^Too large\.$"):
        start_kernel(None)


def test_a_kernel_that_ended_before_it_answered_is_asked_for_again(monkeypatch):
    """How it ended is no answer."""
    asked = []
    monkeypatch.setattr(start, "_answered", lambda *_: (socket.socket(), asked.append(1) or b"it was ended by SIGKILL"))
    with pytest.raises(WarmKernelError, match="although it was tried 3 times"):
        start_kernel(None)
    assert len(asked) == 3


def test_folders_too_deep_in_each_other_are_refused_with_the_reason(tmp_path):
    """Deeper than a path can name."""
    within = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("a", dir_fd=within)
        below = os.open("a", os.O_RDONLY, dir_fd=within)
        os.close(within)
        within = below
    os.close(within)
    with pytest.raises(WarmKernelError, match="too deep"):
        start_kernel(tmp_path)
    subprocess.run(["rm", "-r", str(tmp_path / "a")], check=True)  # pytest cannot


def test_a_kernel_ends_with_the_process_that_asked_for_it(tmp_path):
    """Killed, so that it could not say so."""
    mark = f"sleep {os.getpid()}88"
    script = (
        "import time\nfrom pathlib import Path\nfrom checker.grading.kernel_link import KernelLink\n"
        "from checker.grading.warm.start import start_kernel\n"
        f"kernel = start_kernel(Path({str(tmp_path)!r}))\nlink = KernelLink(kernel, most_bytes=9999)\n"
        f'link.run("import subprocess; subprocess.Popen({mark!r}, shell=True)", seconds=9)\n'
        "print('started', flush=True)\ntime.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    assert _running(mark)
    process.kill()
    process.wait()
    process.stdout.close()
    _until(lambda: not _running(mark))


def test_thirty_kernels_two_at_a_time_train_without_a_hang(tmp_path):
    """Forking a process that has TensorFlow imported is sound as long as it has one thread."""
    train = (
        "import keras, numpy as np\nm = keras.Sequential([keras.Input((8,)), keras.layers.Dense(3)])\n"
        "m.compile('adam', 'mse'); m.fit(np.ones((16, 8)), np.ones((16, 3)), verbose=0); print(m(np.ones((1, 8)"
        ")).shape)"
    )
    for _ in range(15):
        pair = [Inside(start_kernel(tmp_path)) for _ in range(2)]
        assert [kernel.run(train, seconds=120)[-6:] for kernel in pair] == ["(1, 3)", "(1, 3)"]
        for kernel in pair:
            kernel.close()


def _running(mark):
    """How many processes of this machine have this in their command line."""
    found = 0
    for process in psutil.process_iter(["cmdline", "status"]):
        if process.info["status"] != psutil.STATUS_ZOMBIE and mark in " ".join(process.info["cmdline"] or []):
            found += 1
    return found


def _number_inside(pid):
    """A process's number in its own namespace."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[-1]) for line in status if line.startswith("NSpid:"))


def _keeper(mark):
    """The process outside that stays with the sandbox in which something of this command line runs."""
    (inner,) = [one for one in psutil.process_iter(["cmdline"]) if mark in " ".join(one.info["cmdline"] or [])]
    return next(one for one in inner.parents() if _number_inside(one.pid) == 1).parent()


def _until(holds, seconds=10):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
