"""The built-in sketch artist."""

from __future__ import annotations

from providers.sketch.artist import SketchArtist
from providers.sketch.styles import STYLES

__all__ = ["STYLES", "SketchArtist"]
