"""Whether rows are still as they were when something was computed from them.

PostgreSQL knows which transaction wrote each row, and where it lies; a row that is written again lies elsewhere, also
within one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from django.db.models import Model


def states_of(vividpages: Collection[UUID], conditions: Mapping[type[Model], str]) -> dict[UUID, object]:
    """Return by book what differs once any of its rows has been written, added or removed. One query.

    `conditions` say for each model in SQL how its row `r` belongs to a book `b`.
    """
    parts = [
        f"SELECT b.id, {number}, count(*), sum(r.xmin::text::bigint), sum(hashtid(r.ctid)::bigint)"  # noqa: S608
        " FROM books_vividpage b"
        f' JOIN "{model._meta.db_table}" r ON {condition} WHERE b.id = ANY(%(books)s) GROUP BY b.id'
        for number, (model, condition) in enumerate(conditions.items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"books": list(vividpages)})
        states: dict[UUID, list[object]] = {book: [] for book in vividpages}
        for book, *state in cursor.fetchall():
            states[book].append(tuple(state))
    return {book: sorted(state, key=repr) for book, state in states.items()}
