"""Files that strangers made: markup, archives and pictures that are read, restored or shown."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import reverse
from lxml import etree
from PIL import Image

from authors.sources.errors import SourceError
from authors.sources.extraction.limits import ExtractionLimits
from authors.sources.extraction.opendocument import read_opendocument
from books.epub.archive.container import Container
from books.models import VividPage
from books.services.decoding import UnusablePicture, decode_cover
from books.tests.epubs import METADATA, PROSE, build, chapter, page
from vividpages.media import SHOWN_TYPES
from vividpages.tests.replays.house import SECRET
from vividpages.tests.replays.replay import CALIBRE_WEB, DJANGO, code, cve, replay, setting

if TYPE_CHECKING:
    from vividpages.tests.replays.house import House

WORDS = "The flooded words."
FIND, READ = Container.find, Container.read


def found_anywhere(self: Container, href: str, *, base: str = "") -> str | None:
    """Find what a book names, also beside the book."""
    return href if href.startswith("file:") else FIND(self, href, base=base)


def read_anywhere(self: Container, name: str) -> bytes:
    """Read what a book names, also beside the book."""
    return Path(name.removeprefix("file://")).read_bytes() if name.startswith("file:") else READ(self, name)


def believing(data: bytes, *_: Any) -> etree._Element:
    """Parse what a file defines and what it names elsewhere, as parsers do that nobody has told otherwise."""
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, recover=True)
    return etree.fromstring(data, parser)


def package(declared: str, title: str) -> str:
    """Write a package document with declarations of entities."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE package [{declared}]>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{METADATA.replace("A Book", title)}</metadata>'
        '<manifest><item id="p" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="p"/></spine></package>'
    )


def title_of(house: House, declared: str, title: str) -> str:
    """Import a book with such a title."""
    epub = build({"one.xhtml": chapter("One")}, files={"OEBPS/package.opf": package(declared, title)})
    return house.imported(epub).title


@replay(
    "CVE-2016-9487",
    "EpubCheck",
    "Entities of a book's markup that named files outside of it were resolved while it was checked.",
    source=cve("CVE-2016-9487"),
    refusal="A declaration of entities is cut away before markup is parsed, and the parser resolves none.",
    guard=code("books.epub.xml.well_formed", believing),
)
def entity_of_a_file_in_the_package(house: House) -> str:
    secret = house.folder / "secret.txt"
    secret.write_text(SECRET)
    title = title_of(house, f'<!ENTITY stolen SYSTEM "{secret.as_uri()}">', "&stolen;")
    return SECRET if SECRET in title else ""


@replay(
    "CVE-2013-1664",
    "Django",
    "XML in which entities are made of entities grew in memory without end.",
    source=DJANGO,
    refusal="Entities that a file declares are not expanded, not even once.",
    guard=code("books.epub.xml.well_formed", believing),
)
def entities_of_entities(house: House) -> str:
    declared = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    title = title_of(house, declared, "&c;")
    return title if title.count("ha") == 64 else ""


@replay(
    "CVE-2013-1665",
    "Django",
    "Documents of users were parsed with entities that name files of the server.",
    source=DJANGO,
    refusal="Sources that a writer adds are parsed without entities, network and DTDs.",
    guard=code("authors.sources.extraction.opendocument._parsed", believing),
)
def entity_of_a_file_in_a_source(house: House) -> str:
    secret = house.folder / "secret.txt"
    secret.write_text(SECRET)
    names = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text")}
    content = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY stolen SYSTEM "{secret.as_uri()}">]>'
        f'<office:document-content xmlns:office="{names["office"]}" xmlns:text="{names["text"]}"><office:body>'
        "<office:text><text:p>It says: &stolen;</text:p></office:text></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", content)
    try:
        read = read_opendocument(data.getvalue(), ExtractionLimits())
    except SourceError:
        return ""
    return SECRET if any(SECRET in block.text for block in read.blocks) else ""


