"""Writing to the bible so that it can be taken back exactly.

A journal makes each write itself and notes the columns that it wrote, before and after. Whoever takes the writes back
in the opposite order passes the same states again, so every constraint holds on the way. Rows may be of any model,
noted by its label (`characters.Quote`), so that floors above can have their own rows in an edit.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Max
from django.db.models.fields.files import FieldFile

from books.models import VividPage
from books.text.names import shortened
from characters.editing import EditRefused
from characters.editing.listeners import notify_edited
from characters.embeddings.requesting import request_refresh
from characters.models import Analysis, Character, Edit, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from accounts.models import User

Values = dict[str, Any]
GROWING = frozenset({"looks", "aliases"})
"""Columns to which an analysis adds what it finds: an edit of them can be undone while all that it left is there."""

AnyRow = TypeVar("AnyRow", bound=models.Model)


class Journal:
    """The writes of one edit. `summary` says in words what it does; `edit` is what was kept of it in the end."""

    def __init__(self, vividpage_id: UUID) -> None:
        self.vividpage_id = vividpage_id
        self.summary = ""
        self.edit: Edit | None = None
        self.steps: list[dict[str, Any]] = []

    def change(self, rows: models.Model | Iterable[models.Model], **values: Any) -> None:
        """Set columns of rows to the same values; rows that have them already are left alone."""
        listed = _listed(rows)
        wanted = {_column(listed[0], name): _plain(value) for name, value in values.items()} if listed else {}
        changed = []
        for row in listed:
            before = {column: value for column, value in _values(row, wanted).items() if value != wanted[column]}
            if before:
                changed.append((row, before))
        if not changed:
            return
        _write(type(changed[0][0]), [row.pk for row, _ in changed], wanted)
        for row, before in changed:
            for column in before:
                setattr(row, column, python_value(type(row), column, wanted[column]))
        self._note(
            type(changed[0][0]),
            [(row, before, {column: wanted[column] for column in before}) for row, before in changed],
        )

    def correct(self, row: Character | Setting | Analysis | VividPage, values: Mapping[str, Any]) -> Values:
        """Set fields of a row to what a reader says; return those that change, which no re-analysis changes back."""
        changed = {field: value for field, value in values.items() if getattr(row, field) != value}
        if changed:
            self.change(row, **changed)
            self.lock(row, *changed)
        return changed

    def add(self, rows: models.Model | Iterable[models.Model]) -> None:
        """Write new rows."""
        listed = _listed(rows)
        if listed:
            type(listed[0])._default_manager.bulk_create(listed)
            self._note(type(listed[0]), [(row, None, _values(row)) for row in listed])

    def remove(self, rows: models.Model | Iterable[models.Model]) -> None:
        """Delete rows. What depends on them must have been moved or removed before: it would go unnoted."""
        listed = _listed(rows)
        if listed:
            self._note(type(listed[0]), [(row, _values(row), None) for row in listed])
            type(listed[0])._default_manager.filter(pk__in=[row.pk for row in listed]).delete()

    def lock(self, row: Character | Setting | Analysis | Quote | VividPage, *names: str) -> None:
        """Keep fields of a row from re-analysis."""
        self.change(row, locked=[*row.locked, *(name for name in names if name not in row.locked)])

    def _note(
        self, model: type[models.Model], rows: Iterable[tuple[models.Model, Values | None, Values | None]]
    ) -> None:
        written = [{"id": _plain(row.pk), "before": before, "after": after} for row, before, after in rows]
        self.steps.append({"table": model._meta.label, "rows": written})


@contextmanager
def recorded(*, vividpage_id: UUID, by: User | None, kind: str) -> Iterator[Journal]:
    """Record one edit, in a transaction that lets no other edit of the book in; it is kept if anything was written.

    Raises EditRefused if the book is gone.
    """
    with transaction.atomic():
        lock_book(vividpage_id)
        journal = Journal(vividpage_id)
        yield journal
        if journal.steps:
            edits = Edit.objects.filter(vividpage_id=vividpage_id)
            journal.edit = Edit.objects.create(
                vividpage_id=vividpage_id,
                number=(edits.aggregate(last=Max("number"))["last"] or 0) + 1,
                user=by,
                kind=kind,
                summary=shortened(journal.summary, 500),
                steps=journal.steps,
            )
            request_refresh(vividpage_id=vividpage_id)
            notify_edited(vividpage_id=vividpage_id)


def lock_book(vividpage_id: UUID) -> None:
    """Let nobody else write this book's bible until the transaction ends. Raises EditRefused if it is gone."""
    held = VividPage.objects.select_for_update(no_key=True).filter(pk=vividpage_id)
    if held.values_list("pk", flat=True).first() is None:
        raise EditRefused("That book is no longer there.")


