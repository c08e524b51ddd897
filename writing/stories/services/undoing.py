"""Taking back an edit of a story's bible: what continues the story then knows nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from characters.editing import EditRefused, undoing
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.models import Decision, Kind

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from characters.models import Edit
    from writing.stories.models import Branch


@transaction.atomic
def undo_edit(*, branch: Branch, edit_id: UUID, by: User) -> Edit:
    """Undo the latest edit of a branch's bible, which is that one. Raises StoryRefused."""
    if not standing_in(branch.story, by).may_decide:
        raise StoryRefused("Only the owner of this story and its moderators undo edits.")
    try:
        edit = undoing.undo(vividpage=branch.vividpage, edit_id=edit_id)
    except EditRefused as refused:
        raise StoryRefused(str(refused)) from None
    Decision.objects.create(
        action=Decision.Action.UNDONE,
        by=by.pk,
        kind=Kind.BIBLE,
        target=edit.pk,
        story=branch.story_id,
        reason=f"{branch.name}: {edit.summary}",
    )
    return edit
