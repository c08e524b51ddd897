"""Texts: pages of a picture book, sections of a chapter, and paragraphs that are written anew."""

from __future__ import annotations

from typing import ClassVar, Literal

from analysts.language.schemas import Answer
from authors.language.schemas.listed import Listed


class PageParagraph(Answer):
    """A paragraph or a stanza, whose lines end in newlines."""

    kind: Literal["prose", "verse"]
    text: str


class Page(Answer):
    """The text of a spread; `moment` is the sentence of it that its picture shows."""

    number: int
    paragraphs: list[PageParagraph]
    moment: str


class Pages(Listed):
    """Spreads in their order."""

    items: ClassVar[str] = "pages"

    pages: list[Page]


class Sentence(Answer):
    """A sentence, and the ids of the passages that it rests on."""

    text: str
    passages: list[str]


class ChapterParagraph(Answer):
    """A paragraph by its sentences."""

    kind: Literal["prose", "heading", "quotation", "list"]
    sentences: list[Sentence]


class Section(Listed):
    """A chapter, or a run of its paragraphs. `title` is the chapter's."""

    items: ClassVar[str] = "paragraphs"

    title: str
    paragraphs: list[ChapterParagraph]


class Replacement(Answer):
    """What stands in the place of paragraph `number` from now on: nothing, one paragraph or more."""

    number: int
    paragraphs: list[ChapterParagraph]


class Mended(Listed):
    """The paragraphs that are changed; all others stay as they are."""

    items: ClassVar[str] = "replacements"

    replacements: list[Replacement]
