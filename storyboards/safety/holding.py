"""Pictures whose check did not answer: kept, not shown, and checked again until it does, or for as long as is set.

Then they are shown behind a blur: no check that is down keeps a picture for ever, and nobody sees it unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs import broadcast, queue
from providers.choosing.factory import Caller
from providers.money.ledger import Account
from storyboards.models import Picture, PictureVersion
from storyboards.safety import trail
from storyboards.safety.checking import PURPOSE, TOO_YOUNG, Checked, checks_for, checks_of_uploads
from storyboards.safety.moderating import MODERATOR
from storyboards.safety.ratings import stricter
from storyboards.safety.trail import Action

if TYPE_CHECKING:
    from uuid import UUID

    from storyboards.safety.checking import Checks

TASK = "storyboards.tasks.recheck_picture"
AGAIN = timedelta(minutes=1)
HELD, SHOWN, HIDDEN = (
    PictureVersion.Moderation.HELD,
    PictureVersion.Moderation.SHOWN,
    PictureVersion.Moderation.HIDDEN,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a version is kept after its check: shown, held or hidden, why, and how it is rated."""

    moderation: PictureVersion.Moderation
    reason: str
    rating: PictureVersion.Rating
    scores: dict[str, float]
    rated_by: str

    def columns(self) -> dict[str, Any]:
        """Return it as the columns of a version."""
        return {
            "moderation": self.moderation,
            "moderation_reason": self.reason,
            "rating": self.rating,
            "scores": self.scores,
            "rated_by": self.rated_by,
        }


def standing_of(checked: Checked) -> Standing:
    """Return how a version is kept of which a check has found that, or has not answered."""
    moderation, reason = SHOWN, ""
    if checked.problem:
        moderation, reason = HELD, f"{checked.problem} It is checked again by itself."
    elif checked.is_forbidden:
        moderation, reason = HIDDEN, TOO_YOUNG
    return Standing(moderation, reason, checked.rating, dict(checked.scores), checked.rated_by)


def standing_of_upload(checked: Checked) -> Standing:
    """Return how a reader's own picture is kept: if the check did not answer, behind a blur."""
    if checked.problem:
        return Standing(SHOWN, "", PictureVersion.Rating.UNCHECKED, {}, "")
    return standing_of(checked)


def standing_of_part(checked: Checked, whole: PictureVersion) -> Standing:
    """Return how a picture is kept that was made of one that is shown: never rated lower than that one.

    What a moderator has said of the whole holds for its parts. If the check did not answer, the whole has been checked.
    """
    found = standing_of(Checked() if checked.problem else checked)
    rating = stricter(found.rating, whole.rating)
    is_as_before = whole.rated_by == MODERATOR or rating == whole.rating
    return Standing(
        found.moderation,
        found.reason,
        PictureVersion.Rating(whole.rating) if is_as_before else rating,
        {
            name: max(found.scores.get(name, 0.0), whole.scores.get(name, 0.0))
            for name in {*found.scores, *whole.scores}
        },
        whole.rated_by if is_as_before else found.rated_by,
    )


def follow_up(version: PictureVersion) -> None:
    """Write down what the checks have hidden, and have checked again what they hold. Call it in a transaction."""
    if version.moderation == HIDDEN:
        trail.record(Action.HIDDEN, version=version, by=None, reason=version.moderation_reason)
    elif version.moderation == HELD:
        queue.schedule_at(TASK, str(version.pk), when=timezone.now() + AGAIN)


def recheck(version_id: UUID) -> Checked | None:
    """Check a version once more. Returns what was found; None if it is gone, or a moderator has decided."""
    version = PictureVersion.objects.select_related("picture__vividpage__owner").filter(pk=version_id).first()
    if version is None or version.moderation == HIDDEN or _is_decided(version):
        return None
    vividpage = version.picture.vividpage
    account = Account(
        user_id=vividpage.owner_id,
        subject=vividpage.pk,
        budget_id=vividpage.budget_id,
        title=vividpage.title,
        purpose=PURPOSE,
        label=f"Version {version.number}",
    )
    is_own = version.origin == PictureVersion.Origin.UPLOADED
    checks = checks_of_uploads() if is_own else checks_for(Caller(vividpage.owner, account))
    checked = _checked(version, checks)
    _settle(version, checked)
    return checked


def _is_decided(version: PictureVersion) -> bool:
    """Return whether a moderator has rated a version, or has shown it."""
    return version.rated_by == MODERATOR or version.moderated_by_id is not None


def _checked(version: PictureVersion, checks: Checks) -> Checked:
    try:
        with version.image.open("rb") as file:
            data = file.read()
    except OSError:
        return Checked(problem="Its file cannot be read.")
    return checks.of(version.prompt, data)


@transaction.atomic
def _settle(version: PictureVersion, checked: Checked) -> None:
    """Write down what a check has found, unless a moderator has decided meanwhile."""
    known = {column: getattr(version, column) for column in ("moderation", "moderated_by_id", "rated_by")}
    if not PictureVersion.objects.select_for_update(no_key=True).filter(pk=version.pk, **known).exists():
        return
    standing = standing_of(checked)
    if checked.problem and (version.moderation == SHOWN or timezone.now() - version.created > _longest()):
        standing = standing_of_upload(checked)
    for column, value in standing.columns().items():
        setattr(version, column, value)
    version.save(update_fields=[*standing.columns()])
    if version.moderation == SHOWN and version.picture.kind in Picture.REFERENCES:
        _show_if_latest(version)
    follow_up(version)
    transaction.on_commit(partial(broadcast.changed, version.picture.vividpage_id, at_once=True))


def _show_if_latest(version: PictureVersion) -> None:
    """Show a reference picture that was held: it takes the place of the one before, as if it had never been."""
    later = PictureVersion.objects.filter(picture=version.picture_id, number__gt=version.number)
    kept = PictureVersion.Standing.KEPT
    if version.standing == kept and not later.exists():
        Picture.objects.filter(pk=version.picture_id, active_version__number__lt=version.number).update(
            active_version=version
        )


def _longest() -> timedelta:
    return timedelta(seconds=settings.MODERATION_HOLD_SECONDS)
