"""OPDS 2.0: https://drafts.opds.io/opds-2.0 (read on 2026-11-22), and its way to sign in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publishing.opds.shelf import Addresses, ShelfPage, ShelvedBook

FEED_TYPE = "application/opds+json"
PUBLICATION_TYPE = "application/opds-publication+json"
AUTHENTICATION_TYPE = "application/opds-authentication+json"
BASIC = "http://opds-spec.org/auth/basic"
ACQUISITION = "http://opds-spec.org/acquisition"
TITLE = "VividPages"
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?", re.ASCII)


def feed_of(page: ShelfPage, at: Addresses) -> dict[str, Any]:
    """Write a page of a shelf."""
    here = {"rel": "self", "href": at.feed(page.number, page.query), "type": FEED_TYPE}
    others = [
        {"rel": relation, "href": at.feed(number, page.query), "type": FEED_TYPE}
        for relation, number in page.neighbours.items()
    ]
    return {
        "metadata": {
            "title": f"{TITLE}: {page.query}" if page.query else TITLE,
            "modified": page.updated.isoformat(),
            "numberOfItems": page.total,
            "itemsPerPage": 25,
            "currentPage": page.number,
        },
        "links": [
            here,
            {"rel": "start", "href": at.feed(1, ""), "type": FEED_TYPE},
            {"rel": "search", "href": at.search_template, "type": FEED_TYPE, "templated": True},
            {"rel": "http://opds-spec.org/auth/document", "href": at.authentication, "type": AUTHENTICATION_TYPE},
            *others,
        ],
        "publications": [publication_of(book, at) for book in page.books],
    }


def publication_of(book: ShelvedBook, at: Addresses) -> dict[str, Any]:
    """Write a book with its editions."""
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "identifier": f"urn:uuid:{book.id}",
        "title": book.title,
        "modified": book.updated.isoformat(),
        "author": [{"name": author} for author in book.authors],
        "language": book.language,
        "description": book.description,
        "subject": [{"name": subject} for subject in book.subjects],
    }
    if book.series:
        metadata["belongsTo"] = {"series": _series(book)}
    offers = [
        {
            "rel": ACQUISITION,
            "href": at.file(book, offer),
            "type": offer.media_type,
            "title": offer.title,
            "size": offer.size,
        }
        for offer in book.offers
    ]
    return {
        "metadata": {name: value for name, value in metadata.items() if value},
        "links": [{"rel": "self", "href": at.book(book), "type": PUBLICATION_TYPE}, *offers],
        "images": [{"href": at.cover(book), "type": "image/jpeg"}],
    }


def authentication(at: Addresses) -> dict[str, Any]:
    """Write how an e-reader signs in."""
    return {
        "id": at.authentication,
        "title": TITLE,
        "description": "Make a token on the page “E-readers” of your account, and enter it as the password.",
        "links": [{"rel": "start", "href": at.feed(1, ""), "type": FEED_TYPE}],
        "authentication": [{"type": BASIC, "labels": {"login": "E-mail address", "password": "Token"}}],
    }


def _series(book: ShelvedBook) -> dict[str, Any]:
    series: dict[str, Any] = {"name": book.series}
    if _NUMBER.fullmatch(book.series_index):  # it may be “II”
        series["position"] = float(book.series_index)
    return series
