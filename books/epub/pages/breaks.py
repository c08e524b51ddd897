"""What marks a scene break: rules, ornaments, blank lines, and the space that a stylesheet makes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from books.epub.pages.text import is_blank
from books.epub.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

ORNAMENT_TEXT = re.compile(r"^(?:[\s*⁂•·●○◦∙❦☙❧✦✶✷✻❖◆◇■□▪~–—―\-#_.=+§☆★♦♠♣♥†‡]|\u2766){1,40}$")
ORNAMENT_LETTERS = re.compile(r"^([xo])(?:\s+\1){2,}$", re.IGNORECASE)
"""Typewriter's asterisks: `x x x`, `o o o`; without the spaces they are kisses and a cry."""
PLAIN_DASH = re.compile(r"^[\s–—―\-_.]{1,2}$")
"""A lone dash or dot is somebody's silence, not an ornament."""
BREAK_NAME = re.compile(
    r"scene-?_?break|section-?_?break|thought-?_?break|context-?_?break|space-?_?break|break-?_?before-?_?space"
    r"|ornament|asterism|dinkus|fleuron|separator|divider|transition|blank-?_?line|white-?_?space|linebreak"
    r"|(?<!page)(?:^|[\s_-])(break|tb|sb|space|spacer|gap|skip|noindent-?space|space-?before|spacetop|sep)($|[\s_-]|\d)",
    re.IGNORECASE,
)
CSS_CLASS = re.compile(r"(?:^|[\s,>+~])(?:p|div)?\.([A-Za-z_][\w-]*)\s*$")
MARGIN_TOP = re.compile(r"(?<![\w-])margin(?:-top)?\s*:\s*(\d*\.?\d+)(em|rem|ex|%|px|pt|)(?![\w%.])", re.IGNORECASE)
TALL = {"em": 1.5, "rem": 1.5, "ex": 3.0, "%": 6.0, "px": 24.0, "pt": 18.0, "": float("inf")}
RARE_SHARE = 0.2
"""A class on more of a book's paragraphs than this is its ordinary paragraph, whatever space it has."""
FEW = 8
"""So many breaks of a kind are believed in a book however short."""
BLANK_LINE = "(blank line)"
ELEMENTS_OF_A_BOX = 8
LONGEST_BOX = 200
"""White space included."""
WORDS_OF_AN_ORNAMENT = 3
PICTURES = {"img", "svg", "image"}
LONGEST_ORNAMENT = 40


class BreakRules:
    """How one book marks its scene breaks; learnt from its stylesheets and from what its pages do often.

    What stands between two paragraphs may be a break or, when the whole book is full of it, nothing but the book's
    manner. That is only known at the end: until then such a break carries a doubt, and `is_ordinary` settles it.
    """

    def __init__(self, stylesheets: Iterable[str]) -> None:
        self._spaced = {name for sheet in stylesheets for name in _spaced_classes(sheet)}
        self._says_break: dict[str, bool] = {}
        self._uses: Counter[str] = Counter()
        self._paragraphs = 0

    def count(self, paragraphs: int, name: str = "") -> None:
        """Take note of so many paragraphs that have the class `name`."""
        self._paragraphs += paragraphs
        if name:
            self._uses[name] += paragraphs

    def is_ordinary(self, doubt: str) -> bool:
        """Return whether the book has so much of this that it means nothing: of blank lines, or of a class."""
        return self._uses[doubt] > max(FEW, RARE_SHARE * self._paragraphs)

    def wordless(self, element: etree._Element) -> str | None:
        """Return the doubt about a paragraph without words being a break; empty if it certainly is.

        None if it is none.
        """
        pictures = [inner for inner in element.iter() if local(inner) in PICTURES]
        if pictures:
            return "" if any(local(inner) == "img" and self.is_ornament(inner) for inner in pictures) else None
        name = element.get("class") or ""
        if self._names_a_break(name):
            return name
        if not _takes_a_line(element):
            return None
        self._uses[BLANK_LINE] += 1
        return BLANK_LINE

    def space_before(self, class_name: str, style: str) -> str | None:
        """Return the doubt about a paragraph of this look being set off from the one before.

        None if it is not set off.
        """
        if style and _is_tall(style):
            return ""
        is_set_off = self._names_a_break(class_name) or any(part in self._spaced for part in class_name.split())
        return class_name if is_set_off else None

    def _names_a_break(self, name: str) -> bool:
        known = self._says_break.get(name)
        if known is None:
            known = self._says_break[name] = bool(name) and bool(BREAK_NAME.search(name))
        return known

    @staticmethod
    def is_ornament_text(text: str) -> bool:
        """Return whether a line is an ornament between scenes, such as three asterisks."""
        if text[-1:].isalnum():  # as on many a short line
            return bool(ORNAMENT_LETTERS.match(text))
        return bool(ORNAMENT_TEXT.match(text)) and not PLAIN_DASH.match(text)

    def is_box(self, element: etree._Element) -> bool:
        """Return whether a box says that it is a break and holds nothing to read: `<div class="section-break"><p>…`."""
        if not self._names_a_break(element.get("class") or ""):
            return False
        inner = list(islice(element.iter(), ELEMENTS_OF_A_BOX + 1))
        if len(inner) > ELEMENTS_OF_A_BOX or any(
            len((e.get("alt") or "").split()) > WORDS_OF_AN_ORNAMENT for e in inner
        ):
            return False
        text = "".join(map(str, element.itertext()))
        return len(text) <= LONGEST_BOX and not any(map(str.isalnum, text))

    @staticmethod
    def is_ornament(element: etree._Element) -> bool:
        """Return whether a picture is an ornament between scenes."""
        alt = (element.get("alt") or "").strip()
        source = (element.get("src") or "").rpartition("/")[2]
        named = " ".join([element.get("class") or "", source, alt if len(alt.split()) <= WORDS_OF_AN_ORNAMENT else ""])
        return bool(BREAK_NAME.search(named)) or (bool(alt) and bool(ORNAMENT_TEXT.match(alt)))


def _takes_a_line(element: etree._Element) -> bool:
    """Return whether an element without words is seen as a blank line; an empty anchor or box is not seen at all."""
    if local(element) == "p" and not element.get("id") and _is_blank(element):
        return True
    return "\u00a0" in "".join(map(str, element.itertext())) or any(local(inner) == "br" for inner in element)


def _is_blank(element: etree._Element) -> bool:
    """Return whether there is nothing in an element but line ends and spaces."""
    return is_blank(element.text) and all(
        local(child) in ("br", "span", "a") and is_blank(child.text) and is_blank(child.tail) for child in element
    )


def _spaced_classes(sheet: str) -> Iterable[str]:
    for rule in sheet.split("}"):
        before, brace, declarations = rule.rpartition("{")
        if brace and _is_tall(declarations):
            for selector in before.rpartition("{")[2].split(","):
                match = CSS_CLASS.search(selector.strip())
                if match:
                    yield match.group(1)


def _is_tall(declarations: str) -> bool:
    margins = MARGIN_TOP.findall(declarations)
    return any(float(size) >= TALL[unit.lower()] for size, unit in margins[-1:])
