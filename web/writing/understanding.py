"""What the built-in author has understood of a brief, shown before anything is written or kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from authors.contract import Context, Declined, Outline, Text
from writing import services
from writing.kinds.catalogue import kind_named
from writing.memory import memory_of

if TYPE_CHECKING:
    from accounts.models import User
    from authors.contract import Brief
    from writing.kinds.kind import BookKind

SHOWN_PARTS = 2
"""How many parts are shown of how a book would begin."""
NEEDS_SOURCES = ("biography",)
"""Kinds whose plan rests on what is read first."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is understood of a brief, and how the book would begin. `declined` says why it cannot be written."""

    outline: Outline | None = None
    beginning: tuple[Text, ...] = field(default=())
    declined: str = ""
    waits_for_sources: bool = False

    @property
    def part_count(self) -> int:
        """How many parts the book would have."""
        return len(self.outline.parts) if self.outline else 0


def understanding_of(kind: BookKind[Any], brief: Brief, owner: User) -> Understanding:
    """Plan a book with the built-in author, write its first parts, and keep nothing of it. Takes milliseconds."""
    if kind.name in NEEDS_SOURCES:
        return Understanding(waits_for_sources=True)
    try:
        outline = services.understood(kind=kind.name, brief=brief.model_dump(mode="json"), owner=owner)
        return Understanding(outline, _beginning(kind, brief, outline, owner))
    except Declined as declined:
        return Understanding(declined=str(declined))


def _beginning(kind: BookKind[Any], brief: Brief, outline: Outline, owner: User) -> tuple[Text, ...]:
    author = kind_named(kind.name).built_in()
    memory = memory_of(owner)
    written: dict[str, Text] = {}
    for part in outline.parts[:SHOWN_PARTS]:
        context = Context(outline=outline, written=dict(written), memory=memory)
        written[part.key] = author.write(brief, part, context)
    return tuple(written.values())
