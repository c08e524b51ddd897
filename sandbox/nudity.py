"""Have a picture looked at for nudity, in a process of its own: the detector decodes what nobody vouches for."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sandbox.pictures import AT_ONCE
from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from sandbox.pictures import PictureLimits

PROGRAM = Program("sandbox.detecting", "answer")
MORE_MEMORY = 2 * 1024**3
"""Bytes of address space beyond a picture's own: what the libraries of the detector map without using it."""
MOST_ANSWERED = 100_000
"""Bytes."""


class DetectionFailed(Exception):
    """The picture could not be looked at: it is damaged, or took too much."""


def is_installed() -> bool:
    """Return whether the detector is there: it is an extra."""
    return find_spec("nudenet") is not None


def detected(picture: bytes, limits: PictureLimits) -> dict[str, float]:
    """Return how sure the detector is of each of its labels that it found. Raises DetectionFailed."""
    argument = json.dumps({"memory": limits.memory + MORE_MEMORY, "seconds": limits.seconds, "pixels": limits.pixels})
    try:
        with AT_ONCE, answer_of(PROGRAM, argument, given=picture, seconds=2 * limits.seconds) as answer:
            found = json.loads(answer.read(MOST_ANSWERED))
            return {str(label): float(score) for label, score in found.items()}
    except (ProcessFailed, ValueError, AttributeError, TypeError) as error:
        raise DetectionFailed from error
