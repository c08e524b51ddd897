"""What moderators do, each with a reason that is written down for good: hide, show again, dismiss, rate, ban, lift.

What is hidden is gone at once from pages, files, editions and what models are sent; it is kept, and can be shown again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.access import bans
from files import store
from jobs import broadcast
from storyboards.models import PictureVersion, Report
from storyboards.pictures.parts import PART_OF, root_of
from storyboards.safety import noticing, trail
from storyboards.safety.gates import files_named
from storyboards.safety.listeners import notify_moderated
from storyboards.safety.moderators import must_moderate
from storyboards.safety.trail import Action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from storyboards.models import ModerationEvent

SHOWN, HIDDEN = PictureVersion.Moderation.SHOWN, PictureVersion.Moderation.HIDDEN
MODERATOR = "moderator"
"""Who has rated a picture, if no check did."""
_NOTHING_ELSE = Q(pk__in=())
LONGEST_REASON = 500
"""Characters."""


class ModerationRefused(Exception):
    """It cannot be done so; the words are the moderator's."""


@transaction.atomic
def hide(*, version: PictureVersion, by: User, reason: str) -> PictureVersion:
    """Hide a picture, its whole and its parts, with whatever versions of the same reader have a file of it.

    Open reports of it are upheld. Raises PermissionDenied, and ModerationRefused without a reason.
    """
    reason = checked_reason(by, reason)
    held = _held(version)
    alike = _with_parts(held)
    events = []
    for same in alike:
        before, after = {"moderation": same.moderation}, {"moderation": HIDDEN}
        _set(same, HIDDEN, reason, by)
        events.append(trail.record(Action.HIDDEN, version=same, by=by, reason=reason, before=before, after=after))
    _tell_owner(events[0], held)
    _close_reports(held, Report.State.UPHELD)
    _tell(alike)
    return held


@transaction.atomic
def restore(*, version: PictureVersion, by: User, reason: str) -> PictureVersion:
    """Show a picture again that was hidden or held. Raises PermissionDenied, and ModerationRefused without a reason."""
    reason = checked_reason(by, reason)
    held = _held(version)
    alike = _with_parts(held)
    events = []
    for same in alike:
        before, after = {"moderation": same.moderation, "reason": same.moderation_reason}, {"moderation": SHOWN}
        _set(same, SHOWN, "", by)
        events.append(trail.record(Action.RESTORED, version=same, by=by, reason=reason, before=before, after=after))
    _tell_owner(events[0], held)
    _tell(alike)
    return held


@transaction.atomic
def dismiss(*, version: PictureVersion, by: User, reason: str) -> int:
    """Close the open reports of a picture without hiding it. Returns how many there were.

    Raises PermissionDenied, and ModerationRefused without a reason or if none is open.
    """
    reason = checked_reason(by, reason)
    held = _held(version)
    count = _close_reports(held, Report.State.DISMISSED)
    if not count:
        raise ModerationRefused("No report of this picture is open any more.")
    trail.record(Action.DISMISSED, version=held, by=by, reason=reason, after={"reports": count})
    return count


@transaction.atomic
def rate(*, version: PictureVersion, by: User, rating: str, reason: str) -> PictureVersion:
    """Give a picture another rating than the checks did, with whatever versions of the same reader have a file of it.

    Raises PermissionDenied and ModerationRefused.
    """
    reason = checked_reason(by, reason)
    if rating not in PictureVersion.Rating or rating == PictureVersion.Rating.UNCHECKED:
        raise ModerationRefused("Choose a rating.")
    held = _held(version)
    alike = _with_same_file(held)
    for same in alike:
        before = {"rating": same.rating, "rated_by": same.rated_by}
        same.rating, same.rated_by = PictureVersion.Rating(rating), MODERATOR
        same.save(update_fields=["rating", "rated_by"])
        trail.record(Action.RATED, version=same, by=by, reason=reason, before=before, after={"rating": rating})
    _tell(alike)
    return held


