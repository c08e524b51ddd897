"""Telling, on whatever page of a book, how many of its pictures no longer fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from storyboards.stale import redrawing
from storyboards.stale.finding import stale_scenes_for_page

if TYPE_CHECKING:
    from books.models import VividPage

register = template.Library()


@register.inclusion_tag("pictures/_stale_notice.html", takes_context=True)
def stale_notice(context: template.Context, vividpage: VividPage) -> dict[str, Any]:
    """Show a note with one button that redraws them all, and what that costs; nothing if all fit."""
    stale = stale_scenes_for_page(vividpage)
    return {
        "vividpage": vividpage,
        "takes": redrawing.estimate(vividpage, stale) if stale else None,
        "csrf_token": context.get("csrf_token"),
    }
