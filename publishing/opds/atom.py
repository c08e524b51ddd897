"""OPDS 1.2: https://specs.opds.io/opds-1.2 (read on 2026-11-22), and its OpenSearch description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from publishing.opds.shelf import Addresses, ShelfPage, ShelvedBook

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/terms/"
OPDS = "http://opds-spec.org/2010/catalog"
SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
FEED_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
SEARCH_TYPE = "application/opensearchdescription+xml"
ACQUISITION = "http://opds-spec.org/acquisition"
TITLE = "VividPages"
_PREFIXES: dict[str | None, str] = {None: ATOM, "dc": DC, "opds": OPDS, "opensearch": SEARCH}
_SEARCH_PREFIX: dict[str | None, str] = {None: SEARCH}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(page: ShelfPage, at: Addresses) -> bytes:
    """Write a page of a shelf."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=_PREFIXES)  # type: ignore[arg-type]  # None is the default one
    _text(feed, ATOM, "id", at.feed(1, page.query))
    _text(feed, ATOM, "title", f"{TITLE}: {page.query}" if page.query else TITLE)
    _text(feed, ATOM, "updated", page.updated.isoformat())
    _text(etree.SubElement(feed, f"{{{ATOM}}}author"), ATOM, "name", TITLE)
    _link(feed, "self", at.feed(page.number, page.query), FEED_TYPE)
    _link(feed, "start", at.feed(1, ""), FEED_TYPE)
    _link(feed, "search", at.search, SEARCH_TYPE)
    for relation, number in page.neighbours.items():
        _link(feed, relation, at.feed(number, page.query), FEED_TYPE)
    _text(feed, SEARCH, "totalResults", str(page.total))
    for book in page.books:
        _entry(feed, book, at)
    return _written(feed)


def search_description(at: Addresses) -> bytes:
    """Write how the shelf is searched."""
    root = etree.Element(f"{{{SEARCH}}}OpenSearchDescription", nsmap=_SEARCH_PREFIX)  # type: ignore[arg-type]
    _text(root, SEARCH, "ShortName", TITLE)
    _text(root, SEARCH, "Description", "Search your editions by title, author, series and subject.")
    _text(root, SEARCH, "InputEncoding", "UTF-8")
    etree.SubElement(root, f"{{{SEARCH}}}Url", type=FEED_TYPE, template=at.search_template)
    return _written(root)


def _entry(feed: etree._Element, book: ShelvedBook, at: Addresses) -> None:
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, ATOM, "id", f"urn:uuid:{book.id}")
    _text(entry, ATOM, "title", book.title)
    _text(entry, ATOM, "updated", book.updated.isoformat())
    for author in book.authors:
        _text(etree.SubElement(entry, f"{{{ATOM}}}author"), ATOM, "name", author)
    if book.language:
        _text(entry, DC, "language", book.language)
    for subject in book.subjects:
        etree.SubElement(entry, f"{{{ATOM}}}category", term=_plain(subject), label=_plain(subject))
    if book.description:
        _text(entry, ATOM, "summary", book.description, type="text")
    for relation in ("http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"):
        _link(entry, relation, at.cover(book), "image/jpeg")
    for offer in book.offers:
        _link(entry, ACQUISITION, at.file(book, offer), offer.media_type, title=offer.title, length=str(offer.size))


def _link(parent: etree._Element, relation: str, address: str, media_type: str, **more: str) -> None:
    attributes = {"rel": relation, "href": address, "type": media_type} | more
    etree.SubElement(parent, f"{{{ATOM}}}link", attributes)


def _text(parent: etree._Element, namespace: str, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}", attributes).text = _plain(text)


def _plain(text: str) -> str:
    """Strip what no XML document may hold."""
    return _NOT_XML.sub("", text)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
