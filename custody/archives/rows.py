"""Rows as plain JSON and back: what a column holds, whatever its model does with it."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from custody.archives.contents import READ_BACK, TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from accounts.models import User

OWN_READERS = {"books.Reading": "reader", "films.FilmPlace": "reader"}
"""Rows of which others may have some in the reader's books: only the reader's own are taken."""


def rows_of(label: str, user: User) -> QuerySet[Any]:
    """Select the rows of a model that belong to a reader, in an order that does not change."""
    model: Any = apps.get_model(label)
    rows: QuerySet[Any]
    if label == "providers.Budget":
        books = apps.get_model("books.VividPage")._default_manager.filter(owner=user).values("budget")
        rows = model._default_manager.filter(pk__in=books)
        return rows.order_by("pk")
    own = {READ_BACK[label]: user}
    if label in OWN_READERS:
        own[OWN_READERS[label]] = user
    rows = model._default_manager.filter(**own)
    return rows.order_by("pk")


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns of a model that are written: not those that the database makes, nor numbers of its own."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField | models.AutoField)
    ]


def lines_of(label: str, user: User) -> Iterator[str]:
    """Yield the rows of a model as lines of JSON."""
    columns = columns_of(apps.get_model(label))
    for row in rows_of(label, user).values_list(*(column.attname for column in columns)).iterator(chunk_size=500):
        yield _line(dict(zip((column.attname for column in columns), map(_plain, row), strict=True)))


def told_of(label: str, user: User) -> Iterator[str]:
    """Yield what is told of a model as lines of JSON."""
    way, names = TOLD[label]
    model = apps.get_model(label)
    chosen = names or tuple(
        column.attname for column in columns_of(model) if not isinstance(column, models.BinaryField)
    )
    for row in model._default_manager.filter(**{way: user.pk}).order_by("pk").values(*chosen).iterator(500):
        yield _line({name: _plain(value) for name, value in row.items()})


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview | bytes):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.isoformat()  # to the microsecond
    if hasattr(value, "tolist"):  # a vector
        return value.tolist()
    return value


def value_of(field: models.Field[Any, Any], plain: Any) -> Any:
    """Return what a column holds of what JSON holds. Raises ValidationError, ValueError."""
    if plain is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(plain)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(plain)
    if type(field).__name__ == "VectorField":
        return [float(number) for number in plain]
    if isinstance(field, models.JSONField):
        return plain
    return field.to_python(plain)
