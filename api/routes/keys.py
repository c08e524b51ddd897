"""A reader's keys to AI services: added after a check, never shown again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Schema, Status

from accounts import keys as kept_keys
from accounts.keys import KeyNotKept
from accounts.models import ApiKey
from accounts.sealing import SealingError
from api.core.paging import Asked, Page, page_of
from api.core.problems import Problem, refuses
from api.core.rows import owned
from api.core.rules import ACCOUNT, OPENS, CalledBy
from api.core.site import router
from providers.choosing import keys as checked_keys
from providers.choosing.keys import TooManyChecks
from providers.errors import KeyRefused
from providers.network.addresses import AddressRefused
from providers.services import services_with_access

refuses(KeyNotKept, KeyRefused, AddressRefused, SealingError, kind="key-not-kept", title="The key cannot be kept")
refuses(TooManyChecks, status=429, kind="too-often", title="Too often")
keys = router("keys")
LONGEST_SECRET = 2000


class Key(Schema):
    """A key, without its secret."""

    id: UUID
    service: str
    nickname: str
    base_url: str
    last_four: str
    is_active: bool
    created: datetime
    last_used: datetime | None
    checked: datetime | None = Field(description="When the service last took it; null: it did not, or was not asked.")
    check_words: str


class NewKey(Schema):
    """A key to check and keep."""

    service: str = Field(max_length=20, examples=["anthropic"])
    secret: str = Field("", max_length=LONGEST_SECRET, json_schema_extra={"format": "password"})
    base_url: str = Field("", max_length=500, description="Empty: the service's own.")
    nickname: str = Field("", max_length=60)


class KeyChange(Schema):
    """What changes of a key."""

    nickname: str | None = Field(None, min_length=1, max_length=60)
    is_active: bool | None = None


@keys.get("", auth=ACCOUNT, response=Page[Key])
def list_keys(request: CalledBy, wanted: Asked) -> Any:
    """List the reader's keys, newest first."""
    return page_of(ApiKey.objects.filter(owner=request.auth).defer("sealed"), wanted, _key)


@keys.post("", auth=OPENS, response={201: Key})
def add_key(request: CalledBy, body: NewKey) -> Any:
    """Check a key with one free call, and keep it sealed."""
    if body.service not in {service.name for service in services_with_access()}:
        names = ", ".join(sorted(service.name for service in services_with_access()))
        raise Problem(422, "no-such-service", "There is no such service", f"Choose one of {names}.")
    row = checked_keys.add_key(user=request.auth, **body.model_dump())
    return Status(201, _key(row))


@keys.patch("/{uuid:key_id}", auth=OPENS, response=Key)
def change_key(request: CalledBy, key_id: UUID, body: KeyChange) -> Key:
    """Rename a key, or switch it on or off; one that is off is used for nothing."""
    row = _of(request, key_id)
    if body.nickname is not None:
        row = kept_keys.rename_key(api_key=row, nickname=body.nickname)
    if body.is_active is not None:
        kept_keys.switch_key(api_key=row, is_active=body.is_active)
    return _key(row)


@keys.post("/{uuid:key_id}/check", auth=ACCOUNT, response=Key)
def check_key(request: CalledBy, key_id: UUID) -> Key:
    """Ask the service again whether a key works; what it said is in `check_words`."""
    row = _of(request, key_id)
    checked_keys.check_again(api_key=row)
    return _key(_of(request, key_id))


@keys.delete("/{uuid:key_id}", auth=OPENS, response={204: None})
def delete_key(request: CalledBy, key_id: UUID) -> HttpResponse:
    """Forget a key."""
    kept_keys.delete_key(api_key=_of(request, key_id))
    return HttpResponse(status=204)


def _of(request: CalledBy, key_id: UUID) -> ApiKey:
    return owned(ApiKey.objects.filter(owner=request.auth).select_related("owner"), key_id)


def _key(row: ApiKey) -> Key:
    return Key(**{name: getattr(row, "pk" if name == "id" else name) for name in Key.model_fields})
