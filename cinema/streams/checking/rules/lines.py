"""Rules about what any playlist is: its bytes, lines, tags and attributes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cinema.streams.checking.playlist import OF_MASTERS, OF_MEDIA, OF_SEGMENTS, whole
from cinema.streams.checking.rules.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.checking.playlist import Playlist
    from cinema.streams.checking.stream import CheckedStream

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
REQUIRED = {
    "KEY": ("METHOD",),
    "MAP": ("URI",),
    "DATERANGE": ("ID",),
    "MEDIA": ("TYPE", "GROUP-ID", "NAME"),
    "STREAM-INF": ("BANDWIDTH",),
    "I-FRAME-STREAM-INF": ("BANDWIDTH", "URI"),
    "SESSION-DATA": ("DATA-ID",),
    "SESSION-KEY": ("METHOD",),
    "START": ("TIME-OFFSET",),
}
PATTERNS = {
    "BANDWIDTH": r"[0-9]{1,20}",
    "AVERAGE-BANDWIDTH": r"[0-9]{1,20}",
    "RESOLUTION": r"[0-9]{1,20}x[0-9]{1,20}",
    "FRAME-RATE": r"\d+(\.\d+)?",
    "TIME-OFFSET": r"-?\d+(\.\d+)?",
    "DEFAULT": "YES|NO",
    "AUTOSELECT": "YES|NO",
    "FORCED": "YES|NO",
    "PRECISE": "YES|NO",
    "TYPE": "AUDIO|VIDEO|SUBTITLES|CLOSED-CAPTIONS",
    "METHOD": "NONE|AES-128|SAMPLE-AES",
    **dict.fromkeys(["URI", "GROUP-ID", "NAME", "LANGUAGE", "CODECS", "DATA-ID", "VALUE", "CHANNELS"], '".*"'),
    **dict.fromkeys(["AUDIO", "VIDEO", "SUBTITLES", "INSTREAM-ID"], '".*"'),
}
"""How the values of attributes are written; quoted ones in quotes."""


@rule("4.1", "A playlist is encoded in UTF-8.")
def not_utf8(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists that are none."""
    for playlist in stream.playlists:
        try:
            playlist.data.decode()
        except UnicodeDecodeError as error:
            line = playlist.data.count(b"\n", 0, error.start) + 1
            yield Fault(playlist.name, line, "Its bytes are no UTF-8.")


@rule("4.1", "A playlist does not begin with a byte order mark.")
def byte_order_mark(stream: CheckedStream) -> Iterator[Fault]:
    """Find such marks."""
    for playlist in stream.playlists:
        if playlist.data.startswith(BYTE_ORDER_MARK):
            yield Fault(playlist.name, 1, "It begins with a byte order mark.")


@rule("4.1", "A playlist has no control characters but the ends of its lines.")
def control_characters(stream: CheckedStream) -> Iterator[Fault]:
    """Find control characters."""
    for playlist in stream.playlists:
        for match in CONTROL.finditer(playlist.text):
            line = playlist.text.count("\n", 0, match.start()) + 1
            yield Fault(playlist.name, line, f"It has a control character (U+{ord(match[0]):04X}).")


