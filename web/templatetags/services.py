"""What pages call a service."""

from __future__ import annotations

from django import template

from providers.services import title_of

register = template.Library()


@register.filter
def service_title(name: str) -> str:
    """Return the title of the service of that name."""
    return title_of(name)
