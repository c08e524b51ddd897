"""Checking a book, keeping what was found, and dismissing what is right as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from books.models import VividPage
from characters.continuity import queries
from characters.continuity.checks import check
from characters.continuity.facts import BookFacts
from characters.continuity.found import Found
from characters.continuity.sources import added_checks
from characters.editing.journal import hold_book
from characters.models import Finding

KEPT_ANEW = ("kind", "severity", "message", "scene", "character", "setting", "mends", "stands")


@dataclass(frozen=True, slots=True)
class ToCheck:
    """What is known of a book, and the checks that floors above have added."""

    facts: BookFacts
    added: Sequence[Callable[[BookFacts], Iterable[Found]]]


def prepare(*, vividpage: VividPage) -> ToCheck:
    """Read a book from the database."""
    return ToCheck(queries.facts_of(vividpage), [prepare_one(vividpage) for prepare_one in added_checks()])


def run_checks(to_check: ToCheck) -> list[Found]:
    """Check a book. Does not touch the database."""
    return [*check(to_check.facts), *(found for one in to_check.added for found in one(to_check.facts))]


@transaction.atomic
def save(*, vividpage: VividPage, found: Sequence[Found]) -> None:
    """Keep what a check has found: what was found before stays the same finding, what is not found any more goes.

    Only what the reader has dismissed is remembered, should it be found again.
    """
    hold_book(vividpage.pk)
    scenes = dict(vividpage.scenes.values_list("number", "pk"))
    people = {str(pk) for pk in vividpage.characters.values_list("pk", flat=True)}
    places = {str(pk) for pk in vividpage.settings_found.values_list("pk", flat=True)}
    rows = {
        one.fingerprint: Finding(
            vividpage=vividpage, fingerprint=one.fingerprint, kind=one.kind, severity=one.severity,
            message=one.message[:1].upper() + one.message[1:], scene_id=scenes.get(one.scene or 0),
            character_id=one.person, setting_id=one.place,
            mends=[{"action": m.action, "label": m.label, "values": dict(m.values)} for m in one.mends],
        )
        for one in found
        if one.person in (people | {None}) and one.place in (places | {None})  # gone while it was checked
    }  # fmt: skip
    gone = Finding.objects.filter(vividpage=vividpage).exclude(fingerprint__in=rows)
    gone.filter(dismissed_at=None).delete()
    gone.update(stands=False)
    Finding.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["vividpage", "fingerprint"], update_fields=KEPT_ANEW,
        batch_size=500,
    )  # fmt: skip


def refresh(*, vividpage: VividPage) -> None:
    """Check a book now."""
    save(vividpage=vividpage, found=run_checks(prepare(vividpage=vividpage)))


def dismiss(*, finding: Finding) -> None:
    """Remember that something is right as it is; it is not told again."""
    finding.dismissed_at = timezone.now()
    finding.save(update_fields=["dismissed_at"])


def take_up_again(*, finding: Finding) -> None:
    """Tell again what was dismissed."""
    finding.dismissed_at = None
    finding.save(update_fields=["dismissed_at"])
