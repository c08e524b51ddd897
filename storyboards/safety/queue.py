"""The moderators' queue: pictures that were reported, hidden, held or rated so that somebody should look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from storyboards.models import ModerationEvent, PictureVersion, Report
from storyboards.safety.veiling import VEILED

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

Moderation = PictureVersion.Moderation
REPORTED, HIDDEN, HELD, RATED, ALL = "reported", "hidden", "held", "rated", "all"
STATES = {
    REPORTED: "Reported",
    HELD: "Held for a check",
    RATED: "Adult, violent or unchecked",
    HIDDEN: "Hidden",
    ALL: "All of these",
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What of the queue is looked at; "" and None: all of it. The days are those on which pictures were drawn."""

    state: str = REPORTED
    rating: str = ""
    reason: str = ""
    since: date | None = None
    until: date | None = None


def queued(wanted: QueueFilter) -> QuerySet[PictureVersion]:
    """Select the versions of the queue, each with how many reports are open; the most reported first, then the newest.

    One query.
    """
    open_reports = Count("reports", filter=Q(reports__state=Report.State.OPEN))
    found = PictureVersion.objects.filter(_in_state(wanted.state)).annotate(open_reports=open_reports)
    if wanted.rating:
        found = found.filter(rating=wanted.rating)
    if wanted.reason:
        found = found.filter(Exists(Report.objects.filter(version=OuterRef("pk"), reason=wanted.reason)))
    if wanted.since:
        found = found.filter(created__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(created__lt=_midnight(wanted.until + timedelta(days=1)))
    found = found.select_related("picture__vividpage__owner", "picture__scene", "picture__person", "picture__place")
    return found.order_by("-open_reports", "-created", "pk")


def counts() -> dict[str, int]:
    """Count each state of the queue, by its key. One query."""
    counted = PictureVersion.objects.aggregate(
        **{state: Count("pk", filter=_in_state(state)) for state in (HELD, RATED, HIDDEN, REPORTED)}
    )
    return {**counted, ALL: PictureVersion.objects.filter(_in_state(ALL)).count()}


def is_in_queue(picture: UUID) -> bool:
    """Return whether the queue has some version of a picture; then moderators see all of them, to compare."""
    return PictureVersion.objects.filter(_in_state(ALL), picture=picture).exists()


def reports_of(version: PictureVersion) -> list[Report]:
    """Read the reports of a version's picture, the newest first."""
    reports = Report.objects.filter(picture=version.picture_id).select_related("version")
    return list(reports.order_by("-created"))


def earlier_versions_of(version: PictureVersion) -> list[PictureVersion]:
    """Read the other versions of the same picture, the newest first."""
    return list(PictureVersion.objects.filter(picture=version.picture_id).exclude(pk=version.pk).order_by("-number"))


def trail_of(version: PictureVersion) -> list[ModerationEvent]:
    """Read what was done about a picture or its owner's account, the newest first."""
    owner = version.picture.vividpage.owner_id
    of_account = Q(owner=owner, action__in=(ModerationEvent.Action.BANNED, ModerationEvent.Action.LIFTED))
    return list(ModerationEvent.objects.filter(Q(picture=version.picture_id) | of_account).order_by("-id"))


def _in_state(state: str) -> Q:
    reports = Report.objects.filter(version=OuterRef("pk"))
    conditions = {
        REPORTED: Q(Exists(reports.filter(state=Report.State.OPEN))),
        HIDDEN: Q(moderation=Moderation.HIDDEN),
        HELD: Q(moderation=Moderation.HELD),
        RATED: Q(rating__in=VEILED),
    }
    anything = Q(Exists(reports)) | conditions[HIDDEN] | conditions[HELD] | conditions[RATED]
    return conditions.get(state, anything)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
