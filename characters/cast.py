"""The people and places of a book as their page shows them: a number of queries that does not grow with the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from books.models import VividPage
from characters.models import Analysis, Character, CharacterChange, Presence, Setting
from characters.queries import LOOK_ORDER

SCENES_AT_ONCE = 12
"""Links to scenes that a card shows before it says how many more there are."""
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
    """What is different about somebody from a scene on."""

    description: str
    type: str
    since: SceneLink
    until: SceneLink | None


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody's card."""

    character: Character
    monogram: str
    looks: list[LooksOfAKind]
    changes: list[LookChange]
    scenes: SceneLinks


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody: those with a card of their own, and those who are only named."""

    leading: list[CastMember]
    minor: list[CastMember]
    mentioned: list[Character]

    @property
    def count(self) -> int:
        """How many people there are."""
        return len(self.leading) + len(self.minor) + len(self.mentioned)


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place's card."""

    setting: Setting
    scenes: SceneLinks


def cast_of(vividpage: VividPage) -> Cast:
    """Everybody in a book, the most important first."""
    presences = Presence.objects.select_related("analysis__scene__chapter").only(
        "character_id", "analysis__scene__number", "analysis__scene__chapter__number"
    )
    changes = CharacterChange.objects.select_related("scene__chapter", "until__chapter").defer(
        "scene__text", "until__text", "scene__chapter__matter", "until__chapter__matter"
    )
    characters = vividpage.characters.prefetch_related(
        Prefetch("presences", presences.order_by("analysis__scene__number")),
        Prefetch("changes", changes.order_by("scene__number")),
    )
    links = _links(vividpage)
    by_role: dict[str, list[Character]] = {}
    for character in sorted(characters, key=lambda c: (ROLES[c.role], -c.mentions, c.name)):
        by_role.setdefault(character.role, []).append(character)
    leading = [*by_role.get("protagonist", []), *by_role.get("major", [])]
    return Cast(
        leading=[_member(character, links) for character in leading],
        minor=[_member(character, links) for character in by_role.get("minor", [])],
        mentioned=by_role.get("mentioned", []),
    )


def places_of(vividpage: VividPage) -> list[PlaceCard]:
    """The places of a book in the order in which the story comes to them."""
    analyses = Analysis.objects.select_related("scene__chapter").only(
        "setting_id", "scene__number", "scene__chapter__number"
    )
    settings = vividpage.settings_found.prefetch_related(Prefetch("analyses", analyses.order_by("scene__number")))
    return [
        PlaceCard(
            setting=setting,
            scenes=_cut(SceneLink(found.scene.number, found.scene.chapter.number) for found in setting.analyses.all()),
        )
        for setting in settings
    ]


def monogram(name: str) -> str:
    """One or two initials: what stands for somebody without a portrait."""
    initials = [word[0] for word in name.split() if word[0].isupper()] or [name[:1].upper()]
    return "".join(initials if len(initials) < 3 else (initials[0], initials[-1]))


def _links(vividpage: VividPage) -> dict[int, SceneLink]:
    numbers = vividpage.scenes.values_list("number", "chapter__number")
    return {scene: SceneLink(scene, chapter) for scene, chapter in numbers}


def _member(character: Character, links: dict[int, SceneLink]) -> CastMember:
    return CastMember(
        character=character,
        monogram=monogram(character.name),
        looks=_looks(character.looks, links),
        changes=[
            LookChange(
                description=change.description or change.prompt_modifier,
                type=change.type,
                since=links[change.scene.number],
                until=links[change.until.number] if change.until else None,
            )
            for change in character.changes.all()
        ],
        scenes=_cut(
            SceneLink(presence.analysis.scene.number, presence.analysis.scene.chapter.number)
            for presence in character.presences.all()
        ),
    )


def _looks(looks: Sequence[dict[str, object]], links: dict[int, SceneLink]) -> list[LooksOfAKind]:
    """The looks by kind; what is said twice in the same words stands once, with its first source."""
    by_field: dict[str, dict[str, SourcedLook]] = {}
    for look in looks:
        value = str(look["value"])
        source = SourcedLook(value=value, sentence=str(look["sentence"]), link=links.get(int(str(look["scene"]))))
        by_field.setdefault(str(look["field"]), {}).setdefault(value, source)
    return [LooksOfAKind(field, list(by_field[field].values())) for field in LOOK_ORDER if field in by_field]


def _cut(links: Iterable[SceneLink]) -> SceneLinks:
    every = tuple(links)
    return SceneLinks(first=every[:SCENES_AT_ONCE], more=every[SCENES_AT_ONCE:])
