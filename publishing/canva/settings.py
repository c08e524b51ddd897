"""How this site is known to Canva, as it is set up."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings

SERVICE = "canva"
"""The name of connections."""
SCOPES = (
    "asset:read",
    "asset:write",
    "brandtemplate:content:read",
    "brandtemplate:meta:read",
    "design:content:read",
    "design:content:write",
    "design:meta:read",
)
"""What is asked for, each because one of the calls that are made needs it."""


@dataclass(frozen=True, slots=True)
class Integration:
    """What Canva knows this site by, and where Canva is."""

    client_id: str
    client_secret: str = field(repr=False)
    api_url: str
    authorize_url: str


def is_on() -> bool:
    """Return whether anything of Canva is offered."""
    return bool(settings.CANVA_CLIENT_ID and settings.CANVA_CLIENT_SECRET)


def integration() -> Integration:
    """Return how this site is set up."""
    return Integration(
        settings.CANVA_CLIENT_ID,
        settings.CANVA_CLIENT_SECRET,
        settings.CANVA_API_URL.rstrip("/"),
        settings.CANVA_AUTHORIZE_URL,
    )
