"""What becomes of a line once it has been told: it is refused, waits for somebody, or is put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import broadcast
from writing.stories.access import standing_in
from writing.stories.models import Segment

if TYPE_CHECKING:
    from authors.continuations.continuing import Continuation

DOES_NOT_FIT = "Something in it does not fit the story so far. Change it, keep it as it is, or take it back."
WAITS_FOR_APPROVAL = "The first segments of new members are looked at before they are shown."


def settle_telling(*, segment: Segment, continuation: Continuation | None, refusal: str) -> None:
    """Keep what a line has become, and what happens with it next. Call it in a transaction that holds the segment."""
    if continuation is not None:
        segment.draft = continuation.draft.model_dump(mode="json")
        segment.findings = [finding.model_dump(mode="json") for finding in continuation.findings]
        segment.mended = [finding.model_dump(mode="json") for finding in continuation.mended]
    segment.note = refusal
    if refusal or continuation is None:
        segment.state = Segment.State.REFUSED
    elif not continuation.is_clean:
        segment.state, segment.note = Segment.State.ASKING, DOES_NOT_FIT
    else:
        let_on(segment)
    segment.save(update_fields=["draft", "findings", "mended", "note", "state"])
    tell_watchers(segment)


def let_on(segment: Segment) -> None:
    """Say that a segment is put in next, or first looked at where its writer is new. Not saved."""
    story = segment.story
    is_new = segment.writer is None or not standing_in(story, segment.writer, link=story.link).is_trusted
    if story.approves_new and is_new and not segment.is_approved:
        segment.state, segment.note = Segment.State.HELD, WAITS_FOR_APPROVAL
    else:
        segment.state, segment.note = Segment.State.JOINING, ""


def tell_watchers(segment: Segment) -> None:
    """Wake whoever watches the story of a segment, once this transaction ends."""
    story_id = segment.story_id
    transaction.on_commit(lambda: broadcast.changed(story_id, at_once=True))
