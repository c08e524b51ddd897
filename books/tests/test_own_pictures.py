"""The book's own pictures are kept with their places, alternative texts and captions; ornaments and covers are not."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from books.epub import ReadingLimits, read_epub
from books.tests.epubs import PROSE, Line, build, page

if TYPE_CHECKING:
    from books.manuscript import Manuscript

PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n-red", b"\xff\xd8\xff-blue", b"GIF89a-green"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
FILES = {"OEBPS/r.png": PNG, "OEBPS/b.jpg": JPEG, "OEBPS/g.gif": GIF}
XLINK = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def book(body: str) -> Manuscript:
    """Make a book of one chapter with this between two paragraphs."""
    return read_epub(build({"one.xhtml": page(f"<h2>One</h2><p>{PROSE}</p>{body}<p>{PROSE}</p>")}, files=FILES))


def shown(manuscript: Manuscript) -> list[tuple[int, bytes]]:
    """Return after how many paragraphs each picture of the first chapter stands, and its bytes."""
    return [(picture.after, picture.data) for picture in manuscript.chapters[0].pictures]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img src="r.png"/>', [(1, PNG)]),
        ('<p><img src="r.png" alt=""/></p>', [(1, PNG)]),
        ('<div class="illo"><p><img src="r.png"/></p></div>', [(1, PNG)]),
        ('<figure><img src="r.png"/></figure>', [(1, PNG)]),
        ('<div><a href="b.jpg"><img src="r.png"/></a></div>', [(1, PNG)]),
        ('<picture><source srcset="b.jpg"/><img src="r.png"/></picture>', [(1, PNG)]),
        (f'<svg {XLINK}><image xlink:href="r.png"/></svg>', [(1, PNG)]),
        (f'<p><svg {XLINK}><image xlink:href="r.png"/></svg></p>', [(1, PNG)]),
        ('<img src="./b%2Ejpg"/>', [(1, JPEG)]),
        ('<p>He left.<img src="r.png"/></p>', [(2, PNG)]),
        ('<p><img src="r.png"/>He left.</p>', [(1, PNG)]),
        ('<p>He <img src="r.png"/> left.</p>', [(2, PNG)]),
        ('<img src="r.png"/><img src="b.jpg"/>', [(1, PNG), (1, JPEG)]),
        ('<table><tr><td><img src="g.gif"/></td><td>Green.</td></tr></table>', [(1, GIF)]),
        ('<h3><img src="g.gif"/>Green</h3>', [(1, GIF)]),
    ],
)
def test_a_picture_is_kept_where_it_stands(body: str, expected: list[tuple[int, bytes]]) -> None:
    assert shown(book(body)) == expected


def test_a_picture_within_the_address_is_kept() -> None:
    url = f"data:image/gif;base64,{b64encode(GIF).decode()}"

    assert shown(book(f'<img src="{url}"/>')) == [(1, GIF)]


@pytest.mark.parametrize(
    "body",
    [
        '<p><img class="scenebreak" src="r.png"/></p>',
        '<img src="r.png" alt="* * *"/>',
        '<p><img src="r.png" alt="H"/>e left.</p>',
        '<h3><img src="r.png" alt="Chapter Two"/></h3>',
        '<img src="r.png" epub:type="z3998:publisher-logo"/>',
        '<img src="nowhere.png"/>',
        "<img/>",
        '<img src="http://example.com/r.png"/>',
        '<img src="data:image/gif;base64,???"/>',
        '<section epub:type="titlepage"><img src="r.png"/></section>',
        '<p hidden="hidden"><img src="r.png"/></p>',
        '<img src="r.png"/><p>Well.</p>' * 5,
    ],
)
def test_what_is_no_picture_of_the_book_is_left_out(body: str) -> None:
    assert shown(book(body)) == []


def test_alternative_text_and_caption_are_kept_with_it() -> None:
    (picture,) = (
        book('<figure><img src="r.png" alt="A mill"/><figcaption><p>The mill,</p><p>by night</p></figcaption></figure>')
        .chapters[0]
        .pictures
    )

    assert (picture.alt, picture.caption, picture.media_type) == ("A mill", "The mill,\n\nby night", "image/png")


@pytest.mark.parametrize(
    "body",
    [
        '<figure><figcaption>The mill</figcaption><img src="r.png"/></figure>',
        '<p><img src="r.png"/></p><p class="caption">The mill</p>',
        '<p><img src="r.png" alt="A tall red mill"/></p><p class="caption">The mill</p>',
        '<img src="b.jpg"/><p class="caption">The sea</p><img src="r.png"/><p class="caption">The mill</p>',
        '<figure><figcaption>The sea</figcaption><img src="b.jpg"/></figure>'
        '<figure><figcaption>The mill</figcaption><img src="r.png"/></figure>',
    ],
)
def test_a_caption_stands_below_or_above(body: str) -> None:
    assert book(body).chapters[0].pictures[-1].caption == "The mill"


def test_the_cover_is_not_among_them() -> None:
    item = '<item id="c" href="r.png" media-type="image/png" properties="cover-image"/>'
    pages = {"one.xhtml": page(f'<p>{PROSE}</p><img src="r.png"/><img src="copy.png"/><img src="b.jpg"/>')}

    read = read_epub(build(pages, manifest=item, files=FILES | {"OEBPS/copy.png": PNG}))

    assert shown(read) == [(1, JPEG)]


def test_a_page_with_nothing_but_a_picture_belongs_to_the_chapter_around_it() -> None:
    pages = {
        "a.xhtml": page(f"<h2>One</h2><p>{PROSE}</p>"),
        "b.xhtml": page('<img src="r.png"/>'),
        "c.xhtml": page(f"<p>{PROSE}</p>"),
        "d.xhtml": page(f"<h2>Two</h2><p>{PROSE}</p>"),
    }

    read = read_epub(build(pages, lines=[Line("One", "a.xhtml"), Line("Two", "d.xhtml")], files=FILES))

    assert [[picture.after for picture in chapter.pictures] for chapter in read.chapters] == [[1], []]


def test_a_page_of_the_contents_with_nothing_but_a_picture_belongs_to_the_next_chapter() -> None:
    pages = {
        "a.xhtml": page(f"<h2>One</h2><p>{PROSE}</p>"),
        "b.xhtml": page('<img src="r.png"/>'),
        "d.xhtml": page(f"<h2>Two</h2><p>{PROSE}</p>"),
        "e.xhtml": page('<img src="b.jpg"/>'),
    }
    lines = [Line("One", "a.xhtml"), Line("Map", "b.xhtml"), Line("Two", "d.xhtml"), Line("Plate", "e.xhtml")]

    read = read_epub(build(pages, lines=lines, files=FILES))

    assert [[picture.after for picture in chapter.pictures] for chapter in read.chapters] == [[], [0, 1]]


def test_the_picture_of_a_part_goes_to_its_first_chapter() -> None:
    pages = {
        "p.xhtml": page('<h1>Part One</h1><img src="r.png"/>'),
        "a.xhtml": page(f"<h2>Chapter 1</h2><p>{PROSE}</p>"),
    }

    read = read_epub(build(pages, lines=[Line("Part One", "p.xhtml", [Line("Chapter 1", "a.xhtml")])], files=FILES))

    assert [(chapter.title, shown(read)) for chapter in read.chapters] == [("Chapter 1", [(0, PNG)])]


def test_a_picture_keeps_its_place_where_a_break_beside_it_is_none() -> None:
    blank = "<p>Wind.</p><p>&#160;</p>" * 30

    read = book(f'{blank}<img src="r.png"/><p>Sea.</p>{blank}')

    paragraphs = read.chapters[0].paragraphs
    assert {paragraph.kind for paragraph in paragraphs} == {"prose"}
    assert paragraphs[read.chapters[0].pictures[0].after].text == "Sea."


@pytest.mark.parametrize(
    ("limits", "kept", "warning"),
    [
        (ReadingLimits(pictures=1), [PNG], "2 pictures beyond the first 1 are not kept."),
        (ReadingLimits(picture=12), [PNG, GIF], "1 picture of this book is larger than is kept"),
        (ReadingLimits(all_pictures=25), [PNG, JPEG[:0] or GIF], "larger than is kept"),
    ],
)
def test_what_is_too_much_is_left_out_and_noted(limits: ReadingLimits, kept: list[bytes], warning: str) -> None:
    body = f'<p>{PROSE}</p><img src="r.png"/><img src="b.jpg"/><img src="g.gif"/>'
    files = {"OEBPS/r.png": PNG, "OEBPS/b.jpg": JPEG + b"." * 6, "OEBPS/g.gif": GIF}

    read = read_epub(build({"one.xhtml": page(body)}, files=files), limits=limits)

    assert [picture.data for picture in read.chapters[0].pictures] == kept
    assert any(warning in sentence for sentence in read.warnings)


@pytest.mark.parametrize("data", [b"<html><script>alert(1)</script></html>", SVG, b"\0\0\0 ftypavif", b""])
def test_what_is_no_picture_of_points_is_left_out_and_noted(data: bytes) -> None:
    body = f'<p>{PROSE}</p><img src="r.png"/><img src="x.png"/>'
    files = {"OEBPS/r.png": PNG, "OEBPS/x.png": data}

    read = read_epub(build({"one.xhtml": page(body)}, files=files))

    assert shown(read) == [(1, PNG)]
    assert read.warnings == ("1 picture of this book is damaged or of a kind that cannot be shown.",)


def test_a_picture_is_what_its_bytes_say() -> None:
    body = f'<p>{PROSE}</p><img src="r.png"/>'

    read = read_epub(build({"one.xhtml": page(body)}, files={"OEBPS/r.png": b"RIFF\0\0\0\0WEBPVP8 "}))

    assert read.chapters[0].pictures[0].media_type == "image/webp"
