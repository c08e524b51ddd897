"""What is no book, is locked, is damaged, or wants to do harm."""

from __future__ import annotations

import stat
import struct
import warnings
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from books.epub import EmptyBook, EncryptedBook, EpubError, NoContainer, NotAZip, TooLarge
from books.tests.corpus.cases import Case, Reads, Refuses
from books.tests.corpus.publications import HEADED, TWO, item, spine
from books.tests.epubs import build, chapter, page, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
ADOBE_FONTS, IDPF_FONTS = "http://ns.adobe.com/pdf/enc#RC", "http://www.idpf.org/2008/embedding"
ONLY_TWO = Reads(chapters=("Two",))
DAMAGED = Reads(chapters=("Two",), note="one.xhtml is damaged")
MISSING = Reads(chapters=("Two",), note="missing")


def locked(method: str, target: str, **files: str) -> BytesIO:
    """Make a book of which one file is encrypted."""
    data = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{method}"/><e:CipherData><e:CipherReference URI="{target}"/>'
        "</e:CipherData></e:EncryptedData></encryption>"
    )
    licences = {f"META-INF/{name.replace('_', '.')}": text for name, text in files.items()}
    return build(TWO, files={"META-INF/encryption.xml": data, **licences})


def edited(change: Callable[[bytes], bytes]) -> BytesIO:
    """Make a book whose bytes were changed."""
    return BytesIO(change(build(TWO).getvalue()))


