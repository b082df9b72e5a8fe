"""`python -m checker` is `checker`."""

import sys

from checker.cli import main

sys.exit(main())
