"""Check a stream: `check_stream`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cinema.streams.checking.rules.catalogue import RULES
from cinema.streams.checking.rules.rule import SEVERITY
from cinema.streams.checking.stream import CheckedStream

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: the rule and its section of RFC 8216, the file, its line in a playlist (or 0), and a sentence."""

    rule: str
    section: str
    severity: Literal["error", "warning"]
    file: str
    line: int
    message: str


def check_stream(stream: Path | Callable[[str], bytes], *, playlist: str = "master.m3u8") -> list[Finding]:
    """Check the stream that begins with `playlist`; return what is found, in the order of the rules.

    `stream` is its folder, or returns the bytes of a file by its name (an address relative to where the stream is) and
    raises KeyError or OSError where there is none. One file is in memory at a time.
    """
    checked = CheckedStream(_reader_of(stream) if isinstance(stream, Path) else stream, playlist)
    return [
        Finding(rule.name, rule.section, SEVERITY[rule.level], fault.file, fault.line, fault.message)
        for rule in RULES
        for fault in rule.find(checked)
    ]


def _reader_of(folder: Path) -> Callable[[str], bytes]:
    root = folder.resolve()

    def read(name: str) -> bytes:
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise FileNotFoundError(name)
        return path.read_bytes()

    return read
