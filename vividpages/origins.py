"""Whose pages may open a WebSocket: this site's own, to the port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


class _Denier(WebsocketDenier):  # type: ignore[misc]  # the library has no types
    """Refuses, and listens to nothing: what the channel layer tells all of a process is not for strangers."""

    channel_layer_alias = ""


class SameOrigin:
    """Lets a socket through whose page is of the host that it connects to, as Django does for forms.

    Browsers send cookies to all ports of a host, so a page of another port of it is a stranger's.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if _is_own(scope):
            await self.application(scope, receive, send)
        else:
            await _Denier()(scope, receive, send)


def _is_own(scope: dict[str, Any]) -> bool:
    host, origin = _header(scope, b"host"), _header(scope, b"origin")
    domain, _ = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    scheme = "https" if settings.HTTPS else "http"
    return origin in (f"{scheme}://{host}", *settings.CSRF_TRUSTED_ORIGINS)


def _header(scope: dict[str, Any], name: bytes) -> str:
    """Return the header of that name; empty if there is none, or several."""
    values = [value for header, value in scope["headers"] if header == name]
    return values[0].decode("latin1").lower() if len(values) == 1 else ""
