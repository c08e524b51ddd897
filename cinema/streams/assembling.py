"""Put encoded shots together as one stream of HTTP Live Streaming, without encoding anything again.

Each media segment is a file of its own, and its name holds a digest of what its bytes depend on. So nothing that exists
is ever written otherwise: a film that grows keeps the names and bytes of all that is there, one in which a shot changed
writes what comes after it under new names, and files may be cached for ever. Playlists are written last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cinema import webvtt
from cinema.contract import FRAME_RATE
from cinema.streams.hls import playlists
from cinema.streams.hls.output import Output
from cinema.streams.hls.playlists import Rendition, Variant
from cinema.streams.hls.renditions import captions_rendition, sound_rendition, variants_of
from cinema.streams.hls.stills import sprites, write_stills
from cinema.streams.timeline import Captions, chapters_of, cues_in_film, own_captions, segments_of, starts_of
from cinema.webvtt import Chapter

if TYPE_CHECKING:
    from collections.abc import Callable

    from cinema.streams.encoding import EncodedShot

MASTER, CHAPTERS, SPRITES = "master.m3u8", "chapters.vtt", "sprites.vtt"
CHAPTERS_FOR_APPLE = "chapters.json"


@dataclass(frozen=True, slots=True)
class Stream:
    """A film as a folder of files. All names are relative to `folder`, with `/` between parts."""

    folder: Path
    seconds: float
    variants: tuple[Variant, ...]
    chapters: tuple[Chapter, ...]
    files: Mapping[str, int]
    """Names of all files that belong to it, and their bytes; segments before playlists, the master playlist last."""
    written: tuple[str, ...]
    """Those that this call wrote: the others were there, or had been published."""
    poster: str
    stills: tuple[str, ...]
    """A small picture for each shot."""
    master: str = MASTER
    sprites: str = SPRITES
    chapter_track: str = field(default="")
    """WebVTT of the chapters; empty where there are none."""


def assemble(
    shots: Sequence[EncodedShot],
    *,
    out: Path,
    captions: Sequence[Captions] | None = None,
    language: str = "en",
    ended: bool = True,
    with_sound: bool = False,
    poster: int = 0,
    published: Mapping[str, int] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Stream:
    """Write the stream of `shots` into `out`; return what belongs to it.

    `captions` are those of all languages; without them the shots' own cues are taken as of `language`. Where any shot
    has sound, there is a rendition of sound; `with_sound` has one of silence in any case, for a film whose shots to
    come may speak: players learn of renditions once. With `ended=False` the playlists are of type EVENT: players come
    back for more, and calling this again with the same shots and new ones behind them extends them. `poster` is the
    number of the shot whose still is the poster. `published` are names and bytes of files that are kept elsewhere (a
    bucket): such segments are not written, and the files of encoded shots that only they need need not exist.
    One segment is in memory at a time. Raises ValueError where shots differ in shape or rungs, or there are none.
    """
    _check(shots)
    output = Output(out, published or {}, stop=stop, ended=ended)
    segments = list(segments_of(shots))
    sound = sound_rendition(shots, segments, output) if with_sound or any(shot.has_sound for shot in shots) else None
    texts = captions if captions is not None else own_captions(shots, language)
    renditions = [Rendition("AUDIO", sound.uri, "Narration", language, default=True)] if sound else []
    for text in texts:
        uri = captions_rendition(segments, list(cues_in_film(shots, text.cues)), text.language, output)
        renditions.append(Rendition("SUBTITLES", uri, text.name, text.language, default=text is texts[0]))
    variants = variants_of(shots, segments, output, sound)
    poster_name, stills = write_stills(shots, poster, output)
    sprites(shots, segments, output, SPRITES)
    chapters = chapters_of(shots)
    data = _write_chapters(chapters, output)
    output.write_later(MASTER, playlists.master_playlist(variants, renditions, data=data))
    output.finish()
    return Stream(
        out,
        starts_of(shots)[-1] / FRAME_RATE,
        tuple(variants),
        tuple(chapters),
        output.files,
        tuple(output.written),
        poster_name,
        tuple(stills),
        chapter_track=CHAPTERS if chapters else "",
    )


def remove_unused(stream: Stream) -> list[str]:
    """Delete the files in the stream's folder that do not belong to it (any more); return their names.

    Wait until nobody plays the film as it was before.
    """
    removed = []
    for path in sorted(stream.folder.rglob("*")):
        name = path.relative_to(stream.folder).as_posix()
        if path.is_file() and name not in stream.files:
            path.unlink()
            removed.append(name)
    return removed


def _check(shots: Sequence[EncodedShot]) -> None:
    if not shots:
        raise ValueError("A film needs at least one shot.")
    if len({(shot.shape, *(rung.name for rung in shot.rungs)) for shot in shots}) > 1:
        raise ValueError("All shots of a film have the same shape and rungs.")


def _write_chapters(chapters: Sequence[Chapter], output: Output) -> list[tuple[str, str]]:
    """Write the chapters as a track and as Apple's players take them; return the latter as session data."""
    if not chapters:
        return []
    listed = [
        {
            "chapter": number,
            "start-time": mark.start,
            "duration": mark.end - mark.start,
            "titles": [{"language": "und", "title": mark.title}],
        }
        for number, mark in enumerate(chapters, start=1)
    ]
    output.write_later(CHAPTERS, webvtt.chapters(chapters))
    output.write_later(CHAPTERS_FOR_APPLE, json.dumps(listed, ensure_ascii=False))
    return [("com.apple.hls.chapters", CHAPTERS_FOR_APPLE)]
