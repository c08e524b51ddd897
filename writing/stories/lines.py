"""From rows to what authors know: the branch that ends in a segment, and the context of whoever continues it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from authors.continuations.continuing import posted
from authors.continuations.trees import StoryTree, context_of
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from authors.continuations import contract
    from authors.continuations.contract import StoryContext
    from writing.stories.models import Story

_ANCESTORS = """
    WITH RECURSIVE line(id, parent_id, depth) AS (
        SELECT id, parent_id, 0 FROM writing_segment WHERE id = %s
        UNION ALL
        SELECT s.id, s.parent_id, line.depth + 1 FROM writing_segment s JOIN line ON s.id = line.parent_id
    )
    SELECT id FROM line ORDER BY depth DESC
"""


def line_to(segment: UUID | None) -> list[Segment]:
    """Return the segments on the way to one, oldest first, without those that are hidden or removed. Two queries."""
    if segment is None:
        return []
    ids = ancestors_of(segment)
    rows = Segment.objects.joined().defer("findings", "mended").in_bulk(ids)
    return [rows[one] for one in ids if one in rows]


def ancestors_of(segment: UUID) -> list[UUID]:
    """Return the ids on the way from a story's first segment to this one, whatever their state."""
    with connection.cursor() as cursor:
        cursor.execute(_ANCESTORS, [segment])
        return [row[0] for row in cursor.fetchall()]


def as_told(line: Sequence[Segment]) -> list[contract.Segment]:
    """Return the segments of one line as authors take them, each after the one before."""
    told: list[contract.Segment] = []
    for row in line:
        parent = told[-1].id if told else ""
        told.append(posted(row.told, id=str(row.pk), parent=parent, by=str(row.writer_id or "")))
    return told


def context_after(story: Story, line: Sequence[Segment]) -> StoryContext:
    """Return what whoever continues this line may know: nothing of any other branch."""
    if not line:
        return context_of(StoryTree([]), "", story.settings, beginning=story.known_before)
    at = str(line[-1].pk)
    facts = line[-1].known_after
    known = facts if facts.version == len(line) and facts.at == at else None
    return context_of(StoryTree(as_told(line)), at, story.settings, beginning=story.known_before, facts=known)
