"""Reading an archive into an account: everything is checked, gets numbers of its own, and comes in whole or not at all.

Every number (UUID) that rows of the archive have is made anew, wherever it stands: in keys, in JSON, in names of files.
So an archive can be read twice, or beside what it came from, and no row of it can name a row of anybody else's: what
refers to something that is not in the archive is emptied, or the archive is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, models, transaction

from custody.archives.contents import FORMAT, READ_BACK, VERSION
from custody.archives.packing import FILES, MANIFEST, ROWS
from custody.archives.rows import columns_of, value_of
from files import store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

NUMBER = re.compile(
    r"(?<![0-9a-f-])(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f-])"
)
OWN_STYLE = re.compile(r"own-([0-9a-f]{32})(?![0-9a-f])")
MOST_ROW_BYTES = 4 * 1024**3
MOST_MANIFEST_BYTES = 64 * 1024**2
RATIO = 20
"""A file's size to its packed size, from a megabyte on. We pack pictures and films as they are."""
TOO_MUCH = "The archive unpacks to more than can be read."
SAFE_NAME = re.compile(r"[A-Za-z0-9._/-]{1,300}")
STOPPED = {
    ("books.VividPage", "status"): ({"working", "paused", "reading"}, "cancelled"),
    ("publishing.Edition", "state"): ({"making"}, "cancelled"),
    ("films.Film", "state"): ({"making", "paused"}, "cancelled"),
}
"""What was under way is stopped: its work is not in the archive."""


DOES_NOT_FIT = (ValidationError, ValueError, DatabaseError, TypeError, FieldDoesNotExist, OverflowError, RecursionError)
"""What rows that nobody has written for this program come to; broken JSON is among them."""


class ArchiveRefused(Exception):
    """An archive cannot be read back; the words say why."""


@dataclass(slots=True)
class Unpacked:
    """What came in: rows by model, files, and names of files that the archive does not have."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Owned:
    """What rows of the archive may name: the new numbers of its rows and its reader, and its files.

    `files`: the name that a file is kept under, by the name that numbered rows have for it.
    """

    numbers: set[UUID]
    files: dict[str, str] = field(default_factory=dict)


def read_archive(file: IO[bytes], *, user: User) -> Unpacked:
    """Read an archive into an account. Raises ArchiveRefused; then nothing of it is there."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(archive, user)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, UnicodeDecodeError, EOFError) as error:
        raise ArchiveRefused("This is no archive of VividPages, or it is cut short.") from error
    except DOES_NOT_FIT as error:
        raise ArchiveRefused(f"Something in the archive does not fit ({type(error).__name__}).") from error


def _read(archive: zipfile.ZipFile, user: User) -> Unpacked:
    _refuse_bombs(archive)
    manifest = _manifest(archive)
    texts = {label: _rows(archive, manifest, label) for label in READ_BACK}
    numbers = _new_numbers(texts, str(manifest["account"]), user)
    unpacked = Unpacked(missing=len(manifest["missing"]), files=len(manifest["files"]))
    new_files: list[str] = []
    try:
        with transaction.atomic():
            owned = Owned({*numbers.values(), user.pk})
            for name, digest in manifest["files"].items():
                target = _safe(numbered(name, numbers), numbers, user)
                owned.files[target], is_new = _keep(archive, name, digest, target)
                if is_new:
                    new_files.append(owned.files[target])
            for name in _lost(manifest["missing"], numbers, user):
                owned.files.setdefault(name, name)
            for label, lines in texts.items():
                unpacked.rows[label] = _write(label, (numbered(line, numbers) for line in lines), owned)
    except BaseException:
        for name in new_files:
            default_storage.delete(name)
        raise
    return unpacked


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Raise ArchiveRefused for what would fill memory or disk. `zipfile` reads no more than an archive says."""
    entries = archive.infolist()
    rows = sum(entry.file_size for entry in entries if entry.filename.startswith(f"{ROWS}/"))
    if rows > MOST_ROW_BYTES or archive.getinfo(MANIFEST).file_size > MOST_MANIFEST_BYTES:
        raise ArchiveRefused(TOO_MUCH)
    for entry in entries:
        is_file = entry.filename.startswith(f"{FILES}/")
        if is_file and entry.file_size > max(RATIO * entry.compress_size, 1024**2):
            raise ArchiveRefused(TOO_MUCH)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        known = manifest["format"] == FORMAT
        version = int(manifest["version"])
        UUID(str(manifest["account"]))
        shapes = (("digests", dict), ("files", dict), ("missing", list))
        is_whole = all(isinstance(manifest[name], shape) for name, shape in shapes)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ArchiveRefused("This is no archive of VividPages.") from error
    if not known or not is_whole:
        raise ArchiveRefused("This is no archive of VividPages.")
    if version > VERSION:
        raise ArchiveRefused("A newer version of VividPages has made this archive. Update this site first.")
    return dict(manifest)


def _rows(archive: zipfile.ZipFile, manifest: dict[str, Any], label: str) -> list[str]:
    member = f"{ROWS}/{label}.jsonl"
    if member not in manifest["digests"]:
        return []  # an earlier version had no such rows
    data = archive.read(member)
    if hashlib.sha256(data).hexdigest() != manifest["digests"][member]:
        raise ArchiveRefused(f"{member} was changed since the archive was made.")
    return data.decode().removesuffix("\n").split("\n") if data else []  # other line ends stand inside of texts


def _new_numbers(texts: dict[str, list[str]], account: str, user: User) -> dict[str, UUID]:
    """Return the number that each gets which rows of the archive have; the account's is that of the reader."""
    numbers = {UUID(account).hex: user.pk}
    for label, lines in texts.items():
        own = [column.attname for column in columns_of(apps.get_model(label)) if isinstance(column, models.UUIDField)]
        for line in lines:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ArchiveRefused(f"A row of {label} is none.")
            for name in own:
                if row.get(name):
                    numbers.setdefault(UUID(str(row[name])).hex, uuid4())
    return numbers


