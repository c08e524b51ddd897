"""The services, one folder each. A folder with a `SERVICE` in it is found here; nothing else lists services."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from providers.errors import UnknownService

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.interfaces.service import Service

_ORDER = ("text", "image", "embedding", "moderation", "speech", "video")


@cache
def all_services() -> Mapping[str, Service]:
    """Return every service by its name: those that need a key, then readers' own servers, then what is built in."""
    services: list[Service] = [
        import_module(f"{__name__}.{folder.name}").SERVICE for folder in pkgutil.iter_modules(__path__) if folder.ispkg
    ]
    return MappingProxyType({service.name: service for service in sorted(services, key=_place)})


def services_with_access() -> list[Service]:
    """Return the services that a reader can add a key or an address for."""
    return [service for service in all_services().values() if service.access is not None]


def service_named(name: str) -> Service:
    """Return the service of that name. Raises UnknownService."""
    try:
        return all_services()[name]
    except KeyError:
        raise UnknownService(f"No service is called {name!r}.") from None


def title_of(name: str) -> str:
    """Return what readers call a service; its name if there is no such service any more."""
    service = all_services().get(name)
    return service.title if service else name


def _place(service: Service) -> tuple[bool, bool, int, str]:
    needs_secret = service.access is not None and service.access.needs_secret
    return service.is_built_in, not needs_secret, _ORDER.index(service.kinds[0]), service.name
