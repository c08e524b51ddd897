"""The notes of a book by the addresses that lead to them, read when somebody asks for one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from books.epub.pages.apparatus import TYPE_ATTRIBUTES, types_of
from books.epub.pages.block_reader import BlockReader
from books.epub.pages.blocks import Address, NoteElement, NoteReference, PageBlock
from books.epub.pages.breaks import BreakRules
from books.epub.pages.inline import HEADINGS, FindFile
from books.epub.pages.notes import ARROW, DEEPEST, NOTE_BLOCKS, ids_of, remove
from books.epub.xml import local
from books.manuscript import Mark, Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from books.epub.pages.element_traits import ElementTraitsCache

LISTS = {"ol", "ul", "dl"}
PLURAL_TYPES = {"footnotes", "endnotes", "rearnotes", "notes"}
PLURAL_CLASS = re.compile(r"notes", re.IGNORECASE)
NOTE_ATTRIBUTES = (*TYPE_ATTRIBUTES, "class", "hidden", "style")
"""What says that an element is a note, and would keep it out of the text of the note around it."""
MOST_PARAGRAPHS = 20
"""Of a note that has no box around it and goes on until the next one."""
PRINTED_LABEL = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§¶]{1,3})[\])]?[.:]?\s+(?=\S)")


class NoteIndex:
    """The notes that were left out of a book's pages."""

    def __init__(self, traits: ElementTraitsCache, find: FindFile) -> None:
        self._rules = BreakRules(())
        """What is counted in notes tells nothing of the story's breaks."""
        self._traits = traits
        self._find = find
        self._places: dict[Address, tuple[NoteElement, etree._Element]] = {}
        self._targets: set[Address] = set()
        self._counts: dict[NoteElement, Counter[etree._Element]] = {}
        self._notes: dict[etree._Element, Note | None] = {}
        self._in_text: dict[Address, list[PageBlock]] = {}
        self._notes_in_text: dict[Address, Note | None] = {}

    def add(self, notes: Iterable[NoteElement]) -> None:
        """Take up elements with notes."""
        for note in notes:
            for element in note.element.iter():
                for identifier in ids_of([element]):
                    self._places.setdefault(Address(note.page, identifier), (note, element))

    def add_references(self, references: Iterable[NoteReference]) -> None:
        """Take up what leads to notes, and the notes that it leads to without an address."""
        for reference in references:
            if isinstance(reference.target, Address):
                self._targets.add(reference.target)
            else:
                self.add([reference.target])

    def add_matter(self, pages: Iterable[tuple[str, Sequence[PageBlock]]], matter: Iterable[PageBlock]) -> None:
        """Take up what signs lead to on these pages and is no note by itself, but text of the front or back matter."""
        wanted: dict[str, set[str]] = {}
        for target in self._targets - self._places.keys():
            wanted.setdefault(target.page, set()).add(target.fragment)
        if not wanted:
            return
        in_matter = {id(block) for block in matter}
        for page, blocks in pages:
            fragments = wanted.get(page)
            if not fragments:
                continue
            for index, block in enumerate(blocks):
                if id(block) in in_matter and (names := fragments.intersection(block.ids)):
                    note = [block, *_continuation(blocks, index + 1, fragments)]
                    self._in_text.update((Address(page, name), note) for name in names)

    def note_of(self, reference: NoteReference) -> Note | None:
        """Find the note that a reference means.

        None if it leads to none; or if it stands for a note without a sign, but there is a sign for that elsewhere.
        """
        target = reference.target
        if isinstance(target, NoteElement):
            is_led_to = any(Address(target.page, name) in self._targets for name in ids_of(target.element.iter()))
            return None if is_led_to else self._read(target, [target.element], reference.label)
        place = self._places.get(target)
        if place is not None:
            return self._read(place[0], self._extent(*place), reference.label)
        if target in self._in_text and target not in self._notes_in_text:
            self._notes_in_text[target] = note_of_blocks(self._in_text[target], reference.label)
        return self._notes_in_text.get(target)

    def _extent(self, note: NoteElement, target: etree._Element) -> list[etree._Element]:
        """Return the elements of one note among those that stand together: a box around a target or what follows it."""
        counts = self._counts_in(note)
        within = [target, *islice(target.iterancestors(), DEEPEST)]
        box = next((element for element in within if local(element) in NOTE_BLOCKS), note.element)
        while box is not note.element:
            parent = box.getparent()
            if parent is None or counts[parent] > counts[box] or self._holds_many(parent):
                break
            box = parent
        following: list[etree._Element] = []
        if box is not note.element and local(box) == "p":
            for sibling in islice(box.itersiblings(), MOST_PARAGRAPHS):
                if counts[sibling] or local(sibling) != "p":
                    break
                following.append(sibling)
        return [box, *following]

    def _counts_in(self, note: NoteElement) -> Counter[etree._Element]:
        """Count how many targets each element of a note holds."""
        counts = self._counts.get(note)
        if counts is None:
            counts = self._counts[note] = Counter()
            for element in note.element.iter():
                if any(Address(note.page, name) in self._targets for name in ids_of([element])):
                    counts.update([element, *islice(element.iterancestors(), DEEPEST)])
        return counts

    @staticmethod
    def _holds_many(element: etree._Element) -> bool:
        """Return whether an element by its nature holds several notes, or a heading for them."""
        types = types_of({str(key): str(value) for key, value in element.items()})
        if local(element) in LISTS or types & PLURAL_TYPES or PLURAL_CLASS.search(element.get("class") or ""):
            return True
        return any(local(child) in HEADINGS for child in islice(element, DEEPEST))

    def _read(self, note: NoteElement, extent: Sequence[etree._Element], label: str) -> Note | None:
        first = extent[0]
        if first not in self._notes:
            blocks = [block for element in extent for block in self._blocks(element, note.page)]
            self._notes[first] = note_of_blocks(blocks, label)
        return self._notes[first]

    def _blocks(self, element: etree._Element, page: str) -> Iterator[PageBlock]:
        for inner in list(element.iter()):
            if local(inner) == "a" and ARROW.match("".join(map(str, islice(inner.itertext(), DEEPEST))).strip()):
                remove(inner)
            elif self._traits.of(inner, local(inner)).is_note:
                for attribute in NOTE_ATTRIBUTES:
                    inner.attrib.pop(attribute, "")
        yield from BlockReader(element, name=page, rules=self._rules, traits=self._traits, find=self._find).blocks


