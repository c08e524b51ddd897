"""Sealing every key, connection and second factor anew under the first key-encryption key, while the site runs."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.factors.resealing import reseal_factors
from accounts.models import ApiKey, Connection
from accounts.sealing import KeyEncryptionKeyMissing, Keyring, SealBroken, SealContext, Sealed, keyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.db.models import Model, QuerySet


class SealedRow(Protocol):
    """A row with a sealed secret."""

    pk: Any
    sealed: Any
    kek_id: str

    @property
    def owner_id(self) -> UUID:
        """Whose it is."""
        ...

    @property
    def service(self) -> str:
        """What it is for."""
        ...

    def save(self, *, update_fields: list[str]) -> None:
        """Write it."""
        ...


_models: list[type[Model]] = [ApiKey, Connection]
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

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a secret that cannot be opened, and go on."""
        try:
            yield
        except KeyEncryptionKeyMissing as error:
            self.missing[error.kek_id] += 1
        except SealBroken:
            self.broken += 1


def reseal_all(*, dry_run: bool = False, batch: int = BATCH) -> Rotation:
    """Seal every key, connection and second factor anew that is not under the first key-encryption key.

    Each batch is a transaction of its own that locks its rows, so it can be broken off, run again, and run twice at
    once. With `dry_run` everything is opened and nothing is written. Raises KeyringBroken.
    """
    ring = keyring()
    rotation = Rotation(to=ring.first)
    for model in _models:
        rows = model._default_manager.exclude(kek_id="")
        _reseal_rows(rows, ring, rotation, dry_run=dry_run, batch=batch)
    reseal_factors(ring, rotation, dry_run=dry_run)
    return rotation


def also_reseal(model: type[Model]) -> None:
    """Seal the rows of a model of a floor above anew as well: they are `SealedRow`s."""
    if model not in _models:
        _models.append(model)


def _reseal_rows(rows: QuerySet[Any], ring: Keyring, rotation: Rotation, *, dry_run: bool, batch: int) -> None:
    rotation.already += rows.filter(kek_id=ring.first).count()
    others = rows.exclude(kek_id=ring.first).order_by("pk")
    page = others
    while True:
        with transaction.atomic():
            locked = list(page.select_for_update()[:batch])
            for row in locked:
                _reseal(row, ring, rotation, dry_run=dry_run)
        if not locked:
            return
        page = others.filter(pk__gt=locked[-1].pk)


@sensitive_variables()
def _reseal(row: SealedRow, ring: Keyring, rotation: Rotation, *, dry_run: bool) -> None:
    place = SealContext(row.owner_id, row.pk, row.service)
    with rotation.counted():
        sealed = ring.seal(ring.open(Sealed(row.kek_id, bytes(row.sealed)), place), place)
        rotation.resealed += 1
        if not dry_run:
            row.sealed, row.kek_id = sealed.data, sealed.kek_id
            row.save(update_fields=["sealed", "kek_id"])
