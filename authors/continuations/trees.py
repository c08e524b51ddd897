"""The tree of a story, and what may be known at one point of it: its ancestors, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from authors.continuations.contract import (
    LAST_SEGMENTS,
    Recap,
    Segment,
    StoryContext,
    StoryFacts,
    StorySettings,
)
from authors.continuations.facts import facts_after
from authors.continuations.recaps import MOST_RECAP, recap
from authors.contract import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

REMEMBERED = 120
"""Ancestors whose use of the pools is remembered."""


class TreeInvalid(ValueError):
    """Segments that make no tree: an id twice, a parent that is not there, a ring."""


class StoryTree:
    """The segments of a story, of all branches. Raises TreeInvalid."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._by_id: dict[str, Segment] = {}
        for segment in segments:
            if not segment.id or segment.id in self._by_id:
                raise TreeInvalid(f"Segment {segment.id!r} is there twice, or has no id.")
            self._by_id[segment.id] = segment
        self._children: dict[str, list[str]] = {}
        for segment in self._by_id.values():
            if segment.parent and segment.parent not in self._by_id:
                raise TreeInvalid(f"Segment {segment.id!r} continues {segment.parent!r}, which is not there.")
            self._children.setdefault(segment.parent, []).append(segment.id)
        if len(self._reached()) != len(self._by_id):
            raise TreeInvalid("Some segments continue each other in a ring.")

    def __len__(self) -> int:
        return len(self._by_id)

    def segment(self, at: str) -> Segment:
        """Return a segment by its id. Raises KeyError."""
        return self._by_id[at]

    def children(self, at: str) -> tuple[Segment, ...]:
        """Return what continues a segment; of "", what begins the story."""
        return tuple(self._by_id[each] for each in self._children.get(at, ()))

    def path(self, at: str) -> tuple[Segment, ...]:
        """Return the branch that ends in a segment, from the story's first to it. Raises KeyError."""
        found: list[Segment] = []
        while at:
            segment = self._by_id[at]
            found.append(segment)
            at = segment.parent
        return tuple(reversed(found))

    def leaves(self) -> tuple[Segment, ...]:
        """Return the ends of all branches."""
        return tuple(segment for segment in self._by_id.values() if not self._children.get(segment.id))

    def _reached(self) -> set[str]:
        reached: set[str] = set()
        waiting = list(self._children.get("", ()))
        while waiting:
            at = waiting.pop()
            reached.add(at)
            waiting.extend(self._children.get(at, ()))
        return reached


def context_of(
    tree: StoryTree,
    at: str,
    settings: StorySettings | None = None,
    *,
    beginning: StoryFacts | None = None,
    facts: StoryFacts | None = None,
) -> StoryContext:
    """Return what may be known by whoever continues segment `at` ("": begins the story).

    `beginning` is what the story's owner has said before its first segment. `facts` are those of segment `at` where
    they have been kept; without them they are made anew from all ancestors, which parses their texts. Raises KeyError
    for a segment that is not there, and ValueError for facts of another segment.
    """
    path = tree.path(at)
    if facts is None:
        facts = facts_along(path, beginning or StoryFacts())[at]
    elif facts.at != at or facts.version != len(path):
        raise ValueError(f"These facts are of segment {facts.at!r}, version {facts.version}, not of {at!r}.")
    return StoryContext(
        facts=facts,
        last=path[-LAST_SEGMENTS:],
        recap=recap(path[:-LAST_SEGMENTS], MOST_RECAP) if len(path) > LAST_SEGMENTS else Recap(),
        settings=settings or StorySettings(),
        memory=Memory(used=dict(Counter(each for segment in path[-REMEMBERED:] for each in segment.stock))),
    )


def facts_along(path: Iterable[Segment], beginning: StoryFacts) -> dict[str, StoryFacts]:
    """Return the facts at every segment of a branch, by its id; those of the beginning at ""."""
    facts = beginning.model_copy(update={"version": 0, "at": ""})
    found = {"": facts}
    for segment in path:
        facts = facts_after(StoryContext(facts=facts), segment)
        found[segment.id] = facts
    return found
