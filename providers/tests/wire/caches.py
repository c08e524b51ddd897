"""Prompt caches as the services keep them: by everything that comes before, for a while, from a least length on."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from providers.tests.wire.services import token_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a request in the order in which the model reads it; `marked`: the cache may end after it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Input tokens of a request: each is in exactly one of the three."""

    plain: int
    read: int
    written: int


class PrefixCache:
    """Remembers prefixes by their hash for `life` seconds after they were last used.

    A prefix is written when its answer is given: who asked before that cannot read it, as with the real services.
    """

    def __init__(self, clock: Callable[[], float], life: float) -> None:
        self._clock = clock
        self._life = life
        self._written: dict[bytes, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def count(self, model: str, pieces: Sequence[Piece], *, arrived: float, least: int) -> Counted:
        """Count a request to `model` and remember its marked prefixes of at least `least` tokens."""
        prefixes, total = [], 0
        digest = sha256(model.encode())
        for piece in pieces:
            digest.update(piece.text.encode() + b"\0")
            total += token_count(piece.text)
            if piece.marked and total >= least:
                prefixes.append((digest.copy().digest(), total))
        return self._settle(prefixes, total, arrived)

    def count_in_blocks(self, model: str, text: str, *, arrived: float, least: int = 1024, block: int = 128) -> Counted:
        """Count a request whose every prefix of whole blocks is remembered; what is written costs nothing extra."""
        total, digest, prefixes = token_count(text), sha256(model.encode()), []
        for end in range(block, total + 1, block):
            digest.update(text[4 * (end - block) : 4 * end].encode())
            if end >= least:
                prefixes.append((digest.copy().digest(), end))
        counted = self._settle(prefixes, total, arrived)
        return Counted(counted.plain + counted.written, counted.read, 0)

    def _settle(self, prefixes: Iterable[tuple[bytes, int]], total: int, arrived: float) -> Counted:
        read = written = 0
        with self._lock:
            now = self._clock()
            for key, tokens in prefixes:
                since, used = self._written.get(key, (float("inf"), 0.0))
                if since <= arrived <= used + self._life:
                    read = tokens
                    self._written[key] = (since, now)
                else:
                    written = tokens
                    self._written[key] = (now, now)
        written = max(0, written - read)
        return Counted(total - read - written, read, written)
