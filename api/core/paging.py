"""Long lists by cursor: a page goes on behind the last row of the one before, whatever came or went meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Q
from ninja import Field, Query, Schema

from api.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Model, QuerySet

Row = TypeVar("Row")
MOST = 100
USUAL = 25


class Page(Schema, Generic[Row]):
    """A part of a list; `next` is the cursor of what follows, null at the end."""

    items: list[Row]
    next: str | None = None


class Wanted(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many at most.")
    cursor: str | None = Field(None, max_length=1000, description="“next” of the page before.")


Asked = Annotated[Wanted, Query()]


def page_of(
    rows: QuerySet[Any],
    wanted: Wanted,
    shown: Callable[[Any], Any],
    *,
    by: Sequence[str] = ("-created", "-pk"),
) -> dict[str, Any]:
    """Return a page of rows in the order `by`, whose last column tells all rows apart. One query.

    Raises Problem for a cursor that is not one of ours.
    """
    ordered = rows.order_by(*by)
    if wanted.cursor is not None:
        try:
            ordered = ordered.filter(_behind(by, _read(wanted.cursor, len(by))))
        except (FieldError, ValidationError, ValueError, TypeError):
            raise _bad() from None
    found = list(ordered[: wanted.limit + 1])
    page = found[: wanted.limit]
    more = len(found) > wanted.limit
    return {"items": [shown(row) for row in page], "next": _written(page[-1], by) if more else None}


def part_of(rows: Sequence[Any], wanted: Wanted, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a page of a list that is no query. Raises Problem for a cursor that is not one of ours."""
    start = 0
    if wanted.cursor is not None:
        (place,) = _read(wanted.cursor, 1)
        if not isinstance(place, int) or isinstance(place, bool) or place < 0:
            raise _bad()
        start = place
    end = start + wanted.limit
    return {"items": [shown(row) for row in rows[start:end]], "next": _packed([end]) if end < len(rows) else None}


def _behind(by: Sequence[str], values: list[Any]) -> Q:
    """Filter what follows a row: (a < A) or (a = A and (b < B or …)), each by its direction."""
    behind = Q(pk__in=[])
    for column, value in reversed(list(zip(by, values, strict=True))):
        name = column.removeprefix("-")
        further = Q(**{f"{name}__lt" if column.startswith("-") else f"{name}__gt": value})
        behind = further | (Q(**{name: value}) & behind)
    return behind


def _written(row: Model, by: Sequence[str]) -> str:
    return _packed([_plain(getattr(row, column.removeprefix("-"))) for column in by])


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else value.isoformat() if hasattr(value, "isoformat") else str(value)


def _packed(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(cursor: str, count: int) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _bad() from None
    if not isinstance(values, list) or len(values) != count or not all(isinstance(v, str | int) for v in values):
        raise _bad()
    if any("\0" in value for value in values if isinstance(value, str)):
        raise _bad()
    return values


def _bad() -> Problem:
    return Problem(422, "bad-cursor", "That is no cursor", "Begin at the first page, without “cursor”.")
