"""One person's page, and one place's: a number of queries that does not grow with the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min, Q

from analysts.bible import Change, Look, Person
from analysts.certainty import SURE_SPEAKER
from books.models import Chapter, Scene, VividPage
from characters.bible.cast import (
    LookChange,
    LooksOfAKind,
    SceneLink,
    changes_of,
    description_so_far,
    links_of,
    looks_of,
    monogram,
    numbers_told_of,
    with_changes,
)
from characters.bible.contradictions import Contradiction, contradictions_of
from characters.bible.story_so_far import NAMED_BY, KnownName, StorySoFar, known_looks
from characters.models import Character, Presence, Quote, Setting
from storyboards.pictures.alt_texts import AltTexts, alt_texts_so_far
from storyboards.pictures.queries import SHOWN_BESIDE_SCENE, SHOWN_OF_SCENE, ShownPicture, picture_of
from web.bible.company import Company, company_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

SCENES_PER_PAGE = 24
MOST_QUOTES = 60
"""Quotations that a page holds."""
MOST_VISITORS = 8
"""People that the page of a place names."""
MOST_IN_A_SCENE = 100_000
"""People: the numbers that put them in order are smaller."""
FEWEST_WORDS = 4
"""Of a quotation that says something about who speaks; shorter ones stand only where there are no others."""


@dataclass(frozen=True, slots=True)
class SceneCard:
    """A scene that somebody is in, or that plays somewhere: its picture if it is drawn, and what they do there."""

    link: SceneLink
    chapter: str
    picture: ShownPicture | None
    action: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that somebody says."""

    text: str
    link: SceneLink


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has been seen at a place, and in how many scenes there."""

    character: Character
    called: KnownName
    monogram: str
    count: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two facts that cannot both be true, each with its source."""

    field: str
    one: Look
    other: Look
    one_link: SceneLink | None
    other_link: SceneLink | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that a page shows of somebody."""

    character: Character
    called: KnownName
    monogram: str
    facts: list[str]
    looks: list[LooksOfAKind]
    clashes: list[Clash]
    changes: list[LookChange]
    scenes: Page[Scene]
    cards: list[SceneCard]
    quotes: list[Said]
    quote_count: int
    company: Company

    @property
    def faces(self) -> list[UUID]:
        """Whose portraits are shown."""
        return [self.character.pk, *(fellow.character.pk for _, fellow in self.company.faces if fellow)]

    @property
    def without_picture(self) -> list[SceneLink]:
        """Those of its scenes that have no picture."""
        return [card.link for card in self.cards if card.picture is None]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """All that a page shows of a place."""

    setting: Setting
    called: KnownName
    kind: str
    description: str
    keywords: list[str]
    picture: ShownPicture | None
    scenes: Page[Scene]
    cards: list[SceneCard]
    people: list[Visitor]

    @property
    def faces(self) -> list[UUID]:
        """Whose portraits are shown, the place's own picture among them."""
        return [self.setting.pk, *(visitor.character.pk for visitor in self.people)]

    @property
    def without_picture(self) -> list[SceneLink]:
        """Those of its scenes that have no picture."""
        return [card.link for card in self.cards if card.picture is None]


def find_person(vividpage: VividPage, person_id: UUID, story: StorySoFar) -> Character | None:
    """Find the person of that id in the book with their changes by then, or None."""
    return vividpage.characters.prefetch_related(with_changes(story)).filter(pk=person_id).first()


def person_page(
    vividpage: VividPage, character: Character, story: StorySoFar, *, number: str | None = None
) -> PersonPage | None:
    """Return what has been told of somebody by then, with page `number` of their scenes; None if they are not met."""
    scenes = _page_of(vividpage.scenes.filter(analysis__presences__character=character), story, number)
    called = story.person(character, is_seen=bool(scenes.paginator.count))
    if called is None:
        return None
    chapters = _chapter_names(vividpage, scenes)
    actions = _actions(character, scenes)
    quotes = _quotes(character, story)
    shown = _long_quotes(quotes)[:MOST_QUOTES]
    links = links_of(vividpage, numbers_told_of(character, story) | {scene for _, scene in shown})
    alts = alt_texts_so_far(vividpage.pk, story)
    return PersonPage(
        character=character,
        called=called,
        monogram=monogram(called.name) if called.is_named else "?",
        facts=_facts(character, story),
        looks=looks_of(character, links, story),
        clashes=_clashes(character, links, story),
        changes=changes_of(character, links, story),
        scenes=scenes,
        cards=[_card(scene, chapters, alts, actions.get(scene.pk, "")) for scene in scenes],
        quotes=[Said(text, links[scene]) for text, scene in shown],
        quote_count=len(quotes),
        company=company_of(character, called, story),
    )


