#!/usr/bin/env python
"""Django's command line for VividPages."""

from __future__ import annotations

import os
import sys

ONLY_ASKS = frozenset({"-h", "--help", "help", "--version", "version"})
"""Words that ask for nothing to be done: no database is made for them."""


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
    if ONLY_ASKS & set(sys.argv[1:]) or len(sys.argv) == 1:
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody/asked")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        _end(f"A setting is wrong: {error}")
    except OperationalError as error:
        if "--traceback" in sys.argv or getattr(error.__cause__, "sqlstate", None):
            raise
        said = " ".join(str(error).split())
        _end(f"The database does not answer: {said} Check DATABASE_URL, and that the server runs.")


def _end(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
