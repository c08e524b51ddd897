"""Rules about master playlists: variants, renditions, and whether what is said of them is so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cinema.streams.checking.playlist import whole
from cinema.streams.checking.rules.rule import Fault, rule
from cinema.streams.hls.bandwidth import Bandwidth, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.checking.playlist import Playlist, Tag
    from cinema.streams.checking.stream import CheckedStream

TOLERATED = 1.01
"""Muxers may count the bytes of a segment without its first box."""
GROUPS = {"AUDIO": "AUDIO", "VIDEO": "VIDEO", "SUBTITLES": "SUBTITLES", "CLOSED-CAPTIONS": "CLOSED-CAPTIONS"}


def _tags(stream: CheckedStream, name: str) -> Iterator[tuple[Playlist, Tag]]:
    if stream.master:
        for tag in stream.master.all(name):
            yield stream.master, tag


@rule("4.3.4.2", "The line after EXT-X-STREAM-INF is the address of a playlist.")
def variant_without_address(stream: CheckedStream) -> Iterator[Fault]:
    """Find variants without."""
    if stream.master:
        followed = {id(tag) for _, _, tag in stream.master.addresses}
        for playlist, tag in _tags(stream, "STREAM-INF"):
            if id(tag) not in followed:
                yield Fault(playlist.name, tag.line, "No address follows.")


@rule("4.3.4.2", "BANDWIDTH is no less than the largest rate of any stretch of a target duration.")
def bandwidth_too_low(stream: CheckedStream) -> Iterator[Fault]:
    """Find variants that need more than they say."""
    for tag, playlist in stream.variants:
        needed, said = _needed(stream, tag, playlist).peak, whole(tag.get("BANDWIDTH"))
        if said is not None and said * TOLERATED < needed:
            yield Fault(_name(stream), tag.line, f"It needs {needed} bit/s at its peak, and says {said}.")


@rule("4.3.4.2", "AVERAGE-BANDWIDTH is the average rate of all segments.", "should")
def average_bandwidth_wrong(stream: CheckedStream) -> Iterator[Fault]:
    """Find averages that are off by more than a tenth."""
    for tag, playlist in stream.variants:
        needed, said = _needed(stream, tag, playlist).average, whole(tag.get("AVERAGE-BANDWIDTH"))
        if said is not None and needed and not 0.9 < said / needed < 1.1:
            yield Fault(_name(stream), tag.line, f"It needs {needed} bit/s on average, and says {said}.")


def _needed(stream: CheckedStream, tag: Tag, playlist: Playlist) -> Bandwidth:
    """Return what a variant needs with the rendition of sound that needs most."""
    own = _measured(stream, playlist)
    group = tag.get("AUDIO")
    sounds = [
        _measured(stream, found)
        for rendition, found in stream.renditions
        if group and rendition.get("TYPE") == "AUDIO" and rendition.get("GROUP-ID") == group and found is not playlist
    ]
    return own + max(sounds, key=lambda sound: sound.peak, default=Bandwidth(0, 0))


def _measured(stream: CheckedStream, playlist: Playlist) -> Bandwidth:
    sizes = [(facts.size, segment.seconds) for segment, facts in stream.of(playlist)]
    found = measured(sizes, target=playlist.target)
    return Bandwidth(max(0, found.peak - 1), max(0, found.average - 1))  # it rounds upwards


@rule("4.3.4.2", "A variant names the formats of its samples.", "should")
def codecs_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find variants without CODECS."""
    for playlist, tag in _tags(stream, "STREAM-INF"):
        if not tag.get("CODECS"):
            yield Fault(playlist.name, tag.line, "It has no CODECS.")


@rule("4.3.4.2", "CODECS names each format that is in the variant or its renditions.")
def codecs_wrong(stream: CheckedStream) -> Iterator[Fault]:
    """Find formats that are there and not named."""
    for tag, playlist in stream.variants:
        said = [codec.strip().lower() for codec in tag.get("CODECS").split(",")]
        groups = {tag.get(name) for name in ("AUDIO", "VIDEO") if tag.get(name)}
        parts = [playlist, *(found for rendition, found in stream.renditions if rendition.get("GROUP-ID") in groups)]
        for codec in sorted({codec for part in parts for codec in _codecs(stream, part)}):
            if tag.get("CODECS") and not any(one == codec or one.startswith(f"{codec}.") for one in said):
                yield Fault(_name(stream), tag.line, f"There is {codec}, and CODECS says {tag.get('CODECS')}.")


def _codecs(stream: CheckedStream, playlist: Playlist) -> set[str]:
    return {track.codec for _, facts in stream.of(playlist) for track in facts.tracks.values() if track.codec}


