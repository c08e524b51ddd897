"""On whose account a book's units call models, and whose calls in flight they share: for reading and drawing alike."""

from __future__ import annotations

from uuid import UUID

from books.models import VividPage
from jobs.models import Unit
from jobs.registry import IN_PROCESS, Lane
from providers.catalogue import ModelEntry
from providers.keys import key_for
from providers.ledger import Account
from providers.making import Caller


def caller_of(unit: Unit, *, preferred_key: UUID | None) -> Caller:
    """Who calls a model for a unit: the book's owner, on the account of the book."""
    vividpage = unit.job.vividpage
    account = Account(
        user_id=vividpage.owner_id, vividpage_id=vividpage.pk, title=vividpage.title, purpose=unit.kind,
        label=unit.label, holder=unit.holder,
    )  # fmt: skip
    return Caller(vividpage.owner, account, preferred_key=preferred_key)


def lane_with(vividpage: VividPage, entry: ModelEntry, *, preferred_key: UUID | None) -> Lane:
    """Whose calls in flight a book's calls of a model share, with half as many units taken ahead. Raises KeyMissing."""
    if entry.is_built_in:
        return IN_PROCESS
    key = key_for(user=vividpage.owner, service=entry.service, preferred=preferred_key)
    return Lane(str(key.pk), entry.concurrency, ahead=-(-entry.concurrency // 2))
