"""Have a file of sound that nobody vouches for decoded in a process of its own: nothing but samples comes of it."""

from __future__ import annotations

import io
import json
import wave

from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

PROGRAM = Program("sandbox.hearing", "answer")
MEMORY = 2 * 1024**3
"""Bytes of address space: most of it is mapped by the decoders' libraries and never used."""
SECONDS = 20.0
"""Of processor time."""
MOST_ANSWERED = 256 * 1024**2
"""Bytes of samples: three quarters of an hour."""


class SoundRefused(ValueError):
    """What was given is no sound, is damaged, or took too much."""


def decoded(data: bytes, *, rate: int) -> bytes:
    """Return sound in any common encoding as WAV of one channel and 16 bits at a `rate`. Raises SoundRefused."""
    order = json.dumps({"rate": rate, "memory": MEMORY, "seconds": SECONDS, "bytes": MOST_ANSWERED})
    try:
        with answer_of(PROGRAM, order, given=data, seconds=2 * SECONDS) as answer:
            wav = answer.read(MOST_ANSWERED)
        with wave.open(io.BytesIO(wav)) as opened:
            if not opened.getnframes():
                raise SoundRefused("It is empty.")
    except (ProcessFailed, wave.Error, EOFError) as error:
        raise SoundRefused("It cannot be decoded.") from error
    return wav
