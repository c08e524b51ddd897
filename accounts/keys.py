"""What can be done with a reader's keys without asking a service: they are sealed, and four characters are shown.

`providers.choosing.keys` checks a key with its service and makes credentials of it.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.models import ApiKey, User
from accounts.sealing import SealContext, Sealed, keyring
from audit.events import Event
from audit.recording import record

SHORTEST_SHOWN = 16
"""Characters a key has at least if its last four are shown; of less they would tell too much."""
TOUCH_EVERY = timedelta(minutes=1)
LONGEST_WORDS = 300
MOST_KEYS = 50
"""Of one reader."""


class KeyNotKept(Exception):
    """The key cannot be kept as it is; the words are the reader's."""


@sensitive_variables()
@transaction.atomic
def create_key(
    *,
    owner: User,
    service: str,
    title: str = "",
    secret: str = "",
    base_url: str = "",
    nickname: str = "",
    is_active: bool = True,
    checked: datetime | None = None,
    check_words: str = "",
) -> ApiKey:
    """Seal a key and keep it. With no nickname it is named after its service, which readers call `title`.

    Raises KeyNotKept (a name that is taken, too many keys) and SealingError.
    """
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if ApiKey.objects.filter(owner=owner).count() >= MOST_KEYS:
        raise KeyNotKept(f"You have {MOST_KEYS} keys; delete one that you no longer need first.")
    key_id = uuid.uuid4()
    sealed = keyring().seal(secret, SealContext(owner.pk, key_id, service)) if secret else Sealed("", b"")
    api_key = ApiKey(
        id=key_id,
        owner=owner,
        service=service,
        nickname=nickname.strip() or _free_name(owner, title or service),
        base_url=base_url,
        sealed=sealed.data,
        kek_id=sealed.kek_id,
        last_four=secret[-4:] if len(secret) >= SHORTEST_SHOWN else "",
        is_active=is_active,
        checked=checked,
        check_words=check_words[:LONGEST_WORDS],
    )
    _keep(api_key)
    record(Event.KEY_ADDED, subject=owner.pk, service=service, name=api_key.nickname)
    return api_key


@transaction.atomic
def rename_key(*, api_key: ApiKey, nickname: str) -> ApiKey:
    """Give a key another name. Raises KeyNotKept if it is empty or taken; `api_key` then keeps its old one."""
    renamed = ApiKey.objects.select_for_update(of=("self",)).defer("sealed").select_related("owner").get(pk=api_key.pk)
    renamed.nickname = nickname.strip()
    _keep(renamed, update_fields=["nickname"])
    return renamed


def switch_key(*, api_key: ApiKey, is_active: bool) -> None:
    """Switch a key on or off; one that is off is used for nothing."""
    ApiKey.objects.filter(pk=api_key.pk).update(is_active=is_active)
    api_key.is_active = is_active
    record(Event.KEY_SWITCHED, subject=api_key.owner_id, service=api_key.service, name=api_key.nickname, on=is_active)


def delete_key(*, api_key: ApiKey) -> None:
    """Forget a key."""
    ApiKey.objects.filter(pk=api_key.pk).delete()
    record(Event.KEY_DELETED, subject=api_key.owner_id, service=api_key.service, name=api_key.nickname)


def record_check(*, api_key: ApiKey, words: str, works: bool) -> None:
    """Keep what a check said; `works`: the service was there and took the key. Else the key counts as unchecked."""
    api_key.check_words = words[:LONGEST_WORDS]
    api_key.checked = timezone.now() if works else None
    api_key.save(update_fields=["check_words", "checked"])
    record(Event.KEY_CHECKED, subject=api_key.owner_id, service=api_key.service, name=api_key.nickname, works=works)


@sensitive_variables()
def open_key(*, api_key: ApiKey) -> str:
    """Open the secret; "" for a service that needs none. Raises SealingError."""
    if api_key.is_keyless:
        return ""
    return keyring().open(
        Sealed(api_key.kek_id, bytes(api_key.sealed)), SealContext(api_key.owner_id, api_key.pk, api_key.service)
    )


def touch_key(*, api_key: ApiKey) -> None:
    """Note that a key is used, at most once a minute: many calls side by side use the same."""
    now = timezone.now()
    stale = Q(last_used=None) | Q(last_used__lt=now - TOUCH_EVERY)
    ApiKey.objects.filter(stale, pk=api_key.pk).update(last_used=now)


def usable_key(*, owner: User, service: str, preferred: uuid.UUID | None = None) -> ApiKey | None:
    """Return the reader's key for a service: the preferred one, or without one for it the one that was used last.

    None if a preferred one is switched off or deleted: no other may be billed in its place.
    """
    usable = ApiKey.objects.filter(owner=owner, service=service).usable()
    if preferred and not ApiKey.objects.filter(owner=owner, pk=preferred).exclude(service=service).exists():
        return usable.filter(pk=preferred).first()
    return usable.order_by(F("last_used").desc(nulls_last=True), "-created").first()


def _keep(api_key: ApiKey, update_fields: list[str] | None = None) -> None:
    try:
        api_key.full_clean()
    except ValidationError as error:
        raise KeyNotKept(" ".join(error.messages)) from None
    api_key.save(update_fields=update_fields, force_insert=update_fields is None)


def _free_name(owner: User, name: str) -> str:
    taken = {name.lower() for name in ApiKey.objects.filter(owner=owner).values_list("nickname", flat=True)}
    return next(
        candidate
        for candidate in (name, *(f"{name} {number}" for number in range(2, MOST_KEYS + 2)))
        if candidate.lower() not in taken
    )
