"""Saying something about a segment or an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.access.allowances import spend_comment
from writing.stories import noticing
from writing.stories.access import standing_in
from writing.stories.errors import StoryRefused
from writing.stories.models import Comment, Idea, Segment, Shown
from writing.stories.models.moderation import LONGEST_COMMENT
from writing.stories.services.telling import tell_watchers
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def comment_on(
    *, by: User, text: str, segment: Segment | None = None, idea: Idea | None = None, link: str = ""
) -> Comment:
    """Say something about a segment, or about an idea. Raises StoryRefused and LimitReached."""
    said = text.strip()
    if not said or len(said) > LONGEST_COMMENT:
        raise StoryRefused(f"A comment has {LONGEST_COMMENT} characters at most, and not none.")
    if refusal := refused_words(said):
        raise StoryRefused(refusal)
    if segment is not None:
        standing = standing_in(segment.story, by, link=link)
        if not standing.may_read or standing.is_banned or segment.state not in Segment.JOINED:
            raise StoryRefused(standing.why_not or "This segment is not shown any more.")
    elif idea is None or not Idea.objects.visible_to(by).filter(pk=idea.pk).exists():
        raise StoryRefused("This idea is not shown any more.")
    spend_comment(by)
    made = Comment.objects.create(segment=segment, idea=idea, author=by, text=said)
    if segment is not None:
        tell_watchers(segment)
    noticing.tell_comment(made)
    return made


@transaction.atomic
def delete_comment(*, comment: Comment, by: User) -> None:
    """Delete a comment of one's own. Raises StoryRefused."""
    if comment.author_id != by.pk:
        raise StoryRefused("Only whoever wrote it deletes it.")
    Comment.objects.filter(pk=comment.pk).update(state=Shown.REMOVED, text="")
