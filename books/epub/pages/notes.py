"""Notes that nothing but their shape gives away: a mark in the text leads to a block that leads back to the mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from books.epub.pages.apparatus import ELEMENTS_OF_A_MARK, NOTE_MARK, PIECES_OF_A_MARK
from books.epub.pages.blocks import Address, NoteElement
from books.epub.pages.text import is_blank
from books.epub.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from books.epub.archive.container import Container

NOTE_BLOCKS = {"p", "li", "div", "dd", "td", "aside", "blockquote", "section"}
OTHER_BLOCKS = {"body", "html", "h1", "h2", "h3", "h4", "h5", "h6", "nav", "tr", "table", "ul", "ol", "dl"}
ARROW = re.compile(r"^[\[(]?\s*(?:[↩↑⇑^«▲\ufe0e\ufe0f]+|back|return)\s*[\])]?$", re.IGNORECASE)
"""The text of a link back that is no mark itself; it may stand anywhere in its note."""
DEEPEST = 6
"""Elements between a link and its block, or around a note."""
BEFORE = 3
"""Empty elements, such as anchors, before a link that begins its block all the same."""
BRACKETS = " \t\r\n[("
BRACKETS_OF_A_MARK = {("[", "]"), ("(", ")")}
LONGEST_NOTE = 5000
"""Characters; a box with more is no note, whatever it begins with."""
SHARE_OF_NOTES = 0.5


@dataclass(frozen=True, slots=True)
class _Link:
    """A link with the text of a mark or of an arrow back, the block it stands in, and where it leads."""

    element: etree._Element
    block: etree._Element
    target: Address
    is_arrow: bool


@dataclass(slots=True)
class TakenOut:
    """The notes of a page. `is_page_of_notes`: they are still on the page, which has little else, for back matter."""

    notes: list[NoteElement] = field(default_factory=list)
    is_page_of_notes: bool = False


class NoteFinder:
    """Takes the notes out of a book's pages, which it is given in reading order: notes come after their marks."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._blocks: dict[Address, int] = {}
        """The block with a mark that an address lies in; blocks are numbered."""
        self._marks: dict[Address, set[int]] = {}
        """The blocks with a mark that leads to an address."""
        self._known = 0

    def take_out(self, root: etree._Element, page: str) -> TakenOut:
        """Remove a page's notes from its tree, unless the page is little else than notes to other pages."""
        links = [link for element in root.iter("{*}a", "a") if (link := self._link(element, page)) is not None]
        if not links:
            return TakenOut()
        backward: dict[etree._Element, _Link] = {}
        marks: dict[etree._Element, list[_Link]] = {}
        for link in links:
            if link.is_arrow or _begins(link.element, link.block):
                backward.setdefault(link.block, link)
            else:
                marks.setdefault(link.block, []).append(link)
                _unbracket(link.element)
        self._learn(marks, page)
        link_by_note = {note: link for link in backward.values() if (note := self._note_of(link, page)) is not None}
        lengths = {note: length for note in link_by_note if (length := _length(note)) <= LONGEST_NOTE}
        notes = [NoteElement.copied(note, page) for note in lengths]
        are_others = all(link_by_note[note].target.page != page for note in lengths)
        if lengths and are_others and sum(lengths.values()) >= SHARE_OF_NOTES * _length_of_body(root):
            return TakenOut(notes, is_page_of_notes=True)
        for note in lengths:
            remove(note)
        return TakenOut(notes)

    def _link(self, element: etree._Element, page: str) -> _Link | None:
        """Return what is to be known of a link; None if it can be neither a mark nor a way back."""
        href = element.get("href")
        if not href or "#" not in href:
            return None
        if len(list(islice(element.iter(), ELEMENTS_OF_A_MARK + 1))) > ELEMENTS_OF_A_MARK:
            return None
        text = "".join(map(str, islice(element.itertext(), PIECES_OF_A_MARK))).strip()
        is_arrow = bool(ARROW.match(text))
        if not is_arrow and not NOTE_MARK.match(text):
            return None
        block = next((e for e in _upward(element) if local(e) in NOTE_BLOCKS or local(e) in OTHER_BLOCKS), None)
        if block is None or local(block) in OTHER_BLOCKS:
            return None
        path, _, fragment = href.partition("#")
        name = self._container.find(path, base=page) if path else page
        return None if name is None else _Link(element, block, Address(name, unquote(fragment)), is_arrow)

    def _learn(self, marks: dict[etree._Element, list[_Link]], page: str) -> None:
        """Remember the blocks of a page that have marks: by where these lead, and by what leads back to them."""
        for number, (block, links) in enumerate(marks.items(), self._known):
            for name in ids_of(block.iter()):
                self._blocks.setdefault(Address(page, name), number)
            for link in links:
                self._marks.setdefault(link.target, set()).add(number)
        self._known += len(marks)

    def _note_of(self, link: _Link, page: str) -> etree._Element | None:
        """Return the note that this link leads back from: a block, or the box around it that a mark there leads to."""
        marked = self._blocks.get(link.target)
        if marked is None:
            return None
        boxes = [link.block]
        for box in _upward(link.block):
            if local(box) not in NOTE_BLOCKS or not (link.is_arrow or _begins(boxes[-1], box)):
                break
            boxes.append(box)
        for box in reversed(boxes):
            names = ids_of([box] if box is not link.block else box.iter())
            if any(marked in self._marks.get(Address(page, name), ()) for name in names):
                return box
        return None


def _upward(element: etree._Element) -> Iterator[etree._Element]:
    return islice(element.iterancestors(), DEEPEST)


def _begins(element: etree._Element, box: etree._Element) -> bool:
    """Return whether there is nothing to read in a box before an element within it, an opening bracket aside."""
    for _ in range(DEEPEST):
        before = list(islice(element.itersiblings(preceding=True), BEFORE + 1))
        parent = element.getparent()
        if parent is None or len(before) > BEFORE or not all(map(_is_empty, before)) or _has_text(parent.text):
            return False
        if parent is box:
            return True
        element = parent
    return False


def _is_empty(element: etree._Element) -> bool:
    return not len(element) and is_blank(element.text) and not _has_text(element.tail)


def _has_text(text: str | None) -> bool:
    return not is_blank(text) and bool(text and text.strip(BRACKETS))


def ids_of(elements: Iterable[etree._Element]) -> Iterator[str]:
    """Yield the ids of these elements, and the names of anchors."""
    for element in elements:
        if element.attrib:
            name = element.get("id") or (element.get("name") if local(element) == "a" else None)
            if name:
                yield name


def _length(element: etree._Element) -> int:
    """Count the characters of an element's text, the white space around its pieces left out."""
    return sum(len(text.strip()) for text in map(str, element.itertext()))


def _length_of_body(root: etree._Element) -> int:
    return _length(next((element for element in root.iter() if local(element) == "body"), root))


def _unbracket(mark: etree._Element) -> None:
    """Take away the brackets around a mark, which would stay without it."""
    before, holder = mark.getprevious(), mark.getparent()
    text = before.tail if before is not None else holder.text if holder is not None else None
    if not text or not mark.tail or (text[-1], mark.tail[0]) not in BRACKETS_OF_A_MARK:
        return
    mark.tail = mark.tail[1:]
    if before is not None:
        before.tail = text[:-1]
    elif holder is not None:
        holder.text = text[:-1]


def remove(note: etree._Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, previous = note.getparent(), note.getprevious()
    if parent is None:
        return
    if note.tail and previous is not None:
        previous.tail = (previous.tail or "") + note.tail
    elif note.tail:
        parent.text = (parent.text or "") + note.tail
    parent.remove(note)
