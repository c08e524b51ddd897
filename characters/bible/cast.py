"""The people and places of a book as their page shows them: a number of queries that does not grow with the book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from characters.bible.appearance import ANIMAL_FIELD, LOOK_ORDER, shown_look
from characters.bible.story_so_far import EVERYTHING, KnownName, StorySoFar, known_looks
from characters.models import Analysis, Character, CharacterChange, Presence, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from books.models import VividPage

SCENES_AT_ONCE = 12
"""Links to scenes that a card shows before it says how many more there are."""
LEADING = 8
"""People with a large card while nobody knows yet who will matter."""
ROLES = {"protagonist": 0, "major": 1, "minor": 2, "mentioned": 3}


@dataclass(frozen=True, slots=True)
class SceneLink:
    """A scene and the chapter in which it is read."""

    scene: int
    chapter: int


@dataclass(frozen=True, slots=True)
class SceneLinks:
    """The scenes of somebody or of a place, cut where a list gets long."""

    first: tuple[SceneLink, ...]
    more: tuple[SceneLink, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.more)


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
class CastOverview:
    """Everybody: those with a card of their own, and those who are only named."""

    leading: list[CharacterCard]
    minor: list[CharacterCard]
    mentioned: list[CharacterCard]

    @property
    def members(self) -> list[CharacterCard]:
        """All of them, the most important first."""
        return [*self.leading, *self.minor, *self.mentioned]

    def among(self, members: Iterable[CharacterCard]) -> CastOverview:
        """Return those of them who are `members`."""
        keys = {member.character.pk for member in members}
        parts = (self.leading, self.minor, self.mentioned)
        return CastOverview(*([member for member in part if member.character.pk in keys] for part in parts))


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place's card."""

    setting: Setting
    called: KnownName
    description: str
    keywords: list[str]
    scenes: SceneLinks


def cast_of(vividpage: VividPage, story: StorySoFar = EVERYTHING) -> CastOverview:
    """Return everybody who has been met in a book by then, the most important first.

    Once all of it may be told, importance is what the analysis says; before, it is in how many scenes they were seen.
    """
    links = links_of(vividpage)
    presences = Presence.objects.filter(analysis__scene__vividpage=vividpage)
    scenes = _scenes_by(presences.values_list("character_id", "analysis__scene__number"), links, story)
    characters = vividpage.characters.prefetch_related(with_changes(story))
    members = [member for character in characters if (member := _member(character, scenes[character.pk], links, story))]
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


def with_changes(story: StorySoFar) -> Prefetch[str]:
    """Return the changes of characters that have been told of by then, with their scenes."""
    changes = CharacterChange.objects.select_related("scene__chapter", "until__chapter").defer(
        "scene__text", "until__text", "scene__chapter__matter", "until__chapter__matter"
    )
    if story.limit is not None:
        changes = changes.filter(scene__number__lte=story.limit)
    return Prefetch("changes", changes.order_by("scene__number"))


def places_of(vividpage: VividPage, story: StorySoFar = EVERYTHING) -> list[PlaceCard]:
    """Return the places that the story has come to by then, in its order."""
    analyses = Analysis.objects.filter(scene__vividpage=vividpage, setting__isnull=False)
    scenes = _scenes_by(analyses.values_list("setting_id", "scene__number"), links_of(vividpage), story)
    cards = (_place(setting, scenes[setting.pk], story) for setting in vividpage.settings_found.all())
    return [card for card in cards if card is not None]


def _scenes_by(
    rows: Iterable[tuple[UUID | None, int]], links: dict[int, SceneLink], story: StorySoFar
) -> defaultdict[UUID | None, list[SceneLink]]:
    """Return the scenes that have been told, in their order, by who or what is in them."""
    scenes: defaultdict[UUID | None, list[SceneLink]] = defaultdict(list)
    for key, number in sorted(rows, key=lambda row: row[1]):
        if story.shows(number) and number in links:
            scenes[key].append(links[number])
    return scenes


def _place(setting: Setting, scenes: list[SceneLink], story: StorySoFar) -> PlaceCard | None:
    called = story.place(setting, is_seen=bool(scenes))
    if called is None:
        return None
    description, keywords = description_so_far(setting, story)
    return PlaceCard(setting, called, description, keywords, _cut(scenes))


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


def links_of(vividpage: VividPage) -> dict[int, SceneLink]:
    """Return every scene of a book, by its number, with its chapter."""
    numbers = vividpage.scenes.values_list("number", "chapter__number")
    return {scene: SceneLink(scene, chapter) for scene, chapter in numbers}


def _member(
    character: Character, scenes: list[SceneLink], links: dict[int, SceneLink], story: StorySoFar
) -> CharacterCard | None:
    called = story.person(character, is_seen=bool(scenes))
    if called is None:
        return None
    return CharacterCard(
        character=character,
        called=called,
        role=character.role if story.limit is None else "",
        monogram=monogram(called.name) if called.is_named else "?",
        looks=looks_of(character, links, story),
        changes=changes_of(character, links, story),
        scenes=_cut(scenes),
    )


def changes_of(character: Character, links: dict[int, SceneLink], story: StorySoFar) -> list[LookChange]:
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


def looks_of(character: Character, links: dict[int, SceneLink], story: StorySoFar) -> list[LooksOfAKind]:
    """Return the looks by kind; what is said twice in the same words stands once, with its first source."""
    by_field: dict[str, dict[str, SourcedLook]] = {}
    for look in known_looks(character.looks, story.limit):
        field, value = shown_look(str(look["field"]), str(look["value"]))
        link = links.get(int(str(look.get("scene") or 0)))
        source = SourcedLook(value=value, sentence=str(look.get("sentence", "")), link=link)
        by_field.setdefault(field, {}).setdefault(value, source)
    return [
        LooksOfAKind(field, list(by_field[field].values()))
        for field in (ANIMAL_FIELD, *LOOK_ORDER)
        if field in by_field
    ]


def _cut(links: Iterable[SceneLink]) -> SceneLinks:
    every = tuple(links)
    return SceneLinks(first=every[:SCENES_AT_ONCE], more=every[SCENES_AT_ONCE:])