def _continuation(blocks: Sequence[PageBlock], start: int, fragments: set[str]) -> Iterator[PageBlock]:
    """Yield the blocks of a note after its first: up to the next note, a heading or a break."""
    for block in islice(blocks, start, start + MOST_PARAGRAPHS):
        if block.kind in ("heading", "break") or not fragments.isdisjoint(block.ids):
            return
        yield block


def note_of_blocks(blocks: Iterable[PageBlock], label: str) -> Note | None:
    """Make the note with this text; its label is taken out of the text, and from there if none is given."""
    paragraphs = [
        Paragraph(block.text, block.kind, block.marks) for block in blocks if block.text and block.kind != "break"
    ]
    if not paragraphs:
        return None
    text = paragraphs[0].text
    printed = PRINTED_LABEL.match(text)
    if printed is not None and label in ("", printed.group(1)):
        label, length = printed.group(1), printed.end()
    else:
        empty = re.match(r"(?:\[\s*\]|\(\s*\)|[.:])\s*(?=\S)", text)
        length = empty.end() if empty else 0
    paragraphs[0] = _without_start(paragraphs[0], length)
    return Note(label, tuple(paragraphs))


def _without_start(paragraph: Paragraph, length: int) -> Paragraph:
    if not length:
        return paragraph
    marks = (
        Mark(max(0, mark.start - length), mark.end - length, mark.kind) for mark in paragraph.marks if mark.end > length
    )
    return replace(paragraph, text=paragraph.text[length:], marks=tuple(marks))
