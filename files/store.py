"""Files by their content: a reader's equal files are one, which goes with the last row that names it.

The name of a file says whose it is and what is in it: `kept/<reader>/<two digits>/<SHA-256>.webp`. Rows name files in
fields with `upload_to=by_content`; those of them that are counted are all there is to know of who needs a file. Readers
share none: whether somebody else has the same picture shows neither in a name nor in how long keeping it takes.

Whoever keeps a file holds its name until the transaction ends, and so does whoever looks whether it is still needed:
none is deleted between another's look and that one's row. What a crash leaves is a file that no row names, at worst;
`manage.py check_storage` finds it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.models import Q, Value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID

logger = logging.getLogger(__name__)

FOLDER = "kept"
"""What the names of all these files begin with."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The name of a file. `is_new`: it was not there before, so that nobody else has it while the name is held."""

    name: str
    is_new: bool


def by_content(_row: models.Model, _filename: str) -> str:
    """Mark the fields that name these files. Raises TypeError: their names follow from what is in them (`keep`)."""
    raise TypeError("Keep the file with files.store.keep, and assign its name.")


def name_of(data: bytes, *, owner: UUID, extension: str) -> str:
    """Return the name of a file of a reader."""
    return _name_of(sha256(data).hexdigest(), owner, extension)


def _name_of(digest: str, owner: UUID, extension: str) -> str:
    return f"{FOLDER}/{owner}/{digest[:2]}/{digest}.{extension}"


def owner_of(name: str) -> str:
    """Return the id of the reader whose file that is; "" if it is none of these files."""
    folder, _, rest = name.partition("/")
    return rest.partition("/")[0] if folder == FOLDER else ""


def keep(data: bytes, *, owner: UUID, extension: str) -> KeptFile:
    """Keep a file, unless the reader has it already. Its row must be written in the same transaction."""
    name = name_of(data, owner=owner, extension=extension)
    hold(name)
    if default_storage.exists(name):
        return KeptFile(name, is_new=False)
    return KeptFile(default_storage.save(name, ContentFile(data)), is_new=True)


def keep_file(path: Path, *, owner: UUID, extension: str) -> KeptFile:
    """Keep a file of this machine, as `keep` does, without reading it whole: it may be larger than the memory."""
    with path.open("rb") as opened:
        name = _name_of(file_digest(opened, "sha256").hexdigest(), owner, extension)
        hold(name)
        if default_storage.exists(name):
            return KeptFile(name, is_new=False)
        opened.seek(0)
        return KeptFile(default_storage.save(name, File(opened)), is_new=True)


def drop(kept: Iterable[KeptFile]) -> None:
    """Delete those files that are new, in the transaction that has kept them and is going to fail."""
    for file in kept:
        if file.is_new:
            default_storage.delete(file.name)


def release_on_commit(names: Iterable[str]) -> None:
    """Release files once the rows that named them are gone for certain."""
    transaction.on_commit(partial(release, frozenset(filter(None, names))))


def release(names: Iterable[str]) -> None:
    """Delete those files that no row names any more; what the storage keeps all the same, `check_storage` finds."""
    for name in sorted(names):
        with transaction.atomic():
            hold(name)
            if not is_named(name):
                _delete(name)


def _delete(name: str) -> None:
    try:
        default_storage.delete(name)
    except Exception as error:  # each storage has errors of its own  # noqa: BLE001
        logger.error("the storage did not delete a file: %s", type(error).__name__)


def is_named(name: str) -> bool:
    """Return whether a row names the file. One query."""
    rows = [
        model._default_manager.filter(_names(fields, name)).order_by().values_list(Value(1))
        for model, fields in _naming().items()
    ]
    return bool(rows) and rows[0].union(*rows[1:], all=True).exists()


def _names(fields: Iterable[str], name: str) -> Q:
    return Q(*((field, name) for field in fields), _connector=Q.OR)


def _naming() -> dict[type[models.Model], list[str]]:
    """Return the models that name these files, with their fields."""
    naming: dict[type[models.Model], list[str]] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField) and _is_by_content(field):
                naming.setdefault(model, []).append(field.name)
    return naming


def _is_by_content(field: Any) -> bool:
    return field.upload_to is by_content


def hold(name: str) -> None:
    """Wait for whoever holds the name of a file, and hold it until the transaction ends.

    Whoever copies a row that names a file holds its name before the other row can go.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is kept and released in a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"file {name}"])