@rule("4.3.4.2", "RESOLUTION is the size at which the variant is shown.", "should")
def resolution_wrong(stream: CheckedStream) -> Iterator[Fault]:
    """Find variants of another size."""
    for tag, playlist in stream.variants:
        sizes = {track.size for _, facts in stream.of(playlist) for track in facts.tracks.values() if any(track.size)}
        match = re.fullmatch(r"([0-9]{1,20})x([0-9]{1,20})", tag.get("RESOLUTION"))
        if match and sizes and (int(match[1]), int(match[2])) not in sizes:
            width, height = max(sizes)
            yield Fault(_name(stream), tag.line, f"It is {width} × {height} pixels, and says {match[0]}.")


@rule("4.3.4.2", "A group that a variant names is one of a rendition of that type.")
def group_unknown(stream: CheckedStream) -> Iterator[Fault]:
    """Find groups that nobody is in."""
    known = {(tag.get("TYPE"), tag.get("GROUP-ID")) for _, tag in _tags(stream, "MEDIA")}
    for playlist, tag in _tags(stream, "STREAM-INF"):
        for name, kind in GROUPS.items():
            value = dict(tag.attributes).get(name, "")
            if value and value != "NONE" and (kind, value.strip('"')) not in known:
                yield Fault(playlist.name, tag.line, f"No rendition of type {kind} is in the group {value}.")


@rule("4.3.4.1.1", "The renditions of a group have different names.")
def name_twice(stream: CheckedStream) -> Iterator[Fault]:
    """Find names that stand twice in a group."""
    counted = Counter(_place(tag) for _, tag in _tags(stream, "MEDIA"))
    for playlist, tag in _tags(stream, "MEDIA"):
        if counted[_place(tag)] > 1:
            yield Fault(playlist.name, tag.line, f"The name “{tag.get('NAME')}” stands twice in its group.")


def _place(tag: Tag) -> tuple[str, str, str]:
    return tag.get("TYPE"), tag.get("GROUP-ID"), tag.get("NAME")


@rule("4.3.4.1.1", "One rendition of a group is its default at most.")
def default_twice(stream: CheckedStream) -> Iterator[Fault]:
    """Find a second one."""
    groups: dict[tuple[str, str], int] = defaultdict(int)
    for playlist, tag in _tags(stream, "MEDIA"):
        if tag.get("DEFAULT") == "YES":
            groups[_place(tag)[:2]] += 1
            if groups[_place(tag)[:2]] > 1:
                yield Fault(playlist.name, tag.line, "Its group has a second default.")


@rule("4.3.4.1", "What is the default may be chosen by itself, too.")
def default_not_chosen(stream: CheckedStream) -> Iterator[Fault]:
    """Find defaults with AUTOSELECT=NO."""
    for playlist, tag in _tags(stream, "MEDIA"):
        if tag.get("DEFAULT") == "YES" and tag.get("AUTOSELECT") == "NO":
            yield Fault(playlist.name, tag.line, "DEFAULT is YES, and AUTOSELECT is NO.")


@rule("4.3.4.1", "Subtitles have an address; closed captions have none, but a channel.")
def rendition_address(stream: CheckedStream) -> Iterator[Fault]:
    """Find renditions that break this."""
    for playlist, tag in _tags(stream, "MEDIA"):
        kind = tag.get("TYPE")
        if kind == "SUBTITLES" and not tag.has("URI"):
            yield Fault(playlist.name, tag.line, "Subtitles have no URI.")
        if kind == "CLOSED-CAPTIONS" and (tag.has("URI") or not tag.has("INSTREAM-ID")):
            yield Fault(playlist.name, tag.line, "Closed captions need an INSTREAM-ID and no URI.")


@rule("4.3.4.1", "Only subtitles can be forced.")
def forced_elsewhere(stream: CheckedStream) -> Iterator[Fault]:
    """Find FORCED on other renditions."""
    for playlist, tag in _tags(stream, "MEDIA"):
        if tag.has("FORCED") and tag.get("TYPE") != "SUBTITLES":
            yield Fault(playlist.name, tag.line, f"{tag.get('TYPE')} has FORCED.")


@rule("4.3.4.4", "Session data has a value or an address, and stands once for its name and language.")
def session_data(stream: CheckedStream) -> Iterator[Fault]:
    """Find data that has both, neither, or stands twice."""
    seen = set()
    for playlist, tag in _tags(stream, "SESSION-DATA"):
        if tag.has("VALUE") == tag.has("URI"):
            yield Fault(playlist.name, tag.line, "It needs either VALUE or URI.")
        key = (tag.get("DATA-ID"), tag.get("LANGUAGE"))
        if key in seen:
            yield Fault(playlist.name, tag.line, f"“{key[0]}” stands twice.")
        seen.add(key)


def _name(stream: CheckedStream) -> str:
    return stream.master.name if stream.master else ""


RULES = (
    variant_without_address,
    bandwidth_too_low,
    average_bandwidth_wrong,
    codecs_missing,
    codecs_wrong,
    resolution_wrong,
    group_unknown,
    name_twice,
    default_twice,
    default_not_chosen,
    rendition_address,
    forced_elsewhere,
    session_data,
)
