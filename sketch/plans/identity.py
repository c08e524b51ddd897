"""Chance that follows from the place: the same whenever a book comes back to it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.scene import DepictedScene


def built(scene: DepictedScene, part: str) -> Random:
    """Return chance for one part of the scene's place."""
    return Random(f"{scene.place_key or scene.place}/{part}")
