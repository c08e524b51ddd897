"""The process in which the built-in artist draws a picture again, larger: what that takes goes with the process.

A worker keeps what its largest picture took; a process that is forked for each does not.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from providers.errors import ProviderError
from providers.services.sketch.artist import SketchArtist
from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from providers.interfaces.images import PictureRequest

PROGRAM = Program("publishing.redrawing", "answer")
SECONDS = 300.0
"""By the clock; a sheet of 42 cm takes some ten."""


def drawn_larger(request: PictureRequest, data: bytes, size: tuple[int, int]) -> bytes | None:
    """Draw the picture of a request again in `size` pixels, encoded; None if the request does not draw `data`."""
    question = pickle.dumps((request, hashlib.sha256(data).digest(), size))
    try:
        with answer_of(PROGRAM, "", given=question, seconds=SECONDS) as answer:
            return answer.read() or None
    except ProcessFailed:
        return None


def answer(_argument: str) -> None:
    """Live the process's whole life: draw the picture as it was and, if it is the same, larger."""
    request, digest, size = pickle.load(sys.stdin.buffer)  # noqa: S301 - written above
    artist = SketchArtist()
    try:
        if hashlib.sha256(artist.draw(request).data).digest() == digest:
            sys.stdout.buffer.write(artist.draw(replace(request, width=size[0], height=size[1])).data)
            sys.stdout.flush()
    except ProviderError:
        return
