"""What every page says of the site that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

OWN_SOURCE = "/source/"


def site(_: HttpRequest) -> dict[str, str | bool]:
    """Return where the source of what runs here is to be had, and whether one may sign up."""
    return {"source_url": settings.SOURCE_URL or OWN_SOURCE, "may_sign_up": settings.SIGN_UP}
