r"""The text of an RTF document (Rich Text Format 1.9.1).

Groups in braces have a state each; control words begin with a backslash. Only what a reader sees as running text is
kept: no tables of fonts and styles, no pictures, notes, running heads, hidden or deleted words.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from authors.sources.cleaning import clean
from authors.sources.errors import TooMuch, Unreadable
from authors.sources.records import Block, BlockKind, ExtractedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from authors.sources.extraction.limits import ExtractionLimits

DAMAGED = "This RTF document is damaged. Open it in another program, save it as PDF, and add that file."
NESTED = "This file is nested deeper than any document is, so it was not read."
DEEPEST = 1_000
"""Groups within one another; word processors write some dozens."""
TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
SKIPPED = frozenset(
    re.findall(
        r"\w+",
        """
        fonttbl colortbl listtable listoverridetable revtbl rsidtbl generator pict object header headerl
        headerr headerf footer footerl footerr footerf footnote annotation atnid atnauthor fldinst listtext
        pntext xe tc bkmkstart bkmkend themedata colorschememapping latentstyles datastore shpinst shppict
        nonshppict do datafield filetbl
        """,
    )
)
"""Destinations that are no running text."""
PLAIN = {
    "tab": " ",
    "line": " ",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "-": ""}
FIELDS = ("title", "author")
"""Of the document's information."""
DESTINATIONS = frozenset({"stylesheet", "info", *FIELDS})


@dataclass(slots=True)
class _State:
    """What holds within a group: where its text goes, and how many letters stand in for one of Unicode."""

    goes_to: str = "text"
    fallback: int = 1
    is_hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: int = 0
    is_heading: bool = False
    is_list: bool = False


@dataclass(slots=True)
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    encoding: str = "cp1252"
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    letters: bytearray = field(default_factory=bytearray)
    style: tuple[int, list[str]] = (0, [])
    to_skip: int = 0

    def open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise TooMuch(NESTED)
        self.decode()
        self.to_skip = 0
        self.stack.append(replace(self.state))
        if self.state.goes_to == "stylesheet":
            self.style = (0, [])

    def close(self) -> None:
        self.decode()
        if self.state.goes_to == "stylesheet":
            number, name = self.style
            if "".join(name).strip().lower().startswith(("heading", "title")):
                self.headings.add(number)
            self.style = (0, [])
        if self.stack:
            self.state = self.stack.pop()
        self.to_skip = 0

    def say(self, text: str) -> None:
        self.decode()
        self._keep(text)

    def byte(self, value: int) -> None:
        """Take a byte of the document's own encoding: some letters have several."""
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.letters.append(value)

    def run(self, text: str) -> None:
        """Take letters as they stand, without those that stand in for one of Unicode."""
        if self.state.goes_to == "nowhere":
            return
        left = text[self.to_skip :]
        self.to_skip = max(0, self.to_skip - len(text))
        self.letters += left.encode("latin-1")

    def end_paragraph(self) -> None:
        self.decode()
        if self.state.goes_to == "text" and (text := _joined(self.words)):
            self.blocks.append(Block(text=text, kind=self._kind))

    def end_cell(self) -> None:
        self.decode()
        if self.state.goes_to == "text" and (text := _joined(self.words)):
            self.cells.append(text)

    def end_row(self) -> None:
        if cells := list(dict.fromkeys(self.cells)):
            self.blocks.append(Block(text=": ".join(cells) if len(cells) == 2 else " | ".join(cells), kind="table"))
        self.cells.clear()

    @property
    def _kind(self) -> BlockKind:
        if self.paragraph.is_heading or self.paragraph.style in self.headings:
            return "heading"
        return "list" if self.paragraph.is_list else "prose"

    def decode(self) -> None:
        if self.letters:
            text = self.letters.decode(self.encoding, errors="replace")
            self.letters.clear()
            self._keep(text)

    def _keep(self, text: str) -> None:
        if self.state.is_hidden:
            return
        if self.state.goes_to == "text":
            self.words.append(text)
        elif self.state.goes_to == "stylesheet":
            self.style[1].append(text)
        elif self.state.goes_to in FIELDS:
            self.told[self.state.goes_to] = (self.told.get(self.state.goes_to, "") + text)[:500]


