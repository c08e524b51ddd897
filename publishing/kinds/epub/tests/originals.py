"""EPUBs of many shapes, made in code, and the books that are read from them."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from books.epub import read_epub
from books.epub.archive.container import Container
from books.epub.limits import ReadingLimits
from books.epub.package.document import read_package
from books.epub.xml import local, parse
from books.tests.epubs import PROSE
from books.text.passages import Passage
from publishing.kinds.epub.tests.making import SIZE
from publishing.publication import Publication
from storyboards.illustrated.blocks import blocks_of
from storyboards.illustrated.tree import (
    CastMember,
    IllustratedBook,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
)
from storyboards.pictures.stored_image import StoredImage
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from books.manuscript import ManuscriptChapter

MOMENT = "Here the bell rang"
"""Begins the paragraphs that our pictures show."""
XHTML_11 = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'


def moment(number: int) -> str:
    """Return a paragraph that a picture shows."""
    return f"{MOMENT} for the {number}th time, and whoever had slept in the mill came down to the water to listen."


def passage(number: int) -> str:
    """Return three paragraphs of markup, the second of which a picture shows."""
    return f"<p>{PROSE} {number}</p><p>{moment(number)}</p><p>Then it was still. {PROSE} {number}</p>"


def packed(files: Mapping[str, str | bytes], opf: str = "OEBPS/package.opf") -> bytes:
    """Make an archive of these files, with a container that names the package."""
    container = (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        f'<rootfiles><rootfile full-path="{opf}" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"mimetype": "application/epub+zip", "META-INF/container.xml": container, **files}.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def package(manifest: str, spine: str, *, metadata: str = "", attributes: str = "", guide: str = "") -> str:
    """Return a package document of EPUB 3."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="uid"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="uid">urn:isbn:9780000000002</dc:identifier><dc:title>The Bell</dc:title>'
        "<dc:creator>Ann Author</dc:creator><dc:language>en</dc:language>"
        f'<meta property="dcterms:modified">2001-01-01T00:00:00Z</meta>{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine{attributes}>{spine}</spine>{guide}</package>"
    )


