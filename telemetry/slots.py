"""Where counters of many processes are kept so that whichever of them is asked knows of all.

Each process writes to files of a numbered slot and holds a lock on it, which the operating system takes back however
the process ends; the next one takes the slot up and goes on counting where it stood. So there are never more files than
there were processes at one time, no counter falls back, and no process waits for another. (The client's own way, a set
of files for each process id, would leave new ones behind whenever a worker is replaced.)

The files are written once in their whole length before they are mapped: a page of a mapped file for which a full disk
has no room would end the process that touches it.
"""

from __future__ import annotations

import fcntl
import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_SLOTS = 4096
BYTES = {"counter": 256 * 1024, "histogram": 1024 * 1024}
"""Room in a slot's files for all the labels that there are."""

_folder: Path | None = None
_held: tuple[int, int, IO[bytes]] | None = None
"""The process that holds a slot, the slot's number, and its locked file. After a fork this is the parent's."""


class NoSlot(OSError):
    """No slot can be held."""


def keep_in(folder: Path) -> None:
    """Keep the files in this folder from now on; it is made when something is counted."""
    global _folder  # noqa: PLW0603
    _folder = folder
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # where its client looks


def folder() -> Path | None:
    """Return the folder; None if nothing is kept."""
    return _folder


def number() -> int:
    """Return the number of this process's slot, and hold it. Raises OSError if there is none to be had."""
    global _held  # noqa: PLW0603
    if _held is None or _held[0] != os.getpid():
        _held = (os.getpid(), *_take())
    return _held[1]


def _take() -> tuple[int, IO[bytes]]:
    if _folder is None:
        raise NoSlot("Nothing says where counters are kept.")
    _folder.mkdir(parents=True, exist_ok=True)
    for slot in range(MOST_SLOTS):
        lock = (_folder / f"slot-{slot}.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        try:
            for kind, size in BYTES.items():
                _write_whole(_folder / f"{kind}_{slot}.db", size)
        except OSError:
            lock.close()
            raise
        return slot, lock
    raise NoSlot("All slots are taken.")


def _write_whole(path: Path, size: int) -> None:
    """Make a file of so many bytes unless it is there."""
    if path.exists() and path.stat().st_size >= size:
        return
    new = path.with_suffix(".new")
    try:
        new.write_bytes(bytes(size))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
