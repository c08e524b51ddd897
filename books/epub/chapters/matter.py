"""Telling the story from what stands before and after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from books.manuscript import ChapterKind

FRONT_TYPES = {
    "cover",
    "titlepage",
    "halftitlepage",
    "halftitle",
    "copyright-page",
    "imprint",
    "imprimatur",
    "dedication",
    "epigraph",
    "foreword",
    "preface",
    "introduction",
    "toc",
    "loi",
    "lot",
    "landmarks",
    "contributors",
    "credits",
    "other-credits",
    "errata",
    "seriespage",
    "title-page",
    "dramatis-personae",
    "z3998:dramatis-personae",
    "translators-note",
}
BACK_TYPES = {
    "colophon",
    "afterword",
    "appendix",
    "endnotes",
    "rearnotes",
    "footnotes",
    "notes",
    "index",
    "bibliography",
    "glossary",
    "acknowledgments",
    "acknowledgements",
    "copyright",
    "uncopyright",
    "loi",
    "se:uncopyright",
    "credit",
}
LAST_TYPES = {"afterword", "endnotes", "rearnotes", "index"}
"""Of these, those that stand at no book's beginning."""
BODY_TYPES = {"chapter", "prologue", "epilogue", "prelude", "interlude", "part", "division", "volume", "letter"}
FRONT_TITLES = re.compile(
    r"^(cover|title ?-?page|half ?-?title.*|imprint|copyright.*|colophon|dedication|epigraph|foreword.*"
    r"|(author.?s? |editor.?s? |translator.?s? |publisher.?s? )?(preface|introduction|note)(\b(?! in).*)?"
    r"|introductory|(table of )?contents|list of (illustrations|tables|maps|figures|plates)|illustrations|maps?"
    r"|also by.*|praise for.*|dramatis person(ae|æ)|original transcriber.*|transcriber.?s.*|etymology\.?|extracts\b.*"
    r"|titlepage|suggestions for reading|about this (e-?book|edition))$",
    re.IGNORECASE,
)
BACK_TITLES = re.compile(
    r"^(uncopyright|colophon|end-?notes?|foot-?notes?|notes?|index|bibliography|glossary|appendix\b.*|afterword.*"
    r"|acknowledge?ments?|about the (author|publisher|translator|editor|type).*|further reading|credits?|copyright.*"
    r"|(the )?full project gutenberg.*|.*project gutenberg.*licen[sc]e.*|books by.*|also by.*|advertisements?"
    r"|(an )?excerpt from.*|reading group.*|discussion questions.*)$",
    re.IGNORECASE,
)
CHAPTER_TITLE = re.compile(
    r"^(chapter|letter|book|part|section|canto|act|scene|stave|prologue|epilogue|kapitel|chapitre|cap[ií]tulo|capitolo"
    r"|hoofdstuk|глава)\b|^[IVXLC]+\.?$|^\d{1,3}\.?$",
    re.IGNORECASE,
)


def kind_of(title: str, types: frozenset[str], *, seen_body: bool) -> ChapterKind | None:
    """Return front, body or back matter by what the book itself says of it; None if it says nothing.

    `seen_body`: whether a chapter of the story came before, for words that can stand at either end.
    """
    if types & BODY_TYPES:
        return "body"
    outside: ChapterKind = "back" if seen_body or types & LAST_TYPES else "front"
    is_story = "bodymatter" in types and not types & {"titlepage", "halftitlepage", "toc"}
    if types & BACK_TYPES or (types & FRONT_TYPES and not is_story):
        return outside
    plain = " ".join(title.split())
    if "bodymatter" not in types and (FRONT_TITLES.match(plain) or BACK_TITLES.match(plain)):
        return outside
    if types & {"frontmatter", "backmatter"}:
        return outside
    return "body" if "bodymatter" in types else None
