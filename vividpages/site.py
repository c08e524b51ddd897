"""What every page says of the site that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(_: HttpRequest) -> dict[str, str | bool]:
    """Return where the source of what runs here is to be had, and whether one may sign up."""
    return {"source_url": settings.SOURCE_URL or reverse("source"), "may_sign_up": settings.SIGN_UP}
