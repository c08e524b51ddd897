"""What the wheel needs: the pinned packages of `requirements.txt`, with which the tests were run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Requirements(MetadataHookInterface):
    """Read the requirements where they are kept, so that they stand in one place."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put them into the wheel's metadata."""
        lines = (Path(self.root) / "requirements.txt").read_text().splitlines()
        metadata["dependencies"] = [line for line in map(str.strip, lines) if line and not line.startswith("#")]