def fresh(row: AnyRow) -> AnyRow:
    """Read the row as the database has it now. Raises EditRefused if it is gone."""
    current = type(row)._default_manager.filter(pk=row.pk).first()
    if current is None:
        raise EditRefused(f"“{row}” is no longer in the book.")
    return current


def forget_rows(*, vividpage_id: UUID, rows: Iterable[models.Model], values: Collection[UUID] | None = None) -> None:
    """Leave rows, all of one model, out of the edits that stand: what was written there since is not to be undone.

    With `values` only where a column was changed to one of these, or from it. Undoing such an edit takes the rest of
    it back.
    """
    listed = _listed(rows)
    if not listed:
        return
    table, ids = listed[0]._meta.label, {_plain(row.pk) for row in listed}
    wanted = None if values is None else {_plain(value) for value in values}
    for edit in Edit.objects.filter(vividpage_id=vividpage_id, undone_at=None, steps__contains=[{"table": table}]):
        steps = [_without(step, ids, wanted) if step["table"] == table else step for step in edit.steps]
        if steps != edit.steps:
            edit.steps = steps
            edit.save(update_fields=["steps"])


def _without(step: dict[str, Any], ids: Collection[str], values: Collection[str] | None) -> dict[str, Any]:
    def is_left_out(row: dict[str, Any]) -> bool:
        if row["id"] not in ids:
            return False
        noted = [*(row["before"] or {}).values(), *(row["after"] or {}).values()]
        return values is None or any(value in values for value in noted if isinstance(value, str))

    return {**step, "rows": [row for row in step["rows"] if not is_left_out(row)]}


def take_back(steps: Sequence[dict[str, Any]]) -> bool:
    """Undo writes, the last first. False, with some of them undone, if a row is not as it was left."""
    return all(_take_back(apps.get_model(step["table"]), step["rows"]) for step in reversed(steps))


def _take_back(model: type[models.Model], noted: list[dict[str, Any]]) -> bool:
    rows = {_plain(row.pk): row for row in model._default_manager.filter(pk__in=[row["id"] for row in noted])}
    for row in noted:
        if not _is_as_left(rows.get(row["id"]), row):
            return False
    gone = [row for row in noted if row["after"] is None]
    model._default_manager.bulk_create(row_from(model, row["before"]) for row in gone)
    model._default_manager.filter(pk__in=[row["id"] for row in noted if row["before"] is None]).delete()
    alike: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in noted:
        if row["before"] is not None and row["after"] is not None:
            before = _with_found_since(row["before"], row["after"], rows[row["id"]])
            alike[json.dumps(before, sort_keys=True)].append({**row, "before": before})
    for group in alike.values():
        _write(model, [row["id"] for row in group], group[0]["before"])
    return True


def _with_found_since(before: Values, after: Values, there: models.Model) -> Values:
    """Return what columns were before an edit; lists that grew since keep what was found since."""
    values = dict(before)
    for column in GROWING & before.keys():
        now = _plain(getattr(there, column))
        if now != after[column]:
            since = [one for one in now if one not in after[column] and one not in before[column]]
            values[column] = [*before[column], *since]
    return values


def _is_as_left(there: models.Model | None, noted: dict[str, Any]) -> bool:
    if there is None or noted["after"] is None:
        return there is None and noted["after"] is None
    now = _values(there, noted["after"])
    return all(
        now[column] == value
        or (column in GROWING and noted["before"] is not None and all(one in now[column] for one in value))
        for column, value in noted["after"].items()
    )


def _write(model: type[models.Model], ids: Sequence[Any], values: Values) -> None:
    python = {column: python_value(model, column, value) for column, value in values.items()}
    model._default_manager.filter(pk__in=ids).update(**python)


def row_from(model: type[AnyRow], values: Values) -> AnyRow:
    """Make a row, not saved, from all of its columns as an edit has noted them."""
    return model(**{column: python_value(model, column, value) for column, value in values.items()})


def python_value(model: type[models.Model], column: str, value: Any) -> Any:
    """Return what an edit has noted of a column as its model has it."""
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.to_python(value)


def _values(row: models.Model, columns: Iterable[str] | None = None) -> Values:
    """Return columns of a row as JSON has them; of a whole row all that is compared and kept."""
    wanted = set(columns) if columns is not None else None
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if wanted is None or field.attname in wanted
    }


def _column(row: models.Model, name: str) -> str:
    return str(row._meta.get_field(name).attname)  # type: ignore[union-attr]


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, FieldFile):
        value = value.name or ""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _listed(rows: models.Model | Iterable[models.Model]) -> list[Any]:
    return [rows] if isinstance(rows, models.Model) else list(rows)
