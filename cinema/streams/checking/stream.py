"""A stream that is being checked: its playlists, and what its segments hold, each read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cinema.streams.checking.media import Facts, facts_of
from cinema.streams.checking.playlist import Playlist, Segment, Tag, byte_range, parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that cannot be read: its name, and where it is named."""

    name: str
    file: str
    line: int


class CheckedStream:
    """All playlists of a stream, and the facts of its segments."""

    def __init__(self, read: Callable[[str], bytes], first: str) -> None:
        """Read the playlist `first` and those that it lists."""
        self._read = read
        self._facts: dict[tuple[str, tuple[int, int] | None, str], Facts | None] = {}
        self.missing: list[Missing] = []
        self.playlists: list[Playlist] = []
        self.media: dict[str, Playlist] = {}
        start = self._playlist(first, first, 0)
        self.master = start if start and start.is_master else None
        if start and not start.is_master:
            self.media[first] = start
        for tag, uri, line in self._listed():
            name = start.resolved(uri) if start else uri
            if name not in self.media and tag.name != "I-FRAME-STREAM-INF":
                found = self._playlist(name, first, line)
                if found:
                    self.media[name] = found

    def _playlist(self, name: str, named_in: str, line: int) -> Playlist | None:
        data = self._bytes(name, named_in, line)
        if data is None:
            return None
        self.playlists.append(parsed(name, data))
        return self.playlists[-1]

    def _bytes(self, name: str, named_in: str, line: int) -> bytes | None:
        try:
            return self._read(name)
        except (OSError, KeyError, ValueError):  # an address may be no name of a file at all
            self.missing.append(Missing(name, named_in, line))
            return None

    def _listed(self) -> Iterator[tuple[Tag, str, int]]:
        """Yield what the master playlist lists: variants, then renditions."""
        if self.master:
            for line, uri, tag in self.master.addresses:
                if tag and tag.name == "STREAM-INF":
                    yield tag, uri, line
            for tag in self.master.all("MEDIA"):
                if tag.get("URI"):
                    yield tag, tag.get("URI"), tag.line

    @property
    def variants(self) -> list[tuple[Tag, Playlist]]:
        """The variants whose playlists are there, and what the master playlist says of each."""
        return [(tag, found) for tag, found in self._known() if tag.name == "STREAM-INF"]

    @property
    def renditions(self) -> list[tuple[Tag, Playlist]]:
        """The renditions that have playlists of their own."""
        return [(tag, found) for tag, found in self._known() if tag.name == "MEDIA"]

    def _known(self) -> Iterator[tuple[Tag, Playlist]]:
        for tag, uri, _ in self._listed():
            name = self.master.resolved(uri) if self.master else uri
            if name in self.media:
                yield tag, self.media[name]

    def init(self, playlist: Playlist, segment: Segment) -> Facts | None:
        """Return what the initialisation of a segment holds; None where it has none or it is missing."""
        if not segment.map or not segment.map.get("URI"):
            return None
        part = byte_range(segment.map.get("BYTERANGE"), None) if segment.map.has("BYTERANGE") else None
        return self._facts_of(playlist, segment.map.get("URI"), part, segment.map.line, "", None)

    def facts(self, playlist: Playlist, segment: Segment) -> Facts | None:
        """Return what a segment holds; None where it is missing or encrypted."""
        if segment.key and segment.key.get("METHOD") not in {"", "NONE"}:
            return None
        init = self.init(playlist, segment)
        named = segment.map.get("URI") if segment.map else ""
        return self._facts_of(playlist, segment.uri, segment.range, segment.line, named, init)

    def _facts_of(
        self, playlist: Playlist, uri: str, part: tuple[int, int] | None, line: int, map_uri: str, init: Facts | None
    ) -> Facts | None:
        key = (playlist.resolved(uri), part, map_uri)
        if key not in self._facts:
            data = self._bytes(key[0], playlist.name, line)
            if data is not None and part:
                data = data[part[0] : part[1]]
            self._facts[key] = None if data is None else facts_of(data, init.tracks if init else None)
        return self._facts[key]

    @cached_property
    def segments(self) -> list[tuple[Playlist, Segment, Facts]]:
        """All segments that are there, with what they hold, playlist by playlist."""
        found = [
            (playlist, segment, self.facts(playlist, segment))
            for playlist in self.media.values()
            for segment in playlist.segments
        ]
        return [(playlist, segment, facts) for playlist, segment, facts in found if facts]

    def of(self, playlist: Playlist) -> list[tuple[Segment, Facts]]:
        """Return the segments of one playlist, with what they hold."""
        return [(segment, facts) for own, segment, facts in self.segments if own is playlist]
