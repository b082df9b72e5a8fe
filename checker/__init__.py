"""Check exercises on convolutional networks, and name the mistake.

`check(slug)` judges what a notebook holds, `check(slug, {"model": model})` what it is given, and `check_button(slug)`
is the button to press. Importing this package loads nothing: everything is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.notebook import check, check_button
    from checker.report import Report

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "check", "check_button"]

_HOME = {"check": "checker.notebook", "check_button": "checker.notebook", "Report": "checker.report"}


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
