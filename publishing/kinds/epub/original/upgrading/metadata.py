"""The package document of EPUB 2 as one of EPUB 3: attributes of statements become statements about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from books.epub.xml import attribute, local

if TYPE_CHECKING:
    from collections.abc import Iterator

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
DUBLIN_CORE = {
    *("contributor", "coverage", "creator", "date", "description", "format", "identifier", "language", "publisher"),
    *("relation", "rights", "source", "subject", "title", "type"),
}
EVENTS = {
    "creation": "dcterms:created",
    "original-publication": "dcterms:issued",
    "copyright": "dcterms:dateCopyrighted",
}
"""Dates that are not that of publication."""
PAGE_TYPES = {"text/html", "text/x-oeb1-document"}
ITEM = ("id", "href", "media-type", "fallback", "properties", "media-overlay")
ITEMREF = ("id", "idref", "linear", "properties")
REFERENCE = ("type", "title", "href")
NOT_A_NAME = re.compile(r"[^\w.-]")


def upgraded_package(root: etree._Element) -> etree._Element:
    """Return a package document of EPUB 3 that says what an older one does."""
    package = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF})  # type: ignore[dict-item]  # the default namespace
    package.set("version", "3.0")
    package.set("unique-identifier", root.get("unique-identifier") or "")
    for name in ("{http://www.w3.org/XML/1998/namespace}lang", "dir", "id"):
        if root.get(name):
            package.set(name, root.get(name, ""))
    _Statements(package, root).write()
    _copied(package, root, "manifest", "item", ITEM)
    spine = _copied(package, root, "spine", "itemref", ITEMREF)
    old = next((e for e in root.iter() if local(e) == "spine"), None)
    for name in ("toc", "page-progression-direction"):
        if old is not None and old.get(name):
            spine.set(name, old.get(name, ""))
    if any(local(e) == "reference" for e in root.iter()):
        _copied(package, root, "guide", "reference", REFERENCE)
    for item in package.iter(f"{{{OPF}}}item"):
        if item.get("media-type", "").strip().lower() in PAGE_TYPES:
            item.set("media-type", "application/xhtml+xml")
    return package


def _copied(
    package: etree._Element, root: etree._Element, group: str, name: str, kept: tuple[str, ...]
) -> etree._Element:
    """Copy a list of the package with the attributes that it may still have."""
    target = etree.SubElement(package, f"{{{OPF}}}{group}")
    target.text = target.tail = "\n"
    for element in root.iter():
        if local(element) == name:
            copy = etree.SubElement(target, f"{{{OPF}}}{name}")
            copy.tail = "\n"
            for key in kept:
                if element.get(key) is not None:
                    copy.set(key, element.get(key, "").strip())
    return target


class _Statements:
    """Writes the statements about a book."""

    def __init__(self, package: etree._Element, root: etree._Element) -> None:
        self._root = root
        self._ids = {element.get("id") for element in root.iter() if element.get("id")}
        self._metadata = etree.SubElement(package, f"{{{OPF}}}metadata", nsmap={"dc": DC})
        self._metadata.text = self._metadata.tail = "\n"
        self._has_date = False

    def write(self) -> None:
        found = list(self._statements())
        published = [e for e in found if local(e) == "date" and attribute(e, "event") in ("", "publication")]
        for element in found:
            name = local(element)
            text = "".join(map(str, element.itertext())).strip()
            if name == "meta":
                self._meta(element)
            elif name == "date" and text:
                self._date(element, text, is_published=element in published)
            elif name in DUBLIN_CORE and text:
                self._dublin_core(element, name, text)

    def _statements(self) -> Iterator[etree._Element]:
        metadata = next((e for e in self._root.iter() if local(e) == "metadata"), None)
        for element in metadata if metadata is not None else ():
            if local(element) in ("dc-metadata", "x-metadata"):
                yield from element
            else:
                yield element

    def _meta(self, element: etree._Element) -> None:
        if element.get("name") and element.get("content"):
            meta = self._add("meta", "")
            meta.set("name", element.get("name", ""))
            meta.set("content", element.get("content", ""))
        elif element.get("property") and "".join(map(str, element.itertext())).strip():  # of EPUB 3 already
            meta = self._add("meta", "".join(map(str, element.itertext())).strip())
            for key in ("id", "property", "refines", "scheme"):
                if element.get(key):
                    meta.set(key, element.get(key, ""))

    def _date(self, element: etree._Element, text: str, *, is_published: bool) -> None:
        event = attribute(element, "event").lower()
        if is_published and not self._has_date:
            self._has_date = True
            self._dublin_core(element, "date", text)
        elif event in EVENTS:
            self._add("meta", text).set("property", EVENTS[event])

    def _dublin_core(self, element: etree._Element, name: str, text: str) -> None:
        made = etree.SubElement(self._metadata, f"{{{DC}}}{name}")
        made.text, made.tail = text, "\n"
        for key in ("id", "{http://www.w3.org/XML/1998/namespace}lang", "dir"):
            if element.get(key):
                made.set(key, element.get(key, ""))
        if name in ("creator", "contributor"):
            self._refine(made, "role", attribute(element, "role"), scheme="marc:relators")
        if name in ("creator", "contributor", "title"):
            self._refine(made, "file-as", attribute(element, "file-as"))
        if name == "identifier":
            self._refine(made, "identifier-type", attribute(element, "scheme"))

    def _refine(self, element: etree._Element, name: str, value: str, *, scheme: str = "") -> None:
        if not value.strip():
            return
        if not element.get("id"):
            element.set("id", self._new_id(local(element)))
        meta = self._add("meta", value.strip())
        meta.set("refines", f"#{element.get('id')}")
        meta.set("property", name)
        if scheme:
            meta.set("scheme", scheme)

    def _add(self, name: str, text: str) -> etree._Element:
        element = etree.SubElement(self._metadata, f"{{{OPF}}}{name}")
        element.text, element.tail = text or None, "\n"
        return element

    def _new_id(self, stem: str) -> str:
        number = 1
        while f"{stem}-{number}" in self._ids:
            number += 1
        self._ids.add(f"{stem}-{number}")
        return f"{stem}-{number}"