@replay(
    "CVE-2023-46303",
    "calibre",
    "A book could name pictures outside of it, and files of the machine came with the converted book.",
    source=cve("CVE-2023-46303"),
    refusal="A picture is looked for among the names of the archive, and nowhere else.",
    guard=code("books.epub.archive.container.Container.find", found_anywhere)
    & code("books.epub.archive.container.Container.read", read_anywhere),
)
def picture_of_the_machine(house: House) -> str:
    private = house.folder / "private.png"
    picture = io.BytesIO()
    Image.new("RGB", (600, 400), (1, 2, 3)).save(picture, "PNG")
    private.write_bytes(picture.getvalue())
    body = f'<h2>One</h2><p>{PROSE}</p><p><img src="{private.as_uri()}" alt="x"/></p><p>{PROSE}</p>'
    epub = build({"one.xhtml": page(body)})
    read = house.imported(epub)
    stolen = [one for each in read.chapters for one in each.pictures if one.data == picture.getvalue()]
    return "a picture of the machine" if stolen else ""


@replay(
    "CVE-2021-44686",
    "calibre",
    "Markup could be written so that reading it took time out of all proportion to its length.",
    source=cve("CVE-2021-44686"),
    refusal="A tag with more than a thousand attributes is not given to the HTML parser, which compares each to all.",
    guard=code("books.epub.xml._has_a_flood_of_attributes", lambda _: False),
)
def flood_of_attributes(house: House) -> str:
    flood = "".join(f' a{number}="some words of no use"' for number in range(1500))
    epub = build({"one.xhtml": chapter("One"), "two.xhtml": f"<p{flood}><b>{WORDS}</p>"})
    read = house.imported(epub)
    return WORDS if any(WORDS in one.text for each in read.chapters for one in each.paragraphs) else ""


@replay(
    "CVE-2022-45198",
    "Pillow",
    "A small file of a picture took hundreds of times its size of memory when it was opened.",
    source=cve("CVE-2022-45198"),
    refusal="The size that a picture claims is looked at before its pixels are, and those too large are not decoded.",
    guard=setting("PICTURE_PIXELS", 10**9),
)
def picture_that_grows(house: House) -> str:
    data = io.BytesIO()
    Image.new("1", (6500, 6500)).save(data, "PNG", compress_level=1)
    try:
        decode_cover(data.getvalue())
    except UnusablePicture:
        return ""
    return f"{len(data.getvalue())} bytes became {6500 * 6500} pixels"


@replay(
    "CVE-2024-43801",
    "Jellyfin",
    "A picture of one's own could be an SVG with a script, which ran for whoever opened it.",
    source=cve("CVE-2024-43801"),
    refusal="Only pictures of four kinds of pixels are shown; any other file is downloaded, as bytes without a kind.",
    guard=code("vividpages.media.SHOWN_TYPES", {**SHOWN_TYPES, ".svg": "image/svg+xml"}),
)
def picture_with_a_script(house: House) -> str:
    name = f"storyboards/{house.book().pk}/drawn.svg"
    default_storage.save(name, ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"><script>steal()</script></svg>'))
    answer = house.browser(house.reader).get(f"/media/{name}")
    assert answer.status_code == 200
    is_shown = not answer.headers.get("Content-Disposition", "").startswith("attachment")
    return "a script that runs" if is_shown and "svg" in answer["Content-Type"] else ""


@replay(
    "0.6.22",
    "Calibre-Web",
    "What was uploaded was believed to be what its name said, and pages of markup became books.",
    source=CALIBRE_WEB,
    refusal="The first bytes of an upload say what it is; what is no EPUB is refused before it is kept.",
    guard=code("books.services.taking_in.refuse_other_files", lambda _: None),
)
def page_called_a_book(house: House) -> str:
    file = SimpleUploadedFile("book.epub", b"<html><script>steal()</script></html>", "application/epub+zip")
    house.browser(house.stranger).post(reverse("upload"), {"epub": file})
    return "a page of markup is kept" if VividPage.objects.owned_by(house.stranger).exists() else ""


@replay(
    "CVE-2023-24580",
    "Django",
    "A form with very many files took all the memory or all the open files there were.",
    source=DJANGO,
    refusal="A form with more than a hundred files is refused while it is read.",
    guard=setting("DATA_UPLOAD_MAX_NUMBER_FILES", None),
)
def form_of_many_files(house: House) -> str:
    parts = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f{number}"; filename="f"\r\n\r\n\r\n'
        for number in range(150)
    )
    browser = house.browser(house.stranger)
    answer = browser.generic(
        "POST", reverse("upload"), f"{parts}--{BOUNDARY}--\r\n".encode(), content_type=MULTIPART_CONTENT
    )
    return "" if answer.status_code == 400 else "150 files were opened"
