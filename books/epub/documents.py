"""A page of a book as blocks of text in reading order: headings, paragraphs, verses, breaks, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from books.content import ParagraphKind
from books.epub.breaks import BreakRules
from books.epub.xml import local

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "html", "body", "div", "section", "article", "main", "header", "footer", "hgroup", "blockquote", "aside", "figure",
    "figcaption", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "center", "address",
    "details", "summary", "fieldset", "form", "book", "bodymatter", "level1", "level2", "level3", "caption",
}  # fmt: skip
BLOCKS = CONTAINERS | HEADINGS | {"p", "hr", "pre", "nav", "img", "svg"}
SKIPPED = {
    "head", "script", "style", "template", "iframe", "object", "audio", "video", "noscript", "button", "select",
    "input", "textarea", "math", "map", "canvas", "rt", "rp", "title", "desc", "metadata",
}  # fmt: skip
NOTE_TYPES = {"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note", "notes"}
NOTE_ROLES = {"doc-footnote", "doc-endnote", "doc-endnotes", "doc-footnotes"}
MARKER_TYPES = {"noteref", "pagebreak", "backlink"}
MARKER_ROLES = {"doc-noteref", "doc-pagebreak", "doc-backlink"}
LETTER_TYPES = {"z3998:letter", "letter"}
VERSE = re.compile(r"verse|poem|stanza|hymn|song|lyrics", re.IGNORECASE)
NOTE_MARK = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§a-z])[\])]?$")
NOTE_CLASS = re.compile(r"(^|[\s_-])foot-?notes?($|[\s_-])", re.IGNORECASE)
PICTURE_WORDS = 4
"""An alternative text of fewer words says too little to be part of the story."""


@dataclass(slots=True)
class Block:
    """A block of a page. `ids` are the anchors that lie at or before its start, `types` those of its sections."""

    text: str
    kind: ParagraphKind
    level: int
    ids: tuple[str, ...]
    types: frozenset[str]


class Page:
    """Reads one document into blocks."""

    def __init__(self, root: etree._Element, rules: BreakRules) -> None:
        self._rules = rules
        self._ids: list[str] = []
        self.blocks: list[Block] = []
        body = next((e for e in root.iter() if local(e) in ("body", "bodymatter", "svg", "book")), root)
        self.types = self._types_of(body)
        self._walk(body, self.types, "text")
        if self._ids:  # anchors at the very end of the page
            self.blocks.append(Block("", "text", 0, tuple(self._ids), self.types))
            self._ids = []

    @property
    def word_count(self) -> int:
        """Words of running text and headings."""
        return sum(len(block.text.split()) for block in self.blocks if block.kind != "break")

    def _walk(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        """Add the blocks of an element; text that lies loose between blocks is a paragraph too."""
        loose: list[str] = [_spaced(element.text)]
        for child in element:
            name = local(child)
            if not name or self._is_skipped(child, name):
                loose.append(_spaced(child.tail))
                continue
            if name in BLOCKS or _has_block(child):
                self._flush(loose, types, kind)
                self._block(child, name, types, kind)
            else:
                self._note_ids(child)
                loose.extend(self._inline(child))
            loose.append(_spaced(child.tail))
        self._flush(loose, types, kind)

    def _block(self, element: etree._Element, name: str, types: frozenset[str], kind: ParagraphKind) -> None:
        identifier = element.get("id")
        if identifier:
            self._ids.append(identifier)
        if name in HEADINGS:
            self._note_inner_ids(element)
            self._add(_fold("".join(self._content(element))), "heading", types, level=int(name[1]))
        elif name == "hr":
            self._add("", "break", types)
        elif name in ("img", "svg"):
            self._picture(element, types)
        elif name == "p" or (name in ("div", "pre", "li", "td") and not _has_block(element)):
            self._paragraph(element, types, kind)
        elif name == "tr":
            self._note_inner_ids(element)
            cells = (_fold("".join(self._content(cell))) for cell in element)
            self._add(" ".join(filter(None, cells)), kind, types)
        else:
            own = self._types_of(element)
            self._walk(element, types | own, self._kind_within(element, own, kind))

    def _paragraph(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        self._note_inner_ids(element)
        own = self._types_of(element)
        text = _lines("".join(self._content(element)))
        if self._rules.is_break(element, text):
            self._add(text, "break", types)
            return
        if not text:
            for picture in element.iter():
                if local(picture) in ("img", "svg"):
                    self._picture(picture, types)
            return
        if self._rules.has_space_before(element):
            self._add("", "break", types)
        self._add(text, self._kind_within(element, own, kind), types | own)

    def _picture(self, element: etree._Element, types: frozenset[str]) -> None:
        if self._rules.is_ornament(element):
            self._add("", "break", types)
            return
        text = _fold(element.get("alt") or "")
        if len(text.split()) >= PICTURE_WORDS:
            self._add(text, "caption", types)

    def _flush(self, loose: list[str], types: frozenset[str], kind: ParagraphKind) -> None:
        text = _lines("".join(loose))
        loose.clear()
        if text:
            self._add(text, kind, types)

    def _add(self, text: str, kind: ParagraphKind, types: frozenset[str], *, level: int = 0) -> None:
        if not text and kind != "break":
            return
        self.blocks.append(Block(text, kind, level, tuple(self._ids), types))
        self._ids = []

    def _content(self, element: etree._Element) -> Iterator[str]:
        """The text of an element without note marks, page numbers and readings."""
        yield _spaced(element.text)
        for child in element:
            name = local(child)
            if name == "br":
                yield "\n"
            elif name and not self._is_skipped(child, name):
                yield from self._inline(child)
            yield _spaced(child.tail)

    def _inline(self, element: etree._Element) -> Iterator[str]:
        if local(element) == "br":
            yield "\n"
        else:
            yield from self._content(element)

    def _is_skipped(self, element: etree._Element, name: str) -> bool:
        if name in SKIPPED:
            return True
        if not element.attrib:
            return name == "sup" and _is_note_mark(element)
        types = self._types_of(element)
        roles = set((element.get("role") or "").split())
        if types & MARKER_TYPES or roles & MARKER_ROLES or types & NOTE_TYPES or roles & NOTE_ROLES:
            if element.get("id"):
                self._ids.append(element.get("id", ""))
            return not (name in ("section", "body") and types & {"endnotes", "rearnotes", "notes"})
        if name == "nav" or element.get("hidden") is not None:
            return True
        if name in ("a", "sup"):
            return _is_note_mark(element)
        return name in ("div", "aside", "li", "p") and bool(NOTE_CLASS.search(element.get("class") or ""))

    def _kind_within(self, element: etree._Element, own: frozenset[str], kind: ParagraphKind) -> ParagraphKind:
        if any(VERSE.search(name) for name in own) or VERSE.search(element.get("class") or ""):
            return "verse"
        return "letter" if own & LETTER_TYPES else kind

    def _note_ids(self, element: etree._Element) -> None:
        if element.get("id"):
            self._ids.append(element.get("id", ""))
        self._note_inner_ids(element)

    def _note_inner_ids(self, element: etree._Element) -> None:
        for inner in element.iterdescendants():
            if inner.attrib and inner.get("id"):
                self._ids.append(inner.get("id", ""))
            elif local(inner) == "a" and inner.get("name"):
                self._ids.append(inner.get("name", ""))

    @staticmethod
    def _types_of(element: etree._Element) -> frozenset[str]:
        if not element.attrib:
            return frozenset()
        types = (element.get(EPUB_TYPE) or element.get("epub:type") or "").lower().split()
        role = (element.get("role") or "").lower()
        return frozenset([*types, role.removeprefix("doc-")] if role.startswith("doc-") else types)


def _has_block(element: etree._Element) -> bool:
    return any(local(inner) in BLOCKS and local(inner) not in ("img", "svg") for inner in element.iterdescendants())


def _is_note_mark(element: etree._Element) -> bool:
    """A link into the same book whose only text is a number or a sign: `<sup><a href="#n1">1</a></sup>`."""
    link = element if local(element) == "a" else next((e for e in element.iter() if local(e) == "a"), None)
    if link is None or "#" not in (link.get("href") or ""):
        return False
    return bool(NOTE_MARK.match("".join(str(piece) for piece in element.itertext()).strip()))


def _spaced(text: str | None) -> str:
    """A source text's own line ends are spaces; those of `<br/>` come as newlines later."""
    return text.replace("\n", " ") if text else ""


def _fold(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    """White space folded within lines; line ends that the book sets with `<br/>` kept."""
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
