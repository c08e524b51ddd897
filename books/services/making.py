"""Choose how a book is made, start its making and stop it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from books.models import VividPage
from books.services.chapters import apply_density
from jobs import broadcast
from jobs import services as jobs
from jobs.models import Job

READING = "epub-parse"
"""The stage that reads a book."""


@transaction.atomic
def set_up(*, vividpage: VividPage, choices: Sequence[str]) -> None:
    """Keep those fields of a book that its reader has chosen, unless its making has begun meanwhile."""
    held = VividPage.objects.select_for_update().get(pk=vividpage.pk)
    if held.is_started:
        return
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
    return start(vividpage=vividpage, until=READING)


@transaction.atomic
def start(*, vividpage: VividPage, until: str = "") -> VividPage:
    """Start the making of a book, or take it up where it stood; it ends after the stage `until` if one is named."""
    jobs.go_on(vividpage_id=vividpage.pk, until=until)
    vividpage.refresh_from_db()
    transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return vividpage


@transaction.atomic
def stop(*, vividpage: VividPage) -> VividPage:
    """Stop the making of a book: nothing new begins, and what is done stays."""
    under_way = vividpage.jobs.filter(state__in=(Job.State.RUNNING, Job.State.PAUSED))
    while job := under_way.first():  # asked again: a stage that settled while we waited for it has started the next
        jobs.cancel_job(job=job)
    vividpage.refresh_from_db()
    return vividpage
