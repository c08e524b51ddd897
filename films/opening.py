"""The processes in which the first frame of a clip is painted, and a clip that came is opened. Knows no ORM."""

from __future__ import annotations

import hashlib
import pickle
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cinema.contract import FRAME_RATE, Shape, Size
from cinema.frames.clip import ClipPainter, ClipUnusable
from cinema.frames.decoding import PictureUnusable
from cinema.streams.pictures import as_jpeg, as_picture
from films.moving import SIZES
from films.painting import painter_of
from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from films.encoding import Painted

FIRST_FRAME = Program("films.opening", "paint")
OPENED = Program("films.opening", "play")
SECONDS = 120.0
"""By the clock: a machine that is busy takes long."""
QUALITY = 92
LOOKED_AT = Size(160, 90)
FRAMES_LOOKED_AT = 30


class NotOpened(Exception):
    """A picture cannot be painted, or a clip not be played."""


def first_frame(painted: Painted, shape: Shape) -> bytes:
    """Paint the first frame of a recipe in a process of its own: a JPEG of the size that clips have.

    Raises NotOpened for a picture that cannot be opened.
    """
    try:
        with answer_of(FIRST_FRAME, shape.value, given=pickle.dumps(painted), seconds=SECONDS) as told:
            data = told.read()
    except ProcessFailed as error:
        raise NotOpened(type(error).__name__) from error
    if not data:
        raise NotOpened("The picture cannot be opened.")
    return data


def check_clip(data: bytes) -> None:
    """Play the beginning of a clip in a process of its own. Raises NotOpened if that cannot be done."""
    try:
        with answer_of(OPENED, "", given=data, seconds=SECONDS) as told:
            words = told.read().decode()
    except ProcessFailed as error:
        raise NotOpened("This clip cannot be played.") from error
    if words != "plays":
        raise NotOpened(words)


def paint(shape: str) -> None:
    """Live the process's whole life: paint the first frame of what comes on stdin."""
    painted: Painted = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 (our own worker has written it)
    chosen = Shape(shape)
    size = SIZES[chosen]
    try:
        painter = painter_of(painted.recipe, painted.material, shape=chosen, language="en")
        frame = next(iter(painter.frames(size=size, count=round(painted.recipe.seconds * FRAME_RATE))))
    except PictureUnusable:
        return
    sys.stdout.buffer.write(as_jpeg(as_picture(frame, size), quality=QUALITY))
    sys.stdout.buffer.flush()


def play(_: str) -> None:
    """Live the process's whole life: play the beginning of the clip on stdin, and say whether that can be done."""
    data = sys.stdin.buffer.read()
    with tempfile.TemporaryDirectory(prefix="vividpages-clip-") as folder:
        clip = Path(folder) / "clip"
        clip.write_bytes(data)
        painter = ClipPainter(clip, hashlib.sha256(data).hexdigest(), FRAMES_LOOKED_AT)
        try:
            for _frame in painter.frames(size=LOOKED_AT, count=FRAMES_LOOKED_AT):
                pass
        except ClipUnusable as error:
            sys.stdout.write(str(error))
        else:
            sys.stdout.write("plays")
    sys.stdout.flush()
