"""What account pages must know about e-mail."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_goes_to_files() -> bool:
    """Return whether messages are written to files because no way to send them is set up."""
    return not settings.EMAIL_URL
