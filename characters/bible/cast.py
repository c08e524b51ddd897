"""The people and places of a book as their page shows them: a number of queries that does not grow with the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, Count, F, Prefetch, prefetch_related_objects
from django.db.models.expressions import RawSQL

from analysts.vocabulary import HUMAN
from books.models import Scene
from characters.bible.appearance import LOOK_ORDER
from characters.bible.story_so_far import EVERYTHING, KnownName, StorySoFar, known_looks
from characters.models import Analysis, Character, CharacterChange, Presence, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from books.models import VividPage

SCENES_AT_ONCE = 12
"""Links to scenes that a card shows before it says how many more there are."""
LEADING = 8
"""People with a large card while nobody knows yet who will matter."""
ROLES = {"protagonist": 0, "major": 1, "minor": 2, "mentioned": 3}


class SceneLink(NamedTuple):
    """A scene and the chapter in which it is read."""

    scene: int
    chapter: int


@dataclass(frozen=True, slots=True)
class SceneLinks:
    """The first scenes of somebody or of a place, and how many there are in all."""

    first: tuple[SceneLink, ...]
    count: int

    @property
    def more(self) -> int:
        """How many there are beside the first."""
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class ScenesOf:
    """In how many scenes somebody is, or how many play at a place, and the numbers of the first of them."""

    count: int = 0
    first: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class SourcedLook:
    """A fact of somebody's looks and the sentence that says so; `link` is None where its scene is gone."""

    value: str
    sentence: str
    link: SceneLink | None


@dataclass(frozen=True, slots=True)
class LooksOfAKind:
    """All that the text says of somebody's hair, eyes, clothes, …, in its order."""

    field: str
    facts: list[SourcedLook]

    @property
    def phrase(self) -> str:
        """The facts in a line."""
        return "; ".join(fact.value for fact in self.facts)


@dataclass(frozen=True, slots=True)
class LookChange:
    """What is different about somebody from a scene on: in a few words, and the sentence that says so."""

    modifier: str
    description: str
    type: str
    since: SceneLink
    until: SceneLink | None


