"""What a page is read into: blocks of text in reading order, with the notes and pictures that stand between them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from books.manuscript import Mark, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Address:
    """A place in the book: the name of a page, and an id on it."""

    page: str
    fragment: str


@dataclass(frozen=True, slots=True, eq=False)
class NoteElement:
    """An element that holds a note, or several, and was left out of the text of its page; a copy with no siblings."""

    page: str
    element: etree._Element

    @classmethod
    def copied(cls, element: etree._Element, page: str) -> NoteElement:
        """Copy a note from a page that is read on without it."""
        copy = deepcopy(element)
        copy.tail = None
        return cls(page, copy)


NoteTarget: TypeAlias = Address | NoteElement
"""What the sign of a note leads to; or the note itself where it stands in the text without a sign."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """What stands in place of a note. `label` is the sign that the book prints there, or is empty."""

    target: NoteTarget
    label: str


@dataclass(frozen=True, slots=True)
class PlacedNoteReference:
    """A reference to a note before the character `at` of a text."""

    at: int
    reference: NoteReference


@dataclass(frozen=True, slots=True)
class PictureReference:
    """A picture on a page: the name of its file, or a `data:` URL; the caption if it has one in its own figure."""

    source: str
    alt: str
    caption: str = ""


Attachment: TypeAlias = PictureReference | NoteReference
"""What stands between the blocks of a page."""


@dataclass(slots=True)
class PageBlock:
    """A block of a page. `ids` are the anchors that lie at or before its start, `types` those of its sections.

    `doubt` is what a break is called in `BreakRules.is_ordinary`; a break without is certain. What stands `before` it
    is there only for the first block of a page.
    """

    text: str
    kind: ParagraphKind
    types: frozenset[str]
    ids: tuple[str, ...] = ()
    level: int = 0
    doubt: str = ""
    marks: tuple[Mark, ...] = ()
    notes: tuple[PlacedNoteReference, ...] = ()
    before: tuple[Attachment, ...] = ()
    after: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class PageBlocks:
    """A page that has been read: its name in the archive, its blocks, and what the book calls it."""

    name: str
    blocks: list[PageBlock]
    types: frozenset[str]
    unattached: tuple[Attachment, ...] = ()
    """What stands on a page without blocks."""


def attach(blocks: Sequence[PageBlock], attachments: Iterable[tuple[int, Attachment]]) -> tuple[Attachment, ...]:
    """Give to blocks what stands between them, each with the number of blocks before it.

    Returns what no block can have, because there is none.
    """
    by_place: dict[int, list[Attachment]] = {}
    for place, attachment in attachments:
        by_place.setdefault(place, []).append(attachment)
    if not blocks:
        return tuple(by_place.get(0, ()))
    for place, attached in by_place.items():
        if place == 0:
            blocks[0].before = tuple(attached)
        else:
            blocks[place - 1].after = tuple(attached)
    return ()


def without(blocks: Iterable[PageBlock], is_left_out: Callable[[PageBlock], bool]) -> list[PageBlock]:
    """Leave out some of the blocks; what stands beside those goes to their neighbours."""
    kept: list[PageBlock] = []
    attachments: list[tuple[int, Attachment]] = []
    for block in blocks:
        attachments.extend((len(kept), attachment) for attachment in block.before)
        if not is_left_out(block):
            kept.append(block)
        attachments.extend((len(kept), attachment) for attachment in block.after)
    attach(kept, attachments)
    return kept
