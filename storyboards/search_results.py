"""What a search has found, as it is shown: a number of queries that does not grow with what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Case, Q, QuerySet, TextField, Value, When

from books.models import Scene
from characters.bible.cast import monogram
from characters.bible.story_so_far import EVERYTHING, KnownName
from characters.embeddings.queries import similar_scenes
from characters.models import Character, Setting
from characters.search import snippets
from characters.search.snippets import Part
from storyboards.pictures.alt_texts import AltTexts, alt_texts, summary_of
from storyboards.pictures.queries import SHOWN_BESIDE_SCENE, SHOWN_OF_SCENE, ShownPicture, picture_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from characters.search.query import Query
    from characters.search.scope import Scope

MOST_ALIKE = 6
"""Scenes that are shown as being like another."""


@dataclass(frozen=True, slots=True)
class SceneResult:
    """A scene with the lines for which it was found."""

    scene: Scene
    snippet: list[Part]
    picture: ShownPicture | None


@dataclass(frozen=True, slots=True)
class PersonResult:
    """Somebody whom the query names or describes; `role` is empty where all of the book would tell it."""

    character: Character
    called: KnownName
    monogram: str
    role: str


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """A place that the query names or describes."""

    setting: Setting
    called: KnownName


def scene_results(pks: Sequence[UUID], query: Query, scope: Scope) -> list[SceneResult]:
    """Return the scenes of those keys, in their order."""
    by_pk = _shown(pks).annotate(marked=_marked(query, scope)).in_bulk()
    scenes = [by_pk[pk] for pk in pks if pk in by_pk]
    books = {scene.vividpage_id for scene in scenes}
    alts = alt_texts({book: scope.limits[book] for book in books if book in scope.limits})
    return [
        SceneResult(scene, _snippet(scene, query), picture_of(scene, scene.chapter.number, alts)) for scene in scenes
    ]


def scenes_like(scene: Scene, *, limit: int | None) -> list[SceneResult]:
    """Return the scenes of the same book that are most like `scene`, up to that of the number `limit`."""
    within = Q(scene__number__lte=limit) if limit is not None else None
    near = [near_scene.target for near_scene in similar_scenes(scene, count=MOST_ALIKE, within=within)]
    by_pk = _shown(near).in_bulk()
    scenes = [by_pk[pk] for pk in near if pk in by_pk]
    alts = alt_texts({} if limit is None else {scene.vividpage_id: limit})
    return [
        SceneResult(near_scene, _opening(near_scene, alts), picture_of(near_scene, near_scene.chapter.number, alts))
        for near_scene in scenes
    ]


def person_results(pks: Sequence[UUID], scope: Scope) -> list[PersonResult]:
    """Return the people of those keys, in their order, as far as their books have told of them."""
    people = Character.objects.select_related("vividpage").in_bulk(pks)
    stories = scope.stories_so_far({character.vividpage_id for character in people.values()})
    results = []
    for character in (people[pk] for pk in pks if pk in people):
        so_far = stories.get(character.vividpage_id, EVERYTHING)
        called = so_far.person(character, is_seen=False)
        if called is not None:
            role = character.role if so_far.limit is None else ""
            results.append(PersonResult(character, called, monogram(called.name), role))
    return results


def place_results(pks: Sequence[UUID], scope: Scope) -> list[PlaceResult]:
    """Return the places of those keys, in their order, as far as their books have told of them."""
    places = Setting.objects.select_related("vividpage").in_bulk(pks)
    stories = scope.stories_so_far({setting.vividpage_id for setting in places.values()})
    settings = [places[pk] for pk in pks if pk in places]
    called = [stories.get(setting.vividpage_id, EVERYTHING).place(setting, is_seen=False) for setting in settings]
    return [PlaceResult(setting, name) for setting, name in zip(settings, called, strict=True) if name is not None]


def _shown(pks: Sequence[UUID]) -> QuerySet[Scene]:
    scenes = Scene.objects.filter(pk__in=pks).select_related("vividpage", *SHOWN_BESIDE_SCENE)
    return scenes.only(*SHOWN_OF_SCENE, "text", "chapter__title", "vividpage__title", "vividpage__language")


def _opening(scene: Scene, alts: AltTexts) -> list[Part]:
    """Cut what a scene is about to a few lines."""
    return [Part(alts.of(scene))] if summary_of(scene) else snippets.opening(scene.text)


def _marked(query: Query, scope: Scope) -> Case:
    """Mark a scene's text with what PostgreSQL finds in it between our marks.

    The whole of it: of the places that PostgreSQL would choose itself, it leaves out the last word of a text.
    """
    return Case(
        *(
            When(
                search_configuration=name,
                then=SearchHeadline(
                    "text",
                    SearchQuery(query.text, config=name, search_type="websearch"),
                    config=name,
                    start_sel=snippets.START,
                    stop_sel=snippets.STOP,
                    highlight_all=True,
                ),
            )
            for name in scope.configurations
        ),
        default=Value(""),
        output_field=TextField(),
    )


def _snippet(scene: Scene, query: Query) -> list[Part]:
    if query.phrases:
        return snippets.from_phrases(scene.text, query.phrases)
    return snippets.from_marked(getattr(scene, "marked", "")) or snippets.from_meaning(scene.text, query)