@transaction.atomic
def ban_owner(*, version: PictureVersion, by: User, reason: str) -> None:
    """Close uploading and drawing to the account that a picture is of. They read on, and are told why.

    Raises PermissionDenied and ModerationRefused.
    """
    reason = checked_reason(by, reason)
    held = _held(version)
    owner = held.picture.vividpage.owner
    if owner.pk == by.pk:
        raise ModerationRefused("This picture is of a book of your own.")
    bans.ban(reader=owner, reason=reason)
    _tell_owner(trail.record(Action.BANNED, version=held, by=by, reason=reason), held)


@transaction.atomic
def lift_ban(*, version: PictureVersion, by: User, reason: str) -> None:
    """Open uploading and drawing again to the account that a picture is of. Raises PermissionDenied and
    ModerationRefused.
    """
    reason = checked_reason(by, reason)
    held = _held(version)
    if not bans.lift(reader=held.picture.vividpage.owner):
        raise ModerationRefused("This account is not banned any more.")
    _tell_owner(trail.record(Action.LIFTED, version=held, by=by, reason=reason), held)


def checked_reason(by: User, reason: str) -> str:
    """Return the reason of a moderator. Raises PermissionDenied for others, and ModerationRefused without one."""
    must_moderate(by)
    reason = " ".join(reason.split())
    if not reason:
        raise ModerationRefused("Say why: it is told to the owner and stands in the audit trail.")
    if len(reason) > LONGEST_REASON:
        raise ModerationRefused(f"Give the reason in {LONGEST_REASON} letters at most.")
    return reason


def _held(version: PictureVersion) -> PictureVersion:
    """Read a version anew, and let nobody else moderate or delete it meanwhile. Raises ModerationRefused."""
    found = (
        PictureVersion.objects.select_for_update(no_key=True, of=["self"])
        .select_related("picture__vividpage__owner")
        .filter(pk=version.pk)
        .order_by()
        .first()
    )
    if found is None:
        raise ModerationRefused("That picture is no longer there.")
    return found


def _with_parts(version: PictureVersion) -> list[PictureVersion]:
    """Return those with a file of a version, what it is a part of, and what are parts of that."""
    root = root_of(version)
    return _with_same_file(version, also=Q(pk=root) | Q(**{f"parameters__{PART_OF}__root": str(root)}))


def _with_same_file(version: PictureVersion, also: Q = _NOTHING_ELSE) -> list[PictureVersion]:
    """Return a version and those of its reader with a file of it: to hide one and show the other hides nothing.

    Whoever just keeps another one with such a file is waited for.
    """
    for name in sorted({*version.file_names}):
        store.hold(name)
    same = PictureVersion.objects.select_for_update(no_key=True, of=["self"]).select_related("picture__vividpage")
    same = same.filter(
        files_named(*version.file_names) | also, picture__vividpage__owner=version.picture.vividpage.owner_id
    )
    return [version, *same.exclude(pk=version.pk).order_by("pk")]


def _set(version: PictureVersion, moderation: PictureVersion.Moderation, reason: str, by: User) -> None:
    version.moderation, version.moderation_reason, version.moderated_by = moderation, reason, by
    version.save(update_fields=["moderation", "moderation_reason", "moderated_by"])


def _close_reports(version: PictureVersion, state: Report.State) -> int:
    reports = Report.objects.filter(picture=version.picture_id, state=Report.State.OPEN)
    return reports.update(state=state, closed=timezone.now())


def _tell_owner(event: ModerationEvent, version: PictureVersion) -> None:
    """Tell the owner once, of however many versions with the same file."""
    noticing.tell_owner(event, title=version.picture.vividpage.title)


def _tell(versions: Iterable[PictureVersion]) -> None:
    """Tell whoever shows their books, and wake the pages of these once this is written."""
    for vividpage in sorted({version.picture.vividpage_id for version in versions}):
        notify_moderated(vividpage)
        transaction.on_commit(partial(broadcast.changed, vividpage, at_once=True))
