"""The book of a branch is deleted with its story, and not by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writing.stories.models import Branch

if TYPE_CHECKING:
    from uuid import UUID


def why_kept(*, vividpage_id: UUID) -> str:
    """Return why a book cannot be deleted by itself; "" for one that is no branch of a story."""
    branch = Branch.objects.select_related("story").filter(vividpage=vividpage_id).first()
    return f"This is a branch of the story “{branch.story.title}”. Delete the story itself." if branch else ""
