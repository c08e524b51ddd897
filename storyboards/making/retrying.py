"""Trying again what of a book did not work, with another model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from books.making import MAKING
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Unit
from providers.choosing.catalogue import usable_entry
from providers.choosing.keys import key_for
from storyboards.making.stages import kind_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage


@transaction.atomic
def retry_with(*, vividpage: VividPage, units: Collection[UUID], model: str, by: User | None = None) -> int:
    """Retry failed units of a book with another model. Returns how many there were.

    Only those of stages that call models of its kind change; whatever else did not work in the same stage is tried
    again as it was. Raises UnknownModel, ModelRetired, KeyMissing and LimitReached.
    """
    if by is not None:
        check_open(owner=vividpage.owner, subject=vividpage.pk)
    failed = Unit.objects.filter(job__pipeline=MAKING, job__subject=vividpage.pk, state=Unit.State.FAILED, pk__in=units)
    stages = failed.order_by().values_list("job__stage", flat=True).distinct()
    fitting = [stage for stage in stages if _can_do(vividpage, stage, model)]
    chosen = list(failed.filter(job__stage__in=fitting))
    for unit in chosen:
        unit.options = {**unit.options, "model": model}
    Unit.objects.bulk_update(chosen, ["options"])
    if jobs.retry(pipeline=MAKING, subject=vividpage.pk, units=[unit.pk for unit in chosen], by=by):
        transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return len(chosen)


def _can_do(vividpage: VividPage, stage: str, model: str) -> bool:
    kind = kind_of(stage)
    if kind is None:
        return False
    entry = usable_entry(model, kind)
    if not entry.is_built_in:
        service: Any = entry.service
        key_for(user=vividpage.owner, service=service)
    return True
