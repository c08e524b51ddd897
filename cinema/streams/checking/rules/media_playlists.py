"""Rules about media playlists: what they say of their segments and of themselves."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from cinema.streams.checking.playlist import OF_MEDIA, whole
from cinema.streams.checking.rules.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.checking.stream import CheckedStream

EXTINF = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?(,.*)?")
RANGE = re.compile(r"[0-9]{1,20}(@[0-9]{1,20})?")


@rule("4.3.3.1", "A media playlist says its target duration in whole seconds.")
def target_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists without."""
    for playlist in stream.media.values():
        tags = playlist.all("TARGETDURATION")
        if not tags:
            yield Fault(playlist.name, 0, "It has no EXT-X-TARGETDURATION.")
        elif whole(tags[0].value) is None:
            yield Fault(playlist.name, tags[0].line, f"“{tags[0].value}” is no whole number of seconds.")


@rule("4.3.3", "A tag of media playlists stands once in its playlist.")
def tag_twice(stream: CheckedStream) -> Iterator[Fault]:
    """Find tags that stand twice."""
    for playlist in stream.media.values():
        for name in sorted(OF_MEDIA):
            for tag in playlist.all(name)[1:]:
                yield Fault(playlist.name, tag.line, f"{name} stands a second time.")


@rule("4.3.3.1", "No segment is longer than the target duration, both rounded to whole seconds.")
def segment_too_long(stream: CheckedStream) -> Iterator[Fault]:
    """Find longer segments."""
    for playlist in stream.media.values():
        for segment in playlist.segments:
            if playlist.target and int(segment.seconds + 0.5) > playlist.target:
                yield Fault(
                    playlist.name, segment.line, f"It lasts {segment.seconds} s, the target is {playlist.target} s."
                )


@rule("4.3.2.1", "Each segment has its duration before it.")
def duration_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find segments without EXTINF."""
    for playlist in stream.media.values():
        for segment in playlist.segments:
            if not segment.tag("EXTINF"):
                yield Fault(playlist.name, segment.line, "No EXTINF stands before this segment.")


@rule("4.3.2.1", "A duration is a decimal number, followed by a comma.")
def duration_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find what is none."""
    for playlist in stream.media.values():
        for tag in playlist.all("EXTINF"):
            if not EXTINF.fullmatch(tag.value):
                yield Fault(playlist.name, tag.line, f"“{tag.value}” is no duration.")


@rule("4.3.3.2", "The number of the first segment is a whole number and stands before all segments.")
def sequence_late(stream: CheckedStream) -> Iterator[Fault]:
    """Find numbers that stand later, or are none."""
    for playlist in stream.media.values():
        first = playlist.segments[0].line if playlist.segments else 0
        for tag in playlist.all("MEDIA-SEQUENCE"):
            if whole(tag.value) is None:
                yield Fault(playlist.name, tag.line, f"“{tag.value}” is no whole number.")
            elif first and tag.line > first:
                yield Fault(playlist.name, tag.line, "EXT-X-MEDIA-SEQUENCE stands behind a segment.")


@rule("4.3.3.3", "The number of the first discontinuity stands before all segments and discontinuities.")
def discontinuity_sequence_late(stream: CheckedStream) -> Iterator[Fault]:
    """Find numbers that stand later."""
    for playlist in stream.media.values():
        lines = [segment.line for segment in playlist.segments[:1]]
        lines += [tag.line for tag in playlist.all("DISCONTINUITY")[:1]]
        for tag in playlist.all("DISCONTINUITY-SEQUENCE"):
            if lines and tag.line > min(lines):
                yield Fault(playlist.name, tag.line, "EXT-X-DISCONTINUITY-SEQUENCE stands too late.")


@rule("4.3.3.5", "The type of a playlist is EVENT or VOD.")
def unknown_type(stream: CheckedStream) -> Iterator[Fault]:
    """Find other types."""
    for playlist in stream.media.values():
        for tag in playlist.all("PLAYLIST-TYPE"):
            if tag.value not in {"EVENT", "VOD"}:
                yield Fault(playlist.name, tag.line, f"“{tag.value}” is no type of playlist.")


@rule("6.2.1", "A playlist of type VOD never changes, so it says that it has ended.", "should")
def vod_not_ended(stream: CheckedStream) -> Iterator[Fault]:
    """Find such playlists without EXT-X-ENDLIST: players would come back for more."""
    for playlist in stream.media.values():
        for tag in playlist.all("PLAYLIST-TYPE"):
            if tag.value == "VOD" and not playlist.ended:
                yield Fault(playlist.name, tag.line, "It is of type VOD and has no EXT-X-ENDLIST.")


@rule("4.3.2.2", "A range of bytes is written length@start; without a start it follows one of the same file.")
def range_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find ranges that mean no bytes."""
    for playlist in stream.media.values():
        for segment in playlist.segments:
            tag = segment.tag("BYTERANGE")
            if tag and (not RANGE.fullmatch(tag.value) or segment.range is None):
                yield Fault(playlist.name, tag.line, f"“{tag.value}” does not say which bytes.")


@rule("4.3.2.2", "A range of bytes lies within its file.")
def range_outside(stream: CheckedStream) -> Iterator[Fault]:
    """Find ranges that go past the end."""
    for playlist, segment, facts in stream.segments:
        if segment.range and facts.size < segment.range[1] - segment.range[0]:
            yield Fault(playlist.name, segment.line, f"The file ends after {facts.size} bytes of this range.")


@rule("4.3.2.4", "A key with METHOD=NONE has no other attributes; any other has an address.")
def key_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find keys that contradict themselves."""
    for playlist in stream.media.values():
        for tag in playlist.all("KEY"):
            method = tag.get("METHOD")
            if method == "NONE" and len(tag.attributes) > 1:
                yield Fault(playlist.name, tag.line, "METHOD is NONE, and there are other attributes.")
            elif method not in {"", "NONE"} and not tag.has("URI"):
                yield Fault(playlist.name, tag.line, f"METHOD is {method}, and there is no URI.")


@rule("4.3.2.6", "A date is written as ISO 8601 has it.")
def date_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find what is no date."""
    for playlist in stream.media.values():
        for tag in playlist.all("PROGRAM-DATE-TIME"):
            try:
                datetime.fromisoformat(tag.value)
            except ValueError:
                yield Fault(playlist.name, tag.line, f"“{tag.value}” is no date with a time.")


@rule("4.3.5.2", "Playing starts within the playlist.", "should")
def start_outside(stream: CheckedStream) -> Iterator[Fault]:
    """Find starts before its beginning or behind its end."""
    for playlist in stream.media.values():
        seconds = sum(segment.seconds for segment in playlist.segments)
        for tag in playlist.all("START"):
            offset = tag.get("TIME-OFFSET")
            if re.fullmatch(r"-?\d+(\.\d+)?", offset) and abs(float(offset)) > seconds:
                yield Fault(playlist.name, tag.line, f"It starts at {offset} s of {seconds:.1f} s.")


RULES = (
    target_missing,
    tag_twice,
    segment_too_long,
    duration_missing,
    duration_broken,
    sequence_late,
    discontinuity_sequence_late,
    unknown_type,
    vod_not_ended,
    range_broken,
    range_outside,
    key_broken,
    date_broken,
    start_outside,
)
