"""A folder of this machine in which a part of a film is made. It goes with whoever holds it, and with the process."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

PREFIX = "vividpages-film-"


class Workshop:
    """An empty folder for one shot or one film, deleted when nobody refers to this any more.

    What a worker that was killed has left of the same goes first.
    """

    def __init__(self, thing: UUID) -> None:
        prefix = f"{PREFIX}{thing.hex}-"
        for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix))
        self._clear = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def clear(self) -> None:
        """Delete the folder now."""
        self._clear()
