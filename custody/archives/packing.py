"""Writing an archive: a ZIP with a manifest, the rows of each model as lines of JSON, and the files that they name."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from custody.archives.contents import FORMAT, READ_BACK, TOLD, VERSION
from custody.archives.rows import columns_of, lines_of, rows_of, told_of

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

MANIFEST, ROWS, TOLD_FOLDER, FILES = "manifest.json", "rows", "told", "files"
NOTE = """\
This is everything of an account at VividPages.

manifest.json   what is in here, with the SHA-256 of each file
rows/           your books and all that belongs to them, a line of JSON for each row; these can be read back
told/           your account, what you have spent, and what you wrote in stories; for you to read
files/          your books' files, pictures, editions and films, under the names that the rows have

Read it back: python manage.py import_archive ARCHIVE --user EMAIL
"""


@dataclass(slots=True)
class Packed:
    """What was written: rows by model, files, and files that rows name and the storage does not have."""

    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def write_rows(user: User, folder: Path) -> list[str]:
    """Write the rows of a reader into a folder, as of one moment. Returns the names of the files that they name."""
    names: set[str] = set()
    (folder / ROWS).mkdir(parents=True)
    (folder / TOLD_FOLDER).mkdir()
    with transaction.atomic():
        for label in READ_BACK:
            _write(folder / ROWS / f"{label}.jsonl", lines_of(label, user))
            rows = rows_of(label, user)
            for column in columns_of(rows.model):
                if isinstance(column, models.FileField):
                    names |= {str(name) for name in rows.values_list(column.attname, flat=True) if name}
        for label in TOLD:
            _write(folder / TOLD_FOLDER / f"{label}.jsonl", told_of(label, user))
    return sorted(names)


def _write(path: Path, lines: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")


def pack(folder: Path, names: list[str], account: str, out: Path) -> Packed:
    """Write the ZIP of what `write_rows` has written and of the files; needs no database."""
    packed = Packed()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr("README.txt", NOTE)
        digests: dict[str, str] = {}
        for path in sorted(folder.glob("*/*.jsonl")):
            member = f"{path.parent.name}/{path.name}"
            archive.write(path, member)
            data = path.read_bytes()
            digests[member] = hashlib.sha256(data).hexdigest()
            packed.rows[member] = data.count(b"\n")
        for name in names:
            try:
                packed.files[name] = _add(archive, name)
            except FileNotFoundError:
                packed.missing.append(name)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made": timezone.now().isoformat(),
            "account": account,
            "rows": packed.rows,
            "digests": digests,
            "files": packed.files,
            "missing": packed.missing,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return packed


def _add(archive: zipfile.ZipFile, name: str) -> str:
    """Add a file, as it is: pictures and films are packed already. Returns its SHA-256."""
    info = zipfile.ZipInfo(f"{FILES}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED
    digest = hashlib.sha256()
    with default_storage.open(name) as source, archive.open(info, "w", force_zip64=True) as target:
        for chunk in source.chunks():
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def write_archive(user: User, out: Path, folder: Path) -> Packed:
    """Write all of a reader's into one file. `folder` is empty and goes afterwards."""
    try:
        return pack(folder, write_rows(user, folder), str(user.pk), out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
