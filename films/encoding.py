"""The process in which one shot is painted and encoded: nothing of it stays in the worker's memory. Knows no ORM."""

from __future__ import annotations

import hashlib
import pickle
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cinema.contract import FRAME_RATE, Cue, Shape, Shot
from cinema.frames.clip import ClipPainter, ClipUnusable
from cinema.frames.decoding import PictureUnusable
from cinema.frames.lettering.captions import Captioned, belongs_on_top
from cinema.streams.encoding import encode_shot
from films.painting import Material, camera_of, painter_of
from films.recipes import Recipe
from films.rungs import rungs_named
from films.sounding import write_together
from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from cinema.contract import Painter

PROGRAM = Program("films.encoding", "answer")
SECONDS_A_FRAME, LEAST_SECONDS = 2.0, 120.0
"""By the clock: a machine that is busy with much else takes a tenth of that."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A recipe with its material."""

    recipe: Recipe
    material: Material


@dataclass(frozen=True, slots=True)
class ShotOrder:
    """All that encoding a shot takes. `passages` are WAV files with when each begins; `after` is the shot before."""

    key: str
    painted: Painted
    frames: int
    fades: int
    after: Painted | None
    cues: tuple[Cue, ...]
    burned: bool
    passages: tuple[tuple[bytes, float], ...]
    shape: Shape
    rungs: tuple[str, ...]
    language: str


class EncodingFailed(Exception):
    """A shot could not be encoded."""


def encoded(order: ShotOrder, folder: Path) -> list[Path]:
    """Have a shot painted and encoded in a process of its own; return its files. Raises EncodingFailed."""
    seconds = LEAST_SECONDS + SECONDS_A_FRAME * order.frames
    try:
        with answer_of(PROGRAM, str(folder), given=pickle.dumps(order), seconds=seconds) as told:
            return [folder / name for name in told.read().decode().splitlines()]
    except ProcessFailed as error:
        raise EncodingFailed(type(error).__name__) from error


def answer(folder: str) -> None:
    """Live the process's whole life: paint and encode what comes on stdin, and name the files on stdout."""
    order: ShotOrder = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 (our own worker has written it)
    for path in encode(order, Path(folder)):
        sys.stdout.write(f"{path.name}\n")
    sys.stdout.flush()


def encode(order: ShotOrder, folder: Path) -> list[Path]:
    """Paint and encode a shot in this process; return its files.

    For a clip that cannot be played its picture is filmed; for a picture that cannot be opened stands a card.
    """
    try:
        return _encode(order, folder)
    except ClipUnusable:
        after = None if order.after is None else _unmoved(order.after)
        return encode(replace(order, painted=_unmoved(order.painted), after=after), folder)
    except PictureUnusable:
        words = replace(order.painted.recipe, kind="title", image="", drawn=None)
        return _encode(replace(order, painted=Painted(words, Material()), after=None), folder)


def _unmoved(painted: Painted) -> Painted:
    return Painted(replace(painted.recipe, clip=""), replace(painted.material, clip=b""))


def _encode(order: ShotOrder, folder: Path) -> list[Path]:
    with tempfile.TemporaryDirectory(prefix="vividpages-shot-") as aside:
        sound = Path(aside) / "sound.wav"
        if order.passages:
            write_together(order.passages, order.frames / FRAME_RATE, sound)
        shot = Shot(
            order.key,
            order.frames,
            _painter(order.painted, order, Path(aside), captions=order.cues if order.burned else ()),
            order.cues,
            sound if order.passages else None,
            order.fades,
            _painter(order.after, order, Path(aside)) if order.after is not None else None,
        )
        return list(encode_shot(shot, rungs=rungs_named(order.rungs), shape=order.shape, folder=folder).files)


def _painter(painted: Painted, order: ShotOrder, aside: Path, captions: tuple[Cue, ...] = ()) -> Painter:
    recipe, material = painted.recipe, painted.material
    if material.clip:
        painter: Painter = _player(painted, aside)
        return Captioned(painter, captions, order.language) if captions else painter
    camera = camera_of(recipe, material, order.shape)
    painter = painter_of(recipe, material, shape=order.shape, language=order.language, camera=camera)
    if not captions:
        return painter
    on_top = camera is not None and belongs_on_top(order.shape, camera.heads_in_frame, captions)
    return Captioned(painter, captions, order.language, on_top=on_top)


def _player(painted: Painted, aside: Path) -> ClipPainter:
    """Return what plays a clip, from a file beside the sound."""
    digest = hashlib.sha256(painted.material.clip).hexdigest()
    clip = aside / f"{digest}.clip"
    clip.write_bytes(painted.material.clip)
    return ClipPainter(clip, digest, round(painted.recipe.seconds * FRAME_RATE))
