"""What a process does to itself before it reads what nobody vouches for."""

from __future__ import annotations

import math
import os
import re
import resource
import signal
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

LENGTH = struct.Struct(">Q")
"""How the length of a part of an answer or of what is given stands before it."""
NEARLY_ALL = 7 / 8
"""Of the memory. Whoever is refused some may take it for damage of what they read, so a process that came this near to
its limit is taken for one that met it."""
LOOK_SECONDS = 1.0
"""Between two looks whether the process that one depends on is still there."""
PEAK = re.compile(r"^VmPeak:\s*(\d+) kB$", re.MULTILINE)


def end_with(parent: int) -> None:
    """End when that process has died, which forked us: it leaves us no time to be told."""

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_SECONDS, LOOK_SECONDS)


def limit_itself(*, memory: int, seconds: float, answer: int) -> None:
    """Take a limit upon this process: bytes of memory, seconds of processor time, bytes of an answer."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, answer)
    limit_time(seconds)
    with suppress(ValueError, OSError):  # macOS refuses; there the time is what limits
        _limit(resource.RLIMIT_AS, memory)


def limit_time(seconds: float) -> None:
    """Give this process so many seconds of processor time from now on; the parent's clock is the stricter one."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds))


def met_its_limit(memory: int) -> bool:
    """Return whether this process has had nearly all of the memory that it may have."""
    return _peak_memory() >= NEARLY_ALL * memory


def _limit(kind: int, most: int) -> None:
    _, allowed = resource.getrlimit(kind)
    most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(kind, (most, allowed))  # a hard limit of time would kill without saying why


def _peak_memory() -> int:
    """Return the most bytes of address space that this process has had, which is what is limited.

    It is 0 where nobody tells.
    """
    try:
        peak = PEAK.search(Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(peak[1]) * 1024 if peak else 0
