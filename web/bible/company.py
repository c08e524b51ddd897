"""Who somebody speaks with, and how often: counted from the quotations of the scenes that they are in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from uuid import UUID

from characters.bible.cast import monogram
from characters.bible.story_so_far import KnownName, StorySoFar
from characters.models import Character, Presence, Quote
from web.bible.graph import MOST_AROUND, Bond, Graph, Node, graph_of

Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Fellow:
    """Somebody who is in the same scenes: in how many, and how often the word passes between the two there."""

    character: Character
    called: KnownName
    monogram: str
    exchanges: int
    together: int


@dataclass(frozen=True, slots=True)
class Company:
    """All whom somebody has been together with, those they speak with most first; and a drawing of the first few.

    `faces` are the nodes of the drawing, each with whose it is; None is the one in the middle.
    """

    fellows: list[Fellow]
    graph: Graph | None
    faces: list[tuple[Node, Fellow | None]]


def company_of(character: Character, called: KnownName, story: StorySoFar) -> Company:
    """Return the company that somebody has kept by then. Three queries."""
    together = _together(character, story)
    exchanges = exchanges_by_scene(_speakers(character, story))
    own: Counter[UUID] = Counter()
    for pair, count in exchanges.items():
        if character.pk in pair:
            own.update({next(iter(pair - {character.pk})): count})
    others = Character.objects.filter(pk__in={*together, *own}).exclude(pk=character.pk)
    named = [(other, story.person(other, is_seen=other.pk in together)) for other in others]
    fellows = sorted(
        (
            Fellow(other, known, monogram(known.name) if known.is_named else "?", own[other.pk], together[other.pk])
            for other, known in named
            if known is not None
        ),
        key=lambda f: (-f.exchanges, -f.together, f.called.name),
    )
    speaking = [fellow for fellow in fellows if fellow.exchanges][:MOST_AROUND]
    bonds = [Bond(min(keys), max(keys), count) for pair, count in exchanges.items() if (keys := [*map(str, pair)])]
    graph = graph_of((str(character.pk), called.name), [(str(f.character.pk), f.called.name) for f in speaking], bonds)
    by_key = {str(fellow.character.pk): fellow for fellow in speaking}
    return Company(fellows, graph if speaking else None, [(node, by_key.get(node.key)) for node in graph.nodes])


def exchanges_by_scene(speeches: list[tuple[int, UUID | None]]) -> Counter[Pair]:
    """Count how often the word passes from one to the other: `speeches` are scene and speaker, in order.

    A speech whose speaker is not known stands between two others.
    """
    counted: Counter[Pair] = Counter()
    for _, scene in groupby(speeches, key=lambda speech: speech[0]):
        counted.update(
            frozenset((one, other)) for (_, one), (_, other) in pairwise(scene) if one and other and one != other
        )
    return counted


def _together(character: Character, story: StorySoFar) -> Counter[UUID]:
    """Count the scenes in which others are seen together with somebody."""
    own = Presence.objects.filter(character=character)
    if story.limit is not None:
        own = own.filter(analysis__scene__number__lte=story.limit)
    others = Presence.objects.filter(analysis__in=own.values("analysis")).exclude(character=character)
    return Counter(others.order_by().values_list("character_id", flat=True))


def _speakers(character: Character, story: StorySoFar) -> list[tuple[int, UUID | None]]:
    """Return scene and speaker of all speeches in those scenes in which somebody speaks."""
    speaks = Quote.objects.filter(speaker=character).values("scene")
    quotes = Quote.objects.filter(scene__in=speaks).order_by("scene__number", "start")
    if story.limit is not None:
        quotes = quotes.filter(scene__number__lte=story.limit)
    return list(quotes.values_list("scene__number", "speaker_id"))
