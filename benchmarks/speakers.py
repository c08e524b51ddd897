"""Who speaks, on novels left out: what hints count is learned from the other novels, and measured on the one left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysts.bible import Person
from analysts.rules.people.cast import Cast
from analysts.rules.people.discovery import is_first_person
from analysts.rules.people.tellers import teller_of
from analysts.rules.speech.weights import Weights, learned
from analysts.text.blocks import read_blocks
from training.labelled_coreference import works
from training.labelled_speech import LabelledTalk, labelled_talk
from training.litbank import part_of
from training.speakers import attributed, learn_hints, learn_trust, score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from books.text.content import ChapterText

MEASURES = ("quote_accuracy", "Explicit", "Anaphoric", "Implicit", "sure_right", "sure")
Figures = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Novel:
    """A labelled novel with its people as they were found, and the talk of its chapters."""

    folder: Path
    people: Sequence[Person]
    talks: Sequence[LabelledTalk]


def labelled_novel(
    folder: Path, chapters: Sequence[ChapterText], people: Sequence[Person], scorer: ModuleType
) -> Novel:
    """Find out for each quotation of a novel who of its people is labelled as the speaker."""
    cast = Cast(people)
    talks = []
    for chapter in chapters:
        blocks = read_blocks([chapter])
        teller = teller_of(chapter, blocks, cast) if is_first_person(blocks) else None
        labels: list[list[str | None]] = [[None] * len(b.quotes) for b in blocks]
        talks.append((blocks, teller, labels))
    places: list[tuple[list[str | None], int]] = []
    texts: list[str] = []
    for blocks, _, labels in talks:
        for block, here in zip(blocks, labels, strict=True):
            for n, quote in enumerate(block.quotes):
                texts.append(scorer.letters(block.text[quote.start : quote.end]))
                places.append((here, n))
    for at, speaker in _labels(folder, people, texts, scorer):
        here, n = places[at]
        here[n] = speaker
    return Novel(folder, people, [LabelledTalk(folder.name, b, people, teller, s) for b, teller, s in talks])


def _labels(
    folder: Path, people: Sequence[Person], texts: Sequence[str], scorer: ModuleType
) -> Iterator[tuple[int, str]]:
    """Yield which of the quotations are labelled, and with whom; "" for somebody who was not found."""
    gold = scorer.gold_characters(folder)
    names: dict[int, str] = {}
    found = [{"name": p.name, "aliases": list(p.aliases)} for p in people]
    for person, character in zip(people, scorer.match_characters(found, gold), strict=True):
        names.setdefault(character, person.name)
    numbers = {character["name"].lower(): n for n, character in enumerate(gold)}
    where: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        where[text].append(at)
    cursor = 0
    for _, parts, speaker, _ in scorer.gold_quotes(folder):
        for part in parts:
            at = scorer.nearest(where.get(part), cursor)
            if at is not None and speaker.lower() in numbers:
                cursor = at
                yield at, names.get(numbers[speaker.lower()], "")


def figures_of(novel: Novel, weights: Weights, scorer: ModuleType) -> Figures:
    """Measure who speaks in a novel, as the scorer counts it, and how many of those that count as sure are right."""
    characters = [{"name": p.name, "aliases": list(p.aliases), "mentions": p.mentions} for p in novel.people]
    quotes = [
        {"text": block.text[quote.start : quote.end], "speaker": found.speaker}
        for talk in novel.talks
        for block, here in zip(talk.blocks, attributed(talk, weights), strict=True)
        for quote, found in zip(block.quotes, here, strict=True)
    ]
    row: dict[str, Any] = scorer.score(novel.folder, {"characters": characters, "quotes": quotes})
    sure = score(novel.talks, weights)
    figures = {"quote_accuracy": row["quote_accuracy"], **row["by_type"], "sure_right": sure["sure_right"]}
    figures["sure"] = round((sure["sure"] or 0) / max(1, sure["quotes"] or 0), 4)
    return {m: figures.get(m) for m in MEASURES}


def cross_validated(novels: Sequence[Novel], scorer: ModuleType) -> list[dict[str, Any]]:
    """Measure each novel with the weights that are shipped, and with weights learned from all the others alone."""
    rows = []
    for novel in novels:
        others = [talk for other in novels if other is not novel for talk in other.talks]
        blank = replace(learned(), hints={})
        weights = learn_trust(others, learn_hints(others, blank))
        known, left_out = figures_of(novel, learned(), scorer), figures_of(novel, weights, scorer)
        rows.append({"novel": novel.folder.name, "known": known, "left_out": left_out})
    return rows


def litbank(folder: Path) -> dict[str, Figures]:
    """Measure the parts of LitBank: openings of books on which no rule for novels was tried; test is held out whole."""
    parts: dict[str, list[LabelledTalk]] = {"train": [], "dev": [], "test": []}
    for name in works(folder):
        parts[part_of(name)].append(labelled_talk(folder, name))
    return {part: score(talks, learned()) for part, talks in parts.items()}
