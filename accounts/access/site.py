"""The address of this site, as mails give it: never what a stranger's request says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from allauth.core import context
from django.conf import settings
from django.http.request import split_domain_port

if TYPE_CHECKING:
    from django.http import HttpRequest

USUAL_PORTS = {"http": "80", "https": "443"}


def at_own_address(link: str) -> str:
    """Return the same page at this site's own address."""
    parts = urlsplit(link)
    query = f"?{parts.query}" if parts.query else ""
    return f"{_own_address(context.request)}{parts.path}{query}"


def _own_address(request: HttpRequest | None) -> str:
    """Return SITE_URL; else the host of the request, which is an allowed one, at the port that it came in at."""
    if settings.SITE_URL or request is None:
        return str(settings.SITE_URL)
    host, _ = split_domain_port(request.get_host())
    scheme = "https" if settings.HTTPS else "http"
    if settings.HTTPS:
        return f"{scheme}://{host}"
    port = str(request.META.get("SERVER_PORT") or USUAL_PORTS[scheme])
    return f"{scheme}://{host}" if port == USUAL_PORTS[scheme] else f"{scheme}://{host}:{port}"
