"""What moderators do with a film, each with a reason for the trail: withhold it from everybody, and show it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from films.models import Film
from films.services.telling import tell_reader, tell_viewers
from storyboards.safety import trail
from storyboards.safety.moderating import ModerationRefused, checked_reason
from storyboards.safety.trail import Action

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def withhold(*, film: Film, by: User, reason: str) -> Film:
    """Keep a film from everybody, also once it is made again, for a reason that its owner is told.

    Raises PermissionDenied, and ModerationRefused without a reason.
    """
    reason = checked_reason(by, reason)
    held = _held(film)
    held.withheld, held.withheld_reason = timezone.now(), reason
    _keep(held, Action.WITHHELD, by=by, reason=reason)
    return held


@transaction.atomic
def release(*, film: Film, by: User, reason: str) -> Film:
    """Show a film again to whoever may see it. Raises what `withhold` raises."""
    reason = checked_reason(by, reason)
    held = _held(film)
    held.withheld, held.withheld_reason = None, ""
    _keep(held, Action.RELEASED, by=by, reason=reason)
    return held


def _held(film: Film) -> Film:
    found = Film.objects.select_for_update(of=("self",)).select_related("vividpage").filter(pk=film.pk).first()
    if found is None:
        raise ModerationRefused("That film is no longer there.")
    return found


def _keep(film: Film, action: Action, *, by: User, reason: str) -> None:
    film.save(update_fields=["withheld", "withheld_reason"])
    owner = film.vividpage.owner_id
    trail.record_of_book(action, vividpage=film.vividpage_id, owner=owner, by=by, reason=reason)
    tell_reader(owner)
    tell_viewers(film.vividpage_id)
