"""The folder that a stream is written into: files under names that say what is in them, playlists last."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cinema.streams.encoding import Stopped
from cinema.streams.files import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

VERSION = 1
"""Changes when equal shots would give other bytes than before, so that names change with them."""


class Output:
    """Writes the files of one stream, and knows which belong to it."""

    def __init__(self, folder: Path, published: Mapping[str, int], *, stop: Callable[[], bool], ended: bool) -> None:
        """Begin in `folder`; `published` are names and bytes of files that are elsewhere already."""
        self.folder = folder
        self.ended = ended
        self.files: dict[str, int] = {}
        self.written: list[str] = []
        self._published = published
        self._stop = stop
        self._later: dict[str, str] = {}

    def keep(self, name: str, make: Callable[[], Iterable[bytes]]) -> int:
        """Have a file whose name says what is in it, and `make` it if it is not there; return its bytes.

        Raises Stopped.
        """
        if self._stop():
            raise Stopped
        size = self._published.get(name) or self._present(name)
        if not size:
            size = write(self.folder / name, make())
            self.written.append(name)
        self.files[name] = size
        return size

    def write_later(self, name: str, text: str) -> None:
        """Write a file that may change under its name, when all that it speaks of is there."""
        self._later[name] = text

    def finish(self) -> None:
        """Write what was to be written last, in the order in which it was given."""
        for name, text in self._later.items():
            self.files[name] = write(self.folder / name, [text.encode()])
            self.written.append(name)

    def _present(self, name: str) -> int:
        path = self.folder / name
        return path.stat().st_size if path.exists() else 0


def digest(*parts: object) -> str:
    """Return what of a name says that a file's bytes depend on `parts`."""
    return sha256("\n".join(map(str, (VERSION, *parts))).encode()).hexdigest()[:10]
