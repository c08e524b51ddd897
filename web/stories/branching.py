"""Branches as pages show them: the tree, and two of them from the part after which they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.stories.queries import end_of
from writing.stories.lines import ancestors_of
from writing.stories.models import Branch, Segment

if TYPE_CHECKING:
    from uuid import UUID

    from writing.stories.models import Story

MOST_SIDE_BY_SIDE = 30
"""Parts of each branch that stand beside the other's."""


@dataclass(frozen=True, slots=True)
class ShownBranch:
    """A branch with those that part from it. `depth` counts from 0, the main one's."""

    branch: Branch
    depth: int
    length: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two branches: how many parts they share, and what comes then in each. `more`: there are further ones."""

    one: Branch
    other: Branch
    shared: int
    ours: list[Segment]
    theirs: list[Segment]
    more: bool


def tree_of(story: Story) -> list[ShownBranch]:
    """Return all branches of a story, each after the one that it parts from. One query."""
    rows = list(story.branches.select_related("head", "forked_at").order_by("number"))
    below: dict[UUID | None, list[Branch]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    shown: list[ShownBranch] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        last = row.head or row.forked_at
        shown.append(ShownBranch(row, depth, last.number if last else 0))
        waiting.extend((child, depth + 1) for child in reversed(below.get(row.pk, [])))
    return shown


def compared(one: Branch, other: Branch) -> Compared:
    """Return two branches from where they part. Three queries."""
    ours, theirs = _ids(one), _ids(other)
    same = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    fork = min(len(ours), len(theirs)) if same is None else same
    left, right = ours[fork : fork + MOST_SIDE_BY_SIDE], theirs[fork : fork + MOST_SIDE_BY_SIDE]
    rows = Segment.objects.joined().select_related("writer").defer("facts", "findings", "mended")
    by_id = rows.in_bulk([*left, *right])
    return Compared(
        one,
        other,
        fork,
        [by_id[pk] for pk in left if pk in by_id],
        [by_id[pk] for pk in right if pk in by_id],
        max(len(ours), len(theirs)) > fork + MOST_SIDE_BY_SIDE,
    )


def _ids(branch: Branch) -> list[UUID]:
    end = end_of(branch)
    return ancestors_of(end) if end else []
