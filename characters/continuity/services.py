"""Keep what a check has found, and dismiss what is right as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from characters.continuity.checks import BIBLE_KINDS
from characters.editing.journal import lock_book
from characters.models import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from books.models import VividPage
    from characters.continuity.inconsistency import Inconsistency

KEPT_ANEW = ("kind", "severity", "message", "scene", "character", "setting", "mends", "stands")


@transaction.atomic
def save(
    *, vividpage: VividPage, inconsistencies: Sequence[Inconsistency], kinds: Collection[str] = BIBLE_KINDS
) -> None:
    """Keep what a check of `kinds` has found: what was found before stays the same finding, the rest of them goes.

    Only what the reader has dismissed is remembered, should it be found again. Raises ValueError for a finding of
    another kind, which no later check would take away.
    """
    if strays := {one.kind for one in inconsistencies} - set(kinds):
        raise ValueError(f"{strays} are not among the kinds that are checked")
    lock_book(vividpage.pk)
    scenes = dict(vividpage.scenes.values_list("number", "pk"))
    people = {str(pk) for pk in vividpage.characters.values_list("pk", flat=True)}
    places = {str(pk) for pk in vividpage.settings_found.values_list("pk", flat=True)}
    rows = {
        one.fingerprint: Finding(
            vividpage=vividpage,
            fingerprint=one.fingerprint,
            kind=one.kind,
            severity=one.severity,
            message=one.message[:1].upper() + one.message[1:],
            scene_id=scenes.get(one.scene or 0),
            character_id=one.person,
            setting_id=one.place,
            mends=[{"action": m.action, "label": m.label, "values": dict(m.values)} for m in one.mends],
        )
        for one in inconsistencies
        if one.person in (people | {None}) and one.place in (places | {None})  # gone while it was checked
    }
    gone = Finding.objects.filter(vividpage=vividpage, kind__in=kinds).exclude(fingerprint__in=rows)
    gone.filter(dismissed_at=None).delete()
    gone.update(stands=False)
    Finding.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["vividpage", "fingerprint"],
        update_fields=KEPT_ANEW,
        batch_size=500,
    )


def dismiss(*, finding: Finding) -> None:
    """Remember that something is right as it is; it is not told again."""
    finding.dismissed_at = timezone.now()
    finding.save(update_fields=["dismissed_at"])


def take_up_again(*, finding: Finding) -> None:
    """Tell again what was dismissed."""
    finding.dismissed_at = None
    finding.save(update_fields=["dismissed_at"])
