"""The bible of a book as its edits had left it at an earlier moment: later ones taken back, in memory alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps

from characters.editing.journal import python_value, row_from
from characters.models import Character, CharacterChange, Edit, Nobody, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db import models

AnyRow = TypeVar("AnyRow", Character, CharacterChange, Nobody, Setting)


@dataclass(frozen=True, slots=True)
class BibleRows:
    """Who and what is in a book; rows that are only read. What no edit has touched is as it is now."""

    people: list[Character]
    changes: list[CharacterChange]
    nobodies: list[Nobody]
    places: list[Setting]


def bible_at(vividpage_id: UUID, moment: datetime | None = None) -> BibleRows:
    """Return the bible of a book without what was edited since `moment`; None: as it is. Five queries at most."""
    of_book: dict[type[models.Model], Iterable[models.Model]] = {
        Character: Character.objects.filter(vividpage=vividpage_id),
        CharacterChange: CharacterChange.objects.filter(character__vividpage=vividpage_id).order_by("scene__number"),
        Nobody: Nobody.objects.filter(vividpage=vividpage_id),
        Setting: Setting.objects.filter(vividpage=vividpage_id).order_by("name"),
    }
    tables: dict[str, dict[str, Any]] = {
        model._meta.label: {str(row.pk): row for row in rows} for model, rows in of_book.items()
    }
    if moment is not None:
        later = Edit.objects.filter(vividpage=vividpage_id, undone_at=None, created__gte=moment)
        for edit in later.order_by("-number"):
            _take_back(edit.steps, tables)
    return BibleRows(
        people=_rows(Character, tables),
        changes=_rows(CharacterChange, tables),
        nobodies=_rows(Nobody, tables),
        places=_rows(Setting, tables),
    )


def _rows(model: type[AnyRow], tables: dict[str, dict[str, Any]]) -> list[AnyRow]:
    return list(tables[model._meta.label].values())


def _take_back(steps: Iterable[dict[str, Any]], tables: dict[str, dict[str, Any]]) -> None:
    for step in reversed(list(steps)):
        table = tables.get(step["table"])
        if table is not None:
            for noted in step["rows"]:
                _take_back_row(apps.get_model(step["table"]), noted, table)


def _take_back_row(model: type[models.Model], noted: dict[str, Any], table: dict[str, Any]) -> None:
    if noted["before"] is None:
        table.pop(noted["id"], None)
    elif noted["after"] is None:
        table[noted["id"]] = row_from(model, noted["before"])
    elif noted["id"] in table:
        for column, value in noted["before"].items():
            setattr(table[noted["id"]], column, python_value(model, column, value))
