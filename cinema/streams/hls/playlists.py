"""Playlists of HTTP Live Streaming (RFC 8216), as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cinema.contract import Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


VERSION = 7
"""Maps in playlists that are not of I-frames only need 6; text segments beside them are at home in 7."""
MEDIA_TYPE = "application/vnd.apple.mpegurl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A media segment in a playlist. `init` is the map that applies from it on, where it changes."""

    uri: str
    seconds: float
    init: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant stream in the master playlist; bits a second with its sound."""

    uri: str
    size: Size
    codecs: str
    bandwidth: int
    average_bandwidth: int
    frame_rate: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """Sound (`AUDIO`) or captions (`SUBTITLES`) beside the variants."""

    kind: str
    uri: str
    name: str
    language: str
    default: bool


def media_playlist(entries: Iterable[Entry], *, target: int, ended: bool) -> str:
    """Return a media playlist. One that has not ended is of type EVENT: nothing in it will change, and more comes."""
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{target}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f"#EXT-X-PLAYLIST-TYPE:{'VOD' if ended else 'EVENT'}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    for entry in entries:
        if entry.breaks:
            lines.append("#EXT-X-DISCONTINUITY")
        if entry.init:
            lines.append(f"#EXT-X-MAP:URI={quoted(entry.init)}")
        lines += [f"#EXTINF:{entry.seconds:.5f},", entry.uri]
    return _text([*lines, "#EXT-X-ENDLIST"] if ended else lines)


def master_playlist(
    variants: Sequence[Variant], renditions: Sequence[Rendition], *, data: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the playlist that players begin with; `data` are names and addresses of session data."""
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [f"#EXT-X-SESSION-DATA:DATA-ID={quoted(name)},URI={quoted(uri)}" for name, uri in data]
    lines += [_rendition(rendition) for rendition in renditions]
    kinds = dict.fromkeys(rendition.kind for rendition in renditions)
    groups = "".join(f",{kind}={quoted(group_of(kind))}" for kind in kinds)
    for variant in variants:
        attributes = (
            f"BANDWIDTH={variant.bandwidth},AVERAGE-BANDWIDTH={variant.average_bandwidth},"
            f"CODECS={quoted(variant.codecs)},RESOLUTION={variant.size.width}x{variant.size.height},"
            f"FRAME-RATE={variant.frame_rate:.3f}{groups},CLOSED-CAPTIONS=NONE"
        )
        lines += [f"#EXT-X-STREAM-INF:{attributes}", variant.uri]
    return _text(lines)


def group_of(kind: str) -> str:
    """Return the group in which the renditions of a kind are."""
    return {"AUDIO": "sound", "SUBTITLES": "captions"}[kind]


def _rendition(rendition: Rendition) -> str:
    default = "YES" if rendition.default else "NO"
    forced = ",FORCED=NO" if rendition.kind == "SUBTITLES" else ""
    channels = ',CHANNELS="2"' if rendition.kind == "AUDIO" else ""
    return (
        f"#EXT-X-MEDIA:TYPE={rendition.kind},GROUP-ID={quoted(group_of(rendition.kind))},"
        f"NAME={quoted(rendition.name)},LANGUAGE={quoted(rendition.language)},"
        f"DEFAULT={default},AUTOSELECT=YES{forced}{channels},URI={quoted(rendition.uri)}"
    )


def quoted(text: str) -> str:
    """Return a quoted string: it cannot hold quotes or ends of lines."""
    clean = " ".join(text.replace('"', "'").split())
    return f'"{clean}"'


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
