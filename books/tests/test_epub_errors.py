"""What is no book, a locked book, or a trap ends in an EpubError that says so, soon and in little memory."""

from __future__ import annotations

import random
import struct
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books.epub import (
    EmptyBook,
    EncryptedBook,
    EpubError,
    NoContainer,
    NotAZip,
    NoText,
    ReadingLimits,
    TooLarge,
    read_epub,
)
from books.tests.effort import MOST_EFFORT, effort_of
from books.tests.epubs import Line, build, chapter, page, zipped

if TYPE_CHECKING:
    from pathlib import Path

FONTS_ONLY = "http://www.idpf.org/2008/embedding"
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def encryption(*entries: tuple[str, str]) -> str:
    data = "".join(
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{method}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{target}"/></enc:CipherData></enc:EncryptedData>'
        for method, target in entries
    )
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        f'xmlns:enc="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>'
    )


def restored(book: BytesIO) -> BytesIO:
    """Return the same archive without compression, so that only its text can give it away."""
    archive = BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    archive.seek(0)
    return archive


def test_an_empty_file_is_an_empty_book() -> None:
    with pytest.raises(EmptyBook):
        read_epub(BytesIO())


def test_an_archive_without_files_is_an_empty_book() -> None:
    with pytest.raises(EmptyBook):
        read_epub(zipped({}))


def test_a_file_of_another_kind_is_no_epub() -> None:
    with pytest.raises(NotAZip):
        read_epub(BytesIO(b"%PDF-1.7 and so on"))


def test_a_file_that_is_not_there_is_no_epub(tmp_path: Path) -> None:
    with pytest.raises(NotAZip):
        read_epub(tmp_path / "nowhere.epub")


