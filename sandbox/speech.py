"""Have a program on this machine speak words that nobody vouches for, in a process with limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox.process import ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = Program("sandbox.speaking", "answer")
MEMORY = 512 * 1024**2
"""Bytes of address space."""
SECONDS = 20.0
"""Of processor time: a minute of speech takes less than one."""
MOST_ANSWERED = 64 * 1024**2
"""Bytes of sound: a quarter of an hour."""


class SpeakingFailed(Exception):
    """The program gave no sound, or took too much."""


def spoken(program: str, arguments: Sequence[str], words: str) -> bytes:
    """Return what a program writes when it is given words to read. Raises SpeakingFailed."""
    order = {
        "program": program,
        "arguments": list(arguments),
        "memory": MEMORY,
        "seconds": SECONDS,
        "bytes": MOST_ANSWERED,
    }
    try:
        with answer_of(PROGRAM, json.dumps(order), given=words.encode(), seconds=2 * SECONDS) as answer:
            return answer.read(MOST_ANSWERED)
    except ProcessFailed as error:
        raise SpeakingFailed from error
