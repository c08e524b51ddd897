"""Words that are not among those that the readers know: a few are a gift, many are a wall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.checks.vocabulary import is_known
from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredBook, MeasuredPart
    from authors.checks.reading import Word

_ENOUGH = 100
"""Of fewer words no share is told."""
_CROWDED = 2
"""A part with so many is pointed at."""
_TOLD = 8
"""Words that are named."""


def uncommon_words(book: MeasuredBook) -> Iterator[tuple[str, Finding]]:
    """Tell a book for children in which more words than they take in are not among the common ones.

    Names of the plan, and what its people are, do not count: pictures explain them.
    """
    if book.brief.readers == "adults":
        return
    planned = _planned(book)
    rare = {measured.part.key: _uncommon(measured, planned) for measured in book.parts if measured.in_english}
    count = sum(len(measured.reading.words) for measured in book.parts if measured.in_english)
    share = sum(map(len, rare.values())) / count if count else 0.0
    if count < _ENOUGH or share <= book.standard.uncommon:
        return
    words = list(dict.fromkeys(word.plain for found in rare.values() for word, _ in found))
    named = ", ".join(f"“{word}”" for word in words[:_TOLD])
    yield (
        "",
        Finding(
            rule="vocabulary",
            severity="doubtful",
            words=f"{share:.0%} of the words may be new to these readers, and {book.standard.uncommon:.0%} are enough: "
            f"{named}. Keep the two or three that the pictures explain, and use common words for the others.",
        ),
    )
    for key, found in rare.items():
        if len(found) >= _CROWDED:
            word, paragraph = found[0]
            others = ", ".join(f"“{one.plain}”" for one, _ in found[:_TOLD])
            told = f"Words that may be new to these readers: {others}."
            yield (
                key,
                Finding(
                    rule="vocabulary",
                    severity="doubtful",
                    words=told,
                    paragraph=paragraph,
                    start=word.start,
                    end=word.end,
                ),
            )


def _uncommon(measured: MeasuredPart, planned: frozenset[str]) -> list[tuple[Word, int]]:
    """Return the words of a part, and in which paragraph each stands, that are neither common nor planned."""
    return [
        (word, sentence.paragraph)
        for sentence in measured.reading.sentences
        for word in sentence.words
        if word.plain.replace("'", "").isalpha()
        and word.plain.removesuffix("'s") not in planned
        and not is_known(word.plain, commonest=measured.standard.commonest)
    ]


def _planned(book: MeasuredBook) -> frozenset[str]:
    people = " ".join(" ".join((one.name, *one.aliases, one.species)) for one in book.outline.people)
    places = " ".join(place.name for place in book.outline.places)
    return frozenset(re.findall(r"[a-z]+", f"{people} {places} {book.outline.title}".lower()))
