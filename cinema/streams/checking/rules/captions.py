"""Rules about subtitles: segments of WebVTT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema.streams.checking.rules.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.checking.media import Facts
    from cinema.streams.checking.playlist import Playlist, Segment
    from cinema.streams.checking.stream import CheckedStream

CLOSE = 0.05
"""Seconds that a cue may reach into a segment that does not have it."""


def _subtitles(stream: CheckedStream) -> Iterator[tuple[Playlist, list[tuple[float, Segment, Facts]]]]:
    """Yield playlists of subtitles, with the second at which each of their segments begins."""
    for tag, playlist in stream.renditions:
        if tag.get("TYPE") == "SUBTITLES":
            place, found = 0.0, []
            for segment, facts in stream.of(playlist):
                found.append((place, segment, facts))
                place += segment.seconds
            yield playlist, found


@rule("3.5", "A segment of subtitles is WebVTT and begins with its header.")
def no_webvtt(stream: CheckedStream) -> Iterator[Fault]:
    """Find others; MP4 may carry subtitles, too."""
    for playlist, segments in _subtitles(stream):
        for _, segment, facts in segments:
            if facts.kind not in {"vtt", "mp4"}:
                yield Fault(playlist.resolved(segment.uri), 0, "It does not begin with WEBVTT.")


@rule("3.5", "A segment of WebVTT says how its times relate to those of the pictures.", "should")
def timestamp_map_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find segments without X-TIMESTAMP-MAP."""
    for playlist, segments in _subtitles(stream):
        for _, segment, facts in segments:
            if facts.kind == "vtt" and not facts.timestamp_map:
                yield Fault(playlist.resolved(segment.uri), 0, "Its header has no X-TIMESTAMP-MAP.")


@rule("3.5", "A segment of WebVTT has all cues that are shown while it lasts.")
def cue_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find cues that reach into a segment that does not have them."""
    for playlist, segments in _subtitles(stream):
        known = {cue for _, _, facts in segments for cue in facts.cues}
        for start, segment, facts in segments:
            end = start + segment.seconds
            shown = {cue for cue in known if cue[0] < end - CLOSE and cue[1] > start + CLOSE}
            for cue in sorted(shown - set(facts.cues)):
                if facts.kind == "vtt":
                    yield Fault(playlist.resolved(segment.uri), 0, f"The cue at {cue[0]:.3f} s is not in it.")


@rule("3.5", "A segment of WebVTT has no cues of other times.", "should")
def cue_elsewhere(stream: CheckedStream) -> Iterator[Fault]:
    """Find cues that are not shown while their segment lasts."""
    for playlist, segments in _subtitles(stream):
        for start, segment, facts in segments:
            for cue in facts.cues:
                if cue[1] < start - CLOSE or cue[0] > start + segment.seconds + CLOSE:
                    yield Fault(playlist.resolved(segment.uri), 0, f"Its cue at {cue[0]:.3f} s is not of its time.")


@rule("3.5", "A cue ends after it begins.")
def cue_backwards(stream: CheckedStream) -> Iterator[Fault]:
    """Find cues that do not."""
    for playlist, segments in _subtitles(stream):
        for _, segment, facts in segments:
            for start, end, _ in facts.cues:
                if end <= start:
                    yield Fault(playlist.resolved(segment.uri), 0, f"Its cue at {start:.3f} s ends at {end:.3f} s.")


RULES = (no_webvtt, timestamp_map_missing, cue_missing, cue_elsewhere, cue_backwards)
