"""Archives whose directory is cut off or damaged: what is whole of them is read, and nothing else."""

from __future__ import annotations

import struct
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from books.epub import EncryptedBook, NotAZip, TooLarge
from books.tests.corpus.cases import Case, Reads, Refuses
from books.tests.corpus.publications import item
from books.tests.epubs import PROSE, build, chapter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DIRECTORY, END, HEADER = b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"
LONG = tuple(f"{number}. {PROSE}" for number in range(40))
THREE = {"one.xhtml": chapter("One", *LONG), "two.xhtml": chapter("Two", *LONG), "three.xhtml": chapter("Three", *LONG)}
WHOLE = Reads(chapters=("One", "Two", "Three"), note="they were all found without it")
SHORT = Reads(chapters=("One", "Two"), note="The file is cut short: 2 of 3 parts could be read.")
HOLED = Reads(chapters=("One", "Three"), note="The file is cut short: 2 of 3 parts could be read.")


class Stream(BytesIO):
    """A file that can only be written on: what is written into an archive has its sizes after it."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError("not seekable")

    def tell(self) -> int:
        raise OSError("not seekable")


def packed(
    files: Mapping[str, bytes] | None = None,
    *,
    pages: Mapping[str, str] = THREE,
    last: str = "three.xhtml",
    streamed: bool = False,
    method: int = zipfile.ZIP_DEFLATED,
    **options: str,
) -> bytes:
    """Pack an archive as most programs do: the package before its pages, and the page `last` after all others."""
    archive = Stream() if streamed else BytesIO()
    with zipfile.ZipFile(build(pages, **options)) as source, zipfile.ZipFile(archive, "w", method) as target:  # type: ignore[arg-type]
        made = {name: source.read(name) for name in source.namelist()} | dict(files or {})
        for name in sorted(made, key=lambda name: (name.endswith(last), name.endswith(".xhtml"))):
            target.writestr(name, made[name])
    return archive.getvalue()


def without_directory(data: bytes) -> BytesIO:
    """Cut the archive off before its directory."""
    return BytesIO(data[: data.index(DIRECTORY)])


def cut(data: bytes, *, before_the_end: int = 200) -> BytesIO:
    """Cut off the archive's directory and so many bytes of its last file."""
    return BytesIO(data[: data.index(DIRECTORY) - before_the_end])


def overwritten(data: bytes) -> BytesIO:
    """Put noise in place of the archive's directory; where that lay is still story at the end."""
    start, end = data.index(DIRECTORY), data.index(END)
    return BytesIO(data[:start] + b"\x55" * (end - start) + data[end:])


