"""One MP4 of a film, from shots that are encoded: nothing is encoded again."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from fractions import Fraction
from functools import cache
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING

import av

from cinema.contract import FRAME_RATE
from cinema.sound.samples import RATE
from cinema.streams.bmff.fragments import fragments, samples_of
from cinema.streams.bmff.tracks import AAC_SAMPLES
from cinema.streams.codecs.aac import packets_until, silence
from cinema.streams.encoding import Stopped
from cinema.streams.files import aside_of
from cinema.streams.timeline import chapters_of, cues_in_film, own_captions, starts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from av.container import OutputContainer
    from av.stream import Stream as Track

    from cinema.contract import Cue
    from cinema.streams.encoding import EncodedShot
    from cinema.streams.timeline import Captions

FRAME, SAMPLE, MILLISECOND = Fraction(1, FRAME_RATE), Fraction(1, RATE), Fraction(1, 1000)
DELAY = 2
"""Frames by which the decoder is ahead of what is shown (two B-frames in a row, one of them a reference)."""
LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld", "la": "lat"}
"""Languages as MP4 names them (ISO 639-2/T); others are `und`."""
TEXT_STYLE = bytes.fromhex("00000000 01ff 00000000 0000000000000000 0000ffff0001001200ffffffff".replace(" ", ""))
FONTS = b"\x00\x00\x00\x12ftab\x00\x01\x00\x01\x05Serif"
"""How captions look where a player does not know better: white, 18 points, at the foot (3GPP TS 26.245)."""

Timed = tuple[float, int, "av.Packet[Track]"]
"""When a packet is decoded in seconds, the number of its track, and it."""


class DifferentParameters(ValueError):
    """Shots were encoded with different parameters: one MP4 cannot hold them. Encode all of them again."""


def write_mp4(
    shots: Sequence[EncodedShot],
    *,
    out: Path,
    rung: str = "",
    title: str = "",
    captions: Sequence[Captions] | None = None,
    language: str = "en",
    cover: Path | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Path:
    """Write the film as one MP4 to `out`, which appears when it is complete; return it.

    `rung` is the quality (the highest where it is empty), `cover` a JPEG. Captions are those of the shots, in
    `language`, unless `captions` are given. Chapters are the shots' titles. What players need first stands first.
    One segment is in memory at a time, and the index of all samples (about 100 bytes a frame).
    Raises DifferentParameters, Stopped, and ValueError where there are no shots.
    """
    if not shots:
        raise ValueError("A film needs at least one shot.")
    if len({shot.parameters for shot in shots}) > 1:
        raise DifferentParameters("The shots were encoded with different parameters. Encode all of them again.")
    texts = own_captions(shots, language) if captions is None else captions
    out.parent.mkdir(parents=True, exist_ok=True)
    with aside_of(out) as aside, ExitStack() as stack:
        options = {"movflags": "+faststart", "fflags": "+bitexact"}
        file = stack.enter_context(av.open(str(aside), "w", format="mp4", options=options))
        file.metadata["title"] = title
        tracks = list(_tracks(file, stack, shots, rung or shots[0].rungs[-1].name, texts, language))
        picture = _cover_track(file, cover) if cover else None
        marks = chapters_of(shots)
        file.set_chapters(
            [
                {
                    "id": number,
                    "start": round(mark.start * 1000),
                    "end": round(mark.end * 1000),
                    "time_base": MILLISECOND,
                    "metadata": {"title": mark.title},
                }
                for number, mark in enumerate(marks, start=1)
            ]
        )
        if picture and cover:
            file.mux(_packet(picture, cover.read_bytes(), 0, 0, 1, FRAME))
        for _, _, packet in merge(*tracks, key=lambda timed: timed[:2]):
            if stop():
                raise Stopped
            file.mux(packet)
    return out


def _tracks(
    file: OutputContainer,
    stack: ExitStack,
    shots: Sequence[EncodedShot],
    rung: str,
    texts: Sequence[Captions],
    language: str,
) -> Iterator[Iterator[Timed]]:
    """Add the film's tracks to `file`, and yield the packets of each, in order of time."""
    template = stack.enter_context(av.open(str(shots[0].video(rung))))
    video = file.add_stream_from_template(template.streams.video[0])
    video.time_base = FRAME
    yield _video_packets(video, shots, rung)
    with_sound = next((shot for shot in shots if shot.has_sound), None)
    if with_sound:
        template = stack.enter_context(av.open(str(with_sound.sound)))
        sound = file.add_stream_from_template(template.streams.audio[0])
        sound.metadata["language"] = _language(language)
        yield _sound_packets(sound, shots)
    for text in texts:
        track = file.add_mux_stream("mov_text", extradata=TEXT_STYLE + FONTS, time_base=MILLISECOND)
        track.metadata["language"] = _language(text.language)
        yield _text_packets(track, list(cues_in_film(shots, text.cues)))


def _cover_track(file: OutputContainer, cover: Path) -> Track:
    with av.open(str(cover)) as picture:
        size = picture.streams.video[0]
        track = file.add_mux_stream("mjpeg", width=size.width, height=size.height, time_base=FRAME)
    track.disposition = av.stream.Disposition.attached_pic
    return track


def _video_packets(track: Track, shots: Sequence[EncodedShot], rung: str) -> Iterator[Timed]:
    decoded = 0
    for shot in shots:
        with shot.video(rung).open("rb") as file:
            for sample in chain.from_iterable(map(samples_of, fragments(file))):
                shown = decoded + sample.offset // sample.duration
                packet = _packet(track, sample.data, shown, decoded - DELAY, 1, FRAME)
                packet.is_keyframe = sample.sync
                yield decoded / FRAME_RATE, 0, packet
                decoded += 1


def _sound_packets(track: Track, shots: Sequence[EncodedShot]) -> Iterator[Timed]:
    for shot, start in zip(shots, starts_of(shots), strict=False):
        first, last = packets_until(start), packets_until(start + shot.frames)
        samples = [_silence()] * (last - first)
        if shot.has_sound:
            with shot.sound.open("rb") as file:
                samples = [sample.data for sample in samples_of(next(fragments(file)))]
        for number, data in zip(range(first, last), samples, strict=False):
            time = number * AAC_SAMPLES
            yield time / RATE, 1, _packet(track, data, time, time, AAC_SAMPLES, SAMPLE)


@cache
def _silence() -> bytes:
    return silence()[1].data


def _text_packets(track: Track, cues: Sequence[Cue]) -> Iterator[Timed]:
    """Yield captions as they are in MP4: one after another, the later one where two are shown at once."""
    ends = [*(cue.start for cue in cues[1:]), float("inf")]
    for cue, latest in zip(cues, ends, strict=True):
        shown = replace(cue, end=min(cue.end, latest))
        start, length = round(shown.start * 1000), round((shown.end - shown.start) * 1000)
        text = f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text
        data = text.encode()[:0xFFFF]
        if length > 0:
            packet = _packet(track, len(data).to_bytes(2, "big") + data, start, start, length, MILLISECOND)
            yield start / 1000, 2 + track.index, packet


def _packet(
    track: Track, data: bytes, shown: int, decoded: int, duration: int, time_base: Fraction
) -> av.Packet[Track]:
    packet: av.Packet[Track] = av.Packet(data)
    packet.stream, packet.time_base = track, time_base
    packet.pts, packet.dts, packet.duration = shown, decoded, duration
    packet.is_keyframe = True
    return packet


def _language(tag: str) -> str:
    return LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower(), "und")