def numbered(text: str, numbers: dict[str, UUID]) -> str:
    """Write the new numbers in the place of the old ones, wherever they stand."""

    def new(match: re.Match[str]) -> str:
        found = numbers.get(match[0].replace("-", ""))
        if found is None:
            return match[0]
        return str(found) if "-" in match[0] else found.hex

    def of_style(match: re.Match[str]) -> str:
        return f"own-{numbers[match[1]].hex}" if match[1] in numbers else match[0]

    return NUMBER.sub(new, OWN_STYLE.sub(of_style, text))


def _write(label: str, lines: Iterator[str], owned: Owned) -> int:
    model = apps.get_model(label)
    columns = columns_of(model)
    rows = [_row(model, label, columns, json.loads(line), owned) for line in lines]
    own_times = [column.attname for column in columns if getattr(column, "auto_now", False)]
    times = [{name: getattr(row, name) for name in own_times} for row in rows]
    model._default_manager.bulk_create(rows, batch_size=500)
    for row, as_told in zip(rows, times, strict=True) if own_times else ():
        model._default_manager.filter(pk=row.pk).update(**as_told)  # making the row has set them to now
    return len(rows)


def _row(
    model: type[models.Model], label: str, columns: list[Any], plain: dict[str, Any], owned: Owned
) -> models.Model:
    row = model()
    for column in columns:
        if column.attname not in plain:
            continue  # it came later, and has its default
        value = value_of(column, plain[column.attname])
        if isinstance(column, models.ForeignKey) and value is not None and value not in owned.numbers:
            if not column.null:
                raise ArchiveRefused(f"A row of {label} belongs to something that is not in the archive.")
            value = None
        if isinstance(column, models.FileField) and value:
            if value not in owned.files:
                raise ArchiveRefused(f"A row of {label} names a file that is not in the archive.")
            value = owned.files[value]
        if (label, column.attname) in STOPPED:
            running, stopped = STOPPED[label, column.attname]
            value = stopped if value in running else value
        setattr(row, column.attname, value)
    if label == "providers.Budget":
        row.reserved = 0  # type: ignore[attr-defined]
    return row


def _keep(archive: zipfile.ZipFile, name: str, digest: str, target: str) -> tuple[str, bool]:
    """Keep a file, and return the name that it has now and whether it is new. Raises ArchiveRefused."""
    with archive.open(f"{FILES}/{name}") as source:
        found = hashlib.sha256()
        while piece := source.read(1024 * 1024):
            found.update(piece)
    if found.hexdigest() != digest:
        raise ArchiveRefused(f"{name} was changed since the archive was made.")
    if store.owner_of(target):
        if PurePosixPath(target).stem != digest:
            raise ArchiveRefused(f"{name} does not hold what its name says.")
        store.hold(target)
        if default_storage.exists(target):
            return target, False
    with archive.open(f"{FILES}/{name}") as source:
        kept = default_storage.save(target, File(source, name=target))
    return kept, True


def _lost(missing: list[Any], numbers: dict[str, UUID], user: User) -> Iterator[str]:
    """Yield the new names of files that were lost before, unless there is another file under such a name now.

    Readers' own files that are counted (`files.store`) may be there: several rows can name one.
    """
    for name in missing:
        target = _safe(numbered(str(name), numbers), numbers, user)
        if store.owner_of(target) or not default_storage.exists(target):
            yield target


def _safe(name: str, numbers: dict[str, UUID], user: User) -> str:
    """Return a name that leads into a folder of the reader's or of a book of the archive, and nowhere else."""
    parts = PurePosixPath(name).parts
    of_reader = parts[:2] in (("kept", str(user.pk)), ("epubs", str(user.pk)))
    new = {str(number) for number in numbers.values()}
    of_book = len(parts) > 2 and parts[0] in ("storyboards", "characters") and parts[1] in new
    if not SAFE_NAME.fullmatch(name) or ".." in parts or not (of_reader or of_book):
        raise ArchiveRefused("The archive names a file that is not its reader's.")
    return name