def flipped(data: bytes) -> BytesIO:
    """Make the archive without its directory and with a wrong byte in its second page."""
    at = data.index(b"OEBPS/two.xhtml") + 60
    return without_directory(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


def shortened(data: bytes) -> BytesIO:
    """Make the archive without its directory and without some bytes of its second page."""
    at = data.index(b"OEBPS/two.xhtml") + 60
    return without_directory(data[:at] + data[at + 20 :])


def with_password(data: bytes) -> BytesIO:
    """Make the archive without its directory, with a password on its first page."""
    at = data.rindex(HEADER, 0, data.index(b"OEBPS/one.xhtml"))
    return without_directory(data[: at + 6] + b"\x01\x00" + data[at + 8 :])


def many(data: bytes, number: int) -> BytesIO:
    """Put so many empty files before what is there, and no directory."""
    empty = b"".join(
        struct.pack("<4s5H3L2H5s", HEADER, 20, 0, 0, 0, 0, 0, 0, 0, 5, 0, b"%05d" % n) for n in range(number)
    )
    return without_directory(empty + data)


def broken(name: str, build_one: Callable[[], BytesIO], expected: Reads | Refuses) -> Case:
    """Make a case of an archive without a directory that can be read."""
    return Case(f"no directory: {name}", build_one, expected)


INNER = build({"one.xhtml": chapter("Not Mine"), "extra.xhtml": chapter("Nor Mine")}).getvalue()

SALVAGE = [
    broken("cut off", lambda: without_directory(packed()), WHOLE),
    broken("overwritten", lambda: overwritten(packed()), WHOLE),
    broken("only its end is missing", lambda: BytesIO(packed()[:-22]), WHOLE),
    broken("bytes before the archive", lambda: without_directory(b"HTTP/1.1 200 OK\r\n\r\n" + packed()), WHOLE),
    broken("sizes after each file", lambda: without_directory(packed(streamed=True)), WHOLE),
    broken(
        "sizes after each file that is only stored",
        lambda: without_directory(packed(streamed=True, method=zipfile.ZIP_STORED)),
        WHOLE,
    ),
    broken("cut within the last page", lambda: cut(packed()), SHORT),
    broken("cut within the last page with sizes after each", lambda: cut(packed(streamed=True)), SHORT),
    broken("cut within the last page that is only stored", lambda: cut(packed(method=zipfile.ZIP_STORED)), SHORT),
    broken("cut within the sizes after the last page", lambda: cut(packed(streamed=True), before_the_end=13), WHOLE),
    broken("a wrong byte in a page", lambda: flipped(packed()), HOLED),
    broken("a wrong byte in a page that is only stored", lambda: flipped(packed(method=zipfile.ZIP_STORED)), HOLED),
    broken("a wrong byte in a page with its sizes after it", lambda: flipped(packed(streamed=True)), HOLED),
    broken("bytes lost from a page", lambda: shortened(packed()), HOLED),
    broken(
        "the cover page is lost",
        lambda: cut(
            packed(
                {"OEBPS/cover.xhtml": chapter("Cover", *LONG).encode()},
                last="cover.xhtml",
                manifest=item("cover.xhtml"),
                spine='<itemref idref="cover.xhtml"/><itemref idref="p0"/><itemref idref="p1"/><itemref idref="p2"/>',
            )
        ),
        Reads(chapters=("One", "Two", "Three"), note="3 of 4 parts"),
    ),
    broken("the first page is lost", lambda: cut(packed(last="one.xhtml")), Refuses(NotAZip, "download the book")),
    broken("the package is lost", lambda: cut(packed(last="package.opf")), Refuses(NotAZip, "download the book")),
    broken("nothing is whole", lambda: BytesIO(packed()[:60]), Refuses(NotAZip, "download the book")),
    broken(
        "a file that is no book",
        lambda: without_directory(
            packed({"META-INF/container.xml": b""}, last="package.opf").replace(b"package.opf", b"package.txt")
        ),
        Refuses(NotAZip),
    ),
    broken(
        "an archive at the end of the archive, cut within it",
        lambda: cut(packed({"OEBPS/z": INNER}, last="z", method=zipfile.ZIP_STORED)),
        Reads(chapters=("One", "Two", "Three"), note="all found"),
    ),
    broken("a password", lambda: with_password(packed()), Refuses(EncryptedBook, "password")),
    broken(
        "text that is locked",
        lambda: without_directory(
            packed(
                {
                    "META-INF/encryption.xml": (
                        b'<encryption><EncryptedData><EncryptionMethod Algorithm="a"/>'
                        b'<CipherReference URI="OEBPS/one.xhtml"/>'
                        b"</EncryptedData></encryption>"
                    )
                }
            )
        ),
        Refuses(EncryptedBook, "DRM"),
    ),
    broken(
        "a bomb",
        lambda: without_directory(packed({"OEBPS/bomb.xhtml": b" " * 20_000_000})),
        Refuses(TooLarge, "far more than its size"),
    ),
    broken(
        "a bomb that is cut short",
        lambda: cut(packed({"OEBPS/bomb.xhtml": b" " * 20_000_000}, last="bomb.xhtml")),
        Refuses(TooLarge, "far more"),
    ),
    broken("more files than a book has", partial(many, packed(), 10_001), Refuses(TooLarge, "more than 10000 files")),
    broken(
        "a page that climbs out",
        lambda: without_directory(packed().replace(b"OEBPS/two.xhtml", b"../../two.xhtml")),
        HOLED,
    ),
]
