"""Exactly as many spreads as a book has: pages are joined within a place, or parted at a paragraph, or a picture gets
one of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.contract import Depiction, Plain

if TYPE_CHECKING:
    from authors.tales.brief import AgeGroup

MOST_WORDS: dict[AgeGroup, int] = {"0-2": 16, "3-5": 62, "6-8": 110, "9-12": 260}
"""Words that one spread may have: above it, joining is dear (a picture book of 14 spreads at 600 words has 43)."""
MOST_WORDLESS = 3
_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[A-Z“])|(?<=[.!?…]”) (?=[A-Z“])")


class Page(Plain):
    """A spread in the making: the words of one or more beats, and its picture. `others` are other words for it."""

    beats: tuple[str, ...]
    summary: str
    text: str
    others: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    place: str
    turn: bool = False
    wide: bool = False
    join: int = 0
    depiction: Depiction

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def fit(pages: list[Page], *, spreads: int, book_pages: int, age: AgeGroup) -> list[Page]:
    """Return the pages as exactly `spreads` spreads. Raises ValueError where there are too few words for that."""
    fitted: list[Page] = []
    for page in pages:
        if page.join >= book_pages and fitted:
            fitted[-1] = joined(fitted[-1], page)
        else:
            fitted.append(page)
    most = MOST_WORDS[age]
    while len(fitted) > spreads:
        number = min(range(len(fitted) - 1), key=lambda index: _cost(fitted, index, most))
        fitted[number : number + 2] = [joined(fitted[number], fitted[number + 1])]
    while len(fitted) < spreads:
        if not _widened(fitted, spreads) and not _parted(fitted):
            raise ValueError(f"There are words for {len(fitted)} spreads, and {spreads} are wanted.")
    return fitted


def joined(first: Page, second: Page) -> Page:
    """Return two pages as one: the picture is that of the second, with the people of both."""
    people = {person.name: person for person in (*second.depiction.people, *first.depiction.people)}
    return second.model_copy(
        update={
            "beats": first.beats + second.beats,
            "summary": f"{first.summary} {second.summary}",
            "text": "\n\n".join(text for text in (first.text, second.text) if text),
            "others": (),
            "used": first.used + second.used,
            "join": first.join,
            "depiction": second.depiction.model_copy(update={"people": tuple(people.values())}),
        }
    )


def _cost(pages: list[Page], index: int, most: int) -> float:
    first, second = pages[index], pages[index + 1]
    words = first.words + second.words
    return (
        (300 if first.place != second.place else 0)
        + (90 if first.turn else 0)
        + (60 if first.depiction.time_of_day != second.depiction.time_of_day else 0)
        + 14 * max(0, words - most)
        + 3 * words
        + (250 if index + 2 == len(pages) else 0)
        + (80 if index == 0 else 0)
    )


def _widened(pages: list[Page], spreads: int) -> bool:
    """Put a spread without words after a wide one, where the book has room for it."""
    wordless = sum(not page.text for page in pages)
    if wordless >= min(MOST_WORDLESS, spreads // 7):
        return False
    for index, page in enumerate(pages[:-1]):
        if page.wide and page.text and pages[index + 1].text:
            depiction = page.depiction.model_copy(update={"distance": "long", "moment": ""})
            silent = page.model_copy(
                update={"text": "", "others": (), "used": (), "turn": False, "wide": False, "depiction": depiction}
            )
            pages.insert(index + 1, silent.model_copy(update={"summary": f"{page.summary} (A picture without words.)"}))
            return True
    return False


def _parted(pages: list[Page]) -> bool:
    """Part the page with the most words at a paragraph, or else at a sentence that begins nothing new in speech."""
    for index in sorted(range(len(pages)), key=lambda number: (-pages[number].words, number)):
        halves = _halves(pages[index].text)
        if halves:
            page = pages[index]
            first = page.model_copy(update={"text": halves[0], "turn": False, "others": ()})
            second = page.model_copy(update={"text": halves[1], "others": (), "used": ()})
            pages[index : index + 1] = [first, second]
            return True
    return False


def _is_whole(text: str) -> bool:
    """Tell whether nobody is still speaking at the end of a text."""
    return text.count("“") == text.count("”")


def _halves(text: str) -> tuple[str, str] | None:
    paragraphs = text.split("\n\n")
    pieces, glue = (paragraphs, "\n\n") if len(paragraphs) > 1 else (_SENTENCE.split(text), " ")
    if len(pieces) < 2 or (glue == " " and "\n" in text):  # a stanza is not parted
        return None
    whole = [number for number in range(1, len(pieces)) if glue != " " or _is_whole(" ".join(pieces[:number]))]
    if not whole:
        return None
    at = min(whole, key=lambda number: abs(2 * sum(len(piece) for piece in pieces[:number]) - len(text)))
    return glue.join(pieces[:at]), glue.join(pieces[at:])