def place_page(
    vividpage: VividPage, setting: Setting, story: StorySoFar, *, number: str | None = None
) -> PlacePage | None:
    """Return what has been told of a place by then, with page `number` of its scenes.

    None if the story has not come to it.
    """
    scenes = _page_of(vividpage.scenes.filter(analysis__setting=setting), story, number)
    called = story.place(setting, is_seen=bool(scenes.paginator.count))
    if called is None:
        return None
    chapters = _chapter_names(vividpage, scenes)
    description, keywords = description_so_far(setting, story)
    alts = alt_texts_so_far(vividpage.pk, story)
    cards = [_card(scene, chapters, alts) for scene in scenes]
    kind = "" if setting.kind == "unknown" else setting.kind
    return PlacePage(
        setting=setting,
        called=called,
        kind=" ".join(filter(None, [kind, "indoors" if setting.indoors else ""])),
        description=description,
        keywords=keywords,
        picture=next((card.picture for card in cards if card.picture), None),
        scenes=scenes,
        cards=cards,
        people=_people_there(setting, story)[:MOST_VISITORS],
    )


def _chapter_names(vividpage: VividPage, scenes: Iterable[Scene]) -> dict[int, str]:
    """Return what the chapters of these scenes are called, by their numbers in the book."""
    titles = {scene.chapter.number: scene.chapter.title for scene in scenes}
    if all(titles.values()):
        return titles
    story = vividpage.chapters.filter(kind=Chapter.Kind.BODY, number__lte=max(titles)).order_by("number")
    counts = {number: count for count, number in enumerate(story.values_list("number", flat=True), 1)}
    return {number: title or f"Chapter {counts[number]}" for number, title in titles.items() if number in counts}


def _page_of(scenes: QuerySet[Scene], story: StorySoFar, number: str | None) -> Page[Scene]:
    """Return a page of the scenes that have been told, with all that their cards need."""
    if story.limit is not None:
        scenes = scenes.filter(number__lte=story.limit)
    shown = scenes.select_related(*SHOWN_BESIDE_SCENE).only(*SHOWN_OF_SCENE, "chapter__title")
    page = Paginator(shown.order_by("number"), SCENES_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def _card(scene: Scene, chapters: dict[int, str], alts: AltTexts, action: str = "") -> SceneCard:
    link = SceneLink(scene.number, scene.chapter.number)
    return SceneCard(link, chapters.get(link.chapter, ""), picture_of(scene, link.chapter, alts), action)


def _actions(character: Character, scenes: Iterable[Scene]) -> dict[UUID, str]:
    """Return what somebody does in each of some scenes, by the scenes' ids."""
    presences = Presence.objects.filter(character=character, analysis__in=[scene.pk for scene in scenes])
    return dict(presences.order_by().values_list("analysis_id", "action"))


def _people_there(setting: Setting, story: StorySoFar) -> list[Visitor]:
    """Return who has been seen at a place, those most often there first."""
    presences = Presence.objects.filter(analysis__setting=setting)
    if story.limit is not None:
        presences = presences.filter(analysis__scene__number__lte=story.limit)
    first = Min(F("analysis__scene__number") * MOST_IN_A_SCENE + F("order"))
    there = presences.order_by().values("character").annotate(count=Count("*"), first=first)
    counted = list(there.order_by("-count", "first").values_list("character_id", "count"))
    characters = Character.objects.only(*NAMED_BY).in_bulk([key for key, _ in counted])
    known = ((characters[key], story.person(characters[key], is_seen=True), count) for key, count in counted)
    return [
        Visitor(character, called, monogram(called.name) if called.is_named else "?", count)
        for character, called, count in known
        if called is not None
    ]


def _facts(character: Character, story: StorySoFar) -> list[str]:
    """Return what somebody is in single words. Role, age and who tells the story are known once all may be told."""
    gender = [] if character.gender == "unknown" else [character.gender]
    if story.limit is not None:
        return gender
    age = [] if character.age in ("unknown", "adult") else [character.age]
    return [character.role, *gender, *age, *(["tells the story"] if character.is_narrator else [])]


def _quotes(character: Character, story: StorySoFar) -> list[tuple[str, int]]:
    """Return what somebody surely says, and in which scenes."""
    sure = Q(confidence=None) | Q(confidence__gte=SURE_SPEAKER)
    quotes = Quote.objects.filter(sure, speaker=character)
    if story.limit is not None:
        quotes = quotes.filter(scene__number__lte=story.limit)
    return list(quotes.order_by("scene__number", "start").values_list("text", "scene__number"))


def _long_quotes(quotes: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(text, scene) for text, scene in quotes if len(text.split()) >= FEWEST_WORDS] or quotes


def _clashes(character: Character, links: dict[int, SceneLink], story: StorySoFar) -> list[Clash]:
    """Return what the book says of somebody's looks and what cannot hold with it."""
    looks = [look for look in known_looks(character.looks, story.limit) if look.get("scene")]
    person = Person(
        name=character.name,
        aliases=(),
        gender="unknown",
        age="unknown",
        role="minor",
        mentions=0,
        scenes=(),
        looks=tuple(Look(**look) for look in looks),  # type: ignore[arg-type]
    )
    changes = [
        Change(
            person=character.name,
            scene=change.scene.number,
            type=change.type,  # type: ignore[arg-type]
            description="",
            modifier="",
            until=change.until.number if change.until and story.shows(change.until.number) else None,
        )
        for change in character.changes.all()
    ]
    return [_clash(contradiction, links) for contradiction in contradictions_of(person, changes)]


def _clash(pair: Contradiction, links: dict[int, SceneLink]) -> Clash:
    return Clash(
        pair.field,
        pair.one,
        pair.other,
        links.get(pair.one.scene),
        links.get(pair.other.scene),
    )
