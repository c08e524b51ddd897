"""The process in which a file is read: it takes its limits upon itself, reads, answers, and ends.

Its answer is the length of a JSON text, the text, and the bytes of the pictures one after another; in the text a
picture stands by the number of its file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, fields
from io import BytesIO
from typing import IO, Any

from books.epub import EpubError, ReadingLimits, TooLarge, read_epub
from books.manuscript import Manuscript
from sandbox.child import LENGTH, limit_itself, met_its_limit

TOO_MUCH_MEMORY = "Reading this book took more memory than any book needs, so it was stopped."
MOST_ANSWERED = 512 * 1024 * 1024
"""Bytes of an answer: more than the largest text, the largest cover and all pictures within the limits come to."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """What the child may use: bytes of memory, seconds, and of the file."""

    memory: int
    seconds: float
    reading: ReadingLimits


@dataclass(frozen=True, slots=True)
class SandboxResult:
    """What the child answers: a manuscript and the sizes of the files with its pictures, or the name of an error."""

    manuscript: Manuscript | None = None
    file_sizes: tuple[int, ...] = ()
    error: str = ""
    message: str = ""


def answer(limits_as_json: str) -> None:
    """Live the child's whole life: take the limits upon itself, read stdin as an EPUB, answer on stdout."""
    given = json.loads(limits_as_json)
    limits = SandboxLimits(given["memory"], given["seconds"], ReadingLimits(**given["reading"]))
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    _answer(sys.stdin.buffer.read(), limits, sys.stdout.buffer)
    sys.stdout.flush()


def _answer(epub: bytes, limits: SandboxLimits, out: IO[bytes]) -> None:
    """Write the manuscript or the error."""
    error: EpubError
    try:
        manuscript = read_epub(BytesIO(epub), limits=limits.reading)
        if not met_its_limit(limits.memory):
            _write(manuscript, out)
            return
        error = TooLarge(TOO_MUCH_MEMORY)
    except MemoryError:
        error = TooLarge(TOO_MUCH_MEMORY)
    except EpubError as raised:
        met = isinstance(raised.__cause__, MemoryError) or met_its_limit(limits.memory)
        error = TooLarge(TOO_MUCH_MEMORY) if met else raised
    text = json.dumps({"error": type(error).__name__, "message": str(error)}).encode()
    out.write(LENGTH.pack(len(text)) + text)


def _write(manuscript: Manuscript, out: IO[bytes]) -> None:
    files = _Files()
    text = json.dumps({"manuscript": manuscript}, default=files.plain, ensure_ascii=False)[:-1]
    sizes = json.dumps([len(data) for data in files.data])
    encoded = f'{text}, "file_sizes": {sizes}}}'.encode()
    out.write(LENGTH.pack(len(encoded)))
    out.write(encoded)
    for data in files.data:
        out.write(data)


class _Files:
    """The pictures of a manuscript while that is written, each file once."""

    def __init__(self) -> None:
        self.data: list[bytes] = []
        self._numbers: dict[int, int] = {}
        self._fields: dict[type, list[tuple[str, object]]] = {}
        """The fields of each dataclass, and what is in them unless somebody says otherwise."""

    def plain(self, value: Any) -> object:
        """Encode what JSON has no form for: bytes by their number, a dataclass as a dict of what is not its default."""
        if isinstance(value, bytes):
            number = self._numbers.setdefault(id(value), len(self.data))
            if number == len(self.data):
                self.data.append(value)
            return str(number)
        kind = type(value)
        if kind not in self._fields:
            self._fields[kind] = [(field.name, field.default) for field in fields(value)]
        return {name: part for name, default in self._fields[kind] if (part := getattr(value, name)) != default}
