"""The words of a cover: the book's own, or what its reader has written instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.kinds.cover.options import CoverOptions

if TYPE_CHECKING:
    from publishing.kinds.cover.book import CoverBook
    from publishing.kinds.cover.options import FrontOptions

LONGEST_TITLE = 26
"""Characters: a longer title that names a second one after a colon or “or,” has that as its subtitle."""
_SECOND = re.compile(r"^(?P<first>.{3,}?)(?:\s*[:;]\s+|\s+[–—]\s+)(?P<second>.{3,})$", re.DOTALL)
_BLANK = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to be read on a cover; empty words are not set."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    back: str = ""
    spine_title: str = ""
    spine_author: str = ""

    @property
    def has_spine(self) -> bool:
        """Say whether anything is to stand on the spine."""
        return bool(self.spine_title or self.spine_author)


def wording_of(book: CoverBook, options: FrontOptions) -> Wording:
    """Return the words for a cover of a book."""
    title, subtitle = _titles(clean(options.title or book.title), clean(options.subtitle))
    author = clean(options.author or ", ".join(book.authors))
    shown = options.front_words
    front = Wording(title if shown else "", subtitle if shown else "", author if shown else "")
    if not isinstance(options, CoverOptions):
        return front
    has_spine = options.spine_words
    return Wording(
        front.title,
        front.subtitle,
        front.author,
        back=clean(options.back or book.description, keeps_lines=True),
        spine_title=title if has_spine else "",
        spine_author=author if has_spine else "",
    )


def clean(text: str, *, keeps_lines: bool = False) -> str:
    """Return a text without what cannot be set, its blanks single; line breaks are blanks unless they are kept."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not keeps_lines:
        text = text.replace("\n", " ")
    lines = (_BLANK.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def _titles(title: str, subtitle: str) -> tuple[str, str]:
    if subtitle or len(title) <= LONGEST_TITLE:
        return title, subtitle
    found = _SECOND.match(title)
    return (found["first"], found["second"]) if found else (title, "")