def rewritten(change: Callable[[zipfile.ZipInfo], None], page_name: str = "OEBPS/one.xhtml") -> BytesIO:
    """Make a book in which the entry of its first page is changed before it is written."""
    archive = BytesIO()
    with zipfile.ZipFile(build(TWO)) as source, zipfile.ZipFile(archive, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == page_name:
                change(info)
            target.writestr(info, source.read(name))
    archive.seek(0)
    return archive


def link(info: zipfile.ZipInfo) -> None:
    """Make an entry a symbolic link."""
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def compressed(method: int) -> BytesIO:
    """Make a book whose first page is compressed as no book is."""
    return rewritten(partial(setattr_of, "compress_type", method))


def setattr_of(name: str, value: object, info: zipfile.ZipInfo) -> None:
    """Set one field of an entry."""
    setattr(info, name, value)


def named_twice() -> BytesIO:
    """Make an archive with two files of one name."""
    archive = build({"one.xhtml": chapter("First"), "two.xhtml": chapter("Two")})
    with warnings.catch_warnings(), zipfile.ZipFile(archive, "a") as target:
        warnings.simplefilter("ignore")
        target.writestr("OEBPS/one.xhtml", chapter("Second"))
    archive.seek(0)
    return archive


def overlapping() -> BytesIO:
    """Make an archive whose directory leads two names to the same bytes."""
    data = bytearray(build({"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}).getvalue())
    offsets = {}
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        offsets[bytes(data[at + 46 : at + 46 + length])] = at
        at = data.find(b"PK\x01\x02", at + 4)
    one, two = offsets[b"OEBPS/one.xhtml"], offsets[b"OEBPS/two.xhtml"]
    data[two + 42 : two + 46] = data[one + 42 : one + 46]
    return BytesIO(bytes(data))


def without_a_name() -> BytesIO:
    """Make an archive with an entry that has no name."""
    archive = build(TWO)
    with zipfile.ZipFile(archive, "a") as target, target.open(zipfile.ZipInfo(""), "w") as entry:
        entry.write(b"x")
    archive.seek(0)
    return archive


def with_bytes_lost() -> BytesIO:
    """Make an archive from whose first page some bytes were lost on the way."""
    data = build(TWO).getvalue()
    at = data.index(b"OEBPS/one.xhtml") + 30
    return BytesIO(data[:at] + data[at + 20 :])


def stored_as(name: str, *, href: str = "one.xhtml") -> BytesIO:
    """Make a book whose first page lies under a name that wants to leave its folder."""
    return build(
        {"two.xhtml": chapter("Two")},
        manifest=item("x").replace('href="x"', f'href="{href}"'),
        spine=spine("x", "p0"),
        files={name: chapter("One")},
    )


def with_page(data: str | bytes) -> BytesIO:
    """Make a book whose first page has this content."""
    return build({"one.xhtml": data, "two.xhtml": chapter("Two")})


def with_entry(name: str, data: bytes) -> BytesIO:
    """Make a book with one more file in it."""
    return build(TWO, files={name: data})


def flood_of_entries() -> BytesIO:
    """Make an archive of more files than any book has."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for number in range(10_001):
            target.writestr(str(number), b"")
    return archive


def page_with(body: str, *paragraphs: str) -> tuple[partial[BytesIO], Reads]:
    """Return a page with something on it that is never story."""
    return partial(build, {"one.xhtml": page(body)}), Reads(story=paragraphs)


LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><html><body><p>One &j; two.</p></body></html>"
)
OUTSIDE = '<!DOCTYPE html [<!ENTITY x SYSTEM "{}">]><html><body><p>One &x; two.</p></body></html>'
REMOTE_DTD = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><body><p>One.</p></body></html>'

NOISE = bytes(range(256)) * 20

HOSTILE = [
    Case("an empty file", BytesIO, Refuses(EmptyBook, "empty")),
    Case("an archive without files", partial(zipped, {}), Refuses(EmptyBook)),
    Case("a PDF", partial(BytesIO, b"%PDF-1.7\n" + b"x" * 500), Refuses(NotAZip, "no ZIP archive")),
    Case("a page that is no archive", partial(BytesIO, b"<html><body>Hello</body></html>"), Refuses(NotAZip)),
    Case("a Kindle book", partial(BytesIO, b"\0" * 60 + b"BOOKMOBI" + b"\0" * 500), Refuses(NotAZip)),
    Case("a document of a word processor", partial(zipped, {"word/document.xml": "<w/>"}), Refuses(NoContainer)),
    Case("half a file", partial(edited, lambda data: data[: len(data) // 2]), Refuses(NotAZip, "damaged")),
    Case("bytes that were lost on the way", with_bytes_lost, DAMAGED),
    Case("an entry without a name", without_a_name, HEADED),
    Case("bytes before the archive", partial(edited, lambda data: b"MZ" + b"\x90" * 300 + data), HEADED),
    Case("bytes after the archive", partial(edited, lambda data: data + b"\0" * 300), HEADED),
    Case("text that is locked", partial(locked, AES, "OEBPS/one.xhtml"), Refuses(EncryptedBook, "DRM")),
    Case(
        "text that Adobe locked",
        partial(locked, AES, "OEBPS/one.xhtml", rights_xml="<rights/>"),
        Refuses(EncryptedBook, "DRM"),
    ),
    Case(
        "text that Apple locked",
        partial(locked, "http://itunes.apple.com/dataenc", "OEBPS/one.xhtml", sinf_xml="<sinf/>"),
        Refuses(EncryptedBook, "DRM"),
    ),
    Case(
        "text that a library lent",
        partial(locked, AES, "OEBPS/one.xhtml", license_lcpl="{}"),
        Refuses(EncryptedBook, "DRM"),
    ),
    Case(
        "a broken list of what is locked, and a licence",
        partial(build, TWO, files={"META-INF/encryption.xml": "\0" * 99, "META-INF/rights.xml": "<rights/>"}),
        Refuses(EncryptedBook),
    ),
    Case("fonts that Adobe's way obfuscates", partial(locked, ADOBE_FONTS, "OEBPS/a.otf"), HEADED),
    Case("fonts that the standard's way obfuscates", partial(locked, IDPF_FONTS, "OEBPS/a.ttf"), HEADED),
    Case("a shop's licence over nothing", partial(build, TWO, files={"META-INF/rights.xml": "<rights/>"}), HEADED),
    Case(
        "pages that are locked though no list says so",
        partial(build, {"one.xhtml": NOISE}, files={"META-INF/rights.xml": "<rights/>"}),
        Refuses(EncryptedBook),
    ),
    Case(
        "pages that are all damaged", partial(build, {"one.xhtml": NOISE}), Refuses(EpubError, "pages .* are damaged")
    ),
    Case(
        "a file with a password",
        partial(
            edited,
            lambda data: data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
        ),
        Refuses(EncryptedBook, "password"),
    ),
    Case(
        "an absolute name",
        partial(stored_as, "/OEBPS/one.xhtml"),
        Reads(chapters=("One", "Two"), note="called otherwise"),
    ),
    Case("a name that climbs", partial(stored_as, "OEBPS/../../one.xhtml", href="../../one.xhtml"), MISSING),
    Case(
        "a name of another system that climbs", partial(stored_as, r"..\..\one.xhtml", href="../../one.xhtml"), MISSING
    ),
    Case("a file outside the archive", partial(stored_as, "unused", href="../../../../../../../etc/passwd"), MISSING),
    Case("a link to a file outside", partial(stored_as, "unused", href="file:///etc/passwd"), MISSING),
    Case("a page from the network", partial(stored_as, "unused", href="http://127.0.0.1:9/one.xhtml"), MISSING),
    Case("a symbolic link", partial(rewritten, link), MISSING),
    Case("two files of one name", named_twice, Reads(chapters=("Second", "Two"))),
    Case(
        "two files whose names differ in case", partial(with_entry, "OEBPS/ONE.xhtml", chapter("Loud").encode()), HEADED
    ),
    Case("entries that overlap", overlapping, Refuses(EpubError, "overlap")),
    Case(
        "a bomb",
        partial(with_entry, "OEBPS/bomb.xhtml", b" " * 20_000_000),
        Refuses(TooLarge, "far more than its size"),
    ),
    Case("an archive within the archive", partial(with_entry, "inner.epub", build(TWO).getvalue()), HEADED),
    Case("more files than a book has", flood_of_entries, Refuses(TooLarge, "more than 10000 files")),
    Case("a page compressed with bzip2", partial(compressed, zipfile.ZIP_BZIP2), DAMAGED),
    Case("a page compressed with LZMA", partial(compressed, zipfile.ZIP_LZMA), DAMAGED),
    Case("a name of many thousand characters", partial(with_entry, "a/" * 20_000 + "x", b"x"), HEADED),
    Case("a billion laughs", partial(build, {"one.xhtml": LAUGHS}), Reads(story=("One two.",))),
    Case(
        "an entity from a file",
        partial(build, {"one.xhtml": OUTSIDE.format("file:///etc/passwd")}),
        Reads(story=("One two.",)),
    ),
    Case(
        "an entity from the network",
        partial(build, {"one.xhtml": OUTSIDE.format("http://127.0.0.1:9/")}),
        Reads(story=("One two.",)),
    ),
    Case("a document type from the network", partial(build, {"one.xhtml": REMOTE_DTD}), Reads(story=("One.",))),
    Case(
        "a file included",
        *page_with(
            '<p>One.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file:///etc/passwd"/>',
            "One.",
        ),
    ),
    Case("a script", *page_with("<p>One.</p><script>steal()</script><p onclick='steal()'>Two.</p>", "One.", "Two.")),
    Case(
        "a form",
        *page_with(
            "<p>One.</p><form action='http://127.0.0.1:9/'><input value='x'/><button>Send</button></form>", "One."
        ),
    ),
    Case("a frame", *page_with("<p>One.</p><iframe src='http://127.0.0.1:9/'>Framed.</iframe>", "One.")),
    Case("a picture from the network", *page_with("<p>One.</p><img src='http://127.0.0.1:9/a.png' alt=''/>", "One.")),
    Case("a page nested without end", partial(with_page, page("<div>" * 5_000 + "x" + "</div>" * 5_000)), DAMAGED),
    Case(
        "a tag with a flood of attributes",
        partial(with_page, page("<p " + " ".join(f"a{n}" for n in range(50_000)) + ">x")),
        DAMAGED,
    ),
    Case(
        "a stylesheet of nothing but braces",
        partial(build, TWO, manifest=item("c.css", "text/css"), files={"OEBPS/c.css": "{}" * 100_000}),
        HEADED,
    ),
]
