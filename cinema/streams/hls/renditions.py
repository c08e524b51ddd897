"""The segments and playlists of a stream's variants, of its sound and of its captions."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from cinema import webvtt
from cinema.contract import FRAME_RATE
from cinema.sound.samples import RATE
from cinema.streams.bmff.fragments import Sample, beginning, fragment, fragments, moved, samples_of
from cinema.streams.bmff.tracks import AAC_SAMPLES, FRAME_TICKS, initialisation, sound_track
from cinema.streams.codecs.aac import packets_until, silence
from cinema.streams.hls.bandwidth import Bandwidth, measured
from cinema.streams.hls.output import digest
from cinema.streams.hls.playlists import Entry, Variant, media_playlist
from cinema.streams.rungs import LONGEST_SEGMENT, segment_lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cinema.contract import Cue
    from cinema.streams.encoding import EncodedShot
    from cinema.streams.hls.output import Output
    from cinema.streams.timeline import Segment

SOUND_CODEC = "mp4a.40.2"
SOUND = "sound"
TIMESTAMP_MAP = "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0"
"""Captions count from the film's beginning, as sound and picture do."""


@dataclass(frozen=True, slots=True)
class SoundRendition:
    """The sound of a stream: its playlist and what it needs."""

    uri: str
    bandwidth: Bandwidth


def variants_of(
    shots: Sequence[EncodedShot], segments: Sequence[Segment], output: Output, sound: SoundRendition | None
) -> list[Variant]:
    """Write the segments of all rungs; return what the master playlist says of them, lowest first."""
    return [_variant(number, shots, segments, output, sound) for number in range(len(shots[0].rungs))]


def _variant(
    number: int, shots: Sequence[EncodedShot], segments: Sequence[Segment], output: Output, sound: SoundRendition | None
) -> Variant:
    rung = shots[0].rungs[number]
    entries: list[Entry] = []
    sizes = []
    for segment in segments:
        shot = shots[segment.shot]
        path, init = shot.video(rung.name), ""
        if segment.breaks or not entries:
            init = f"{rung.name}/init-{shot.parameters}.mp4"
            output.keep(init, partial(_beginning, path))
        name = f"{rung.name}/{named(segment, shot.key)}.m4s"
        sizes.append((output.keep(name, partial(_moved, path, segment)), segment.seconds))
        entries.append(Entry(name, segment.seconds, init, segment.breaks))
    uri = f"{rung.name}.m3u8"
    output.write_later(uri, media_playlist(entries, target=LONGEST_SEGMENT, ended=output.ended))
    bandwidth = measured(sizes, target=LONGEST_SEGMENT) + (sound.bandwidth if sound else Bandwidth(0, 0))
    codecs = dict.fromkeys([*(shot.rungs[number].codec for shot in shots), *([SOUND_CODEC] if sound else [])])
    return Variant(uri, rung.size, ",".join(codecs), bandwidth.peak, bandwidth.average, FRAME_RATE)


def named(segment: Segment, key: object) -> str:
    """Return the name of a segment that is made of what `key` stands for."""
    return f"{segment.index:05d}-{digest(key, segment.number, segment.start, segment.end)}"


def _beginning(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield beginning(file)


def _moved(path: Path, segment: Segment) -> Iterator[bytes]:
    with path.open("rb") as file:
        data = next(islice(fragments(file), segment.number, None))
    yield moved(data, time=segment.start * FRAME_TICKS, sequence=segment.index + 1)


def sound_rendition(shots: Sequence[EncodedShot], segments: Sequence[Segment], output: Output) -> SoundRendition:
    """Write the sound of a film, silence where a shot has none.

    Shots were encoded each by itself on a grid of packets of its own; here each begins with the first packet of the
    film's grid that does not begin before it, at most 21 ms late, and packets are only dealt out.
    """
    init = f"{SOUND}/init-{digest('sound')}.mp4"
    output.keep(init, _sound_beginning)
    entries: list[Entry] = []
    sizes = []
    for segment in segments:
        shot = shots[segment.shot]
        seconds = (packets_until(segment.end) - packets_until(segment.start)) * AAC_SAMPLES / RATE
        name = f"{SOUND}/{named(segment, shot.key if shot.has_sound else '')}.m4s"
        source = shot.sound if shot.has_sound else None
        first = segment.start - sum(segment_lengths(shot.frames)[: segment.number])
        sizes.append((output.keep(name, partial(_sound, source, segment, first)), seconds))
        entries.append(Entry(name, seconds, "" if entries and not segment.breaks else init, segment.breaks))
    output.write_later(f"{SOUND}.m3u8", media_playlist(entries, target=LONGEST_SEGMENT, ended=output.ended))
    return SoundRendition(f"{SOUND}.m3u8", measured(sizes, target=LONGEST_SEGMENT))


def _sound_beginning() -> Iterator[bytes]:
    yield initialisation(sound_track(_silence()[0]))


def _sound(source: Path | None, segment: Segment, first_frame: int) -> Iterator[bytes]:
    """Yield a segment of sound; `first_frame` is the frame of the film at which its shot begins."""
    start, end = packets_until(segment.start), packets_until(segment.end)
    samples = [_silence()[1]] * (end - start)
    if source:
        before = packets_until(first_frame)
        with source.open("rb") as file:
            samples = samples_of(next(fragments(file)))[start - before : end - before]
    yield fragment(samples, time=start * AAC_SAMPLES, sequence=segment.index + 1)


@cache
def _silence() -> tuple[bytes, Sample]:
    return silence()


def captions_rendition(segments: Sequence[Segment], cues: Sequence[Cue], language: str, output: Output) -> str:
    """Write the captions of a film in one language, `cues` in its seconds and in order; return their playlist.

    A cue that is shown over the end of a segment stands in both.
    """
    folder = f"captions-{language}"
    entries, waiting = [], deque(cues)
    shown: list[Cue] = []
    for segment in segments:
        start, end = segment.start / FRAME_RATE, segment.end / FRAME_RATE
        shown = [cue for cue in shown if cue.end > start]
        while waiting and waiting[0].start < end:
            shown.append(waiting.popleft())
        text = webvtt.captions(shown, header=TIMESTAMP_MAP).encode()
        name = f"{folder}/{segment.index:05d}-{digest(text.decode())}.vtt"
        output.keep(name, partial(iter, [text]))
        entries.append(Entry(name, segment.seconds, breaks=segment.breaks))
    uri = f"{folder}.m3u8"
    output.write_later(uri, media_playlist(entries, target=LONGEST_SEGMENT, ended=output.ended))
    return uri
