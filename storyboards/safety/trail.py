"""The audit trail: what was done to pictures and accounts, by whom and why. It is only ever written at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.events import Event
from audit.recording import record as log
from storyboards.models import ModerationEvent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from accounts.models import User
    from storyboards.models import PictureVersion

Action = ModerationEvent.Action


def record(
    action: Action,
    *,
    version: PictureVersion,
    by: User | None,
    reason: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> ModerationEvent:
    """Write down what was done about a version (`select_related("picture__vividpage")`) or its owner; the checks are
    nobody.
    """
    if by is not None:
        log(Event.MODERATED, actor=by.pk, subject=version.picture.vividpage.owner_id, act=str(action), of="a picture")
    return ModerationEvent.objects.create(
        action=action,
        by=by.pk if by else None,
        reason=reason,
        version=version.pk,
        picture=version.picture_id,
        vividpage=version.picture.vividpage_id,
        owner=version.picture.vividpage.owner_id,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def record_of_book(action: Action, *, vividpage: UUID, owner: UUID, by: User, reason: str) -> ModerationEvent:
    """Write down what was done about a whole book."""
    log(Event.MODERATED, actor=by.pk, subject=owner, act=str(action), of="a book")
    return ModerationEvent.objects.create(action=action, by=by.pk, reason=reason, vividpage=vividpage, owner=owner)
