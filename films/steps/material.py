"""What a shot is painted from, read from the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from films.encoding import Painted
from films.painting import Material
from sketch.styles import UnknownStyle
from storyboards.styles.resolving import style_of

if TYPE_CHECKING:
    from films.recipes import Recipe


def painted_of(recipe: Recipe) -> Painted:
    """Return a recipe with its picture, its style, and its clip if it has one."""
    style = None
    if recipe.drawn is not None:
        try:
            style = style_of(recipe.drawn.style)
        except UnknownStyle:
            style = None
    return Painted(recipe, Material(data_of(recipe.image), style, data_of(recipe.clip)))


def data_of(name: str) -> bytes:
    """Read a file; nothing of one that the storage has lost."""
    if not name:
        return b""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""
