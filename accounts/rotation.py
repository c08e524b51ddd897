"""Sealing every key anew under the first key-encryption key, while the site runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.models import ApiKey
from accounts.sealing import KeyEncryptionKeyMissing, Keyring, SealBroken, SealContext, Sealed, keyring

BATCH = 100
"""Rows that are locked at a time."""


@dataclass(slots=True)
class Rotation:
    """What came of it: how many were sealed anew, stand already under `to`, or cannot be opened."""

    to: str
    already: int = 0
    resealed: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    """Key-encryption keys that are not there, and how many rows need them."""
    broken: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing needs another key-encryption key than the first any more."""
        return not self.missing and not self.broken


def reseal_all(*, dry_run: bool = False, batch: int = BATCH) -> Rotation:
    """Seal every key anew that is not under the first key-encryption key.

    Each batch is a transaction of its own that locks its rows, so it can be broken off, run again, and run twice at
    once. With `dry_run` everything is opened and nothing is written. Raises KeyringBroken.
    """
    ring = keyring()
    keyed = ApiKey.objects.exclude(kek_id="")
    rotation = Rotation(to=ring.first, already=keyed.filter(kek_id=ring.first).count())
    others = keyed.exclude(kek_id=ring.first).order_by("pk")
    page = others
    while True:
        with transaction.atomic():
            rows = list(page.select_for_update()[:batch])
            for api_key in rows:
                _reseal(api_key, ring, rotation, dry_run=dry_run)
        if not rows:
            return rotation
        page = others.filter(pk__gt=rows[-1].pk)


@sensitive_variables()
def _reseal(api_key: ApiKey, ring: Keyring, rotation: Rotation, *, dry_run: bool) -> None:
    place = SealContext(api_key.owner_id, api_key.pk, api_key.service)
    try:
        secret = ring.open(Sealed(api_key.kek_id, bytes(api_key.sealed)), place)
    except KeyEncryptionKeyMissing as error:
        rotation.missing[error.kek_id] += 1
        return
    except SealBroken:
        rotation.broken += 1
        return
    rotation.resealed += 1
    if not dry_run:
        sealed = ring.seal(secret, place)
        api_key.sealed, api_key.kek_id = sealed.data, sealed.kek_id
        api_key.save(update_fields=["sealed", "kek_id"])
