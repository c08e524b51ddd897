"""On whose account a book's units call models, and whose concurrency limit they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.pipelines import IN_PROCESS, ConcurrencyLimit
from providers.choosing.factory import Caller
from providers.choosing.keys import key_for
from providers.money.ledger import Account

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage
    from jobs.models import Unit
    from providers.choosing.catalogue import ModelEntry


def caller_of(unit: Unit, vividpage: VividPage, *, preferred_key: UUID | None) -> Caller:
    """Return who calls a model for a unit: the book's owner, on the account of the book."""
    account = Account(
        user_id=vividpage.owner_id,
        subject=vividpage.pk,
        budget_id=vividpage.budget_id,
        title=vividpage.title,
        purpose=unit.kind,
        label=unit.label,
        holder=unit.holder,
    )
    return Caller(vividpage.owner, account, preferred_key=preferred_key)


def concurrency_of(vividpage: VividPage, entry: ModelEntry, *, preferred_key: UUID | None) -> ConcurrencyLimit:
    """Return the limit that a book's calls of a model share, with half as many units taken ahead. Raises KeyMissing."""
    if entry.is_built_in:
        return IN_PROCESS
    key = key_for(user=vividpage.owner, service=entry.service, preferred=preferred_key)
    return ConcurrencyLimit(str(key.pk), entry.concurrency, ahead=-(-entry.concurrency // 2))
