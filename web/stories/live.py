"""The end of a branch as its page shows it and as workers send it: what is published, and what is coming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string

from accounts.models import User
from web.stories.queries import ComingSegment, Stretch, coming_in, stretch_of
from writing.stories.access import standing_in
from writing.stories.models import Branch

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from writing.stories.access import Standing

TEMPLATE = "stories/_live.html"


@dataclass(frozen=True, slots=True)
class BranchEnd:
    """The last page of a branch, and what is coming. `announcement` is the sentence that screen readers hear."""

    stretch: Stretch
    coming: list[ComingSegment]

    @property
    def announcement(self) -> str:
        """What to say of it."""
        last = self.stretch.segments[-1] if self.stretch.segments else None
        told = f"The story has {self.stretch.total} parts." if last else "The story has not begun yet."
        return f"{told} Another is coming." if self.coming else told

    @property
    def is_growing(self) -> bool:
        """Whether more comes by itself."""
        return any(not one.row.waits for one in self.coming)


def branch_end(branch: Branch, user: User | AnonymousUser) -> BranchEnd:
    """Return the end of a branch as it is now."""
    return BranchEnd(stretch_of(branch), coming_in(branch, user))


def fragment(branch: Branch, user: User | AnonymousUser, standing: Standing) -> str:
    """Render what browsers swap in."""
    context = {"branch": branch, "story": branch.story, "end": branch_end(branch, user), "standing": standing}
    return render_to_string(TEMPLATE, {**context, "user": user})


@dataclass(frozen=True, slots=True)
class StoryAudience:
    """The browsers of a reader that show a branch, and the link that they came by."""

    story_id: UUID
    branch_id: UUID
    reader: User
    link: str

    @property
    def subject(self) -> UUID:
        """The story."""
        return self.story_id

    def render(self) -> str | None:
        """Render what they show; None if the branch is gone, or not for them any more."""
        branch = Branch.objects.select_related("story", "vividpage").filter(pk=self.branch_id).first()
        if branch is None:
            return None
        standing = standing_in(branch.story, self.reader, link=self.link)
        return self.shown(branch, standing) if standing.may_read else None

    def shown(self, branch: Branch, standing: Standing) -> str:
        """Render the end of the branch."""
        return fragment(branch, self.reader, standing)
