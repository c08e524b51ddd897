"""Choose how a book is made, start its making and stop it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from books.models import VividPage
from jobs import broadcast
from jobs import services as jobs
from jobs.models import Job


@transaction.atomic
def set_up(*, vividpage: VividPage, choices: Sequence[str]) -> None:
    """Keep those fields of a book that its reader has chosen, unless its making has begun meanwhile."""
    if not VividPage.objects.select_for_update().get(pk=vividpage.pk).is_started:
        vividpage.save(update_fields=choices)


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
