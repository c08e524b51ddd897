"""A folder of this machine in which something is made. It goes with whoever holds it, and with the process."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID


class Workshop:
    """An empty folder for one thing of a kind ("film"), deleted when nobody refers to this any more.

    What a worker that was killed has left of the same goes first.
    """

    def __init__(self, kind: str, thing: UUID) -> None:
        sweep(kind, [thing])
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_prefix(kind)}{thing.hex}-"))
        self._clear = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def clear(self) -> None:
        """Delete the folder now."""
        self._clear()


def folders_of(kind: str, things: Collection[UUID]) -> list[Path]:
    """List the folders of this machine in which those are made, or were."""
    names, prefix = {thing.hex for thing in things}, _prefix(kind)
    found = Path(tempfile.gettempdir()).glob(f"{prefix}*")
    return [folder for folder in found if folder.name.removeprefix(prefix).partition("-")[0] in names]


def sweep(kind: str, things: Collection[UUID]) -> None:
    """Delete the folders of things that nobody makes just now."""
    for folder in folders_of(kind, things):
        shutil.rmtree(folder, ignore_errors=True)


def _prefix(kind: str) -> str:
    return f"vividpages-{kind}-"
