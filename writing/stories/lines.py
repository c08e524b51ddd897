"""From rows to what authors know: the branch that ends in a segment, and what whoever continues it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from authors.continuations.continuing import posted
from authors.continuations.contract import StoryContext, StoryFacts
from authors.continuations.trees import StoryTree, context_of
from writing.stories.bible.edits import StandingEdits, edits_in
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from authors.continuations import contract
    from writing.stories.models import Branch

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


@dataclass(frozen=True, slots=True)
class LineKnowledge:
    """What is known at the end of a line: as its texts alone tell it, and `context`: as its bible has been edited.

    What a new segment tells is merged into `told`, so that an edit that is undone leaves nothing behind.
    """

    ids: tuple[str, ...]
    told: StoryFacts
    context: StoryContext
    edits: StandingEdits


def known_after(branch: Branch, line: Sequence[Segment]) -> LineKnowledge:
    """Return what whoever continues this line of a branch may know: nothing of any other branch."""
    story = branch.story
    edits = edits_in(branch.vividpage_id)
    ids = tuple(str(row.pk) for row in line)
    segments = as_told(line)
    facts = line[-1].known_after if line else None
    known = facts if facts is not None and facts.version == len(line) and facts.at == ids[-1] else None
    context = context_of(
        StoryTree(segments), ids[-1] if ids else "", story.settings, beginning=story.known_before, facts=known
    )
    edited = edits.over(context.facts, ids)
    return LineKnowledge(ids, edits.named(context.facts), context.model_copy(update={"facts": edited.facts}), edits)
