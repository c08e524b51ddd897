"""Rules about segments: what they hold, when it plays, and whether their playlists say so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cinema.streams.checking.rules.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.checking.media import Facts, Run
    from cinema.streams.checking.playlist import Playlist, Segment
    from cinema.streams.checking.stream import CheckedStream

CLOSE, SAID = 0.02, 0.1
"""Seconds by which times may differ between segments, and from what playlists say."""
INITIALISING = ("ftyp", "moov", "moov/trak", "moov/mvex")


@rule("3.3", "A segment of MP4 has a map before it, which says where its initialisation is.")
def map_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find segments without: nobody could decode them."""
    for playlist, segment, facts in stream.segments:
        if facts.kind == "mp4" and not segment.map and "moov" not in facts.boxes:
            yield Fault(playlist.name, segment.line, "No EXT-X-MAP stands before this segment.")


@rule("3.3", "An initialisation has the boxes ftyp and moov, and in it its tracks and mvex.")
def initialisation_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find others."""
    seen = set()
    for playlist, segment, _ in stream.segments:
        init = stream.init(playlist, segment)
        if init and segment.map and segment.map not in seen:
            seen.add(segment.map)
            lacking = [name for name in INITIALISING if name not in init.boxes]
            if lacking or init.problem:
                lacks = f"It lacks {', '.join(lacking)}." if lacking else ""
                yield Fault(playlist.resolved(segment.map.get("URI")), 0, f"{lacks} {init.problem}".strip())


@rule("3", "A segment is one of the formats that HTTP Live Streaming has, and whole.")
def segment_broken(stream: CheckedStream) -> Iterator[Fault]:
    """Find segments that cannot be read."""
    for playlist, segment, facts in stream.segments:
        if facts.kind == "unknown" and playlist.name in _subtitles(stream):
            continue  # there is a rule of its own for these
        if facts.problem:
            yield Fault(playlist.resolved(segment.uri), 0, facts.problem)
        elif facts.kind == "mp4" and not ("moof" in facts.boxes and "mdat" in facts.boxes):
            yield Fault(playlist.resolved(segment.uri), 0, "It holds no fragment with its data.")


@rule("3.3", "Each track of a fragment says when it is decoded (tfdt).")
def time_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find fragments that do not."""
    for playlist, segment, facts in stream.segments:
        if any(run.start is None for run in facts.runs.values()):
            yield Fault(playlist.resolved(segment.uri), 0, "A track fragment has no tfdt.")


@rule("3.3", "A fragment holds samples of tracks that its initialisation describes.")
def track_unknown(stream: CheckedStream) -> Iterator[Fault]:
    """Find tracks that nobody described."""
    for playlist, segment, facts in stream.segments:
        for number in sorted(facts.runs.keys() - facts.tracks.keys()):
            if facts.tracks:
                yield Fault(playlist.resolved(segment.uri), 0, f"Nobody describes its track {number}.")


@rule("3.2", "A segment of a transport stream begins with its tables, unless it has a map.")
def tables_missing(stream: CheckedStream) -> Iterator[Fault]:
    """Find transport streams that begin otherwise."""
    for playlist, segment, facts in stream.segments:
        if facts.kind == "ts" and not facts.problem and not segment.map and not facts.tables_first:
            yield Fault(playlist.resolved(segment.uri), 0, "It does not begin with a PAT and a PMT.")


@rule("3", "A segment goes on where the one before ended, unless the playlist says that it does not.")
def gap(stream: CheckedStream) -> Iterator[Fault]:
    """Find gaps and overlaps in time."""
    for playlist in stream.media.values():
        for (_, before), (segment, facts) in pairwise(stream.of(playlist)):
            if not segment.tag("DISCONTINUITY"):
                yield from _gaps(playlist, segment, before, facts)


def _gaps(playlist: Playlist, segment: Segment, before: Facts, facts: Facts) -> Iterator[Fault]:
    for number, run in facts.runs.items():
        earlier = before.runs.get(number)
        if run.start is None or not earlier or earlier.start is None:
            continue
        missing = run.start - earlier.start - earlier.seconds
        if abs(missing) > CLOSE:
            what = "after a gap of" if missing > 0 else "early by"
            yield Fault(playlist.resolved(segment.uri), 0, f"Track {number} goes on {what} {abs(missing):.3f} s.")


@rule("4.3.2.3", "Where the tracks or their formats change, the playlist says that what follows is discontinuous.")
def change_unsaid(stream: CheckedStream) -> Iterator[Fault]:
    """Find changes of the initialisation without EXT-X-DISCONTINUITY."""
    for playlist in stream.media.values():
        for (_, before), (segment, facts) in pairwise(stream.of(playlist)):
            if not segment.tag("DISCONTINUITY") and facts.kind == "mp4" and _formats(before) != _formats(facts):
                yield Fault(playlist.name, segment.line, "Its tracks differ from those before it.")


