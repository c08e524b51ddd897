"""Finding somebody's portrait among those that a page has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from characters.models import Character, Setting
    from storyboards.models import PictureVersion

register = template.Library()


@register.filter
def of(portraits: Mapping[UUID, PictureVersion], row: Character | Setting | None) -> PictureVersion | None:
    """Return the portrait of somebody, or the reference picture of a place."""
    return portraits.get(row.pk) if row is not None else None
