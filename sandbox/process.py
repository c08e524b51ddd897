"""Run a program in a process with limits of its own, give it what it is to read, and take its answer."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from sandbox.child import LENGTH
from sandbox.servers import SERVERS, Program, ServerLost

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES = 3
"""Of one call, while each time its server is lost: somebody ended or froze that, which is not the file's doing."""


class ProcessFailed(Exception):
    """The process ended without an answer, for no reason that it could tell."""


class OutOfMemory(ProcessFailed):
    """The process wanted more memory than it may have."""


class OutOfTime(ProcessFailed):
    """The process took more time than it may."""


@contextmanager
def answer_of(program: Program, argument: str, *, given: bytes, seconds: float) -> Iterator[IO[bytes]]:
    """Run a program on what it finds on its standard input, and open what it wrote.

    `seconds` are by the clock. Raises ProcessFailed; use `outcome_of` where even half an answer is of use.
    """
    with outcome_of(program, argument, given=given, seconds=seconds) as (answer, failure):
        if failure is not None:
            raise failure
        yield answer


@contextmanager
def outcome_of(
    program: Program, argument: str, *, given: bytes, seconds: float
) -> Iterator[tuple[IO[bytes], ProcessFailed | None]]:
    """Run a program, open what it wrote before it ended, and say why it failed, if it did."""
    for attempt in range(1, TRIES + 1):
        # Each has files of its own: a process whose server was killed may live, and write, for another second.
        with TemporaryFile() as question, TemporaryFile() as answer:
            _write_question(question, argument, given)
            server = SERVERS.server_of(program)
            try:
                failure = _failure_named(server.run(question, answer, seconds=seconds))
            except TimeoutError:
                failure = OutOfTime()
            except ServerLost:
                SERVERS.replace(program, server)
                if attempt < TRIES:
                    continue
                failure = ProcessFailed()
            answer.seek(0)
            yield answer, failure
            return


def size_left(file: IO[bytes]) -> int:
    """Count the bytes of a file that come after the place where it is read."""
    return os.fstat(file.fileno()).st_size - file.tell()


def read_exactly(file: IO[bytes], size: int) -> bytes:
    """Read the next bytes, neither fewer nor more. Raises ValueError if there are fewer."""
    if not 0 <= size <= size_left(file):
        raise ValueError("The answer is cut short.")
    return file.read(size)


def _write_question(file: IO[bytes], argument: str, given: bytes) -> None:
    encoded = argument.encode()
    file.write(LENGTH.pack(len(encoded)) + encoded)
    file.write(given)
    file.seek(0)


def _failure_named(code: int) -> ProcessFailed | None:
    if code == 0:
        return None
    if code == -signal.SIGXCPU:
        return OutOfTime()
    if code == -signal.SIGKILL:  # the system's own way out when its memory is used up
        return OutOfMemory()
    return ProcessFailed()