@rule("4.3.1.1", "The first line of a playlist is #EXTM3U.")
def first_line(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists that begin otherwise."""
    for playlist in stream.playlists:
        if playlist.text.splitlines()[:1] != ["#EXTM3U"]:
            yield Fault(playlist.name, 1, "It does not begin with #EXTM3U.")


@rule("4.3.1.2", "A playlist says its version once at most, as a whole number.")
def version(stream: CheckedStream) -> Iterator[Fault]:
    """Find a second version, and what is none."""
    for playlist in stream.playlists:
        tags = playlist.all("VERSION")
        for tag in tags[1:]:
            yield Fault(playlist.name, tag.line, "The version is said a second time.")
        for tag in tags:
            if whole(tag.value) is None:
                yield Fault(playlist.name, tag.line, f"“{tag.value}” is no version.")


@rule("7", "What a playlist uses is of the version that it says, or older.")
def version_too_low(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists that use what their version does not know."""
    for playlist in stream.playlists:
        said = whole(next((tag.value for tag in playlist.all("VERSION")), "1"))
        for number, tag_line, what in _features(playlist):
            if said is not None and number > said:
                yield Fault(playlist.name, tag_line, f"{what} need version {number}.")
                break


def _features(playlist: Playlist) -> Iterator[tuple[int, int, str]]:
    """Yield what a playlist uses, with the version that it needs, newest first."""
    for tag in playlist.all("MEDIA"):
        if tag.get("INSTREAM-ID").startswith("SERVICE"):
            yield 7, tag.line, "Services of closed captions"
    for tag in playlist.all("MAP"):
        yield (5 if playlist.all("I-FRAMES-ONLY") else 6), tag.line, "Maps"
    for tag in playlist.all("KEY"):
        if tag.has("KEYFORMAT") or tag.has("KEYFORMATVERSIONS"):
            yield 5, tag.line, "Formats of keys"
    for tag in playlist.all("BYTERANGE", "I-FRAMES-ONLY"):
        yield 4, tag.line, "Ranges of bytes and playlists of I-frames"
    for tag in playlist.all("EXTINF"):
        if "." in tag.value.split(",", 1)[0]:
            yield 3, tag.line, "Durations with decimals"


@rule("4.1", "A playlist is a master playlist or a media playlist, and has no tags of the other kind.")
def mixed_kinds(stream: CheckedStream) -> Iterator[Fault]:
    """Find tags of media playlists in master playlists."""
    for playlist in stream.playlists:
        if playlist.is_master:
            for tag in playlist.all(*OF_MEDIA, *OF_SEGMENTS)[:1]:
                other = next(own for own in playlist.tags if own.name in OF_MASTERS)
                yield Fault(playlist.name, tag.line, f"{tag.name} does not go with {other.name} in one playlist.")


@rule("4.2", "Attributes are written NAME=value, with commas between.")
def attributes_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find lists of attributes that cannot be read to their end."""
    for playlist in stream.playlists:
        for tag in playlist.tags:
            if not tag.well_formed:
                yield Fault(playlist.name, tag.line, f"The attributes of {tag.name} cannot be read to their end.")


@rule("4.2", "An attribute stands once in its list.")
def attribute_twice(stream: CheckedStream) -> Iterator[Fault]:
    """Find attributes that stand twice."""
    for playlist in stream.playlists:
        for tag in playlist.tags:
            for name, count in Counter(name for name, _ in tag.attributes).items():
                if count > 1:
                    yield Fault(playlist.name, tag.line, f"{name} stands {count} times.")


@rule("4.2", "An attribute's value is of the kind that its tag defines: quoted, a number, or one of some words.")
def attribute_value(stream: CheckedStream) -> Iterator[Fault]:
    """Find values of another kind."""
    for playlist in stream.playlists:
        for tag in playlist.tags:
            for name, value in tag.attributes:
                pattern = PATTERNS.get(name)
                if pattern and not re.fullmatch(pattern, value):
                    yield Fault(playlist.name, tag.line, f"{name} cannot be {value}.")


@rule("4.3", "A tag has the attributes that it needs.")
def attribute_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find tags without."""
    for playlist in stream.playlists:
        for tag in playlist.tags:
            for name in REQUIRED.get(tag.name, ()):
                if tag.well_formed and not tag.has(name):
                    yield Fault(playlist.name, tag.line, f"{tag.name} has no {name}.")


@rule("6.2.1", "What a playlist lists is there.")
def missing_file(stream: CheckedStream) -> Iterator[Fault]:
    """Find addresses under which there is nothing."""
    _ = stream.segments  # reads them
    for missing in stream.missing:
        yield Fault(missing.file, missing.line, f"“{missing.name}” is not there.")


RULES = (
    not_utf8,
    byte_order_mark,
    control_characters,
    first_line,
    version,
    version_too_low,
    mixed_kinds,
    attributes_broken,
    attribute_twice,
    attribute_value,
    attribute_missing,
    missing_file,
)