def page(body: str, *, head: str = "", doctype: str = "<!DOCTYPE html>", attributes: str = "") -> str:
    """Return a page of EPUB 3."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="en"{attributes}><head><title>The Bell</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def nav(*links: tuple[str, str], more: str = "") -> str:
    """Return a navigation document."""
    lines = "".join(f'<li><a href="{href}">{title}</a></li>' for title, href in links)
    return page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>{more}')


def item(identifier: str, href: str, media_type: str = "application/xhtml+xml", properties: str = "") -> str:
    """Return a line of the manifest."""
    more = f' properties="{properties}"' if properties else ""
    return f'<item id="{identifier}" href="{href}" media-type="{media_type}"{more}/>'


NAV = item("nav", "nav.xhtml", properties="nav")


def simple(*bodies: str, **of_page: str) -> bytes:
    """Make a book of EPUB 3 of pages with these bodies, each a chapter."""
    names = [f"c{number}.xhtml" for number in range(1, len(bodies) + 1)]
    titled = [f"<h2>Chapter {number}</h2>{body}" for number, body in enumerate(bodies, 1)]
    manifest = NAV + "".join(item(f"c{n}", name) for n, name in enumerate(names, 1))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(names) + 1))
    files = {f"OEBPS/{name}": page(body, **of_page) for name, body in zip(names, titled, strict=True)}
    links = [(f"Chapter {n}", name) for n, name in enumerate(names, 1)]
    return packed({"OEBPS/package.opf": package(manifest, spine), "OEBPS/nav.xhtml": nav(*links), **files})


def modern() -> bytes:
    """Make a book of EPUB 3 with everything that is kept: notes, numbers of pages, fonts, drawings, sound, scripts."""
    one = page(
        '<!-- the first --><section epub:type="chapter"><h1>The Mill</h1><p>It began so. '
        '<span epub:type="pagebreak" role="doc-pagebreak" id="p1" aria-label="1"/>'
        f'{PROSE}<a epub:type="noteref" href="#n1">1</a></p><p>Here the bell<a epub:type="noteref" '
        f'href="#n1">*</a> rang '
        f"for the 1st time, <em>and</em> whoever had slept in the mill came down to the water to "
        f"listen.</p><p>{PROSE}</p>"
        '<aside epub:type="footnote" id="n1"><p>A mill by a river.</p></aside></section>',
        head='<link rel="stylesheet" href="../styles/my%20style.css"/><style><![CDATA[ p > em { top: 0 } ]]></style>',
    )
    two = page(
        f'<h1>The River</h1><p>See <a href="../text/one.xhtml#n1">there</a>. <math '
        f'xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math> '
        f"{PROSE}</p><ol><li>{PROSE}</li><li>{moment(2)}</li>"
        f'</ol><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A ring</title><circle r="4"/></svg>'
        '<audio src="https://example.com/bell.mp3" controls="controls"></audio><p>Still.</p>'
    )
    three = page(
        f'<h1>The Bell</h1><p id="s1">{PROSE}</p><table><tbody><tr><td>{PROSE}</td></tr><tr><td><p>{moment(3)}</p></td>'
        "</tr></tbody></table>",
        head='<script src="../go.js"></script>',
    )
    smil = (
        '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body><par><text src="text/three%20%C3%A9.xhtml#s1"/>'
        '<audio src="sound.mp3" clipBegin="0s" clipEnd="1s"/></par></body></smil>'
    )
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData>'
        '<enc:CipherReference URI="a/b/fonts/f.otf"/></enc:CipherData></enc:EncryptedData></encryption>'
    )
    manifest = (
        NAV
        + item("one", "text/one.xhtml")
        + item("two", "text/two.xhtml", properties="svg mathml remote-resources")
        + item("three", "text/three%20%C3%A9.xhtml", properties="scripted").replace("/>", ' media-overlay="smil"/>')
        + item("smil", "three.smil", "application/smil+xml")
        + item("sound", "sound.mp3", "audio/mpeg")
        + item("remote", "https://example.com/bell.mp3", "audio/mpeg")
        + item("css", "styles/my%20style.css", "text/css")
        + item("js", "go.js", "text/javascript")
        + item("font", "fonts/f.otf", "font/otf")
        + item("cover", "cover.png", "image/png", "cover-image")
    )
    spine = '<itemref idref="one"/><itemref idref="two"/><itemref idref="three"/>'
    metadata = (
        '<meta property="media:duration" refines="#smil">0:00:01</meta><meta property="media:duration">0:00:01</meta>'
        '<meta property="belongs-to-collection" id="c">Bells</meta><meta refines="#c" property="collection-type">series'
        '</meta><meta refines="#c" property="group-position">2</meta><dc:subject>Mills</dc:subject>'
    )
    lists = (
        '<nav epub:type="page-list"><ol><li><a href="text/one.xhtml#p1">1</a></li></ol></nav>'
        '<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="text/one.xhtml">Start</a></li></ol></nav>'
    )
    links = (("The Mill", "text/one.xhtml"), ("The River", "text/two.xhtml"), ("The Bell", "text/three%20%C3%A9.xhtml"))
    return packed(
        {
            "META-INF/encryption.xml": encryption,
            "a/b/content.opf": package(manifest, spine, metadata=metadata),
            "a/b/nav.xhtml": nav(*links, more=lists),
            "a/b/text/one.xhtml": one,
            "a/b/text/two.xhtml": two,
            "a/b/text/three é.xhtml": three,
            "a/b/three.smil": smil,
            "a/b/sound.mp3": b"\xff\xfb\x90\x00" * 30,
            "a/b/styles/my style.css": "@font-face { font-family: F; src: url(../fonts/f.otf); } body { "
            "font-family: F; }",
            "a/b/go.js": "document.title;",
            "a/b/fonts/f.otf": bytes(range(256)) * 8,
            "a/b/cover.png": encoded(),
        },
        "a/b/content.opf",
    )


def old() -> bytes:
    """Make a book of EPUB 2 with what EPUB 3 writes otherwise, and nothing that was wrong then."""

    def old_page(body: str, head: str = "") -> str:
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n{XHTML_11}\n<html xmlns="http://www.w3.org/1999/xhtml" '
            'xml:lang="en"><head><meta http-equiv="Content-Type" content="application/xhtml+xml; '
            'charset=utf-8"/><title/>'
            f'<link rel="stylesheet" type="text/css" href="style.css"/>{head}</head><body>{body}</body></html>'
        )

    one = old_page(
        f'<h2><a id="top"></a>One</h2><p>Mara&nbsp;&mdash; a <big>miller</big>, <tt>typed</tt>, <acronym title="d">Dr'
        f"</acronym>. {PROSE}</p><p>{moment(1)}</p><p>{PROSE} x</p>"
        '<table border="1" cellpadding="2" cellspacing="3" summary="s" width="50%" frame="box" '
        'rules="all"><tr align="left"'
        ' valign="top"><td align="center" axis="a" abbr="b">flour</td></tr></table><p><a href="#top">back</a></p>'
        '<p><img src="mill.png" alt="A mill" width="50%" height="20px"/></p><ul><li>salt</li></ul>'
    )
    two = old_page(
        f'<h2 id="two">Two</h2><p class="rtl">{PROSE} y</p><p>{moment(2)}</p><p style="direction: ltr">{PROSE} z</p>'
    )
    cover = old_page(
        '<div><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100%" '
        'height="100%" viewBox="0 0 60 80"><image width="60" height="80" xlink:href="mill.png"/></svg></div>'
    )
    opf = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uid">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:dcterms="http://purl.org/dc/terms/">'
        '<dc:identifier id="uid" opf:scheme="UUID">urn:uuid:12345678-1234-4234-8234-123456789012</dc:identifier>'
        '<dc:identifier opf:scheme="ISBN">9780000000002</dc:identifier><dc:title>The Old Bell</dc:title>'
        '<dc:creator opf:role="aut" opf:file-as="Author, Ann">Ann Author</dc:creator>'
        '<dc:language xsi:type="dcterms:RFC3066">en</dc:language><dc:date opf:event="creation">1999</dc:date>'
        '<dc:date opf:event="publication">2001-02-03</dc:date><dc:subject>Mills</dc:subject>'
        '<meta name="cover" content="pic"/><meta name="calibre:series" content="Bells"/></metadata><manifest>'
        + item("ncx", "toc.ncx", "application/x-dtbncx+xml")
        + item("cover", "cover.html")
        + item("one", "one.html")
        + item("two", "two.html")
        + item("css", "style.css", "text/css")
        + item("pic", "mill.png", "image/png")
        + '</manifest><spine toc="ncx"><itemref idref="cover" linear="no"/><itemref idref="one"/><itemref idref="two"/>'
        '</spine><guide><reference type="cover" title="Cover" href="cover.html"/>'
        '<reference type="text" title="Start" href="one.html"/></guide></package>'
    )
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" '
        'version="2005-1"><head><meta name="dtb:uid" content="urn:uuid:12345678-1234-4234-8234-123456789012"/></head>'
        "<docTitle><text>The Old Bell</text></docTitle><navMap>"
        '<navPoint id="a" playOrder="1"><navLabel><text>One</text></navLabel><content src="one.html#top"/>'
        '<navPoint id="b" playOrder="2"><navLabel><text>Two</text></navLabel><content src="two.html#two"/></navPoint>'
        '</navPoint></navMap><pageList><navLabel><text>Pages</text></navLabel><pageTarget id="pg" '
        'type="normal" value="7" '
        'playOrder="2"><navLabel><text>7</text></navLabel><content src="two.html#two"/></pageTarget></pageList></ncx>'
    )
    return packed(
        {
            "OEBPS/package.opf": opf,
            "OEBPS/toc.ncx": ncx,
            "OEBPS/cover.html": cover,
            "OEBPS/one.html": one,
            "OEBPS/two.html": two,
            "OEBPS/style.css": ".rtl { direction: rtl; unicode-bidi: embed; color: black } p { margin: 0 }",
            "OEBPS/mill.png": encoded(),
        }
    )


def publication_from(epub: bytes, *, portraits: int = 0, moment: str = MOMENT) -> Publication:
    """Read a book, with a picture of ours at each paragraph in which there are the words of a moment."""
    manuscript = read_epub(BytesIO(epub))
    original = default_storage.save("epubs/original.epub", ContentFile(epub))
    count = iter(range(1, 1000))
    chapters = tuple(_chapter(number, each, count, moment) for number, each in enumerate(manuscript.chapters, 1))
    cast = tuple(
        CastMember(UUID(int=900 + n), f"Person {n}", "major", Illustration(_stored(900 + n), f"Portrait of Person {n}"))
        for n in range(portraits)
    )
    book = IllustratedBook(
        UUID(int=7), manuscript.title, manuscript.authors, manuscript.language, _stored(999), chapters, cast
    )
    return Publication(
        book=book,
        identity="identity",
        original=original,
        is_own=False,
        style="ink",
        description="",
        series="",
        series_index="",
        subjects=(),
        drawn_by={},
    )


def _chapter(number: int, chapter: ManuscriptChapter, count: Iterator[int], moment: str) -> IllustratedChapter:
    """Cut a chapter into scenes, each with a moment of its own."""
    title = chapter.title or f"Chapter {number}"
    scenes: list[list[tuple[str, str]]] = [[]]
    for paragraph in chapter.paragraphs:
        if paragraph.kind == "break":
            continue
        has_moment = any(moment in text for text, _ in scenes[-1])
        if has_moment and moment in paragraph.text:
            scenes.append([])
        scenes[-1].append((paragraph.text, paragraph.kind))
    return IllustratedChapter(
        number, "body", title, scenes=tuple(_scene(next(count), each, moment) for each in scenes if each)
    )


def _scene(number: int, paragraphs: list[tuple[str, str]], moment: str) -> IllustratedScene:
    texts = tuple(text for text, _ in paragraphs)
    start = "\n\n".join(texts).find(moment)
    plate = (max(0, start), Illustration(_stored(number), f"What is seen, {number}", moment)) if start >= 0 else None
    kinds = tuple(kind for _, kind in paragraphs)
    return IllustratedScene(UUID(int=number), number, blocks_of(Passage(texts, kinds=kinds), plate=plate))  # type: ignore[arg-type]


@cache
def _picture(number: int) -> bytes:
    return encoded(f"hsl({37 * number % 360}, 50%, 50%)", "WEBP", SIZE)


def _stored(number: int) -> StoredImage:
    name = default_storage.save(f"pictures/{number}.webp", ContentFile(_picture(number % 10)))
    return StoredImage(name, *SIZE)


def text_nodes(epub: Path | BytesIO) -> list[str]:
    """Return the text of the pages in reading order, without what is ours."""
    with Container(epub, ReadingLimits()) as container:
        spine = [item.name for item, _ in read_package(container).spine]
        return [text for name in spine if "/vividpages" not in f"/{name}" for text in _texts(container.read(name))]


def _texts(data: bytes) -> Iterator[str]:
    root = parse(data)
    body = next((element for element in root.iter() if local(element) == "body"), None) if root is not None else None
    if body is None:
        return
    for element in list(body.iter()):
        if isinstance(element.tag, str) and element.get("class", "").startswith("vividpages-"):
            _take_out(element)
    yield "".join(map(str, body.itertext()))


def _take_out(element: etree._Element) -> None:
    """Take out a figure with the line end behind it, which is ours, too."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail = (element.tail or "").removeprefix("\n")
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
