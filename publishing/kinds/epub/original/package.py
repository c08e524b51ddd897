"""The package document with our files in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from books.epub.xml import local
from publishing.kinds.epub.original.upgrading.metadata import OPF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MODIFIED = "dcterms:modified"
XHTML_TYPE = "application/xhtml+xml"


class PackageDocument:
    """A package document of EPUB 3 that is changed."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._ids = {element.get("id") for element in root.iter() if element.get("id")}

    def markup(self) -> str:
        """Return it as text."""
        return '<?xml version="1.0" encoding="utf-8"?>\n' + str(etree.tostring(self._root, encoding="unicode"))

    def add_item(self, stem: str, href: str, media_type: str, properties: str = "") -> str:
        """List a file. Returns its id."""
        identifier = f"vividpages-{stem}".replace(".", "-")
        while identifier in self._ids:
            identifier += "-1"
        self._ids.add(identifier)
        item = self._in("manifest", "item")
        item.set("id", identifier)
        item.set("href", href)
        item.set("media-type", media_type)
        if properties:
            item.set("properties", properties)
        return identifier

    def add_to_spine(self, identifier: str) -> None:
        """Put a page behind all others."""
        self._in("spine", "itemref").set("idref", identifier)

    def declare(self, identifier: str, properties: Iterable[str]) -> None:
        """Say of a file what it has in it."""
        for item in self._root.iter(f"{{{OPF}}}item", "item"):
            if item.get("id") == identifier:
                words = dict.fromkeys([*item.get("properties", "").split(), *properties])
                if words:
                    item.set("properties", " ".join(words))

    def set_modified(self, when: str) -> None:
        """Say when the book was changed last, once."""
        for meta in list(self._root.iter(f"{{{OPF}}}meta")):
            if meta.get("property", "").strip() == MODIFIED and not meta.get("refines"):
                self._group("metadata").remove(meta)
        self._in("metadata", "meta", when).set("property", MODIFIED)

    def add_statements(self, statements: Sequence[tuple[str, str]]) -> None:
        """Add statements about accessibility: all to a book that makes none, else that it has pictures to see."""
        made = {
            (meta.get("property", "").strip(), "".join(map(str, meta.itertext())).strip())
            for meta in self._root.iter(f"{{{OPF}}}meta")
        }
        has_own = any(name.startswith("schema:access") for name, _ in made)
        for name, value in statements:
            if not has_own or ((name, value) not in made and name == "schema:accessMode"):
                self._in("metadata", "meta", value).set("property", name)

    def set_cover(self, identifier: str) -> None:
        """Name a picture as the cover for readers of EPUB 2, too."""
        meta = self._in("metadata", "meta")
        meta.set("name", "cover")
        meta.set("content", identifier)

    def require(self, names: Sequence[str]) -> None:
        """Say in which file the contents for readers of EPUB 2 are: the first of these ids."""
        spine = self._group("spine")
        if names and spine.get("toc") not in names:
            spine.set("toc", names[0])

    def _in(self, group: str, name: str, text: str = "") -> etree._Element:
        element = etree.SubElement(self._group(group), f"{{{OPF}}}{name}")
        element.text, element.tail = text or None, "\n"
        return element

    def _group(self, group: str) -> etree._Element:
        found = next((element for element in self._root if local(element) == group), None)
        return found if found is not None else etree.SubElement(self._root, f"{{{OPF}}}{group}")
