"""Rows of books that are written here: what was asked for, plans, parts with their drafts, and kept heroes."""

from writing.models.book import BUILT_IN, PlanVersion, WrittenBook
from writing.models.fact import Contradiction, FoundFact, GatheredFacts
from writing.models.hero import Hero
from writing.models.part import Draft, DraftFinding, PlannedPart
from writing.models.source import Passage, Source, SourceEdit
from writing.stories.models import (
    Appeal,
    Branch,
    Category,
    Comment,
    ContentReport,
    Decision,
    Follow,
    Idea,
    Segment,
    Story,
    StoryAllowance,
    StoryMember,
    Topic,
    Vote,
)

__all__ = [
    "BUILT_IN",
    "Appeal",
    "Branch",
    "Category",
    "Comment",
    "ContentReport",
    "Contradiction",
    "Decision",
    "Draft",
    "DraftFinding",
    "Follow",
    "FoundFact",
    "GatheredFacts",
    "Hero",
    "Idea",
    "Passage",
    "PlanVersion",
    "PlannedPart",
    "Segment",
    "Source",
    "SourceEdit",
    "Story",
    "StoryAllowance",
    "StoryMember",
    "Topic",
    "Vote",
    "WrittenBook",
]
