"""Rows of books that are written here: what was asked for, plans, parts with their drafts, and kept heroes."""

from writing.models.book import BUILT_IN, PlanVersion, WrittenBook
from writing.models.fact import Contradiction, FoundFact, GatheredFacts
from writing.models.hero import Hero
from writing.models.part import Draft, DraftFinding, PlannedPart
from writing.models.source import Passage, Source, SourceEdit

__all__ = [
    "BUILT_IN",
    "Contradiction",
    "Draft",
    "DraftFinding",
    "FoundFact",
    "GatheredFacts",
    "Hero",
    "Passage",
    "PlanVersion",
    "PlannedPart",
    "Source",
    "SourceEdit",
    "WrittenBook",
]
