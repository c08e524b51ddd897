"""The stretches that a book is cut into: by its contents first, then by its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from books.epub.chapters.matter import CHAPTER_TITLE, kind_of
from books.epub.pages.block_reader import WITHOUT_PICTURES
from books.epub.pages.blocks import Attachment, PageBlock, PageBlocks, PictureReference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from books.epub.package.navigation import Contents, NavigationEntry

WORDS_OF_ONE_CHAPTER = 12_000
"""Divisions within one file are sections of a chapter up to this many words together, chapters of their own beyond."""
PART_TITLE = re.compile(
    r"^(part|book|volume|teil|buch|band|partie|livre|tome|parte|libro|deel|boek|часть|книга)\b", re.IGNORECASE
)
WORDS_OF_A_PART = 15
"""A part that stands beside its chapters, and not above them, has fewer words of its own."""

TITLE_PAGE = re.compile(r"^(cover|(half|front|book)?[ -]?title[ -]?(page)?)$", re.IGNORECASE)


@dataclass(slots=True)
class Segment:
    """A stretch of the book under one heading. `depth` is its depth in the contents; -1: not in the contents."""

    title: str
    depth: int
    page: str
    types: frozenset[str]
    blocks: list[PageBlock] = field(default_factory=list)
    in_page: bool = False
    is_group: bool = False
    is_flat: bool = False
    """Whether this is a part beside whose entry, and not under it, the contents list its chapters."""
    parts: tuple[str, ...] = ()
    carried: tuple[Attachment, ...] = ()
    """Pictures that stand before its first block."""

    def continue_with(self, blocks: Sequence[PageBlock], unattached: tuple[Attachment, ...]) -> None:
        """Add the blocks of another page, or what stands on a page without blocks."""
        self.blocks.extend(blocks)
        if self.blocks:
            self.blocks[-1].after += unattached
        else:
            self.carried += unattached

    @property
    def is_cover(self) -> bool:
        """Whether pictures are the cover once more, or a title that is drawn."""
        return bool(self.types & WITHOUT_PICTURES)

    def passed_on(self) -> tuple[Attachment, ...]:
        """Return the pictures for the next chapter, if this becomes none; a cover or a drawn title is not passed on."""
        if self.is_cover or TITLE_PAGE.match(self.title):
            return ()
        beside = (attachment for block in self.blocks for attachment in (*block.before, *block.after))
        return (*self.carried, *(attachment for attachment in beside if isinstance(attachment, PictureReference)))

    def has_words(self, many: int) -> bool:
        """Return whether there are at least so many words of running text."""
        return words_up_to(many, self.blocks) >= many


def words_up_to(many: int, blocks: Iterable[PageBlock]) -> int:
    """Count words of running text, no further than `many`; white space is folded, so that it is counted."""
    words = 0
    for block in blocks:
        if block.text and block.kind not in ("heading", "break"):
            words += block.text.count(" ") + block.text.count("\n") + 1
            if words >= many:
                break
    return words


def segments_of(pages: Sequence[PageBlocks], contents: Contents) -> list[Segment]:
    """Cut the pages where the contents say that something begins."""
    by_page: dict[str, list[NavigationEntry]] = {}
    groups: dict[int, list[NavigationEntry]] = {}
    pending: list[NavigationEntry] = []
    for entry in contents.entries:
        if entry.name is None:
            pending.append(entry)
            continue
        by_page.setdefault(entry.name, []).append(entry)
        if pending:
            groups[id(entry)] = pending
            pending = []
    segments: list[Segment] = []
    for page in pages:
        types = page.types | frozenset(contents.landmarks.get(page.name, "").lower().split())
        _cut_page(page, types, by_page.get(page.name, []), groups, segments, has_contents=bool(by_page))
    return segments


def _cut_page(
    page: PageBlocks,
    types: frozenset[str],
    entries: list[NavigationEntry],
    groups: dict[int, list[NavigationEntry]],
    segments: list[Segment],
    *,
    has_contents: bool,
) -> None:
    anchors = _anchors(page.blocks) if any(entry.fragment for entry in entries) else {}
    starts = sorted(
        (
            (anchors.get(entry.fragment, 0) if entry.fragment else 0, order, entry)
            for order, entry in enumerate(entries)
        ),
        key=lambda start: start[:2],
    )
    head = page.blocks[: starts[0][0]] if starts else page.blocks
    before = page.unattached
    if not starts or any(block.kind != "break" for block in head):
        _add_unlisted(page, types, head, segments, has_contents=has_contents)
    else:
        before += tuple(attachment for block in head for attachment in (*block.before, *block.after))
    for position, (index, _, entry) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else len(page.blocks)
        segments += [
            Segment(group.title, group.depth, page.name, frozenset(), in_page=True, is_group=True)
            for group in groups.get(id(entry), ())
        ]
        in_page = position > 0 or index > 0
        title = entry.title or first_heading(page.blocks[index:end])
        own = types if not in_page else types - {"titlepage", "halftitlepage"}
        segment = Segment(title, entry.depth, page.name, own, page.blocks[index:end], in_page=in_page)
        segment.carried, before = before, ()
        segments.append(segment)


def _anchors(blocks: Sequence[PageBlock]) -> dict[str, int]:
    """Return the place of the block at which each anchor lies."""
    anchors: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for identifier in block.ids:
            anchors.setdefault(identifier, index)
    return anchors


def _add_unlisted(
    page: PageBlocks, types: frozenset[str], blocks: list[PageBlock], segments: list[Segment], *, has_contents: bool
) -> None:
    """Add a page that the contents do not name to what came before, unless it has a heading of its own."""
    heading = first_heading(blocks[:3]) or _title_of_a_part(blocks)
    special = kind_of("", types, seen_body=False)
    continues = has_contents and segments and segments[-1].depth >= 0 and not heading
    if continues and special in (None, "body") and not segments[-1].types & {"titlepage", "cover"}:
        segments[-1].continue_with(blocks, page.unattached)
    else:
        segments.append(Segment(heading, -1, page.name, types, list(blocks), carried=page.unattached))


def _title_of_a_part(blocks: Sequence[PageBlock]) -> str:
    """Return the title on a page that has nothing but the title of a part, set as a paragraph; empty if it is none."""
    texts = [block.text for block in blocks if block.kind in ("prose", "list") and block.text]
    if not texts or not PART_TITLE.match(texts[0]) or sum(len(text.split()) for text in texts) >= WORDS_OF_A_PART:
        return ""
    return texts[0]


def first_heading(blocks: Sequence[PageBlock]) -> str:
    """Join the headings with which a page begins into one title: “Chapter 1” and “The River Bank”."""
    titles: list[str] = []
    for block in blocks:
        if block.kind != "heading":
            break
        titles.append(block.text)
    if titles:
        return ". ".join(title.rstrip(".:") for title in titles[:2])
    return next((block.text for block in blocks if block.kind == "heading"), "")


def cut_by_headings(segments: list[Segment]) -> list[Segment]:
    """Cut what the contents leave whole: a stretch in which several headings are those of chapters."""
    cut: list[Segment] = []
    for segment in segments:
        levels = [b.level for b in segment.blocks if b.kind == "heading" and CHAPTER_TITLE.match(b.text)]
        if len(levels) < 2 or (segment.depth >= 0 and not segment.has_words(WORDS_OF_ONE_CHAPTER + 1)):
            cut.append(segment)
            continue
        level = min(levels)
        piece = Segment(segment.title, segment.depth, segment.page, segment.types, in_page=segment.in_page)
        piece.carried = segment.carried
        cut.append(piece)
        for index, block in enumerate(segment.blocks):
            if block.kind == "heading" and block.level == level and CHAPTER_TITLE.match(block.text):
                title = first_heading(segment.blocks[index : index + 2])
                piece = Segment(title, segment.depth + 1, segment.page, segment.types, in_page=True)
                cut.append(piece)
            piece.blocks.append(block)
    return [segment for segment in cut if segment.blocks or segment.depth >= 0]
