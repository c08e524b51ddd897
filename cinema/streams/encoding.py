"""Encode one shot, for itself: a file for each rung, its sound, a still and what seeking shows of it.

Files are named by the shot's key, written aside and renamed, and the last of them (`KEY.json`) says that all are there:
a process that is killed leaves nothing that looks finished, and a shot that was encoded is not encoded again.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from cinema.contract import Cue, Shape, Size
from cinema.streams.bmff.fragments import fragment
from cinema.streams.bmff.tracks import initialisation, sound_track
from cinema.streams.codecs import aac
from cinema.streams.codecs.x264 import RungEncoder
from cinema.streams.files import opened_aside, write
from cinema.streams.painting import frames_of
from cinema.streams.pictures import TILE_LINES, as_jpeg, as_picture
from cinema.streams.rungs import Rung, segment_lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cinema.contract import Frame, Shot

STILL_LINES = 720
"""The shorter side in pixels of a shot's still, at most."""


class Stopped(Exception):
    """Encoding was asked to stop; nothing of the shot is kept."""


@dataclass(frozen=True, slots=True)
class EncodedRung:
    """A rung of a shot as a master playlist names it: its name, frames' size, and codec (RFC 6381)."""

    name: str
    size: Size
    codec: str


@dataclass(frozen=True, slots=True)
class EncodedShot:
    """A shot as files in `folder`.

    `rungs` are lowest first. `cues` and `title` are the shot's own, times in seconds of it.
    """

    key: str
    folder: Path
    shape: Shape
    frames: int
    rungs: tuple[EncodedRung, ...]
    parameters: str
    """What its video was encoded with, as a digest: shots where it is equal play on without a break."""
    has_sound: bool = False
    cues: tuple[Cue, ...] = field(default=())
    title: str = ""

    def video(self, rung: str) -> Path:
        """Return the file of one rung: an initialisation segment, and a fragment for each media segment."""
        return self.folder / f"{self.key}.{rung}.mp4"

    @property
    def sound(self) -> Path:
        """The file of its sound: an initialisation segment and one fragment. There is none without `has_sound`."""
        return self.folder / f"{self.key}.sound.mp4"

    @property
    def still(self) -> Path:
        """A JPEG of the frame in the middle, at most 720 lines high."""
        return self.folder / f"{self.key}.jpg"

    @property
    def tiles(self) -> Path:
        """A JPEG of small pictures side by side, one for the beginning of each media segment."""
        return self.folder / f"{self.key}.tiles.jpg"

    @property
    def files(self) -> tuple[Path, ...]:
        """All of its files."""
        sound = (self.sound,) if self.has_sound else ()
        manifest = manifest_of(self.folder, self.key)
        return (*(self.video(rung.name) for rung in self.rungs), *sound, self.still, self.tiles, manifest)


def encode_shot(
    shot: Shot,
    *,
    rungs: Sequence[Rung],
    shape: Shape,
    folder: Path,
    stop: Callable[[], bool] = lambda: False,
) -> EncodedShot:
    """Paint and encode a shot in all `rungs` into `folder`, unless it is there; return where its files are.

    Each frame is painted once, at the largest rung's size. Equal shots give equal bytes. About two frames of each
    rung and its encoder's look-ahead are in memory. `stop` is asked before every frame. Raises ValueError where the
    shot has no frames, Stopped, painting.WrongFrame and sound.samples.UnreadableSound; then nothing is left behind.
    """
    if shot.frames < 1:
        raise ValueError("A shot has at least one frame.")
    ordered = sorted(rungs, key=lambda rung: rung.lines)
    found = encoded_shot(shot, rungs=ordered, shape=shape, folder=folder)
    if found:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    lengths = segment_lengths(shot.frames)
    encoders = [RungEncoder(rung, rung.size(shape), lengths) for rung in ordered]
    parameters = sha256(b"".join(encoder.initialisation() for encoder in encoders)).hexdigest()[:16]
    known = [EncodedRung(rung.name, made.size, made.codec) for rung, made in zip(ordered, encoders, strict=True)]
    made = _described(shot, shape, folder, known, parameters)
    try:
        if shot.sound:
            write(made.sound, _sound_file(shot.sound, shot.frames))
        _write_video(shot, made, encoders, stop)
        write(manifest_of(folder, shot.key), [json.dumps(_manifest(made)).encode()])
    except BaseException:
        for path in made.files:
            path.unlink(missing_ok=True)
        raise
    return made


