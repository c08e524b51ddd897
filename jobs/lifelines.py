"""Whether the process that has claimed a unit lives: each holds a lock on a file, which the system lets go with it.

A lease alone tells only after a while that its holder is dead. The processes of a machine (or container) know it of one
another at once: a file that can be locked is nobody's any more. Units of processes elsewhere, and of those that could
not make their file, are free when their lease has run out: network file systems do not always lock for others.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import socket
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from jobs.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX, BEGUN = ".life", ".begun"
_HALF = 64
"""Bits of a claim that say whose process it is of; the others say which slice."""


@dataclass(frozen=True, slots=True)
class _Lifeline:
    pid: int
    number: int
    file: IO[str]


_own: list[_Lifeline] = []


def folder() -> Path:
    """Return where the files lie: one for each process, named by its machine and its number; in it stands its id."""
    return Path(settings.VAR_DIR) / "alive"


def hold() -> None:
    """Let others see for how long this process lives, if the disk takes the file. Call it after forking."""
    number = secrets.randbits(_HALF)
    begun = folder() / f"{_machine()}{number:016x}{BEGUN}"
    try:
        folder().mkdir(parents=True, exist_ok=True)
        file = begun.open("w")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write(str(os.getpid()))
        file.flush()
        begun.rename(folder() / f"{_machine()}{number:016x}{SUFFIX}")  # nobody finds it before it is locked
    except OSError:
        with contextlib.suppress(OSError):
            begun.unlink()
        return
    _own[:] = [_Lifeline(os.getpid(), number, file)]


def new_claim() -> uuid.UUID:
    """Return a token to claim units with that says which process has them, if it can be seen whether that lives."""
    if _own and _own[0].pid == os.getpid():
        return uuid.UUID(int=(_own[0].number << _HALF) | secrets.randbits(_HALF))
    return uuid.uuid4()


def free_units_of_the_dead() -> int:
    """Let the units be claimed anew whose process on this machine has died. Returns how many there were."""
    freed = 0
    for number, path in files().items():
        with contextlib.suppress(OSError), path.open() as file, _locked(file):
            freed += _free(number)
            path.unlink(missing_ok=True)
    return freed


def files() -> dict[int, Path]:
    """Return the files of this machine by the numbers of their processes."""
    name = re.compile(rf"{re.escape(_machine())}([0-9a-f]{{16}}){re.escape(SUFFIX)}")
    found = {path: name.fullmatch(path.name) for path in sorted(folder().glob(f"*{SUFFIX}"))}
    return {int(match[1], 16): path for path, match in found.items() if match}


def _machine() -> str:
    return f"{socket.gethostname()}-"


@contextlib.contextmanager
def _locked(file: IO[str]) -> Iterator[None]:
    """Lock a file, unless somebody has it. Raises BlockingIOError."""
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    yield


def _free(number: int) -> int:
    first = number << _HALF
    last = first | ((1 << _HALF) - 1)
    units = Unit.objects.filter(
        state=Unit.State.CLAIMED,
        claim__gte=uuid.UUID(int=first),
        claim__lte=uuid.UUID(int=last),
        lease_until__gt=timezone.now(),
    )
    return units.update(lease_until=timezone.now())
