"""A story bible by digests of its columns, made by the database so that no text is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from characters.exchange.document import (
    PICTURE_LOCK,
    ChangePart,
    NobodyPart,
    Part,
    PersonPart,
    PlacePart,
    PresencePart,
    QuotePart,
    SeenPart,
    WorldPart,
)
from characters.exchange.exporting import ELSEWHERE
from characters.models import Analysis, Character, CharacterChange, Nobody, Presence, Quote, Setting
from storyboards.illustrated.digesting import words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage


def rows_of_bible(vividpage: VividPage) -> list[Any]:
    """List what a bible's file says of a book, as digests of its rows in an order that is theirs. Seven queries."""
    world = [getattr(vividpage, name) for name in _columns(WorldPart)]
    analyses = Analysis.objects.filter(scene__vividpage=vividpage)
    quotes = Quote.objects.filter(scene__vividpage=vividpage)
    changes = CharacterChange.objects.filter(character__vividpage=vividpage)
    presences = Presence.objects.filter(analysis__scene__vividpage=vividpage)
    nobodies = Nobody.objects.filter(vividpage=vividpage)
    return [
        [*world, sorted(vividpage.locked)],
        _locked(Character.objects.filter(vividpage=vividpage), *_columns(PersonPart)),
        _rows(changes, "character__name", "scene__number", "until__number", *_columns(ChangePart, "scene", "until")),
        _rows(nobodies, *_columns(NobodyPart)),
        _locked(Setting.objects.filter(vividpage=vividpage), *_columns(PlacePart)),
        _locked(analyses, "scene__number", "setting__name", *_columns(SeenPart)),
        _rows(presences, "analysis__scene__number", "character__name", "order", *_columns(PresencePart, "name")),
        _rows(quotes, "scene__number", "speaker__name", *_columns(QuotePart, "speaker"), "locked"),
    ]


def _columns(part: type[Part], *elsewhere: str) -> list[str]:
    return [name for name in part.model_fields if name not in (*ELSEWHERE, *elsewhere)]


def _rows(rows: QuerySet[Any], *columns: str) -> list[str]:
    return sorted(rows.values_list(words(*columns), flat=True))


def _locked(rows: QuerySet[Any], *columns: str) -> list[Any]:
    """List rows with what their reader has edited of them, but for the choice of a picture, which the file has not."""
    found = rows.values_list(words(*columns), "locked")
    return sorted([digest, sorted(set(locked) - {PICTURE_LOCK})] for digest, locked in found)
