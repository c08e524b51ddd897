"""What artists know somebody or a place by, in every picture of a book the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.pictures.portraits import references_among

if TYPE_CHECKING:
    from characters.models import Character, Setting
    from storyboards.requests.facts import SceneToDraw


def variant_in(facts: SceneToDraw, row: Character | Setting) -> int:
    """Return which draught of somebody or a place a scene shows."""
    picture = facts.references.get(row.pk)
    return picture.shown_variant if picture else 0


def key_of(row: Character | Setting, variant: int) -> str:
    """Return what artists know somebody or a place by: each draught has another key and so leaves other things open."""
    return f"{row.name} {variant}" if variant else row.name


def face_key(character: Character, variant: int) -> str:
    """Return what a face follows from: in this book, or in every book that has somebody of the same key."""
    if not character.key:
        return f"{character.vividpage.identity}:{key_of(character, variant)}"
    return f"{character.key} {variant}" if variant else character.key


def variant_of(row: Character | Setting) -> int:
    """Return which draught of somebody or a place is shown."""
    picture = references_among([row.pk]).get(row.pk)
    return picture.shown_variant if picture else 0


def latest_variant(row: Character | Setting) -> int:
    """Return which draught of somebody or a place has been asked for last: that which is drawn."""
    picture = references_among([row.pk]).get(row.pk)
    return picture.variant if picture else 0
