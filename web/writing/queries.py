"""Books that are written here as their pages show them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from writing.kinds.catalogue import kind_named
from writing.models import Hero, WrittenBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import User
    from authors.contract import Paragraph, Text
    from writing.models import DraftFinding


@dataclass(frozen=True, slots=True)
class Shelved:
    """A book that is being written, with how many of its parts are."""

    book: WrittenBook
    kind: str
    written: int
    total: int


def shelf_of(user: User) -> list[Shelved]:
    """List the books of a writer, the latest first. One query."""
    planned = Q(parts__is_planned=True)
    books = (
        WrittenBook.objects.owned_by(user)
        .select_related("vividpage")
        .annotate(
            total=Count("parts", filter=planned), written=Count("parts", filter=planned & ~Q(parts__accepted=None))
        )
    )
    return [
        Shelved(book, title_of_kind(book.kind), getattr(book, "written", 0), getattr(book, "total", 0))
        for book in books
    ]


@dataclass(frozen=True, slots=True)
class KeptHero:
    """A hero and the books that they are in."""

    hero: Hero
    books: tuple[WrittenBook, ...]


def heroes_of(user: User) -> list[KeptHero]:
    """List the heroes of a writer with the books that they were chosen for. Two queries."""
    books = list(WrittenBook.objects.owned_by(user).select_related("vividpage"))
    return [KeptHero(hero, tuple(book for book in books if _has(book, hero))) for hero in Hero.objects.owned_by(user)]


def _has(book: WrittenBook, hero: Hero) -> bool:
    heroes = book.brief.get("heroes") or ()
    return any(isinstance(one, dict) and one.get("key") == hero.key for one in heroes)


def title_of_kind(name: str) -> str:
    """Return what writers call a kind; its name, if this version does not know it."""
    try:
        return kind_named(name).title
    except KeyError:
        return name


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph with the same findings and passages all along it, each by its number on the page."""

    text: str
    findings: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether anything was found there."""
        return bool(self.findings)


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph as its page shows it. `findings` are those of the whole of it."""

    kind: str
    pieces: tuple[Piece, ...]
    findings: tuple[int, ...] = ()


def shown_paragraphs(
    text: Text, findings: Sequence[DraftFinding] = (), passages: Sequence[str] = ()
) -> list[ShownParagraph]:
    """Return the paragraphs of a text in pieces, each with what was found in it and what it rests on.

    Findings and passages are numbered from 1 in the order given.
    """
    numbers = {passage: number for number, passage in enumerate(passages, 1)}
    shown = []
    for at, paragraph in enumerate(text.paragraphs):
        here = [(number, one) for number, one in enumerate(findings, 1) if one.paragraph == at]
        whole = tuple(number for number, one in here if one.end <= one.start)
        spans = [(one.start, one.end, number) for number, one in here if one.end > one.start]
        shown.append(ShownParagraph(paragraph.kind, tuple(_pieces(paragraph, spans, numbers)), whole))
    return shown


def _pieces(paragraph: Paragraph, spans: list[tuple[int, int, int]], numbers: dict[str, int]) -> Iterable[Piece]:
    words = paragraph.text
    edges = {0, len(words)}
    for start, end, _ in spans:
        edges |= {min(start, len(words)), min(end, len(words))}
    for support in paragraph.supports:
        edges |= {min(support.start, len(words)), min(support.end, len(words))}
    ordered = sorted(edges)
    for start, end in itertools.pairwise(ordered):
        found = tuple(number for first, last, number in spans if first <= start and end <= last)
        rests = tuple(
            dict.fromkeys(
                numbers[passage]
                for support in paragraph.supports
                if support.end == end
                for passage in support.passages
                if passage in numbers
            )
        )
        yield Piece(words[start:end], found, rests)


def passages_of(text: Text) -> list[str]:
    """Return the ids of the passages that a text rests on, in the order of the text, each once."""
    ids = (passage for paragraph in text.paragraphs for support in paragraph.supports for passage in support.passages)
    return list(dict.fromkeys(ids))
