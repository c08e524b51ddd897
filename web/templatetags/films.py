"""Times of films, for people and for addresses."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """Write a time as players do: “0:48”, “1:02:03”."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@register.filter
def milliseconds(seconds: float) -> int:
    """Return a time in whole milliseconds: what a shot is known by on its page."""
    return round(seconds * 1000)
