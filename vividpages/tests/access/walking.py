"""Every route that the site answers, found by walking the resolver: a new one is here by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLResolver, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLPattern

API = "api/v1/"
"""Its routes name their rules themselves: api/tests/test_routes_matrix.py goes through them."""


ADMIN = "admin/"
"""Its tables are in `tables.py`."""
GENERIC = "view"
"""What the functions of views are called that are made by classes of libraries."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address with what its places are called, and the name that its rule stands under."""

    name: str
    address: str


def routes() -> list[Route]:
    """Return all routes of pages: where two have one address, the first, which is the one that answers."""
    by_address: dict[str, Route] = {}
    for route in _walked(get_resolver()):
        by_address.setdefault(route.address, route)
    return [route for route in by_address.values() if not route.address.startswith((API, ADMIN))]


def admin_routes() -> list[str]:
    """Return the addresses of all routes of the admin, places and all."""
    return [route.address for route in _walked(get_resolver()) if route.address.startswith(ADMIN)]


def _walked(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walked(pattern, address)
        else:
            yield Route(_name_of(pattern, address), address)


def _name_of(pattern: URLPattern, address: str) -> str:
    """Return the name of a route; where it has none that of its view, and where that says nothing its address."""
    view: Any = pattern.callback
    called = getattr(view, "__name__", GENERIC)
    return pattern.name or (called if called != GENERIC else address)
