"""Searching the reader's books by words, by names and by meaning; scenes that are alike; what people say."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db.models import F
from django.http import Http404
from ninja import Field, Query, Schema

from api.core.paging import Asked, Page, Wanted, page_of, part_of
from api.core.problems import Problem
from api.core.rows import vividpage_of
from api.core.rules import READ, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, visibility_of
from api.routes.shapes import Image, image
from books.models import VividPage
from books.visibility import search_limits
from characters.bible.story_so_far import StorySoFar, story_up_to
from characters.models import Quote
from characters.search import finding
from characters.search.query import LONGEST, parse_query
from characters.search.scope import Scope
from storyboards import search_results
from storyboards.search_results import SceneResult

search = router("search")


class SearchFor(Schema):
    """What is looked for: words, names, “phrases in quotation marks”, -words to leave out, or what it is about."""

    q: str = Field(min_length=1, max_length=LONGEST, examples=["the lamp at sea"])
    vividpage: UUID | None = Field(None, description="Only in that book.")
    all: bool = Field(False, description="True: also in what the reader has not come to.")


class Snippet(Schema):
    """A piece of the lines that are shown; `is_found`: it is what was looked for."""

    text: str
    is_found: bool


class FoundScene(Schema):
    """A scene with the lines for which it was found."""

    vividpage: UUID
    scene: int
    chapter: int
    snippet: list[Snippet]
    picture: Image | None
    alt: str


class FoundThing(Schema):
    """Somebody or a place that was named or described."""

    id: UUID
    vividpage: UUID
    name: str
    role: str = ""


class Found(Page[FoundScene]):
    """What was found, best first; people and places come with the first page."""

    people: list[FoundThing]
    places: list[FoundThing]
    is_more_ahead: bool = Field(description="There is more beyond where the reader has come: ask with “all=true”.")
    trouble: str = Field(description="Why some books were searched by their words and names alone; empty: none were.")


class OnlyQuotes(Schema):
    """Which quotations are asked for."""

    person: UUID | None = Field(None, description="Only what they say.")
    scene: int | None = Field(None, ge=1, le=2**31 - 1)


class QuoteShape(Schema):
    """Something that is said; `start` and `end` count characters of the scene's text."""

    id: UUID
    scene: int
    start: int
    end: int
    text: str
    speaker: UUID | None
    speaker_name: str = Field(description="As far as the book has told it; empty: nobody knows.")
    confidence: float | None


@search.get("/search", auth=READ, response=Found)
def find(request: CalledBy, asked: Annotated[SearchFor, Query()], wanted: Asked) -> Any:
    """Search in all of the reader's books, or in one."""
    books = _books(request, asked.vividpage)
    query = parse_query(asked.q)
    if query.is_too_short:
        raise Problem(422, "too-short", "Too little to look for", "Ask for a word of two letters at least.")
    scope = finding.scope_of(request.auth, books, ahead=asked.all)
    found = finding.search(query, scope) if books else finding.SearchResult()
    page = part_of(found.scenes, wanted, lambda pk: pk)
    scenes = search_results.scene_results(page["items"], query, scope) if page["items"] else []
    return {
        "items": [_scene(one) for one in scenes],
        "next": page["next"],
        **_things(found, scope, wanted),
        "is_more_ahead": found.is_more_ahead,
        "trouble": found.trouble,
    }


@search.get("/vividpages/{uuid:vividpage_id}/scenes/{int:number}/similar", auth=READ, response=Page[FoundScene])
def list_similar(request: CalledBy, vividpage_id: UUID, number: int, wanted: Asked, ahead: AskedAhead) -> Any:
    """List the scenes of a book that are most like one of them."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    scene = vividpage.scenes.select_related("chapter", "vividpage").filter(number=number).first()
    if scene is None:
        raise Http404
    limit = None if ahead.all else search_limits(request.auth, [vividpage]).get(vividpage.pk)
    return part_of(search_results.scenes_like(scene, limit=limit), wanted, _scene)


@search.get("/vividpages/{uuid:vividpage_id}/quotes", auth=READ, response=Page[QuoteShape])
def list_quotes(
    request: CalledBy, vividpage_id: UUID, wanted: Asked, only: Annotated[OnlyQuotes, Query()], ahead: AskedAhead
) -> Any:
    """List what is said in a book and by whom, as far as its reader has come."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    visible = visibility_of(request.auth, vividpage, ahead)
    quotes = Quote.objects.filter(scene__vividpage=vividpage).select_related("speaker")
    if visible.scene is not None:
        quotes = quotes.filter(scene__number__lte=visible.scene)
    if only.person is not None:
        quotes = quotes.filter(speaker=only.person)
    if only.scene is not None:
        quotes = quotes.filter(scene__number=only.scene)
    story = story_up_to(vividpage, visible.scene)
    rows = quotes.annotate(scene_number=F("scene__number"))
    return page_of(rows, wanted, lambda quote: _quote(quote, story, vividpage), by=("scene_number", "start", "pk"))


def _books(request: CalledBy, vividpage: UUID | None) -> list[VividPage]:
    if vividpage is not None:
        return [vividpage_of(request.auth, vividpage)]
    return list(VividPage.objects.owned_by(request.auth).defer("description"))


def _things(found: finding.SearchResult, scope: Scope, wanted: Wanted) -> dict[str, list[FoundThing]]:
    if wanted.cursor is not None:
        return {"people": [], "places": []}
    people = search_results.person_results(found.people, scope)
    places = search_results.place_results(found.places, scope)
    return {
        "people": [
            FoundThing(id=one.character.pk, vividpage=one.character.vividpage_id, name=one.called.name, role=one.role)
            for one in people
        ],
        "places": [
            FoundThing(id=one.setting.pk, vividpage=one.setting.vividpage_id, name=one.called.name) for one in places
        ],
    }


def _scene(one: SceneResult) -> FoundScene:
    return FoundScene(
        vividpage=one.scene.vividpage_id,
        scene=one.scene.number,
        chapter=one.scene.chapter.number,
        snippet=[Snippet(text=part.text, is_found=part.is_found) for part in one.snippet],
        picture=image(one.picture.image) if one.picture else None,
        alt=one.picture.alt if one.picture else "",
    )


def _quote(quote: Quote, story: StorySoFar, vividpage: VividPage) -> QuoteShape:
    speaker = quote.speaker
    if speaker is not None:
        speaker.vividpage = vividpage
    called = story.person(speaker, is_seen=True) if speaker else None
    return QuoteShape(
        id=quote.pk,
        scene=getattr(quote, "scene_number", 0),
        start=quote.start,
        end=quote.end,
        text=quote.text,
        speaker=speaker.pk if speaker else None,
        speaker_name=called.name if called else "",
        confidence=quote.confidence,
    )
