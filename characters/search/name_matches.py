"""People and places that a query calls by name, and their scenes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django.db.models import F, Func, Min, Q, TextField, Value

from books.models import Scene
from characters.bible.story_so_far import EVERYTHING, StorySoFar
from characters.models import Character, Presence, Setting
from characters.search.query import Query, parse_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from characters.search.scope import Scope

MOST_NAMED = 12
"""People and places that one query may name."""
NOT_IN_NAMES = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
LAST = 1000
"""The order of a scene in which somebody is only mentioned: after those in which they are seen."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Somebody or a place whose name is in the query, and the numbers of its scenes.

    `is_all_there_is`: the query is nothing but (part of) that name.
    """

    kind: Literal["character", "setting"]
    pk: UUID
    vividpage_id: UUID
    scenes: tuple[int, ...]
    is_all_there_is: bool


def named(query: Query, scope: Scope) -> list[NameMatch]:
    """Find who and what `query` calls by a name: by all of it, or by some of its words and by nothing else.

    By a name that a limited book has used, that is: to find somebody by a later one would tell who they are.
    """
    words = frozenset(query.words) - NOT_IN_NAMES
    if not words:
        return []
    pattern = rf"\y({'|'.join(map(re.escape, sorted(words)))})\y"
    there = scope.people_and_places()
    aliases = Func(F("aliases"), Value(" "), function="array_to_string", output_field=TextField())
    people = Character.objects.filter(there).alias(called=aliases)
    people = people.filter(Q(name__iregex=pattern) | Q(called__iregex=pattern)).order_by("-mentions")
    places = Setting.objects.filter(there, name__iregex=pattern).order_by("first_scene__number")
    things: list[Character | Setting] = [*people, *places]
    stories = scope.stories_so_far([thing.vividpage_id for thing in things])
    matches = [_named(words, thing, stories.get(thing.vividpage_id, EVERYTHING)) for thing in things]
    return [thing for thing in matches if thing is not None][:MOST_NAMED]


def scenes_of(things: Sequence[NameMatch], scope: Scope, *, count: int) -> list[UUID]:
    """Find the scenes of what was named: first those with the most of it, then those in which it is the focus."""
    if not things:
        return []
    theirs = reduce(or_, (Q(vividpage_id=thing.vividpage_id, number__in=thing.scenes) for thing in things))
    rows = Scene.objects.filter(theirs, scope.scenes()).values_list("pk", "vividpage_id", "number")
    together = Counter((thing.vividpage_id, number) for thing in things for number in thing.scenes)
    seen = Presence.objects.filter(character__in=[thing.pk for thing in things])
    order = dict(seen.values_list("analysis_id").annotate(Min("order")).order_by())

    def rank(row: tuple[UUID, UUID, int]) -> tuple[int, int, int]:
        pk, book, number = row
        return -together[book, number], order.get(pk, LAST), number

    return [pk for pk, _, _ in sorted(rows, key=rank)[:count]]


def _named(words: frozenset[str], thing: Character | Setting, story: StorySoFar) -> NameMatch | None:
    """Return a match if the words name `thing` by a name that the reader has met."""
    kind: Literal["character", "setting"] = "character" if isinstance(thing, Character) else "setting"
    names = [thing.name, *thing.aliases] if isinstance(thing, Character) else [thing.name]
    own = [frozenset(parse_query(name).words) - NOT_IN_NAMES for name in names if story.uses(name)]
    is_all = any(words <= name for name in own)
    if not is_all and not any(name and name <= words for name in own):
        return None
    return NameMatch(kind, thing.pk, thing.vividpage_id, tuple(thing.scene_numbers), is_all)
