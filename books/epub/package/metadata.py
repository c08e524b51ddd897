"""What the package document says of the book itself: its title, authors, language, series, subjects, description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from string import capwords
from typing import TYPE_CHECKING

from books.epub.pages.text import folded
from books.epub.xml import attribute, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

WANTED = {"title", "creator", "language", "description", "subject"}
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
WITHIN_A_SUBJECT = re.compile(r"\s*(?:--|—|;)\s*|\s+/\s+")
"""A library's heading (“Whales -- Fiction”), a bookshop's (“FICTION / Sea Stories / General”), and plain lists. No
comma: there is one in “Holmes, Sherlock”."""
NO_SUBJECT = re.compile(r"^(?:general|[A-Z]{3}\d{6})?$", re.IGNORECASE)
"""What says nothing to a reader: a bookshop's leftovers, and its codes."""
MOST_SUBJECTS = 40
LONGEST_SUBJECT = 200
"""Characters; a longer one is no subject."""
WHOLE_NUMBER = re.compile(r"^(\d{1,9})\.0+$")

Refinements = dict[str, dict[str, list[str]]]
"""By the id of what is refined, the values of each property."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself; empty where it says nothing. `series_index` is its place there, as text: “2”."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    description: str = ""
    series: str = ""
    series_index: str = ""
    subjects: tuple[str, ...] = ()


def read_metadata(root: etree._Element) -> Metadata:
    """Read the metadata of a package document of EPUB 2 or 3, or of an older one."""
    metadata = next((e for e in root.iter() if local(e) == "metadata"), None)
    if metadata is None:
        return Metadata()
    elements = list(_statements(metadata))
    refinements = _refinements(elements)
    titles: list[tuple[bool, str]] = []
    authors: dict[str, None] = {}
    """Each once, in the order of the book."""
    values: dict[str, list[str]] = {kind: [] for kind in WANTED}
    for element in elements:
        kind = local(element)
        value = _text(element) if kind in WANTED else ""
        if not value:
            continue
        values[kind].append(value)
        refined = refinements.get(element.get("id") or "", {})
        if kind == "title":
            titles.append(("main" not in map(str.lower, refined.get("title-type", ["main"])), value))
        elif kind == "creator":
            roles = refined.get("role") or [attribute(element, "role") or "aut"]
            if "aut" in map(str.lower, roles):
                authors.setdefault(value)
    series, index = _series(elements, refinements)
    return Metadata(
        title=min(titles, key=lambda pair: pair[0])[1] if titles else "",
        authors=tuple(authors),
        language=next(iter(values["language"]), ""),
        description=next(filter(None, map(_plain, values["description"])), ""),
        series=series,
        series_index=index,
        subjects=_subjects(values["subject"]),
    )


def _statements(metadata: etree._Element) -> Iterator[etree._Element]:
    """Yield the statements, also where an old package gathers them in `dc-metadata` and `x-metadata`."""
    for element in metadata:
        if local(element) in ("dc-metadata", "x-metadata"):
            yield from element
        else:
            yield element


def _refinements(elements: Iterable[etree._Element]) -> Refinements:
    refinements: Refinements = {}
    for meta in elements:
        target = meta.get("refines", "") if local(meta) == "meta" else ""
        if target.startswith("#"):
            refined = refinements.setdefault(target[1:], {})
            refined.setdefault(meta.get("property", ""), []).append(_text(meta))
    return refinements


def _series(elements: Iterable[etree._Element], refinements: Refinements) -> tuple[str, str]:
    """Return the first series that the book says it is in, and its place there: as EPUB 3 has it, else as calibre does.

    A collection that does not call itself a series may be anything: a shop's campaign, a suite of tests.
    """
    by_name: dict[str, str] = {}
    for meta in elements:
        if local(meta) != "meta":
            continue
        if meta.get("property") == "belongs-to-collection" and not meta.get("refines"):
            refined = refinements.get(meta.get("id") or "", {})
            name = _text(meta)
            if name and "series" in map(str.lower, refined.get("collection-type", ())):
                return name, _index(next(iter(refined.get("group-position", ())), ""))
        elif meta.get("name", "").startswith("calibre:series"):
            by_name.setdefault(meta.get("name", ""), folded(meta.get("content")))
    name = by_name.get("calibre:series", "")
    return name, _index(by_name.get("calibre:series_index", "")) if name else ""


def _index(text: str) -> str:
    """Write a place in a series as readers do: calibre's “2.0” is “2”, and “2.5” stays."""
    return WHOLE_NUMBER.sub(r"\1", text)


def _subjects(headings: Iterable[str]) -> tuple[str, ...]:
    """Return each subject once, in the book's order, with headings of several levels taken apart."""
    subjects: dict[str, str] = {}
    for heading in headings:
        for subject in WITHIN_A_SUBJECT.split(heading):
            plain = capwords(subject) if subject.isupper() and " / " in heading else subject
            plain = plain.strip(" .,")
            if len(plain) <= LONGEST_SUBJECT and not NO_SUBJECT.match(plain):
                subjects.setdefault(plain.casefold(), plain)
            if len(subjects) == MOST_SUBJECTS:
                return tuple(subjects.values())
    return tuple(subjects.values())


def _plain(markup: str) -> str:
    """Strip a description of the tags and entities that many books have in it, escaped once or twice."""
    return folded(unescape(TAG.sub(" ", unescape(TAG.sub(" ", markup)))))


def _text(element: etree._Element) -> str:
    return folded("".join(map(str, element.itertext())))
