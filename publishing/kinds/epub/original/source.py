"""The source of a page: where its elements begin and end, and its text in runs between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from books.epub.xml import DECLARATION, XML_ENTITIES, decode, local, mended

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("hgroup", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "ul"),
}
FLOW = {
    *("article", "aside", "blockquote", "body", "center", "dd", "div", "footer", "header", "li", "main", "section"),
    *("td", "th"),
}
"""Elements in which a figure may stand beside other blocks."""
HOLDERS = {"body", "li", "td", "th", "dd"}
"""Those of them beside which none may stand."""
WORDLESS = {"head", "script", "style", "template", "rt", "rp", "svg"}
START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
END_TAG = re.compile(rb"</[^>]*>")
LETTERS = re.compile(r"[\W_]+")
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"


@dataclass(slots=True)
class Element:
    """An element by its bytes in the source: of its first tag and of the whole. `parent` is the place of its parent."""

    tag: str
    name: str
    attributes: dict[str, str]
    parent: int
    start: int
    opened: int
    closing: int = 0
    end: int = 0


@dataclass(slots=True)
class Run:
    """Text between two edges of blocks. `start` and `end` are bytes in the element that directly holds it.

    `is_whole`: it is all the text of that element. `is_loose`: nothing is open at its ends but that element.
    """

    element: int
    letters: str
    start: int
    end: int
    is_whole: bool = False
    is_loose: bool = True


@dataclass(slots=True)
class _Context:
    """A block that is open while the page is read."""

    element: int
    edge: int
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    has_blocks: bool = False
    inline: int = 0
    is_loose: bool = True


class SourcePage:
    """A page, well formed and in UTF-8. `is_mended`: it was not, and its bytes are others than the file's."""

    def __init__(self, data: bytes) -> None:
        """Read a page. Raises ValueError if nothing can be made of it."""
        self.data = utf8_of(data)
        self.is_mended = self.data != data
        try:
            self._read()
        except expat.ExpatError:
            self.data, self.is_mended = _well_formed(data), True
            try:
                self._read()
            except expat.ExpatError as error:
                raise ValueError("This page is past mending.") from error

    def _read(self) -> None:
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        _Reader(self.data, self.elements, self.runs).read()

    @property
    def root(self) -> Element:
        """Its outermost element."""
        return self.elements[0]

    def first(self, name: str) -> Element | None:
        """Return the first element of that name."""
        return next((element for element in self.elements if element.name == name), None)

    def ancestors(self, place: int) -> Iterator[int]:
        """Yield the places of the elements around one, the nearest first."""
        place = self.elements[place].parent
        while place >= 0:
            yield place
            place = self.elements[place].parent


class _Reader:
    """Reads a page by expat, whose places are bytes."""

    def __init__(self, data: bytes, elements: list[Element], runs: list[Run]) -> None:
        self._data = data
        self._elements = elements
        self._runs = runs
        self._open: list[int] = []
        self._contexts: list[_Context] = []
        self._wordless = 0

    def read(self) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._parser = parser
        parser.Parse(self._data, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        match = START_TAG.match(self._data, start)
        if match is None:
            raise ValueError("An element comes from an entity.")
        name = tag.rpartition(":")[2].lower()
        parent = self._open[-1] if self._open else -1
        self._elements.append(Element(tag, name, attributes, parent, start, match.end()))
        self._open.append(len(self._elements) - 1)
        if name in WORDLESS:
            self._wordless += 1
        elif name in BLOCKS:
            self._open_block(start)
        elif self._contexts:
            context = self._contexts[-1]
            if name == "br" and parent == context.element and self._elements[parent].name in FLOW:
                self._flush(context, start)
                context.edge = match.end()
            context.inline += 1

    def _open_block(self, start: int) -> None:
        if self._contexts:
            context = self._contexts[-1]
            context.has_blocks = True
            self._flush(context, start)
        place = len(self._elements) - 1
        self._contexts.append(_Context(place, self._elements[place].opened))

    def _end(self, _tag: str) -> None:
        at = self._parser.CurrentByteIndex
        element = self._elements[self._open[-1]]
        closing = END_TAG.match(self._data, at) if at > element.start else None
        element.closing = at if closing else element.opened
        element.end = closing.end() if closing else element.opened
        if element.name in WORDLESS:
            self._wordless -= 1
        elif element.name in BLOCKS:
            self._close_block(element)
        elif self._contexts:
            self._contexts[-1].inline -= 1
        self._open.pop()

    def _close_block(self, element: Element) -> None:
        context = self._contexts.pop()
        self._flush(context, element.closing)
        if len(context.runs) == 1 and not context.has_blocks:
            context.runs[0].is_whole = True
        if self._contexts:
            self._contexts[-1].edge = element.end

    def _flush(self, context: _Context, end: int) -> None:
        """End the run of a block before something that is no text of a line."""
        is_loose = context.is_loose and context.inline == 0
        letters = letters_of("".join(context.pieces))
        if letters:
            run = Run(context.element, letters, context.edge, end, is_loose=is_loose)
            context.runs.append(run)
            self._runs.append(run)
        context.pieces.clear()
        context.is_loose = context.inline == 0

    def _text(self, text: str) -> None:
        if self._contexts and not self._wordless:
            self._contexts[-1].pieces.append(text)


def letters_of(text: str) -> str:
    """Reduce a text to its letters and digits, to find it again however it is set."""
    return LETTERS.sub("", text).casefold()


def utf8_of(data: bytes) -> bytes:
    """Return a page in UTF-8, with characters in place of the entities that only HTML has. Its own stay."""
    head = data[:1024]
    if not data.startswith(b"\xef\xbb\xbf") and _says_utf8(head) and _is_utf8(data):
        encoded = data
    else:
        text = decode(data).removeprefix("\ufeff")
        encoded = DECLARATION.sub('<?xml version="1.0" encoding="utf-8"?>', text, count=1).encode("utf-8", "replace")
    encoded = encoded.lstrip()
    if b"&" in encoded and b"<!ENTITY" not in encoded[:4096]:
        encoded = _ENTITY.sub(_character, encoded)
    return encoded


_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,31});")


def _character(match: re.Match[bytes]) -> bytes:
    name = match.group(1).decode("ascii")
    if name in XML_ENTITIES:
        return match.group(0)
    return html5.get(f"{name};", match.group(0).decode()).replace("&", "&amp;").replace("<", "&lt;").encode()


def _says_utf8(head: bytes) -> bool:
    declared = re.search(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""", head)
    return declared is None or declared.group(1).lower() in (b"utf-8", b"utf8")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _well_formed(data: bytes) -> bytes:
    """Mend a page that is not well formed as the reader of books does. Raises ValueError if there is nothing in it."""
    root = mended(data)
    if root is None or local(root) != "html":
        raise ValueError("This page cannot be read.")
    markup = etree.tostring(root, encoding="unicode")
    head, opened, rest = markup.partition(">")
    if "xmlns=" not in head:
        head += f' xmlns="{XHTML}"'
    if "epub:" in rest and "xmlns:epub" not in head:
        head += f' xmlns:epub="{OPS}"'
    return f"{head}{opened}{rest}".encode()
