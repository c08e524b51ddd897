"""Whether this site is set up for Canva."""

from __future__ import annotations

from django import template

from publishing.canva.settings import is_on

register = template.Library()


@register.simple_tag
def canva_is_on() -> bool:
    """Return whether anything of Canva is offered."""
    return is_on()
