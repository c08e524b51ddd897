"""Reading a book's bible from the database into the form of its file. Eight queries, however long the book is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from characters.exchange.document import (
    FORMAT,
    PICTURE_LOCK,
    VERSION,
    BibleDocument,
    BookPart,
    ChangePart,
    NobodyPart,
    Part,
    PersonPart,
    PlacePart,
    PresencePart,
    QuotePart,
    ScenePart,
    SeenPart,
    WorldPart,
)
from characters.models import Character, CharacterChange, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db import models

    from books.models import Scene, VividPage

ELSEWHERE = ("changes", "people", "place", "locked")
"""Fields of the parts that are no columns of the row."""


def exported_bible(vividpage: VividPage) -> BibleDocument:
    """Read all that is known of a book."""
    changes = CharacterChange.objects.select_related("scene", "until").order_by("scene__number", "type", "description")
    people = vividpage.characters.prefetch_related(Prefetch("changes", changes)).order_by("-mentions", "name")
    return BibleDocument(
        format=FORMAT,
        version=VERSION,
        book=BookPart(title=vividpage.title, authors=tuple(vividpage.authors), language=vividpage.language),
        world=WorldPart(**columns(vividpage, WorldPart), locked=tuple(sorted(vividpage.locked))),
        people=tuple(map(_person, people)),
        nobodies=tuple(NobodyPart(**columns(one, NobodyPart)) for one in vividpage.nobodies.order_by("name")),
        places=tuple(map(_place, Setting.objects.filter(vividpage=vividpage).order_by("name"))),
        scenes=tuple(map(_scene, scenes_of(vividpage))),
    )


def scenes_of(vividpage: VividPage) -> models.QuerySet[Scene]:
    """Find the scenes with what is seen and said in them."""
    present = Presence.objects.select_related("character").order_by("order")
    quotes = Quote.objects.select_related("speaker").order_by("start", "end", "text")
    scenes = vividpage.scenes.select_related("chapter", "analysis", "analysis__setting").order_by("number")
    return scenes.prefetch_related(Prefetch("analysis__presences", present), Prefetch("quotes", quotes))


def digest_of(scene: Scene) -> str:
    """Return the SHA-256 of a scene's text."""
    return hashlib.sha256(scene.text.encode()).hexdigest()


def columns(row: models.Model, part: type[Part], *, without: Collection[str] = ELSEWHERE) -> dict[str, Any]:
    """Return the columns of a row that a part has under the same names."""
    return {name: getattr(row, name) for name in part.model_fields if name not in without}


def locks_of(row: Any) -> tuple[str, ...]:
    """Return what the reader has edited of a row, but for the choice of its picture."""
    return tuple(sorted(name for name in row.locked if name != PICTURE_LOCK))


def _person(person: Character) -> PersonPart:
    return PersonPart(
        **columns(person, PersonPart), changes=tuple(map(_change, person.changes.all())), locked=locks_of(person)
    )


def _change(change: CharacterChange) -> ChangePart:
    plain = columns(change, ChangePart, without=("scene", "until"))
    return ChangePart(scene=change.scene.number, until=change.until.number if change.until else None, **plain)


def _place(place: Setting) -> PlacePart:
    return PlacePart(**columns(place, PlacePart), locked=locks_of(place))


def _scene(scene: Scene) -> ScenePart:
    return ScenePart(
        number=scene.number,
        chapter=scene.chapter.number,
        digest=digest_of(scene),
        seen=_seen(scene.analysis) if hasattr(scene, "analysis") else None,
        quotes=tuple(_quotes(scene.quotes.all())),
    )


def _seen(analysis: Any) -> SeenPart:
    people = tuple(
        PresencePart(name=one.character.name, **columns(one, PresencePart, without=("name",)))
        for one in analysis.presences.all()
    )
    place = analysis.setting.name if analysis.setting else None
    return SeenPart(**columns(analysis, SeenPart), place=place, people=people, locked=locks_of(analysis))


def _quotes(quotes: Iterable[Quote]) -> Iterable[QuotePart]:
    for quote in quotes:
        speaker = quote.speaker.name if quote.speaker else None
        plain = columns(quote, QuotePart, without=("speaker", "locked"))
        yield QuotePart(speaker=speaker, locked=locks_of(quote), **plain)
