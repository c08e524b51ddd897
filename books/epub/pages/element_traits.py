"""What an element's name and attributes say of it, found out once for all elements of a book that are written alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.epub.pages.apparatus import asks_for_a_number, asks_for_a_sign, is_apparatus, is_note, types_of
from books.epub.pages.kinds import kind_of_element
from books.manuscript import MarkKind, ParagraphKind

if TYPE_CHECKING:
    from lxml import etree

    from books.epub.pages.breaks import BreakRules

UNIQUE = {"id", "href", "src", "alt", "title"}
"""Attributes that differ from element to element and tell nothing of its kind."""
MOST_KNOWN = 5000
"""Traits of one book that are kept; a book that styles each paragraph by itself is read without the cache."""
MARKING: dict[str, MarkKind] = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
NEUTRAL = {"span", "small", "font", "abbr"}
"""What marks only by its class or style."""
MARKING_CLASSES: dict[MarkKind, re.Pattern[str]] = {
    "small-caps": re.compile(r"(?:^|[\s_-])(?:small-?_?caps?|smcaps?|sc)(?:$|[\s\d])", re.IGNORECASE),
    "emphasis": re.compile(r"(?:^|\s)(?:italics?|ital|i|em|emphasis)(?:$|\s)", re.IGNORECASE),
    "strong": re.compile(r"(?:^|\s)(?:bold|b|strong)(?:$|\s)", re.IGNORECASE),
}
MARKING_STYLES: dict[MarkKind, re.Pattern[str]] = {
    "small-caps": re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps", re.IGNORECASE),
    "emphasis": re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE),
    "strong": re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class ElementTraits:
    """What is known of an element without looking into it.

    `kind` is what it makes of the paragraphs within, None where it changes nothing; `doubt` is that of
    `BreakRules.space_before`; `mark` is how its text is set off from the line around it.
    """

    class_name: str
    types: frozenset[str]
    is_apparatus: bool
    is_note: bool
    may_be_a_sign: bool
    may_be_a_number: bool
    kind: ParagraphKind | None
    doubt: str | None
    mark: MarkKind | None


class ElementTraitsCache:
    """The traits of one book's elements, found once for all that are written alike."""

    def __init__(self, rules: BreakRules) -> None:
        self._rules = rules
        self._known: dict[tuple[object, ...], ElementTraits] = {}

    def of(self, element: etree._Element, name: str) -> ElementTraits:
        """Return the traits of an element of that name."""
        items = element.items()
        traits = self._known.get((name, bool(items), *items))
        if traits is None:
            key = (name, bool(items), *[item for item in items if item[0] not in UNIQUE])
            traits = self._known.get(key)
            if traits is None:
                traits = self._find(name, {str(key): str(value) for key, value in items})
                if len(self._known) < MOST_KNOWN:
                    self._known[key] = traits
        return traits

    def _find(self, name: str, attributes: dict[str, str]) -> ElementTraits:
        class_name, style = attributes.get("class", ""), attributes.get("style", "")
        types = types_of(attributes)
        return ElementTraits(
            class_name=class_name,
            types=types,
            is_apparatus=is_apparatus(name, attributes, types),
            is_note=is_note(name, attributes, types),
            may_be_a_sign=asks_for_a_sign(name, types),
            may_be_a_number=asks_for_a_number(class_name, types),
            kind=kind_of_element(name, class_name, types),
            doubt=self._rules.space_before(class_name, style),
            mark=_mark(name, class_name, style),
        )


def _mark(name: str, class_name: str, style: str) -> MarkKind | None:
    if name in MARKING or name in NEUTRAL:
        for kind, pattern in MARKING_CLASSES.items():
            if (class_name and pattern.search(class_name)) or (style and MARKING_STYLES[kind].search(style)):
                return kind
    return MARKING.get(name)