def encoded_shot(shot: Shot, *, rungs: Sequence[Rung], shape: Shape, folder: Path) -> EncodedShot | None:
    """Return the shot as it was encoded earlier in that shape and these rungs; None if it was not."""
    try:
        known = json.loads(manifest_of(folder, shot.key).read_text())
        sizes = [(rung.name, rung.size(shape)) for rung in sorted(rungs, key=lambda rung: rung.lines)]
        wanted = [EncodedRung(name, size, known["codecs"][name]) for name, size in sizes]
        made = _described(shot, shape, folder, wanted, known["parameters"])
    except (OSError, ValueError, KeyError):
        return None
    return made if known == _manifest(made) and all(path.exists() for path in made.files) else None


def manifest_of(folder: Path, key: str) -> Path:
    """Return the file that says that a shot is complete."""
    return folder / f"{key}.json"


def _described(shot: Shot, shape: Shape, folder: Path, rungs: Sequence[EncodedRung], parameters: str) -> EncodedShot:
    has_sound = shot.sound is not None
    return EncodedShot(shot.key, folder, shape, shot.frames, tuple(rungs), parameters, has_sound, shot.cues, shot.title)


def _manifest(made: EncodedShot) -> dict[str, object]:
    return {
        "frames": made.frames,
        "parameters": made.parameters,
        "codecs": {rung.name: rung.codec for rung in made.rungs},
        "shape": made.shape.value,
        "sound": made.has_sound,
    }


def _write_video(shot: Shot, made: EncodedShot, encoders: Sequence[RungEncoder], stop: Callable[[], bool]) -> None:
    pictures = _Pictures(made)
    with ExitStack() as stack:
        files = [stack.enter_context(opened_aside(made.video(rung.name))) for rung in made.rungs]
        outputs = list(zip(encoders, files, strict=True))
        for encoder, file in outputs:
            file.write(encoder.initialisation())
        for frame in frames_of(shot, sizes=[encoder.size for encoder in encoders]):
            if stop():
                raise Stopped
            for encoder, file in outputs:
                file.writelines(encoder.encode(frame[encoder.size]))
            pictures.take(frame[encoders[-1].size])
        for encoder, file in outputs:
            file.writelines(encoder.finish())
    pictures.write()


class _Pictures:
    """Keeps the frames of a shot that are shown as pictures."""

    def __init__(self, made: EncodedShot) -> None:
        lengths = segment_lengths(made.frames)
        self._made = made
        self._starts = {sum(lengths[:number]) for number in range(len(lengths))}
        self._tiles: list[Image.Image] = []
        self._still: Image.Image | None = None
        self._number = 0

    def take(self, frame: Frame) -> None:
        height, width = frame.y.shape
        if self._number in self._starts:
            self._tiles.append(as_picture(frame, tile_size(self._made.shape)))
        if self._number == self._made.frames // 2:
            share = min(1.0, STILL_LINES / min(width, height))
            self._still = as_picture(frame, Size(round(width * share), round(height * share)))
        self._number += 1

    def write(self) -> None:
        size = tile_size(self._made.shape)
        strip = Image.new("RGB", (size.width * len(self._tiles), size.height))
        for number, tile in enumerate(self._tiles):
            strip.paste(tile, (number * size.width, 0))
        write(self._made.tiles, [as_jpeg(strip)])
        if self._still:
            write(self._made.still, [as_jpeg(self._still)])


def tile_size(shape: Shape) -> Size:
    """Return the size of a picture that is shown when seeking."""
    return Rung("", TILE_LINES, crf=0, peak=0, level="").size(shape)


def _sound_file(path: Path, frames: int) -> Iterator[bytes]:
    configuration, packets = aac.encoded(path, frames=frames)
    yield initialisation(sound_track(configuration))
    yield fragment(packets, time=0, sequence=1)
