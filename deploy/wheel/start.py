"""VividPages as a wheel installs it: this folder is the program, and `vividpages` is its `manage.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent


def main() -> None:
    """Become `python manage.py …`, with data in the user's own folder unless VIVIDPAGES_VAR names another."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "vividpages"
    os.environ.setdefault("VIVIDPAGES_VAR", str(data))
    os.execv(sys.executable, [sys.executable, str(HOME / "manage.py"), *sys.argv[1:]])  # noqa: S606 (our own program)
