"""Getting out of the sandbox: writing where others read, seeing what is not shown, becoming somebody else."""

from __future__ import annotations

from tests.attacks.submission import MARK, Submission, after_empty

REFUSED = "cell 4 tried what the sandbox refuses"

BREAKING_OUT = {
    "writing into the course's package": Submission(
        slide=after_empty(f"import checker\nopen(checker.__path__[0] + '/{MARK}.py', 'w').write('x')"), told=(REFUSED,)
    ),
    "writing beside the interpreter": Submission(
        slide=after_empty(f"import numpy\nopen(numpy.__path__[0] + '/../{MARK}.pth', 'w').write('import os')"),
        told=(REFUSED,),
    ),
    "writing into the system": Submission(
        slide=after_empty(f"open('/usr/bin/{MARK}', 'w').write('x')"), told=(REFUSED,)
    ),
    "writing into the temporary folder": Submission(
        slide=after_empty(f"open('/tmp/{MARK}', 'w').write('x')\nprint('written')"), shows="written"
    ),
    "writing into the gradebook": Submission(
        slide=after_empty("""
            import glob, sqlite3
            for file in {*glob.glob("/**/gradebook.db", recursive=False), "../../../gradebook.db", "/tmp/gradebook.db"}:
                try:
                    with sqlite3.connect(file) as book:
                        book.execute("update grade set auto_score = 99, manual_score = 99")
                except sqlite3.Error as fault:
                    print("no gradebook:", fault)
            """),
        shows="no gradebook",
    ),
    "mounting the system again": Submission(
        slide=after_empty(f"""
            import ctypes
            libc = ctypes.CDLL(None)
            print("refused:", libc.unshare(0x10000000), libc.mount(b"/", b"/tmp", None, 4096, None))
            open("/usr/{MARK}", "w")
            """),
        told=(REFUSED,),
        shows="refused: -1 -1",
    ),
    "a namespace of its own": Submission(
        slide=after_empty("""
            import subprocess
            print("refused:", subprocess.run(["unshare", "-Ur", "id"], capture_output=True).returncode != 0)
            """),
        shows="refused: True",
    ),
    "the parent traced": Submission(
        slide=after_empty("import ctypes\nprint('refused:', ctypes.CDLL(None).ptrace(16, 1, 0, 0))"),
        shows="refused: -1",
    ),
    "becoming root": Submission(slide=after_empty("import os\nos.setuid(0)"), told=(REFUSED,)),
    "a program that becomes root": Submission(
        slide=after_empty("""
            import subprocess
            print("users:", subprocess.run(["su", "-c", "id -u"], capture_output=True, input=b"").stdout or "refused")
            """),
        shows="users: refused",
    ),
    "a device made": Submission(
        slide=after_empty(f"import os\nos.mknod('/tmp/{MARK}', 0o60666, os.makedev(8, 0))"), told=(REFUSED,)
    ),
    "the machine's settings": Submission(
        slide=after_empty("open('/proc/sys/kernel/core_pattern', 'w').write('|/tmp/x')"), told=(REFUSED,)
    ),
    "links to what is outside": Submission(
        slide=after_empty("""
            import os
            for number, place in enumerate(("/etc/shadow", "/root", "/proc/1/root/work", "../../..")):
                os.symlink(place, f"link-{number}")
                print(place, os.path.exists(f"link-{number}/gradebook.db"))
            """),
        shows="/root False",
    ),
    "the kernel's own sockets closed": Submission(
        slide=after_empty("import os\nos.closerange(3, 100)"),
        told=("kernel died|could not be interrupted|interrupted|malformed|late",),
    ),
}
