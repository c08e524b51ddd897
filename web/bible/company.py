"""Who somebody speaks with, and how often: counted from the quotations of the scenes that they are in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count

from characters.bible.cast import monogram
from characters.bible.story_so_far import NAMED_BY, KnownName, StorySoFar
from characters.models import Character, Presence
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
    exchanges = exchanges_around(character, story)
    own: Counter[UUID] = Counter()
    for pair, count in exchanges.items():
        if character.pk in pair:
            own.update({next(iter(pair - {character.pk})): count})
    others = Character.objects.filter(pk__in={*together, *own}).exclude(pk=character.pk).only(*NAMED_BY)
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


_EXCHANGES = """
    SELECT least(speaker_id, before), greatest(speaker_id, before), count(*) FROM (
        SELECT q.speaker_id, lag(q.speaker_id) OVER (PARTITION BY q.scene_id ORDER BY q.start) AS before
        FROM characters_quote q JOIN books_scene s ON s.id = q.scene_id
        WHERE q.scene_id IN (SELECT scene_id FROM characters_quote WHERE speaker_id = %(speaker)s)
        AND s.number <= %(limit)s
    ) AS spoken WHERE speaker_id <> before GROUP BY 1, 2
"""
_NO_LIMIT = 2**31 - 1


def exchanges_around(character: Character, story: StorySoFar) -> Counter[Pair]:
    """Count how often the word passes from one to the other in those scenes in which somebody speaks. One query.

    A speech whose speaker is not known stands between two others.
    """
    limit = _NO_LIMIT if story.limit is None else story.limit
    with connection.cursor() as cursor:
        cursor.execute(_EXCHANGES, {"speaker": character.pk, "limit": limit})
        return Counter({frozenset((one, other)): count for one, other, count in cursor.fetchall()})


def _together(character: Character, story: StorySoFar) -> Counter[UUID]:
    """Count the scenes in which others are seen together with somebody."""
    own = Presence.objects.filter(character=character)
    if story.limit is not None:
        own = own.filter(analysis__scene__number__lte=story.limit)
    others = Presence.objects.filter(analysis__in=own.values("analysis")).exclude(character=character)
    counted = others.order_by().values("character").annotate(count=Count("*"))
    return Counter(dict(counted.values_list("character_id", "count")))