@dataclass(frozen=True, slots=True)
class CharacterCard:
    """Somebody's card. `role` is empty where the whole book would have to be known to tell it."""

    character: Character
    called: KnownName
    role: str
    monogram: str
    looks: list[LooksOfAKind]
    changes: list[LookChange]
    scenes: SceneLinks


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody who has been met: what they are called and where they are seen. `role` as on their card."""

    character: Character
    called: KnownName
    role: str
    scenes: ScenesOf


@dataclass(frozen=True, slots=True)
class CastOverview:
    """Everybody: those with a large card, those with a small one, and those who are only named."""

    leading: list[CastMember]
    minor: list[CastMember]
    mentioned: list[CastMember]

    @property
    def members(self) -> list[CastMember]:
        """All of them, the most important first."""
        return [*self.leading, *self.minor, *self.mentioned]

    def among(self, members: Iterable[CastMember]) -> CastOverview:
        """Return those of them who are `members`."""
        keys = {member.character.pk for member in members}
        parts = (self.leading, self.minor, self.mentioned)
        return CastOverview(*([member for member in part if member.character.pk in keys] for part in parts))


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that the story has come to: what it is called and which scenes play there."""

    setting: Setting
    called: KnownName
    scenes: ScenesOf


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place's card."""

    setting: Setting
    called: KnownName
    description: str
    keywords: list[str]
    scenes: SceneLinks


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of some people, by whose they are, and of some places, in their order."""

    people: dict[UUID, CharacterCard]
    places: list[PlaceCard]

    def of(self, members: Iterable[CastMember]) -> list[CharacterCard]:
        """Return the cards of those members, in their order."""
        return [self.people[member.character.pk] for member in members]


class _FirstNumbers(ArrayAgg):
    """The first of the numbers that are aggregated, in their order."""

    template = f"({ArrayAgg.template})[1:{SCENES_AT_ONCE}]"


def cast_of(vividpage: VividPage, story: StorySoFar = EVERYTHING) -> CastOverview:
    """Return everybody who has been met in a book by then, the most important first. Two queries.

    Once all of it may be told, importance is what the analysis says; before, it is in how many scenes they were seen.
    """
    presences = Presence.objects.filter(analysis__scene__vividpage=vividpage)
    scenes = _scenes_by(presences, "character_id", "analysis__scene__number", story)
    members = [m for character in vividpage.characters.all() if (m := _member(character, scenes, story))]
    if story.limit is not None:
        members.sort(key=lambda m: (-m.scenes.count, m.called.name))
        seen = [member for member in members if member.scenes.count]
        return CastOverview(seen[:LEADING], seen[LEADING:], [member for member in members if not member.scenes.count])
    members.sort(key=lambda m: (ROLES[m.role], -m.character.mentions, m.character.name))
    return CastOverview(
        leading=[member for member in members if member.role in ("protagonist", "major")],
        minor=[member for member in members if member.role == "minor"],
        mentioned=[member for member in members if member.role == "mentioned"],
    )


def places_of(vividpage: VividPage, story: StorySoFar = EVERYTHING) -> list[KnownPlace]:
    """Return the places that the story has come to by then, in its order. Two queries."""
    analyses = Analysis.objects.filter(scene__vividpage=vividpage, setting__isnull=False)
    scenes = _scenes_by(analyses, "setting_id", "scene__number", story)
    known = (
        (setting, story.place(setting, is_seen=setting.pk in scenes), scenes.get(setting.pk, ScenesOf()))
        for setting in vividpage.settings_found.all()
    )
    return [KnownPlace(setting, called, where) for setting, called, where in known if called is not None]


def cards_of(
    vividpage: VividPage, members: Iterable[CastMember], places: Iterable[KnownPlace], story: StorySoFar = EVERYTHING
) -> Cards:
    """Return the cards of those who are shown on a page, and of the places shown there. Two queries."""
    people, known_places = list(members), list(places)
    prefetch_related_objects([member.character for member in people], with_changes(story))
    scenes = [*(member.scenes for member in people), *(place.scenes for place in known_places)]
    numbers = {number for where in scenes for number in where.first}
    links = links_of(vividpage, numbers.union(*(numbers_told_of(member.character, story) for member in people)))
    return Cards(
        people={member.character.pk: _card(member, links, story) for member in people},
        places=[_place_card(place, links, story) for place in known_places],
    )


def with_changes(story: StorySoFar) -> Prefetch[str]:
    """Return the changes of characters that have been told of by then, with the numbers of their scenes."""
    changes = CharacterChange.objects.select_related("scene", "until").only(
        "character", "type", "description", "prompt_modifier", "scene__number", "until__number"
    )
    if story.limit is not None:
        changes = changes.filter(scene__number__lte=story.limit)
    return Prefetch("changes", changes.order_by("scene__number"))


def _scenes_by(
    rows: QuerySet[Presence] | QuerySet[Analysis], key: str, number: str, story: StorySoFar
) -> dict[UUID, ScenesOf]:
    """Return the scenes that have been told by who or what is in them: `key` of the rows, and `number` of the scene."""
    if story.limit is not None:
        rows = rows.filter(**{f"{number}__lte": story.limit})
    counted = rows.order_by().values(key).annotate(scenes=Count("*"), first=_FirstNumbers(number, order_by=F(number)))
    return {thing: ScenesOf(count, first) for thing, count, first in counted.values_list(key, "scenes", "first")}


def _place_card(place: KnownPlace, links: Mapping[int, SceneLink], story: StorySoFar) -> PlaceCard:
    description, keywords = description_so_far(place.setting, story)
    return PlaceCard(place.setting, place.called, description, keywords, _linked(place.scenes, links))


def description_so_far(setting: Setting, story: StorySoFar) -> tuple[str, list[str]]:
    """Return the description and the keywords of a place, as far as they are told by then.

    They stand for all of its scenes: until those have been read, only keywords that the text has used are shown.
    """
    if all(map(story.shows, setting.scene_numbers)):
        return setting.description, setting.keywords
    return "", [keyword for keyword in setting.keywords if story.uses(keyword)]


def monogram(name: str) -> str:
    """Shorten a name to one or two initials: what stands for somebody without a portrait."""
    initials = [word[0] for word in name.split() if word[0].isupper()] or [name[:1].upper()]
    return "".join(initials if len(initials) < 3 else (initials[0], initials[-1]))


def links_of(vividpage: VividPage, numbers: Iterable[int]) -> dict[int, SceneLink]:
    """Return those scenes of a book that have these numbers, by them, with their chapters."""
    # One value that is a list: hundreds of values of their own take longer than the query.
    wanted = RawSQL(f'"{Scene._meta.db_table}"."number" = ANY(%s)', [sorted(set(numbers))], BooleanField())  # noqa: S611
    rows = vividpage.scenes.filter(wanted).values_list("number", "chapter__number")
    return {row[0]: SceneLink._make(row) for row in rows.order_by()}


def numbers_told_of(character: Character, story: StorySoFar) -> set[int]:
    """Return the numbers of the scenes that `looks_of` and `changes_of` link to."""
    looks = {int(str(look.get("scene") or 0)) for look in known_looks(character.looks, story.limit)}
    ends = {scene.number for change in character.changes.all() for scene in (change.scene, change.until) if scene}
    return looks | ends


def _member(character: Character, scenes: Mapping[UUID, ScenesOf], story: StorySoFar) -> CastMember | None:
    called = story.person(character, is_seen=character.pk in scenes)
    if called is None:
        return None
    role = character.role if story.limit is None else ""
    return CastMember(character, called, role, scenes.get(character.pk, ScenesOf()))


def _card(member: CastMember, links: Mapping[int, SceneLink], story: StorySoFar) -> CharacterCard:
    return CharacterCard(
        character=member.character,
        called=member.called,
        role=member.role,
        monogram=monogram(member.called.name) if member.called.is_named else "?",
        looks=looks_of(member.character, links, story),
        changes=changes_of(member.character, links, story),
        scenes=_linked(member.scenes, links),
    )


def changes_of(character: Character, links: Mapping[int, SceneLink], story: StorySoFar) -> list[LookChange]:
    """Return what has changed about somebody (prefetched by `with_changes`).

    An end that is not told yet is left open.
    """
    return [
        LookChange(
            modifier=change.prompt_modifier,
            description=change.description,
            type=change.type,
            since=links[change.scene.number],
            until=links[change.until.number] if change.until and story.shows(change.until.number) else None,
        )
        for change in character.changes.all()
    ]


def looks_of(character: Character, links: Mapping[int, SceneLink], story: StorySoFar) -> list[LooksOfAKind]:
    """Return the looks by kind; what is said twice in the same words stands once, with its first source."""
    by_field: dict[str, dict[str, SourcedLook]] = {}
    for look in known_looks(character.looks, story.limit):
        field, value = str(look["field"]), str(look["value"])
        link = links.get(int(str(look.get("scene") or 0)))
        source = SourcedLook(value=value, sentence=str(look.get("sentence", "")), link=link)
        by_field.setdefault(field, {}).setdefault(value, source)
    told = [LooksOfAKind(field, list(by_field[field].values())) for field in LOOK_ORDER if field in by_field]
    being = SourcedLook(value=character.species, sentence="", link=None)
    return told if character.species == HUMAN else [LooksOfAKind("kind of being", [being]), *told]


def _linked(scenes: ScenesOf, links: Mapping[int, SceneLink]) -> SceneLinks:
    return SceneLinks(tuple(links[number] for number in scenes.first if number in links), scenes.count)
