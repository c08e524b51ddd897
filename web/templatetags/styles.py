"""What pages say of styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from books.models import VividPage

register = template.Library()


@register.filter
def style_name(vividpage: VividPage) -> str:
    """Return what readers call the style of a book."""
    return style_for(vividpage).name


@register.filter
def of_key(digests: dict[str, str], key: str) -> str:
    """Return what stands under a key; "" if nothing does."""
    return digests.get(key, "")
