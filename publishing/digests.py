"""Digests of columns, made by the database so that no text is sent; and a story bible by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Value
from django.db.models.fields import TextField
from django.db.models.functions import MD5, Cast, Coalesce, Concat

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

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage

END = "\x1f"


def words(*columns: str) -> MD5:
    """Digest columns in the database; of those that follow one another each is told from the next."""
    parts = [part for column in columns for part in (_as_text(column), Value(END, TextField()))]
    return MD5(Concat(*parts, output_field=TextField()))


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


def _as_text(column: str) -> Coalesce:
    return Coalesce(Cast(F(column), TextField()), Value("\x1e", TextField()))
