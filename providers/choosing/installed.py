"""The models that readers' own servers list: asked for side by side, kept for some minutes, never waited for long.

What was listed is kept in this process, and each list is fetched by a thread of its own that touches no database. A
server that takes longer than a page may wait is in the list of the next page.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from providers.choosing.keys import CHECK_SECONDS, credentials_of, http_client_for
from providers.errors import ProviderError
from providers.network.addresses import AddressRefused
from providers.services import all_services, service_named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.models import ApiKey
    from providers.interfaces.credentials import Credentials

PATIENCE_SECONDS = 2.0
FRESH_SECONDS = 300.0
TRY_AGAIN_SECONDS = 30.0
MOST_MODELS = 500


@dataclass(slots=True)
class _Listing:
    names: Future[tuple[str, ...]]
    until: float = float("inf")


_listings: dict[UUID, _Listing] = {}
_lock = threading.Lock()


def installed_on(api_keys: Sequence[ApiKey], *, patience: float = PATIENCE_SECONDS) -> dict[UUID, tuple[str, ...]]:
    """Return the names of the models on each server of a key, as far as they are known within `patience` seconds.

    A server that cannot be reached has none. Keys of services with a fixed list are left out.
    """
    listings = {key.pk: _listing(key) for key in api_keys if _lists_models(key.service)}
    wait([listing.names for listing in listings.values()], timeout=patience)
    return {key_id: listing.names.result() for key_id, listing in listings.items() if listing.names.done()}


def forget_all() -> None:
    """Ask every server anew."""
    with _lock:
        _listings.clear()


def _lists_models(name: str) -> bool:
    service = all_services().get(name)
    return service is not None and service.list_models is not None


def _listing(api_key: ApiKey) -> _Listing:
    now = time.monotonic()
    with _lock:
        for key_id in [key_id for key_id, listing in _listings.items() if listing.until < now]:
            del _listings[key_id]
        known = _listings.get(api_key.pk)
        if known is not None:
            return known
        listing = _listings[api_key.pk] = _Listing(Future())
    try:
        credentials = credentials_of(api_key=api_key)
    except ProviderError:
        _settle(listing, (), TRY_AGAIN_SECONDS)
        return listing
    threading.Thread(target=_ask, args=(credentials, listing), daemon=True, name="installed-models").start()
    return listing


def _ask(credentials: Credentials, listing: _Listing) -> None:
    names: tuple[str, ...] = ()
    seconds = TRY_AGAIN_SECONDS
    try:
        names, seconds = tuple(_models_on(credentials)), FRESH_SECONDS
    except (ProviderError, AddressRefused):
        pass  # it is asked again soon, and its key's page says what is wrong
    finally:
        _settle(listing, names, seconds)


def _models_on(credentials: Credentials) -> list[str]:
    list_models = service_named(credentials.service).list_models
    client = http_client_for(credentials, seconds=CHECK_SECONDS)
    try:
        return list_models(credentials, client)[:MOST_MODELS] if list_models else []
    finally:
        if client:
            client.close()


def _settle(listing: _Listing, names: tuple[str, ...], seconds: float) -> None:
    listing.until = time.monotonic() + seconds
    listing.names.set_result(names)