def read_rich_text(data: bytes, limits: ExtractionLimits) -> ExtractedText:
    """Read an RTF document; what is beyond the limit of letters is left to who holds it to that. Raises Unreadable."""
    reader, source = _Reader(), data.decode("latin-1")
    at, left = 0, limits.letters
    while left > 0 and (token := TOKEN.match(source, at)):
        at = token.end()
        if word := token["word"]:
            number = int(token["number"]) if token["number"] else None
            if word == "bin":  # so many bytes of anything
                at += max(number or 0, 0)
            else:
                _obey(reader, word, number)
        elif token["hex"]:
            reader.byte(int(token["hex"], 16))
        elif sign := token["sign"]:
            _sign(reader, sign)
        elif brace := token["brace"]:
            reader.open() if brace == "{" else reader.close()
        elif text := token["text"]:
            reader.run(text)
            left -= len(text) if reader.state.goes_to == "text" else 0
    reader.state = _State()
    reader.end_paragraph()
    if not reader.blocks:
        raise Unreadable(DAMAGED)
    title = clean(reader.told.get("title", ""))
    if not title and reader.blocks[0].kind == "heading":
        title = reader.blocks[0].text[:500]
    author = clean(reader.told.get("author", ""))[:200]
    return ExtractedText(format="rtf", blocks=tuple(reader.blocks), title=title, authors=(author,) if author else ())


def _sign(reader: _Reader, sign: str) -> None:
    if sign == "*":
        reader.state.goes_to = "nowhere"
    elif sign in "\r\n":
        reader.end_paragraph()
    else:
        reader.say(SIGNS.get(sign, ""))


def _obey(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    if word in PLAIN:
        reader.say(PLAIN[word])
    elif word in SKIPPED:
        state.goes_to = "nowhere"
    elif word in DESTINATIONS and state.goes_to != "nowhere":
        state.goes_to = word
    elif word in ENDS:
        ENDS[word](reader)
    elif word in LETTERS:
        LETTERS[word](reader, number)
    elif word == "s" and state.goes_to == "stylesheet":
        reader.style = (number or 0, reader.style[1])
    elif state.goes_to == "text":
        _shape(reader, word, number)


def _shape(reader: _Reader, word: str, number: int | None) -> None:
    """Take what is said of the paragraph."""
    if word == "pard":
        reader.paragraph = _Paragraph()
    elif word == "s":
        reader.paragraph.style = number or 0
    elif word == "outlinelevel":
        reader.paragraph.is_heading = number is None or number < 9
    elif word == "ls":
        reader.paragraph.is_list = bool(number)


def _unicode(reader: _Reader, number: int | None) -> None:
    reader.say(chr((number or 0) % 0x10000))
    reader.to_skip = reader.state.fallback


def _fallback(reader: _Reader, number: int | None) -> None:
    reader.state.fallback = max(number or 0, 0)


def _hide(reader: _Reader, number: int | None) -> None:
    reader.decode()
    reader.state.is_hidden = number != 0


def _show(reader: _Reader, _number: int | None) -> None:
    _hide(reader, 0)


def _code_page(reader: _Reader, number: int | None) -> None:
    reader.encoding = _encoding(number or 1252)


def _macintosh(reader: _Reader, _number: int | None) -> None:
    reader.encoding = "mac_roman"


LETTERS: dict[str, Callable[[_Reader, int | None], None]] = {
    "u": _unicode,
    "uc": _fallback,
    "v": _hide,
    "deleted": _hide,
    "plain": _show,
    "ansicpg": _code_page,
    "mac": _macintosh,
}
ENDS: dict[str, Callable[[_Reader], None]] = {
    **dict.fromkeys(("par", "sect", "page", "column"), _Reader.end_paragraph),
    **dict.fromkeys(("cell", "nestcell"), _Reader.end_cell),
    **dict.fromkeys(("row", "nestrow"), _Reader.end_row),
}


def _encoding(page: int) -> str:
    """Return what Python calls a code page; that of Western Windows for one that it does not know."""
    name = {10000: "mac_roman", 65001: "utf-8"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _joined(words: list[str]) -> str:
    """Put text together; halves of a letter that stand beside one another become it."""
    text = "".join(words)
    words.clear()
    return clean(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
