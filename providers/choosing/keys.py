"""A reader's keys where a service is needed: checking one with a call that costs nothing, and calling with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts import keys
from accounts.models import ApiKey, User
from accounts.sealing import SealingError
from providers.errors import ChosenKeyMissing, KeyMissing, KeyRefused, OutOfFunds, ProviderError, RateLimited
from providers.interfaces.credentials import Credentials
from providers.network.addresses import AddressRefused, check_base_url
from providers.network.clients import guarded_client
from providers.services import service_named, title_of

if TYPE_CHECKING:
    from uuid import UUID

    import httpx2

CHECK_SECONDS = 15.0
CHECKS_AN_HOUR = 20
"""Of one reader: each is a call of somebody's server from ours."""
HOUR = 3600


class TooManyChecks(Exception):
    """The reader has checked as many keys as may be checked in an hour."""

    def __init__(self) -> None:
        super().__init__(f"{CHECKS_AN_HOUR} keys were checked in the last hour. Try again in an hour.")


@sensitive_variables()
def add_key(*, user: User, service: str, secret: str = "", base_url: str = "", nickname: str = "") -> ApiKey:
    """Check a key with one free call, and keep it.

    A key that the service does not accept is not kept (KeyRefused), nor is an address that must not be connected to
    (AddressRefused). If the service cannot say, the key is kept switched off, unchecked, with the reason in
    `check_words`; the reader may switch it on. Raises also TooManyChecks, KeyNotKept and SealingError.
    """
    base_url = check_base_url(base_url) if base_url else ""
    spend_check(user)
    credentials = Credentials(service=service, secret=secret, base_url=base_url)
    try:
        words, works = _ask(credentials), True
    except (KeyRefused, AddressRefused):
        raise
    except (OutOfFunds, RateLimited) as error:  # it knows the key
        words, works = _safe(str(error), secret), True
    except ProviderError as error:
        words, works = _safe(str(error), secret), False
    return keys.create_key(
        owner=user,
        service=service,
        title=title_of(service),
        secret=secret,
        base_url=base_url,
        nickname=nickname,
        is_active=works,
        checked=timezone.now() if works else None,
        check_words=words,
    )


@sensitive_variables()
def check_again(*, api_key: ApiKey) -> bool:
    """Check a kept key and note what came of it; whether it works. Raises TooManyChecks."""
    spend_check(api_key.owner)
    secret = ""
    try:
        secret = keys.open_key(api_key=api_key)
        words, works = _ask(_credentials(api_key, secret)), True
    except (ProviderError, SealingError) as error:
        words, works = _safe(str(error), secret), isinstance(error, OutOfFunds | RateLimited)
    keys.record_check(api_key=api_key, words=words, works=works)
    return works


def key_for(*, user: User, service: str, preferred: UUID | None = None) -> ApiKey:
    """Return the reader's key to call a service with: the preferred one, if there is one for it.

    Raises KeyMissing, and ChosenKeyMissing if that one is switched off or deleted while others could be called with.
    """
    key = keys.usable_key(owner=user, service=service, preferred=preferred)
    if key is not None:
        return key
    if keys.usable_key(owner=user, service=service) is not None:
        raise ChosenKeyMissing(
            f"The key for {title_of(service)} that was chosen is deleted or switched off, and no other is billed in "
            "its place. Choose another, then go on."
        )
    raise KeyMissing(f"You have no key for {title_of(service)} that is switched on. Add one under Keys, then go on.")


@sensitive_variables()
def credentials_of(*, api_key: ApiKey) -> Credentials:
    """Return what a service is called with, and note that the key is used. Raises KeyMissing if it is off or sealed."""
    if not api_key.is_active:
        raise KeyMissing(f"The key “{api_key.nickname}” is switched off. Switch it on under Keys, then go on.")
    try:
        credentials = _credentials(api_key, keys.open_key(api_key=api_key))
    except SealingError as error:
        raise KeyMissing(f"The key “{api_key.nickname}” cannot be used. {error}") from None
    keys.touch_key(api_key=api_key)
    return credentials


def http_client_for(credentials: Credentials, *, seconds: float | None = None) -> httpx2.Client | None:
    """Return the client to give to an adapter: a guarded one wherever a reader chose the address, else None, its own.

    `seconds` is the timeout of calls that name none.
    """
    access = service_named(credentials.service).access
    if access is not None and not access.takes_base_url and not credentials.base_url:
        return None
    return guarded_client(timeout=seconds)


def spend_check(user: User) -> None:
    """Count a check of a reader's. Raises TooManyChecks from the twenty-first in an hour on."""
    counter, now = f"key-checks-{user.pk}", time.time()
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # many at once are counted one after the other
        lately = [then for then in cache.get(counter, []) if now - HOUR < then <= now]
        if len(lately) >= CHECKS_AN_HOUR:
            raise TooManyChecks
        cache.set(counter, [*lately, now], timeout=HOUR)


@sensitive_variables()
def _credentials(api_key: ApiKey, secret: str) -> Credentials:
    return Credentials(api_key.service, secret=secret, base_url=api_key.base_url, key_id=api_key.pk)


@sensitive_variables()
def _ask(credentials: Credentials) -> str:
    access = service_named(credentials.service).access
    if access is None:
        raise KeyRefused(f"{title_of(credentials.service)} takes no key.")
    client = http_client_for(credentials, seconds=CHECK_SECONDS)
    try:
        return _safe(access.check(credentials, client), credentials.secret)
    finally:
        if client:
            client.close()


@sensitive_variables()
def _safe(words: str, secret: str) -> str:
    """Strip a service's words of the key, should they repeat it."""
    return words.replace(secret, "····") if secret else words
