"""The package, contents and NCX of a book in our own design."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from publishing.kinds.epub.accessibility import accessibility_of, as_markup
from publishing.kinds.epub.markup import direction_of, page, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publishing.publication import Publication

CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
XHTML = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class HousePage:
    """A page of the spine. `part` is what its line in the contents stands under; `landmark` its `epub:type` there.

    `title` is empty for a page that the contents leave out; `spread` is its side, for pages of a fixed layout.
    """

    name: str
    title: str
    data: str
    part: str = ""
    landmark: str = ""
    spread: str = ""

    @property
    def id(self) -> str:
        """In the manifest."""
        return self.name.partition(".")[0]


class PictureFile(Protocol):
    """A picture in the folder `images`."""

    @property
    def id(self) -> str:
        """In the manifest."""

    @property
    def name(self) -> str:
        """Of its file."""

    @property
    def media_type(self) -> str:
        """As `image/jpeg`."""


def package(
    publication: Publication,
    language: str,
    pages: Sequence[HousePage],
    pictures: Iterable[PictureFile],
    cover: str,
    *,
    metadata: str = "",
) -> str:
    """Return the package document. `cover` is the name of the cover's picture, or empty; `metadata` is added."""
    shown = list(pictures)
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="{each.id}" href="{each.name}" media-type="{XHTML}"/>' for each in pages if each.id != "nav"),
        *(_picture_item(picture, cover) for picture in shown),
    ]
    order = "\n".join(map(_itemref, pages))
    direction = ' page-progression-direction="rtl"' if direction_of(language) == "rtl" else ""
    metadata = _metadata(publication, language, has_pictures=bool(shown)) + metadata
    cover_meta = f'<meta name="cover" content="{_id_of(shown, cover)}"/>\n' if cover else ""
    listed = "\n".join(items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" '
        f'xml:lang="{language}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}{cover_meta}'
        f'</metadata>\n<manifest>\n{listed}\n</manifest>\n<spine toc="ncx"{direction}>\n{order}\n</spine>\n</package>\n'
    )


def _metadata(publication: Publication, language: str, *, has_pictures: bool) -> str:
    book = publication.book
    lines = [
        f'<dc:identifier id="identifier">urn:uuid:{book.id}</dc:identifier>',
        f"<dc:title>{text(book.title.strip() or 'Untitled')}</dc:title>",
        f"<dc:language>{language}</dc:language>",
        *(f"<dc:creator>{text(author)}</dc:creator>" for author in book.authors if author.strip()),
        *([f"<dc:description>{text(publication.description)}</dc:description>"] if publication.description else []),
        *(f"<dc:subject>{text(subject)}</dc:subject>" for subject in publication.subjects if subject.strip()),
        f'<meta property="dcterms:modified">{publication.changed.strftime("%Y-%m-%dT%H:%M:%SZ")}</meta>',
        *_series(publication),
    ]
    return "\n".join(lines) + "\n" + as_markup(accessibility_of(has_pictures=has_pictures))


def _series(publication: Publication) -> list[str]:
    if not publication.series:
        return []
    index = publication.series_index
    lines = [
        f'<meta property="belongs-to-collection" id="series">{text(publication.series)}</meta>',
        '<meta refines="#series" property="collection-type">series</meta>',
        f'<meta name="calibre:series" content="{text(publication.series)}"/>',
    ]
    if index:
        lines.append(f'<meta refines="#series" property="group-position">{text(index)}</meta>')
        lines.append(f'<meta name="calibre:series_index" content="{text(index)}"/>')
    return lines


def _itemref(page: HousePage) -> str:
    spread = f' properties="{page.spread}"' if page.spread else ""
    return f'<itemref idref="{page.id}"{spread}/>'


def _picture_item(picture: PictureFile, cover: str) -> str:
    properties = ' properties="cover-image"' if picture.name == cover else ""
    return f'<item id="{picture.id}" href="images/{picture.name}" media-type="{picture.media_type}"{properties}/>'


def _id_of(pictures: Iterable[PictureFile], name: str) -> str:
    return next(picture.id for picture in pictures if picture.name == name)


def contents(pages: Sequence[HousePage], *, language: str, title: str) -> str:
    """Return the navigation document, which is a page of the book as well."""
    landmarks = "\n".join(
        f'<li><a epub:type="{each.landmark}" href="{each.name}">{text(each.title or title)}</a></li>'
        for each in pages
        if each.landmark
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">{text(title)}</h1>\n'
        f'{_lines(pages)}</nav>\n<nav epub:type="landmarks" hidden="hidden" aria-label="Landmarks"><ol>\n{landmarks}\n'
        "</ol></nav>"
    )
    return page(title, body, language=language, stylesheet="style.css")


def _lines(pages: Iterable[HousePage]) -> str:
    lines: list[str] = []
    listed = (each for each in pages if each.title)
    for part, within in groupby(listed, key=lambda each: each.part):
        links = "\n".join(f'<li><a href="{each.name}">{text(each.title)}</a></li>' for each in within)
        lines.append(f"<li><span>{text(part)}</span><ol>\n{links}\n</ol></li>" if part else links)
    return "<ol>\n" + "\n".join(lines) + "\n</ol>"


def ncx(publication: Publication, pages: Iterable[HousePage]) -> str:
    """Return the contents as readers of EPUB 2 want them."""
    listed = (each for each in pages if each.title)
    points = "\n".join(
        f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{text(each.title)}</text></navLabel>'
        f'<content src="{each.name}"/></navPoint>'
        for number, each in enumerate(listed, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
        f'<head><meta name="dtb:uid" content="urn:uuid:{publication.book.id}"/></head>\n'
        f"<docTitle><text>{text(publication.book.title)}</text></docTitle>\n<navMap>\n{points}\n</navMap>\n</ncx>\n"
    )
