"""What marks a scene break: rules, ornaments, blank lines, and the space that a stylesheet makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from books.epub.xml import local

ORNAMENT_TEXT = re.compile(r"^(?:[\s*⁂•·●○◦∙❦☙❧✦✶✷✻❖◆◇■□▪~–—―\-#_.=+§☆★♦♠♣♥†‡]|\u2766){1,40}$")
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


class BreakRules:
    """How one book marks its scene breaks; learnt from its stylesheets and from how often its classes are used."""

    def __init__(self, stylesheets: Iterable[str], roots: Iterable[etree._Element]) -> None:
        self._spaced = {name for sheet in stylesheets for name in _spaced_classes(sheet)}
        uses: Counter[str] = Counter()
        paragraphs = blanks = 0
        for root in roots:
            for element in root.iter("{*}p", "{*}div"):
                if _is_blank(element):
                    blanks += 1
                elif local(element) == "div" and not (element.text or "").strip():
                    continue  # it only holds others
                paragraphs += 1
                uses[element.get("class") or ""] += 1
        common = max(8.0, RARE_SHARE * paragraphs)
        self._common = {name for name, count in uses.items() if count > common}
        self._blanks_mean_nothing = blanks > common

    def is_break(self, element: etree._Element, text: str) -> bool:
        """Whether a paragraph with this text stands between scenes instead of telling something."""
        if text:
            return self.is_ornament_text(text)
        if any(local(inner) in ("img", "svg", "image") for inner in element.iter()):
            return any(local(inner) == "img" and self.is_ornament(inner) for inner in element.iter())
        if self._is_named_break(element):
            return True
        return self._takes_a_line(element) and not self._blanks_mean_nothing

    @staticmethod
    def is_ornament_text(text: str) -> bool:
        """Whether a line is an ornament between scenes, such as three asterisks."""
        return bool(text) and bool(ORNAMENT_TEXT.match(text)) and not PLAIN_DASH.match(text)

    @staticmethod
    def _takes_a_line(element: etree._Element) -> bool:
        """Whether an element without words is seen as a blank line; an empty anchor or box is not seen at all."""
        if local(element) == "p" and not element.get("id") and _is_blank(element):
            return True
        return "\u00a0" in "".join(map(str, element.itertext())) or any(local(inner) == "br" for inner in element)

    def _is_named_break(self, element: etree._Element) -> bool:
        name = element.get("class") or ""
        return bool(name) and name not in self._common and bool(BREAK_NAME.search(name))

    def has_space_before(self, element: etree._Element) -> bool:
        """Whether a paragraph is set off from the one before by a blank space."""
        name = element.get("class") or ""
        style = element.get("style") or ""
        if style and _is_tall(style):
            return True
        if not name or name in self._common:
            return False
        return self._is_named_break(element) or any(part in self._spaced for part in name.split())

    @staticmethod
    def is_ornament(element: etree._Element) -> bool:
        """Whether a picture is an ornament between scenes."""
        alt = (element.get("alt") or "").strip()
        source = (element.get("src") or "").rpartition("/")[2]
        named = " ".join([element.get("class") or "", source, alt if len(alt.split()) <= 3 else ""])
        return bool(BREAK_NAME.search(named)) or (bool(alt) and bool(ORNAMENT_TEXT.match(alt)))


def _is_blank(element: etree._Element) -> bool:
    """Whether there is nothing in an element but line ends and spaces."""
    if (element.text or "").strip():
        return False
    return all(
        local(child) in ("br", "span", "a") and not (child.text or child.tail or "").strip() for child in element
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
