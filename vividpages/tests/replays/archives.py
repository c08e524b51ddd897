"""Archives that strangers made: books that are imported, and accounts that are read back."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from books.epub import EpubError
from books.tests.epubs import PROSE, build, chapter, page
from custody.archives.contents import FORMAT, VERSION
from custody.archives.packing import FILES, MANIFEST
from custody.archives.unpacking import ArchiveRefused, read_archive
from vividpages.tests.replays.replay import code, cve, replay

if TYPE_CHECKING:
    from accounts.models import User
    from vividpages.tests.replays.house import House

WORDS = "The words of the part within."


@replay(
    "CVE-2019-9674",
    "Python's zipfile",
    "An archive of a few kilobytes unpacked to as much as there is room.",
    source=cve("CVE-2019-9674"),
    refusal="What is packed more than 300 times smaller than it is, is not opened, nor more than a gigabyte in all.",
    guard=code("books.epub.limits.ReadingLimits.is_bomb", lambda *_: False),
)
def archive_that_grows(house: House) -> str:
    bomb = build({"one.xhtml": page(f"<p>{PROSE}</p>" + " " * 2**22)})
    try:
        house.imported(bomb)
    except EpubError:
        return ""
    return f"{len(bomb.getvalue())} bytes became {2**22}"


@replay(
    "CVE-2024-0450",
    "Python's zipfile",
    "Parts of an archive lay in one another, so that the same bytes were unpacked many times.",
    source=cve("CVE-2024-0450"),
    refusal="An archive whose parts overlap is not opened.",
    guard=code("books.epub.archive.container.Container._check_entries", lambda _: None),
)
def parts_in_one_another(house: House) -> str:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("OEBPS/two.xhtml", chapter("Two", WORDS * 9))
        one = archive.infolist()[0]
    record = inner.getvalue()[: archive.start_dir]
    book = build({"one.xhtml": chapter("One"), "two.xhtml": ""}, leave_out=("OEBPS/two.xhtml",))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("OEBPS/around.bin", record)
        around = archive.infolist()[-1]
        one.header_offset = around.header_offset + 30 + len(around.filename)
        archive.filelist.append(one)
    book.seek(0)
    try:
        read = house.imported(book)
    except EpubError:
        return ""
    return WORDS if any(WORDS in one.text for each in read.chapters for one in each.paragraphs) else ""


def archive_of(account: User, files: dict[str, bytes], manifest: bytes | None = None) -> io.BytesIO:
    """Make an archive of an account as a stranger would: with whatever names they like."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "account": str(account.pk),
        "digests": {},
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "missing": [],
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest or json.dumps(told))
        for name, content in files.items():
            archive.writestr(f"{FILES}/{name}", content)
    data.seek(0)
    return data


def read_back(house: House, archive: io.BytesIO) -> None:
    """Have a stranger read an archive into their account."""
    try:
        read_archive(archive, user=house.stranger)
    except ArchiveRefused:
        return


@replay(
    "CVE-2026-26064",
    "calibre",
    "Names in an archive decided where its files were written: anywhere at all.",
    source=cve("CVE-2026-26064"),
    refusal="A name in an archive must lead into a folder of its reader, or of a book that comes with the archive.",
    guard=code("custody.archives.unpacking._safe", lambda name, *_: name),
)
def file_in_a_strangers_folder(house: House) -> str:
    name = f"storyboards/{house.book().pk}/planted.png"
    read_back(house, archive_of(house.stranger, {name: b"planted"}))
    return name if default_storage.exists(name) else ""


class Planted:
    """An object that writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return Path.write_text, (self.path, "planted")


@replay(
    "CVE-2018-7889",
    "calibre",
    "Bookmarks that somebody had sent were unpickled, which runs whatever their maker wants.",
    source=cve("CVE-2018-7889"),
    refusal="Archives hold JSON, which is data whatever it says.",
    guard=code(
        "custody.archives.unpacking.json", SimpleNamespace(loads=lambda data: pickle.loads(data), dumps=json.dumps)
    ),
)
def program_in_an_archive(house: House) -> str:
    planted = house.folder / "planted"
    read_back(house, archive_of(house.stranger, {}, manifest=pickle.dumps(Planted(planted))))
    return "a program ran" if planted.exists() else ""
