"""What is told of moderation: moderators of reports, owners of decisions about their pictures and books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.kinds import About, Kind, Lead
from notifications.services import notify
from storyboards.models import ModerationEvent
from storyboards.safety.moderators import moderators

if TYPE_CHECKING:
    from storyboards.models import Report

Action = ModerationEvent.Action
DECIDED = {
    Action.HIDDEN: "A moderator hid a picture of “{title}”.",
    Action.RESTORED: "A moderator shows a picture of “{title}” again.",
    Action.BANNED: "A moderator has closed uploading and drawing to your account.",
    Action.LIFTED: "You may upload and draw again.",
    Action.TAKEN_DOWN: "A moderator has taken “{title}” down.",
    Action.PUT_BACK: "A moderator has put “{title}” back.",
}
"""What owners are told, with the title of the book."""


def tell_report(report: Report) -> None:
    """Tell the moderators that a picture was reported."""
    notify(
        readers=set(moderators()) - {report.reporter_id},
        kind=Kind.REPORTED,
        key=f"picture-report:{report.pk}",
        title=f"A reader has reported a picture: {report.get_reason_display().lower()}.",
        lead=Lead(About.REPORTED_PICTURES),
    )


def tell_owner(event: ModerationEvent, *, title: str) -> None:
    """Tell the owner of a picture or a book, of which `title` is the title, what a moderator has decided."""
    said = DECIDED.get(Action(event.action))
    if said is None or event.owner is None or event.by is None or event.by == event.owner:
        return
    notify(
        readers=[event.owner],
        kind=Kind.MODERATED,
        key=f"moderation:{event.pk}",
        title=said.format(title=title),
        words=event.reason,
        lead=Lead(About.BOOK, event.vividpage),
    )