def test_half_a_file_is_no_epub() -> None:
    whole = build({"one.xhtml": chapter("One")}).getvalue()

    with pytest.raises(NotAZip):
        read_epub(BytesIO(whole[: len(whole) // 2]))


def test_an_archive_of_something_else_holds_no_book() -> None:
    with pytest.raises(NoContainer):
        read_epub(zipped({"holiday.jpg": b"\xff\xd8", "readme.txt": "Pictures of Rome"}))


def test_a_package_that_is_no_package_is_said_to_be_unreadable() -> None:
    with pytest.raises(NoContainer, match="list of its pages"):
        read_epub(build({"one.xhtml": chapter("One")}, files={"OEBPS/package.opf": "<svg/>"}))


def test_a_book_without_pages_is_empty() -> None:
    with pytest.raises(EmptyBook, match="no pages"):
        read_epub(build({}))


def test_a_book_of_pictures_has_no_text() -> None:
    with pytest.raises(NoText):
        read_epub(build({"one.xhtml": page('<p><img src="a.jpg" alt=""/></p>')}))


def test_encrypted_text_is_refused() -> None:
    locked = encryption((AES, "OEBPS/one.xhtml"))

    with pytest.raises(EncryptedBook, match="DRM"):
        read_epub(build({"one.xhtml": chapter("One")}, files={"META-INF/encryption.xml": locked}))


def test_an_unreadable_list_of_what_is_locked_beside_a_shops_licence_is_refused() -> None:
    shop = {"META-INF/encryption.xml": "", "META-INF/rights.xml": "<rights/>"}

    with pytest.raises(EncryptedBook):
        read_epub(build({"one.xhtml": chapter("One")}, files=shop))


def test_a_broken_list_of_what_is_locked_still_locks() -> None:
    locked = encryption((AES, "OEBPS/one.xhtml")).replace("</encryption>", "")

    with pytest.raises(EncryptedBook):
        read_epub(build({"one.xhtml": chapter("One")}, files={"META-INF/encryption.xml": locked}))


def test_fonts_that_are_only_obfuscated_lock_nothing() -> None:
    obfuscated = encryption((FONTS_ONLY, "OEBPS/a.otf"), ("http://ns.adobe.com/pdf/enc#RC", "OEBPS/b.bin"))
    files = {"META-INF/encryption.xml": obfuscated, "META-INF/rights.xml": "<rights/>", "OEBPS/a.otf": b"x"}

    assert read_epub(build({"one.xhtml": chapter("One")}, files=files)).body[0].title == "One"  # type: ignore[arg-type]


def test_a_file_with_a_password_is_locked() -> None:
    data = bytearray(build({"one.xhtml": chapter("One")}).getvalue())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)

    with pytest.raises(EncryptedBook, match="password"):
        read_epub(BytesIO(bytes(data)))


def test_a_file_larger_than_the_limit_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        read_epub(build({"one.xhtml": chapter("One")}), limits=ReadingLimits(archive=500))


def test_an_archive_of_too_many_files_is_not_opened() -> None:
    with pytest.raises(TooLarge, match="files"):
        read_epub(zipped({f"{n}.txt": "" for n in range(60)}), limits=ReadingLimits(entries=50))


def test_a_bomb_is_known_by_its_ratio() -> None:
    bomb = build({"one.xhtml": chapter("One")}, files={"OEBPS/zeros.bin": bytes(3_000_000)})

    with pytest.raises(TooLarge, match="unpacks"):
        read_epub(bomb)


def test_a_bomb_is_known_by_its_sum() -> None:
    with pytest.raises(TooLarge, match="Unpacked"):
        read_epub(build({"one.xhtml": chapter("One")}), limits=ReadingLimits(inflated=300))


def test_a_directory_that_lies_about_a_size_does_not_get_more_read() -> None:
    """The sizes in the directory say ten bytes; there are two million."""
    data = bytearray(build({"one.xhtml": page(f"<p>{'word ' * 400_000}</p>")}).getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 :].startswith(b"OEBPS/one.xhtml"):
            struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)

    with pytest.raises(EpubError):
        read_epub(BytesIO(bytes(data)))


def test_what_is_read_is_counted_and_not_only_what_is_announced() -> None:
    book = build({f"{n}.xhtml": chapter(str(n)) for n in range(9)})

    with pytest.raises(TooLarge, match="more text"):
        read_epub(book, limits=ReadingLimits(text=2_000))


def test_more_markup_than_a_book_needs_is_refused() -> None:
    with pytest.raises(TooLarge, match="more text"):
        read_epub(build({"one.xhtml": page("<b/>" * 2_000)}), limits=ReadingLimits(markup=1_500))


def test_a_page_that_is_missing_or_noise_is_left_out_and_named() -> None:
    noise = random.Random(1).randbytes(20_000)
    book = read_epub(build({"noise.xhtml": noise, "two.xhtml": chapter("Two")}))

    assert [c.title for c in book.chapters] == ["Two"]
    assert book.warnings == ("The page OEBPS/noise.xhtml is damaged and was left out.",)


def test_a_page_whose_bytes_are_damaged_is_left_out_and_named() -> None:
    book = restored(build({"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}))
    data = book.getvalue().replace(b"<h2>One</h2>", b"<h2>0ne</h2>")  # the checksum tells

    read = read_epub(BytesIO(data))

    assert [c.title for c in read.chapters] == ["Two"]
    assert read.warnings == ("The page OEBPS/one.xhtml is damaged and was left out.",)


@pytest.mark.parametrize("depth", [300, 5_000, 200_000])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_a_page_nested_without_end_is_left_out_and_named(tag: str, depth: int) -> None:
    deep = page(f"<{tag}>" * depth + "x" + f"</{tag}>" * depth)

    book = read_epub(restored(build({"deep.xhtml": deep, "two.xhtml": chapter("Two")})))

    assert [c.title for c in book.chapters] == ["Two"]
    assert book.warnings == ("The page OEBPS/deep.xhtml is damaged and was left out.",)


def test_contents_nested_without_end_are_done_without() -> None:
    deep = page('<nav epub:type="toc">' + '<ol><li><a href="one.xhtml">x</a>' * 20_000 + "</nav>")
    item = '<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>'

    book = read_epub(build({"one.xhtml": chapter("One")}, manifest=item, files={"OEBPS/nav.xhtml": deep}))

    assert book.body[0].title == "One"


def test_entities_of_a_books_own_are_not_expanded() -> None:
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    body = page("<p>One &b; &c; two.</p>").split("?>", 1)[1]

    book = read_epub(build({"one.xhtml": laughs + body}))

    assert book.body[0].paragraphs[0].text == "One two."


FLOODS = {
    "doctypes": "<!DOCTYPE" * 50_000,
    "rules": page("<hr/>" * 75_000),
    "headings": page("<h1/><h2>x</h2>" * 15_000),
    "flat paragraphs": page("<p>abc def</p>" * 50_000),
    "deep inline": page("<b>" * 200 + "<i>x</i>" * 50_000 + "<p>x</p>" + "</b>" * 200),
    "deep links": page("<p>" + '<a href="#x">' * 200 + "<i/>" * 50_000 + "</a>" * 200 + "</p>"),
    "attributes": page("<p " + " ".join(f"a{n}" for n in range(75_000)) + ">x"),
    "anchors": page("".join(f'<a id="i{n}"/>' for n in range(40_000)) + "<p>x</p>"),
    "line ends": page("<p>" + "a<br/>" * 75_000 + "</p>"),
    "angle brackets": page("<p>x" + "< " * 125_000),
    "ampersands": page("<p>x" + "&a" * 250_000),
    "an encoding that is slow": b'<?xml version="1.0" encoding="punycode"?>' + b"abc-" + b"a9b8c7" * 50_000,
}


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.whole
def test_a_flooded_page_costs_no_more_than_some_ordinary_books(flood: str) -> None:
    book = restored(build({"flood.xhtml": FLOODS[flood], "two.xhtml": chapter("Two")}))  # type: ignore[dict-item]

    assert effort_of(book) < MOST_EFFORT


@pytest.mark.whole
def test_a_flooded_stylesheet_costs_no_more_than_some_ordinary_books() -> None:
    sheet = '<item id="c" href="c.css" media-type="text/css"/>'
    for flood in ("ab" * 250_000, "a{" * 125_000, "/*" * 125_000, ".a " * 125_000):
        book = restored(build({"one.xhtml": chapter("One")}, manifest=sheet, files={"OEBPS/c.css": flood}))

        assert effort_of(book) < MOST_EFFORT


@pytest.mark.whole
def test_flooded_metadata_cost_no_more_than_some_ordinary_books() -> None:
    for flood in ("&lt;a " * 75_000, "<dc:title>" * 200 + "x " * 500_000 + "</dc:title>" * 200):
        metadata = f"<dc:title>A Book</dc:title><dc:description>{flood}</dc:description>"

        assert effort_of(restored(build({"one.xhtml": chapter("One")}, metadata=metadata))) < MOST_EFFORT


@pytest.mark.whole
def test_flooded_contents_cost_no_more_than_some_ordinary_books() -> None:
    lines = [Line(f"Chapter {n}", f"one.xhtml#c{n}", [Line("Within", "one.xhtml")]) for n in range(8_000)]

    assert effort_of(restored(build({"one.xhtml": chapter("One")}, lines=lines))) < MOST_EFFORT


@settings(max_examples=150)
@given(place=st.floats(0, 1), change=st.binary(min_size=1, max_size=40), leave=st.integers(0, 400))
def test_damage_anywhere_ends_in_a_book_or_an_epub_error(place: float, change: bytes, leave: int) -> None:
    whole = restored(build({"one.xhtml": chapter("One")}, lines=[Line("One", "one.xhtml")])).getvalue()
    at = int(place * len(whole))
    damaged = whole[:at] + change + whole[at + leave :]

    assert _is_read_or_refused(BytesIO(damaged))


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(["META-INF/container.xml", "OEBPS/package.opf", "OEBPS/one.xhtml"]))
def test_any_bytes_in_place_of_a_file_end_in_a_book_or_an_epub_error(data: bytes, name: str) -> None:
    assert _is_read_or_refused(build({"one.xhtml": chapter("One")}, files={name: data}))


def _is_read_or_refused(book: BytesIO) -> bool:
    try:
        return bool(read_epub(book).chapters)
    except EpubError as error:
        return bool(str(error))
