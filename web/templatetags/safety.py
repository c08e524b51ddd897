"""Telling the owner of a book which of its pictures are not shown, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from storyboards.safety.telling import not_shown

if TYPE_CHECKING:
    from books.models import VividPage
    from books.visibility import Visibility

register = template.Library()


@register.inclusion_tag("pictures/_not_shown.html")
def hidden_notice(vividpage: VividPage, visible: Visibility, scene: int | None = None) -> dict[str, Any]:
    """Say which pictures of a book, or of one scene, a moderator has hidden or a check holds."""
    return {"pictures": not_shown(vividpage, visible, scene=scene)}
