"""A command that is killed: `python -m vividpages.backups.tests.dying N COMMAND …` ends by SIGKILL at its Nth rename.

Whatever is kept whole or not at all gets its name by a rename, so each of them is a moment between two whole files.
"""

from __future__ import annotations

import os
import signal
import sys


def main(most: int, *command: str) -> None:
    renames = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal renames
        # Python keeps what it compiles in the same way, the first time that a module is imported.
        if event == "os.rename" and not str(arguments[1]).endswith(".pyc"):
            renames += 1
            if renames == most:
                os.kill(os.getpid(), signal.SIGKILL)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
    from django.core.management import execute_from_command_line

    sys.addaudithook(watch)
    execute_from_command_line(["manage.py", *command])


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
