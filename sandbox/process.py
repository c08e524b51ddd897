"""Start a process with limits of its own, give it what it is to read, and take its answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
START = "import sys\nsys.path.insert(0, sys.argv.pop(1))\n"
"""Before each program: started with `-I`, it finds our code only where it is told."""
KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""The process gets nothing else of the environment: keys and passwords are there."""


class ProcessFailed(Exception):
    """The process ended without an answer, for no reason that it could tell."""


class OutOfMemory(ProcessFailed):
    """The process wanted more memory than it may have."""


class OutOfTime(ProcessFailed):
    """The process took more time than it may."""


@contextmanager
def answer_of(program: str, argument: str, *, given: bytes, seconds: float) -> Iterator[IO[bytes]]:
    """Run a Python program on what it finds on its standard input, and open what it wrote.

    `argument` is its `sys.argv[1]`; `seconds` are by the clock. Raises ProcessFailed; use `failure_of` where even half
    an answer is of use.
    """
    with TemporaryFile() as answered:
        failure = failure_of(program, argument, given=given, seconds=seconds, answered=answered)
        if failure is not None:
            raise failure
        yield answered


def failure_of(
    program: str, argument: str, *, given: bytes, seconds: float, answered: IO[bytes]
) -> ProcessFailed | None:
    """Run a program, let it write its answer to `answered`, and return why it failed, if it did."""
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", START + program, str(ROOT), argument],
            input=given,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            start_new_session=True,  # Ctrl-C is for the worker, which first finishes what it is at
            env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        return OutOfTime()
    finally:
        answered.seek(0)
    return _failure_named(child.returncode)


def size_left(file: IO[bytes]) -> int:
    """Count the bytes of a file that come after the place where it is read."""
    return os.fstat(file.fileno()).st_size - file.tell()


def read_exactly(file: IO[bytes], size: int) -> bytes:
    """Read the next bytes, neither fewer nor more. Raises ValueError if there are fewer."""
    if not 0 <= size <= size_left(file):
        raise ValueError("The answer is cut short.")
    return file.read(size)


def _failure_named(code: int) -> ProcessFailed | None:
    if code == 0:
        return None
    if code == -signal.SIGXCPU:
        return OutOfTime()
    if code == -signal.SIGKILL:  # the system's own way out when its memory is used up
        return OutOfMemory()
    return ProcessFailed()