def _formats(facts: Facts) -> dict[int, tuple[str, str, tuple[int, int]]]:
    return {number: (track.handler, track.codec, track.size) for number, track in facts.tracks.items()}


@rule("4.3.2.1", "The duration of a segment is said accurately.", "should")
def duration_wrong(stream: CheckedStream) -> Iterator[Fault]:
    """Find durations that are off by more than a tenth of a second."""
    for playlist, segment, facts in stream.segments:
        run = _leading(facts)
        if run and segment.tag("EXTINF") and abs(run.seconds - segment.seconds) > SAID:
            yield Fault(playlist.name, segment.line, f"It lasts {run.seconds:.3f} s, not {segment.seconds} s.")


def _leading(facts: Facts) -> Run | None:
    """Return what a segment has of its picture, or of its only track."""
    known = [(facts.tracks[number], run) for number, run in facts.runs.items() if number in facts.tracks]
    pictures = [run for track, run in known if track.handler == "vide"]
    return next(iter(pictures or [run for _, run in known]), None)


@rule("4.3.5.1", "Where segments are said to be independent, each begins with a picture that needs no other.")
def not_independent(stream: CheckedStream) -> Iterator[Fault]:
    """Find segments that begin otherwise."""
    everywhere = bool(stream.master and stream.master.all("INDEPENDENT-SEGMENTS"))
    for playlist, segment, facts in stream.segments:
        if everywhere or playlist.all("INDEPENDENT-SEGMENTS"):
            run = _leading(facts)
            if run and run.begins_with_sync is False:
                yield Fault(playlist.resolved(segment.uri), 0, "Its first picture needs another.")


@rule("6.2.4", "All variants and renditions have the same target duration; ended subtitles may have another.")
def targets_differ(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists with another target than the first variant."""
    for playlist in _compared(stream)[1:]:
        first = _compared(stream)[0]
        free = playlist.name in _subtitles(stream) and any(tag.value == "VOD" for tag in playlist.all("PLAYLIST-TYPE"))
        if playlist.target and first.target and playlist.target != first.target and not free:
            tag = playlist.all("TARGETDURATION")[0]
            yield Fault(playlist.name, tag.line, f"Its target is {playlist.target} s, that of others {first.target} s.")


@rule("6.2.4", "All variants and renditions are discontinuous at the same times.")
def discontinuities_differ(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists that are discontinuous elsewhere than the first variant."""
    for playlist in _compared(stream)[1:]:
        here, there = _breaks(playlist), _breaks(_compared(stream)[0])
        if len(here) != len(there) or any(abs(a - b) > 0.5 for a, b in zip(here, there, strict=False)):
            yield Fault(
                playlist.name, 0, f"It is discontinuous at {here or 'no time'}, others at {there or 'no time'}."
            )


@rule("6.2.4", "All variants have the same content at the same times, so all last equally long.")
def lengths_differ(stream: CheckedStream) -> Iterator[Fault]:
    """Find playlists that last longer or shorter than the first variant, by more than half a second."""
    for playlist in _compared(stream)[1:]:
        here, there = (sum(one.seconds for one in own.segments) for own in (playlist, _compared(stream)[0]))
        if abs(here - there) > 0.5:
            yield Fault(playlist.name, 0, f"It lasts {here:.2f} s, others {there:.2f} s.")


@rule("6.2.4", "Matching pictures of all variants have the same times.")
def variants_apart(stream: CheckedStream) -> Iterator[Fault]:
    """Find variants whose first picture is decoded at another time than that of the first variant."""
    starts = []
    for _, playlist in stream.variants:
        first = next((facts for _, facts in stream.of(playlist)), None)
        run = _leading(first) if first else None
        if run and run.start is not None:
            starts.append((playlist, run.start))
    for playlist, start in starts[1:]:
        if abs(start - starts[0][1]) > SAID:
            yield Fault(playlist.name, 0, f"It begins at {start:.3f} s, others at {starts[0][1]:.3f} s.")


def _compared(stream: CheckedStream) -> list[Playlist]:
    """Return the variants and their renditions."""
    known = [playlist for _, playlist in (*stream.variants, *stream.renditions)]
    return list({playlist.name: playlist for playlist in known}.values())


def _subtitles(stream: CheckedStream) -> set[str]:
    return {playlist.name for tag, playlist in stream.renditions if tag.get("TYPE") == "SUBTITLES"}


def _breaks(playlist: Playlist) -> list[float]:
    """Return the seconds at which a playlist is discontinuous."""
    place, found = 0.0, []
    for segment in playlist.segments:
        if segment.tag("DISCONTINUITY"):
            found.append(round(place, 1))
        place += segment.seconds
    return found


RULES = (
    map_missing,
    initialisation_broken,
    segment_broken,
    time_missing,
    track_unknown,
    tables_missing,
    gap,
    change_unsaid,
    duration_wrong,
    not_independent,
    targets_differ,
    discontinuities_differ,
    lengths_differ,
    variants_apart,
)
