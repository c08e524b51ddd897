"""Which edits of the bible hold where: those of a branch at its end, and those that stood when it went past a part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Min, Q

from books.models import Scene
from characters.editing.history import BibleRows, bible_at
from characters.models import Edit
from writing.stories.bible.overlay import EditedFacts, named, overlaid
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from authors.continuations.contract import StoryFacts
    from writing.stories.models import Branch


@dataclass(frozen=True, slots=True)
class StandingEdits:
    """What has been edited in the bible of one branch, and the numbers of the scenes that changes begin and end at."""

    rows: BibleRows
    scenes: Mapping[UUID, int]

    def over(self, facts: StoryFacts, line: Sequence[str]) -> EditedFacts:
        """Return facts as they are edited; `line` are the ids of the segments that they are of, oldest first."""
        return overlaid(facts, self.rows, self.scenes, line)

    def named(self, facts: StoryFacts) -> StoryFacts:
        """Return facts that know people by the names of the edits too, and are otherwise what the texts tell."""
        return named(facts, self.rows)


def edits_in(vividpage_id: UUID, *, before: datetime | None = None) -> StandingEdits:
    """Return the edits of a branch's book that stand; `before`: without those made since. Six queries at most."""
    rows = bible_at(vividpage_id, before)
    wanted = {one for change in rows.changes for one in (change.scene_id, change.until_id) if one is not None}
    scenes = dict(Scene.objects.filter(pk__in=wanted).values_list("pk", "number")) if wanted else {}
    return StandingEdits(rows, scenes)


def edits_after(segment: Segment, *, towards: Branch | None = None) -> StandingEdits:
    """Return the edits that stood while a segment was the last of its branch: nobody who stops there knows others.

    `towards` is the branch in which the line goes on, which has none that were made after it had parted.
    `segment.branch` is at hand. Seven queries at most.
    """
    moments = [_went_on(segment), towards.created if towards and towards.pk != segment.branch_id else None]
    return edits_in(segment.branch.vividpage_id, before=min(filter(None, moments), default=None))


def edits_made(branch: Branch, *, since: datetime | None = None) -> int:
    """Count how often a branch's bible was edited or an edit undone, since a moment or ever. One query."""
    edits = Edit.objects.filter(vividpage=branch.vividpage_id)
    made, undone = Q(pk__isnull=False), Q(undone_at__isnull=False)
    if since is not None:
        made, undone = Q(created__gt=since), Q(undone_at__gt=since)
    counted = edits.aggregate(made=Count("pk", filter=made), undone=Count("pk", filter=undone))
    return int(counted["made"] + counted["undone"])


def _went_on(segment: Segment) -> datetime | None:
    """Return when the branch of a segment was continued after it; None if it ends with it."""
    after = Segment.objects.filter(parent=segment.pk, branch=segment.branch_id)
    moment: datetime | None = after.aggregate(at=Min("joined_at"))["at"]
    return moment
