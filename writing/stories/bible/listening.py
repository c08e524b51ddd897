"""What a story learns of edits of its bible, wherever they are made: its trail has them, and who watches is woken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from characters.models import Edit
from jobs import broadcast
from writing.stories.models import Branch, Decision, Kind

if TYPE_CHECKING:
    from uuid import UUID


def note_edit(*, vividpage_id: UUID) -> None:
    """Write an edit of a branch's bible into the trail of its story; an undo is noted by whoever does it."""
    branch = Branch.objects.select_related("story").filter(vividpage=vividpage_id).first()
    if branch is None:
        return
    story = branch.story
    edit = Edit.objects.filter(vividpage=vividpage_id).defer("steps").order_by("-number").first()
    if edit is not None and edit.undone_at is None and not _is_noted(edit):
        Decision.objects.create(
            action=Decision.Action.EDITED,
            by=edit.user_id,
            kind=Kind.BIBLE,
            target=edit.pk,
            story=story.pk,
            reason=f"{branch.name}: {edit.summary}",
        )
    transaction.on_commit(lambda: broadcast.changed(story.pk, at_once=True))


def _is_noted(edit: Edit) -> bool:
    return Decision.objects.filter(kind=Kind.BIBLE, target=edit.pk, action=Decision.Action.EDITED).exists()
