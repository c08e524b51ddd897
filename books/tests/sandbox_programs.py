"""What is run in place of the program that reads a file: each is the whole life of a process."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from typing import NoReturn

from books.epub import sandbox_child
from sandbox.child import LENGTH


def read_where_memory_cannot_be_limited(limits_as_json: str) -> None:
    """Read as ever, where the system refuses to limit memory, as macOS does."""
    set_limit = resource.setrlimit

    def refuse(kind: int, limits: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        set_limit(kind, limits)

    resource.setrlimit = refuse
    sandbox_child.answer(limits_as_json)


def read_for_ever(limits_as_json: str) -> None:
    """Take processor time, and never come to an end."""

    def spin(*_: object, **__: object) -> NoReturn:
        while True:
            pass

    vars(sandbox_child)["read_epub"] = spin
    sandbox_child.answer(limits_as_json)


def be_killed(_: str) -> None:
    """End as a process does that the system kills when memory is used up."""
    os.kill(os.getpid(), signal.SIGKILL)


def crash(_: str) -> None:
    """End by a fault of its own."""
    os.kill(os.getpid(), signal.SIGSEGV)


def end(_: str) -> None:
    """End without an answer."""
    raise SystemExit(3)


def tell_environment(_: str) -> None:
    """Answer with an error whose sentence is the environment."""
    _tell(str(dict(os.environ)))


def tell_modules(_: str) -> None:
    """Answer with an error whose sentence is the names of all that was imported."""
    _tell(" ".join(sys.modules))


def _tell(sentence: str) -> None:
    text = json.dumps({"error": "EpubError", "message": sentence}).encode()
    sys.stdout.buffer.write(LENGTH.pack(len(text)) + text)
