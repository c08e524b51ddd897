"""Choose how a book is made, start its making and stop it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from books.making import EPUB_PARSE, MAKING
from books.models import VividPage
from books.services.chapters import apply_density
from jobs import broadcast
from jobs import services as jobs
from providers.budgets import set_limit


@transaction.atomic
def set_up(*, vividpage: VividPage, choices: Sequence[str], budget: Decimal | None) -> None:
    """Keep those fields of a book that its reader has chosen, and its budget, unless its making has begun meanwhile.

    Raises ValidationError if more than the budget is spent or being spent already.
    """
    held = VividPage.objects.select_for_update().get(pk=vividpage.pk)
    if held.is_started:
        return
    set_limit(budget=vividpage.budget, limit=budget)
    vividpage.save(update_fields=choices)
    if held.density != vividpage.density and vividpage.chapters.exists():
        apply_density(vividpage=vividpage, before=held.density)


@transaction.atomic
def start_reading(*, vividpage: VividPage) -> VividPage:
    """Read a book that has been uploaded, so that its reader can choose how it is drawn; one that was read stays so."""
    if vividpage.is_started or vividpage.chapters.exists():
        return vividpage
    vividpage.status = VividPage.Status.READING
    vividpage.save(update_fields=["status"])
    return start(vividpage=vividpage, until=EPUB_PARSE)


@transaction.atomic
def start(*, vividpage: VividPage, until: str = "", by: User | None = None) -> VividPage:
    """Start the making of a book, or take it up where it stood; it ends after the stage `until` if one is named."""
    jobs.start(pipeline=MAKING, subject=vividpage.pk, owner=vividpage.owner, by=by, until=until)
    vividpage.refresh_from_db()
    transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return vividpage


@transaction.atomic
def stop(*, vividpage: VividPage) -> VividPage:
    """Stop the making of a book: nothing new begins, and what is done stays."""
    jobs.stop(pipeline=MAKING, subject=vividpage.pk)
    vividpage.refresh_from_db()
    return vividpage
