"""How `make lab` runs the server: opened on the course, speaking to nobody but this machine's browser.

The files beside this one switch off what instructors' and maintainers' environments add to the server and to the page
(nbgrader's Validate freezes the whole server while it runs; jupytext replaces its way of reading files), so that
`make lab` shows the same in all of them.
"""

import os
import sys
from pathlib import Path

from checker.quiet import quiet_tensorflow

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
START = "00-start-here.ipynb"


def runs_as_root() -> bool:
    """As in a container, where there is no other user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_browser() -> bool:
    """False on a machine without a screen, where a text browser would take over the terminal."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


# TensorFlow's start-up log reads like a fault to a learner. Kernels inherit the server's environment.
quiet_tensorflow()

c = get_config()

c.ServerApp.root_dir = str(NOTEBOOKS)
c.ServerApp.allow_root = runs_as_root()
c.ServerApp.open_browser = has_browser()
# A stock server holds back each small reply to a widget for some 40 ms: see course/nodelay.py.
c.ServerApp.kernel_websocket_connection_class = "course.nodelay.NoDelayConnection"

# The sources hold the solutions.
c.ContentsManager.hide_globs = ["__pycache__", "*.pyc", "*~", ".*", "source"]

if (NOTEBOOKS / START).exists():
    c.LabApp.default_url = f"/lab/tree/{START}"
# No news, no question whether there is a newer JupyterLab, no list of extensions from a package registry.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# No search for other languages' servers, whose absence would be the last line that a learner reads in the terminal.
c.LanguageServerManager.autodetect = False
# The tabs of a learner's other projects stay there.
c.LabApp.workspaces_dir = str(Path(sys.prefix) / "var" / "jupyterlab-workspaces")
