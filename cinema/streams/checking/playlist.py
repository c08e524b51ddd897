"""A playlist as its lines say it, right or wrong: nothing is refused here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"\r\n]*"|[^",\s][^,"]*)(,|$)')
WITH_ATTRIBUTES = frozenset(
    {"KEY", "MAP", "DATERANGE", "MEDIA", "STREAM-INF", "I-FRAME-STREAM-INF", "SESSION-DATA", "SESSION-KEY", "START"}
)
OF_MASTERS = frozenset({"MEDIA", "STREAM-INF", "I-FRAME-STREAM-INF", "SESSION-DATA", "SESSION-KEY"})
OF_SEGMENTS = frozenset({"EXTINF", "BYTERANGE", "DISCONTINUITY", "KEY", "MAP", "PROGRAM-DATE-TIME"})
OF_MEDIA = frozenset(
    {"TARGETDURATION", "MEDIA-SEQUENCE", "DISCONTINUITY-SEQUENCE", "ENDLIST", "PLAYLIST-TYPE", "I-FRAMES-ONLY"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: `name` without `EXT-X-`, its attributes in order, and whether they could be read to the end."""

    line: int
    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()
    well_formed: bool = True

    def get(self, name: str) -> str:
        """Return an attribute without its quotes; empty where it is not there."""
        return dict(self.attributes).get(name, "").strip('"')

    def has(self, name: str) -> bool:
        """Tell if the attribute is there."""
        return name in dict(self.attributes)


@dataclass(frozen=True, slots=True)
class Segment:
    """A media segment as its playlist has it: `tags` are those between the one before and it."""

    line: int
    uri: str
    tags: tuple[Tag, ...]
    map: Tag | None
    key: Tag | None
    range: tuple[int, int] | None
    """Where it begins in its file and where it ends, in bytes."""

    def tag(self, name: str) -> Tag | None:
        """Return its own tag of that name."""
        return next((tag for tag in self.tags if tag.name == name), None)

    @property
    def seconds(self) -> float:
        """What EXTINF says; 0 where it says nothing that can be read."""
        tag = self.tag("EXTINF")
        return seconds_of(tag.value) if tag else 0.0


@dataclass(frozen=True)
class Playlist:
    """A playlist: its name, bytes, tags, segments and addresses."""

    name: str
    data: bytes
    tags: list[Tag] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    addresses: list[tuple[int, str, Tag | None]] = field(default_factory=list)
    """Lines that are addresses: number, address, and the tag on the line before."""

    @cached_property
    def text(self) -> str:
        """Its text; what is no UTF-8 is replaced."""
        return self.data.decode("utf-8-sig", errors="replace")

    def all(self, *names: str) -> list[Tag]:
        """Return the tags of these names."""
        return [tag for tag in self.tags if tag.name in names]

    @property
    def is_master(self) -> bool:
        """Whether it lists playlists."""
        return any(tag.name in OF_MASTERS for tag in self.tags)

    @property
    def target(self) -> int:
        """The target duration in seconds; 0 where it says none."""
        found = self.all("TARGETDURATION")
        return (whole(found[0].value) or 0) if found else 0

    @property
    def ended(self) -> bool:
        """Whether nothing comes after what it lists."""
        return bool(self.all("ENDLIST"))

    def resolved(self, uri: str) -> str:
        """Return the name of the file that an address in it means."""
        path = unquote(urlsplit(uri).path)
        return normpath(f"{dirname(self.name)}/{path}" if dirname(self.name) else path)


def parsed(name: str, data: bytes) -> Playlist:
    """Read a playlist."""
    playlist = Playlist(name, data)
    last: Tag | None = None
    for number, line in enumerate(playlist.text.splitlines(), start=1):
        if line.startswith("#EXT"):
            last = _tag(number, line)
            playlist.tags.append(last)
        elif line.strip() and not line.startswith("#"):
            playlist.addresses.append((number, line.strip(), last))
            last = None
    if not playlist.is_master:
        playlist.segments.extend(_segments(playlist))
    return playlist


def _tag(number: int, line: str) -> Tag:
    name, _, value = line[1:].partition(":")
    name = name.strip().removeprefix("EXT-X-")
    if name not in WITH_ATTRIBUTES:
        return Tag(number, name, value.strip())
    attributes, place, rest = [], 0, value.strip()
    while match := ATTRIBUTE.match(rest, place):
        attributes.append((match[1], match[2].strip()))
        place = match.end()
    return Tag(number, name, rest, tuple(attributes), place == len(rest) and not rest.endswith(","))


def _segments(playlist: Playlist) -> list[Segment]:
    found: list[Segment] = []
    tags = list(playlist.tags)
    valid: dict[str, Tag | None] = {"MAP": None, "KEY": None}
    for line, uri, _ in playlist.addresses:
        own = []
        while tags and tags[0].line < line:
            own.append(tags.pop(0))
        valid |= {tag.name: tag for tag in own if tag.name in valid}
        before = found[-1] if found and found[-1].uri == uri else None
        ranges = [byte_range(tag.value, before.range if before else None) for tag in own if tag.name == "BYTERANGE"]
        found.append(Segment(line, uri, tuple(own), valid["MAP"], valid["KEY"], ranges[-1] if ranges else None))
    return found


def byte_range(value: str, before: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the bytes that `length@start` means; without a start it goes on where the one before ended."""
    match = re.fullmatch(r"([0-9]{1,20})(?:@([0-9]{1,20}))?", value.strip('"'))
    if not match or (match[2] is None and before is None):
        return None
    start = int(match[2]) if match[2] is not None else (before or (0, 0))[1]
    return start, start + int(match[1])


def whole(value: str) -> int | None:
    """Return a decimal integer as playlists write it (RFC 8216, 4.2): digits, at most 20; None for anything else."""
    return int(value) if re.fullmatch("[0-9]{1,20}", value) else None


def seconds_of(value: str) -> float:
    """Return the duration of an EXTINF; 0 where it cannot be read."""
    number = value.split(",", 1)[0]
    return float(number) if re.fullmatch(r"[0-9]{1,20}(\.[0-9]{0,20})?", number) else 0.0
