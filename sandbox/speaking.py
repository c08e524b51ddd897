"""The process that becomes a speaking program: it takes its limits upon itself, then runs that program in its place.

The program reads the words on its standard input and writes its sound to its standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile

from sandbox.child import limit_itself


def answer(order_as_json: str) -> None:
    """Live the process's whole life: limits, the words in a file of their own, and another program in our place."""
    order = json.loads(order_as_json)
    with tempfile.TemporaryFile() as words:
        words.write(sys.stdin.buffer.read())
        words.seek(0)
        os.dup2(words.fileno(), 0)
    limit_itself(memory=order["memory"], seconds=order["seconds"], answer=order["bytes"])
    signal.setitimer(signal.ITIMER_REAL, 0)  # it would end the other program; its processor time limits that
    os.execv(order["program"], [order["program"], *order["arguments"]])  # noqa: S606 (no shell: the words are on stdin)
